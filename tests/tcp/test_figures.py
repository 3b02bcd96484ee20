"""RFC 9293 section 3.5: the figures, to the letter; and the numbers of the third source article."""

from collections.abc import Mapping

from checker.replay import replay
from diagrams.ladder import ladder
from spec.notation import PERFECT, Numbers, System, fresh
from spec.notation.nodes import End
from spec.tcp.catalogue.opening import S2_NUMBERS, SIMULTANEOUS
from spec.tcp.systems import OLD_SYN, opening
from spec.tcp.variables import SEND, TRANSMIT
from spec.tcp.variants.openings import Relaxed

NUMBERS: Mapping[End, Numbers] = {"A": fresh(100), "B": fresh(300)}


def drawn(system: System, steps: list[str]) -> str:
    return "\n" + ladder(replay(system, steps), rows=False, title=False)


def test_figure_6_the_basic_three_way_handshake() -> None:
    system = opening(channel=PERFECT.holding(2), isn=NUMBERS, at_most={("A", SEND): 1, ("A", TRANSMIT): 1})
    steps = [
        "A active OPEN",
        "B rcv <SEQ=100><CTL=SYN>",
        "A rcv <SEQ=300><ACK=101><CTL=SYN,ACK>",
        "B rcv <SEQ=101><ACK=301><CTL=ACK>",
        "A SEND",
        "A transmission",
        "B rcv <SEQ=101><ACK=301><CTL=ACK><DATA>",
    ]
    # the figure leaves out lines 5, the user's SEND, and 7, the acknowledgement
    assert (
        drawn(system, steps)
        == """
    A                                                     B
1.  CLOSED                                                LISTEN
2.  SYN-SENT    --> <SEQ=100><CTL=SYN>                --> SYN-RECEIVED
3.  ESTABLISHED <-- <SEQ=300><ACK=101><CTL=SYN,ACK>   <-- SYN-RECEIVED
4.  ESTABLISHED --> <SEQ=101><ACK=301><CTL=ACK>       --> ESTABLISHED
5.  ESTABLISHED     (A: SEND)                             ESTABLISHED
6.  ESTABLISHED --> <SEQ=101><ACK=301><CTL=ACK><DATA> --> ESTABLISHED
7.              ... <SEQ=301><ACK=102><CTL=ACK>       <-- ESTABLISHED"""
    )


CROSSING = [
    "A active OPEN",
    "B active OPEN",
    "A rcv <SEQ=300><CTL=SYN>",
    "B rcv <SEQ=100><CTL=SYN>",
    "A rcv <SEQ=300><ACK=101><CTL=SYN,ACK>",
    "B rcv <SEQ=100><ACK=301><CTL=SYN,ACK>",
]


def test_figure_7_simultaneous_open_is_the_relaxed_reading() -> None:
    system = opening(Relaxed, Relaxed, at_most=SIMULTANEOUS, start={}, isn=NUMBERS)
    assert (
        drawn(system, CROSSING)
        == """
    A                                                    B
1.  CLOSED                                               CLOSED
2.  SYN-SENT     --> <SEQ=100><CTL=SYN>              ...
3.  SYN-RECEIVED <-- <SEQ=300><CTL=SYN>              <-- SYN-SENT
4.               ... <SEQ=100><CTL=SYN>              --> SYN-RECEIVED
5.  SYN-RECEIVED --> <SEQ=100><ACK=301><CTL=SYN,ACK> ...
6.  ESTABLISHED  <-- <SEQ=300><ACK=101><CTL=SYN,ACK> <-- SYN-RECEIVED
7.               ... <SEQ=100><ACK=301><CTL=SYN,ACK> --> ESTABLISHED"""
    )


def test_read_to_the_letter_a_simultaneous_open_takes_two_more_segments() -> None:
    system = opening(at_most=SIMULTANEOUS, start={}, isn=NUMBERS)
    more = ["B rcv <SEQ=101><ACK=301><CTL=ACK>", "A rcv <SEQ=301><ACK=101><CTL=ACK>"]
    assert (
        drawn(system, CROSSING + more)
        == """
     A                                                    B
1.   CLOSED                                               CLOSED
2.   SYN-SENT     --> <SEQ=100><CTL=SYN>              ...
3.   SYN-RECEIVED <-- <SEQ=300><CTL=SYN>              <-- SYN-SENT
4.                ... <SEQ=100><CTL=SYN>              --> SYN-RECEIVED
5.   SYN-RECEIVED --> <SEQ=100><ACK=301><CTL=SYN,ACK> ...
6.   SYN-RECEIVED <-- <SEQ=300><ACK=101><CTL=SYN,ACK> <-- SYN-RECEIVED
7.                ... <SEQ=100><ACK=301><CTL=SYN,ACK> --> SYN-RECEIVED
8.                ... <SEQ=301><ACK=101><CTL=ACK>     <-- SYN-RECEIVED
9.   SYN-RECEIVED --> <SEQ=101><ACK=301><CTL=ACK>     --> ESTABLISHED
10.  ESTABLISHED  <-- <SEQ=301><ACK=101><CTL=ACK>     ..."""
    )


