"""What a way's bits become: a message less, some more, all of them older."""

from __future__ import annotations

from checker.packed.layout import WayBits
from spec.notation.channels import Store


def removals(way: WayBits, view: int) -> list[tuple[int, int]]:
    """Each message that may move, with the bits that taking it away toggles."""
    keys = way.unpack_keys(view)
    if way.universe is not None:
        return [(key, way.bit[key]) for key in keys]
    now = view & way.bits.mask
    movable = keys[:1] if way.channel.store is Store.FIFO else list(dict.fromkeys(keys))
    return [(key, now ^ way.pack_keys(_less(keys, key))) for key in movable]


def _less(keys: list[int], key: int) -> list[int]:
    index = keys.index(key)
    return keys[:index] + keys[index + 1 :]


def inserted(way: WayBits, now: int, sent: tuple[int, ...]) -> int | None:
    """The way's bits with these messages more; None where it is full and may not lose."""
    if way.universe is not None:
        for key in sent:
            now = (now & ~way.bits_of(key) if way.channel.loses else now) | way.bit[key]
        return now
    keys = way.unpack_keys(now)
    for key in sent:
        if way.channel.store is Store.SET and key in keys:
            continue
        if way.channel.store is Store.SET and way.channel.loses:
            keys = [other for other in keys if way.keys.youngest(other) != key]
        if len(keys) == way.places:
            if not way.channel.loses:
                return None
            continue
        keys = [*keys, key] if way.channel.store is Store.FIFO else sorted([*keys, key])
    return way.pack_keys(keys)


def aged(way: WayBits, now: int) -> int | None:
    """The way's bits after a tick, without what is too old; None where that may not be lost, so that time waits."""
    ages = way.keys.ages
    if way.channel.oldest is None or not now:
        return now
    if way.universe is not None:
        dying = now & way.oldest_bits
        return None if dying and not way.channel.loses else (now ^ dying) << 1
    keys = way.unpack_keys(now)
    alive = [key + 1 for key in keys if key % ages < ages - 1]
    return None if len(alive) < len(keys) and not way.channel.loses else way.pack_keys(alive)
