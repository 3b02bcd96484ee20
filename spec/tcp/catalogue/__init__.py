"""The models of TCP: what is asked of which system, and what must break it."""
