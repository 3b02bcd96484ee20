"""What the verdicts about closing and text are held against: what must break each, and the bounds raised by one."""

from __future__ import annotations

from spec.notation import TRUE, Change, altered, limited, once_more, one_more_place, struck, variant
from spec.tcp.closing_mutants import ClosesByItself, EndBeforeText, EndOutOfOrder, FreesWhenSent
from spec.tcp.number_mutants import FinWithoutNumber
from spec.tcp.variables import (
    ABORT,
    CLOSE,
    CLOSE_WAIT,
    CLOSING,
    ESTABLISHED,
    FIN,
    LAST_ACK,
    RECEIVE,
    RETRANSMIT,
    SEG,
    SEND,
    SND,
    TIME_WAIT,
    TRANSMIT,
    TWO_MSL,
    delete_tcb,
    start_clock,
    take_fin,
)

FIN_UNNUMBERED = variant(A=FinWithoutNumber, B=FinWithoutNumber, name="a FIN takes no number")
FREES_WHEN_SENT = variant(A=FreesWhenSent)
A_FIN_UNNUMBERED = variant(A=FinWithoutNumber)
NO_CLOSING = altered(
    "whoever has the other's FIN is in TIME-WAIT",
    fin_crosses=lambda row: row.but(do=[*take_fin, *start_clock], to=TIME_WAIT),
)
ANY_LAST_ACK = altered("B takes any ACK for the last", "B", last_ack_acked=lambda row: row.but(when=TRUE))
FIN_ONCE = struck("fin_timeout")
B_FIN_ONCE = struck("fin_timeout", end="B")
NO_TIMERS = limited(RETRANSMIT, 0)
TEXT_ONCE = NO_TIMERS
READS_AN_END_TOO_EARLY = altered(
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
FIN_BEFORE_TEXT = altered("a FIN is taken before the text", fin=lambda row: row.but(when=SEG.CTL.has(FIN)))
DEAF_LISTENS = struck("deaf_text")
LATE_ACKS = variant(params={"DELAYED": 1})
KERNEL_CLOSES = variant(B=ClosesByItself) & limited(TRANSMIT, 1, "B")
CLOSE_ONLY_NOTED = struck("fin_at_once_after_peer", "transmit_fin_after_peer", end="B")
B_NEVER_CLOSES = limited(CLOSE, 0, "B")
B_CLOSES = limited(CLOSE, 1, "B")
BOTH_WAIT = altered(
    "whoever has the last ACK waits too", last_ack_acked=lambda row: row.but(do=start_clock, to=TIME_WAIT)
)
TIME_WAIT_ENDS = limited(TWO_MSL, 1)
A_ABORTS = limited(ABORT, 1, "A")

AN_OCTET = limited(SEND, 1, "A") & limited(TRANSMIT, 2)
MORE_TEXT = once_more(SEND)
READS_MORE = once_more(RECEIVE)
CLOSES_AGAIN = once_more(CLOSE)
ONE_MORE_PLACE = one_more_place()
