"""A question that is asked once and may arrive more than once: what each channel makes of it can be seen by hand."""

from __future__ import annotations

from spec.notation import (
    LOSSY,
    RETURN,
    A,
    Always,
    AlwaysPossible,
    B,
    Channel,
    Hop,
    Machine,
    Message,
    NeverStuck,
    Ours,
    Property,
    SeqVar,
    Sometimes,
    State,
    Store,
    System,
    Variables,
    arrival,
    call,
    row,
)
from tests.engines.random_systems import Case

ONCE = Channel("set without copies", Store.SET, (Hop.DELIVER, Hop.LOSE))
NEVER_LOST = Channel("set that loses nothing", Store.SET, (Hop.DELIVER, Hop.DUPLICATE))


class Telling(State):
    """The end that tells."""

    SILENT = "SILENT"
    TOLD = "TOLD"


class Hearing(State):
    """How often it was heard."""

    NOTHING = "NOTHING"
    HEARD = "HEARD"
    AGAIN = "AGAIN"


SILENT, TOLD = Telling
NOTHING, HEARD, AGAIN = Hearing


class News(Message):
    """What is told."""


class Teller(Machine):
    """Tells it once."""

    start, final = SILENT, (TOLD,)
    tell = row(at=SILENT, on=call("tell"), do=[News.send()], to=TOLD)


class Own(Variables):
    """What an end keeps that chooses numbers."""

    number = SeqVar(Ours)


class Drawing(Machine):
    """Chooses a number whenever it hears it, so that a second copy cannot arrive once the numbers are used up."""

    start, final = NOTHING, (HEARD,)
    first = row(at=(NOTHING, HEARD), on=arrival(News), do=[Own.number.choose()], to=HEARD)


class Hearer(Machine):
    """Counts to two."""

    start, final = NOTHING, (AGAIN,)
    first = row(at=NOTHING, on=arrival(News), to=HEARD, then=RETURN)
    second = row(at=HEARD, on=arrival(News), to=AGAIN)


heard = Sometimes("B hears it", ~B.is_in(NOTHING))
PROPERTIES: dict[str, Property] = {
    "heard": heard,
    "twice": Sometimes("B hears it twice", B.is_in(AGAIN)),
    "never twice": Always("B never hears it twice", ~B.is_in(AGAIN), reached=heard),
    "lost": Sometimes("it is gone and was not heard", A.is_in(TOLD) & B.is_in(NOTHING) & ~B.gets(arrival(News))),
    "flies": Sometimes("B heard it, and it is still there", B.is_in(HEARD) & B.gets(arrival(News))),
    "stuck": NeverStuck("nothing is left to do once B heard it", B.is_in(HEARD, AGAIN)),
    "possible": AlwaysPossible("B can still hear it", ~B.is_in(NOTHING)),
    "from told": AlwaysPossible("once it is told, B can still hear it", ~B.is_in(NOTHING), A.is_in(TOLD)),
}


def told_once(channel: Channel) -> Case:
    """The system over that channel."""
    return Case(System(Teller, Hearer, channel), PROPERTIES)


OVER = {"lossy": LOSSY, "without copies": ONCE, "never lost": NEVER_LOST}


class Yes(Message):
    """One of two answers."""


class No(Message):
    """The other."""


class Answered(State):
    """The end that answers, either way."""

    UNASKED = "UNASKED"
    ANSWERED = "ANSWERED"
    DOUBLE = "DOUBLE"


class Heard(State):
    """What was heard."""

    NEITHER = "NEITHER"
    YES = "YES"
    BOTH = "BOTH"


UNASKED, ANSWERED, DOUBLE = Answered
NEITHER, YES, BOTH = Heard


class Waverer(Machine):
    """Says yes, or no; and both later on."""

    start, final = UNASKED, (ANSWERED, DOUBLE)
    yes = row(at=UNASKED, on=call("yes"), do=[Yes.send()], to=ANSWERED)
    no = row(at=UNASKED, on=call("no"), do=[No.send()], to=ANSWERED)
    both = row(at=ANSWERED, on=call("both"), do=[Yes.send(), No.send()], to=DOUBLE)


class Decided(Waverer):
    """Says yes, or no, and stands by it."""

    both = Waverer.both.never()


class Listener(Machine):
    """Waits for yes, and then for no."""

    start, final = NEITHER, (BOTH,)
    yes = row(at=NEITHER, on=arrival(Yes), to=YES, then=RETURN)
    no = row(at=YES, on=arrival(No), to=BOTH)


def answered(machine: type[Machine], channel: Channel = LOSSY) -> Case:
    """Yes and no lead to the same local states, so that the messages of both are joined.

    Over a channel with one place, no has none beside yes.
    """
    return Case(System(machine, Listener, channel), {"both": Sometimes("B hears yes and then no", B.is_in(BOTH))})
