"""What an end could send, and how like that is to what it did send."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.packets.judging.guesses import Guess, Guesses, Happened
from checker.packets.judging.observed import Fields, Observed, Rules
from spec.notation import nodes


@dataclass(frozen=True, slots=True)
class Remedy:
    """One message that the end could have sent, or the row that comes closest."""

    state: str
    fields: Fields
    story: tuple[Happened, ...]
    why_not: str = ""
    """What keeps the row from firing, where something does."""


def possible(guesses: Guesses, guess: Guess, packet: Observed) -> Iterator[Remedy]:
    """What the end could send there: what it owes, and what a call or a timer would send."""
    end, rules = guesses.end, guesses.rules
    for owed in guess.owed:
        yield Remedy(end.at(guess.place).state, end.named(owed.values), (Happened("", owed.rows),))
    for way in guesses.unseen(guess, packet):
        at = end.at(way.after.place)
        for one in end.possible(way.after.place, "", tuple(rules.costs), silently=False):
            for given in rules.given(at, one.act.event, packet):
                for taken in end.does(way.after.place, one, given, packet.place):
                    if taken.sent:
                        story = (*way.story, Happened(one.act.event.name, taken.rows))
                        yield Remedy(at.state, end.named(taken.sent[0]), story)


def likeness(rules: Rules, would: Fields, packet: Observed) -> int:
    """How much of a message is as it was sent, the bits that say its kind counting most."""
    kinds = {field.name for field in rules.message.fields if isinstance(field.domain, nodes.Bits)}
    single = {
        name: {**would, **{other: packet.fields[other] for other in would if other != name and other in packet.fields}}
        for name in would
    }
    return sum((3 if name in kinds else 1) for name, fields in single.items() if rules.matches(fields, packet))
