"""What an end could have sent instead of what it did, and the row that comes closest to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from checker.bounds import OutOfBounds
from checker.conform.endpoint import Endpoint, Taken
from checker.conform.guesses import Guess, Happened
from checker.conform.judge import Judgement
from checker.conform.observed import Fields, Observed, Rules
from checker.evaluate import Reader, holds
from spec.notation import nodes
from spec.notation.formulas import TRUE
from spec.notation.messages import Send
from spec.notation.rows import Arrival, Row
from spec.notation.wording import words

MOST = 20
"""Guesses that are asked what they would send."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """One message that the end could have sent, or the row that comes closest."""

    state: str
    fields: Fields
    story: tuple[Happened, ...]
    why_not: str = ""
    """What keeps the row from firing, where something does."""


def remedies(judgement: Judgement, packet: Observed) -> list[Remedy]:
    """What could have been sent, nearest to the message first; each message once."""
    found: dict[tuple[tuple[str, int], ...], Remedy] = {}
    for guess in judgement.standing[:MOST]:
        for one in _possible(judgement, guess, packet):
            found.setdefault(tuple(sorted(one.fields.items())), one)
    return sorted(found.values(), key=lambda one: -likeness(judgement.guesses.rules, one.fields, packet))


def _possible(judgement: Judgement, guess: Guess, packet: Observed) -> Iterator[Remedy]:
    end, rules = judgement.guesses.end, judgement.guesses.rules
    for one in guess.owed:
        yield Remedy(end.at(guess.place).state, end.named(one.values), (Happened("", one.rows),))
    for way in judgement.guesses.unseen(guess, packet):
        at = end.at(way.after.place)
        for act in end.possible(way.after.place):
            for given in rules.given(at, act.event, packet):
                for taken in end.does(way.after.place, act, given):
                    if taken.sent:
                        story = (*way.story, Happened(act.event.name, taken.rows))
                        yield Remedy(at.state, end.named(taken.sent[0]), story)


def closest(judgement: Judgement, packet: Observed, delivered: Fields | None) -> Remedy | None:
    """The row whose message is most like the one that was sent, and what keeps it from being sent.

    ``delivered``: what came last, for the rows that answer it.
    """
    rules = judgement.guesses.rules
    best: tuple[tuple[int, int], Remedy] | None = None
    for guess in judgement.standing[:MOST]:
        for one in _rows(judgement.guesses.end, rules, guess, packet, delivered):
            rank = (likeness(rules, one.fields, packet), -len(one.why_not))
            if best is None or rank > best[0]:
                best = (rank, one)
    return best[1] if best else None


def likeness(rules: Rules, would: Fields, packet: Observed) -> int:
    """How much of a message is as it was sent, the bits that say its kind counting most."""
    kinds = {field.name for field in rules.message.fields if isinstance(field.domain, nodes.Bits)}
    single = {name: {**would, **{other: packet.fields[other] for other in would if other != name}} for name in would}
    return sum((3 if name in kinds else 1) for name, fields in single.items() if rules.matches(fields, packet))


def _rows(end: Endpoint, rules: Rules, guess: Guess, packet: Observed, delivered: Fields | None) -> Iterator[Remedy]:
    at = end.at(guess.place)
    place = end.put(guess.place, rules.primed(at, packet))
    _, thinkable = rules.thinkable(packet)
    here = next(state for state in rules.machine.states() if state.value == at.state)
    for row in rules.machine.rows:
        fields: Fields = {}
        given: Mapping[str, int] = {}
        if isinstance(row.on, Arrival):
            fields = delivered or {}
            fits = delivered is not None and _arrived(row.on, delivered)
        else:
            given = next(iter(rules.given(at, row.on, packet)), given)
            fits = row.on in thinkable
        if not (fits and any(isinstance(effect, Send) for effect in row.do)):
            continue
        for taken in _tried(end, place, replace(row, at=(here,), when=TRUE.node), fields, given):
            why = _hindrance(end, row, guess.place, fields, given)
            yield Remedy(at.state, end.named(taken.sent[0]), (Happened(row.on.name, (row,)),), why)


def _tried(end: Endpoint, place: int, row: Row, fields: Fields, given: Mapping[str, int]) -> list[Taken]:
    try:
        return end.would(place, row, fields, given)
    except OutOfBounds:  # it cannot send such a message
        return []


def _arrived(on: Arrival, delivered: Fields) -> bool:
    return on.field is None or delivered[on.field.name] & on.mask == on.mask


def _hindrance(end: Endpoint, row: Row, place: int, fields: Fields, given: Mapping[str, int]) -> str:
    """Why the row does not fire, as a clause; empty where it does."""
    at = end.at(place)
    if at.state not in [state.value for state in row.at]:
        return f"but only in {', '.join(state.value for state in row.at)}"
    values = dict(zip(end.frame.slots, end.local(place).values, strict=True))
    reader = Reader(end.system_with(given), values, fields)
    parts = row.when.parts if isinstance(row.when, nodes.All) else (row.when,)
    failing = next((f"but only where {words(part)}" for part in parts if not holds(part, reader)), "")
    if failing or not isinstance(row.on, Arrival):
        return failing
    read = [one for taken in end.receives(place, fields, given) for one in taken.rows]
    return "" if row in read or not read else f"but {read[-1].name} ({read[-1].rfc}) is read before it, and returns"
