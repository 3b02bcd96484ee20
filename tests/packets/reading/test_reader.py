"""Capture files become connections; the files are packed here by hand, octet by octet."""

from __future__ import annotations

import struct
from ipaddress import ip_address
from pathlib import Path

import pytest

from checker.packets.reading import Conversation, read

DATA = Path(__file__).parents[1] / "captures"
CLIENT, SERVER = "192.0.2.1", "192.0.2.2"
FIN, SYN, RST, PSH, ACK = 1, 2, 4, 8, 16


def tcp(control: int, seq: int, ack: int = 0, data: bytes = b"", *, back: bool = False) -> bytes:
    ports = (80, 40000) if back else (40000, 80)
    return struct.pack(">HHIIBBHHH", *ports, seq, ack, 5 << 4, control, 65535, 0, 0) + data


def ipv4(payload: bytes, *, back: bool = False, protocol: int = 6, fragment: int = 0, number: int = 0) -> bytes:
    ends = [ip_address(end).packed for end in ((SERVER, CLIENT) if back else (CLIENT, SERVER))]
    length = 20 + len(payload)
    return struct.pack(">BBHHHBBH", 0x45, 0, length, number, fragment, 64, protocol, 0) + b"".join(ends) + payload


def ipv6(payload: bytes, *, following: int = 6, extensions: bytes = b"") -> bytes:
    ends = ip_address("2001:db8::1").packed + ip_address("2001:db8::2").packed
    head = struct.pack(">IHBB", 6 << 28, len(extensions) + len(payload), following, 64)
    return head + ends + extensions + payload


def pcap(*frames: bytes, link: int = 101, order: str = "<", magic: int = 0xA1B2C3D4, tick: int = 1000) -> bytes:
    """A classic capture, a tick of its time unit between two packets."""
    records = (struct.pack(f"{order}IIII", 1, n * tick, len(f), len(f)) + f for n, f in enumerate(frames))
    return struct.pack(f"{order}IHHiIII", magic, 2, 4, 0, 0, 262144, link) + b"".join(records)


def block(kind: int, body: bytes) -> bytes:
    body += bytes(-len(body) % 4)
    return struct.pack("<II", kind, 12 + len(body)) + body + struct.pack("<I", 12 + len(body))


def pcapng(*frames: bytes, links: tuple[int, ...] = (1,)) -> bytes:
    section = block(0x0A0D0D0A, struct.pack("<IHHq", 0x1A2B3C4D, 1, 0, -1))
    interfaces = b"".join(block(1, struct.pack("<HHI", link, 0, 0)) for link in links)
    packets = (block(6, struct.pack("<IIIII", 0, 0, n * 500, len(f), len(f)) + f) for n, f in enumerate(frames))
    return section + interfaces + b"".join(packets)


def ethernet(packet: bytes, kind: int = 0x0800, tags: bytes = b"") -> bytes:
    return bytes(12) + tags + struct.pack(">H", kind) + packet


def conversations(folder: Path, data: bytes) -> tuple[Conversation, ...]:
    (folder / "a.pcap").write_bytes(data)
    return read(folder / "a.pcap").conversations


def texts(folder: Path, data: bytes) -> list[str]:
    return [text for talk in conversations(folder, data) for _, text, _ in talk.lines()]


SYN_ONLY = ipv4(tcp(SYN, 1000))
ANSWER = ipv4(tcp(SYN | ACK, 8000, 1001, back=True), back=True)


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(("magic", "tick"), [(0xA1B2C3D4, 1000), (0xA1B23C4D, 1_000_000)])
def test_either_byte_order_and_time_unit_is_read(tmp_path: Path, order: str, magic: int, tick: int) -> None:
    (talk,) = conversations(tmp_path, pcap(SYN_ONLY, ANSWER, order=order, magic=magic, tick=tick))
    assert (talk.ends.client, talk.ends.server) == ("192.0.2.1:40000", "192.0.2.2:80")
    assert talk.lines() == [
        ("A", "<SEQ=0><CTL=SYN>", "0.000000 s"),
        ("B", "<SEQ=0><ACK=1><CTL=SYN,ACK>", "0.001000 s"),
    ]


