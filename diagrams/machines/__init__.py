"""A table as a picture: the state diagram of one machine, and a whole protocol on one page."""
