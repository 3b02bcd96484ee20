"""The transition relation of one end, in a solver's terms: what it can do, for all its states at once."""
