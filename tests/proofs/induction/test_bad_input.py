"""Invariants that cannot be meant are refused, and what is false at the start is said to be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from checker.command.report.proof import told
from checker.proofs.induction.proof import prove_by_induction
from checker.results.answers import Verdict
from spec.notation import FALSE, A, B, Ours, SeqVar, SpecError, Variables
from spec.notation.invariants import Induction, Invariant, chosen, to_A, to_B
from spec.tcp.proofs.inductions import NOTHING_HELD
from spec.tcp.systems import opening
from spec.tcp.variables import CLOSED, ESTABLISHED, IRS, ISS, LISTEN, PASSIVE, SEG, SND, SYN, SYN_SENT

OPENING = opening()


class Other(Variables):
    """Variables of no machine."""

    LAST = SeqVar(Ours)


def _why(make: Callable[[], object]) -> str:
    with pytest.raises(SpecError) as refused:
        make()
    return str(refused.value).split(": ", 1)[1]


def test_numbers_of_two_spaces_are_refused_where_they_are_written() -> None:
    a: Any = A  # an editor sees these mistakes too
    b: Any = to_B
    assert _why(lambda: Invariant("x", a[ISS] == B[ISS], "y")).startswith(
        "'A.ISS' counts A's octets, 'B.ISS' counts B's octets: comparing them says nothing"
    )
    assert _why(lambda: Invariant("x", b[SEG.SEQ] == B[ISS], "y")).startswith(
        "'to B SEG.SEQ' counts A's octets, 'B.ISS' counts B's octets: comparing them says nothing"
    )
    assert _why(lambda: A[chosen].has(B[ISS])) == "'A.chosen' remembers (A's octets), not (B's octets)"


def test_a_field_of_no_message_and_a_variable_of_a_message_are_refused() -> None:
    assert _why(lambda: Invariant("x", SEG.CTL.has(SYN), "y")) == (
        "SEG.CTL is a field of which message? Write to_A[...] or to_B[...]"
    )
    assert _why(lambda: to_A[SND.NXT == SND.UNA]) == (
        "to_A[...] holds SND.NXT, which no message carries: write it outside the brackets"
    )


def test_an_unknown_variable_is_named_with_its_place() -> None:
    unknown = Invariant("x", A[Other.LAST] == A[ISS], "y")
    with pytest.raises(SpecError) as refused:
        Induction(OPENING, {"strange": unknown})
    assert str(refused.value).startswith(
        f"{unknown.place}: 'strange' reads A.LAST, which no row of Tcp sets: its variables are CLOCK, IRS, "
    )
    assert str(unknown.place).startswith("test_bad_input.py:")


def test_columns_are_checked() -> None:
    safe = Invariant("x", A.is_in(CLOSED), "y")
    assert _why(lambda: Induction(OPENING, {"safe": safe}, k=0)) == "k=0: it is 1 to 5"
    assert _why(lambda: Induction(OPENING, {})) == (
        "Induction(shows={}) shows nothing: give an invariant, shows={'safe': ...}"
    )
    assert _why(lambda: Induction(OPENING, {"safe": safe}, {"safe": safe})) == (
        "'safe' stands both in shows and in by: once will do"
    )
    assert _why(lambda: Induction(OPENING, {"safe": safe}, expect={"save": "HOLDS"})) == (
        "expect names 'save', which is not among what is shown: safe"
    )
    assert _why(lambda: Invariant("x", A.is_in(CLOSED), "")) == (
        "Invariant(about, formula, why): say what it says, and in one sentence why it holds"
    )


def test_what_is_false_at_the_start_is_said_to_be_with_the_state() -> None:
    found = prove_by_induction(Induction(OPENING, {"asks": Invariant("A asks", A.is_in(SYN_SENT), "it is eager")}))
    assert (found.answers["asks"].verdict, found.answers["asks"].why) == (Verdict.VIOLATED, "false at the start")
    assert list(told("asks", found.story("asks"), Verdict.VIOLATED)) == [
        " asks, VIOLATED: false at the start",
        "   A CLOSED",
        "   B LISTEN",
        "   B.PASSIVE yes",
        "   B.RCV.WND 16",
        "   false there: A is SYN-SENT",
    ]


def test_contradictions_are_refused() -> None:
    here, there = Invariant("x", A.is_in(CLOSED), "y"), Invariant("z", A.is_in(LISTEN), "y")
    asks = Invariant("w", B[IRS] == A[ISS], "y")
    contradictory = Induction(OPENING, {"here": here}, {"asks": asks, "there": there})
    assert _why(lambda: prove_by_induction(contradictory)) == (
        "'here', 'there' cannot be true together in any state: from a contradiction everything follows"
    )
    never = Induction(OPENING, {"here": here}, given={"never": Invariant("x", FALSE, "y")})
    assert _why(lambda: prove_by_induction(never)) == ("what is given ('never') is never true: nothing would be proved")
    later = Induction(OPENING, {"here": here}, given={"there": there})
    assert _why(lambda: prove_by_induction(later)) == "what is given ('there') is not true at the start"


def test_what_rests_on_a_lemma_that_fails_is_not_established() -> None:
    waits = Invariant("A in SYN-SENT waits", A.is_in(SYN_SENT).implies(A[SND.UNA == ISS]), "it has sent its SYN")
    silent = Invariant("A does not open", A.is_in(CLOSED), "it is shy")
    ghost = Invariant("A does not get there", ~A.is_in(ESTABLISHED), "it never opens")
    asked = {"waits": waits, "ghost": ghost}
    found = prove_by_induction(Induction(OPENING, asked, {"silent": silent, **NOTHING_HELD}))
    assert found.answers["silent"].why == "not inductive"
    assert found.answers["waits"].verdict is Verdict.HOLDS
    assert found.answers["ghost"].why == "rests on 'silent'"


def test_a_premise_that_is_never_true_makes_it_vacuous() -> None:
    never = Invariant("nobody in LISTEN at A", A.is_in(LISTEN).implies(A[ISS] == A[SND.NXT]), "A never listens")
    opens = Invariant("A does not listen", ~A.is_in(LISTEN) & ~A[PASSIVE], "it only opens")
    found = prove_by_induction(Induction(OPENING, {"never": never}, {"opens": opens, **NOTHING_HELD}))
    assert (found.answers["never"].verdict, found.answers["opens"].verdict) == (Verdict.VACUOUS, Verdict.HOLDS)
