"""What is proved of TCP for all numbers, and the counterexamples to what is not inductive."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.command.report.proof import told
from checker.proofs.induction.proof import Inductive, prove_by_induction
from checker.results.answers import Verdict
from checker.verdicts.exploring import explore
from spec.notation import DUPLICATING_BAG, Change, System, any_of, variant
from spec.notation.invariants import Induction
from spec.tcp.catalogue.changes import TAKES_ANY_ACK, TAKES_FIRST_SYN
from spec.tcp.proofs.opening import AGREEMENT, OPENING
from spec.tcp.properties import opening as p
from spec.tcp.systems import OLD_SYN, opening
from spec.tcp.table import Tcp
from spec.tcp.variants.openings import OneWay, RepeatsSynAck
from spec.theories import INDUCTIONS
from tests.engines.random_settings import LONG

PROVED = ("opening-history", "opening-agreement", "not-on-a-syn", "octets-of-a")


@pytest.mark.agreement
@pytest.mark.parametrize("name", (*PROVED, "octets-of-b") if LONG else PROVED)
def test_it_is_proved_with_every_lemma_that_it_rests_on(name: str) -> None:
    found = prove_by_induction(INDUCTIONS[name], 60_000)
    assert {one.verdict for one in found.answers.values()} == {Verdict.HOLDS}
    assert not found.failures


def _story(found: Inductive, name: str) -> str:
    return "\n".join(told(name, found.story(name), found.answers[name].verdict))


def test_two_messages_are_not_inductive_and_a_syn_given_up_is_the_story() -> None:
    found = prove_by_induction(INDUCTIONS["two-way-history"])
    assert (found.answers["was_there"].verdict, found.answers["was_there"].why) == (
        Verdict.NOT_ESTABLISHED,
        "not inductive",
    )
    assert all(found.answers[name] for name in INDUCTIONS["two-way-history"].by)
    assert _story(found, "was_there") == (
        " was_there, NOT ESTABLISHED: whether a run reaches the first of these states is not said\n"
        "              before  after\n"
        "   A          CLOSED  CLOSED\n"
        "   B          LISTEN  ESTABLISHED  *\n"
        "   B.PASSIVE  yes     yes\n"
        "   B.RCV.WND  16      16\n"
        "   B.ISS      0       300          *\n"
        "   B.SND.UNA  0       300          *\n"
        "   B.SND.NXT  0       301          *\n"
        "   B.IRS      0       100          *\n"
        "   B.SND.WND  0       16           *\n"
        "   B.RCV.NXT  0       101          *\n"
        "   between them: B gets <SEQ=100><CTL=SYN> [listen_syn, 3.10.7.2 third]; B sends\n"
        "                  <SEQ=300><ACK=101><CTL=SYN,ACK>\n"
        "   false after it: B is ESTABLISHED implies A.entered remembers (B.IRS, B.ISS)"
    )


def test_without_the_bound_on_octets_an_ack_half_a_space_away_frees_them() -> None:
    found = prove_by_induction(replace(INDUCTIONS["octets-of-a"], given={}, by={}))
    assert found.answers["numbers_in_order"].verdict is not Verdict.HOLDS


def test_repeated_initial_numbers_make_the_history_form_fail() -> None:
    induction = INDUCTIONS["opening-history"]
    repeated = variant(isn={"A": any_of(100, 200), "B": any_of(300, 400)}).of(induction.system)
    found = prove_by_induction(replace(induction, system=repeated))
    assert not any(found.answers[name] for name in ("was_there", "not_a_ghost"))


REOPENED = opening(opens=2, gives_up=2, channel=DUPLICATING_BAG.holding(2))
MUTANTS: dict[str, Change] = {
    "TwoWay": TAKES_FIRST_SYN,
    "A takes any ACK": TAKES_ANY_ACK,
    "one way": Change("both OneWay", lambda system: replace(system, A=OneWay, B=OneWay)),
}


@pytest.mark.parametrize("name", MUTANTS)
def test_what_the_explorer_refutes_is_not_proved(name: str) -> None:
    system: System = MUTANTS[name].of(REOPENED)
    asked = {"agreement": p.agreement, "was_there": p.was_there, "not_a_ghost": p.not_a_ghost}
    explored = explore(system, asked, max_states=20_000).answers
    refuted = {name: one for name, one in asked.items() if explored[name].verdict is Verdict.VIOLATED}
    assert refuted
    found = prove_by_induction(Induction(system, refuted, AGREEMENT if not system.in_flight else OPENING))
    assert not any(found.answers[name] for name in refuted)


def test_the_harmless_variants_are_proved_too() -> None:
    for machine in (Tcp, RepeatsSynAck):
        system = opening(server=machine, opens=2, gives_up=2, in_flight=(OLD_SYN,))
        found = prove_by_induction(Induction(system, {"was_there": p.was_there}, OPENING))
        assert all(found.answers.values()), machine
