"""Captures of the Linux kernel, beside what the kernel itself said (captures/kernel/README.md)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from checker.packets.reading.pairs import side
from checker.packets.tcp.conformance import Conformance, conform
from tests.packets.judging.judging import DATA, only_pair

KERNEL = DATA / "kernel"
CAPTURES: list[dict[str, Any]] = json.loads((KERNEL / "captures.json").read_text())["captures"]
ENDS = ("client", "server")
FILES = [pytest.param(entry, end, id=f"{entry['scenario']}-{end}") for entry in CAPTURES for end in ENDS]


@pytest.mark.parametrize(("entry", "end"), FILES)
def test_every_capture_is_judged_as_it_was_made(entry: dict[str, Any], end: str) -> None:
    pair = only_pair(KERNEL / entry["files"][end])
    found = conform(pair, side(pair, end, entry["scenario"]))
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