@pytest.mark.parametrize(
    ("link", "before"),
    [
        (101, b""),
        (12, b""),
        (14, b""),
        (228, b""),
        (1, ethernet(b"")),
        (1, ethernet(b"", tags=bytes.fromhex("81000001"))),
        (1, ethernet(b"", tags=bytes.fromhex("88a80001 81000002"))),
        (113, bytes(14) + b"\x08\x00"),
        (276, b"\x08\x00" + bytes(18)),
        (0, b"\x02\0\0\0"),
        (108, b"\0\0\0\x02"),
        (9, b"\xff\x03\0\x21"),
        (51, b"\x11\0\0\x01\0\x2a\0\x21"),
        (1, ethernet(b"\x11\0\0\x01\0\x2a\x21", 0x8864)),
        (1, ethernet(bytes.fromhex("00010000 00020140"), 0x8847)),
        (0x4400_0001, ethernet(b"")),
    ],
)
def test_ip_is_found_behind_every_accepted_link_header(tmp_path: Path, link: int, before: bytes) -> None:
    assert texts(tmp_path, pcap(before + SYN_ONLY, link=link)) == ["<SEQ=0><CTL=SYN>"]


def test_pcapng_with_ethernet_is_read(tmp_path: Path) -> None:
    (talk,) = conversations(tmp_path, pcapng(ethernet(SYN_ONLY), ethernet(ANSWER)))
    assert talk.lines()[1] == ("B", "<SEQ=0><ACK=1><CTL=SYN,ACK>", "0.000500 s")


def test_frames_whose_check_bits_were_captured_are_read() -> None:
    (talk,) = read(DATA / "frame_check_bits.pcap").conversations
    assert len(talk.segments) == 6


def test_interfaces_may_have_different_link_types_and_clocks(tmp_path: Path) -> None:
    raw = block(1, struct.pack("<HHI", 101, 0, 0) + struct.pack("<HHBxxx", 9, 1, 3))  # milliseconds
    second = block(6, struct.pack("<IIIII", 1, 0, 2, len(ANSWER), len(ANSWER)) + ANSWER)
    (talk,) = conversations(tmp_path, pcapng(ethernet(SYN_ONLY)) + raw + second)
    assert [one.seconds for one in talk.segments] == [0.0, 0.002]


def test_sections_have_their_own_byte_order_and_interfaces(tmp_path: Path) -> None:
    simple = block(3, struct.pack("<I", len(ANSWER)) + ANSWER)
    assert len(texts(tmp_path, pcapng(ethernet(SYN_ONLY)) + pcapng(links=(101,)) + simple)) == 2
    swapped = struct.pack(">IIIHHqI", 0x0A0D0D0A, 28, 0x1A2B3C4D, 1, 0, -1, 28)
    interface = struct.pack(">IIHHII", 1, 20, 101, 0, 0, 20)
    packet = struct.pack(">IIIIIII", 6, 32 + len(ANSWER), 0, 0, 0, len(ANSWER), len(ANSWER)) + ANSWER
    packet += struct.pack(">I", 32 + len(ANSWER))
    assert len(texts(tmp_path, pcapng(ethernet(SYN_ONLY)) + swapped + interface + packet)) == 2


GRE, GRE_WITH_KEY = bytes.fromhex("00000800"), bytes.fromhex("20000800 00000007")
VXLAN = bytes.fromhex("c001 12b5 0000 0000 08000000 00000700")


@pytest.mark.parametrize(
    ("protocol", "head", "kind"),
    [
        (47, GRE, "GRE"),
        (47, GRE_WITH_KEY, "GRE"),
        (47, bytes.fromhex("00006558") + ethernet(b""), "GRE"),
        (47, bytes.fromhex("3081880b 002c0001 00000001 00000001 ff030021"), "GRE"),
        (17, VXLAN + ethernet(b""), "VXLAN"),
        (4, b"", "IP in IP"),
    ],
)
def test_what_is_in_a_tunnel_is_taken_out_and_the_tunnel_named(
    tmp_path: Path, protocol: int, head: bytes, kind: str
) -> None:
    (tmp_path / "a.pcap").write_bytes(pcap(ipv4(head + SYN_ONLY, protocol=protocol)))
    found = read(tmp_path / "a.pcap")
    assert [text for _, text, _ in found.conversations[0].lines()] == ["<SEQ=0><CTL=SYN>"]
    assert found.notes == (f"Segments were taken out of tunnels (1 in {kind}).",)


