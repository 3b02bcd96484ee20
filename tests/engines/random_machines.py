"""Random small machines: rows in which everything that the notation knows may occur."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, cast

from hypothesis import strategies as st

from spec.notation import (
    FALSE,
    RETURN,
    TICK,
    TRUE,
    Amount,
    Arrival,
    Bool,
    ControlBits,
    Counter,
    Effect,
    EnumVar,
    Event,
    Flag,
    History,
    Machine,
    Message,
    Number,
    Row,
    SeqVar,
    SpecError,
    State,
    arrival,
    call,
    row,
    timer,
)
from spec.notation.rows import CONTINUE
from tests.engines.random_words import (
    Colour,
    Ctl,
    Draw,
    Words,
    amounts,
    bits_of,
    formulas,
    made,
    positions,
    readable,
    variables,
)

CALLS = (call("first"), call("second"), timer("first"))
"""A call and a timer of one name are two events."""


@dataclass(frozen=True)
class Table:
    """A machine, and the variables that its rows set, by their faces."""

    machine: type[Machine]
    faces: tuple[Any, ...]


@dataclass(frozen=True)
class Plan:
    """A row of which the guard and the values are still open."""

    on: Event
    kind: type[Message] | None
    targets: tuple[Any, ...]
    """Variables to set, and kinds to send, in order."""


@st.composite
def plans(draw: Draw, faces: list[Any], kinds: list[type[Message]]) -> Plan:
    """An event and what will be set and sent."""
    target = st.one_of(st.sampled_from(faces), st.sampled_from(kinds), st.sampled_from(kinds))
    targets = draw(st.lists(target, max_size=4))
    once = [one for place, one in enumerate(targets) if not any(one is other for other in targets[:place])]
    on: Event = draw(st.one_of(st.sampled_from((*CALLS, TICK)), _arrivals(kinds), _arrivals(kinds)))
    return Plan(on, on.message if isinstance(on, Arrival) else None, tuple(once))


@st.composite
def _arrivals(draw: Draw, kinds: list[type[Message]]) -> Arrival:
    kind = draw(st.sampled_from(kinds))
    bits = bits_of(kind)
    mask = draw(st.sampled_from((0, Ctl.X, Ctl.Y, Ctl.X | Ctl.Y)))
    return arrival(kind, bits, mask) if bits is not None else arrival(kind)


@st.composite
def tables(draw: Draw, kinds: list[type[Message]], name: str) -> Table:
    """A machine of two to four states and three to nine rows.  SpecError where the notation refuses it."""
    states = [f"S{index}" for index in range(draw(st.integers(2, 4)))]
    state = cast("type[State]", cast(Any, State)(f"{name}State", {one: one for one in states}))
    faces = draw(variables())
    planned: list[Plan] = draw(st.lists(plans(faces, kinds), min_size=2, max_size=8))
    planned.append(Plan(draw(st.sampled_from(CALLS)), None, (draw(st.sampled_from(kinds)),)))  # so that something moves
    own = [face for face in faces if any(face is one for plan in planned for one in plan.targets)]
    body: dict[str, object] = {"start": draw(st.sampled_from(list(state))), "final": tuple(state)}
    for index, plan in enumerate(planned):
        body[f"r{index}"] = draw(_rows(plan, list(state), readable(own).and_message(plan.kind), own))
    machine = _without_dead_rows(name, body)
    return Table(machine, tuple(face for face in own if face.var in machine.variables()))


def _without_dead_rows(name: str, body: dict[str, object]) -> type[Machine]:
    while True:
        try:
            return cast(type[Machine], made(name, Machine, body))
        except SpecError as refused:
            dead = re.search(r"row '(\w+)' of \w+ can never fire", str(refused))
            if dead is None:
                raise
            del body[dead.group(1)]


@st.composite
def variants(draw: Draw, table: Table) -> Table:
    """The same machine with one row struck out or led elsewhere."""
    victim: Row = draw(st.sampled_from(table.machine.rows))
    to = draw(st.sampled_from(table.machine.states()))
    new = victim.never() if draw(st.booleans()) else victim.but(to=to, when=draw(st.sampled_from((TRUE, FALSE))))
    return Table(made("Variant", table.machine, {victim.name: new}), table.faces)


@st.composite
def _rows(draw: Draw, plan: Plan, states: list[State], words: Words, own: list[Any]) -> Row:
    guards: list[Bool] = []
    if draw(st.integers(0, 2)):
        guards.append(draw(formulas(words)))
    done: list[Effect | None] = [draw(_effects(target, words, own, guards)) for target in plan.targets]
    when = guards[0] if guards else None
    for more in guards[1:]:
        when = more & when if when is not None else more
    return row(
        at=draw(st.one_of(st.just(states), st.lists(st.sampled_from(states), min_size=1, unique=True))),
        on=plan.on,
        when=when,
        do=[effect for effect in done if effect is not None],
        to=draw(st.one_of(st.none(), st.sampled_from(states), st.sampled_from(states))),
        then=draw(st.sampled_from((CONTINUE, CONTINUE, RETURN))),
    )


@st.composite
def _effects(draw: Draw, target: Any, words: Words, own: list[Any], guards: list[Bool]) -> Effect | None:
    """What is done with a target (None: nothing can be); a counter that counts is mostly guarded."""
    if isinstance(target, SeqVar):
        return _positioned(draw, target, words)  # pyright: ignore[reportUnknownArgumentType]
    if isinstance(target, Flag):
        ghosts = [face for face in own if isinstance(face, Flag) and face.var.ghost]
        ghosts += [hidden == 1 for hidden in words.hidden]
        return target.set_to(draw(st.sampled_from((*ghosts, TRUE)) if target.var.ghost else formulas(words, 1)))
    if isinstance(target, Counter):
        return _counted(draw, target, words, guards)
    if isinstance(target, EnumVar):
        return cast("EnumVar[Colour]", target).set_to(draw(st.sampled_from(Colour)))
    if isinstance(target, History):
        sides = _sides(target, words)
        return target.remember(*(draw(positions(side, words.counts)) for side in sides)) if all(sides) else None
    return cast(Effect, draw(_sends(target, words)))


def _positioned(draw: Draw, target: SeqVar[Any], words: Words) -> Effect:
    bases = words.ours if target.space.value == "our octets" else words.theirs
    shape = draw(st.integers(0, 6))
    if shape == 0:
        return target.choose()
    if shape == 6:
        return target.start_over()
    return target.set_to(draw(positions(bases, words.counts)) if bases and shape > 1 else 0)


def _sides(history: History, words: Words) -> list[list[Any]]:
    return [words.ours if space.value == "our octets" else words.theirs for space in history.spaces]


def _counted(draw: Draw, target: Counter, words: Words, guards: list[Bool]) -> Effect:
    shape = draw(st.integers(0, 9))
    if target.var.ghost and words.hidden and shape > 3:
        return target.set_to(draw(st.sampled_from(words.hidden)))
    if target.var.ghost or shape < 2:
        return target.set_to(shape % 2)
    if shape == 2:
        return target.set_to(draw(amounts(words.counts)))
    if shape < 6:
        guards.append(target > 0)
        return target.set_to(target - 1)
    if shape < 9:
        guards.append(target < 1)
    return target.set_to(target + 1)


@st.composite
def _sends(draw: Draw, kind: type[Message], words: Words) -> Effect:
    values: dict[str, Any] = {}
    for name, face in vars(kind).items():
        if isinstance(face, Number):  # the receiver's words turned round
            bases = words.theirs if face.space.value == "our octets" else words.ours
            values[name] = draw(positions(bases, words.counts)) if bases else draw(st.integers(0, 7))
        elif isinstance(face, Amount) and face.ghost:
            values[name] = draw(st.sampled_from((0, 1, *words.hidden)))
        elif isinstance(face, Amount):
            values[name] = draw(amounts(words.counts)) if draw(st.integers(0, 5)) == 0 else draw(st.integers(0, 1))
        elif isinstance(face, ControlBits):
            values[name] = draw(st.sampled_from((Ctl(0), Ctl.X, Ctl.Y, Ctl.X | Ctl.Y)))
    return kind.send(**values)
