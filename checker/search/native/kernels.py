"""The kernels of the search: expanding one pair after another, and parts of a level ahead.

They know nothing of a model.  What happens in a view, and what becomes of it when messages are sent to it, stands in
tables that Python fills as they are asked for (:mod:`checker.search.native.tables`): a kernel that meets an empty
entry looks
a little ahead for others, and comes back.  The pair that it was at is then expanded once more, from its beginning:
what was met there is not met a second time, so the order is the same as if it had never stopped.
"""

from __future__ import annotations

from checker.search.native import context as at
from checker.search.native.meeting import ask, mark, meet, no_view, was_met
from checker.search.native.words import Words, words32, words64


def own(c: Words, side: int, low: int, high: int, other: int, halt: int) -> int:
    """Follow these entries of one end's view, beside that view of the other end."""
    entries = words64(c[at.ENTRIES + side])
    put = words32(c[at.PUT + at.SIDE - side])
    row = other * c[at.SENT + at.SIDE - side]
    top, blocks, stride = words32(c[at.TOP]), words64(c[at.BLOCKS]), c[at.STRIDE]
    for place in range(low, high):
        entry = entries[place]
        mine = entry & at.LOW
        to = put[row + (entry >> at.SENT_SHIFT & at.SENT_BITS)]
        if to < at.FIRST:
            halt = no_view(c, at.SIDE - side, other, entry >> at.SENT_SHIFT & at.SENT_BITS, halt)
            continue
        if entry & at.UNFIRED and halt != at.MISSING:
            entries[place] = entry ^ at.UNFIRED
        if side == 0:
            if was_met(top, blocks, stride, mine, to - at.FIRST) == 0 and halt == at.GO_ON:
                halt = meet(c, mine, to - at.FIRST)
        elif was_met(top, blocks, stride, to - at.FIRST, mine) == 0 and halt == at.GO_ON:
            halt = meet(c, to - at.FIRST, mine)
    return halt


def tick(c: Words, place_a: int, place_b: int, halt: int) -> int:
    """Follow a tick: an entry of each end, which may send to the other."""
    entry_a, entry_b = words64(c[at.ENTRIES])[place_a], words64(c[at.ENTRIES + at.SIDE])[place_b]
    a, b = entry_a & at.LOW, entry_b & at.LOW
    if (entry_a | entry_b) & at.MOVES == 0:
        c[at.LESS] += 1
        return halt
    if a == at.CUT_OFF or b == at.CUT_OFF:
        c[at.LESS] += 1
        if a == at.CUT_OFF and halt != at.MISSING:
            words64(c[at.ENTRIES])[place_a] = entry_a & (at.UNFIRED - 1)
        elif halt != at.MISSING:
            words64(c[at.ENTRIES + at.SIDE])[place_b] = entry_b & (at.UNFIRED - 1)
        return halt
    to_a, to_b = entry_b >> at.SENT_SHIFT & at.SENT_BITS, entry_a >> at.SENT_SHIFT & at.SENT_BITS
    after_b = words32(c[at.PUT + at.SIDE])[b * c[at.SENT + at.SIDE] + to_b]
    if after_b < at.FIRST:
        return no_view(c, at.SIDE, b, to_b, halt)
    after_a = words32(c[at.PUT])[a * c[at.SENT] + to_a]
    if after_a < at.FIRST:
        return no_view(c, 0, a, to_a, halt)
    if halt != at.MISSING:
        words64(c[at.ENTRIES])[place_a] = entry_a & (at.UNFIRED - 1)
        words64(c[at.ENTRIES + at.SIDE])[place_b] = entry_b & (at.UNFIRED - 1)
    a, b = after_a - at.FIRST, after_b - at.FIRST
    if was_met(words32(c[at.TOP]), words64(c[at.BLOCKS]), c[at.STRIDE], a, b) == 0 and halt == at.GO_ON:
        halt = meet(c, a, b)
    return halt


def row_known(c: Words, side: int, view: int) -> int:
    """1 if it is known what happens in the view; else it is asked for."""
    row = words32(c[at.ROWS + side])
    if row[4 * view] != 0:
        return 1
    if row[4 * view + 1] == 0:
        row[4 * view + 1] = ask(c, side << 60 | view)
    return 0


def expand(c: Words, place: int, halt: int) -> int:
    """Follow everything that may happen at the pair: at A, at B, a tick, what is forged."""
    pair = words64(c[at.ORDER])[place]
    a, b = pair & at.LOW, pair >> 32
    if row_known(c, 0, a) + row_known(c, at.SIDE, b) < 2:
        return at.MISSING
    row_a, row_b = words32(c[at.ROWS]), words32(c[at.ROWS + at.SIDE])
    c[at.LESS] = 0
    low_a, own_a, forged_a, ticks_a = row_a[4 * a], row_a[4 * a + 1], row_a[4 * a + 2], row_a[4 * a + 3]
    low_b, own_b, ticks_b = row_b[4 * b], row_b[4 * b + 1], row_b[4 * b + 3]
    halt = own(c, 0, low_a, own_a, b, halt)
    halt = own(c, at.SIDE, low_b, own_b, a, halt)
    for one in range(forged_a, ticks_a):
        for other in range(own_b, ticks_b):
            halt = tick(c, one, other, halt)
    if own_a < forged_a:
        halt = own(c, 0, own_a, forged_a, b, halt)
    if halt == at.GO_ON or halt == at.AT_MOST:
        followed = forged_a - low_a + own_b - low_b + (ticks_a - forged_a) * (ticks_b - own_b) - c[at.LESS]
        c[at.TRANSITIONS] += followed
        if followed == 0 and c[at.LOG_ROOM] == 0:
            words32(c[at.STUCK])[c[at.STUCK_MET]] = place
            c[at.STUCK_MET] += 1
    return halt


