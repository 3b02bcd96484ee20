"""Which messages can ever be in flight, and which tuples remembered: enough bits for these, and no more.

Each end is let loose among all messages that were ever sent to it, each of them arriving at any time and any
number of times, until nothing new appears.  That is more than can happen, never less (the channel forgets
nothing and no run is excluded), so a mask over what appears is safe for every channel.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from checker.packed.end_steps import EndSteps
from checker.packed.python_source import Step
from checker.rows.out_of_bounds import OutOfBounds
from spec.notation.ends import peer
from spec.notation.nodes import End
from spec.notation.systems import ENDS

By = Literal["called", "ticks"]
BY_ITSELF: tuple[By, ...] = ("called", "ticks")
"""What happens at an end without a message: its calls and timers, and a tick."""
Todo = tuple[End, int, int | By]
"""An end, one of its local states, and what happens there: the message to deliver, or what needs none."""
MOST_STEPS = 300_000
"""Local steps tried before giving up; then channels need a capacity."""
MOST_WAITING = 1_000_000
"""Local steps that may wait to be tried: each new message waits for each local state, and these may be many."""


@dataclass
class Universe:
    """Everything that can be sent to each end, and remembered by it, as keys; and where it can be."""

    sent: dict[End, set[int]] = field(default_factory=lambda: {"A": set(), "B": set()})
    remembered: dict[End, set[tuple[int, int]]] = field(default_factory=lambda: {"A": set(), "B": set()})
    local: dict[End, set[int]] = field(default_factory=lambda: {"A": set(), "B": set()})
    """The local states that were met, as bits."""
    complete: bool = True


def saturate(
    steps: dict[End, EndSteps],
    starts: dict[End, int],
    flying: dict[End, set[int]],
    tick: Callable[[], None] = lambda: None,
) -> Universe:
    """The universe of a system, from its start; not complete where it is too large to be listed.

    ``tick``: called for each step that is tried; what it raises ends it.
    """
    found = Universe(sent={end: set(flying[end]) for end in ENDS})
    reached = found.local = {end: {starts[end]} for end in ENDS}
    todo: list[Todo] = [(end, starts[end], what) for end in ENDS for what in BY_ITSELF]
    todo.extend((end, starts[end], key) for end in ENDS for key in sorted(flying[end]))
    tried = 0
    while todo:
        tried += 1
        tick()
        if tried > MOST_STEPS or len(todo) > MOST_WAITING:
            found.complete = False
            break
        end, local, what = todo.pop()
        for step in _taken(steps[end], local, what):
            todo += _news(end, step, found, reached)
    for one in steps.values():
        one.forget()
    return found


def _taken(steps: EndSteps, local: int, what: int | By) -> Sequence[Step]:
    try:
        if what == "called":
            return [step for _, step in steps.called(local)]
        return steps.ticks(local) if what == "ticks" else steps.receives(local, what)
    except OutOfBounds:
        return []  # perhaps no run leads here; if one does, the search will say so


def _news(end: End, step: Step, found: Universe, reached: dict[End, set[int]]) -> list[Todo]:
    after, sent, kept, _ = step
    if after < 0:
        return []
    news: list[Todo] = []
    found.remembered[end].update(kept)
    if after not in reached[end]:
        reached[end].add(after)
        news.extend((end, after, what) for what in BY_ITSELF)
        news.extend((end, after, key) for key in found.sent[end])
    other = peer(end)
    for key in sent:
        if key not in found.sent[other]:
            found.sent[other].add(key)
            news.extend((other, local, key) for local in reached[other])
    return news
