"""The kernels of promises: the states in which one is open, what happens among them, and strong components of that.

Components are Tarjan's (Depth-first search and linear graph algorithms, SIAM J. Comput. 1, 1972), with the path in
words of its own, so that a kernel can stop and go on.
"""

from __future__ import annotations

from checker.search.native import context as at, waiting_context as wait
from checker.search.native.pair_parts import is_true, slot_of
from checker.search.native.words import Words, octets, words32, words64


def waits(c: Words, slot: int, pair: int, parent: int) -> int:
    """Give a pair its number; the number and one more."""
    number = c[wait.MET]
    words64(c[wait.PAIRS])[number] = pair
    words64(c[wait.PARENTS])[number] = parent
    words32(c[wait.NUMBERS])[slot] = number + 1
    c[wait.MET] = number + 1
    return number + 1


def begin_waiting(c: Words) -> int:
    """Begin to wait at these, where nobody waits yet."""
    begun, order, numbers = words32(c[wait.BEGUN]), words64(c[at.ORDER]), words32(c[wait.NUMBERS])
    for one in range(c[at.FROM], c[at.TO]):
        pair = order[begun[one]]
        slot = slot_of(c, pair & at.LOW, pair >> 32)
        if numbers[slot] == 0:
            waits(c, slot, pair, wait.COMPLEMENT - begun[one])
    return 0


def step(c: Words, source: int, a: int, b: int, label: int) -> int:
    """Note a step, unless it ends the waiting."""
    slot = slot_of(c, a, b)
    number = words32(c[wait.NUMBERS])[slot]
    if number == 0:
        if is_true(c, a, b):
            return 0
        number = waits(c, slot, a | b << 32, source)
    words32(c[wait.TARGETS])[c[wait.STEPS]] = number - 1
    words32(c[wait.MEETS])[c[wait.STEPS]] = label
    c[wait.STEPS] += 1
    return 0


def own_steps(c: Words, source: int, side: int, low: int, high: int) -> int:
    """Note the steps of one end; the demands that could be met by them."""
    pair = words64(c[wait.PAIRS])[source]
    a, b, enabled = pair & at.LOW, pair >> 32, 0
    other = a if side else b
    entries, labels, masks = words64(c[at.ENTRIES + side]), words32(c[wait.LABELS + side]), words64(c[wait.MASKS])
    put = words32(c[at.PUT + at.SIDE - side])
    row = other * c[at.SENT + at.SIDE - side]
    for place in range(low, high):
        mine, to = entries[place] & at.LOW, put[row + (entries[place] >> at.SENT_SHIFT & at.SENT_BITS)]
        if to < at.FIRST:
            c[wait.BOUNDED] = 1
            enabled = enabled | masks[labels[place]]
            continue
        after_a, after_b = to - at.FIRST if side else mine, mine if side else to - at.FIRST
        if after_a != a or after_b != b:
            enabled = enabled | masks[labels[place]]
            step(c, source, after_a, after_b, labels[place])
    return enabled


def expand_waiting(c: Words) -> int:
    """Follow these pairs that wait; why it stops, with FROM at the first that was not followed."""
    row_a, row_b, pairs = words32(c[at.ROWS]), words32(c[at.ROWS + at.SIDE]), words64(c[wait.PAIRS])
    meets_a, meets_b = words64(c[wait.VIEW_MEETS]), words64(c[wait.VIEW_MEETS + at.SIDE])
    cut_a, cut_b = octets(c[wait.VIEW_BOUNDED]), octets(c[wait.VIEW_BOUNDED + at.SIDE])
    for one in range(c[at.FROM], c[at.TO]):
        a, b = pairs[one] & at.LOW, pairs[one] >> 32
        low_a, own_a, low_b, own_b = row_a[4 * a], row_a[4 * a + 1], row_b[4 * b], row_b[4 * b + 1]
        most = own_a - low_a + own_b - low_b
        if c[wait.STEPS] + most > c[wait.STEPS_ROOM] or c[wait.MET] + most > c[wait.ROOM]:
            c[at.FROM] = one
            return at.NO_ROOM
        enabled = own_steps(c, one, 0, low_a, own_a)
        enabled = enabled | own_steps(c, one, at.SIDE, low_b, own_b)
        c[wait.BOUNDED] = c[wait.BOUNDED] | cut_a[a] | cut_b[b]
        words64(c[wait.ENABLED])[one] = enabled | meets_a[a] | meets_b[b]
        words64(c[wait.STARTS])[one + 1] = c[wait.STEPS]
    return at.GO_ON


