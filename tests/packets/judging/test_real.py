"""Captures of Linux: allowed, with the states that the kernel reported."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checker.packets.reading import read
from checker.packets.reading.pairs import pairs, side
from checker.packets.tcp.conformance import Conformance, conform
from checker.packets.tcp.tables import TABLES
from tests.packets.judging.judging import DATA, only_pair, report, segments, states

SHARED = Path(__file__).parents[3].parent / "shared" / "captures"


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
    assert judged("data_after_fin.pcap", "server").bad == 9


def test_a_fin_that_comes_before_the_text_is_held_until_the_text_is_there() -> None:
    found = judged("fin_overtakes_text.pcap", "server")
    assert (found.bad, found.counting) == (None, ["rfc9293", "linux"])
    assert states(found)[3:7] == ["ESTABLISHED", "ESTABLISHED", "CLOSE-WAIT", "CLOSE-WAIT"]


def test_linux_completes_a_simultaneous_open_on_the_syn_ack() -> None:
    pair = only_pair(DATA / "simultaneous_open.pcap")
    found = conform(pair, "B", {"linux": TABLES["linux"]})
    assert (found.bad, found.passed[:4]) == (None, ["CLOSED", "SYN-SENT", "SYN-RECEIVED", "ESTABLISHED"])


def entries() -> Iterator[Any]:
    listed = SHARED / "captures.json"
    found: list[dict[str, Any]] = json.loads(listed.read_text())["captures"] if listed.exists() else []
    for entry in found:
        for end in ("client", "server"):
            yield pytest.param(entry, end, id=f"{entry['scenario']}-{end}")


@pytest.mark.skipif(not SHARED.exists(), reason="the captures are not beside this checkout")
@pytest.mark.parametrize(("entry", "end"), list(entries()))
def test_every_capture_is_judged_as_it_was_made(entry: dict[str, Any], end: str) -> None:
    (pair,) = pairs(read(SHARED / entry["files"][end]))
    found = conform(pair, side(pair, end, entry["scenario"]), TABLES)
    assert found.bad == entry.get("first_bad_packet", {}).get(end)
    if "states_seen" in entry:
        assert found.passed == entry["states_seen"][end]
        assert list(unlike(found, entry["timeline"][end])) == []


def unlike(found: Conformance, timeline: list[tuple[float, str, Any]]) -> Iterator[str]:
    """Where the kernel reported another state than what is printed after, or right before the next packet.

    A port that is CLOSED and has a listener reads LISTEN.
    """
    around = found.states
    packet = -1
    for _, kind, what in timeline:
        if kind in ("tx", "rx"):
            packet = what
        elif kind == "state" and packet >= 0:
            printed = {*around[packet].after, *(around[packet + 1].before if packet + 1 in around else ())}
            if what not in printed and not (what == "LISTEN" and "CLOSED" in printed):
                yield f"packet {packet}: {what} where {sorted(printed)} is printed"
