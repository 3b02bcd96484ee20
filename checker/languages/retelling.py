"""Sentences that were put together in English, told in the reader's language by the template they are made from.

Where a sentence is put together, low in the code, nobody asks for a language: a declaration that is refused, a change
of a system.  Who prints it has it told again.  The templates are the f-strings of the code; the catalogue
(``python -m docs.making.translations``) has each with its places by number: ``there is no model '{1}'{2}``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from checker.languages.speech import ENGLISH, spoken, texts, tr

_PLACE = re.compile(r"(\{\w+(?:[:!.][^{}]*)?\})")
_COUNT = re.compile(r"([\d,]+) ([a-z]+)")
"""A number and its noun."""
_PLAYED = re.compile(r"([AB]) is ([A-Z]\w*[a-z]\w*)")
"""An end and its machine, in the name of a change; states are in capitals."""
_NAMES = re.compile(r"[\w.-]+(?: or [\w.-]+)+")
"""Names of which one is meant."""
_LISTED = re.compile(r"[\w.-]+(?:, [\w.-]+)+")
"""Names to choose from, which stand as they are written."""
_JOINTS = ("; ", ", or ", " or if ", " or of ", " and ", ", ")
"""Where a list is taken apart that no template fits."""
_WIDE = ("\uff08", "\uff0c", "\uff1b", "\uff1a")
"""Signs that no blank stands before: brackets, comma, semicolon, colon."""
FEWEST = 6
"""Letters of its own that a template has at least: one of fewer would fit anything."""


class _Template(NamedTuple):
    pattern: re.Pattern[str]
    told: str
    letters: int
    names: frozenset[str]
    """Places of names, which stand as they are written."""


def retold(text: str) -> str:
    """The sentence in the reader's language; as it stands where nothing like it is known.

    >>> retold("there is no model 'x'")
    "there is no model 'x'"
    """
    inner = text.strip()
    if spoken() == ENGLISH or not inner:
        return text
    if (exact := tr(text)) != text:
        return exact
    told = _retold(inner)
    return told if told.startswith(_WIDE) else text.replace(inner, told)


def _retold(text: str) -> str:
    known = [_known(part) for part in text.split(", ")]
    if all(known):  # none of its parts is to be taken for a place of a template
        return tr(", ").join(known)
    for one in _templates(spoken()):
        if found := one.pattern.fullmatch(text):
            told = {name: (_names if name in one.names else retold)(part) for name, part in found.groupdict().items()}
            return _filled(one.told, told)
    return _list(text)


def _known(text: str) -> str:
    """What is told without a template; empty for anything else."""
    if number := _COUNT.fullmatch(text):
        plural = f"{number[2].removesuffix('s')}s"
        return text if tr(plural) == plural else f"{number[1]} {tr(plural)}"
    if played := _PLAYED.fullmatch(text):
        return tr("{end} is {machine}").format(end=played[1], machine=played[2])
    if _NAMES.fullmatch(text):
        return _names(text)
    exact = tr(text)
    return "" if exact == text else exact


def _names(text: str) -> str:
    return tr(" or ").join(text.split(" or "))


def _filled(told: str, parts: Mapping[str, str]) -> str:
    return "".join(parts[_name(piece)] if _PLACE.fullmatch(piece) else piece for piece in _PLACE.split(told))


def _name(place: str) -> str:
    """What a place is called in a pattern, where no name begins with a digit."""
    return "p" + place.strip("{}").partition(":")[0]


def _list(text: str) -> str:
    """A list, each of its parts told again."""
    if _LISTED.fullmatch(text):
        return text
    for joint in _JOINTS:
        parts = text.split(joint) if joint in text else []
        told = [retold(part) for part in parts]
        if told != parts:
            return tr(joint).join(told)
    return text


def own_letters(template: str) -> int:
    """How many letters it has besides its places.

    >>> own_letters("{1} is none of {2}")
    8
    """
    return sum(map(str.isalpha, "".join(_PLACE.split(template)[::2])))


@cache
def _templates(_: str) -> tuple[_Template, ...]:
    """Those of that language, with the most letters of their own first."""
    made = (one for english, told in texts() for one in _template(english, told))
    return tuple(sorted(made, key=lambda one: -one.letters))


def _is_name(before: str, after: str) -> bool:
    """Whether what stands between these is a name, which is written as it is."""
    return before.endswith("did you mean ") or (before.endswith("'") and after.startswith("'"))


def _template(english: str, told: str) -> Iterator[_Template]:
    pieces = _PLACE.split(english)
    letters = own_letters(english)
    if len(pieces) < 3 or letters < FEWEST:
        return
    pattern, seen = "", set[str]()
    names = {_name(pieces[at]) for at in range(1, len(pieces), 2) if _is_name(pieces[at - 1], pieces[at + 1])}
    for place, piece in enumerate(pieces):
        name = _name(piece) if place % 2 else ""
        pattern += f"(?P={name})" if name in seen else f"(?P<{name}>.*?)" if name else re.escape(piece)
        seen.add(name or "-")
    yield _Template(re.compile(pattern, re.DOTALL), told, letters, frozenset(names))
