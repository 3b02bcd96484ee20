"""The kernels of the cheapest run: Dijkstra's search over pairs (1959), with a heap of keys.

Of two ways that cost the same the shorter is better, and of two as long the one that was met first: as in
:func:`checker.search.reach.cheapest`, so that both find the same run.
"""

from __future__ import annotations

from checker.search.native import cheapest_context as way, context as at
from checker.search.native.pair_parts import is_true, slot_of
from checker.search.native.words import Words, words32, words64


def queue_up(c: Words, key: int) -> int:
    """Put a key into the heap."""
    queue, place = words64(c[way.QUEUE]), c[way.QUEUED]
    c[way.QUEUED] = place + 1
    while place > 0 and key < queue[(place - 1) // 2]:
        queue[place] = queue[(place - 1) // 2]
        place = (place - 1) // 2
    queue[place] = key
    return 0


def take_least(c: Words) -> int:
    """Take the least key out of the heap."""
    queue, size = words64(c[way.QUEUE]), c[way.QUEUED] - 1
    c[way.QUEUED] = size
    least, key, place = queue[0], queue[size], 0
    while 2 * place + 1 < size:
        child = 2 * place + 1
        if child + 1 < size and queue[child + 1] < queue[child]:
            child += 1
        if key <= queue[child]:
            break
        queue[place] = queue[child]
        place = child
    queue[place] = key
    return least


def note_way(c: Words, parent: int, value: int, a: int, b: int) -> int:
    """Note a way to a pair where it is better than any before; ``value``: its cost and steps."""
    best, keys, number = words32(c[way.BEST]), words64(c[way.KEYS]), c[way.MET]
    slot = slot_of(c, a, b)
    if best[slot] != 0 and keys[best[slot] - 1] >> way.NUMBER <= value:
        return 0
    best[slot] = number + 1
    keys[number] = value << way.NUMBER | number
    words64(c[way.PAIRS])[number] = a | b << 32
    words32(c[way.PARENTS])[number] = parent
    c[way.MET] = number + 1
    return queue_up(c, keys[number])


def begin_ways(c: Words) -> int:
    """Begin at the first so many pairs."""
    order = words64(c[at.ORDER])
    for place in range(c[at.TO]):
        note_way(c, place, 0, order[place] & at.LOW, order[place] >> 32)
    return 0


def own_ways(c: Words, number: int, side: int, low: int, high: int) -> int:
    """Go on by the steps of one end; 0 where a cost is too large."""
    pair, value = words64(c[way.PAIRS])[number], words64(c[way.KEYS])[number] >> way.NUMBER
    other = pair & at.LOW if side else pair >> 32
    entries, costs = words64(c[at.ENTRIES + side]), words32(c[way.COSTS + side])
    put = words32(c[at.PUT + at.SIDE - side])
    row = other * c[at.SENT + at.SIDE - side]
    for place in range(low, high):
        mine, to = entries[place] & at.LOW, put[row + (entries[place] >> at.SENT_SHIFT & at.SENT_BITS)]
        if to < at.FIRST:
            continue
        if (value >> way.BITS) + costs[place] > way.MOST or value & way.MOST == way.MOST:
            return 0
        after = value + (costs[place] << way.BITS) + 1
        if side:
            note_way(c, number, after, to - at.FIRST, mine)
        else:
            note_way(c, number, after, mine, to - at.FIRST)
    return 1


def cheapest(c: Words) -> int:
    """Go on from the best way for a while; why it stops."""
    row_a, row_b, best = words32(c[at.ROWS]), words32(c[at.ROWS + at.SIDE]), words32(c[way.BEST])
    for _ in range(c[at.BUDGET]):
        if c[way.QUEUED] == 0:
            return way.NOWHERE
        key = take_least(c)
        number = key & at.LOW
        pair = words64(c[way.PAIRS])[number]
        a, b = pair & at.LOW, pair >> 32
        if best[slot_of(c, a, b)] != number + 1:
            continue
        if is_true(c, a, b):
            c[way.GOAL] = number
            return way.FOUND
        low_a, own_a, low_b, own_b = row_a[4 * a], row_a[4 * a + 1], row_b[4 * b], row_b[4 * b + 1]
        if c[way.MET] + own_a - low_a + own_b - low_b > c[way.ROOM]:
            queue_up(c, key)
            return at.NO_ROOM
        if own_ways(c, number, 0, low_a, own_a) + own_ways(c, number, at.SIDE, low_b, own_b) < 2:
            return way.TOO_LONG
    return at.LOOK


EXPORTED = ("begin_ways", "cheapest")
