"""The verb ``conform``: what it prints, and what it says of a capture that cannot be judged as it is."""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from pathlib import Path

import pytest

from checker.command.running import judged
from tests.command.saying import Run

TESTS = Path(__file__).parents[1]
KERNEL = TESTS / "packets" / "captures" / "kernel"
CLOSED_PORT, LAST_ACK_LOST = KERNEL / "s16_connection_refused.client.pcap", KERNEL / "s15_last_ack_lost.client.pcap"
AFTER_FIN = KERNEL / "n03_data_after_fin.server.pcap"


def without(capture: Path, places: Sequence[int]) -> bytes:
    """A capture file without these packets."""
    data = capture.read_bytes()
    kept, at, place = data[:24], 24, 0
    while at < len(data):
        end = at + 16 + struct.unpack_from("<I", data, at + 8)[0]
        kept += b"" if place in places else data[at:end]
        at, place = end, place + 1
    return kept


def test_a_refused_connection_is_allowed_at_the_client(handwave: Run) -> None:
    said = handwave("conform", str(CLOSED_PORT), "--end", "client")
    assert (said.status, said.err) == (0, "")
    assert said.out == (
        "192.0.2.1:40028 to 192.0.2.2:7028, SEQ relative to A's first SYN, B's absolute (it sent none)\n"
        "\n"
        "    A: client 192.0.2.1:40028                    B: server 192.0.2.2:7028\n"
        "1.  SYN-SENT --> <SEQ=0><CTL=SYN>            -->  0.000000 s  active OPEN  [active_open]\n"
        "2.  CLOSED   <-- <SEQ=0><ACK=1><CTL=RST,ACK> <--  0.011104 s  [syn_sent_refused]\n"
        "\n"
        "States of the client: CLOSED, SYN-SENT, CLOSED\n"
        "ALLOWED (rfc9293): 2 packets, and whatever of it the client sent\n"
    )


def test_text_after_a_fin_is_refused_with_what_could_have_been_sent_and_the_closest_row(handwave: Run) -> None:
    said = handwave("conform", str(AFTER_FIN), "--end", "server")
    assert said.status == 1
    assert said.out[said.out.index("States") :].splitlines()[:3] == [
        "States of the server: CLOSED, LISTEN, SYN-RECEIVED, ESTABLISHED, FIN-WAIT-1, FIN-WAIT-2",
        "NOT ALLOWED (rfc9293, linux): frame 10 (line 10): <SEQ=12><ACK=21><CTL=PSH,ACK><DATA=5>, in FIN-WAIT-2",
        "  instead: <SEQ=12><ACK=21><CTL=ACK> in FIN-WAIT-2  the same ACK again  [ack_again]",
    ]
    assert said.lines[-1] == (
        "  closest: row transmit_text (3.10.2) would send <SEQ=12><ACK=21><CTL=ACK><DATA=5>, "
        "but only in ESTABLISHED, FIN-WAIT-1, CLOSE-WAIT, CLOSING"
    )


def test_a_capture_that_begins_in_the_middle_says_where_the_end_is_taken_to_be(handwave: Run, tmp_path: Path) -> None:
    (tmp_path / "middle.pcap").write_bytes(without(LAST_ACK_LOST, range(7)))
    said = handwave("conform", "middle.pcap", "--end", "client")
    assert said.status == 0
    assert said.lines[-3:] == [
        "States of the client: ESTABLISHED|FIN-WAIT-1, FIN-WAIT-1, FIN-WAIT-2, TIME-WAIT",
        "The capture begins in the middle of a connection: at its beginning the end is taken to be in ESTABLISHED or "
        "FIN-WAIT-1.",
        "ALLOWED (rfc9293): 6 packets, and whatever of it the client sent",
    ]


