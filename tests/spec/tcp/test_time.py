"""Time, incarnations, crashes and attackers, with their shortest runs, as ladders."""

import pytest

from checker import Exploration, explore
from diagrams.ladders.ladder import ladder
from spec.catalogue import MODELS, group
from spec.notation import AGED, LOSSY_BAG
from spec.tcp.catalogue.incarnations import crash
from spec.tcp.catalogue.time_wait_clock import DELIVERING, last_half, time_wait
from spec.tcp.effects import send_ack, start_clock
from spec.tcp.properties import time as t
from spec.tcp.systems import ANY, allowing
from spec.tcp.table import Tcp
from spec.tcp.variables import ACTIVE_OPEN, RETRANSMIT
from spec.tcp.variants.pacing import OncePerTick
from spec.tcp.variants.readings import Rfc1337
from tests.exploring import explored

TIMED = [
    name
    for module in ("time_wait_clock", "incarnations", "attacks")
    for name in group(f"spec.tcp.catalogue.{module}")
    if name != "reopened"  # it has no clock
]


class Rfc1337Restarting(Rfc1337):
    """Resets are ignored in TIME-WAIT, and a repeated FIN restarts the 2 MSL timeout."""

    fin_again = Rfc1337.fin_again.but(do=[*send_ack, *start_clock])


def drawn(found: Exploration, asked: str) -> str:
    return "\n" + ladder(found.trace(asked), rows=False, title=False, width=118)


@pytest.mark.parametrize("name", TIMED)
def test_every_search_is_complete_and_meets_no_bound(name: str) -> None:
    found = explored(name)
    assert found.complete
    assert found.coverage.bounds_met == ()


@pytest.mark.parametrize("msl", [1, 2, 3])
@pytest.mark.parametrize(("arrivals_first", "last_instant", "more"), [(0, 1, 1), (1, 1, 0), (0, 0, -1), (1, 0, -2)])
def test_the_shortest_wait_that_no_fin_outlives_is_2_msl_and_ties_move_it_by_a_tick(
    msl: int, arrivals_first: int, last_instant: int, more: int
) -> None:
    holds = [
        W
        for W in range(1, 2 * msl + 3)
        if explore(time_wait(MSL=msl, W=W, ARRIVALS_FIRST=arrivals_first, LAST_INSTANT=last_instant)).holds("late_fin")
    ]
    assert holds == list(range(max(2 * msl + more, 1), 2 * msl + 3))


@pytest.mark.parametrize(("wait", "enough"), [(4, False), (5, True)])
def test_restarting_the_timer_on_a_repeated_fin_changes_nothing(wait: int, enough: bool) -> None:
    system = last_half(Rfc1337Restarting, (DELIVERING.living(2), AGED(2)), wait)
    assert bool(explore(system, {"late_fin": t.late_fin}).holds("late_fin")) == enough


@pytest.mark.parametrize("wait", [3, 8])
def test_where_the_last_ack_may_be_lost_no_wait_is_long_enough(wait: int) -> None:
    assert explore(last_half(Rfc1337, AGED(1), wait), {"late_fin": t.late_fin}).violates("late_fin")


def test_a_repeated_fin_lets_both_ends_close_although_the_ack_has_no_timer() -> None:
    assert explored("time-wait-silence").holds("both_close")
    assert explored("time-wait-one-fin").violates("both_close")


@pytest.mark.parametrize(("machine", "most"), [(OncePerTick, 2), (Tcp, 4)])
def test_a_timer_with_a_rate_sends_a_syn_once_more_in_a_tick_and_one_without_as_often_as_there_is_room(
    machine: type[Tcp], most: int
) -> None:
    system = allowing({("A", ACTIVE_OPEN): 1, RETRANSMIT: ANY}, machine, machine, LOSSY_BAG.holding(4).living(1))
    found = explore(system)
    unpack = found.successors.layout.unpack
    young = [[one for one in unpack(packed).to_b if one.age == 0] for packed in found.search.order]
    assert max(len(one) for one in young) == most


