"""A file that is no capture, or a damaged one, gets one sentence and never a traceback."""

from __future__ import annotations

import os
import struct
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, strategies as st

from checker.packets.reading import Capture, CaptureError, contents, read, reader

DATA = Path(__file__).parents[1] / "captures"
REAL = (DATA / "kernel" / "s15_last_ack_lost.client.pcap").read_bytes()
"""Thirteen packets; each record has a header of 16 octets, the first one begins at 24 and holds 40 + 4 octets."""
HANDSHAKE = (DATA / "handshake.pcapng").read_bytes()
WANTED = "; a capture in the format pcap or pcapng is wanted, as tcpdump -w and Wireshark write it."
LINKS = "0, 1, 9, 12, 14, 51, 101, 108, 113, 228, 229, 276 (Ethernet, raw IP, Linux cooked, loopback, PPP)"
PACKET = 24 + 16
TCP = PACKET + 20


def changed(at: int, octets: bytes, data: bytes = REAL) -> bytes:
    return data[:at] + octets + data[at + len(octets) :]


def capture(folder: Path, data: bytes) -> Capture:
    (folder / "a.pcap").write_bytes(data)
    return read(folder / "a.pcap")


def fault(path: Path) -> str:
    with pytest.raises(CaptureError) as caught:
        read(path)
    return str(caught.value).replace(f"{path.parent}{os.sep}", "")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "a.pcap is empty" + WANTED),
        (b"Hello, world", "a.pcap cannot be read, since it begins with 48 65 6c 6c, as neither pcap nor pcapng does"),
        (REAL[:20], "a.pcap cannot be read, since its header is cut short or damaged"),
        (changed(20, b"\x69"), "a.pcap cannot be read, since its link type is 105: accepted are " + LINKS),
    ],
)
def test_a_file_that_is_no_capture_is_named_with_what_is_wanted(tmp_path: Path, data: bytes, sentence: str) -> None:
    (tmp_path / "a.pcap").write_bytes(data)
    assert fault(tmp_path / "a.pcap").removesuffix(WANTED) == sentence.removesuffix(WANTED)


def test_a_capture_without_packets_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.pcap").write_bytes(REAL[:24])
    assert fault(tmp_path / "a.pcap") == "a.pcap holds no TCP segment that can be read."


def test_a_capture_without_tcp_says_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "a.pcap").write_bytes(changed(PACKET + 9, b"\x11", REAL[:84]))
    assert fault(tmp_path / "a.pcap") == "a.pcap holds no TCP segment that can be read: 1 packet left out (1 not TCP)."


@pytest.mark.parametrize(
    ("at", "octets", "note"),
    [
        (PACKET + 9, b"\x11", "1 packet left out (1 not TCP)."),
        (PACKET, b"\x75", "1 packet left out (1 not TCP)."),
        (PACKET + 6, b"\x20\x00", "1 packet left out (1 IP fragment of a packet that is not there whole)."),
        (PACKET + 6, b"\x00\x01", "1 packet left out (1 IP fragment of a packet that is not there whole)."),
        (TCP + 12, b"\xf0", "1 packet left out (1 malformed)."),
        (TCP + 12, b"\x40", "1 packet left out (1 malformed)."),
        (PACKET, b"\x4f", "1 packet left out (1 malformed)."),
        (PACKET + 2, b"\x00\x20", "1 packet left out (1 malformed)."),
    ],
)
def test_a_packet_that_is_no_whole_tcp_segment_is_counted(tmp_path: Path, at: int, octets: bytes, note: str) -> None:
    found = capture(tmp_path, changed(at, octets))
    assert (len(found.conversations[0].segments), found.notes) == (12, (note,))


@pytest.mark.parametrize("missing", [1, 40, 41, 55])
def test_what_stands_before_a_packet_that_is_cut_short_is_kept(tmp_path: Path, missing: int) -> None:
    found = capture(tmp_path, REAL[:-missing])
    assert len(found.conversations[0].segments) == 12
    assert found.notes == ("Reading stopped after 12 packets, since the next packet is cut short.",)


def test_what_stands_before_a_pcapng_block_that_is_cut_short_is_kept(tmp_path: Path) -> None:
    found = capture(tmp_path, HANDSHAKE[:-1])
    assert len(found.conversations[0].segments) == 2
    assert found.notes == ("Reading stopped after 2 packets, since the next packet is cut short.",)


def test_a_packet_that_claims_an_absurd_length_ends_the_reading(tmp_path: Path) -> None:
    found = capture(tmp_path, changed(84 + 8, b"\xff\xff\xff\xff"))
    assert found.notes == ("Reading stopped after 1 packet, since the next packet claims 4,294,967,295 octets.",)


def test_a_pcapng_file_without_a_packet_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.pcap").write_bytes(HANDSHAKE[:28])
    assert fault(tmp_path / "a.pcap") == "a.pcap holds no TCP segment that can be read."


def test_a_pcapng_file_that_is_cut_short_before_its_first_packet_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.pcap").write_bytes(HANDSHAKE[:40])
    assert fault(tmp_path / "a.pcap") == (
        "a.pcap holds no TCP segment that can be read: "
        "reading stopped after 0 packets, since the next packet is cut short."
    )


