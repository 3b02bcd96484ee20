"""What an end could have sent instead of what it did, and the row that comes closest to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from checker.packets.judging.alternatives import Remedy, likeness, possible
from checker.packets.judging.compiled import Place, Taken
from checker.packets.judging.endpoint import Endpoint
from checker.packets.judging.guesses import Guess, Happened
from checker.packets.judging.judgement import Judgement
from checker.packets.judging.observed import Fields, Observed, Rules
from checker.rows.evaluate import Reader, holds
from checker.rows.out_of_bounds import OutOfBounds
from spec.notation import nodes
from spec.notation.events import Arrival
from spec.notation.formulas import TRUE
from spec.notation.messages import Send
from spec.notation.rows import Row
from spec.notation.wording import words

MOST = 20
"""Guesses that are asked what they would send."""


def remedies(judgement: Judgement, packet: Observed) -> list[Remedy]:
    """What could have been sent, nearest to the message first; each message once."""
    found: dict[tuple[tuple[str, int], ...], Remedy] = {}
    for guess in judgement.standing[:MOST]:
        for one in possible(judgement.guesses, guess, packet):
            found.setdefault(tuple(sorted(one.fields.items())), one)
    return sorted(found.values(), key=lambda one: -likeness(judgement.guesses.rules, one.fields, packet))


def closest(judgement: Judgement, packet: Observed, delivered: Fields | None) -> Remedy | None:
    """The row whose message is most like the one that was sent, and what keeps it from being sent.

    ``delivered``: what came last, for the rows that answer it.
    """
    rules = judgement.guesses.rules
    best: tuple[tuple[int, bool], Remedy] | None = None
    for guess in judgement.standing[:MOST]:
        for one in _rows(judgement.guesses.end, rules, guess, packet, delivered):
            rank = (likeness(rules, one.fields, packet), not one.why_not)
            if best is None or rank > best[0]:
                best = (rank, one)
    return best[1] if best else None


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
            why = _hindrance(end, row, guess.place, fields, given, packet.place)
            yield Remedy(at.state, end.named(taken.sent[0]), (Happened(row.on.name, (row,)),), why)


def _tried(end: Endpoint, place: Place, row: Row, fields: Fields, given: Mapping[str, int]) -> list[Taken]:
    try:
        return end.would(place, row, fields, given)
    except OutOfBounds:  # it cannot send such a message
        return []


def _arrived(on: Arrival, delivered: Fields) -> bool:
    return on.field is None or delivered[on.field.name] & on.mask == on.mask


def _hindrance(end: Endpoint, row: Row, place: Place, fields: Fields, given: Mapping[str, int], before: int) -> str:
    """Why the row does not fire, as a clause; empty where it does."""
    at = end.at(place)
    if at.state not in [state.value for state in row.at]:
        return f"but only in {', '.join(state.value for state in row.at)}"
    values = dict(zip(end.frame.slots, place[1:], strict=True))
    reader = Reader(end.system_with(given), values, fields)
    parts = row.when.parts if isinstance(row.when, nodes.All) else (row.when,)
    failing = next((f"but only where {words(part)}" for part in parts if not holds(part, reader)), "")
    if failing or not isinstance(row.on, Arrival):
        return failing
    read = [one for taken in end.receives(place, fields, given, before) for one in taken.rows]
    return "" if row in read or not read else f"but {read[-1].name} ({read[-1].rfc}) is read before it, and returns"