def test_what_a_capture_lacks_is_told_and_nobody_is_blamed_for_it(handwave: Run, tmp_path: Path) -> None:
    (tmp_path / "gap.pcap").write_bytes(without(LAST_ACK_LOST, [5]))
    said = handwave("conform", "gap.pcap", "--end", "client")
    assert said.status == 3
    assert said.lines[-3:] == [
        "States of the client: CLOSED, SYN-SENT, ESTABLISHED, FIN-WAIT-1, FIN-WAIT-2, TIME-WAIT",
        "CANNOT BE JUDGED: segments that the others tell of are not in the capture",
        "  before line 6: the octets 1 to 10 delivered",
    ]


def test_two_connections_are_judged_one_after_the_other(handwave: Run, tmp_path: Path) -> None:
    (tmp_path / "two.pcap").write_bytes(LAST_ACK_LOST.read_bytes() + CLOSED_PORT.read_bytes()[24:])
    said = handwave("conform", "two.pcap", "--end", "client")
    assert [line for line in said.lines if line.startswith(("1 of", "2 of", "ALLOWED"))] == [
        "1 of 2: 192.0.2.1:40027 to 192.0.2.2:7027, SEQ relative to each side's first SYN",
        "ALLOWED (rfc9293): 13 packets, and whatever of it the client sent",
        "2 of 2: 192.0.2.1:40028 to 192.0.2.2:7028, SEQ relative to A's first SYN, B's absolute (it sent",
        "ALLOWED (rfc9293): 2 packets, and whatever of it the client sent",
    ]
    said = handwave("conform", "two.pcap", "--end", "client", "--connection", "3")
    assert (said.status, said.err) == (2, "handwave: two.pcap has 2 connections: there is no number 3\n")


def test_an_address_that_is_not_there_is_one_sentence(handwave: Run) -> None:
    said = handwave("conform", str(CLOSED_PORT), "--end", "10.0.0.1")
    assert (said.status, said.err) == (
        2,
        "handwave: s16_connection_refused.client.pcap has no end 10.0.0.1: "
        "write --end 192.0.2.1:40028 or --end 192.0.2.2:7028\n",
    )


def test_an_end_may_be_named_by_its_address(handwave: Run) -> None:
    by_name = handwave("conform", str(CLOSED_PORT), "--end", "server")
    assert handwave("conform", str(CLOSED_PORT), "--end", "192.0.2.2").out == by_name.out
    assert handwave("conform", str(CLOSED_PORT), "--end", "192.0.2.2:7028").out == by_name.out


def test_without_a_syn_and_with_ports_alike_nobody_is_client(handwave: Run, tmp_path: Path) -> None:
    data = bytearray(without(LAST_ACK_LOST, range(3)))
    (tmp_path / "alike.pcap").write_bytes(bytes(data).replace(struct.pack(">H", 7027), struct.pack(">H", 47027)))
    said = handwave("conform", "alike.pcap", "--end", "server")
    assert (said.status, said.err) == (
        2,
        "handwave: alike.pcap shows no SYN, so that nobody can say which end is the server: "
        "write --end 192.0.2.1:40027 or --end 192.0.2.2:47027\n",
    )


def test_what_is_no_capture_is_one_sentence(handwave: Run, tmp_path: Path) -> None:
    (tmp_path / "junk.pcap").write_bytes(b"hello")
    said = handwave("conform", "junk.pcap", "--end", "client")
    assert (said.status, said.err) == (
        2,
        "handwave: junk.pcap cannot be read, since it begins with 68 65 6c 6c, as neither pcap nor pcapng does; "
        "a capture in the format pcap or pcapng is wanted, as tcpdump -w and Wireshark write it.\n",
    )


