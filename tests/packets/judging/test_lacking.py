"""What never passed the tap, or passed it and did not reach the end, is not held against the end."""

from __future__ import annotations

from dataclasses import replace

from checker.packets.reading.options import Options
from checker.packets.reading.segment import ACK, FIN, RST, SYN
from checker.packets.tcp.conformance import Conforms, Unknown
from tests.packets.judging.judging import report
from tests.packets.judging.test_away import AWAY, OPENED, seen, server

Line = tuple[float, str, int, int, int, int]

ACKED = (0.12, "server", 301, 201, ACK, 0)
"""All that has passed."""
AHEAD = (0.2, "server", 301, 500, ACK, 20)
"""299 octets more than have passed."""


def test_an_ack_of_what_never_passed_cannot_be_judged_where_the_other_end_says_nothing_more() -> None:
    assert server(ACKED, AHEAD) == (Conforms.UNKNOWN, Unknown.LACKING, None)


def test_nor_where_it_only_sends_again_what_it_had_sent() -> None:
    assert server(ACKED, AHEAD, (0.21, "client", 151, 301, ACK, 50)) == (Conforms.UNKNOWN, Unknown.LACKING, None)


def test_it_is_refused_where_the_other_end_goes_on_below_it() -> None:
    for octets in (0, 50):
        assert server(ACKED, AHEAD, (0.3, "client", 201, 321, ACK, octets)) == (Conforms.NOT_ALLOWED, None, 6)


def test_it_is_refused_behind_a_fin_and_in_a_syn_ack() -> None:
    fin = (0.11, "client", 201, 301, FIN | ACK, 0)
    assert server(fin, (0.2, "server", 301, 203, ACK, 0)) == (Conforms.NOT_ALLOWED, None, 6)
    syn, answer = OPENED[0], (AWAY, "server", 300, 150, SYN | ACK, 0)
    assert report(seen([syn, answer]), "B").bad == 1


NEAR = [
    (0.0, "client", 100, 0, SYN, 0),
    (0.0001, "server", 300, 101, SYN | ACK, 0),
    (0.0101, "client", 101, 301, ACK, 0),
]
"""The tap is at the server: it answers within 0.1 ms."""


def near(*lines: Line) -> tuple[Conforms, int | None]:
    """What is said of a server at which the tap is, and which has room for all."""
    found = report([replace(one, window=60_000) for one in seen([*NEAR, *lines])], "B")
    return found.verdict, found.bad


STREAM = [(0.02 + number / 10_000, "client", 101 + 1448 * number, 301, ACK, 1448) for number in range(4)]
ONE_BY_ONE = [(0.1 + number / 10_000, "server", 301, 1549 + 1448 * number, ACK, 0) for number in range(4)]


def test_what_comes_together_may_be_read_and_acknowledged_one_by_one_long_after() -> None:
    assert near(*STREAM, *ONE_BY_ONE) == (Conforms.ALLOWED, None)


def test_an_ack_that_leaves_out_what_is_never_acknowledged_is_refused() -> None:
    on = (5.0, "server", 301, 1549, FIN | ACK, 0)
    assert near(*STREAM[:2], ONE_BY_ONE[0], on) == (Conforms.NOT_ALLOWED, 5)


def test_a_stream_of_long_segments_may_be_cut_up_anew_and_a_short_one_may_not() -> None:
    part = (0.021, "server", 301, 101 + 1448 + 1412, ACK, 0)
    assert near(*STREAM, part, ONE_BY_ONE[-1]) == (Conforms.ALLOWED, None)
    short, rest = (0.02, "client", 101, 301, ACK, 80), (0.03, "server", 301, 181, ACK, 0)
    assert near(short, (0.021, "server", 301, 180, ACK, 0), rest) == (Conforms.NOT_ALLOWED, 4)


def test_a_segment_that_the_end_leaves_out_and_the_other_end_sends_again_was_lost_behind_the_tap() -> None:
    fin, behind, ack = (
        (0.02, "client", 101, 301, FIN | ACK, 0),
        (0.0205, "client", 102, 301, ACK, 0),
        (0.021, "server", 301, 101, ACK, 0),
    )
    again, last = (0.4, "client", 101, 301, FIN | ACK, 0), (0.4001, "server", 301, 102, ACK, 0)
    assert near(fin, behind, ack, again, last) == (Conforms.ALLOWED, None)
    assert near(fin, behind, ack, last) == (Conforms.NOT_ALLOWED, 5)


