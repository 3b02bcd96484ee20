"""All 2^32 sequence numbers: control states are explicit, numbers are a base plus an offset, and Z3 says what may be."""
