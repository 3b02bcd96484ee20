"""A number in quotes, in flight."""

old = SEG.flying("B", SEQ="90")
