"""What articles say about opening: each refuted claim with its shortest run, as a ladder."""

from checker import Verdict
from spec.tcp.properties import opening as p
from tests.exploring import drawn, explored


def test_both_established_have_each_others_number() -> None:
    assert explored("three-way").holds(p.agreement)
    assert explored("s2-numbers").holds(p.agreement)


def test_sender_and_receiver_of_the_third_segment_do_not_change_together() -> None:
    found = explored("three-way")
    assert found.holds(p.a_first)
    assert (
        drawn(found, "half_way", rows=True)
        == """
      A                                                   B
      CLOSED                                              LISTEN
1-2.  SYN-SENT    --> <SEQ=100><CTL=SYN>              --> SYN-RECEIVED  A: active OPEN  [active_open, 3.10.1]
                                                                        B: [listen_syn, 3.10.7.2 third]
3.    ESTABLISHED <-- <SEQ=300><ACK=101><CTL=SYN,ACK> <-- SYN-RECEIVED  A: [syn_sent_syn_ack, 3.10.7.3 fourth]
      ESTABLISHED --> <SEQ=101><ACK=301><CTL=ACK>     ..."""
    )


def test_two_messages_open_a_connection_that_a_never_has() -> None:
    found = explored("two-way")
    assert found.violates(p.was_there, steps=2)
    assert found.holds(p.not_a_ghost)


def test_the_textbook_form_a_gives_up_and_b_hears_of_it_late() -> None:
    found = explored("two-way-late-syn")
    assert found.violates(p.not_alone, steps=3)
    assert (
        drawn(found, "not_alone", rows=True)
        == """
    A                                                B
    CLOSED                                           LISTEN
1.  SYN-SENT --> <SEQ=100><CTL=SYN>              ...              A: active OPEN  [active_open, 3.10.1]
2.  CLOSED                                           LISTEN       A: ABORT  [abort_unopened, 3.10.5]
3.           ... <SEQ=100><CTL=SYN>              --> ESTABLISHED  B: [listen_syn, 3.10.7.2 third]
                                                                  VIOLATED here
             ... <SEQ=300><ACK=101><CTL=SYN,ACK> <-- ESTABLISHED"""
    )


def test_an_old_syn_opens_in_one_step_with_two_messages_and_never_with_three() -> None:
    assert explored("two-way-old-syn").violates(p.not_a_ghost, steps=1)
    three = explored("three-way-old-syn")
    assert three.holds(p.not_a_ghost)
    assert three.holds(p.was_there)
    assert three.answer(p.old_syn_taken).verdict is Verdict.POSSIBLE


def test_the_history_form_holds_for_every_bound_of_opens_that_is_tried() -> None:
    for opens in (1, 2):
        found = explored("three-way-reopen", OPENS=opens)
        assert found.complete
        assert found.holds(p.was_there)


def test_the_naive_form_is_refuted_by_a_half_open_connection() -> None:
    found = explored("three-way-reopen")
    assert found.violates(p.not_alone, steps=5)
    assert (
        drawn(found, "not_alone", rows=True)
        == """
      A                                                   B
      CLOSED                                              LISTEN
1-2.  SYN-SENT    --> <SEQ=100><CTL=SYN>              --> SYN-RECEIVED  A: active OPEN  [active_open, 3.10.1]
                                                                        B: [listen_syn, 3.10.7.2 third]
3.    ESTABLISHED <-- <SEQ=500><ACK=101><CTL=SYN,ACK> <-- SYN-RECEIVED  A: [syn_sent_syn_ack, 3.10.7.3 fourth]
      ESTABLISHED --> <SEQ=101><ACK=501><CTL=ACK>     ...
4.    CLOSED      --> <SEQ=101><CTL=RST>              ...               A: ABORT  [abort, 3.10.5]
5.                ... <SEQ=101><ACK=501><CTL=ACK>     --> ESTABLISHED   B: [syn_received_ack, 3.10.7.4 fifth]
                                                                        VIOLATED here"""
    )


def test_an_old_syn_is_recovered_from_by_the_reset_and_not_without() -> None:
    assert explored("old-syn-recovers").holds(p.can_complete)
    silent = explored("old-syn-no-reset")
    assert silent.violates(p.can_complete, steps=2)


