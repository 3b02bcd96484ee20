"""Channels as values: how messages are kept, and what may befall one.

A set and a bag have no order: reordering is not an event, it is what such a channel is.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace

from spec.notation.calling import spelt_class
from spec.notation.errors import fault


class Store(enum.Enum):
    """How messages in flight are kept."""

    SET = "set"
    """Without order; sending what is in flight already changes nothing."""
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


@spelt_class
@dataclass(frozen=True, slots=True)
class Channel:
    """One direction of a network.

    ``capacity``: the most messages in flight, a bound of the search and not of the network; None: no bound
    (a set alone can do without).  When it is full, a channel that may lose loses what is sent; one that may
    not lose ends that run there, and the verdict names the bound.
    """

    name: str
    store: Store
    hops: tuple[Hop, ...] = (Hop.DELIVER,)
    capacity: int | None = None

    def __post_init__(self) -> None:
        if self.capacity is None and self.store is not Store.SET:
            raise fault(f"channel '{self.name}': a {self.store.value} channel needs a capacity, such as capacity=4")
        if self.capacity is not None and not 1 <= self.capacity <= 64:
            raise fault(f"channel '{self.name}': capacity={self.capacity} is outside 1..64")
        if Hop.DELIVER not in self.hops:
            raise fault(f"channel '{self.name}': nothing is ever delivered; add Hop.DELIVER to its hops")

    def holding(self, capacity: int | None) -> Channel:
        """The same channel with another bound on the messages in flight."""
        return replace(self, capacity=capacity)

    @property
    def loses(self) -> bool:
        """Whether a message can be lost."""
        return Hop.LOSE in self.hops

    def __str__(self) -> str:
        if self.capacity is None:
            return self.name
        full = "a full network loses" if self.loses else "a bound of the search"
        return f"{self.name} (at most {self.capacity} in flight each way, {full})"


PERFECT = Channel("perfect first-in-first-out", Store.FIFO, capacity=8)
REORDERING = Channel("reordering bag", Store.BAG, capacity=4)
LOSSY_FIFO = Channel("lossy first-in-first-out", Store.FIFO, (Hop.DELIVER, Hop.LOSE), capacity=8)
LOSSY_BAG = Channel("lossy reordering bag", Store.BAG, (Hop.DELIVER, Hop.LOSE), capacity=4)
LOSSY = Channel("lossy, duplicating, reordering set", Store.SET, (Hop.DELIVER, Hop.DUPLICATE, Hop.LOSE))
DUPLICATING_BAG = Channel(
    "lossy, duplicating, reordering bag", Store.BAG, (Hop.DELIVER, Hop.DUPLICATE, Hop.LOSE), capacity=3
)
