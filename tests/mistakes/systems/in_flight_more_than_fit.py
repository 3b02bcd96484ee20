"""Two messages in a channel for one."""

system = System(Opener, Opener, PERFECT.holding(1), in_flight=(SEG.flying("B", SEQ=1), SEG.flying("B", SEQ=2)))
