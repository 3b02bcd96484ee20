"""Who waits, what silence says, and what becomes of a close without TIME-WAIT."""

from __future__ import annotations

from tests.exploring import drawn, explored


def test_who_closed_before_the_others_fin_came_waits() -> None:
    found = explored("who-waits")
    assert found.holds("waits_who_closed_first")
    assert found.holds("one_waits")
    assert found.violates("only_one_waits", steps=6)
    assert explored("who-waits-on").holds("both_wait")


def test_an_ack_is_not_repeated_where_the_fin_is_not() -> None:
    found = explored("no-fin-timer")
    assert found.violates("can_close", steps=4)
    assert explored("passive-close").holds("can_close")
    assert explored("time-wait-silent").violates("b_can_close", steps=6)
    assert (
        drawn(found, "can_close")
        == """
      A                                                   B
      ESTABLISHED                                         ESTABLISHED
1-2.  FIN-WAIT-1  --> <SEQ=101><ACK=301><CTL=FIN,ACK> --> CLOSE-WAIT
                  ... <SEQ=301><ACK=102><CTL=ACK>     <-- CLOSE-WAIT
3-4.  lost        XXX <SEQ=301><ACK=102><CTL=FIN,ACK> <-- LAST-ACK     VIOLATED here"""
    )


def test_silence_proves_nothing() -> None:
    found = explored("passive-close")
    assert found.violates("quiet_proves", steps=6)
    assert found.violates("silence_proves", steps=7)
    assert explored("silence-without-loss").holds("silence_proves")
    assert (
        drawn(found, "quiet_proves")
        == """
      A                                                   B
      ESTABLISHED                                         ESTABLISHED
1-2.  FIN-WAIT-1  --> <SEQ=101><ACK=301><CTL=FIN,ACK> --> CLOSE-WAIT
3.    FIN-WAIT-2  <-- <SEQ=301><ACK=102><CTL=ACK>     <-- CLOSE-WAIT
4-5.  TIME-WAIT   <-- <SEQ=301><ACK=102><CTL=FIN,ACK> <-- LAST-ACK
6.    TIME-WAIT   --> <SEQ=102><ACK=302><CTL=ACK>     XXX lost         VIOLATED here"""
    )


def test_without_time_wait_b_is_reset_by_reordering_alone() -> None:
    found = explored("close-without-wait")
    assert found.violates("never_reset", steps=6)
    assert (
        drawn(found, "never_reset")
        == """
      A                                                   B
      ESTABLISHED                                         ESTABLISHED
1-2.  FIN-WAIT-1  --> <SEQ=101><ACK=301><CTL=FIN,ACK> --> CLOSE-WAIT
                  ... <SEQ=301><ACK=102><CTL=ACK>     <-- CLOSE-WAIT
3-4.  CLOSED      <-- <SEQ=301><ACK=102><CTL=FIN,ACK> <-- LAST-ACK
      CLOSED      --> <SEQ=102><ACK=302><CTL=ACK>     ...
5.    CLOSED      <-- <SEQ=301><ACK=102><CTL=ACK>     ...
6.    CLOSED      --> <SEQ=102><CTL=RST>              --> CLOSED       VIOLATED here"""
    )


def test_with_time_wait_b_is_not_reset_but_the_old_ack_ends_the_wait() -> None:
    found = explored("close-reordered")
    assert found.holds("never_reset")
    assert found.violates("never_assassinated", steps=8)
    assert (
        drawn(found, "never_assassinated")
        == """
      A                                                   B
      ESTABLISHED                                         ESTABLISHED
1-2.  FIN-WAIT-1  --> <SEQ=101><ACK=301><CTL=FIN,ACK> --> CLOSE-WAIT
                  ... <SEQ=301><ACK=102><CTL=ACK>     <-- CLOSE-WAIT
3-4.  TIME-WAIT   <-- <SEQ=301><ACK=102><CTL=FIN,ACK> <-- LAST-ACK
      TIME-WAIT   --> <SEQ=102><ACK=302><CTL=ACK>     ...
5.    TIME-WAIT   <-- <SEQ=301><ACK=102><CTL=ACK>     ...
6.    TIME-WAIT   --> <SEQ=102><ACK=302><CTL=ACK>     --> CLOSED
7.                ... <SEQ=102><ACK=302><CTL=ACK>     --> CLOSED
8.    CLOSED      <-- <SEQ=302><CTL=RST>              <-- CLOSED       VIOLATED here"""
    )


