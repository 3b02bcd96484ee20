"""What the command's exit status means."""

from __future__ import annotations

import enum


class Exit(enum.IntEnum):
    """Exit statuses; three is never zero: what was not established has not passed."""

    AS_EXPECTED = 0
    NOT_AS_EXPECTED = 1
    WRONG = 2
    NOT_ESTABLISHED = 3
    OWN_ERROR = 70
    """A mistake in handwave itself (``EX_SOFTWARE`` of sysexits)."""
    INTERRUPTED = 130
    """Ctrl-C; the statistics until then were printed."""
    CLOSED_PIPE = 141
    """Whoever read the output has gone: a shell says so of SIGPIPE too."""


class Refused(Exception):
    """What was asked cannot be done; the text is one sentence, for the person who asked."""


MEANINGS = """\
exit status:
  0    every property is as expected
  1    some property is not as expected
  2    wrong usage, a wrong specification, or a file that cannot be read or written
  3    not established: a limit or a time-out came first
  130  interrupted, with the statistics until then
"""
