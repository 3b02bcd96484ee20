"""A capture may begin anywhere: one that is allowed is never refused without its first packets."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.packets.reading.conversations import ENDS
from checker.packets.tcp.conformance import Conforms, conform
from checker.results.runs import End
from tests.packets.judging.judging import DATA, only_pair

CAPTURES = [
    "fin_overtakes_text.pcap",
    "simultaneous_open.pcap",
    "kernel/s06_syn_lost.client.pcap",
    "kernel/s15_last_ack_lost.client.pcap",
    "kernel/s19_half_close.server.pcap",
    "seen/late-ack.pcap",
    "seen/two-acks-of-one.pcap",
]


@pytest.mark.parametrize("capture", CAPTURES)
def test_no_beginning_makes_an_allowed_capture_refused(capture: str) -> None:
    pair = only_pair(DATA / capture)
    ends: list[End] = [end for end in ENDS if conform(pair, end).verdict is Conforms.ALLOWED]
    assert ends
    for end in ends:
        for place in range(1, len(pair.talk.segments)):
            rest = replace(pair, talk=replace(pair.talk, segments=pair.talk.segments[place:]))
            assert conform(rest, end).verdict is not Conforms.NOT_ALLOWED, (end, place)
