"""The kernels after the search: what holds in the pairs that were met, and from which of them others can be reached."""

from __future__ import annotations

from checker.search.native import context as at
from checker.search.native.meeting import was_met
from checker.search.native.words import Words, octets, words32, words64


def mark_views(c: Words) -> int:
    """Note which views occur at these places: those of A at TRUE, those of B at FOUND."""
    order, of_a, of_b = words64(c[at.ORDER]), octets(c[at.TRUE]), octets(c[at.FOUND])
    for place in range(c[at.FROM], c[at.TO]):
        of_a[order[place] & at.LOW] = 1
        of_b[order[place] >> 32] = 1
    return 0


def mark_classes(c: Words) -> int:
    """Note at TRUE which pairs of classes occur at these places and were not asked about yet; how many they are."""
    order, answers, across = words64(c[at.ORDER]), octets(c[at.TRUE]), c[at.CLASS_COUNT]
    of_a, of_b = words32(c[at.CLASSES]), words32(c[at.CLASSES + at.SIDE])
    count = 0
    for place in range(c[at.FROM], c[at.TO]):
        pair = order[place]
        both = of_a[pair & at.LOW] * across + of_b[pair >> 32]
        if answers[both] == at.NOT_ASKED:
            answers[both] = at.OCCURS
            count += 1
    return count


def places_true(c: Words) -> int:
    """Write at FOUND those of these places whose pair of classes is true; how many there are."""
    order, answers, found, across = words64(c[at.ORDER]), octets(c[at.TRUE]), words32(c[at.FOUND]), c[at.CLASS_COUNT]
    of_a, of_b = words32(c[at.CLASSES]), words32(c[at.CLASSES + at.SIDE])
    count = 0
    for place in range(c[at.FROM], c[at.TO]):
        pair = order[place]
        found[count] = place
        count += answers[of_a[pair & at.LOW] * across + of_b[pair >> 32]] & 1
    return count


def note_places(c: Words) -> int:
    """Note the pairs at the places that stand at FOUND."""
    order, found, top, good = words64(c[at.ORDER]), words32(c[at.FOUND]), words32(c[at.TOP]), words64(c[at.GOOD])
    for one in range(c[at.FROM], c[at.TO]):
        pair = order[found[one]]
        note(top, good, c[at.STRIDE], pair & at.LOW, pair >> 32)
    return 0


def note(top32: Words, good: Words, stride: int, a: int, b: int) -> int:
    """Note a pair."""
    word = top32[a * stride + (b >> 9)] * 8 + (b >> 6 & 7)
    good[word] = good[word] | 1 << (b & 63)
    return 1


def own_leads(c: Words, side: int, low: int, high: int, other: int) -> int:
    """1 if one of these entries of one end's view, beside that view of the other end, leads to a pair that is noted."""
    entries, put = words64(c[at.ENTRIES + side]), words32(c[at.PUT + at.SIDE - side])
    row = other * c[at.SENT + at.SIDE - side]
    top, good, stride = words32(c[at.TOP]), words64(c[at.GOOD]), c[at.STRIDE]
    for place in range(low, high):
        mine, to = entries[place] & at.LOW, put[row + (entries[place] >> at.SENT_SHIFT & at.SENT_BITS)]
        if to < at.FIRST:
            continue
        if side == 0:
            if was_met(top, good, stride, mine, to - at.FIRST):
                return 1
        elif was_met(top, good, stride, to - at.FIRST, mine):
            return 1
    return 0


def tick_leads(c: Words, entry_a: int, entry_b: int) -> int:
    """1 if this tick leads to a pair that is noted; one that is cut off, or moves nothing, leads nowhere."""
    a, b = entry_a & at.LOW, entry_b & at.LOW
    if (entry_a | entry_b) & at.MOVES == 0 or a == at.CUT_OFF or b == at.CUT_OFF:
        return 0
    to_a, to_b = entry_b >> at.SENT_SHIFT & at.SENT_BITS, entry_a >> at.SENT_SHIFT & at.SENT_BITS
    after_a = words32(c[at.PUT])[a * c[at.SENT] + to_a]
    after_b = words32(c[at.PUT + at.SIDE])[b * c[at.SENT + at.SIDE] + to_b]
    if after_a < at.FIRST or after_b < at.FIRST:
        return 0
    return was_met(words32(c[at.TOP]), words64(c[at.GOOD]), c[at.STRIDE], after_a - at.FIRST, after_b - at.FIRST)


def leads(c: Words, a: int, b: int) -> int:
    """1 if something that may happen at the pair leads to one that is noted."""
    row_a, row_b = words32(c[at.ROWS]), words32(c[at.ROWS + at.SIDE])
    if own_leads(c, 0, row_a[4 * a], row_a[4 * a + 2], b) or own_leads(c, at.SIDE, row_b[4 * b], row_b[4 * b + 1], a):
        return 1
    entries_a, entries_b = words64(c[at.ENTRIES]), words64(c[at.ENTRIES + at.SIDE])
    for one in range(row_a[4 * a + 2], row_a[4 * a + 3]):
        for other in range(row_b[4 * b + 1], row_b[4 * b + 3]):
            if tick_leads(c, entries_a[one], entries_b[other]):
                return 1
    return 0


def note_leading(c: Words) -> int:
    """Note the pairs of these places that lead to one that is noted; how many they were."""
    order, top, good, stride = words64(c[at.ORDER]), words32(c[at.TOP]), words64(c[at.GOOD]), c[at.STRIDE]
    count = 0
    for place in range(c[at.FROM], c[at.TO]):
        pair = order[place]
        if c[at.DOWN]:
            pair = order[c[at.FROM] + c[at.TO] - 1 - place]
        if was_met(top, good, stride, pair & at.LOW, pair >> 32) == 0 and leads(c, pair & at.LOW, pair >> 32):
            count += note(top, good, stride, pair & at.LOW, pair >> 32)
    return count


def write_noted(c: Words) -> int:
    """Write at TRUE of each of these places 1 if it is noted, else 0."""
    order, noted = words64(c[at.ORDER]), octets(c[at.TRUE])
    top, good, stride = words32(c[at.TOP]), words64(c[at.GOOD]), c[at.STRIDE]
    for place in range(c[at.FROM], c[at.TO]):
        noted[place] = was_met(top, good, stride, order[place] & at.LOW, order[place] >> 32)
    return 0


EXPORTED = ("mark_views", "mark_classes", "places_true", "note_places", "note_leading", "write_noted")
