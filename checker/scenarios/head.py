"""The head of a scenario: title, actors, numbers, what is in flight at the start."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.scenarios.faults import wrong
from checker.scenarios.script import Actor
from checker.scenarios.tokens import ENDS, listed, pair
from spec.notation.errors import Place
from spec.notation.nearest import nearest

KEYS = ("title", "A", "B", "in flight", "params", "where")
_KEY = re.compile(r"\s*([^\W\d]\w*(?: \w+)?)\s*:(?:\s+(.*))?$")
_NUMBER = re.compile(r"\d+|[^\W\d]\w*[+-]\d+|[A-Z]|[^\x00-\x7f]\w*")
_STATE = re.compile(r"(?:starts?\s+)?(?:at|in)\s+(\S+)", re.IGNORECASE)


def item(text: str, place: Place, known: set[str]) -> tuple[str, str] | None:
    """The key and the value of a line of the head; None where the body begins (``known``: keys seen so far)."""
    found = _KEY.match(text)
    if found is None or (found.group(1) in ENDS and found.group(1) in known):
        return None
    key, value = found.group(1), (found.group(2) or "").strip()
    if key not in KEYS:
        raise wrong(place, _unknown(key))
    if key in known:
        raise wrong(place, f"'{key}:' stands twice")
    if not value:
        raise wrong(place, f"expected something behind '{key}:'")
    return key, value


def _unknown(key: str) -> str:
    if re.fullmatch(r"[A-Z]\w*", key):
        return f"there is no actor {key}: a scenario has two, A and B"
    return f"the head has no '{key}:'{nearest(key, KEYS)}: it has {', '.join(f'{one}:' for one in KEYS)}"


def actor(text: str, place: Place) -> Actor:
    """What ``Tcp, isn 300 and 400, starts at LISTEN`` says."""
    machine, *rest = listed(text)
    isn: list[str] = []
    states: list[str] = []
    values: list[tuple[str, str]] = []
    for one in rest:
        if one.lower() == "isn":
            raise wrong(place, "expected a number behind 'isn', such as isn 300")
        if numbers := list(_numbers(one, after=bool(isn) and not values)):
            isn += numbers
        elif state := _state(one):
            states.append(state)
        else:
            values.append(pair(one, place, "SND.NXT 300"))
    if len(states) > 1:
        raise wrong(place, f"expected one state to start at, not {' and '.join(states)}")
    return Actor(place, machine, tuple(isn), "".join(states), tuple(values))


def _numbers(text: str, *, after: bool) -> Iterator[str]:
    """The numbers of ``isn 300``, or of ``400`` behind such numbers."""
    first, *others = text.replace("isn=", "isn ").split()
    if first.lower() == "isn":
        yield from others
    elif after and not others and _NUMBER.fullmatch(first):
        yield first


def _state(text: str) -> str:
    found = _STATE.fullmatch(text)
    if found is not None:
        return found.group(1)
    return text if re.fullmatch(r"[A-Z][A-Z0-9-]{2,}", text) else ""
