"""How messages are kept, in quotes."""

LINE = Channel("a line", "set")
