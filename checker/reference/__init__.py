"""The literal interpreter: slow, meant to be read, and the judge of every engine."""
