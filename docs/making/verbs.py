"""The page of the command: what each verb does, and its options, as the command itself says it."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Iterator
from unittest.mock import patch

from checker.command.all_verbs import VERBS
from checker.command.failures import guarded

COLUMNS = "90"


def verbs_page() -> str:
    """The page, as Markdown."""
    return "\n".join(["# The command", "", *_said("handwave"), *(line for verb in VERBS for line in _verb(verb))])


def _verb(verb: str) -> Iterator[str]:
    yield f"## {verb}\n"
    yield from _said("handwave", verb)


def _said(*words: str) -> Iterator[str]:
    output = io.StringIO()
    environment = patch.dict(os.environ, COLUMNS=COLUMNS, NO_COLOR="1")
    with environment, contextlib.redirect_stdout(output), contextlib.suppress(SystemExit):
        guarded([*words[1:], "--help"])
    yield f"```text\n{output.getvalue().rstrip()}\n```\n"
