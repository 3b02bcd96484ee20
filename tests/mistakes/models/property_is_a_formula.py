"""A formula where a property is meant."""

opening = Model(System(Opener, Opener, LOSSY), {"open": A.is_in(OPEN)})