def enter(c: Words, state: int) -> int:
    """Meet a state by depth first search."""
    c[wait.COUNT] += 1
    words32(c[wait.INDEX])[state] = c[wait.COUNT]
    words32(c[wait.LEAST])[state] = c[wait.COUNT]
    words64(c[wait.NEXT_STEP])[state] = words64(c[wait.STARTS])[state]
    words32(c[wait.PATH])[c[wait.PATH_SIZE]] = state
    words32(c[wait.OPEN])[c[wait.OPEN_SIZE]] = state
    c[wait.PATH_SIZE] += 1
    c[wait.OPEN_SIZE] += 1
    return 0


def leave(c: Words, state: int) -> int:
    """Go back from a state; where it leads back to nothing before it, what is open from there on is a component."""
    least, opened, part = words32(c[wait.LEAST]), words32(c[wait.OPEN]), words32(c[wait.PART])
    c[wait.PATH_SIZE] -= 1
    if c[wait.PATH_SIZE] > 0:
        below = words32(c[wait.PATH])[c[wait.PATH_SIZE] - 1]
        if least[state] < least[below]:
            least[below] = least[state]
    if least[state] == words32(c[wait.INDEX])[state]:
        c[wait.PARTS] += 1
        while part[state] == 0:
            c[wait.OPEN_SIZE] -= 1
            part[opened[c[wait.OPEN_SIZE]]] = c[wait.PARTS]
    return 0


def components(c: Words) -> int:
    """Find strong components for a while; DONE when every state has its own."""
    index, least, part = words32(c[wait.INDEX]), words32(c[wait.LEAST]), words32(c[wait.PART])
    starts, targets, next_step = words64(c[wait.STARTS]), words32(c[wait.TARGETS]), words64(c[wait.NEXT_STEP])
    for _ in range(c[at.BUDGET]):
        if c[wait.PATH_SIZE] == 0:
            while c[wait.ROOT] < c[wait.MET] and index[c[wait.ROOT]] != 0:
                c[wait.ROOT] += 1
            if c[wait.ROOT] == c[wait.MET]:
                return wait.DONE
            enter(c, c[wait.ROOT])
        state = words32(c[wait.PATH])[c[wait.PATH_SIZE] - 1]
        at_step = next_step[state]
        if at_step == starts[state + 1]:
            leave(c, state)
            continue
        next_step[state] = at_step + 1
        target = targets[at_step]
        if index[target] == 0:
            enter(c, target)
        elif part[target] == 0 and index[target] < least[state]:
            least[state] = index[target]
    return at.LOOK


def touch(c: Words) -> int:
    """Put together what the components of these states could meet somewhere, everywhere, and do meet."""
    could, always, met = words64(c[wait.COULD]), words64(c[wait.ALWAYS]), words64(c[wait.ARE_MET])
    part, starts, targets = words32(c[wait.PART]), words64(c[wait.STARTS]), words32(c[wait.TARGETS])
    enabled, meets, masks = words64(c[wait.ENABLED]), words32(c[wait.MEETS]), words64(c[wait.MASKS])
    for state in range(c[at.FROM], c[at.TO]):
        mine = part[state]
        could[mine] = could[mine] | enabled[state]
        always[mine] = always[mine] & enabled[state]
        for one in range(starts[state], starts[state + 1]):
            if part[targets[one]] == mine:
                met[mine] = met[mine] | masks[meets[one]]
    return 0


EXPORTED = ("begin_waiting", "expand_waiting", "components", "touch")