def test_what_each_protection_is_worth() -> None:
    safe = {
        name: [one for one, answer in explored(name).answers.items() if one != "second" and answer]
        for name in ("incarnations", "incarnations-f1", "incarnations-short", "incarnations-fresh")
    }
    assert safe == {
        "incarnations": [],
        "incarnations-f1": ["own_text"],
        "incarnations-short": [],
        "incarnations-fresh": ["own_text", "own_acks", "own_resets"],
    }


@pytest.mark.parametrize(("quiet", "enough"), [(0, False), (1, False), (2, True), (3, True)])
def test_quiet_time_has_to_outlive_every_segment_by_the_tick_of_the_tie(quiet: int, enough: bool) -> None:
    found = explore(crash(QUIET=quiet))
    assert [bool(found.holds(one)) for one in ("own_text", "own_acks", "own_resets")] == [enough] * 3


def test_rfc_5961_challenges_what_rfc_793_obeys_unless_the_number_is_exact() -> None:
    stays = {name: bool(explored(name).holds("b_stays")) for name in MODELS if name.startswith("attacker")}
    assert stays == {
        "attacker-reset": True,
        "attacker-reset-793": False,
        "attacker-reset-exact": False,
        "attacker-syn": True,
        "attacker-syn-793": False,
        "attacker-syn-beyond-793": True,
    }


def test_two_msl_are_a_tick_too_short_where_the_timer_comes_first() -> None:
    found = explored("time-wait-2-msl")
    assert found.violates("late_fin", steps=8)
    assert (
        drawn(found, "late_fin")
        == """
      A                                                  B
      FIN-WAIT-2                                         CLOSE-WAIT
1-2.  TIME-WAIT  <-- <SEQ=301><ACK=102><CTL=FIN,ACK> <-- LAST-ACK
      TIME-WAIT  --> <SEQ=102><ACK=302><CTL=ACK>     ...
3.    TIME-WAIT  --- tick                            --- LAST-ACK
4.    TIME-WAIT  --- tick                            --- LAST-ACK
5.               ... <SEQ=301><ACK=102><CTL=FIN,ACK> <-- LAST-ACK
6.               ... <SEQ=102><ACK=302><CTL=ACK>     --> CLOSED
7.    TIME-WAIT  --- tick                            --- CLOSED
8.    CLOSED     --- tick                            --- CLOSED      VIOLATED here"""
    )


def test_without_time_wait_a_late_ack_turns_into_a_reset_and_nothing_was_lost() -> None:
    found = explored("no-time-wait")
    assert found.violates("no_reset", steps=5)
    assert (
        drawn(found, "no_reset")
        == """
      A                                                   B
      ESTABLISHED                                         ESTABLISHED
1-2.  FIN-WAIT-1  --> <SEQ=101><ACK=301><CTL=FIN,ACK> --> CLOSE-WAIT
                  ... <SEQ=301><ACK=102><CTL=ACK>     <-- CLOSE-WAIT
3-4.  CLOSED      <-- <SEQ=301><ACK=102><CTL=FIN,ACK> <-- LAST-ACK
      CLOSED      --> <SEQ=102><ACK=302><CTL=ACK>     ...
5.    CLOSED      <-- <SEQ=301><ACK=102><CTL=ACK>     ...              VIOLATED here
      CLOSED      --> <SEQ=102><CTL=RST>              ..."""
    )


def test_a_fin_that_is_never_repeated_leaves_a_dead_end() -> None:
    found = explored("time-wait-one-fin")
    assert found.violates("both_close", steps=2)
    assert (
        drawn(found, "both_close")
        == """
      A                                                  B
      FIN-WAIT-2                                         CLOSE-WAIT
1-2.  lost       XXX <SEQ=301><ACK=102><CTL=FIN,ACK> <-- LAST-ACK    VIOLATED here"""
    )


