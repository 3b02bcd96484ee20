"""Parts of kernels: whether a pair was met, meeting it, noting it in a log, and asking Python."""

from __future__ import annotations

from checker.search.native import context as at
from checker.search.native.words import Words, words32, words64


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


def meet(c: Words, a: int, b: int) -> int:
    """Put a new pair at the end of the order, unless there is no room, or there are as many as may be."""
    if c[at.LOG_ROOM]:
        return log(c, a, b)
    met = c[at.MET]
    if met >= c[at.MOST]:
        return at.AT_MOST
    if met == c[at.ROOM] or mark(c, a, b) != at.GO_ON:
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
