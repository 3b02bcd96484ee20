"""A set of messages without a bound: a truth value for each message that may ever be in flight, with each age."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from checker.bounded.acting import Acting
from checker.bounded.cells import Cells
from checker.configuration import Carried
from spec.notation.channels import Channel

Sends = Sequence[tuple[Any, Any]]
"""Messages sent in a step, in order: whether it is, and its code."""


class MaskWay:
    """The messages towards one end, where its channel has no capacity.  ``keys``: those that may ever be in flight."""

    def __init__(
        self, channel: Channel, to: Acting, cells: Cells, keys: Sequence[Carried], flying: Sequence[Carried]
    ) -> None:
        self.channel, self.codes, self.solver, self.keys = channel, to.codes, to.solver, keys
        self._cells, self._received = cells, to.received
        self._names = {one: f"to {to.end} {one.kind} {one.values} {one.age}" for one in keys}
        self._now = {one: cells.add(name, 0, int(one in flying)) for one, name in self._names.items()}
        self._codes = {one: self.codes.constant(one) for one in keys}
        oldest = channel.oldest
        self.oldest = 0 if oldest is None else oldest
        self._age = cells.choice(self.solver.BitVec(f"age to {to.end}", max(1, self.oldest.bit_length())))

    def messages(self) -> Sequence[Any]:
        """The codes of all that may ever arrive."""
        return [code for one, code in self._codes.items() if one.age == 0]

    def any(self) -> Any:
        """Whether any message is in flight."""
        return self.solver.Or(list(self._now.values()))

    def some(self, code_is: Any) -> Any:
        """Whether a message is in flight whose code ``code_is`` accepts."""
        return self.solver.Or([self.solver.And(now, code_is(self._codes[one])) for one, now in self._now.items()])

    def available(self) -> Any:
        """Whether the message that the step takes is in flight."""
        return self.solver.Or([self.solver.And(now, self.takes(one)) for one, now in self._now.items()])

    def takes(self, one: Carried) -> Any:
        """Whether that message is the one that the step takes."""
        return self.solver.And(self._received == self._codes[one], self._age == one.age)

    def waits(self) -> Any:
        """Whether a tick has to wait, since a message is too old and may not be lost."""
        if self.channel.oldest is None or self.channel.loses:
            return self.solver.BoolVal(False)
        return self.solver.Or([now for one, now in self._now.items() if one.age == self.oldest])

    def ages(self) -> Any:
        """Whether a tick makes a message older."""
        return self.any() if self.channel.oldest is not None else self.solver.BoolVal(False)

    def step(self, gone: Any, ticked: Any, sends: Sends) -> Any:
        """Set the cells after a step; whether a bound is met.  ``gone``: whether the message taken leaves the way."""
        z = self.solver
        for one, now in self._now.items():
            aged = now
            if self.channel.oldest is not None:
                younger = self._now[replace(one, age=one.age - 1)] if one.age else z.BoolVal(False)
                aged = z.If(ticked, younger, now)
            left = z.And(aged, z.Not(z.And(gone, self.takes(one))))
            sent = z.Or([z.And(present, code == self._codes[one]) for present, code in sends])
            overtaken = z.And(left, z.Not(sent)) if self.channel.loses else left  # by a younger copy
            after = overtaken if one.age else z.Or(left, sent)
            self._cells.next[self._names[one]] = z.simplify(after)
        return z.BoolVal(False)

    def carried(self, values: Mapping[str, int]) -> tuple[Carried, ...]:
        """The messages in flight, from the cells' values."""
        return tuple(sorted(one for one, name in self._names.items() if values[name]))
