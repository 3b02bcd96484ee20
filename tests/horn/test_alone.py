"""What Spacer finds of one end by itself is what the rows do, and nothing that is false."""

from __future__ import annotations

import pytest
from hypothesis import given, note, settings

from checker.bounds import OutOfBounds
from checker.explore import explore
from checker.horn.alone import Alone, Horn, about_one_end
from checker.results import Verdict
from spec.notation import TRUE, A, Always, B, Bool, Sometimes, SpecError, nodes
from spec.notation.invariants import check_formula
from spec.tcp.proofs import inductions as i
from spec.tcp.systems import opening
from spec.tcp.variables import ESTABLISHED, ISS, LISTEN, SND, SYN_RECEIVED, SYN_SENT
from spec.theories import INDUCTIONS
from tests.engines.random_settings import MACHINES, random
from tests.engines.random_systems import Case, cases
from tests.induction.test_random import asked

FOUND: list[str] = []
"""What was found of random machines, so that a test that finds nothing fails."""


def _said(found: Alone) -> dict[str, str]:
    return {state: here.says for here in found.found for state in here.states}


@pytest.mark.parametrize("name", ["a_not_on_a_syn", "b_not_on_a_syn", "a_waits", "b_waits", "a_acknowledged"])
def test_nobody_is_established_on_a_syn_alone_and_it_takes_no_lemma(name: str) -> None:
    induction = INDUCTIONS["not-on-a-syn"]
    assert Horn(induction.system).alone(induction.lemmas()[name].formula.node).why == ""


def test_what_was_found_is_said_state_by_state() -> None:
    found = Horn(i.CONNECTION).alone((~A.is_in(LISTEN, SYN_SENT, SYN_RECEIVED)).node)
    assert {state for state, says in _said(found).items() if says == "never"} == {"LISTEN", "SYN-SENT", "SYN-RECEIVED"}
    found = Horn(i.AGAIN_AND_AGAIN).alone(B.is_in(ESTABLISHED).implies(B[SND.UNA] != B[ISS]).node)
    assert (found.end, found.read) == ("B", ("ISS", "SND.UNA"))
    assert _said(found)["ESTABLISHED"] == "B.ISS < B.SND.UNA"


def test_of_what_is_false_nothing_is_found() -> None:
    found = Horn(i.AGAIN_AND_AGAIN).alone(B.is_in(ESTABLISHED).implies(B[SND.UNA] == B[ISS]).node)
    assert (found.found, found.why) == ((), "these variables do not say enough")
    assert not Horn(i.AGAIN_AND_AGAIN).alone((~A.is_in(ESTABLISHED)).node).found


def test_without_time_nothing_is_found() -> None:
    found = Horn(opening(), 1e-3).alone(B.is_in(ESTABLISHED).implies(B[SND.UNA] != B[ISS]).node)
    assert (found.found, found.why) == ((), "no answer in 0.001 s")


def test_what_speaks_of_both_ends_or_of_messages_is_not_asked() -> None:
    octets = INDUCTIONS["octets-of-a"].lemmas()
    about = {name: about_one_end(one.formula.node) for name, one in octets.items()}
    assert {name: end for name, end in about.items() if end is not None} == {
        "states": "A",
        "peer_states": "B",
        "own_numbers": "A",
        "fin_is_last": "A",
        "fin_was_sent": "A",
    }
    with pytest.raises(ValueError, match="not about one end"):
        Horn(i.CONNECTION).alone(octets["same_start"].formula.node)


def _counts_numbers(case: Case) -> bool:
    """Whether a machine has sequence numbers, which come around."""
    machines = (case.system.A, case.system.B)
    return any(isinstance(var.domain, nodes.Seqs) for machine in machines for var in machine.variables())


def _about_one_end(case: Case) -> dict[str, Bool]:
    found: dict[str, Bool] = {}
    for name, formula in asked(case):
        try:
            check_formula(formula)
        except SpecError:
            continue
        if about_one_end(formula.node) is not None:
            found[name] = formula
    return found


@settings(random, max_examples=MACHINES // 4)
@given(case=cases())
def test_what_is_found_is_true_wherever_the_explorer_comes(case: Case | None) -> None:
    formulas = _about_one_end(case) if case is not None and not _counts_numbers(case) else {}
    if case is None or not formulas:
        return
    note(repr(case))
    ever = Sometimes("it starts", TRUE)
    properties = {name: Always(name, one, ever) for name, one in formulas.items()}
    try:
        horn, explored = Horn(case.system), explore(case.system, list(properties.values()), max_states=2000)
    except (SpecError, OutOfBounds):
        return
    for name, formula in formulas.items():
        if horn.alone(formula.node).why == "":
            assert explored.answer(properties[name]).verdict is not Verdict.VIOLATED, name
            FOUND.append(name)


def test_some_were_found() -> None:
    assert len(FOUND) > 20
