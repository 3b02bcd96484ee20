"""Which message is at fault where a later one cannot be explained."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from checker.packets.judging.alternatives import likeness, possible
from checker.packets.judging.guesses import Guess, Guesses
from checker.packets.judging.layers import Layer, after_reading, after_sending
from checker.packets.judging.observed import Fields, Observed

TRIED = 5
"""Other messages that are tried in the place of one that is far-fetched."""
LOOKED_AT = 30
"""Messages before the one that cannot be explained that may be at fault."""


def to_blame(
    guesses: Guesses, starts: Mapping[Guess, int], layers: Sequence[Layer], stuck: int, is_over: Callable[[], bool]
) -> int:
    """The message at fault where the one at ``stuck`` cannot be explained.

    It is an earlier one if that is far-fetched itself, and everything up to the later one could be explained if
    something else had been sent in its place, or nothing.  No more is tried once ``is_over``.
    """
    first = max(len(layers) - LOOKED_AT, 0)
    before = layers[first - 1].costs if first else starts
    for layer in layers[first:]:
        jump = min(layer.costs.values()) - min(before.values())
        if jump > 0 and _is_wrong(guesses, before, layer.place, stuck, is_over):
            return layer.place
        before = layer.costs
    return stuck


def _is_wrong(
    guesses: Guesses, before: Mapping[Guess, int], place: int, stuck: int, is_over: Callable[[], bool]
) -> bool:
    """Whether the rest is explained if another message had been sent there."""
    packets = guesses.packets
    rest = [packet for packet in packets[place + 1 : stuck + 1] if packet.sent]
    others = [[other] for other in _others(guesses, before, packets[place])]
    others.append([])
    for other in others:
        seen = [*packets[:place], *other, *packets[place + len(other) :]]
        if _explained(Guesses(guesses.rules, seen), before, [*other, *rest], is_over):
            return True
    return False


def _explained(
    guesses: Guesses, starts: Mapping[Guess, int], sent: Iterable[Observed], is_over: Callable[[], bool]
) -> bool:
    for packet in sent:
        if is_over():
            return False
        starts = after_sending(guesses, starts, packet).costs
        if not starts:
            return False
    return True


def _others(guesses: Guesses, before: Mapping[Guess, int], packet: Observed) -> list[Observed]:
    """What the end could have sent in place of that message, most like it first."""
    found: dict[tuple[int, ...], Fields] = {}
    standing = after_reading(guesses, before, packet.place).costs
    for guess in sorted(standing, key=lambda one: standing[one])[:TRIED]:
        for one in possible(guesses, guess, packet):
            found.setdefault(tuple(one.fields.values()), one.fields)
    near = sorted(found.values(), key=lambda fields: -likeness(guesses.rules, fields, packet))
    return [replace(packet, fields={**packet.fields, **fields}) for fields in near[:TRIED]]