def test_what_is_in_a_fragmented_tunnel_is_read_from_the_first_fragment(tmp_path: Path) -> None:
    inside = GRE + ipv4(tcp(PSH | ACK, 1, 1, bytes(60)))
    fragments = ipv4(inside[:64], protocol=47, fragment=0x2000, number=9), ipv4(inside[64:], protocol=47, fragment=8)
    assert texts(tmp_path, pcap(*fragments)) == ["<SEQ=1><ACK=1><CTL=PSH,ACK><DATA=60>"]


def test_fragments_are_put_together_however_they_come(tmp_path: Path) -> None:
    payload = tcp(PSH | ACK, 1, 1, bytes(60))
    first, middle, last = (
        ipv4(payload[:32], fragment=0x2000, number=9),
        ipv4(payload[32:64], fragment=0x2000 | 4, number=9),
        ipv4(payload[64:], fragment=8, number=9),
    )
    for order in ([first, middle, last], [last, first, middle], [first, first, last, middle]):
        assert texts(tmp_path, pcap(*order)) == ["<SEQ=1><ACK=1><CTL=PSH,ACK><DATA=60>"]


def test_fragments_of_ipv6_are_put_together(tmp_path: Path) -> None:
    payload = tcp(ACK, 1, 1, bytes(28))
    head = [struct.pack(">BBHI", 6, 0, place, 77) for place in (1, 40)]
    frames = [
        ipv6(payload[:40], following=44, extensions=head[0]),
        ipv6(payload[40:], following=44, extensions=head[1]),
    ]
    assert texts(tmp_path, pcap(*frames, link=229)) == ["<SEQ=1><ACK=1><CTL=ACK><DATA=28>"]


def test_ipv6_is_read_with_its_extension_headers(tmp_path: Path) -> None:
    options = bytes([6, 0, 1, 4, 0, 0, 0, 0])
    frames = [ipv6(tcp(SYN, 5)), ipv6(tcp(ACK, 6, 1, b"ab"), following=0, extensions=options)]
    (talk,) = conversations(tmp_path, pcap(*frames, link=229))
    assert (talk.ends.client, talk.ends.server) == ("[2001:db8::1]:40000", "[2001:db8::2]:80")
    assert [text for _, text, _ in talk.lines()] == ["<SEQ=0><CTL=SYN>", "<SEQ=1><ACK=1><CTL=ACK><DATA=2>"]


def test_data_is_measured_by_the_ip_header_and_not_by_what_was_captured(tmp_path: Path) -> None:
    packet = ipv4(tcp(PSH | ACK, 1, 1, bytes(1000)))[:60]
    assert texts(tmp_path, pcap(packet)) == ["<SEQ=1><ACK=1><CTL=PSH,ACK><DATA=1000>"]


def test_padding_of_a_short_ethernet_frame_is_no_data(tmp_path: Path) -> None:
    assert texts(tmp_path, pcap(ethernet(SYN_ONLY) + bytes(6), link=1)) == ["<SEQ=0><CTL=SYN>"]


def test_numbers_are_those_of_the_header_when_asked_for(tmp_path: Path) -> None:
    (talk,) = conversations(tmp_path, pcap(SYN_ONLY, ANSWER))
    assert talk.heading() == "192.0.2.1:40000 to 192.0.2.2:80, SEQ relative to each side's first SYN"
    assert talk.lines(absolute=True)[1][1] == "<SEQ=8000><ACK=1001><CTL=SYN,ACK>"
    assert talk.heading(absolute=True) == "192.0.2.1:40000 to 192.0.2.2:80, absolute SEQ and ACK"


