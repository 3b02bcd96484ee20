"""A search on disk: written now and then while it goes on, and gone on with by another process.

What is written is what every engine's search is made of, whichever engine wrote it: configurations as pairs of views,
the place of the one before each, how far they were expanded.  What may happen in a view is worked out anew.
"""

EVERY = 30.0
"""Seconds between two checkpoints."""
