"""A variable in quotes."""

passive = Sometimes("A is passive", A["PASSIVE"])