def test_a_gap_of_which_selective_acknowledgements_tell_is_one() -> None:
    lines = [*STREAM[1:3], (0.0209, "server", 301, 101, ACK, 0), (0.0901, "client", 101, 301, ACK, 1448)]
    lines = [STREAM[0], *lines, (0.0902, "server", 301, 101 + 3 * 1448, ACK, 0)]
    segments = seen([*NEAR, *lines])
    told = replace(segments[6], options=Options(held=((101 + 1448, 101 + 3 * 1448),)))
    assert report([*segments[:6], told, *segments[7:]], "B").verdict is Conforms.ALLOWED


def test_a_syn_ack_may_be_recorded_a_moment_after_its_ack() -> None:
    lines = [NEAR[0], (0.0001, "client", 101, 301, ACK, 0), (0.00011, "server", 300, 101, SYN | ACK, 0)]
    assert report(seen([*lines, (0.01, "client", 101, 301, ACK, 9)]), "A").verdict is Conforms.ALLOWED


def test_what_an_end_sent_is_taken_in_the_order_of_its_ip_identifications() -> None:
    acks = [(0.0203, "server", 301, number, ACK, 0) for number in (101 + 1448, 101 + 3 * 1448, 101 + 2 * 1448)]
    for identifications, verdict in (((7, 9, 8), Conforms.ALLOWED), ((7, 8, 9), Conforms.NOT_ALLOWED)):
        segments = seen([*NEAR, *STREAM[:3], *acks])
        named = [replace(one, datagram=number) for one, number in zip(segments[6:], identifications, strict=True)]
        assert report([*segments[:6], *named], "B").verdict is verdict


def test_what_a_reset_far_away_tells_of_is_not_in_the_capture() -> None:
    reset = (0.5, "server", 325, 0, RST, 0)
    assert server(ACKED, reset) == (Conforms.UNKNOWN, Unknown.LACKING, None)


def test_a_port_is_asked_again_after_it_has_answered_for_an_older_connection() -> None:
    old = [
        (0.0, "client", 100, 0, SYN, 0),
        (AWAY, "server", 900_000, 700_000, ACK, 0),
        (AWAY, "client", 700_000, 0, RST, 0),
        (3.0, "client", 100, 0, SYN, 0),
        (3.0 + AWAY, "server", 300, 101, SYN | ACK, 0),
        (3.0 + AWAY, "client", 101, 301, ACK, 9),
        (3.1, "server", 301, 110, ACK, 0),
    ]
    assert report(seen(old), "B").verdict is Conforms.ALLOWED


def test_packets_that_do_not_stand_in_the_order_of_their_times_cannot_be_judged() -> None:
    found = report(seen([*NEAR, STREAM[1], (-9.0, "server", 301, 101 + 5 * 1448, ACK, 0), STREAM[2]]), "B")
    assert (found.verdict, found.unknown) == (Conforms.UNKNOWN, Unknown.DISORDERED)


def test_what_the_end_does_not_hold_where_the_capture_begins_had_not_been_delivered() -> None:
    lines = [
        (0.0, "client", 100, 301, ACK, 10),
        (0.1, "server", 5000, 110, ACK, 100),
        (0.1001, "client", 110, 2000, ACK, 0),
        (0.1002, "server", 5100, 110, ACK, 100),
        (0.1003, "client", 110, 2000, ACK, 0),
        (0.1004, "server", 2000, 110, ACK, 1000),
        (0.1005, "client", 110, 3000, ACK, 0),
    ]
    segments = seen(lines)
    for place, last in ((2, 5100), (4, 5200), (6, 5200)):
        segments[place] = replace(segments[place], options=Options(held=((5000, last),)))
    assert report(segments, "A").verdict is Conforms.ALLOWED


def test_an_opening_may_be_completed_by_an_ack_that_is_not_captured_where_an_ip_identification_is_left_out() -> None:
    lines = [*OPENED[:2], (0.02, "client", 101, 301, ACK, 50), (0.025, "server", 301, 101, ACK, 30)]
    for identification, verdict in ((9, Conforms.ALLOWED), (8, Conforms.NOT_ALLOWED)):
        syn, answer, text, early = seen(lines)
        named = [replace(syn, datagram=7), answer, replace(text, datagram=identification), early]
        assert report(named, "B").verdict is verdict


def test_an_ack_right_before_one_that_tells_of_octets_that_are_not_captured_may_answer_these() -> None:
    third = (0.02, "server", 301, 101, ACK, 0)
    told, on = (0.03, "server", 301, 151, ACK, 0), (0.04, "client", 151, 301, ACK, 10)
    for between, unknown in (((), Unknown.LACKING), ((0.025, "client", 101, 301, ACK, 0), None)):
        found = report(seen([*OPENED[:2], third, *([between] if between else []), told, on]), "B")
        assert (found.unknown, found.line_of_bad) == (unknown, 2)


