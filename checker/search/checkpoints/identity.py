"""Of which search a checkpoint is, and why it is of no use for another one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from checker.packed.layout import Layout
from checker.packed.message_keys import size
from spec.notation.messages import Send
from spec.notation.nodes import End
from spec.notation.rows import Effect, Row
from spec.notation.systems import ENDS

FORMAT = 2
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
    packing: tuple[str, ...]
    """The states, the variables and the messages, each with how many values it may have, in words."""
    rows: str
    """A digest of both ends' rows, of where they start, of the channels, and of what each bit means."""
    code: str
    """A digest of the code that packs and searches: two checkouts may say that they are of one version."""

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
        if self.packing != other.packing:
            mine, theirs = _apart(self.packing, other.packing)
            return f"its states or messages are others: {mine} there, {theirs} here"
        if self.code != other.code:
            return "another state of handwave's own code wrote it: search anew"
        return "" if self.rows == other.rows else "its machines, or where they start, are not what they are here"


def identity(layout: Layout, model: str, version: str, parameters: Mapping[str, int]) -> Identity:
    """Of which search it is."""
    system, frames = layout.system, layout.frames
    flying = [f"{one.message.__name__}{one.values} in flight to {one.to}" for one in system.in_flight]
    ways = [f"{system.way(to)} to {to}" for to in ENDS]
    numbers = [f"numbers of {end}: {system.isn[end]}" for end in ENDS if frames[end].draws]
    bounds = [*system.bounds(), f"modulus {system.modulus}", *ways, *numbers, *flying]
    kept = tuple(f"{end}.{var.name}" for end in ENDS for var in frames[end].slots)
    rows = "\n".join(f"{end} {_row(row)}" for end in ENDS for row in frames[end].machine.rows)
    begins = [f"{frames[end].start()} {system.way(end)!r} {_bits(layout, end)}" for end in ENDS]
    digest = sha256(f"{rows}\n{begins}\n{system.params}".encode()).hexdigest()
    packing = tuple(line for end in ENDS for line in _packing(layout, end))
    return Identity(model, version, dict(parameters), tuple(bounds), kept, packing, digest, _code())


def _packing(layout: Layout, end: End) -> Iterator[str]:
    """How many values each part of a state has, in words."""
    frame, keys = layout.frames[end], layout.ways[end].keys
    yield f"{end} in {', '.join(frame.states)}"
    for var in frame.slots:
        yield f"{end}.{var.name} of {size(var.domain, layout.system):,} values"
    for kind, sizes in zip(keys.kinds, keys.sizes, strict=True):
        fields = [f"{field.name} of {count:,} values" for field, count in zip(kind.fields, sizes, strict=True)]
        yield f"{kind.__name__}({', '.join(fields)}) to {end}"


def _bits(layout: Layout, end: End) -> str:
    """What each bit of an end's view means."""
    way, frame = layout.ways[end], layout.frames[end]
    fields = [field for kind in way.keys.kinds for field in kind.fields]
    kept = [(var, layout.remembered.get((end, var))) for var in frame.slots]
    return f"{layout.view(end)} {kept} {fields} {way.keys.ages} {way.universe} {layout.forged}"


@cache
def _code() -> str:
    """A digest of the modules that say what a state is, and where a search has come to."""
    root, found = Path(__file__).parents[3], sha256()
    for folder in ("spec/notation", "checker/rows", "checker/packed", "checker/search"):
        for path in sorted((root / folder).rglob("*.py")):
            found.update(path.read_bytes())
    return found.hexdigest()


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
