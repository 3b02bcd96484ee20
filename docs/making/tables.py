"""The tables in the pages that are made from the code: each between two comments with its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from docs.making.folders import folders_table
from docs.making.questions import questions_table

TABLES: Mapping[str, Callable[[], str]] = {"folders": folders_table, "questions": questions_table}
_MARKED = re.compile(r"<!-- (\w+) -->\n.*?<!-- end of \1 -->\n", re.DOTALL)


def with_tables(text: str) -> str:
    """The page with each of its tables as it is now."""
    return _MARKED.sub(_made, text)


def _made(found: re.Match[str]) -> str:
    name = found[1]
    if name not in TABLES:
        return found[0]
    return f"<!-- {name} -->\n{TABLES[name]().strip()}\n<!-- end of {name} -->\n"
