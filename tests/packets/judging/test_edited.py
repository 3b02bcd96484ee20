"""A checker that accepts everything is worthless: one segment changed, and it is that segment which is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.packets.judging import layers
from checker.packets.reading import Capture, Segment
from checker.packets.reading.conversations import conversations
from checker.packets.reading.pairs import pairs
from checker.packets.reading.segment import ACK, FIN, RST, SYN
from checker.packets.reading.sequence import SPACE
from checker.packets.tcp.conformance import Conforms, Unknown, conform
from checker.packets.tcp.tables import TABLES
from tests.packets.judging.judging import report, segments

SYN_OF_CLIENT, THIRD, TEXT, ACK_OF_TEXT, FIN_OF_CLIENT, LAST_ACK = 0, 2, 3, 6, 7, 10


def changed(
    place: int, *, seq: int = 0, ack: int = 0, control: int | None = None, length: int | None = None
) -> int | None:
    """The first packet that is refused when that segment has other numbers; ``seq`` and ``ack`` are added."""
    seen = segments()
    seen[place] = like(seen[place], seq, ack, control, length)
    return report(seen).bad


def added(
    after: int, *, seq: int = 0, ack: int = 0, control: int | None = None, length: int | None = None
) -> int | None:
    """The first packet that is refused when the client sends one more, like that one but for its numbers."""
    seen = segments()
    more = like(seen[after], seq, ack, control, length)
    return report([*seen[: after + 1], replace(more, seconds=more.seconds + 0.00001), *seen[after + 1 :]]).bad


def like(one: Segment, seq: int, ack: int, control: int | None, length: int | None) -> Segment:
    return replace(
        one,
        seq=(one.seq + seq) % SPACE,
        ack=(one.ack + ack) % SPACE,
        control=one.control if control is None else control,
        length=one.length if length is None else length,
    )


def test_the_real_capture_is_allowed() -> None:
    assert report(segments()).bad is None


@pytest.mark.parametrize("place", [THIRD, TEXT, ACK_OF_TEXT, FIN_OF_CLIENT, LAST_ACK, 12])
def test_an_acknowledgement_of_what_never_came_is_refused(place: int) -> None:
    assert changed(place, ack=1) == place


@pytest.mark.parametrize("place", [THIRD, ACK_OF_TEXT, LAST_ACK, 12])
def test_an_acknowledgement_that_leaves_out_what_has_come_is_refused(place: int) -> None:
    assert changed(place, ack=-1) == place


@pytest.mark.parametrize("place", [THIRD, TEXT, ACK_OF_TEXT, FIN_OF_CLIENT, LAST_ACK, 12])
def test_a_number_beyond_what_was_sent_is_refused(place: int) -> None:
    assert changed(place, seq=5) == place


def test_a_fin_that_takes_no_number_is_refused_where_the_next_segment_shows_it() -> None:
    assert changed(LAST_ACK, seq=-1) == 10


def test_text_after_the_fin_is_refused() -> None:
    assert added(FIN_OF_CLIENT, seq=1, control=ACK, length=5) == 8


def test_a_second_fin_behind_the_first_is_refused() -> None:
    assert added(FIN_OF_CLIENT, seq=1) == 8


def test_the_same_fin_again_is_a_retransmission() -> None:
    assert added(FIN_OF_CLIENT) is None


def test_a_retransmission_of_what_was_never_sent_is_refused() -> None:
    assert added(TEXT, seq=10, length=20) == 4


def test_a_retransmission_with_other_boundaries_is_allowed() -> None:
    assert added(TEXT, seq=5, length=7) is None


def test_a_retransmission_of_what_was_acknowledged_is_refused() -> None:
    assert added(ACK_OF_TEXT, seq=-20, length=20) == 7


def test_text_beyond_the_window_is_refused() -> None:
    assert changed(TEXT, length=70_000) == 3


def test_text_in_the_window_is_not() -> None:
    seen = segments()
    seen[TEXT] = like(seen[TEXT], 0, 0, None, 60_000)
    assert report(seen[:4]).bad is None


def test_a_reset_out_of_nowhere_is_refused_unless_it_has_the_next_number() -> None:
    assert added(ACK_OF_TEXT, seq=100, control=RST) == 7
    assert report([*segments()[:7], like(segments()[6], 0, 0, RST, 0)]).bad is None


def test_text_without_the_ack_bit_is_refused() -> None:
    assert changed(TEXT, control=0) == 3


def test_a_syn_in_the_middle_is_refused_when_the_rest_goes_on_as_if_it_had_not_been_sent() -> None:
    assert added(ACK_OF_TEXT, seq=-1000, control=SYN) == 7


def test_a_syn_in_the_middle_is_allowed_at_the_end_since_the_end_may_have_lost_its_memory() -> None:
    assert report([*segments()[:7], like(segments()[6], -1000, 0, SYN, 0)]).bad is None


def test_a_syn_ack_after_the_opening_is_refused() -> None:
    assert added(ACK_OF_TEXT, seq=-21, control=SYN | ACK) == 7


def test_a_fin_with_the_number_of_text_is_refused() -> None:
    assert added(FIN_OF_CLIENT, seq=-1, control=FIN | ACK) == 8


def test_a_wrong_answer_to_the_syn_is_the_servers_fault_and_the_third_segment_the_clients() -> None:
    seen = segments()
    seen[1] = like(seen[1], 0, 1000, None, None)
    assert (report(seen, "A").bad, report(seen, "B").bad) == (2, 1)


def test_a_syn_ack_without_its_ack_is_the_servers_fault() -> None:
    seen = segments()
    seen[1] = like(seen[1], 0, 0, SYN, None)
    assert report(seen, "B").bad == 1


def test_what_the_other_end_does_wrong_is_not_held_against_this_one() -> None:
    seen = segments()
    wrong = replace(like(seen[8], 1, 0, ACK, 5), seconds=0.19)
    assert report([*seen[:9], wrong, *seen[9:]], "A").bad is None


def test_looking_for_the_segment_at_fault_stops_when_it_is_told_to() -> None:
    seen = segments()
    seen[LAST_ACK] = like(seen[LAST_ACK], -1, 0, None, None)
    (pair,) = pairs(Capture(conversations(seen)))
    stopped = conform(pair, "A", TABLES, lambda done: "enough" if done == LAST_ACK else "")
    assert (stopped.verdict, stopped.stopped, stopped.bad) == (Conforms.UNKNOWN, "enough", None)


def test_nothing_is_refused_where_guesses_were_dropped_because_they_were_too_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen = segments()
    seen[LAST_ACK] = like(seen[LAST_ACK], 0, 1, None, None)
    assert report(seen).bad == LAST_ACK
    monkeypatch.setattr(layers, "WIDEST", 1)
    found = report(seen)
    assert (found.verdict, found.unknown, found.bad) == (Conforms.UNKNOWN, Unknown.CROWDED, None)
