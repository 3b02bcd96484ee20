"""Nothing is asked."""

opened = Sometimes("A is open")
