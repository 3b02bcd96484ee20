"""A row is no formula."""

asked = Sometimes("a row", Opener.open)
