"""Random words for random machines: message kinds, variables, terms and formulas that the notation accepts."""

from __future__ import annotations

import enum
import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from hypothesis import strategies as st

from spec.notation import (
    FALSE,
    TRUE,
    Amount,
    Bool,
    ControlBits,
    Count,
    Counter,
    EnumVar,
    Flag,
    History,
    Message,
    Number,
    Ours,
    Seq,
    SeqVar,
    Theirs,
    Variables,
    param,
)

Draw = Any
"""What hypothesis hands to a composite strategy."""
AnySeq = Seq[Any]
PARAM = "P"


class Colour(enum.Enum):
    """The members of every enumeration."""

    RED = "red"
    GREEN = "green"
    BLUE = "blue"


class Ctl(enum.IntFlag):
    """The bits of every field of bits."""

    X = 1
    Y = 2


def bits_of(kind: type[Message]) -> ControlBits | None:
    """The field of bits of a kind, if it has one."""
    faces: list[object] = list(vars(kind).values())
    return next((face for face in faces if isinstance(face, ControlBits)), None)


def made(name: str, base: type, body: Mapping[str, object]) -> Any:
    """A class as if it had been written: ``class NAME(BASE): body``."""
    return types.new_class(name, (base,), exec_body=lambda space: space.update(body))


@dataclass
class Words:
    """What a formula may be made of: everything that can be read where it stands."""

    ours: list[AnySeq] = field(default_factory=list[AnySeq])
    theirs: list[AnySeq] = field(default_factory=list[AnySeq])
    flags: list[Bool] = field(default_factory=list[Bool])
    counts: list[Count] = field(default_factory=list[Count])
    colours: list[EnumVar[Colour]] = field(default_factory=list[EnumVar[Colour]])
    bits: list[ControlBits] = field(default_factory=list[ControlBits])
    hidden: list[Count] = field(default_factory=list[Count])
    """What only ghosts may read."""

    def and_message(self, kind: type[Message] | None) -> Words:
        """The same and the fields of the message that arrives."""
        more = Words(*(list(getattr(self, name)) for name in self.__dataclass_fields__))
        for face in vars(kind).values() if kind is not None else ():
            if isinstance(face, Number):
                (more.ours if face.space.value == "our octets" else more.theirs).append(cast(AnySeq, face))
            elif isinstance(face, Amount):
                (more.hidden if face.ghost else more.counts).append(face)
            elif isinstance(face, ControlBits):
                more.bits.append(face)
        return more


@st.composite
def kinds(draw: Draw) -> list[type[Message]]:
    """One to three kinds of message."""
    found: list[type[Message]] = []
    for index in range(draw(st.integers(1, 3))):
        body: dict[str, object] = {}
        if draw(st.integers(0, 3)) == 0:
            body["prefix"] = f"M{index}."
        for name in draw(st.lists(st.sampled_from("nmtuabc"), max_size=4, unique=True)):  # two of a sort, now and then
            if name in "nmtu":
                body[name] = Number(Ours) if name in "nm" else Number(Theirs)
            elif name in "ab":
                body[name] = Amount(draw(st.sampled_from((1, 2, param(PARAM)))))
            else:
                body[name] = ControlBits(Ctl)
        if draw(st.booleans()):
            body["z"] = Amount(1, ghost=True)
        found.append(made(f"M{index}", Message, body))
    return found


@st.composite
def variables(draw: Draw) -> list[Any]:
    """The variables of one machine: of each sort a few."""
    parts = draw(st.lists(st.sampled_from((Ours, Theirs)), min_size=1, max_size=2))
    most = draw(st.sampled_from((1, 2, param(PARAM))))
    body: dict[str, Any] = {
        "x": SeqVar(Ours),
        "y": SeqVar(Ours),
        "u": SeqVar(Theirs),
        "v": SeqVar(Theirs),
        "f": Flag(),
        "g": Flag(),
        "c": Counter(most, start=draw(st.integers(0, 1))),
        "d": Counter(draw(st.sampled_from((2, 2, 3, 5)))),
        "e": EnumVar(Colour),
        "ghost": Flag(ghost=True),
        "ghosts": Counter(1, ghost=True),
        "past": History(*parts),
        "long past": History(*draw(st.lists(st.sampled_from((Ours, Theirs)), min_size=1, max_size=2))),
    }
    if draw(st.integers(0, 3)) == 0:
        body = {"prefix": "V.", **body}
    made("Vars", Variables, body)
    return [face for name, face in body.items() if name != "prefix"]


