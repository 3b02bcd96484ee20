"""One end's steps read off the solver's terms by putting numbers in: held to the literal reading rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from random import Random
from typing import Any

from checker.packed.message_keys import size
from checker.proofs.relation.paths import Chosen, EndRelation, Path
from checker.rows.configuration import EndFrame, Local, Value
from checker.rows.out_of_bounds import OutOfBounds
from checker.rows.reading_rule import Outcome, read
from spec.notation import nodes
from spec.notation.events import Arrival, Event
from spec.notation.nodes import Field

Told = tuple[object, ...]
"""An outcome as both sides tell it."""


def held_to_the_rule(relation: EndRelation, random: Random, times: int) -> int:
    """How many outcomes were the same, of every event in so many random local states; AssertionError at another."""
    frame, same = relation.frame, 0
    for _ in range(times):
        local = random_local(frame, random)
        for event in relation.events:
            fields = random_fields(frame, event, random)
            literal = literally(frame, local, event, fields)
            assert read_off(relation, local, event, fields) == literal, (event, local, fields)
            same += len(literal)
    return same


def random_local(frame: EndFrame, random: Random) -> Local:
    """Any local state; numbers close to each other more often than not."""
    near = random.randrange(frame.system.modulus)
    values: list[Value] = []
    for var in frame.slots:
        values.append(frozenset() if isinstance(var.domain, nodes.Tuples) else _any(var.domain, frame, near, random))
    return Local(random.randrange(len(frame.states)), tuple(values))


def random_fields(frame: EndFrame, event: Event, random: Random) -> dict[Field, int]:
    """Any message of the kind that arrives."""
    near = random.randrange(frame.system.modulus)
    kept = event.message.fields if isinstance(event, Arrival) else ()
    return {field: _any(field.domain, frame, near, random) if frame.receives(field) else 0 for field in kept}


def _any(domain: nodes.Domain, frame: EndFrame, near: int, random: Random) -> int:
    among = size(domain, frame.system)
    if isinstance(domain, nodes.Seqs) and random.random() < 0.7:
        return (near + random.randrange(4)) % among
    return random.choice((0, among - 1, random.randrange(among), random.randrange(among)))


def literally(frame: EndFrame, local: Local, event: Event, fields: Mapping[Field, int]) -> list[Told] | str:
    """What the reading rule gives."""
    try:
        outcomes = read(frame, local, event, {field.name: value for field, value in fields.items()})
    except OutOfBounds as refused:
        return str(refused)
    return [_told(frame, one) for one in outcomes]


def _told(frame: EndFrame, outcome: Outcome) -> Told:
    if outcome.cut:
        return (outcome.cut, outcome.fired)
    values = tuple(outcome.values[var] for var in frame.slots)
    return (frame.states.index(outcome.state), values, outcome.sent, outcome.fired)


def read_off(relation: EndRelation, local: Local, event: Event, fields: Mapping[Field, int]) -> list[Told] | str:
    """What the paths give with these numbers put in; where a number is out of bounds, what is said of it."""
    given = dict(zip(relation.frame.slots, local.values, strict=True))
    put = [(symbol, given[var]) for var, symbol in relation.variables.items()]
    put += [(relation.fields[field], value) for field, value in fields.items()]
    z = relation.solver
    taken = [path for path in relation.paths(event, local.state) if _value(z, path.guard, put)]
    assert len(taken) == 1, "the guards exclude each other and leave nothing out"
    found: list[Told] = []
    for chosen in _choices(relation, taken[0].chosen):
        outside = [one for one in taken[0].within if not _value(z, one.holds, put + chosen)]
        if outside:
            return _refused(relation, taken[0], put + chosen)
        if taken[0].fired or taken[0].cut:
            found.append(_after(relation, taken[0], given, put + chosen))
    return found


def _refused(relation: EndRelation, path: Path, put: list[Any]) -> str:
    """The message of the first check that fails."""
    frame = relation.frame
    first = next(one.check for one in path.within if not _value(relation.solver, one.holds, put))
    row = frame.machine.rows[first.row]
    term = relation.term(first.term)
    value = _put(relation.solver, relation.cast(term, 40), put).as_signed_long()
    what = f"{row.place}: row '{row.name}' {first.what} to {value}, outside its bounds 0..{first.most}"
    return f"{what}: guard the row, or declare a larger bound"


def _choices(relation: EndRelation, chosen: tuple[Chosen, ...]) -> Iterator[list[Any]]:
    """Every choice that the rule makes, in its order."""
    numbers = [dict.fromkeys(one.numbers) for one in chosen]
    for values in product(*numbers):
        yield [(one.symbol, value) for one, value in zip(chosen, values, strict=True)]


def _after(relation: EndRelation, path: Path, given: Mapping[nodes.Var, Value], put: list[Any]) -> Told:
    if path.cut:
        return (path.cut, path.fired)
    z = relation.solver
    values = {**given, **{var: _value(z, term, put) for var, term in path.sets.items()}}
    for var, parts in path.remembers:
        kept = values[var]
        assert isinstance(kept, frozenset)
        values[var] = kept | {tuple(_value(z, part, put) for part in parts)}
    sent = tuple((one.message, tuple(_value(z, term, put) for term in one.values)) for one in path.sends)
    return (path.state, tuple(values[var] for var in relation.frame.slots), sent, path.fired)


def _value(z: Any, term: Any, put: list[Any]) -> int:
    found = _put(z, term, put)
    if z.is_bool(found):
        assert z.is_true(found) or z.is_false(found)
        return int(z.is_true(found))
    return int(found.as_long())


def _put(z: Any, term: Any, put: list[Any]) -> Any:
    """The term with numbers in place of symbols."""
    return z.simplify(z.substitute(term, *((symbol, z.BitVecVal(value, symbol.size())) for symbol, value in put)))
