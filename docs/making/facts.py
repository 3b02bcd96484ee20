"""The numbers in the prose of the pages, each worked out from the code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from spec.articles import ARTICLES, CLAIMS

FACTS: Mapping[str, Callable[[], int]] = {
    r"(\d+) sentences": lambda: len(CLAIMS),
    r"sentences of (\w+) Chinese articles": lambda: len(ARTICLES),
}
"""What stands around a number (the group), and the number."""

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def restated(text: str) -> str:
    """The page with every number of :data:`FACTS` as it is now."""
    for pattern, number in FACTS.items():
        text = re.sub(pattern, partial(_with, number=number), text)
    return text


def unused(texts: list[str]) -> Iterator[str]:
    """The patterns that no page has any more."""
    return (pattern for pattern in FACTS if not any(re.search(pattern, text) for text in texts))


def _with(found: re.Match[str], number: Callable[[], int]) -> str:
    said = f"{number():,}" if found[1][0].isdigit() else _SMALL[number()]
    start, end = (place - found.start() for place in found.span(1))
    return found[0][:start] + said + found[0][end:]
