"""What judging a long connection costs: ``python tests/benchmarks/packets.py [PACKETS]``.

Each line: how many packets, the end, milliseconds of CPU a packet (reading included), the most memory of the process.
Asked: at most 1 ms a packet, and memory that grows with the file only.
"""

from __future__ import annotations

import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

FIN, SYN, PSH, ACK = 1, 2, 8, 16
CLIENT, SERVER = (bytes([192, 0, 2, 1]), 40000), (bytes([192, 0, 2, 2]), 80)
JUDGED = """
import resource, sys, time
from checker.packets.reading import read
from checker.packets.reading.pairs import pairs
from checker.packets.tcp.conformance import conform
(pair,) = pairs(read(sys.argv[1]))
found = conform(pair, sys.argv[2])
print(found.verdict, time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def packet(sent: bool, seq: int, ack: int, control: int, octets: int = 0) -> bytes:
    """An IPv4 packet of the client or the server, its data cut off."""
    (source, port), (target, to) = (CLIENT, SERVER) if sent else (SERVER, CLIENT)
    tcp = struct.pack(">HHIIHHHH", port, to, seq, ack, 5 << 12 | control, 60000, 0, 0)
    return struct.pack(">BBHHHBBH4s4s", 0x45, 0, 40 + octets, 0, 0, 64, 6, 0, source, target) + tcp


def connection(packets: int) -> Iterator[bytes]:
    """An opening, two segments of data and an ACK again and again, and no closing."""
    yield from (packet(True, 1000, 0, SYN), packet(False, 5000, 1001, SYN | ACK), packet(True, 1001, 5001, ACK))
    seq = 1001
    for _ in range((packets - 3) // 3):
        yield packet(True, seq, 5001, ACK, 500)
        yield packet(True, seq + 500, 5001, PSH | ACK, 400)
        seq += 900
        yield packet(False, 5001, seq, ACK)


def written(folder: Path, packets: int) -> Path:
    """The capture, a packet every 100 us."""
    path = folder / f"{packets}.pcap"
    with path.open("wb") as file:
        file.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 101))
        for number, octets in enumerate(connection(packets)):
            when = divmod(100 * number, 1_000_000)
            file.write(struct.pack("<IIII", *when, len(octets), struct.unpack_from(">H", octets, 2)[0]) + octets)
    return path


def main() -> None:
    """Print the lines."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        for packets in (most // 10, most):
            path = written(Path(folder), packets)
            for end in "AB":
                command = [sys.executable, "-c", JUDGED, str(path), end]
                done = subprocess.run(command, capture_output=True, text=True, check=True)
                verdict, seconds, megabytes = done.stdout.rsplit(maxsplit=2)
                cost = 1000 * float(seconds) / packets
                print(f"{packets:7,} packets, {end}: {verdict}, {cost:.2f} ms a packet, {float(megabytes):.0f} MB")


if __name__ == "__main__":
    main()
