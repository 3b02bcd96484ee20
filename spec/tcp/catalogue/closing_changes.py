"""What the verdicts about closing and text are held against: what must break each, and the bounds raised by one."""

from __future__ import annotations

from spec.notation import LOSSY_BAG, REORDERING, altered, limited, once_more, one_more_place, struck, variant
from spec.tcp.variables import (
    ABORT,
    ACK,
    CLOSE,
    CLOSE_WAIT,
    CLOSED,
    CLOSING,
    DELAYED_ACK,
    ESTABLISHED,
    FIN,
    LAST_ACK,
    PASSIVE_OPEN,
    RCV,
    RECEIVE,
    RETRANSMIT,
    SEG,
    SEND,
    SND,
    TIME_WAIT,
    TRANSMIT,
    TWO_MSL,
    USER_TIMEOUT,
    delete_tcb,
    send,
    start_clock,
    take_fin,
)
from spec.tcp.variants.mutants import (
    ClosesByItself,
    EndBeforeText,
    EndOutOfOrder,
    FreesWhenSent,
    NeverWaits,
    SilentTimeWait,
)
from spec.tcp.variants.readings import AbortsToTimeWait
from spec.tcp.variants.unnumbered import FinWithoutNumber

FIN_UNNUMBERED = variant(A=FinWithoutNumber, B=FinWithoutNumber, name="a FIN takes no number")
FREES_WHEN_SENT = variant(A=FreesWhenSent)
A_FIN_UNNUMBERED = variant(A=FinWithoutNumber)
NO_CLOSING = altered(
    "whoever has the other's FIN is in TIME-WAIT",
    fin_crosses=lambda row: row.but(do=[*take_fin, *start_clock], to=TIME_WAIT),
)
FORGETS_AT_ONCE = altered(
    "B is CLOSED as soon as its FIN has left",
    "B",
    fin_at_once_after_peer=lambda row: row.but(
        do=[send(SEQ=SND.NXT, ACK=RCV.NXT, CTL=FIN | ACK), *delete_tcb], to=CLOSED
    ),
)
B_FREES_WHEN_SENT = variant(B=FreesWhenSent)
FIN_ONCE = struck("fin_timeout").called("a FIN is sent once")
NO_TIMERS = limited(RETRANSMIT, 0)
END_TOO_EARLY = altered(
    "read() returns 0 where nothing has come",
    "B",
    receive_end=lambda row: row.but(at=(ESTABLISHED, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT)),
)
END_OUT_OF_ORDER = variant(B=EndOutOfOrder)
END_BEFORE_TEXT = variant(B=EndBeforeText)
ACKS_OF_NOTHING_SENT = altered(
    "nobody looks whether what is acknowledged was sent",
    ack_too_far=lambda row: row.never(),
    ack_new=lambda row: row.but(when=SND.UNA < SEG.ACK),
)
FIN_BEFORE_TEXT = altered(
    "a FIN is taken although text before it is missing",
    out_of_order=lambda row: EndOutOfOrder.out_of_order,
    fin=lambda row: EndOutOfOrder.fin,
)
DEAF_LISTENS = struck("deaf_text").called("text is taken after close()")
LATE_ACKS = variant(params={"DELAYED": 1})
KERNEL_CLOSES = (variant(B=ClosesByItself) & limited(TRANSMIT, 1, "B")).called("B closes by itself")
CLOSE_ONLY_NOTED = struck("fin_at_once_after_peer", "transmit_fin_after_peer", end="B").called("B's FIN never leaves")
B_NEVER_CLOSES = limited(CLOSE, 0, "B")
B_CLOSES = limited(CLOSE, 1, "B")
BOTH_WAIT = altered(
    "whoever has the last ACK waits too", last_ack_acked=lambda row: row.but(do=start_clock, to=TIME_WAIT)
)
SILENT_TIME_WAIT = variant(A=SilentTimeWait)
NEVER_WAITS = variant(A=NeverWaits)
ABORTS_TO_TIME_WAIT = variant(A=AbortsToTimeWait, B=AbortsToTimeWait, name="who resets waits")
LOSES, REORDERS = variant(channel=LOSSY_BAG.holding(2)), variant(channel=REORDERING)
TIME_WAIT_ENDS = limited(TWO_MSL, 1)
A_ABORTS = limited(ABORT, 1, "A")

AN_OCTET = (limited(SEND, 1, "A") & limited(TRANSMIT, 2)).called("A sends an octet")
A_SENDS_TWICE, A_SENDS_THRICE = limited(SEND, 2, "A"), limited(SEND, 3, "A")
MORE_TEXT = once_more(SEND)
READS_MORE = once_more(RECEIVE)
LISTENS_MORE = once_more(PASSIVE_OPEN)
AN_ABORT = limited(ABORT, 1)
B_GIVES_UP = limited(USER_TIMEOUT, 1, "B")
A_GIVES_UP_TWICE = limited(USER_TIMEOUT, 2, "A")
EACH_GIVES_UP = limited(USER_TIMEOUT, 1)
ONE_REPETITION = limited(RETRANSMIT, 1)
ACKS_MAY_WAIT = (LATE_ACKS & limited(DELAYED_ACK, 2)).called("an ACK may wait, twice at most")
ONE_MORE_PLACE = one_more_place()
