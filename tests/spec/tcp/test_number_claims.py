"""The article's numbers, why SYN and FIN take one, and when a buffer is freed."""

from __future__ import annotations

from tests.exploring import drawn, explored


def test_the_articles_numbers_to_the_last_ack_of_the_close() -> None:
    found = explored("s2-closing")
    assert found.answer("numbered").cost == 4
    assert (
        drawn(found, "numbered")
        == """
      A                                                     B
      ESTABLISHED                                           ESTABLISHED
1-2.  FIN-WAIT-1  --> <SEQ=1021><ACK=8011><CTL=FIN,ACK> --> CLOSE-WAIT
3.    FIN-WAIT-2  <-- <SEQ=8011><ACK=1022><CTL=ACK>     <-- CLOSE-WAIT
4-5.  TIME-WAIT   <-- <SEQ=8011><ACK=1022><CTL=FIN,ACK> <-- LAST-ACK
6.    TIME-WAIT   --> <SEQ=1022><ACK=8012><CTL=ACK>     --> CLOSED"""
    )


def test_a_fin_without_a_number_is_forgotten() -> None:
    found = explored("fin-unnumbered")
    assert found.violates("fin_is_heard", steps=6)
    assert explored("fin-numbered").holds("fin_can_be_heard")
    assert (
        drawn(found, "fin_is_heard")
        == """
    A                                                     B
    ESTABLISHED                                           ESTABLISHED
1.  ESTABLISHED     (A: SEND)                             ESTABLISHED
2.  ESTABLISHED --> <SEQ=101><ACK=301><CTL=ACK><DATA> ...
3.  FIN-WAIT-1  --> <SEQ=102><ACK=301><CTL=FIN,ACK>   ...
4.              ... <SEQ=101><ACK=301><CTL=ACK><DATA> --> ESTABLISHED
5.  FIN-WAIT-2  <-- <SEQ=301><ACK=102><CTL=ACK>       <-- ESTABLISHED
6.              ... <SEQ=102><ACK=301><CTL=FIN,ACK>   XXX lost         VIOLATED here"""
    )


def test_a_syn_without_a_number_is_acknowledged_by_an_old_ack() -> None:
    found = explored("syn-unnumbered-any-ack")
    assert found.violates("was_there", steps=3)
    assert explored("syn-unnumbered").violates("completes")
    assert explored("syn-numbered").holds("was_there")
    assert (
        drawn(found, "was_there")
        == """
      A                                                   B
      CLOSED                                              LISTEN        <SEQ=101><ACK=300><CTL=ACK> to B in flight
1-2.  SYN-SENT    --> <SEQ=100><CTL=SYN>              --> SYN-RECEIVED
                  ... <SEQ=300><ACK=100><CTL=SYN,ACK> <-- SYN-RECEIVED
3.    (duplicate) ... <SEQ=101><ACK=300><CTL=ACK>     --> ESTABLISHED   VIOLATED here"""
    )


def test_what_is_freed_has_come_and_a_buffer_freed_at_sending_is_a_loss() -> None:
    assert explored("half-close", FLYING=2).holds("numbers_in_order")
    assert explored("frees-when-sent").violates("numbers_in_order", steps=2)
