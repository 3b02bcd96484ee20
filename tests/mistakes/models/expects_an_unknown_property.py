"""An expectation of nothing."""

opening = Model(System(Opener, Opener, LOSSY), {}, expect={"safe": "HOLDS"})