def test_three_thousand_segments_that_open_are_judged_at_both_ends(handwave: Run, tmp_path: Path) -> None:
    data = CLOSED_PORT.read_bytes()
    length = struct.unpack_from("<I", data, 32)[0]
    syn = bytearray(data[24 : 40 + length])
    many = bytearray(data[:24])
    for number in range(3000):
        struct.pack_into(">I", syn, 16 + 20 + 4, 0x9E3779B9 * number % 2**32)  # another SEQ each
        many += syn
    (tmp_path / "many.pcap").write_bytes(many)
    said = handwave("conform", "many.pcap", "--end", "client")
    assert (said.status, said.lines[-1]) == (0, "ALLOWED (rfc9293): 3,000 packets, and whatever of it the client sent")
    said = handwave("conform", "many.pcap", "--end", "server")
    assert (said.status, said.lines[-1]) == (3, "CANNOT BE JUDGED: nothing that it sent is in the capture")


def test_as_json_the_packet_at_fault_is_told_with_what_could_have_been_sent(handwave: Run) -> None:
    said = handwave("conform", str(AFTER_FIN), "--end", "server", "--json")
    found = json.loads(said.out)
    (one,) = found["connections"]
    assert (said.status, found["schema"], one["verdict"], one["tables"]) == (1, 2, "NOT ALLOWED", ["rfc9293", "linux"])
    assert (one["bad"]["frame"], one["bad"]["line"], one["bad"]["states"]) == (10, 10, ["FIN-WAIT-2"])
    assert one["bad"]["instead"][0] == {
        "segment": "<SEQ=12><ACK=21><CTL=ACK>",
        "state": "FIN-WAIT-2",
        "by": "the same ACK again  [ack_again]",
    }
    assert [line["states"] for line in one["lines"]][:3] == [["SYN-RECEIVED"], ["SYN-RECEIVED"], ["ESTABLISHED"]]


def test_a_time_out_tells_how_much_was_judged_and_judges_nothing_else(
    handwave: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "two.pcap").write_bytes(LAST_ACK_LOST.read_bytes() + CLOSED_PORT.read_bytes()[24:])
    now = iter(range(100))
    monkeypatch.setattr(judged.time, "monotonic", lambda: next(now))
    said = handwave("conform", "two.pcap", "--end", "client", "--timeout", "3.5")
    assert said.status == 3
    assert said.lines[-4:] == [
        "States of the client: CLOSED, SYN-SENT, ESTABLISHED",
        "CANNOT BE JUDGED: the time-out of 3.5 s came first, when 7 of 13 packets had been judged, and nothing against "
        "them was found",
        "",
        "1 connection not judged at all: the time-out of 3.5 s came first.",
    ]


def test_memory_stops_a_judgement_too(handwave: Run) -> None:
    said = handwave("conform", str(LAST_ACK_LOST), "--end", "client", "--memory", "1M")
    assert (said.status, said.lines[-1]) == (
        3,
        "CANNOT BE JUDGED: it takes more memory than 1 MB, when 1 of 13 packets had been judged, and nothing against "
        "them was found",
    )


def test_ctrl_c_prints_what_was_judged_until_then(handwave: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def pressed(_: judged.Judging, done: int) -> str:
        if done > 4:
            raise KeyboardInterrupt
        return ""

    monkeypatch.setattr(judged.Judging, "__call__", pressed)
    said = handwave("conform", str(LAST_ACK_LOST), "--end", "client")
    assert (said.status, said.lines[-1]) == (
        130,
        "CANNOT BE JUDGED: it was interrupted, when 7 of 13 packets had been judged, and nothing against them was "
        "found",
    )


def test_a_judgement_is_said_in_chinese_too_and_what_a_program_reads_is_not(handwave: Run) -> None:
    said = handwave("--lang", "zh", "conform", str(LAST_ACK_LOST), "--end", "client")
    assert said.lines[-2].startswith("客户端经过的状态：CLOSED")
    assert said.lines[-1] == "允许（rfc9293）：13 个分组，其中客户端所发的全部允许"
    found = json.loads(handwave("--lang", "zh", "conform", str(LAST_ACK_LOST), "--end", "client", "--json").out)
    assert [(one["end"], one["verdict"]) for one in found["connections"]] == [("client", "ALLOWED")]
