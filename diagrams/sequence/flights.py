"""Which message arrives where: the sends of a trace matched with what became of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from checker.results.runs import Packet, Step, Trace

Fate = Literal["delivered", "lost", "too old", "no room", "already in flight", "in flight"]
"""What became of a message.

``already in flight``: the channel held the same one, and sending it again changed nothing.  ``no room``: the
channel was full.  ``too old``: its lifetime ended.  ``in flight``: it had not arrived when the trace ended.
"""


@dataclass(slots=True, eq=False)
class Flight:
    """One message on its way."""

    packet: Packet
    sent_at: int | None
    """The step that sent it, counted from 1 in this trace; None: it was in flight before the first."""
    place: int = 0
    """Which of the messages of that step it is, from 0."""
    copy: bool = False
    """It is what a duplication left behind, so its send has been drawn already."""
    forged: bool = False
    """An attacker sent it."""
    ended_at: int | None = None
    """The step that delivered or lost it, or in which it became too old."""
    fate: Fate = "in flight"

    @property
    def drawn(self) -> bool:
        """Whether a chart shows it: not what never leaves the place where it was when the trace began."""
        return self.ended_at is not None or (self.sent_at is not None and not self.copy)


def flights(trace: Trace) -> list[Flight]:
    """Every message of the trace, in the order in which they were sent.

    Of equal messages in flight the oldest is taken to be the one that moves.
    """
    pool = [Flight(packet, None, place) for place, packet in enumerate(trace.start.in_flight)]
    every = list(pool)
    for number, step in enumerate(trace.steps, start=1):
        if step.action == "forge" and step.packet is not None:
            forged = Flight(step.packet, number, forged=True)
            every.append(forged)
            pool.append(forged)
            _absorb(pool, [forged], step.after.in_flight)
            continue
        every += _moved(pool, step, number)
        _expired(pool, step, number)
        sent = [Flight(packet, number, place) for place, packet in enumerate(step.sent)]
        every += sent
        pool += sent
        _absorb(pool, sent, step.after.in_flight)
    return every


def _moved(pool: list[Flight], step: Step, number: int) -> list[Flight]:
    """Take out of the pool what the step moved; what that adds to the flights."""
    if step.packet is None:
        return []
    flight = next((flight for flight in pool if flight.packet == step.packet), None)
    added: list[Flight] = []
    if flight is None:  # the trace begins later than the message
        flight = Flight(step.packet, None)
        added.append(flight)
    else:
        pool.remove(flight)
    flight.ended_at = number
    flight.fate = "lost" if step.action == "lose" else "delivered"
    if step.action == "duplicate":
        left = Flight(step.packet, flight.sent_at, flight.place, copy=True)
        pool.append(left)
        added.append(left)
    return added


def _expired(pool: list[Flight], step: Step, number: int) -> None:
    """Take out of the pool what became too old in the step."""
    for packet in step.expired:
        flight = next((flight for flight in pool if flight.packet == packet), None)
        if flight is not None:
            pool.remove(flight)
            flight.ended_at, flight.fate = number, "too old"


def _absorb(pool: list[Flight], sent: Iterable[Flight], held: tuple[Packet, ...]) -> None:
    """Of what the step sent, mark what the channel did not take: it holds fewer than were sent."""
    for flight in reversed(list(sent)):
        equal = [other for other in pool if other.packet == flight.packet]
        if len(equal) > held.count(flight.packet):
            pool.remove(flight)
            flight.fate = "already in flight" if len(equal) > 1 else "no room"
