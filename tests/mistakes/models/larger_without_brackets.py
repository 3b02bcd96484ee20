"""One larger bound without brackets."""

made = Model(System(Opener, Opener, LOSSY), {}, larger=one_more_place())
