"""What the command's exit status means."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.results.answers import Answer


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

    def __init__(self, sentence: str, status: Exit = Exit.WRONG) -> None:
        super().__init__(sentence)
        self.status = status


def without_a_run(sentence: str, answer: Answer) -> Refused:
    """What ends a verb that needs a run of an answer: 3 where the search was cut short before it found one."""
    from checker.results.answers import Verdict  # --help does not wait for it

    return Refused(sentence, Exit.NOT_ESTABLISHED if answer.verdict is Verdict.NOT_ESTABLISHED else Exit.WRONG)


MEANINGS = """\
exit status:
  0    every property is as expected
  1    some property is not as expected
  2    wrong usage, a wrong specification, or a file that cannot be read or written
  3    not established: a limit or a time-out came first
  130  interrupted, with the statistics until then
"""