def test_h1_time_wait_is_ended_by_a_reset_and_an_old_octet_is_taken_for_a_new_one() -> None:
    found = explored("incarnations")
    assert found.violates("own_text", steps=17)
    assert (
        drawn(found, "own_text")
        == """
        A                                                          B
        ESTABLISHED                                                ESTABLISHED
1.      ESTABLISHED     (A: SEND)                                  ESTABLISHED
2.      ESTABLISHED --> <SEQ=101><ACK=301><CTL=ACK><DATA> of 1 ...
3.      FIN-WAIT-1  --> <SEQ=102><ACK=301><CTL=FIN,ACK> of 1   ...
4.                  ... <SEQ=101><ACK=301><CTL=ACK><DATA> of 1 --> ESTABLISHED
                    ... <SEQ=301><ACK=102><CTL=ACK> of 1       <-- ESTABLISHED
5.      FIN-WAIT-1  --> <SEQ=101><ACK=301><CTL=ACK><DATA> of 1 ...
6.      FIN-WAIT-1  <-- <SEQ=301><ACK=102><CTL=ACK> of 1       ...
7.                  ... <SEQ=102><ACK=301><CTL=FIN,ACK> of 1   --> CLOSE-WAIT
                    ... <SEQ=301><ACK=103><CTL=ACK> of 1       <-- CLOSE-WAIT
8-9.    TIME-WAIT   <-- <SEQ=301><ACK=103><CTL=FIN,ACK> of 1   <-- LAST-ACK
10.     TIME-WAIT   --> <SEQ=103><ACK=302><CTL=ACK> of 1       --> CLOSED
11.     TIME-WAIT   <-- <SEQ=301><ACK=103><CTL=ACK> of 1       ...
        TIME-WAIT   --> <SEQ=103><ACK=302><CTL=ACK> of 1       ...
12.     TIME-WAIT       (B: passive OPEN)                          LISTEN
13.                 ... <SEQ=103><ACK=302><CTL=ACK> of 1       --> LISTEN
14.     CLOSED      <-- <SEQ=302><CTL=RST> of 1                <-- LISTEN
15-16.  SYN-SENT    --> <SEQ=100><CTL=SYN> of 2                --> SYN-RECEIVED
                    ... <SEQ=300><ACK=101><CTL=SYN,ACK> of 2   <-- SYN-RECEIVED
17.                 ... <SEQ=101><ACK=301><CTL=ACK><DATA> of 1 --> ESTABLISHED   VIOLATED here
                    ... <SEQ=301><ACK=102><CTL=ACK> of 2       <-- ESTABLISHED"""
    )


def test_a_peer_still_in_time_wait_acknowledges_the_next_incarnation_with_old_numbers() -> None:
    found = explored("incarnations-f1")
    assert found.violates("own_acks", steps=17)
    assert (
        drawn(found, "own_acks")
        == """
        A                                                          B
        ESTABLISHED                                                ESTABLISHED
1-2.    CLOSE-WAIT  <-- <SEQ=301><ACK=101><CTL=FIN,ACK> of 1   <-- FIN-WAIT-1
        CLOSE-WAIT  --> <SEQ=101><ACK=302><CTL=ACK> of 1       ...
3-4.    LAST-ACK    --> <SEQ=101><ACK=302><CTL=FIN,ACK> of 1   --> TIME-WAIT
5.      CLOSED      <-- <SEQ=302><ACK=102><CTL=ACK> of 1       <-- TIME-WAIT
6.      CLOSED      --- tick                                   --- TIME-WAIT
7.      SYN-SENT    --> <SEQ=100><CTL=SYN> of 2                ...
8.      SYN-SENT        (A: SEND)                                  TIME-WAIT
9.      SYN-SENT    --- tick                                   --- TIME-WAIT     too old, gone:
                                                                                   <SEQ=101><ACK=302><CTL=ACK> of 1 to
                                                                                   B
10-11.  SYN-SENT    --> <SEQ=100><CTL=SYN> of 2                --> TIME-WAIT
                    ... <SEQ=302><ACK=102><CTL=ACK> of 1       <-- TIME-WAIT
12.     SYN-SENT    --- tick                                   --- CLOSED
13.     SYN-SENT        (B: passive OPEN)                          LISTEN
14.                 ... <SEQ=100><CTL=SYN> of 2                --> SYN-RECEIVED
15.     ESTABLISHED <-- <SEQ=300><ACK=101><CTL=SYN,ACK> of 2   <-- SYN-RECEIVED
        ESTABLISHED --> <SEQ=101><ACK=301><CTL=ACK> of 2       ...
16.     ESTABLISHED --> <SEQ=101><ACK=301><CTL=ACK><DATA> of 2 ...
17.     ESTABLISHED <-- <SEQ=302><ACK=102><CTL=ACK> of 1       ...               VIOLATED here"""
    )


