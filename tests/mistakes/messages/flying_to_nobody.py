"""The ends are A and B."""

old = SEG.flying("server", SEQ=90)
