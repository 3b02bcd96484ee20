"""What no end may send, whatever became of the segments between it and the tap.

Away from the end, segments may be lost or overtaken where the capture does not show it.  Where it was so anywhere,
only that is held against the end for which no loss and no other order is an excuse.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from checker.packets.reading.segment import ACK, FIN, RST, SYN, Segment
from checker.packets.reading.sequence import ahead
from checker.packets.tcp.distance import Distance

AWAY: Final = 0.0002
"""Seconds: an end that answers no quicker than that need not be the one at which the capture was taken."""
PROBE: Final = 1
"""Octets of a probe, at most: it repeats a number, and nothing was lost."""
QUIET: Final = 0.1
"""Seconds in which nothing was sent before it."""
CERTAIN: Final = 0.9
"""The part of the quickest answer's time after which what has passed the tap is at the end."""


def is_disturbed(segments: Sequence[Segment], away: Distance) -> bool:
    """Whether the tap is away from the end, and segments passed it again or in another order than they were sent."""
    return (away.quickest is None or away.quickest > AWAY) and _again(segments)


def _again(segments: Sequence[Segment]) -> bool:
    """Whether something passed again, or behind what its sender sent after it; or was acknowledged out of turn."""
    last: dict[str, Segment] = {}
    for one in segments:
        before = last.get(one.source)
        if before is not None and (_goes_back(before, one) or _tells_of_a_gap(before, one, last.get(one.target))):
            return True
        if RST not in one:
            last[one.source] = one
    return False


def _goes_back(before: Segment, one: Segment) -> bool:
    if SYN in one or SYN in before:
        return one.seq == before.seq
    step = ahead(one.seq, before.seq + before.occupies)
    is_probe = step == -1 and one.occupies <= PROBE and FIN not in one and one.seconds - before.seconds >= QUIET
    older = None not in (before.options.stamp, one.options.stamp)
    older = older and ahead(one.options.stamp or 0, before.options.stamp or 0) < 0
    return (step < 0 and not is_probe) or older or (ACK in one and ahead(one.ack, before.ack) < 0)


def _tells_of_a_gap(before: Segment, one: Segment, theirs: Segment | None) -> bool:
    """Whether it is the same ACK again, though more has passed."""
    same = (before.seq, before.ack, before.window) == (one.seq, one.ack, one.window) and not one.occupies
    return same and theirs is not None and ahead(theirs.seq + theirs.occupies, one.ack) > 0


def is_certain(segments: Sequence[Segment], place: int, away: Distance) -> bool:
    """Whether no TCP may have sent the segment at that place, as far as all the others tell."""
    one = segments[place]
    theirs = [other for other in segments[:place] if other.source != one.source]
    syn = next((at for at in range(len(theirs) - 1, -1, -1) if SYN in theirs[at]), None)
    if RST in one or (SYN in one and syn is None):
        return False
    if SYN in one:
        return _answers_no(one, [other for other in theirs if SYN in other], away)
    mine = [other for other in _incarnation(segments, one.source, place) if other is not one]
    if ACK not in one or _is_past_the_end(one, mine):
        return True
    return syn is not None and _goes_too_far(one, mine, theirs[syn:])


def _answers_no(one: Segment, syns: Sequence[Segment], away: Distance) -> bool:
    """Whether it is a SYN,ACK of none of these SYNs, or a SYN that left after one, sent once, had arrived."""
    if ACK in one:
        return not any(0 < ahead(one.ack, other.seq) <= other.occupies for other in syns)
    passed = one.seconds - syns[0].seconds
    return len(syns) == 1 and away.quickest is not None and passed >= CERTAIN * away.quickest


def _incarnation(segments: Sequence[Segment], source: str, place: int) -> list[Segment]:
    """What that end sent from its last SYN before that place up to the next one after it."""
    first = max((at for at in range(place) if segments[at].source == source and SYN in segments[at]), default=0)
    found: list[Segment] = []
    for one in segments[first:]:
        if one.source == source and RST not in one:
            if SYN in one and found and one.seq != found[0].seq:
                break
            found.append(one)
    return found


def _is_past_the_end(one: Segment, mine: Sequence[Segment]) -> bool:
    """Whether it has octets behind a FIN of the same end, or a FIN before octets, or another FIN than that."""
    ends = [(other.seq + other.occupies) for other in mine if FIN in other]
    if FIN in one:
        ends.append(one.seq + one.occupies)
    used = [(other.seq + other.occupies) for other in (*mine, one) if other.occupies]
    return bool(one.occupies) and any(ahead(last, end) > 0 for end in ends for last in used)


def _goes_too_far(one: Segment, mine: Sequence[Segment], theirs: Sequence[Segment]) -> bool:
    """Whether it acknowledges what never passed the tap, or has octets beyond every window that did."""
    newest = theirs[0].seq
    for other in theirs:
        newest = max(newest, other.seq + other.occupies, key=lambda end: ahead(end, theirs[0].seq))
    if ahead(one.ack, newest) > 0:
        return True
    shifts = [other.options.scale for other in (*mine, *theirs) if SYN in other]
    if not one.length or len(shifts) < 2 or any(other.options.cut for other in theirs if SYN in other):
        return False
    shift = 0 if None in shifts else theirs[0].options.scale or 0
    edges = [other.ack + (other.window << (0 if SYN in other else shift)) for other in theirs if ACK in other]
    return bool(edges) and all(ahead(one.seq + one.length, edge) > PROBE for edge in edges)
