"""The segments that the articles draw, in order, each with its sender: the numbers are the third article's."""

from __future__ import annotations

OPENING = (
    "A <SEQ=1000><CTL=SYN>",
    "B <SEQ=8000><ACK=1001><CTL=SYN,ACK>",
    "A <SEQ=1001><ACK=8001><CTL=ACK>",
)
"""The first three."""
EXCHANGE = (
    *OPENING,
    "A <SEQ=1001><ACK=8001><CTL=ACK><DATA=20>",
    "B <SEQ=8001><ACK=1021><CTL=ACK><DATA=10>",
    "A <SEQ=1021><ACK=8011><CTL=ACK>",
)
"""All six of the article."""
CLOSING = (
    "A <SEQ=1021><ACK=8011><CTL=FIN,ACK>",
    "B <SEQ=8011><ACK=1022><CTL=ACK>",
    "B <SEQ=8011><ACK=1022><CTL=FIN,ACK>",
    "A <SEQ=1022><ACK=8012><CTL=ACK>",
)
"""Continued by the rules."""
THREE_SEGMENTS = (
    "A <SEQ=101><ACK=301><CTL=FIN,ACK>",
    "B <SEQ=301><ACK=102><CTL=FIN,ACK>",
    "A <SEQ=102><ACK=302><CTL=ACK>",
)
"""A closing in three, from the numbers 100 and 300."""
