"""All 2^32 sequence numbers: words of which only distances are known, sets of distances, and how they read."""
