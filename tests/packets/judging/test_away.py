"""A tap away from the end: what it had read is not known where segments are lost or overtaken on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.packets.reading import Segment
from checker.packets.reading.options import Options
from checker.packets.reading.segment import ACK, FIN, RST, SYN
from checker.packets.tcp.conformance import Conforms, Unknown
from tests.packets.judging.judging import report

CLIENT, SERVER = "192.0.2.1:40000", "192.0.2.2:80"
AWAY = 0.02
"""Seconds from the tap, which is at the client, to the server and back."""
OPENED = [
    (0.0, "client", 100, 0, SYN, 0),
    (AWAY, "server", 300, 101, SYN | ACK, 0),
    (AWAY, "client", 101, 301, ACK, 0),
]
TEXT = [
    (0.1, "client", 101, 301, ACK, 50),
    (0.1, "client", 151, 301, ACK, 50),
]


def seen(lines: Sequence[tuple[float, str, int, int, int, int]]) -> list[Segment]:
    """Segments, from when, who, SEQ, ACK, CTL and DATA of each."""
    return [
        Segment(
            when,
            *((CLIENT, SERVER) if who == "client" else (SERVER, CLIENT)),
            seq,
            ack,
            control,
            length,
            window=1000,
            options=Options(mss=1460) if control & SYN else Options(),
        )
        for when, who, seq, ack, control, length in lines
    ]


def server(*lines: tuple[float, str, int, int, int, int]) -> tuple[Conforms, Unknown | None, int | None]:
    """What is said of the server after the opening and two segments of data."""
    found = report(seen([*OPENED, *TEXT, *lines]), "B")
    return found.verdict, found.unknown, found.bad


LATE = (0.25, "client", 101, 301, ACK, 50)
"""The first data again: it was lost, or its acknowledgement was."""
BACKWARDS = (0.16, "server", 301, 151, ACK, 0)


def test_acknowledging_less_than_before_cannot_be_judged_where_segments_are_overtaken() -> None:
    found = server((0.12, "server", 301, 201, ACK, 0), BACKWARDS, (0.2, "server", 301, 151, ACK, 10))
    assert found == (Conforms.UNKNOWN, Unknown.AWAY, None)


def test_what_no_loss_excuses_is_refused_there_too() -> None:
    ahead, below = (0.3, "server", 301, 500, ACK, 0), (0.4, "client", 201, 301, ACK, 0)
    assert server(LATE, ahead, below) == (Conforms.NOT_ALLOWED, None, 6)
    beyond_the_window = (0.3, "server", 301, 201, ACK, 2000)
    assert server(LATE, beyond_the_window) == (Conforms.NOT_ALLOWED, None, 6)
    fin, behind = (0.28, "server", 301, 201, FIN | ACK, 0), (0.3, "server", 302, 201, ACK, 9)
    assert server(LATE, fin, behind) == (Conforms.NOT_ALLOWED, None, 7)


def test_one_ack_after_the_other_behind_a_gap_is_allowed_though_all_had_passed_the_tap() -> None:
    more = [
        (0.2, "client", 201, 301, ACK, 32),
        (0.2, "client", 233, 301, ACK, 64),
        (0.2, "client", 297, 301, FIN | ACK, 0),
    ]
    acks = [(0.22 + n / 1000, "server", 301, number, ACK, 0) for n, number in enumerate((201, 233, 298))]
    assert server((0.12, "server", 301, 201, ACK, 0), *more, *acks) == (Conforms.ALLOWED, None, None)


def client(*lines: tuple[float, str, int, int, int, int]) -> tuple[Conforms, int | None]:
    """What is said of the client, at which the tap is, after the opening."""
    found = report(seen([*OPENED, *lines]), "A")
    return found.verdict, found.bad


def test_data_that_was_unread_when_the_fin_left_is_refused_by_a_reset_as_linux_does() -> None:
    unread = (0.1, "server", 301, 101, ACK, 50), (0.10001, "client", 101, 301, FIN | ACK, 0)
    assert client(*unread, (0.10005, "client", 101, 0, RST, 0)) == (Conforms.ALLOWED, None)


def test_data_that_is_unread_at_close_is_told_of_by_a_reset_after_both_fins_too() -> None:
    """RFC 9293 SHLD-3 names no state; ``shutdown()``, then ``close()`` does it in Linux."""
    for octets, verdict in ((50, Conforms.ALLOWED), (0, Conforms.NOT_ALLOWED)):
        end = 301 + octets
        lines = [
            *([(0.1, "server", 301, 101, ACK, octets), (0.10001, "client", 101, end, ACK, 0)] if octets else []),
            (0.11, "server", end, 101, FIN | ACK, 0),
            (0.11001, "client", 101, end + 1, FIN | ACK, 0),
            (0.115, "client", 102, end + 1, RST | ACK, 0),
        ]
        assert client(*lines)[0] is verdict


def test_a_syn_that_comes_again_after_its_syn_ack_had_passed_tells_that_this_one_was_lost() -> None:
    """As Linux does with Fast Open: the second time without the data.  The tap is at the server."""
    lines = [
        (0.0, "client", 100, 0, SYN, 50),
        (0.0001, "server", 300, 151, SYN | ACK, 0),
        (1.01, "client", 100, 0, SYN, 0),
        (1.0101, "server", 300, 151, SYN | ACK, 0),
        (1.02, "client", 151, 301, ACK, 0),
        (1.03, "server", 301, 151, ACK, 10),
        (1.04, "client", 151, 311, ACK, 0),
    ]
    found = report(seen(lines), "A")
    assert (found.verdict, found.wire.lost) == (Conforms.ALLOWED, {1})


def test_the_same_ack_again_just_before_that_of_a_fin_is_allowed_and_none_a_second_before() -> None:
    fin, again = (0.1, "server", 301, 101, FIN | ACK, 0), (0.10007, "client", 101, 301, ACK, 0)
    assert client(fin, again, (0.1001, "client", 101, 302, ACK, 0)) == (Conforms.ALLOWED, None)
    assert client(fin, again, (1.1, "client", 101, 302, ACK, 0)) == (Conforms.NOT_ALLOWED, 4)


def test_what_has_not_been_read_is_not_acknowledged_yet_however_often_the_end_sends() -> None:
    data = (0.2, "client", 201, 301, ACK, 50)
    before = (0.205, "server", 301, 201, ACK, 30), (0.20501, "server", 331, 201, ACK, 0)
    after = (0.245, "server", 331, 251, ACK, 0)
    first = (0.12, "server", 301, 201, ACK, 0)
    assert server(first, data, *before, after) == (Conforms.ALLOWED, None, None)
    assert server(first, data, *before, (2.2, "server", 331, 251, ACK, 0)) == (Conforms.NOT_ALLOWED, None, 8)


def test_a_packet_is_refused_only_when_all_before_it_has_been_gone_over_as_perhaps_unread() -> None:
    """Without an opening the first answer may be that of a CLOSE-WAIT, which takes no data; half a minute later not."""
    lines = [
        (0.0, "client", 1000, 5000, ACK, 100),
        (0.0001, "server", 5000, 1000, ACK, 10),
        (0.03, "client", 1100, 5010, ACK, 0),
        (30.0, "client", 1100, 5010, ACK, 10),
        (30.0001, "server", 5010, 1110, ACK, 10),
    ]
    assert report(seen(lines), "B").verdict is Conforms.ALLOWED
    beyond = (30.0001, "server", 5010, 1300, ACK, 10)
    assert report(seen([*lines[:-1], beyond]), "B").verdict is not Conforms.ALLOWED


def test_what_was_recorded_twice_is_one_packet_without_identifications_too() -> None:
    """As on the loopback with IPv6; a reset sent twice is refused."""
    text, ack = (0.1, "client", 101, 301, ACK, 50), (0.101, "server", 301, 151, ACK, 0)
    lines = [*OPENED, text, ack, (0.2, "client", 151, 301, RST | ACK, 0)]
    once = seen(lines)
    twice = [replace(one, seconds=one.seconds + later) for one in once for later in (0.0, 0.00001)]
    for recorded, verdict in ((twice, Conforms.ALLOWED), ([*once, twice[-1]], Conforms.NOT_ALLOWED)):
        assert report(recorded, "A").verdict is verdict


def test_a_reset_that_answers_may_be_recorded_before_the_one_that_ended_the_connection() -> None:
    fin, answer = (0.1, "server", 301, 101, FIN | ACK, 0), (0.10001, "client", 101, 0, RST, 0)
    for when, found in ((0.100012, (Conforms.ALLOWED, None)), (0.2, (Conforms.NOT_ALLOWED, 5))):
        assert client(fin, answer, (when, "client", 101, 301, RST | ACK, 0)) == found
