"""Nothing is made of a machine."""

client = Opener()
