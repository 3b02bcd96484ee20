"""An attacker without a bound."""

system = System(Opener, Opener, LOSSY.attacked((SEG.flying("B"),), times=1000))
