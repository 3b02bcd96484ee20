"""The clauses of RFC 9293 against the rows, and against the runs in which they are seen."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from checker.scenarios import parse
from spec.notation import Machine
from spec.notation.events import Arrival
from spec.notation.rows import Row
from spec.notation.systems import ENDS
from spec.tcp.checklist import CLAUSES
from spec.tcp.checklist.clauses import runs
from spec.tcp.table import Tcp
from tests.exploring import PINNED, explored, fired
from tests.pin_runs import actors, parts
from tests.spec.tcp.test_scenarios import SCENARIOS, followed

STEPS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
NAMED = {row.name: row for clause in CLAUSES for row in clause.rows}
VARIANTS = {one.__name__: one for clause in CLAUSES for one in clause.otherwise}


def sections(row: Row) -> Iterator[str]:
    """``3.10.7.4 seventh, eighth`` is two."""
    section = ""
    for part in re.split(r"[;,] ", row.rfc):
        section = part if part[0].isdigit() else f"{section.split()[0]} {part}"
        yield section


def order(section: str) -> tuple[list[int], int]:
    """Where it stands in the RFC."""
    numbers, *step = section.split()
    return [int(one) for one in numbers.split(".")], STEPS.index(step[0]) if step else 0


def test_every_row_stands_beside_a_clause_of_each_section_that_it_names() -> None:
    beside = {(clause.section, row.name) for clause in CLAUSES for row in clause.rows}
    assert [(row.name, one) for row in Tcp.rows for one in sections(row) if (one, row.name) not in beside] == []


def test_every_clause_has_rows_or_a_decision_and_clauses_stand_in_the_order_of_the_rfc() -> None:
    assert [one.says for one in CLAUSES if not one.rows and not one.left_out] == []
    places = [order(one.section) for one in CLAUSES]
    assert places == sorted(places)
    assert len({(one.section, one.says) for one in CLAUSES}) == len(CLAUSES)


def test_every_step_of_segment_arrives_has_clauses() -> None:
    steps = {"3.10.7.2": STEPS[:4], "3.10.7.3": STEPS[:5], "3.10.7.4": STEPS}
    asked = {f"{section} {step}" for section, names in steps.items() for step in names}
    assert asked <= {one.section for one in CLAUSES}


def test_a_row_that_is_read_before_its_section_or_after_it_says_why() -> None:
    latest = order("3.10.1")
    unsaid: list[str] = []
    for row in (row for row in Tcp.rows if isinstance(row.on, Arrival)):
        first, *_, last = [*sections(row), *sections(row)]
        if order(last) < latest and not row.note:
            unsaid.append(row.name)
        latest = max(latest, order(first))
    assert unsaid == []


def test_every_row_and_every_variant_of_a_clause_has_a_run_and_nothing_else_has() -> None:
    assert set(runs()) == NAMED.keys() | VARIANTS.keys()
    assert {one.scenario for one in CLAUSES if one.scenario} <= SCENARIOS.keys()


def seen_in(kind: str) -> list[tuple[str, str]]:
    """Each scenario or model, with what is seen in it."""
    return [(run.split()[1], name) for name, run in runs().items() if run.startswith(kind)]


def test_the_rows_fire_in_the_scenarios_in_which_they_are_said_to_be_seen() -> None:
    told = [(name, row) for name, row in seen_in("scenario") if row in NAMED]
    rows = {name: {row.name for step in followed(name).steps for row in step.rows} for name, _ in told}
    assert [(name, row) for name, row in told if row not in rows[name]] == []


def test_the_rows_fire_in_the_models_in_which_they_are_said_to_be_seen() -> None:
    told = [(name, row) for name, row in seen_in("model") if row in NAMED]
    assert [(name, row) for name, row in told if not any(row in one for one in PINNED[name]["fires"].values())] == []


@pytest.mark.parametrize(("name", "variant"), [one for one in seen_in("scenario") if one[1] in VARIANTS])
def test_a_scenario_in_which_a_variant_departs_cannot_be_followed_by_the_table(name: str, variant: str) -> None:
    scenario = parse(SCENARIOS[name])
    assert variant in actors(scenario)
    assert parts(scenario, variant)


@pytest.mark.parametrize(("name", "variant"), [one for one in seen_in("model") if one[1] in VARIANTS])
def test_a_row_of_a_variant_fires_in_the_model_in_which_it_departs(name: str, variant: str) -> None:
    machine: type[Machine] = VARIANTS[variant]
    ours = {row.name for row in machine.rows} - {row.name for row in Tcp.rows if row in machine.rows}
    found = explored(name)
    assert any(found.system.machine(end) is machine and ours & set(fired(found, end)) for end in ENDS)
