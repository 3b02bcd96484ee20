"""Fairness: what a run may not neglect for ever.

A *run* goes on for ever, or stops; it may stop anywhere, and then stays in its last state for ever (stuttering).
What forbids this is declared fairness, and nothing else:

* ``weak``: what can happen from some moment on without a break does happen, again and again;
* ``strong``: what can happen again and again, be it with breaks, does happen, again and again.

A step that changes nothing is no happening: a retransmission of what is in flight already, the arrival of a copy
that is ignored and stays in flight, a tick in which nothing grows older and no row changes its end.

That time passes is assumed like anything else: ``weak(TICK)``.  Without it the clock may stop.  A tick can happen
wherever it changes something, but not while a message that may not be lost has to arrive first.  A row that fires in
a tick counts as that row (``A.does(Machine.row)``), at either end, besides the tick: it can happen where such a tick
can.  A forgery is no part of any fairness: an attacker need not act, and is not held to.

(Lamport, The Temporal Logic of Actions, 1994, section 8: WF and SF of the
steps that change the state; Manna and Pnueli, The Temporal Logic of Reactive and Concurrent Systems, 1992, section
2.4: justice and compassion.)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from spec.notation import nodes
from spec.notation.errors import Place, SpecError, here, shown
from spec.notation.events import Arrival, Call, Tick, Timer
from spec.notation.formulas import Bool, condition
from spec.notation.nodes import TRUTH, Condition, End
from spec.notation.rows import Row

Strength = Literal["weak", "strong"]


@dataclass(frozen=True, slots=True)
class Does:
    """The user of an end calls, or a timer of it runs out: ``A.does(RETRANSMIT)``."""

    end: End
    event: Call | Timer

    def __str__(self) -> str:
        return f"{self.end} {self.event.name}"


@dataclass(frozen=True, slots=True)
class Fires:
    """A row of an end fires: ``A.does(Tcp.syn_timeout)``."""

    end: End
    row: str

    def __str__(self) -> str:
        return f"{self.end} {self.row}"


@dataclass(frozen=True, slots=True)
class Gets:
    """A message of a kind is delivered to an end, itself or a copy: ``B.gets(rcv(SYN))``."""

    end: End
    event: Arrival
    where: Condition = TRUTH
    """Over the fields of the message and the variables of the end that gets it, as they are when it arrives."""
    said: str = ""

    @property
    def variables(self) -> tuple[nodes.Var, ...]:
        """The variables of the receiver that narrow it."""
        return tuple(part for part in nodes.walk(self.where) if isinstance(part, nodes.Var))

    def __str__(self) -> str:
        bits = self.event.name.removeprefix("rcv ")
        kind = bits if self.event.mask or self.event.field is None else f"any {self.event.message.__name__}"
        return f"{self.end} gets {kind}" + (f" where {self.said}" if self.said else "")


@dataclass(frozen=True, slots=True)
class Passes:
    """A tick of the one clock, whatever fires in it: ``TICK``."""

    def __str__(self) -> str:
        return "time passes"


class _Everything:
    """Each call and timer of each end, the delivery of each single message, the tick; no loss, and no forgery."""

    def __str__(self) -> str:
        return "everything but loss"

    __repr__ = __str__


EVERYTHING = _Everything()
"""Each call and timer of each end, the delivery of each single message, the tick: for ``weak(EVERYTHING)``."""
Happens = Does | Fires | Gets | Passes | _Everything


class Coming(Bool):
    """That a message of a kind is in flight to an end; in a fairness, its delivery."""

    def __init__(self, end: End, event: Arrival) -> None:
        field = event.field.name if event.field is not None else ""
        names = getattr(event.field.domain, "names", ()) if event.field is not None else ()
        bits = ",".join(name for place, name in enumerate(names) if event.mask >> place & 1)
        super().__init__(nodes.InFlight(end, event.message.__name__, field, event.mask, bits))
        self.end: End = end
        self.event = event


Named = Does | Fires | Coming | Tick | _Everything
"""What a fairness may be declared of."""


@dataclass(frozen=True, slots=True)
class Fairness:
    """What may not be neglected, and in which sense."""

    strength: Strength
    what: Happens
    place: Place

    def __str__(self) -> str:
        return f"{self.what} ({self.strength})"


def weak(what: Named, where: Bool | None = None) -> Fairness:
    """Weak fairness: what can happen without a break happens again and again.

    ``what`` is ``A.does(CLOSE)``, ``A.does(Tcp.syn_timeout)``, ``B.gets(rcv(SYN))``, ``TICK`` or ``EVERYTHING``;
    ``where`` narrows the messages by their fields and by the receiver's variables, as they are when one arrives:
    ``weak(B.gets(rcv(ACK)), where=SEG.SEQ == RCV.NXT)``.
    """
    return _fair("weak", what, where)


def strong(what: Named, where: Bool | None = None) -> Fairness:
    """Strong fairness: what can happen again and again, be it with breaks, happens again and again.

    It takes what :func:`weak` takes.
    """
    return _fair("strong", what, where)


def _fair(strength: Strength, what: object, where: Bool | None) -> Fairness:
    place = here()
    if isinstance(what, Coming):
        narrowed = TRUTH if where is None else condition(where)
        return Fairness(strength, Gets(what.end, what.event, narrowed, "" if where is None else repr(where)), place)
    if not isinstance(what, Does | Fires | Tick | _Everything):
        raise SpecError(
            f"{place}: {strength}({shown(what)}): give A.does(call or timer), A.does(Machine.row), "
            "A.gets(rcv(...)), TICK or EVERYTHING"
        )
    named = Passes() if isinstance(what, Tick) else what
    if where is not None:
        raise SpecError(f"{place}: {strength}({named}, where=...): only messages are narrowed, as in A.gets(rcv(...))")
    return Fairness(strength, named, place)


def does(end: End, what: Call | Timer | Row) -> Does | Fires:
    """What an end does: a call, a timer or a row of its own."""
    if isinstance(what, Row):
        return Fires(end, what.name)
    if isinstance(what, Tick):
        raise SpecError(f"{here()}: {end}.does(TICK): no end makes the time pass; write weak(TICK), or a row of {end}")
    if not isinstance(what, Call | Timer):
        raise SpecError(
            f"{here()}: {end}.does({shown(what)}): give a call, a timer or a row, such as {end}.does(CLOSE)"
        )
    return Does(end, what)


__all__ = ["EVERYTHING", "Coming", "Does", "Fairness", "Fires", "Gets", "Happens", "Passes", "strong", "weak"]
