"""What is explored is what was asked, each question by itself."""

from __future__ import annotations

import pytest

from checker.results.answers import Verdict
from checker.verdicts.exploring import explore
from spec.notation import A, Always, Sometimes, SpecError
from spec.tcp import ISS, LISTEN, SYN_SENT, completes, not_a_ghost, opening


def test_what_was_explored_is_no_answer() -> None:
    """``assert explore(...)`` would pass whatever the verdicts are."""
    with pytest.raises(SpecError, match=r"neither true nor false: ask it \.holds\(PROPERTY\)"):
        explore(opening(), [not_a_ghost]).__bool__()


def test_two_properties_with_one_sentence_are_two_properties() -> None:
    listens, opens = Sometimes("A does it", A.is_in(LISTEN)), Sometimes("A does it", A.is_in(SYN_SENT))
    found = explore(opening(), [listens, opens])
    assert (found.answer(listens).verdict, found.answer(opens).verdict) == (Verdict.IMPOSSIBLE, Verdict.POSSIBLE)
    assert list(found.answers) == ["A does it", "A does it (2)"]


def test_a_sequence_number_is_compared_with_one_that_is_written_out() -> None:
    chosen = A.is_in(SYN_SENT)
    asked = {
        "is": Always("A's ISN is 100", chosen.implies(A[ISS] == 100), completes),
        "less": Always("A's ISN is below 200", chosen.implies(A[ISS] < 200), completes),
        "behind": Sometimes("A's ISN is behind 99", chosen & (A[ISS] > 99)),
        "other": Sometimes("A's ISN is another", chosen & (A[ISS] != 100)),
        "round": Sometimes("A's ISN is behind 700, modulo 1024", chosen & (A[ISS] > 700)),
    }
    assert {name: one.verdict.value for name, one in explore(opening(), asked).answers.items()} == {
        "is": "HOLDS",
        "less": "HOLDS",
        "behind": "POSSIBLE",
        "other": "IMPOSSIBLE",
        "round": "POSSIBLE",
    }
