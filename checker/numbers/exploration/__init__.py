"""The search over all 2^32 numbers at once: each state with the numbers for which it is reached."""
