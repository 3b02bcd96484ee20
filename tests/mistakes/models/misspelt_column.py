"""A column that a model does not have."""

opening = Model(System(Opener, Opener, LOSSY), {}, expected={})