def test_a_long_segment_alone_is_cut_into_equal_parts_only() -> None:
    whole, rest = (0.02, "client", 101, 301, ACK, 2900), (0.03, "server", 301, 3001, ACK, 0)
    for part, verdict in ((1450, Conforms.ALLOWED), (1461, Conforms.NOT_ALLOWED)):
        assert near(whole, (0.021, "server", 301, 101 + part, ACK, 0), rest)[0] is verdict


def test_an_ack_of_some_octets_of_what_is_recorded_a_moment_later_is_refused() -> None:
    for part, verdict in ((1448, Conforms.ALLOWED), (1447, Conforms.NOT_ALLOWED)):
        ack = (STREAM[0][0] - 0.0005, "server", 301, 101 + part, ACK, 0)
        assert near(ack, STREAM[0], (0.1, "server", 301, 1549, ACK, 0))[0] is verdict


def test_syns_that_no_syn_ack_ever_answers_were_not_taken_however_many_they_are() -> None:
    asked = [(place / 10, "client", 1000 * place + 7, 0, SYN, 0) for place in range(24)]
    answered = [(3.0, "client", 100, 0, SYN, 0), (3.02, "server", 300, 101, SYN | ACK, 0)]
    found = report(seen([*asked, *answered]), "B")
    assert (found.verdict, found.judgement.crowded) == (Conforms.ALLOWED, False)


def test_of_what_came_too_early_at_one_number_two_may_not_have_been_kept_and_more_are_not_thought_of() -> None:
    early = [(0.03 - octets / 10_000, "client", 201, 301, ACK, octets) for octets in (40, 30, 20, 10)]
    acks = [(when + 0.00001, "server", 301, 101, ACK, 0) for when, *_ in early]
    passed = [*sorted([*early, *acks]), (0.05, "client", 101, 301, ACK, 100)]
    for kept, unknown in ((40, None), (20, None), (10, Unknown.CROWDED)):
        found = report(seen([*NEAR, *passed, (0.0501, "server", 301, 201 + kept, ACK, 0)]), "B")
        assert (found.unknown, found.judgement.conforms) == (unknown, unknown is None)


def test_a_syn_ack_that_is_acknowledged_and_from_which_the_other_end_goes_on_is_not_in_the_capture() -> None:
    third, text = (0.02, "client", 101, 301, ACK, 0), (0.03, "server", 301, 101, ACK, 10)
    for end in ("A", "B"):
        found = report(seen([OPENED[0], third, text]), end)
        assert (found.unknown, [one.opens for one in found.wire.lacking]) == (Unknown.LACKING, [True])
    assert report(seen([OPENED[0], third, (0.03, "server", 333, 101, ACK, 10)]), "A").bad == 1


def test_octets_that_only_a_syn_ack_tells_of_were_on_a_syn_before_the_capture() -> None:
    lines = [OPENED[0], (0.02, "server", 300, 151, SYN | ACK, 0), (0.02, "client", 151, 301, ACK, 0)]
    named = [replace(one, datagram=place) for place, one in zip((7, 1, 8), seen(lines), strict=True)]
    assert report(named, "B").unknown is Unknown.LACKING


def test_of_a_long_segment_that_is_recorded_a_moment_late_parts_may_be_acknowledged_before() -> None:
    whole, rest = (0.0203, "client", 101, 301, ACK, 2896), (0.021, "server", 301, 2997, ACK, 0)
    assert near((0.02, "server", 301, 1549, ACK, 0), whole, rest) == (Conforms.ALLOWED, None)


def test_data_may_leave_before_the_opening_is_over_where_the_capture_begins_behind_the_syn() -> None:
    lines = [NEAR[1], (0.0002, "server", 301, 101, ACK, 50), NEAR[2], (0.0102, "client", 101, 351, ACK, 0)]
    assert report(seen(lines), "B").verdict is Conforms.ALLOWED


def test_where_only_resets_were_delivered_since_the_middle_nothing_tells_what_had_been() -> None:
    resets = [(0.1 + place, "client", 101, number, ACK, 0) for place, number in enumerate((301, 400))]
    lines = [resets[0], (0.2, "server", 301, 0, RST, 0), resets[1]]
    assert report(seen(lines), "A").unknown is Unknown.ONE_WAY