def test_with_a_time_wait_of_one_msl_an_old_octet_is_taken() -> None:
    found = explored("incarnations-short")
    assert found.violates("own_text", steps=14)
    assert (
        drawn(found, "own_text")
        == """
      A                                                          B
      ESTABLISHED                                                ESTABLISHED
1.    ESTABLISHED     (A: SEND)                                  ESTABLISHED
2.    ESTABLISHED --> <SEQ=101><ACK=301><CTL=ACK><DATA> of 1 ...
3.    ESTABLISHED --> <SEQ=101><ACK=301><CTL=ACK><DATA> of 1 ...
4-5.  CLOSE-WAIT  <-- <SEQ=301><ACK=101><CTL=FIN,ACK> of 1   <-- FIN-WAIT-1
      CLOSE-WAIT  --> <SEQ=102><ACK=302><CTL=ACK> of 1       XXX lost          no room in the network
6.                ... <SEQ=101><ACK=301><CTL=ACK><DATA> of 1 --> FIN-WAIT-1
                  ... <SEQ=302><ACK=102><CTL=ACK> of 1       <-- FIN-WAIT-1
7-8.  LAST-ACK    --> <SEQ=102><ACK=302><CTL=FIN,ACK> of 1   --> TIME-WAIT
9.    CLOSED      <-- <SEQ=302><ACK=103><CTL=ACK> of 1       <-- TIME-WAIT
10.   SYN-SENT    --> <SEQ=100><CTL=SYN> of 2                ...
11.   SYN-SENT    --- tick                                   --- CLOSED
12.   SYN-SENT        (B: passive OPEN)                          LISTEN
13.               ... <SEQ=100><CTL=SYN> of 2                --> SYN-RECEIVED
                  ... <SEQ=300><ACK=101><CTL=SYN,ACK> of 2   <-- SYN-RECEIVED
14.               ... <SEQ=101><ACK=301><CTL=ACK><DATA> of 1 --> ESTABLISHED   VIOLATED here
      lost        XXX <SEQ=301><ACK=102><CTL=ACK> of 2       <-- ESTABLISHED   no room in the network"""
    )


def test_a_crash_without_quiet_time_lets_an_old_octet_be_taken() -> None:
    found = explored("crash")
    assert found.violates("own_text", steps=11)
    assert (
        drawn(found, "own_text")
        == """
     A                                                          B
     ESTABLISHED                                                ESTABLISHED
1.   ESTABLISHED     (A: SEND)                                  ESTABLISHED
2.   ESTABLISHED --> <SEQ=101><ACK=301><CTL=ACK><DATA> of 1 ...
3.   ESTABLISHED --> <SEQ=101><ACK=301><CTL=ACK><DATA> of 1 ...
4.   CLOSED          (A: crash)                                 ESTABLISHED
5.               ... <SEQ=101><ACK=301><CTL=ACK><DATA> of 1 --> ESTABLISHED
6.   CLOSED      <-- <SEQ=301><ACK=102><CTL=ACK> of 1       <-- ESTABLISHED
7.   CLOSED      --> <SEQ=102><CTL=RST> of 1                --> CLOSED
8.   SYN-SENT    --> <SEQ=100><CTL=SYN> of 2                ...
9.   SYN-SENT        (B: passive OPEN)                          LISTEN
10.              ... <SEQ=100><CTL=SYN> of 2                --> SYN-RECEIVED
                 ... <SEQ=300><ACK=101><CTL=SYN,ACK> of 2   <-- SYN-RECEIVED
11.              ... <SEQ=101><ACK=301><CTL=ACK><DATA> of 1 --> ESTABLISHED   VIOLATED here
                 ... <SEQ=301><ACK=102><CTL=ACK> of 2       <-- ESTABLISHED"""
    )


