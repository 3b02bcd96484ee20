"""Channels as values: how messages are kept, and what may befall one.

A set and a bag have no order: reordering is not an event, it is what such a channel is.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spec.notation.calling import spelt, spelt_class
from spec.notation.errors import fault, shown
from spec.notation.messages import Flying


class Store(enum.Enum):
    """How messages in flight are kept."""

    SET = "set"
    """Without order; sending what is in flight already changes nothing, but where it may be lost it is young again.

    (Where nothing is lost, each copy has to arrive in its own time.)
    """
    BAG = "bag"
    """Without order, each copy counted."""
    FIFO = "first in, first out"


class Hop(enum.Enum):
    """What may befall one message in flight."""

    DELIVER = "deliver"
    """It arrives."""
    DUPLICATE = "duplicate"
    """A copy arrives, and one stays in flight."""
    LOSE = "lose"
    """It does not arrive."""


@dataclass(frozen=True, slots=True)
class Attacker:
    """Someone off the path: it hears nothing, and may put any of these messages in flight, so many times in all."""

    by: tuple[Flying, ...]
    times: int = 1


@spelt_class
@dataclass(frozen=True, slots=True)
class Channel:
    """One direction of a network.

    ``capacity``: the most messages in flight, a bound of the search and not of the network; None: no bound
    (a set alone can do without).  When it is full, a channel that may lose loses what is sent; one that may
    not lose ends that run there, and the verdict names the bound.

    ``lifetime``: the ticks that a message lives (IP's MSL); None: for ever, and no ages are kept.  By its end the
    message is delivered or dropped: a channel that may lose drops it with the tick after which it may not arrive
    any more; where a channel may not lose, that tick waits until the message has been delivered.
    ``last_instant``, the rule for ties: whether a message may still arrive at the instant in which its lifetime
    ends, after the tick of that instant and so after the timers that run out with it.

    SpecError where the parts do not fit together, such as a bag without a capacity.
    """

    name: str
    store: Store
    hops: tuple[Hop, ...] = (Hop.DELIVER,)
    capacity: int | None = None
    lifetime: int | None = None
    last_instant: bool = True
    attacker: Attacker | None = None
    broken: bool = False
    """Whether the wire is cut, so that whatever is sent is lost."""

    def __post_init__(self) -> None:
        if self.capacity is None and self.store is not Store.SET:
            raise fault(f"channel '{self.name}': a {self.store.value} channel needs a capacity, such as capacity=4")
        if self.capacity is not None and not 1 <= self.capacity <= 64:
            raise fault(f"channel '{self.name}': capacity={self.capacity} is outside 1..64")
        if Hop.DELIVER not in self.hops and not self.broken:
            raise fault(f"channel '{self.name}': nothing is ever delivered; add Hop.DELIVER to its hops")
        if self.lifetime is not None and not (isinstance(self.lifetime, int) and 1 <= self.lifetime <= 64):
            raise fault(f"channel '{self.name}': lifetime={self.lifetime} is outside 1..64 ticks")

    def holding(self, capacity: int | None) -> Channel:
        """The same channel with another bound on the messages in flight."""
        if capacity is not None and (not isinstance(capacity, int) or isinstance(capacity, bool)):
            raise fault(f"{self.name}.holding({shown(capacity)}): give how many messages, a whole number, or None")
        return replace(self, capacity=capacity)

    def cut(self) -> Channel:
        """The same channel, broken: whatever is sent is lost."""
        return replace(self, name=f"{self.name}, cut", hops=(Hop.LOSE,), broken=True)

    def living(self, lifetime: int, *, last_instant: bool = True) -> Channel:
        """The same channel, in which a message lives so many ticks."""
        return replace(self, lifetime=lifetime, last_instant=last_instant)

    @spelt
    def attacked(self, by: Sequence[Flying], times: int = 1) -> Channel:
        """The same channel with an off-path attacker, who may put any of these messages in flight, so many times in
        all (both ways together, where they share the channel).
        """
        if isinstance(by, Flying):
            raise fault("attacked(by=...) is given one message without brackets: write by=(..., ), with a comma")
        if not by or not all(isinstance(one, Flying) for one in by):
            raise fault(f"attacked(by={shown(by)}): give messages in brackets, such as by=(RST.flying('B', seq=1),)")
        if not isinstance(times, int) or not 1 <= times <= 64:
            raise fault(f"attacked(times={shown(times)}): it is 1 to 64")
        return replace(self, attacker=Attacker(tuple(by), times))

    @property
    def oldest(self) -> int | None:
        """The ticks that a message may have been under way when it arrives; None where no ages are kept."""
        return None if self.lifetime is None else self.lifetime - (not self.last_instant)

    @property
    def loses(self) -> bool:
        """Whether a message can be lost."""
        return Hop.LOSE in self.hops

    def __str__(self) -> str:
        said: list[str] = []
        if self.capacity is not None:
            full = "a full network loses" if self.loses else "a bound of the search"
            said.append(f"at most {self.capacity} in flight each way, {full}")
        if self.lifetime is not None:
            until = "to the instant" if self.last_instant else "to before the instant"
            said.append(f"a message lives {until} of its tick {self.lifetime}")
        if self.attacker is not None:
            said.append(f"an attacker forges at most {self.attacker.times} of {len(self.attacker.by)} messages")
        return f"{self.name} ({'; '.join(said)})" if said else self.name


PERFECT = Channel("perfect first-in-first-out", Store.FIFO, capacity=8)
REORDERING = Channel("reordering bag", Store.BAG, capacity=4)
LOSSY_FIFO = Channel("lossy first-in-first-out", Store.FIFO, (Hop.DELIVER, Hop.LOSE), capacity=8)
LOSSY_BAG = Channel("lossy reordering bag", Store.BAG, (Hop.DELIVER, Hop.LOSE), capacity=4)
LOSSY = Channel("lossy, duplicating, reordering set", Store.SET, (Hop.DELIVER, Hop.DUPLICATE, Hop.LOSE))
DUPLICATING_BAG = Channel(
    "lossy, duplicating, reordering bag", Store.BAG, (Hop.DELIVER, Hop.DUPLICATE, Hop.LOSE), capacity=3
)


def AGED(lifetime: int, *, last_instant: bool = True) -> Channel:
    """LOSSY, in which a message lives so many ticks."""
    return LOSSY.living(lifetime, last_instant=last_instant)
