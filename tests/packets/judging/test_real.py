"""Captures of real ends: what is said of each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.packets.reading import read
from checker.packets.reading.pairs import Pair, pairs, side
from checker.packets.reading.segment import RST
from checker.packets.tcp.conformance import Conformance, Conforms, conform
from checker.packets.tcp.tables import TABLES
from tests.packets.judging.judging import DATA, only_pair, report, segments, states


def judged(name: str, end: str) -> Conformance:
    pair = only_pair(DATA / name)
    return conform(pair, side(pair, end, name), TABLES)


def test_the_states_of_a_client_whose_last_ack_is_lost() -> None:
    assert report(segments()).passed == [
        "CLOSED",
        "SYN-SENT",
        "ESTABLISHED",
        "FIN-WAIT-1",
        "FIN-WAIT-2",
        "TIME-WAIT",
    ]


def test_text_after_a_fin_is_refused() -> None:
    assert judged("kernel/n03_data_after_fin.server.pcap", "server").bad == 9


def test_a_fin_that_comes_before_the_text_is_held_until_the_text_is_there() -> None:
    found = judged("fin_overtakes_text.pcap", "server")
    assert (found.bad, found.counting) == (None, ["rfc9293"])
    assert states(found)[3:7] == ["ESTABLISHED", "ESTABLISHED", "CLOSE-WAIT", "CLOSE-WAIT"]


def test_linux_completes_a_simultaneous_open_on_the_syn_ack() -> None:
    pair = only_pair(DATA / "simultaneous_open.pcap")
    found = conform(pair, "B", {"linux": TABLES["linux"]})
    assert (found.bad, found.passed[:4]) == (None, ["CLOSED", "SYN-SENT", "SYN-RECEIVED", "ESTABLISHED"])


SEEN = {
    "challenge.pcap": ("NOT ALLOWED 6", "ALLOWED"),
    "ecn.pcap": ("ALLOWED", "ALLOWED"),
    "late-ack.pcap": ("ALLOWED", "ALLOWED"),
    "once-rst.pcap": ("ALLOWED", "ALLOWED"),
    "one-reset.pcap": ("CANNOT BE JUDGED", "CANNOT BE JUDGED"),
    "real-future.pcap": ("NOT ALLOWED 6", "ALLOWED"),
    "reset-answers-syn.pcap": ("CANNOT BE JUDGED", "CANNOT BE JUDGED"),
    "tfo.pcap": ("ALLOWED", "ALLOWED"),
    "twice-rst.pcap": ("ALLOWED", "ALLOWED"),
    "two-acks-of-one.pcap": ("ALLOWED", "ALLOWED"),
}
"""What is said of the client and of the server; a client that acknowledges what never came is an attacker's."""


@pytest.mark.parametrize("name", SEEN)
def test_what_taps_recorded_late_twice_or_cut_otherwise_is_judged_for_what_it_was(name: str) -> None:
    assert tuple(verdict(only_pair(DATA / "seen" / name), end) for end in ("client", "server")) == SEEN[name]


@pytest.mark.parametrize("name", ["lo-plain.pcap", "lo-rst.pcap"])
def test_all_that_a_kernel_says_to_itself_over_the_loopback_is_allowed(name: str) -> None:
    found = pairs(read(DATA / "seen" / name))
    assert {verdict(pair, end) for pair in found for end in ("client", "server")} == {"ALLOWED"}


def verdict(pair: Pair, end: str) -> str:
    """The verdict in words, and the packet at fault."""
    found = conform(pair, side(pair, end, "the capture"), TABLES)
    return str(found.verdict) if found.bad is None else f"{found.verdict} {found.bad}"


def test_a_reset_may_carry_data_that_says_why() -> None:
    seen = segments()[:7]
    told = replace(seen[-1], control=RST, ack=0, length=13, seconds=seen[-1].seconds + 0.1)
    assert report([*seen, told]).verdict is Conforms.ALLOWED


def test_a_port_may_ask_for_many_connections_with_numbers_that_come_again() -> None:
    syn = segments()[0]
    numbers = [1000 * number for number in (*range(1, 12), 1)]
    asked = [replace(syn, seq=number, seconds=float(place)) for place, number in enumerate(numbers)]
    assert report(asked).verdict is Conforms.ALLOWED
