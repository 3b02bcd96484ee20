"""What a capture must lack, if the segment that the table forbids is no fault of its sender."""

from __future__ import annotations

from dataclasses import dataclass

from checker.packets.judging import Judgement
from checker.packets.judging.observed import Fields
from checker.packets.tcp.rules import NO_CONNECTION
from checker.packets.tcp.wire import MOST, ahead
from spec.tcp.variables import Ctl


@dataclass(frozen=True, slots=True)
class Gap:
    """Octets that no segment of the capture holds."""

    sent: bool
    """Whether the end must have sent them; else they were delivered to it."""
    first: int
    octets: int

    def text(self, ours: int, theirs: int) -> str:
        """Which octets, counted from these numbers."""
        first = ahead(self.first, ours if self.sent else theirs)
        return f"the octets {first} to {first + self.octets - 1} {'sent' if self.sent else 'delivered'}"


def gap(judgement: Judgement, sent: Fields) -> Gap | None:
    """The gap before that segment: it goes on behind numbers that were never sent, or tells of some never delivered."""
    at = judgement.guesses.end.at(judgement.standing[0].place)
    if at.state in NO_CONNECTION or sent["CTL"] & (Ctl.SYN | Ctl.RST):
        return None
    unseen = ahead(sent["SEQ"], at.values["SND.NXT"])
    if 0 < unseen < MOST:
        return Gap(True, at.values["SND.NXT"], unseen)
    unheard = ahead(sent["ACK"], at.values["RCV.NXT"])
    if sent["CTL"] & Ctl.ACK and 0 < unheard < MOST:
        return Gap(False, at.values["RCV.NXT"], unheard)
    return None
