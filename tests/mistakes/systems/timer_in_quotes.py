"""A name in quotes is no event."""

limited = System(Opener, Opener, LOSSY_BAG, at_most={"TWO_MSL": 1})