def test_who_forgets_its_numbers_is_opened_by_an_answer_to_its_former_self() -> None:
    found = explored("crash-forgets-numbers")
    assert found.violates("own_acks", steps=5)
    assert (
        drawn(found, "own_acks")
        == """
    A                                                        B
    CLOSED                                                   LISTEN
1.  SYN-SENT    --> <SEQ=100><CTL=SYN> of 1              ...
2.  CLOSED          (A: crash)                               LISTEN
3.  SYN-SENT    --> <SEQ=100><CTL=SYN> of 2              ...
4.              ... <SEQ=100><CTL=SYN> of 1              --> SYN-RECEIVED
5.  ESTABLISHED <-- <SEQ=300><ACK=101><CTL=SYN,ACK> of 1 <-- SYN-RECEIVED  VIOLATED here
    ESTABLISHED --> <SEQ=101><ACK=301><CTL=ACK> of 2     ..."""
    )


def test_rfc_793_resets_on_a_syn_in_the_window() -> None:
    found = explored("attacker-syn-793")
    assert found.violates("b_stays", steps=2)
    assert (
        drawn(found, "b_stays")
        == """
      A                                      B
      ESTABLISHED                            ESTABLISHED
1-2.  (attacker)  --> <SEQ=105><CTL=SYN> --> CLOSED       VIOLATED here
                  ... <SEQ=301><CTL=RST> <-- CLOSED"""
    )


def test_rfc_793_obeys_any_reset_in_the_window() -> None:
    found = explored("attacker-reset-793")
    assert found.violates("b_stays", steps=2)
    assert (
        drawn(found, "b_stays")
        == """
      A                                      B
      ESTABLISHED                            ESTABLISHED
1-2.  (attacker)  --> <SEQ=105><CTL=RST> --> CLOSED       VIOLATED here"""
    )


def test_silence_proves_nothing() -> None:
    assert (
        drawn(explored("time-wait-silence"), "silence")
        == """
      A                                                  B
      FIN-WAIT-2                                         CLOSE-WAIT
1-2.  TIME-WAIT  <-- <SEQ=301><ACK=102><CTL=FIN,ACK> <-- LAST-ACK
      TIME-WAIT  --> <SEQ=102><ACK=302><CTL=ACK>     ...
3.    TIME-WAIT  --- tick                            --- LAST-ACK
4.    TIME-WAIT  --- tick                            --- LAST-ACK    too old, gone: <SEQ=102><ACK=302><CTL=ACK> to B
5.    CLOSED     --- tick                            --- LAST-ACK"""
    )


def test_rfc_1337_a_second_ack_of_a_itself_ends_its_time_wait() -> None:
    assert (
        drawn(explored("time-wait-assassinated"), "assassinated")
        == """
      A                                                   B
      FIN-WAIT-2                                          CLOSE-WAIT
1-2.  TIME-WAIT   <-- <SEQ=301><ACK=102><CTL=FIN,ACK> <-- LAST-ACK
3.    TIME-WAIT   --> <SEQ=102><ACK=302><CTL=ACK>     --> CLOSED      a copy stays in flight
4.    (duplicate) ... <SEQ=102><ACK=302><CTL=ACK>     --> CLOSED
                  ... <SEQ=302><CTL=RST>              <-- CLOSED"""
    )


def test_figure_10_after_its_quiet_time_b_answers_with_a_reset() -> None:
    assert (
        drawn(explored("crash-of-b"), "half_open_found")
        == """
    A                                                     B
    ESTABLISHED                                           ESTABLISHED
1.  ESTABLISHED     (A: SEND)                             ESTABLISHED
2.  ESTABLISHED     (B: crash)                            CLOSED
3.  ESTABLISHED --- tick                              --- CLOSED
4.  ESTABLISHED --> <SEQ=101><ACK=301><CTL=ACK><DATA> ...
5.  ESTABLISHED --- tick                              --- CLOSED
6.              ... <SEQ=101><ACK=301><CTL=ACK><DATA> --> CLOSED
7.  CLOSED      <-- <SEQ=301><CTL=RST>                <-- CLOSED"""
    )
