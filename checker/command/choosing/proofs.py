"""From what was typed, ``octets-of-a`` or ``mine.py:my_induction``, to what is to be proved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from checker.command.choosing.user_files import load
from checker.command.outcomes import Refused
from spec.notation.invariants import Induction
from spec.notation.lemmas import Theory
from spec.notation.nearest import nearest
from spec.theories import INDUCTIONS, THEORIES

Proof = Theory | Induction


def proofs(typed: Sequence[str]) -> list[Proof]:
    """What is to be proved; all that the project declares where nothing was typed.  Refused where there is none."""
    return [_one(name) for name in typed or (*THEORIES, *INDUCTIONS)]


def _one(typed: str) -> Proof:
    file, colon, name = typed.rpartition(":")
    if colon and file.endswith(".py"):
        return _of_file(Path(file), name)
    there: dict[str, Proof] = {**THEORIES, **INDUCTIONS}
    if typed in there:
        return there[typed]
    raise Refused(
        f"there is no theory '{typed}'{nearest(typed, there)}: there are {', '.join(there)}, "
        "and one of your own is written FILE.py:NAME"
    )


def _of_file(file: Path, name: str) -> Proof:
    declared = vars(load(file))
    known = {one: value for one, value in declared.items() if isinstance(value, Proof)}
    if name not in known:
        what = (
            f"'{name}' of {file.name} is nothing that can be proved"
            if name in declared
            else f"{file.name} has no '{name}'"
        )
        listed = ", ".join(known) or "nothing of the kind: write an Induction(system, {...}) or a Theory"
        raise Refused(f"{what}{nearest(name, known)}: it declares {listed}")
    return known[name] if known[name].name else replace(known[name], name=name)
