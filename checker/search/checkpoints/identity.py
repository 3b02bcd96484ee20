"""Of which search a checkpoint is, and why it is of no use for another one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from checker.packed.successors import Successors
from spec.notation.messages import Send
from spec.notation.rows import Effect, Row
from spec.notation.systems import ENDS

FORMAT = 1
"""Of the file; it counts up when what is written changes."""


@dataclass(frozen=True)
class Identity:
    """What has to be the same when a search is gone on with."""

    model: str
    version: str
    parameters: Mapping[str, int]
    bounds: tuple[str, ...]
    """The bounds of the search, the channels, the numbers that are drawn, and what is in flight, in words."""
    kept: tuple[str, ...]
    """The variables of a state: the history variables among them are those that some property reads."""
    rows: str
    """A digest of both ends' rows, of where they start, and of the channels."""

    def differs(self, other: Identity) -> str:
        """Why a checkpoint of this one is of no use for the other; empty where it is."""
        if self.model != other.model:
            return f"it is of the model {self.model}, and not of {other.model}"
        if self.version != other.version:
            return f"{self.version} wrote it, and this is {other.version}"
        if dict(self.parameters) != dict(other.parameters):
            return f"it is of {_said(self.parameters)}, and not of {_said(other.parameters)}"
        if self.bounds != other.bounds:
            mine, theirs = _apart(self.bounds, other.bounds)
            return f"its bounds are others: {mine} there, {theirs} here"
        if self.kept != other.kept:
            mine, theirs = _apart(self.kept, other.kept)
            return f"its states keep other variables ({mine} there, {theirs} here): ask for the same properties"
        return "" if self.rows == other.rows else "its machines, or where they start, are not what they are here"


def identity(successors: Successors, model: str, version: str, parameters: Mapping[str, int]) -> Identity:
    """Of which search it is."""
    system, frames = successors.system, successors.frames
    flying = [f"{one.message.__name__}{one.values} in flight to {one.to}" for one in system.in_flight]
    ways = [f"{system.way(to)} to {to}" for to in ENDS]
    numbers = [f"numbers of {end}: {system.isn[end]}" for end in ENDS if frames[end].draws]
    bounds = [*system.bounds(), f"modulus {system.modulus}", *ways, *numbers, *flying]
    kept = tuple(f"{end}.{var.name}" for end in ENDS for var in frames[end].slots)
    rows = "\n".join(f"{end} {_row(row)}" for end in ENDS for row in frames[end].machine.rows)
    begins = [f"{frames[end].start()} {system.way(end)!r} {successors.layout.view(end)}" for end in ENDS]
    digest = sha256(f"{rows}\n{begins}".encode()).hexdigest()
    return Identity(model, version, dict(parameters), tuple(bounds), kept, digest)


def _row(row: Row) -> str:
    at, to = [state.value for state in row.at], None if row.to is None else row.to.value
    return f"{row.name} {at} {row.on!r} {row.when!r} {[_effect(one) for one in row.do]} {to} {row.then}"


def _effect(effect: Effect) -> str:
    return f"send {effect.message.__name__} {effect.values!r}" if isinstance(effect, Send) else repr(effect)


def _said(parameters: Mapping[str, int]) -> str:
    return ", ".join(f"{name}={value}" for name, value in parameters.items()) or "no parameters"


def _apart(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, str]:
    """The first that only one of them has, of each."""
    mine, theirs = [said for said in one if said not in other], [said for said in other if said not in one]
    return (mine or ["less"])[0], (theirs or ["less"])[0]
