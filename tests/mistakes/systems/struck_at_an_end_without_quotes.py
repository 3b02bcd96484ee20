"""An end in place of its name."""

struck("hear", end=B)
