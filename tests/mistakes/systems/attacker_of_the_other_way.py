"""An attacker who sends against the stream."""

system = System(Opener, Opener, (LOSSY, LOSSY.attacked((SEG.flying("B"),))))
