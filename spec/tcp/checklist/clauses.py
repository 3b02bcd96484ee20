"""What a clause is, and the run that shows what a row or a variant makes of it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from spec.notation.rows import Row
from spec.tcp.table import Tcp

RUNS = Path(__file__).with_name("runs.toml")
"""Written by ``python -m tests.pin_runs``, and held to what the runs do by tests."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that a section asks, in words of our own."""

    section: str
    """Of RFC 9293, with the step where it has steps: ``3.10.7.4 fifth``."""
    says: str
    rows: tuple[Row, ...] = ()
    """The rows of the table that do it."""
    otherwise: tuple[type[Tcp], ...] = ()
    """The variants that read it otherwise."""
    left_out: str = ""
    """Why the table does not have it, or how much of it."""
    scenario: str = ""
    """The scenario that shows it whole: a figure of the RFC's."""


@cache
def runs() -> Mapping[str, str]:
    """For each row that a clause names, and each variant: ``scenario NAME`` or ``model NAME`` in which it is seen.

    Of a variant, a run in which it does what the table does not.
    """
    return {name: run for kind in tomllib.loads(RUNS.read_text("utf-8")).values() for name, run in kind.items()}


def within(section: str, asked: str) -> bool:
    """Whether a section is the one that was asked for, or a part of it.

    >>> within("3.10.7.4 fifth", "3.10.7.4"), within("3.10.7.4 fifth", "3.10"), within("3.10.1", "3.1")
    (True, True, False)
    """
    return section == asked or section.startswith((f"{asked}.", f"{asked} "))
