"""A system and its properties in, verdicts out: explore, then decide."""
