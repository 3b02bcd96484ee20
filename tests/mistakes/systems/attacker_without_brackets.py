"""An attacker with one message."""

system = System(Opener, Opener, LOSSY.attacked(SEG.flying("B")))