def test_a_packet_of_an_interface_that_is_not_described_ends_the_reading(tmp_path: Path) -> None:
    block = struct.pack("<IIIIIIII", 6, 36, 7, 0, 0, 4, 4, 0) + struct.pack("<I", 36)
    assert capture(tmp_path, HANDSHAKE + block).notes == (
        "Reading stopped after 3 packets, since the next packet is damaged.",
    )


def test_a_million_options_take_no_longer_than_their_octets(tmp_path: Path) -> None:
    options = struct.pack("<HH", 2, 0) * 1_000_000
    length = 20 + len(options)
    block = struct.pack("<IIHHI", 1, length, 1, 0, 0) + options + struct.pack("<I", length)
    assert len(capture(tmp_path, HANDSHAKE + block).conversations[0].segments) == 3


def test_tunnels_in_tunnels_are_opened_to_a_depth(tmp_path: Path) -> None:
    packet = REAL[PACKET : PACKET + 44]
    for _ in range(30):
        packet = struct.pack(">BBHHHBBH", 0x45, 0, 20 + len(packet), 0, 0, 64, 4, 0) + bytes(8) + packet
    head = REAL[:32] + struct.pack("<II", len(packet), len(packet))
    (tmp_path / "a.pcap").write_bytes(head + packet)
    assert fault(tmp_path / "a.pcap") == (
        "a.pcap holds no TCP segment that can be read: 1 packet left out (1 tunnels in tunnels)."
    )


def test_a_header_that_was_not_captured_whole_is_named_as_such(tmp_path: Path) -> None:
    short = REAL[:32] + struct.pack("<II", 30, 44) + REAL[PACKET : PACKET + 30]
    (tmp_path / "a.pcap").write_bytes(short)
    assert fault(tmp_path / "a.pcap") == (
        "a.pcap holds no TCP segment that can be read: 1 packet left out "
        "(1 cut off in the TCP header: captured with a snap length that is too small)."
    )


def test_options_that_were_not_captured_are_named(tmp_path: Path) -> None:
    short = REAL[:32] + struct.pack("<II", 42, 44) + REAL[PACKET : PACKET + 42]
    assert capture(tmp_path, short).notes == ("The options of 1 segment were not captured (snap length).",)


def test_exactly_as_many_packets_as_are_read_are_the_whole_capture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents, "MOST_PACKETS", 13)
    assert capture(tmp_path, REAL).notes == ()


def test_more_packets_than_anybody_reads_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "MOST_PACKETS", 5)
    found = capture(tmp_path, REAL)
    assert found.notes == ("Reading stopped after 5 packets, since more packets than that are not read.",)


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "LARGEST", 0)
    (tmp_path / "a.pcap").write_bytes(REAL)
    assert fault(tmp_path / "a.pcap") == "a.pcap is larger than 0 MiB; cut it with tcpdump -c or editcap."


def test_a_path_that_leads_to_no_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "dangling").symlink_to("nowhere")
    os.mkfifo(tmp_path / "pipe")
    assert fault(tmp_path / "none") == "none cannot be read: No such file or directory" + WANTED
    assert fault(tmp_path / "dangling") == "dangling cannot be read: No such file or directory" + WANTED
    assert fault(tmp_path / "loop") == "loop cannot be read: Too many levels of symbolic links" + WANTED
    assert fault(tmp_path / "pipe") == "pipe is not a regular file" + WANTED
    assert fault(tmp_path) == f"{tmp_path.name} is a directory" + WANTED


def test_a_file_that_may_not_be_read_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.pcap").write_bytes(REAL)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert fault(tmp_path / "a.pcap") == "a.pcap cannot be read: Permission denied" + WANTED


def test_a_name_that_a_terminal_cannot_show_is_quoted() -> None:
    with pytest.raises(CaptureError, match=r"^'a\\x1b\[31m' cannot be read: No such file or directory"):
        read("a\x1b[31m")
    with pytest.raises(CaptureError, match=r"^'a\\x00' cannot be read: "):
        read("a\0")


def test_a_symbolic_link_to_a_capture_is_followed(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(DATA / "kernel" / "s15_last_ack_lost.client.pcap")
    assert len(read(tmp_path / "link").conversations) == 1


heads = st.sampled_from([REAL[:24], HANDSHAKE[:48], changed(20, b"\x01", REAL[:24]), changed(20, b"\x71", REAL[:24])])
noise = st.builds(bytes.__add__, heads | st.just(b""), st.binary(max_size=400))
patches = st.lists(st.tuples(st.integers(0, len(REAL)), st.binary(min_size=1, max_size=4)), min_size=1, max_size=8)


def survives(data: bytes) -> None:
    """Read it, and say everything there is to say about it."""
    with TemporaryDirectory() as folder, suppress(CaptureError):
        for talk in capture(Path(folder), data).conversations:
            assert talk.heading()
            assert len(talk.lines()) == len(talk.lines(absolute=True)) == len(talk.segments) > 0


@given(noise)
def test_random_octets_are_read_or_refused(data: bytes) -> None:
    survives(data)


@given(st.sampled_from([REAL, HANDSHAKE]), patches, st.integers(0, len(REAL)))
def test_a_damaged_capture_is_read_or_refused(data: bytes, damage: list[tuple[int, bytes]], cut: int) -> None:
    for at, octets in damage:
        data = changed(at % len(data), octets, data)
    survives(data[: len(data) - cut] if cut % 3 == 0 else data)
