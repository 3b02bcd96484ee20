"""Hold the Promela text of every model to Spin: ``python tests/export/promela/every_model.py [--most N] [MODEL ...]``.

For each model of the catalogue of at most N states: whether it is exported, whether Spin stores as many states as a
search here reaches, and whether it refutes the claims that are refuted here.  Prints what differs, and the totals.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from checker.export.promela.claims import asks_runs
from checker.export.promela.export import promela
from checker.packed.predicates import ghosts_in
from checker.packed.successors import Successors
from checker.reference.interpreter import Interpreter
from checker.results.answers import Verdict
from checker.search.breadth_first import Limits, search
from checker.verdicts.exploring import explore
from spec.catalogue import MODELS
from spec.notation import Always, Model, Sometimes, SpecError
from spec.notation.formulas_of import formulas
from tests.export.promela.spin import refuted, states


def configurations(model: Model, most: int) -> int | None:
    """How many configurations the system has; None: more than so many."""
    ghosts = ghosts_in([formula for one in model.properties.values() for formula in formulas(one)])
    successors = Successors(model.system, ghosts)
    start = successors.layout.pack(Interpreter(model.system, ghosts).start())
    found = search(successors.of, [start], Limits(states=most))
    return len(found.order) if found.complete else None


def expected(model: Model) -> set[str]:
    """The claims that Spin should refute, by their names in the text."""
    asked = {
        name: one
        for name, one in model.properties.items()
        if isinstance(one, Always | Sometimes) and not asks_runs(one)
    }
    answers = explore(model.system, asked).answers
    refuted_ = {name for name, answer in answers.items() if answer.verdict is Verdict.VIOLATED}
    found = {f"never_{name}" for name, answer in answers.items() if answer.verdict is Verdict.POSSIBLE}
    return refuted_ | found


def compared(model: Model, most: int) -> str:
    """``equal``, or what is not."""
    try:
        text = promela(model)
    except SpecError as refused:
        return f"refused: {refused}"
    ours = configurations(model, most)
    if ours is None:
        return "too large"
    with tempfile.TemporaryDirectory() as folder:
        theirs = states(text, Path(folder))
        wrong = refuted(text, Path(folder)) ^ expected(model)
    if theirs != ours:
        return f"states: {ours} here, {theirs} in Spin"
    return f"claims: {', '.join(sorted(wrong))}" if wrong else "equal"


def main() -> int:
    """Compare; 1 if something differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("models", nargs="*", metavar="MODEL")
    parser.add_argument("--most", type=int, default=20_000)
    given = parser.parse_args()
    said: dict[str, str] = {}
    for name in given.models or MODELS:
        declared = MODELS[name]
        said[name] = compared(declared if isinstance(declared, Model) else declared(), given.most)
        if said[name] != "equal":
            print(f"{name}: {said[name]}", flush=True)
    kinds = [one.partition(":")[0] for one in said.values()]
    totals = {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)}
    print(f"{len(said)} models: {', '.join(f'{count} {kind}' for kind, count in totals.items())}")
    return 0 if set(totals) <= {"equal", "refused", "too large"} else 1


if __name__ == "__main__":
    sys.exit(main())
