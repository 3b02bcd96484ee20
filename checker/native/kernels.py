"""The kernels: the search itself, and what is asked of all states that were met.

They know nothing of a model.  What happens in a view, and what becomes of it when messages are sent to it, stands in
tables that Python fills as they are asked for (:mod:`checker.native.tables`): a kernel that meets an empty entry looks
a little ahead for others, and comes back.  The pair that it was at is then expanded once more, from its beginning:
what was met there is not met a second time, so the order is the same as if it had never stopped.
"""

from __future__ import annotations

from checker.native import context as at
from checker.native.words import Words, octets, words32, words64


def was_met(top32: Words, blocks: Words, stride: int, a: int, b: int) -> int:
    """1 if the pair was met before; block 0 is empty."""
    return blocks[top32[a * stride + (b >> 9)] * 8 + (b >> 6 & 7)] >> (b & 63) & 1


def mark(c: Words, a: int, b: int) -> int:
    """Note in its block that the pair was met, unless there is no room for another block."""
    top, blocks = words32(c[at.TOP]), words64(c[at.BLOCKS])
    there = a * c[at.STRIDE] + (b >> 9)
    if top[there] == 0:
        made = c[at.BLOCKS_MADE]
        if made == c[at.BLOCKS_ROOM]:
            return at.NO_ROOM
        for place in range(made * 8, made * 8 + 8):
            blocks[place] = 0
        top[there] = made
        c[at.BLOCKS_MADE] = made + 1
    word = top[there] * 8 + (b >> 6 & 7)
    blocks[word] = blocks[word] | 1 << (b & 63)
    return at.GO_ON


def mark_orbit(c: Words, a: int, b: int) -> int:
    """Note that the pair was met, and its mirror image with it where there is one."""
    if c[at.MIRRORED]:
        image_a, image_b = words32(c[at.IMAGES + at.SIDE])[b], words32(c[at.IMAGES])[a]
        if mark(c, image_a, image_b) != at.GO_ON:
            return at.NO_ROOM
    return mark(c, a, b)


def meet(c: Words, a: int, b: int) -> int:
    """Put a new pair at the end of the order, unless there is no room, or there are as many as may be."""
    if c[at.LOG_ROOM]:
        return log(c, a, b)
    met = c[at.MET]
    if met >= c[at.MOST]:
        return at.AT_MOST
    if met == c[at.ROOM] or mark_orbit(c, a, b) != at.GO_ON:
        return at.NO_ROOM
    words64(c[at.ORDER])[met] = a | b << 32
    words32(c[at.PARENTS])[met] = c[at.PLACE]
    c[at.MET] = met + 1
    return at.GO_ON


def log(c: Words, a: int, b: int) -> int:
    """Note a pair that was not met when its part of the level was begun, unless it was noted not long ago."""
    noted, recent, pair = c[at.LOG_MET], words64(c[at.RECENT]), a | b << 32
    slot = (a * 61 + b) % at.RECENT_ROOM
    if recent[slot] == pair + 1:
        return at.GO_ON
    if noted == c[at.LOG_ROOM]:
        return at.NO_ROOM
    recent[slot] = pair + 1
    words64(c[at.LOG])[noted] = pair
    c[at.LOG_MET] = noted + 1
    return at.GO_ON


def ask(c: Words, what: int) -> int:
    """Note what Python has to say; 1 unless there is no room."""
    if c[at.ASKED_MET] == at.ASKED_ROOM:
        return 0
    words64(c[at.ASKED])[c[at.ASKED_MET]] = what
    c[at.ASKED_MET] += 1
    return 1


def no_view(c: Words, side: int, view: int, sent: int, halt: int) -> int:
    """There is no view where these messages were sent to that one: a channel is full, or nobody has said."""
    put = words32(c[at.PUT + side])
    there = view * c[at.SENT + side] + sent
    if put[there] == at.FULL_CHANNEL:
        if halt != at.MISSING:
            c[at.FULL + side] = 1
        c[at.LESS] += 1
        return halt
    if put[there] == at.UNKNOWN and ask(c, side << 60 | at.PUT_ASKED | sent << at.SENT_SHIFT | view):
        put[there] = at.BEING_ASKED
    return at.MISSING


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
    """Ask for what is not known of these places, and follow nothing; how much is asked."""
    for place in range(c[at.FROM], c[at.TO]):
        expand(c, place, at.MISSING)
    return c[at.ASKED_MET]


def mark_again(c: Words) -> int:
    """Note that the pairs of these places were met, as far as there is room; how far that was."""
    order = words64(c[at.ORDER])
    for place in range(c[at.FROM], c[at.TO]):
        if mark_orbit(c, order[place] & at.LOW, order[place] >> 32) != at.GO_ON:
            return place
    return c[at.TO]


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


EXPORTED = (
    "search",
    "expand_ahead",
    "take_up",
    "look_over",
    "mark_again",
    "mark_views",
    "mark_classes",
    "places_true",
    "note_places",
    "note_leading",
    "write_noted",
)
