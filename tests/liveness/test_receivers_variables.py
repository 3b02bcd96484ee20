"""Fairness narrowed by what the receiver keeps, so that an old copy does not count as delivery."""

from __future__ import annotations

import pytest

from checker.verdicts.exploring import explore
from spec.notation import A, B, Bool, Fairness, LeadsTo, Model, SpecError, Variables, strong, weak
from spec.notation.variables import Counter
from spec.tcp import ACK, ISS, RCV, RETRANSMIT, SEG, SND, opened, rcv
from spec.tcp.catalogue.data import text_is_live
from spec.tcp.variables import CLOSED

ONE_SENT, ONE_ACKED = A[ISS + 1 < SND.NXT], A[ISS + 1 < SND.UNA]
NEW_ACK = strong(A.gets(rcv(ACK)), where=SND.UNA < SEG.ACK)


def said(*fair: Fairness) -> str:
    asked = LeadsTo("A's first octet is acknowledged", ONE_SENT, ONE_ACKED, (*fair, weak(A.does(RETRANSMIT))))
    return repr(explore(text_is_live.system, [asked]).answer(asked))


def test_the_next_octet_alone_may_come_once_and_its_ack_be_lost() -> None:
    following = strong(B.gets(rcv(ACK)), where=(SEG.DATA > 0) & (SEG.SEQ == RCV.NXT))
    assert said(following, NEW_ACK) == "VIOLATED in 4 steps, if the run stops there"


def test_the_next_octet_and_those_before_it_are_enough() -> None:
    upto = strong(B.gets(rcv(ACK)), where=(SEG.DATA > 0) & (SEG.SEQ <= RCV.NXT))
    assert said(upto, NEW_ACK) == "HOLDS"


def test_the_fairness_is_said_in_words() -> None:
    assert str(NEW_ACK) == "A gets ACK where SND.UNA < SEG.ACK (strong)"


class Elsewhere(Variables):
    """What no end of TCP keeps."""

    SPARE = Counter(1)


@pytest.mark.parametrize(
    ("where", "fault"),
    [
        (B[RCV.WND] > 0, "is narrowed by B.RCV.WND: B gets it, so that RCV.WND is its own; write RCV.WND"),
        (B.is_in(CLOSED), "is narrowed by whether B is CLOSED: narrow it by the fields of the message"),
        (Elsewhere.SPARE > 0, "is narrowed by SPARE, which no row of Tcp sets: read what B keeps"),
        (SEG.INCARNATION > 0, "is narrowed by SEG.INCARNATION, which only remembers"),
        (B[opened].has(1), "is narrowed by B.opened: B gets it, so that opened is its own; write opened"),
    ],
    ids=str,
)
def test_what_the_receiver_does_not_see_is_refused(where: Bool, fault: str) -> None:
    asked = LeadsTo("x", ONE_SENT, ONE_ACKED, (strong(B.gets(rcv(ACK)), where=where),))
    with pytest.raises(SpecError) as refused:
        Model(text_is_live.system, {"x": asked})
    assert fault in str(refused.value)
