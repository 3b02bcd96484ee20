"""One hop without brackets."""

LINE = Channel("a line", Store.BAG, Hop.DELIVER, capacity=2)
