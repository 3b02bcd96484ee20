"""What happens in the end, under which fairness, and the lassos where it does not."""

from checker.results.answers import FairnessUse
from tests.exploring import drawn, explored


def test_without_fairness_a_may_stop_as_soon_as_it_has_sent_its_syn() -> None:
    assert (
        drawn(explored("opening-is-live"), "opens_unaided")
        == """
    A                                   B
    CLOSED                              LISTEN
1.  SYN-SENT --> <SEQ=100><CTL=SYN> ...         VIOLATED from here on: it never comes
    stays so for ever"""
    )


def test_weak_fairness_of_everything_allows_retransmit_and_lose_for_ever() -> None:
    assert (
        drawn(explored("opening-is-live"), "opens_weakly")
        == """
    A                                   B
    CLOSED                              LISTEN
1.  SYN-SENT --> <SEQ=100><CTL=SYN> ...         VIOLATED from here on: it never comes
2.           ... <SEQ=100><CTL=SYN> XXX lost
3.  SYN-SENT --> <SEQ=100><CTL=SYN> ...
    steps 2 to 3 repeat for ever"""
    )


def test_strong_delivery_of_each_kind_and_weak_retransmission_are_enough_and_all_needed() -> None:
    answer = explored("opening-is-live").answers["opens"]
    assert answer.fairness == (
        FairnessUse("B gets SYN", "strong", needed=True, weak_enough=False),
        FairnessUse("A gets SYN,ACK", "strong", needed=True, weak_enough=False),
        FairnessUse("A retransmission timeout", "weak", needed=True),
        FairnessUse("B retransmission timeout", "weak", needed=True),
    )
    assert repr(answer.without) == "VIOLATED in 1 step, if the run stops there"


def test_with_one_repetition_no_network_has_to_deliver_anything() -> None:
    assert (
        drawn(explored("opening-two-tries"), "opens")
        == """
      A                                   B
      CLOSED                              LISTEN
1.    SYN-SENT --> <SEQ=100><CTL=SYN> ...         VIOLATED from here on: it never comes
2-3.  SYN-SENT --> <SEQ=100><CTL=SYN> XXX lost
      stays so for ever"""
    )


def test_an_old_syn_that_never_dies_keeps_b_busy_for_ever() -> None:
    assert (
        drawn(explored("old-syn-is-left"), "opens_among_old")
        == """
    A                                                  B
    CLOSED                                             LISTEN        <SEQ=90><CTL=SYN> to B in flight
1.  SYN-SENT    --> <SEQ=100><CTL=SYN>             ...               VIOLATED from here on: it never comes
2.  (duplicate) ... <SEQ=90><CTL=SYN>              --> SYN-RECEIVED  a copy stays in flight
3.  SYN-SENT    <-- <SEQ=300><ACK=91><CTL=SYN,ACK> <-- SYN-RECEIVED
4.  SYN-SENT    --> <SEQ=91><CTL=RST>              --> LISTEN
    steps 2 to 4 repeat for ever"""
    )


def test_without_as_reset_b_repeats_its_answer_for_ever() -> None:
    assert (
        drawn(explored("old-syn-keeps"), "recovers")
        == """
    A                                                  B
    CLOSED                                             LISTEN        <SEQ=50><CTL=SYN> to B in flight
1.  (duplicate) ... <SEQ=50><CTL=SYN>              --> SYN-RECEIVED  VIOLATED from here on: it never comes
                ... <SEQ=300><ACK=51><CTL=SYN,ACK> <-- SYN-RECEIVED
2.  SYN-SENT    --> <SEQ=100><CTL=SYN>             ...
3.  SYN-SENT    <-- <SEQ=300><ACK=51><CTL=SYN,ACK> ...
4.              ... <SEQ=300><ACK=51><CTL=SYN,ACK> <-- SYN-RECEIVED
    steps 3 to 4 repeat for ever"""
    )


def test_close_wait_lasts_for_ever_though_the_network_delivers_and_every_timer_runs() -> None:
    found = explored("close-wait-waits")
    assert (
        drawn(found, "close_wait_unaided")
        == """
      A                                                   B
      ESTABLISHED                                         ESTABLISHED
1-2.  FIN-WAIT-1  --> <SEQ=101><ACK=301><CTL=FIN,ACK> --> CLOSE-WAIT   VIOLATED from here on: it never comes
3.    FIN-WAIT-2  <-- <SEQ=301><ACK=102><CTL=ACK>     <-- CLOSE-WAIT
      stays so for ever"""
    )
    assert [str(use) for use in found.answers["close_wait_ends"].fairness] == ["B CLOSE (weak)"]


def test_resend_and_lose_for_ever_is_weakly_fair() -> None:
    assert drawn(explored("text-is-live"), "text_weakly").endswith(
        """
6.                ... <SEQ=101><ACK=301><CTL=ACK><DATA> XXX lost
7.    ESTABLISHED --> <SEQ=101><ACK=301><CTL=ACK><DATA> ...
      steps 6 to 7 repeat for ever"""
    )


def test_a_network_may_pass_an_old_copy_off_as_delivery_unless_it_cannot_copy() -> None:
    assert drawn(explored("text-is-live"), "all_text_acked").endswith(
        """
5.              ... <SEQ=102><ACK=301><CTL=ACK><DATA> --> ESTABLISHED  a copy stays in flight
6.  ESTABLISHED <-- <SEQ=301><ACK=101><CTL=ACK>       <-- ESTABLISHED  A: ignored
    steps 5 to 6 repeat for ever"""
    )
    assert explored("text-is-live-bag").holds("all_text_acked")
