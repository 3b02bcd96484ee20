"""Segments of an opening that must have been sent although they are not captured: the SYN,ACK, and the ACK of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from checker.packets.reading.options import Options
from checker.packets.reading.segment import ACK, RST, SYN, Segment
from checker.packets.reading.sequence import DATAGRAMS, SPACE, ahead

TOGETHER: Final = 4
"""Segments with successive IP identifications between which nothing is missing."""
ABSENT: Final = -1
"""The index of a segment that is not in the file."""
OPENS: Final = SYN | ACK


class Gap(NamedTuple):
    """Where a SYN,ACK must have been sent."""

    mine: bool
    """Whether by the end that is judged."""
    since: int
    """The place of the SYN that it answers."""
    before: int
    """The place of the first segment that acknowledges it."""


def syn_acks(segments: Sequence[Segment], sent: Sequence[bool]) -> Iterator[tuple[Gap, Segment]]:
    """The SYN,ACKs that the capture lacks: who asked acknowledges one, and the other end goes on from its number."""
    asked: dict[bool, int] = {}
    for place, one in enumerate(segments):
        mine = sent[place]
        if SYN in one:
            asked.pop(not mine, None)
            asked |= {mine: place} if ACK not in one else {}
        elif mine in asked and ACK in one and RST not in one:
            syn = asked.pop(mine)
            if ahead(one.seq, segments[syn].seq) == segments[syn].occupies and _goes_on(segments, sent, syn, place):
                yield Gap(not mine, syn, place), _answer(segments[syn], one)


def _goes_on(segments: Sequence[Segment], sent: Sequence[bool], syn: int, place: int) -> bool:
    """Whether what the other end sends next has the number that is acknowledged there."""
    others = (one for at, one in enumerate(segments) if at > syn and sent[at] != sent[place])
    following = next((one for one in others if SYN in one or one.seq), None)
    return following is not None and SYN not in following and following.seq == segments[place].ack


def _answer(syn: Segment, acked: Segment) -> Segment:
    return replace(
        syn,
        source=syn.target,
        target=syn.source,
        seq=(acked.ack - 1) % SPACE,
        ack=acked.seq,
        control=OPENS,
        length=0,
        datagram=0,
        options=Options(cut=True),
        index=ABSENT,
    )


def third(segments: Sequence[Segment], sent: Sequence[bool]) -> Iterator[tuple[int, Segment]]:
    """The ACK that completes the opening, where an IP identification is left out before what its sender sends next."""
    asked = [at for at, one in enumerate(segments) if not sent[at] and one.control & OPENS == SYN]
    place = next((at for at in range(asked[0], len(segments)) if _follows(segments, sent, at)), None) if asked else None
    if place is None:
        return
    syn = max(at for at in asked if at < place)
    one = segments[place]
    between = (one.datagram - segments[syn].datagram) % DATAGRAMS
    if segments[syn].datagram and one.datagram and 1 < between <= TOGETHER:
        yield place, replace(one, control=ACK, length=0, datagram=0, index=ABSENT)


def _follows(segments: Sequence[Segment], sent: Sequence[bool], at: int) -> bool:
    return not sent[at] and not segments[at].control & (SYN | RST) and ACK in segments[at]
