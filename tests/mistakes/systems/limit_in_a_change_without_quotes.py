"""An end in place of its name."""

limited(call("open"), 1, B)
