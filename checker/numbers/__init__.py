"""All 2^32 sequence numbers."""
