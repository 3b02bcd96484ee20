"""A number in quotes."""

LINE = Channel("a line", Store.BAG, capacity="2")
