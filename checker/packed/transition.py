"""One transition of a packed configuration: the bits that it toggles, the messages that it sends, and its name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from checker.packed.end_steps import EndSteps
from checker.packed.layout import Layout
from checker.packed.python_source import Step
from checker.results.runs import Action
from spec.notation.nodes import End


class Happening(NamedTuple):
    """One thing that may happen at an end, or (a tick) at both: the bits it toggles, the keys it sends, its name."""

    toggles: int
    sent: tuple[int, ...]
    action: Action
    event: int
    """The call's or timer's place among the end's events; -1 where a message or a tick is the event."""
    key: int
    """The message; -1 where there is none."""
    fired: int
    cut: str = ""
    peer_sent: tuple[int, ...] = ()
    """What travels to this end: what B sent in a tick (of which A is the end), or what an attacker forged."""
    peer_fired: int = 0

    @property
    def cost(self) -> int:
        """How many messages the ends sent."""
        return len(self.sent) + (len(self.peer_sent) if self.action == "tick" else 0)


def at_end(
    layout: Layout,
    steps: Mapping[End, EndSteps],
    end: End,
    packed: int,
    step: Step,
    action: Action,
    event: int,
    key: int,
    gone: int = 0,
) -> Happening:
    """What a step of that end does to a packed configuration, ``gone`` being the bits of a message taken away."""
    after, sent, kept, fired = step
    if after < 0:
        return Happening(0, (), action, event, key, fired, steps[end].cuts[-after - 1])
    toggles = (after ^ packed) & layout.ends[end].whole.mask ^ gone
    for which, tuple_key in kept:
        var = steps[end].histories[which]
        bits, place = layout.histories[end, var], layout.remembered[end, var].index(tuple_key)
        toggles |= (1 << bits.shift + place) & ~packed
    return Happening(toggles, sent, action, event, key, fired)
