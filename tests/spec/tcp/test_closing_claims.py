"""Claims about closing, and the price of it all: what the kernel does in a close, and what the user."""

from __future__ import annotations

from tests.exploring import drawn, explored


def test_a_whole_life_takes_seven_segments_six_or_five() -> None:
    found = explored("life-shortest")
    costs = {name: explored(name).answer("three_segments").cost for name in ("life", "life-merged", "life-shortest")}
    assert costs == {"life": 7, "life-merged": 6, "life-shortest": 5}
    assert (
        drawn(found, "three_segments")
        == """
      A                                                   B
      CLOSED                                              LISTEN
1-2.  SYN-SENT    --> <SEQ=100><CTL=SYN>              --> SYN-RECEIVED
3.    ESTABLISHED <-- <SEQ=300><ACK=101><CTL=SYN,ACK> <-- SYN-RECEIVED
4-5.  FIN-WAIT-1  --> <SEQ=101><ACK=301><CTL=FIN,ACK> --> CLOSE-WAIT
6-7.  TIME-WAIT   <-- <SEQ=301><ACK=102><CTL=FIN,ACK> <-- LAST-ACK
8-9.  TIME-WAIT   --> <SEQ=102><ACK=302><CTL=ACK>     --> CLOSED"""
    )


def test_who_has_closed_still_reads_what_the_other_sends() -> None:
    found = explored("half-close")
    assert found.holds("numbers_in_order")
    assert (
        drawn(found, "reads_after_close")
        == """
      A                                                     B
      ESTABLISHED                                           ESTABLISHED
1-2.  FIN-WAIT-1  --> <SEQ=101><ACK=301><CTL=FIN,ACK>   --> CLOSE-WAIT
3.    FIN-WAIT-2  <-- <SEQ=301><ACK=102><CTL=ACK>       <-- CLOSE-WAIT
4.    FIN-WAIT-2      (B: SEND)                             CLOSE-WAIT
5-6.  FIN-WAIT-2  <-- <SEQ=301><ACK=102><CTL=ACK><DATA> <-- CLOSE-WAIT
      FIN-WAIT-2  --> <SEQ=102><ACK=302><CTL=ACK>       ...
7.    FIN-WAIT-2      (A: RECEIVE)                          CLOSE-WAIT
8.                ... <SEQ=102><ACK=302><CTL=ACK>       --> CLOSE-WAIT"""
    )


def test_after_close_of_both_directions_text_is_refused() -> None:
    found = explored("half-duplex-close")
    assert found.violates("takes_when_deaf")
    assert (
        drawn(found, "refuses_when_deaf")
        == """
      A                                                     B
      ESTABLISHED                                           ESTABLISHED
1.    FIN-WAIT-1  --> <SEQ=101><ACK=301><CTL=FIN,ACK>   ...
2.    FIN-WAIT-1      (B: SEND)                             ESTABLISHED
3-4.  CLOSED      <-- <SEQ=301><ACK=101><CTL=ACK><DATA> <-- ESTABLISHED
5.                ... <SEQ=101><ACK=301><CTL=FIN,ACK>   --> CLOSE-WAIT
      CLOSED      --> <SEQ=102><CTL=RST>                ...
                  ... <SEQ=302><ACK=102><CTL=ACK>       <-- CLOSE-WAIT"""
    )


def test_fin_and_ack_in_one_segment_close_in_three() -> None:
    found = explored("kernel-late")
    assert found.answer("three_segments").cost == 3
    assert explored("kernel-first").answer("three_segments").cost == 4
    assert (
        drawn(found, "three_segments")
        == """
      A                                                   B
      ESTABLISHED                                         ESTABLISHED
1-2.  FIN-WAIT-1  --> <SEQ=101><ACK=301><CTL=FIN,ACK> --> CLOSE-WAIT
3-4.  TIME-WAIT   <-- <SEQ=301><ACK=102><CTL=FIN,ACK> <-- LAST-ACK
5-6.  TIME-WAIT   --> <SEQ=102><ACK=302><CTL=ACK>     --> CLOSED"""
    )


def test_the_kernel_is_first_where_it_acknowledges_at_once_and_b_has_not_closed_before() -> None:
    found = explored("kernel-first")
    assert found.holds("kernel_first")
    assert found.violates("kernel_always_first", steps=2)
    assert explored("kernel-late").violates("kernel_first", steps=3)


def test_close_wait_is_for_ever_where_the_user_does_not_close() -> None:
    found = explored("close-wait")
    assert found.holds("stays_in_close_wait")
    assert found.violates("nobody_waits_for_ever", steps=3)
    assert (
        drawn(found, "nobody_waits_for_ever")
        == """
      A                                                   B
      ESTABLISHED                                         ESTABLISHED
1-2.  FIN-WAIT-1  --> <SEQ=101><ACK=301><CTL=FIN,ACK> --> CLOSE-WAIT
3.    FIN-WAIT-2  <-- <SEQ=301><ACK=102><CTL=ACK>     <-- CLOSE-WAIT   VIOLATED here"""
    )


def test_read_returns_0_after_every_octet_and_not_when_the_fin_comes() -> None:
    found = explored("read-end", FLYING=2)
    assert found.holds("end_after_all_text")
    assert found.violates("end_once_fin_came", steps=5)
    assert explored("read-end-out-of-order").violates("end_after_all_text", steps=6)
    assert explored("read-end-before-text").violates("end_after_all_text", steps=7)


def test_a_close_moves_everything_and_an_abort_does_not() -> None:
    for flying in (1, 2):
        assert explored("all-moved", FLYING=flying).holds("all_moved")
    assert explored("abort-loses").violates("all_moved", steps=3)
