"""A message that is called like a class."""

WORD = SEG(SEQ=1)
