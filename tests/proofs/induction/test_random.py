"""What induction proves of a random machine is true in every state that the explorer reaches."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, note, settings

from checker.proofs.induction.proof import Inductive, prove_by_induction
from checker.results.answers import Verdict
from checker.rows.out_of_bounds import OutOfBounds
from checker.verdicts.exploring import explore
from spec.notation import TRUE, A, Always, B, Bool, Sometimes, SpecError, System, nodes
from spec.notation.invariants import Induction, Invariant, check_formula
from tests.engines.random_settings import MACHINES, random
from tests.engines.random_systems import Case, cases

pytestmark = pytest.mark.xdist_group("random inductions")  # what is counted below is counted in one process
PROVED: list[str] = []
"""The invariants that were proved, so that a test that proves nothing fails."""


def asked(case: Case) -> Iterator[tuple[str, Bool]]:
    """The formulas of its properties, and of each state and variable that it is as at the start."""
    for name, one in case.properties.items():
        if isinstance(one, Always):
            yield name, one.formula
    for end, machine in ((A, case.system.A), (B, case.system.B)):
        begin = case.system.start.get(end.name)
        for state in machine.states():
            if state is not (begin.state if begin is not None else machine.start):
                yield f"{end.name} not in {state.name}", ~end.is_in(state)
        for var in machine.variables():
            if isinstance(var.domain, nodes.Counts | nodes.Flags):
                zero = nodes.Compare("==", nodes.Of(end.name, var), nodes.Const(var.start), seq=False)
                yield f"{end.name}.{var.name} stays", Bool(zero)


def _invariants(case: Case) -> dict[str, Invariant]:
    found: dict[str, Invariant] = {}
    for name, formula in asked(case):
        try:
            check_formula(formula)
        except SpecError:
            continue
        found[name] = Invariant(name, formula, "drawn at random")
    return found


def _proved(system: System, invariants: dict[str, Invariant]) -> Inductive | None:
    """None where the start breaks a bound, or the invariants contradict each other."""
    try:
        return prove_by_induction(Induction(system, invariants), wide=False)
    except SpecError:
        return None


@settings(random, max_examples=MACHINES // 2)
@given(case=cases())
def test_what_is_proved_is_true_wherever_the_explorer_comes(case: Case | None) -> None:
    invariants = _invariants(case) if case is not None else {}
    if case is None or not invariants:
        return
    note(repr(case))
    found = _proved(case.system, invariants)
    if found is None:
        return
    ever = Sometimes("it starts", TRUE)
    properties = [Always(name, one.formula, ever) for name, one in invariants.items()]
    try:
        explored = explore(case.system, properties, max_states=2000)
    except OutOfBounds:
        assert not any(found.answers.values()), "a variable leaves its bounds, and that was not seen"
        return
    for name, one in zip(invariants, properties, strict=True):
        if found.answers[name].verdict in (Verdict.HOLDS, Verdict.VACUOUS):
            assert explored.answer(one).verdict is not Verdict.VIOLATED, name
            PROVED.append(name)
        if found.answers[name].why == "false at the start":
            assert explored.answer(one).verdict is Verdict.VIOLATED, name


def test_some_were_proved() -> None:
    if not PROVED:  # run alone, or by another process than the test above
        test_what_is_proved_is_true_wherever_the_explorer_comes()
    assert len(PROVED) > 20
