"""What the verb ``prove`` says of proofs of one's own, and of what is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command.saying import Run

MINE = """
from spec.notation.invariants import Induction, Invariant, chosen, to_A
from spec.tcp import *
from spec.tcp.proofs.opening import OPENING

answers = Invariant(
    "a SYN,ACK carries a number that B chose",
    to_A[SEG.CTL.has(SYN) & SEG.CTL.has(ACK)].implies(B[chosen].has(to_A[SEG.SEQ])),
    "B sends it when it has chosen one, and sends it again with the same",
)
mine = Induction(opening(), {"answers": answers}, by=OPENING)
bare = Induction(opening(), {"answers": answers})
"""


@pytest.fixture(name="mine")
def a_file_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(MINE, encoding="utf-8")


@pytest.mark.usefixtures("mine")
def test_an_induction_in_a_file_is_proved(handwave: Run) -> None:
    said = handwave("prove", "mine.py:mine")
    assert said.lines[:2] == ["mine", " answers         HOLDS, as expected: a SYN,ACK carries a number that B chose"]
    assert said.status == 0


@pytest.mark.usefixtures("mine")
def test_without_the_lemmas_it_needs_the_step_is_shown_at_which_it_is_not_kept(handwave: Run) -> None:
    said = handwave("prove", "mine.py:bare")
    assert "between them: B: retransmission timeout [syn_ack_timeout, 3.10.8]; B sends" in said.out
    assert said.status == 3


@pytest.mark.usefixtures("mine")
def test_what_is_no_proof_is_said_to_be_none(handwave: Run) -> None:
    assert handwave("prove", "mine.py:answers").err == (
        "handwave: 'answers' of mine.py is nothing that can be proved: it declares mine, bare\n"
    )
    assert handwave("prove", "mine.py:barre").err == (
        "handwave: mine.py has no 'barre' (did you mean bare?): it declares mine, bare\n"
    )


@pytest.mark.usefixtures("mine")
def test_what_is_to_be_proved_is_not_checked(handwave: Run) -> None:
    said = handwave("check", "mine.py:mine")
    assert said.err == (
        "handwave: 'mine' of mine.py is to be proved, not explored: write handwave prove mine.py:mine\n"
    )
    assert (said.out, said.status) == ("", 2)


def test_a_theory_that_is_not_there_is_refused(handwave: Run) -> None:
    said = handwave("prove", "octets-of-c")
    assert said.err.startswith("handwave: there is no theory 'octets-of-c' (did you mean octets-of-b or octets-of-a?)")
    assert said.err.endswith("and one of your own is written FILE.py:NAME\n")
    assert said.status == 2


def test_a_folder_for_queries_that_cannot_be_used_is_refused_at_once(handwave: Run, tmp_path: Path) -> None:
    (tmp_path / "here").write_text("", encoding="utf-8")
    said = handwave("prove", "octets-of-a", "--save-queries", "here")
    assert said.err.startswith("handwave prove: argument --save-queries: here is no folder (")
    assert (said.out, said.status) == ("", 2)
    said = handwave("prove", "octets-of-a", "--save-queries", "here/below")
    assert "argument --save-queries: " in said.err
    assert "here is no folder: here/below cannot be made (" in said.err
    assert (said.out, said.status) == ("", 2)


def test_a_lemma_that_z3_cannot_read_is_its_authors_mistake(handwave: Run, tmp_path: Path) -> None:
    text = (
        "from spec.notation.lemmas import INTEGER, WORD, Lemma, Theory\n\n"
        'mixed = Lemma("mixed", {"x": WORD, "n": INTEGER}, lambda z, x, n: z.Implies(x, n))\n'
        'mine = Theory({"mixed": mixed})\n'
    )
    (tmp_path / "lemma.py").write_text(text, encoding="utf-8")
    said = handwave("prove", "lemma.py:mine")
    assert said.err == (
        "lemma.py:3: lemma 'mixed': given=... and then=... return a formula that is true or false and compares symbols "
        "of one kind, such as z.Implies(a < b, b > a); Z3 says: Value cannot be converted into a Z3 Boolean value\n"
    )
    assert (said.out, said.status) == ("", 2)
