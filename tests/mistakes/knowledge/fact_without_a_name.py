"""A fact has a name."""

fact("")
