"""Random machines that do little but compare numbers: of each other, of old segments, of forged ones."""

from __future__ import annotations

from typing import Any, cast

from hypothesis import strategies as st

from spec.notation import (
    RETURN,
    A,
    Always,
    B,
    Bool,
    ControlBits,
    Flying,
    History,
    Machine,
    Message,
    Number,
    Ours,
    SeqVar,
    Sometimes,
    SpecError,
    State,
    System,
    Theirs,
    Variables,
    any_of,
    arrival,
    at,
    call,
    fresh,
    row,
)
from spec.notation.nodes import ENDS
from spec.notation.rows import CONTINUE
from tests.engines.random_machines import made
from tests.engines.random_systems import Case, channels
from tests.engines.random_words import Ctl, Draw, positions

OPEN, SAY = call("open"), call("say")


class Note(Message):
    """A message with a number of each end."""

    n = Number(Ours)
    t = Number(Theirs)
    c = ControlBits(Ctl)


class Kept(Variables):
    """What an end keeps."""

    x = SeqVar(Ours)
    y = SeqVar(Ours)
    u = SeqVar(Theirs)
    v = SeqVar(Theirs)
    past = History(Theirs)


OURS: list[Any] = [Kept.x, Kept.y]
THEIRS: list[Any] = [Kept.u, Kept.v]


@st.composite
def comparisons(draw: Draw, spaces: list[list[Any]]) -> Bool:
    """One number before another, equal to it, or so far from it."""
    side = draw(st.sampled_from(spaces))
    left, right = (draw(positions(side, [])) for _ in range(2))
    shape = draw(st.integers(0, 6))
    if shape == 0:
        return cast(Bool, left.since(right) <= draw(st.integers(0, 4)))
    if shape == 1:
        return cast(Bool, left.since(right) < draw(positions(side, [])).since(right))
    if shape == 2:
        return cast(Bool, (left < right) & (right <= left + draw(st.integers(0, 4))))
    return cast(Bool, left < right if shape == 3 else left <= right if shape == 4 else left == right)


@st.composite
def conditions(draw: Draw, spaces: list[list[Any]]) -> Bool:
    """One comparison, or two."""
    one, other = draw(comparisons(spaces)), draw(comparisons(spaces))
    return cast(Bool, draw(st.sampled_from((one, ~one, one & other, one | other))))


@st.composite
def machines(draw: Draw, name: str) -> Any:
    """Three states, a row that opens, one that speaks, and three or four that read a message."""
    states = list(cast(Any, State)(f"{name}State", {one: one for one in ("S0", "S1", "S2")}))
    body: dict[str, object] = {"start": states[0], "final": tuple(states)}
    body["open"] = row(
        at=states[0], on=OPEN, do=[Kept.x.choose(), draw(sends(OURS, THEIRS))], to=draw(st.sampled_from(states))
    )
    body["say"] = row(at=states, on=SAY, when=draw(conditions([OURS, THEIRS])), do=[draw(sends(OURS, THEIRS))])
    body["keep"] = row(
        at=draw(st.sampled_from(states)),
        on=arrival(Note, Note.c, Ctl.X),
        do=[Kept.y.set_to(Note.n), Kept.u.set_to(Note.t), Kept.v.set_to(Note.t + 1), Kept.past.remember(Note.t)],
        to=draw(st.sampled_from(states)),
    )
    for index in range(draw(st.integers(2, 4))):
        body[f"got{index}"] = draw(readers(states))
    return made(name, Machine, body)


@st.composite
def readers(draw: Draw, states: list[Any]) -> Any:
    """A row that reads a message: compares its numbers, keeps them, answers."""
    ours: list[Any] = [*OURS, Note.n]
    theirs: list[Any] = [*THEIRS, Note.t]
    done: list[Any] = [Kept.past.remember(draw(st.sampled_from(theirs)))] if draw(st.booleans()) else []
    for kept in draw(st.lists(st.sampled_from((*OURS, *THEIRS)), max_size=2, unique_by=id)):
        own = any(kept is one for one in OURS)
        value = draw(positions(ours if own else theirs, []))
        done.append(kept.choose() if own and draw(st.integers(0, 3)) == 0 else kept.set_to(value))
    if draw(st.booleans()):
        done.append(draw(sends(ours, theirs)))
    return row(
        at=draw(st.lists(st.sampled_from(states), min_size=1, unique=True)),
        on=arrival(Note, Note.c, draw(st.sampled_from((Ctl(0), Ctl.X)))),
        when=draw(conditions([ours, theirs])),
        do=done,
        to=draw(st.one_of(st.none(), st.sampled_from(states))),
        then=draw(st.sampled_from((CONTINUE, RETURN))),
    )


@st.composite
def sends(draw: Draw, ours: list[Any], theirs: list[Any]) -> Any:
    """A message to the peer, who reads our numbers as theirs."""
    return Note.send(
        n=draw(positions(theirs, [])), t=draw(positions(ours, [])), c=draw(st.sampled_from((Ctl(0), Ctl.X)))
    )


@st.composite
def flying(draw: Draw) -> Flying:
    """An old message."""
    number = st.sampled_from((0, 90, 91, 100, 101, 107, 120, 300, 2**31 + 90, 2**32 - 1))
    return Note.flying(
        draw(st.sampled_from(ENDS)), n=draw(number), t=draw(number), c=int(draw(st.sampled_from((0, 1))))
    )


@st.composite
def number_cases(draw: Draw) -> Case | None:
    """Two such ends over some network, and what is asked of their numbers; None where the notation refuses it."""
    try:
        one = draw(machines("First"))
        other = one if draw(st.booleans()) else draw(machines("Second"))
        forged = draw(st.lists(flying(), max_size=1))
        channel = draw(channels())
        rule = st.sampled_from((fresh, any_of))
        begun = draw(st.sampled_from((0, 90, 100, 101)))
        system = System(
            one,
            other,
            channel.attacked(forged) if forged else channel,
            in_flight=tuple(draw(st.lists(flying(), max_size=3))),
            modulus=2**32,
            isn={"A": draw(rule)(100, 200), "B": draw(rule)(300)},
            at_most={OPEN: draw(st.integers(1, 2)), SAY: draw(st.integers(0, 1))},
            start={"B": at(other.start, (Kept.u, begun))} if begun else {},
        )
        of_a: list[Any] = [A[Kept.x], A[Kept.y], B[Kept.u], B[Kept.v]]
        of_b: list[Any] = [B[Kept.x], B[Kept.y], A[Kept.u], A[Kept.v]]
        bad: Bool = draw(conditions([of_a, of_b]))
        seen: Bool = draw(conditions([of_a, of_b]))
        kept: Bool = draw(conditions([of_a, of_b]))
        remembers: Bool = draw(st.sampled_from((B[Kept.past].has(A[Kept.x]), A[Kept.past].has(B[Kept.x]))))
        reached = Sometimes("reached", seen)
        return Case(
            system,
            {
                "always": Always("always", A.is_in(one.start) | ~bad, reached=reached),
                "remembers": Always("remembers", remembers | kept, reached=reached),
                "sometimes": Sometimes("sometimes", bad & seen & ~A.is_in(one.start)),
            },
        )
    except SpecError:
        return None
