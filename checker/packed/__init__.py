"""A whole configuration in one integer: its layout, its messages, and what may follow it."""
