"""The numbers in the prose of the pages, each worked out from the code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from checker.command.outcomes import Exit
from checker.numbers.free_numbers import NEAR
from checker.search.checkpoints import EVERY
from checker.verdicts.outgrown import SMALL
from spec.articles import ARTICLES, CLAIMS

FACTS: Mapping[str, Callable[[], int]] = {
    r"(\d+) sentences": lambda: len(CLAIMS),
    r"sentences of (\w+) Chinese articles": lambda: len(ARTICLES),
    r"what (\w+) articles claim": lambda: len(ARTICLES),
    r"is (\d+) if every verdict": lambda: Exit.AS_EXPECTED,
    r"(\d+) if some verdict": lambda: Exit.NOT_AS_EXPECTED,
    r"(\d+)\sfor wrong usage": lambda: Exit.WRONG,
    r"(\d+)\sif something was not established": lambda: Exit.NOT_ESTABLISHED,
    r"(\d+)\sif it was interrupted": lambda: Exit.INTERRUPTED,
    r"\| ALLOWED \| (\d+)": lambda: Exit.AS_EXPECTED,
    r"\| NOT ALLOWED \| (\d+)": lambda: Exit.NOT_AS_EXPECTED,
    r"\| CANNOT BE JUDGED \| (\d+)": lambda: Exit.NOT_ESTABLISHED,
    r"is (\d+) if the file": lambda: Exit.WRONG,
    r"and (\d+) after Ctrl-C": lambda: Exit.INTERRUPTED,
    r"作了 (\d+) 条论断": lambda: len(CLAIMS),
    r"预期相符时为 (\d+)": lambda: Exit.AS_EXPECTED,
    r"有不符时为 (\d+)": lambda: Exit.NOT_AS_EXPECTED,
    r"规范有误时为 (\d+)": lambda: Exit.WRONG,
    r"未能确定的时为 (\d+)": lambda: Exit.NOT_ESTABLISHED,
    r"被中断时为 (\d+)": lambda: Exit.INTERRUPTED,
    r"every (\d+)\sseconds": lambda: int(EVERY),
    r"less\sthan\s(\d+)\sapart": lambda: NEAR,
    r"are no more than ([\d,]+)": lambda: SMALL,
}
"""What stands around a number (the group), and the number."""
GIVEN = (  # the first line: the RFC's own
    r"RFC \d+|[Ss]ections? \d[\d.]*|[Ff]igures? \d+(?: (?:to|and) \d+)?|图 \d+|第 [\d.]+ 节|3\.10\b|2 MSL",
    r"2\^\d+|\d+ bits|100 (?:and|和) 300|\b0 or 1\b|Python 3\.\d+|\b(?:19|20)\d\d\b",
)
"""Numbers that are given, not found."""

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NOT_PROSE = r"(?ms)^```.*?^```$|<!-- (\w+) -->.*?<!-- end of \1 -->|`[^`]*`|<[^>]*>|\]\([^)]*\)|^\d+\. "


def restated(text: str) -> str:
    """The page with every number of :data:`FACTS` as it is now."""
    for pattern, number in FACTS.items():
        text = re.sub(pattern, partial(_with, number=number), text)
    return text


def unused(texts: list[str]) -> Iterator[str]:
    """The patterns that no page has any more."""
    return (pattern for pattern in FACTS if not any(re.search(pattern, text) for text in texts))


def unexplained(text: str) -> list[str]:
    """The numbers in the prose of a page that are neither worked out nor given, each with what stands around it."""
    prose = " ".join(re.sub(_NOT_PROSE, "", text).split())
    for pattern in (*FACTS, *GIVEN):
        prose = re.sub(pattern, "", prose)
    return [found[0] for found in re.finditer(r".{0,20}(?<![\w-])\d[\d,.]*\b.{0,20}", prose)]


def _with(found: re.Match[str], number: Callable[[], int]) -> str:
    said = f"{number():,}" if found[1][0].isdigit() else _SMALL[number()]
    start, end = (place - found.start() for place in found.span(1))
    return found[0][:start] + said + found[0][end:]