def test_the_passive_closer_is_free_at_once_and_the_active_one_is_not() -> None:
    found = explored("passive-close")
    assert found.holds("passive_never_waits")
    assert found.holds("active_waits")
    assert explored("abort-frees").holds("reset_frees")


def test_a_close_before_established_dies_of_reordering() -> None:
    found = explored("early-close-reordered")
    assert found.violates("no_dead_end", steps=9)
    assert explored("early-close-in-order").holds("no_dead_end")
    assert explored("early-close-timers").holds("can_close")
    assert (
        drawn(found, "no_dead_end")
        == """
      A                                                   B
      CLOSED                                              LISTEN
1-2.  SYN-SENT    --> <SEQ=100><CTL=SYN>              --> SYN-RECEIVED
                  ... <SEQ=300><ACK=101><CTL=SYN,ACK> <-- SYN-RECEIVED
3-4.  SYN-SENT    <-- <SEQ=301><ACK=101><CTL=FIN,ACK> <-- FIN-WAIT-1    A: ignored
5.    ESTABLISHED <-- <SEQ=300><ACK=101><CTL=SYN,ACK> ...
      ESTABLISHED --> <SEQ=101><ACK=301><CTL=ACK>     ...
6.    FIN-WAIT-1  --> <SEQ=101><ACK=301><CTL=FIN,ACK> ...
7.                ... <SEQ=101><ACK=301><CTL=ACK>     --> FIN-WAIT-1
8.                ... <SEQ=101><ACK=301><CTL=FIN,ACK> --> CLOSING
9.    FIN-WAIT-2  <-- <SEQ=302><ACK=102><CTL=ACK>     <-- CLOSING       VIOLATED here"""
    )


def test_a_simultaneous_close_takes_four_segments() -> None:
    found = explored("simultaneous-close")
    assert found.answer("both_at_once").cost == 4
    assert (
        drawn(found, "both_at_once")
        == """
      A                                                   B
      ESTABLISHED                                         ESTABLISHED
1.    FIN-WAIT-1  --> <SEQ=101><ACK=301><CTL=FIN,ACK> ...
2-3.  CLOSING     <-- <SEQ=301><ACK=101><CTL=FIN,ACK> <-- FIN-WAIT-1
4.                ... <SEQ=101><ACK=301><CTL=FIN,ACK> --> CLOSING
      CLOSING     --> <SEQ=102><ACK=302><CTL=ACK>     ...
5.    TIME-WAIT   <-- <SEQ=302><ACK=102><CTL=ACK>     <-- CLOSING
6.                ... <SEQ=102><ACK=302><CTL=ACK>     --> TIME-WAIT"""
    )


def test_close_with_text_unread_resets_although_it_is_acknowledged() -> None:
    found = explored("unread-close")
    assert found.holds("acknowledged_and_gone")
    assert (
        drawn(found, "acknowledged_and_gone")
        == """
      A                                                     B
      ESTABLISHED                                           ESTABLISHED
1.    ESTABLISHED     (B: SEND)                             ESTABLISHED
2-3.  ESTABLISHED <-- <SEQ=301><ACK=101><CTL=ACK><DATA> <-- ESTABLISHED
      ESTABLISHED --> <SEQ=101><ACK=302><CTL=ACK>       ...
4-5.  CLOSED      --> <SEQ=101><CTL=RST>                --> CLOSED       a copy stays in flight"""
    )
