"""Runs that decide the same sentence wherever an article says it."""

from __future__ import annotations

from spec.articles.claim import HOLDS, beside, states

ANY_ISN = (
    states("opening-numbers", "syn_acknowledged", HOLDS),
    beside("opening-numbers", "no_other", HOLDS),
)
"""The numbers of the opening, for every initial number."""
AGREES = (
    beside("opening-agreement", "agreement", HOLDS),
    beside("opening-history", "was_there", HOLDS),
)
"""The same by induction: for any number of opens, losses and copies."""
WHO_IS_ABLE = (
    states("who-is-able", "first", HOLDS),
    states("who-is-able", "second", HOLDS),
    states("who-is-able", "third", HOLDS),
    beside("who-is-able", "not_yet", HOLDS),
)
"""Which message tells whom that who can send and receive."""