def test_without_a_syn_numbers_are_absolute_and_the_heading_says_so(tmp_path: Path) -> None:
    (talk,) = conversations(tmp_path, pcap(ipv4(tcp(ACK, 5000, 6000))))
    assert talk.lines()[0][1] == "<SEQ=5000><ACK=6000><CTL=ACK>"
    assert talk.heading().endswith(", absolute SEQ and ACK (no SYN was seen)")


def test_the_side_whose_syn_is_missing_is_named(tmp_path: Path) -> None:
    (talk,) = conversations(tmp_path, pcap(SYN_ONLY, ipv4(tcp(RST | ACK, 0, 1001, back=True), back=True)))
    assert talk.heading().endswith(", SEQ relative to A's first SYN, B's absolute (it sent none)")


def test_who_answers_a_syn_is_b_even_if_seen_first(tmp_path: Path) -> None:
    (talk,) = conversations(tmp_path, pcap(ANSWER))
    assert (talk.ends.client, talk.lines()[0][0]) == ("192.0.2.1:40000", "B")


def test_relative_numbers_wrap_around_and_lie_before_the_syn_where_they_do(tmp_path: Path) -> None:
    frames = [ipv4(tcp(SYN, 2**32 - 1)), ipv4(tcp(ACK, 4, 1)), ipv4(tcp(SYN, 2**32 - 11))]
    assert texts(tmp_path, pcap(*frames)) == ["<SEQ=0><CTL=SYN>", "<SEQ=5><ACK=1><CTL=ACK>", "<SEQ=-10><CTL=SYN>"]


def test_what_was_seen_before_is_said_and_a_copy_by_the_network_is_told_from_a_retransmission(tmp_path: Path) -> None:
    fin = [ipv4(tcp(FIN | ACK, 1001, 1), number=number) for number in (7, 8, 8)]
    ack = ipv4(tcp(ACK, 1, 1002, back=True), back=True)
    (talk,) = conversations(tmp_path, pcap(SYN_ONLY, SYN_ONLY, *fin, ack, ack))
    assert [note[10:] for _, _, note in talk.lines()] == [
        "",
        "  retransmission of line 1",
        "",
        "  retransmission of line 3",
        "  copy of line 4 (same IP identification)",
        "",
        "  same as line 6",
    ]


def test_frames_are_named_where_other_packets_stand_between(tmp_path: Path) -> None:
    other = ipv4(bytes(8), protocol=17)
    (talk,) = conversations(tmp_path, pcap(SYN_ONLY, other, ANSWER))
    assert [note for _, _, note in talk.lines()] == ["0.000000 s  frame 1", "0.002000 s  frame 3"]


def test_a_new_syn_after_a_reset_begins_another_connection(tmp_path: Path) -> None:
    reset = ipv4(tcp(RST, 1001))
    talks = conversations(tmp_path, pcap(SYN_ONLY, reset, SYN_ONLY, ipv4(tcp(SYN, 5000)), SYN_ONLY))
    assert [len(talk.segments) for talk in talks] == [3, 1 + 1]


def test_a_new_syn_after_both_fins_begins_another_connection(tmp_path: Path) -> None:
    fins = [ipv4(tcp(FIN | ACK, 1001, 8001)), ipv4(tcp(FIN | ACK, 8001, 1002, back=True), back=True)]
    talks = conversations(tmp_path, pcap(SYN_ONLY, ANSWER, *fins, ipv4(tcp(SYN, 9000))))
    assert [len(talk.segments) for talk in talks] == [4, 1]


def test_a_new_syn_within_a_connection_belongs_to_it(tmp_path: Path) -> None:
    assert len(conversations(tmp_path, pcap(SYN_ONLY, ipv4(tcp(SYN, 500))))) == 1


def test_a_real_capture_is_read() -> None:
    (talk,) = read(DATA / "kernel" / "s16_connection_refused.client.pcap").conversations
    assert talk.lines() == [
        ("A", "<SEQ=0><CTL=SYN>", "0.000000 s"),
        ("B", "<SEQ=0><ACK=1><CTL=RST,ACK>", "0.011104 s"),
    ]
