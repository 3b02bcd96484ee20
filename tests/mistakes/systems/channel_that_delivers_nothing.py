"""Everything is lost."""

LINE = Channel("a hole", Store.SET, (Hop.LOSE,))