def readable(faces: Sequence[Any]) -> Words:
    """The words that the variables among them make, ghosts left out."""
    found = Words()
    for face in faces:
        if isinstance(face, SeqVar):
            (found.ours if face.space.value == "our octets" else found.theirs).append(cast(AnySeq, face))
        elif isinstance(face, Flag) and not face.var.ghost:
            found.flags.append(face)
        elif isinstance(face, Counter):
            (found.hidden if face.var.ghost else found.counts).append(face)
        elif isinstance(face, EnumVar):
            found.colours.append(cast("EnumVar[Colour]", face))
    return found


@st.composite
def positions(draw: Draw, bases: list[AnySeq], counts: list[Count]) -> AnySeq:
    """A sequence number of the space of the bases, of which there must be one."""
    base = draw(st.sampled_from(bases))
    small = st.integers(0, 3)
    more: int | Count = draw(st.one_of(small, st.sampled_from(counts)) if counts else small)
    shape = draw(st.integers(0, 4))
    if shape == 0:
        return cast(AnySeq, base + more)
    if shape == 1:
        return cast(AnySeq, base - more)
    return cast(AnySeq, base + 1 if shape == 2 else (base - 1) + more if shape == 3 else base)


@st.composite
def amounts(draw: Draw, counts: list[Count]) -> int | Count:
    """A whole number, a parameter or a sum."""
    small = st.one_of(st.integers(0, 2), st.integers(0, 3), st.just(param(PARAM)))
    if not counts:
        return cast(int, draw(small))
    one = draw(st.sampled_from(counts))
    return cast("int | Count", draw(st.sampled_from((one, one + draw(small), one - draw(small), draw(small)))))


@st.composite
def formulas(draw: Draw, words: Words, deep: int = 2) -> Bool:
    """A formula of these words."""
    if deep and draw(st.booleans()):
        one = draw(formulas(words, deep - 1))
        shape = draw(st.integers(0, 4))
        if shape < 2:
            return cast(Bool, ~one if shape == 0 else one.called("so"))
        other = draw(formulas(words, deep - 1))
        return cast(Bool, one & other if shape == 2 else one | other if shape == 3 else one.implies(other))
    return cast(Bool, draw(draw(st.sampled_from(_atoms(words)))))


@st.composite
def distances(draw: Draw, bases: list[AnySeq], counts: list[Count]) -> Count:
    """How far one number lies from another of its space."""
    return cast(Count, draw(positions(bases, counts)).since(draw(positions(bases, counts))))


def _atoms(words: Words) -> list[st.SearchStrategy[Bool]]:
    found: list[st.SearchStrategy[Bool]] = [st.sampled_from((TRUE, FALSE))]
    for side in (words.ours, words.theirs):
        if side:
            found.append(_compared(distances(side, words.counts), amounts(words.counts)))
            found += [_compared(positions(side, words.counts), positions(side, words.counts))] * 3
    if words.flags:
        found += [st.sampled_from(words.flags)] * 2
        counted = [flag.counted() for flag in words.flags]
        found.append(_compared(st.sampled_from(counted), amounts([*counted, *words.counts])))
    if words.counts:
        found.append(_compared(st.sampled_from(words.counts), amounts(words.counts)))
    if words.colours:
        found.append(st.builds(_is, st.sampled_from(words.colours), st.sampled_from(Colour)))
    if words.bits:
        mask = st.sampled_from((Ctl.X, Ctl.Y, Ctl.X | Ctl.Y))
        found += [st.builds(ControlBits.has, st.sampled_from(words.bits), mask)] * 2
    return found


def _is(one: EnumVar[Colour], member: Colour) -> Bool:
    return one == member


@st.composite
def _compared(draw: Draw, lefts: st.SearchStrategy[Any], rights: st.SearchStrategy[Any]) -> Bool:
    left, right = draw(lefts), draw(rights)
    shape = draw(st.integers(0, 5))
    if shape < 3:
        return cast(Bool, left < right if shape == 0 else left <= right if shape == 1 else left == right)
    return cast(Bool, left > right if shape == 3 else left >= right if shape == 4 else left != right)
