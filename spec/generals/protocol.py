"""N messages in turn between two generals; whoever has received enough decides.

A sends messages 1, 3, 5, ...; B answers with 2, 4, 6, ...; nothing is ever repeated.  (Gray 1978; the story is
Akkoyunlu, Ekanadham and Huber 1975.)
"""

from __future__ import annotations

from spec.notation import (
    TRUE,
    Amount,
    Counter,
    Flag,
    Machine,
    Message,
    Row,
    State,
    Variables,
    arrival,
    call,
    param,
    row,
)

N = param("N")
"""How many messages there are."""
ENOUGH_A, ENOUGH_B = param("ENOUGH_A"), param("ENOUGH_B")
"""After how many received messages A, and B, decides."""


class Resolve(State):
    """What a general has made up his mind to."""

    WAITING = "WAITING"
    DECIDED = "DECIDED"


WAITING, DECIDED = Resolve


class Word(Message):
    """One message: the nth of N."""

    nth = Amount(N)


class Ears(Variables):
    """What a general has heard."""

    heard = Counter(N)  # messages received


class Past(Variables):
    """What a general once did: read by properties alone."""

    proposed = Flag(ghost=True)


heard, proposed = Ears.heard, Past.proposed


def hearing() -> Row:
    """A message comes, and is counted."""
    return row(at=(WAITING, DECIDED), on=arrival(Word), do=[heard.set_to(heard + 1)])


def answering() -> Row:
    """Every message but the last has an answer."""
    return row(at=(WAITING, DECIDED), on=arrival(Word), when=Word.nth < N, do=[Word.send(nth=Word.nth + 1)])


class First(Machine):
    """General A, who proposes."""

    start = WAITING
    final = (DECIDED,)

    proposes = row(at=WAITING, on=call("propose"), do=[Word.send(nth=1), proposed.set_to(TRUE)])
    decides_at_once = row(at=WAITING, on=call("propose"), when=ENOUGH_A <= 0, to=DECIDED)
    hears = hearing()
    answers = answering()
    decides = row(at=WAITING, on=arrival(Word), when=heard >= ENOUGH_A, to=DECIDED)


class Second(Machine):
    """General B, who answers."""

    start = WAITING
    final = (DECIDED,)

    decides_unasked = row(at=WAITING, on=call("decide"), when=ENOUGH_B <= 0, to=DECIDED)
    hears = hearing()
    answers = answering()
    decides = row(at=WAITING, on=arrival(Word), when=heard >= ENOUGH_B, to=DECIDED)
