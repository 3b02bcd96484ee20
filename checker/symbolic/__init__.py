"""All 2^32 sequence numbers: control states are explicit, numbers are bases plus offsets, and Z3 says what may be."""
