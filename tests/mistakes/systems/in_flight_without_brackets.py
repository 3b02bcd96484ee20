"""One message, not in brackets."""

system = System(Opener, Opener, LOSSY, in_flight=SEG.flying("B", SEQ=90))
