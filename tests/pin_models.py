"""Write models.toml anew from the engine: run it when a count has moved for a reason, and say the reason."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from checker import Exploration
from spec.catalogue import MODELS
from spec.notation.systems import ENDS
from spec.tcp.table import Tcp
from tests.exploring import explored, fired

HEAD = """\
# States, transitions, depth and verdicts of every model, and the rows of the table that fire in no smaller one;
# written by tests/pin_models.py.
"""


def pinned() -> str:
    """The text of models.toml."""
    parts = [HEAD]
    found = {name: explored(name) for name in MODELS}
    first = _first(found)
    for name, one in found.items():
        counts = f"states = {one.states}\ntransitions = {one.transitions}\ndepth = {one.depth}\n"
        rows = "".join(f"fires.{end} = {_listed(first[name, end])}\n" for end in ENDS if (name, end) in first)
        verdicts = "".join(f'verdicts.{asked} = "{answer!r}"\n' for asked, answer in one.answers.items())
        parts.append(f"\n[{name}]\n{counts}{rows}{verdicts}")
    return "".join(parts)


def _first(found: Mapping[str, Exploration]) -> dict[tuple[str, str], list[str]]:
    """For a model and an end: the rows that fire there, and in no smaller model."""
    first: dict[tuple[str, str], list[str]] = {}
    met: set[tuple[str, str]] = set()
    for name in sorted(found, key=lambda name: found[name].states):
        if issubclass(found[name].system.A, Tcp):
            for end in ENDS:
                new = [row for row in fired(found[name], end) if (row, end) not in met]
                met |= {(row, end) for row in new}
                if new:
                    first[name, end] = new
    return first


def _listed(rows: Iterable[str]) -> str:
    return json.dumps(list(rows))


if __name__ == "__main__":
    Path(__file__).with_name("models.toml").write_text(pinned(), "utf-8")
