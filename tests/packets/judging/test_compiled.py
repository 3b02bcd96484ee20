"""The rows that judge packets, compiled, against the literal reading of the same rows."""

from __future__ import annotations

import random

import pytest

from checker.packets.judging.compiled import CompiledTable, Place
from checker.packets.reading.sequence import SPACE
from checker.packets.tcp.rules import PARAMETERS, VARYING
from checker.packets.tcp.tables import TABLES
from checker.packets.tcp.thinkable import COSTS
from checker.results.runs import End
from checker.rows.configuration import EndFrame, Local
from checker.rows.ghosts import Ghosts
from checker.rows.out_of_bounds import OutOfBounds
from checker.rows.reading_rule import read
from spec.notation import nodes
from spec.notation.channels import PERFECT
from spec.notation.events import Arrival, Event
from spec.notation.system_checks import parameters
from spec.notation.systems import Numbers, System, any_of
from spec.tcp.variables import Segment

SAMPLES = 300
"""Places and segments tried for each table; each call and timer is tried at one place in eight of them."""
ISN = 77
OURS, THEIRS = SPACE - 3, 1000
"""Numbers near which all others are drawn: ours come round."""
Done = tuple[tuple[object, ...], tuple[tuple[int, ...], ...], list[str]]
"""The place afterwards, what was sent, and the names of the rows that fired."""


def frame(table: str, given: dict[str, int]) -> EndFrame:
    machine = TABLES[table]
    known = {one.name for one in parameters(machine, machine.declared)}
    params = {name: value for name, value in {**PARAMETERS, **given}.items() if name in known}
    chosen: dict[End, Numbers] = {"A": any_of(ISN), "B": any_of(ISN)}
    return EndFrame(System(machine, machine, PERFECT, modulus=SPACE, isn=chosen, params=params), "A", Ghosts())


def drawn(domain: object, rng: random.Random, name: str) -> int:
    if isinstance(domain, nodes.Seqs):
        near = OURS if domain.space is nodes.Space.OURS else THEIRS
        return (near + rng.randrange(6)) % SPACE
    if isinstance(domain, nodes.Bits):
        return rng.randrange(16)
    if isinstance(domain, nodes.Flags):
        return rng.randrange(2)
    return 0 if name in ("CLOCK", "QUIET") else rng.choice((0, 1, 2, 3, 5))


def compiled(
    table: CompiledTable, event: Event, place: Place, fields: tuple[int, ...], given: dict[str, int]
) -> object:
    here = table.at(event, place[0])
    found = [] if here is None else here.step(place, fields, tuple(given.values()), (ISN,))
    return sorted((one.place, one.sent, [row.name for row in one.rows]) for one in found if one.rows)


def literal(end: EndFrame, event: Event, place: Place, fields: dict[str, int]) -> list[Done]:
    found = read(end, Local(place[0], place[1:]), event, fields)
    return sorted(
        (
            (end.states.index(one.state), *(one.values[var] for var in end.slots)),
            tuple(values for _, values in one.sent),
            [row.name for row in one.fired],
        )
        for one in found
    )


@pytest.mark.parametrize("name", TABLES)
def test_compiled_rows_do_what_the_literal_reading_does(name: str) -> None:
    rng = random.Random(name)
    table = CompiledTable(frame(name, {}), VARYING)
    fields = {field.name: field.domain for field in Segment.fields}
    fired = set[str]()
    for sample in range(SAMPLES):
        slots = [drawn(var.domain, rng, var.name) for var in table.frame.slots]
        place = (rng.randrange(len(table.frame.states)), *slots)
        given = {one: rng.choice((0, 1, 1, 2, 10)) for one in VARYING}
        end = frame(name, given)
        segment = {one: drawn(domain, rng, one) for one, domain in fields.items()}
        events: list[Event] = [Arrival(Segment), *(COSTS if sample % 8 == 0 else ())]
        for event in events:
            values = segment if isinstance(event, Arrival) else {}
            try:
                expected = literal(end, event, place, values)
            except OutOfBounds:
                continue  # what cannot be: no capture has such a window
            assert compiled(table, event, place, tuple(values.values()), given) == expected, (event, place, values)
            fired |= {row for _, _, rows in expected for row in rows}
    assert len(fired) > 40
