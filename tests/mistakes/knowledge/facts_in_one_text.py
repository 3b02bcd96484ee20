"""Facts without brackets."""

System(Opener, Opener, LOSSY_BAG, facts=("fog"))