def next_level(c: Words) -> int:
    """Go on with the pairs of the next level."""
    if c[at.MET] == c[at.LAST]:
        return at.FINISHED
    if c[at.DEPTH] == c[at.LEVELS_ROOM]:
        return at.NO_ROOM
    words64(c[at.LEVELS])[c[at.DEPTH]] = c[at.LAST]
    c[at.LAST] = c[at.MET]
    c[at.DEPTH] += 1
    return at.AT_DEPTH if c[at.DEPTH] > c[at.DEPTH_MOST] else at.GO_ON


def search(c: Words) -> int:
    """Expand pair after pair; why it stops."""
    until = c[at.TRANSITIONS] + c[at.BUDGET]
    halt = at.GO_ON
    while halt == at.GO_ON:
        if c[at.PLACE] == c[at.LAST]:
            halt = next_level(c)
        elif c[at.TRANSITIONS] >= until:
            halt = at.LOOK
        elif c[at.STUCK_MET] == c[at.STUCK_ROOM]:
            halt = at.NO_ROOM
        else:
            halt = expand(c, c[at.PLACE], at.GO_ON)
            if halt == at.GO_ON:
                c[at.PLACE] += 1
    if halt == at.MISSING:
        for ahead in range(c[at.PLACE] + 1, c[at.PLACE] + c[at.AHEAD]):
            if ahead < c[at.MET]:
                halt = expand(c, ahead, at.MISSING)
    return halt


def expand_ahead(c: Words) -> int:
    """Expand these places ahead of those before them, and meet nothing: a log says what is new; how far that was."""
    logged_of, first = words64(c[at.LOGGED_OF]), c[at.FROM]
    for place in range(first, c[at.TO]):
        if logged_of[place - first]:
            continue
        noted, followed = c[at.LOG_MET], c[at.TRANSITIONS]
        halt = expand(c, place, at.GO_ON)
        if halt != at.GO_ON:
            c[at.LOG_MET] = noted
            if (halt == at.NO_ROOM and noted > 0) or c[at.ASKED_MET] == at.ASKED_ROOM:
                return place
        many, new = c[at.TRANSITIONS] - followed, c[at.LOG_MET] - noted
        if (many | new) >> at.LOGGED_SHIFT == 0 and many > 0:
            logged_of[place - first] = many | (new | noted << at.LOGGED_SHIFT) << at.LOGGED_SHIFT
    return c[at.TO]


def meet_logged(c: Words, low: int, high: int) -> int:
    """Meet the pairs of the log between two places."""
    pairs, top, blocks, stride = words64(c[at.LOG]), words32(c[at.TOP]), words64(c[at.BLOCKS]), c[at.STRIDE]
    halt = at.GO_ON
    for place in range(low, high):
        a, b = pairs[place] & at.LOW, pairs[place] >> 32
        if was_met(top, blocks, stride, a, b) == 0 and halt == at.GO_ON:
            halt = meet(c, a, b)
    return halt


def take_up(c: Words) -> int:
    """Meet what was found ahead at these places, as if it had been found now; why it stops before their end."""
    logged_of, first, halt = words64(c[at.LOGGED_OF]), c[at.FROM], at.GO_ON
    while c[at.PLACE] < c[at.TO]:
        if c[at.STUCK_MET] == c[at.STUCK_ROOM]:
            return at.NO_ROOM
        known = logged_of[c[at.PLACE] - first]
        if known:
            low = known >> 2 * at.LOGGED_SHIFT
            halt = meet_logged(c, low, low + (known >> at.LOGGED_SHIFT & at.LOGGED_BITS))
        else:
            halt = expand(c, c[at.PLACE], at.GO_ON)
        if halt == at.GO_ON or halt == at.AT_MOST:
            c[at.TRANSITIONS] += known & at.LOGGED_BITS
        if halt == at.MISSING:
            for ahead in range(c[at.PLACE] + 1, c[at.TO]):
                if logged_of[ahead - first] == 0:
                    expand(c, ahead, at.MISSING)
        if halt != at.GO_ON:
            return halt
        c[at.PLACE] += 1
    return halt


def look_over(c: Words) -> int:
    """Ask for what is not known of these places, and follow nothing; how far it came until there was enough to ask."""
    for place in range(c[at.FROM], c[at.TO]):
        expand(c, place, at.MISSING)
        if c[at.ASKED_MET] == at.ASKED_ROOM:
            return place
    return c[at.TO]


def mark_again(c: Words) -> int:
    """Note that the pairs of these places were met, as far as there is room; how far that was."""
    order = words64(c[at.ORDER])
    for place in range(c[at.FROM], c[at.TO]):
        if mark(c, order[place] & at.LOW, order[place] >> 32) != at.GO_ON:
            return place
    return c[at.TO]


EXPORTED = ("search", "expand_ahead", "take_up", "look_over", "mark_again")