def test_three_messages_are_not_enough_where_b_chooses_an_old_number_again() -> None:
    found = explored("reused-isn")
    assert found.violates(p.not_a_ghost, steps=2)
    assert (
        drawn(found, "not_a_ghost", rows=True)
        == """
    A                                                  B
    CLOSED                                             LISTEN        <SEQ=90><CTL=SYN> to B in flight
                                                                     <SEQ=91><ACK=301><CTL=ACK> to B in flight
1.  (duplicate) ... <SEQ=90><CTL=SYN>              --> SYN-RECEIVED  B: [listen_syn, 3.10.7.2 third]
                ... <SEQ=300><ACK=91><CTL=SYN,ACK> <-- SYN-RECEIVED
2.  (duplicate) ... <SEQ=91><ACK=301><CTL=ACK>     --> ESTABLISHED   B: [syn_received_ack, 3.10.7.4 fifth]
                                                                     VIOLATED here"""
    )


def test_two_messages_suffice_for_a_server_that_remembers() -> None:
    assert explored("two-way-remembering").holds(p.not_a_ghost)


def test_a_number_space_of_two_is_too_small_for_two_openings() -> None:
    assert explored("lossy", M=2, OPENS=1).holds("agreement")
    assert explored("lossy", M=2, OPENS=2).violates("agreement", steps=17)


def test_a_lost_answer_is_a_dead_end_only_where_nobody_repeats_anything() -> None:
    found = explored("two-way-lost-answer")
    assert found.violates(p.not_left_alone, steps=3)
    assert (
        drawn(found, "not_left_alone", rows=True)
        == """
      A                                                B
      CLOSED                                           LISTEN
1-2.  SYN-SENT --> <SEQ=100><CTL=SYN>              --> ESTABLISHED  A: active OPEN  [active_open, 3.10.1]
                                                                    B: [listen_syn, 3.10.7.2 third]
3.    lost     XXX <SEQ=300><ACK=101><CTL=SYN,ACK> <-- ESTABLISHED  VIOLATED here"""
    )
    assert explored("two-way-answering").holds(p.can_complete)


def test_three_segments_and_never_two() -> None:
    assert explored("three-way").answer(p.cost).cost == 3


def test_the_answer_sent_apart_costs_six_segments_to_the_letter_and_five_as_figure_7_reads_it() -> None:
    assert explored("four-way-strict").answer(p.cost).cost == 6
    relaxed = explored("four-way-relaxed")
    assert relaxed.answer(p.cost).cost == 5
    assert (
        drawn(relaxed, "cost", rows=True)
        == """
      A                                                    B
      CLOSED                                               LISTEN
1-2.  SYN-SENT     --> <SEQ=100><CTL=SYN>              --> SYN-RECEIVED  A: active OPEN  [active_open, 3.10.1]
                                                                         B: [listen_syn, 3.10.7.2 third]
                   ... <SEQ=300><ACK=101><CTL=ACK>     <-- SYN-RECEIVED
3.    SYN-RECEIVED <-- <SEQ=300><CTL=SYN>              <-- SYN-RECEIVED  A: [syn_sent_syn, 3.10.7.3 fourth]
4.    SYN-RECEIVED --> <SEQ=100><ACK=301><CTL=SYN,ACK> --> ESTABLISHED   B: [syn_again, 3.10.7.4 first]
5.    ESTABLISHED  <-- <SEQ=301><ACK=101><CTL=ACK>     <-- ESTABLISHED   A: [syn_received_ack, 3.10.7.4 fifth]"""
    )
    assert explored("four-way-silent").answer(p.cost).cost == 4


def test_a_simultaneous_open_is_possible_in_both_readings() -> None:
    for name in ("simultaneous", "simultaneous-relaxed"):
        found = explored(name)
        assert found.holds(p.simultaneous)
        assert found.holds(p.agreement)


def test_who_must_own_a_timer() -> None:
    strict = explored("one-timer")
    assert strict.violates(p.can_complete, steps=3)
    assert (
        drawn(strict, "can_complete", rows=True)
        == """
      A                                                B
      CLOSED                                           LISTEN
1-2.  SYN-SENT --> <SEQ=100><CTL=SYN>              --> SYN-RECEIVED  A: active OPEN  [active_open, 3.10.1]
                                                                     B: [listen_syn, 3.10.7.2 third]
3.    lost     XXX <SEQ=300><ACK=101><CTL=SYN,ACK> <-- SYN-RECEIVED  VIOLATED here"""
    )
    repeats = explored("one-timer-repeats")
    assert repeats.violates(p.can_complete, steps=4)
    assert explored("one-timer-data").holds(p.can_complete)
