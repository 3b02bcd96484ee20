"""One TCP segment as it was seen, written as RFC 9293 writes it.

SEQ and ACK are the 32 bits of the header (RFC 9293 3.1); *relative* ones count from the first SYN of their side.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from checker.packets.reading.options import NONE, Options
from checker.packets.reading.sequence import ahead

FIN: Final = 0x01
SYN: Final = 0x02
RST: Final = 0x04
ACK: Final = 0x10
FLAGS: Final = {
    "SYN": SYN,
    "FIN": FIN,
    "RST": RST,
    "PSH": 0x08,
    "URG": 0x20,
    "ECE": 0x40,
    "CWR": 0x80,
    "AE": 0x100,
    "ACK": ACK,
}
"""The control bits in the order in which they are written, as in ``CTL=SYN,ACK``; AE is RFC 9768's."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One TCP segment as it was seen, with the numbers of its header."""

    seconds: float
    """When it was seen, in seconds since the first packet of the capture."""
    source: str
    """``192.0.2.1:40001``."""
    target: str
    seq: int
    ack: int
    """Meaningless where the ACK bit is not set."""
    control: int
    """The control bits, FIN being the lowest."""
    length: int
    """Octets of data."""
    datagram: int = 0
    """The identification of the IPv4 datagram; 0 where there is none."""
    window: int = 0
    """The window as the header has it, not yet scaled."""
    options: Options = NONE
    index: int = 0
    """Its place among all packets of the file, from 0."""

    @property
    def frame(self) -> int:
        """Its number among all packets of the file, from 1: the frame number that Wireshark shows."""
        return self.index + 1

    def __contains__(self, flag: int) -> bool:
        return bool(self.control & flag)

    @property
    def occupies(self) -> int:
        """SEG.LEN: the sequence numbers that it takes, SYN and FIN counted."""
        return self.length + (SYN in self) + (FIN in self)

    @property
    def content(self) -> tuple[str, int, int, int, int]:
        """What two segments have in common that are the same segment, sent or seen twice."""
        return (self.source, self.seq, self.ack if ACK in self and not self.occupies else 0, self.control, self.length)

    def text(self, ours: int, theirs: int) -> str:
        """As RFC 9293 writes it, SEQ counted from ``ours`` and ACK from ``theirs``.

        >>> Segment(0.0, "a:1", "b:2", 1001, 501, ACK, 10).text(1000, 500)
        '<SEQ=1><ACK=1><CTL=ACK><DATA=10>'
        """
        flags = ",".join(name for name, bit in FLAGS.items() if bit in self)
        parts = {
            "SEQ": str(_distance(self.seq, ours)),
            "ACK": str(_distance(self.ack, theirs)) if ACK in self else "",
            "CTL": flags,
            "DATA": str(self.length) if self.length else "",
        }
        return "".join(f"<{name}={value}>" for name, value in parts.items() if value)


def _distance(number: int, base: int) -> int:
    """How far a sequence number lies after another one, negative where it lies before it.

    >>> _distance(3, 2**32 - 2), _distance(90, 100), _distance(2**32 - 1, 0)
    (5, -10, 4294967295)
    """
    return ahead(number, base) if base else number