def test_figure_8_recovery_from_an_old_duplicate_syn() -> None:
    steps = [
        "A active OPEN",
        "B rcv <SEQ=90><CTL=SYN>",
        "A rcv <SEQ=300><ACK=91><CTL=SYN,ACK>",
        "B rcv <SEQ=91><CTL=RST>",
        "B rcv <SEQ=100><CTL=SYN>",
        "A rcv <SEQ=400><ACK=101><CTL=SYN,ACK>",
        "B rcv <SEQ=101><ACK=401><CTL=ACK>",
    ]
    assert (
        drawn(opening(in_flight=(OLD_SYN,)), steps)
        == """
    A                                                   B
1.  CLOSED                                              LISTEN        <SEQ=90><CTL=SYN> to B in flight
2.  SYN-SENT    --> <SEQ=100><CTL=SYN>              ...
3.  (duplicate) ... <SEQ=90><CTL=SYN>               --> SYN-RECEIVED
4.  SYN-SENT    <-- <SEQ=300><ACK=91><CTL=SYN,ACK>  <-- SYN-RECEIVED
5.  SYN-SENT    --> <SEQ=91><CTL=RST>               --> LISTEN
6.              ... <SEQ=100><CTL=SYN>              --> SYN-RECEIVED
7.  ESTABLISHED <-- <SEQ=400><ACK=101><CTL=SYN,ACK> <-- SYN-RECEIVED
8.  ESTABLISHED --> <SEQ=101><ACK=401><CTL=ACK>     --> ESTABLISHED"""
    )


def test_the_real_syn_before_the_reset_sends_b_back_to_listen_and_is_eaten() -> None:
    steps = [
        "A active OPEN",
        "B rcv <SEQ=90><CTL=SYN>",
        "B rcv <SEQ=100><CTL=SYN>",
        "A retransmission timeout",
        "B rcv <SEQ=100><CTL=SYN>",
        "A rcv <SEQ=400><ACK=101><CTL=SYN,ACK>",
        "B rcv <SEQ=101><ACK=401><CTL=ACK>",
    ]
    assert (
        drawn(opening(in_flight=(OLD_SYN,)), steps)
        == """
    A                                                   B
1.  CLOSED                                              LISTEN        <SEQ=90><CTL=SYN> to B in flight
2.  SYN-SENT    --> <SEQ=100><CTL=SYN>              ...
3.  (duplicate) ... <SEQ=90><CTL=SYN>               --> SYN-RECEIVED
4.              ... <SEQ=300><ACK=91><CTL=SYN,ACK>  <-- SYN-RECEIVED
5.              ... <SEQ=100><CTL=SYN>              --> LISTEN
6.  SYN-SENT    --> <SEQ=100><CTL=SYN>              --> SYN-RECEIVED
7.  ESTABLISHED <-- <SEQ=400><ACK=101><CTL=SYN,ACK> <-- SYN-RECEIVED
8.  ESTABLISHED --> <SEQ=101><ACK=401><CTL=ACK>     --> ESTABLISHED"""
    )


def test_the_numbers_of_the_article_are_what_the_rows_send() -> None:
    steps = [
        "A active OPEN",
        "B rcv <SEQ=1000><CTL=SYN>",
        "A rcv <SEQ=8000><ACK=1001><CTL=SYN,ACK>",
        "B rcv <SEQ=1001><ACK=8001><CTL=ACK>",
    ]
    assert (
        drawn(S2_NUMBERS.system, steps)
        == """
    A                                                     B
1.  CLOSED                                                LISTEN
2.  SYN-SENT    --> <SEQ=1000><CTL=SYN>               --> SYN-RECEIVED
3.  ESTABLISHED <-- <SEQ=8000><ACK=1001><CTL=SYN,ACK> <-- SYN-RECEIVED
4.  ESTABLISHED --> <SEQ=1001><ACK=8001><CTL=ACK>     --> ESTABLISHED"""
    )
