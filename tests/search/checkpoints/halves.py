"""A search that is cut short and gone on with by another, beside one that never was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from checker.packed.successors import Successors
from checker.reference.interpreter import Interpreter
from checker.search.breadth_first import Limits, Search, search
from checker.search.checkpoints.keeper import Checkpoints
from checker.verdicts.engines import EngineName, taking_over
from spec.notation import System

NO_LIMITS = Limits()


def searched(
    system: System, engine: EngineName, limits: Limits = NO_LIMITS, kept: Checkpoints | None = None
) -> tuple[Search, Successors]:
    """A search by that engine, and the successors that have noted what was followed."""
    successors = Successors(system)
    start = successors.layout.pack(Interpreter(system).start())
    keeper = None if kept is None else kept.of(successors, "")
    return search(successors.of, [start], limits, None, taking_over(engine, successors), keeper), successors


def held_to_one_run(system: System, folder: Path, first: EngineName, second: EngineName, states: int) -> None:
    """AssertionError unless two runs, the first of at most so many states, come to what one comes to."""
    whole, noted = searched(system, "python")
    kept = Checkpoints(to=folder, every=0.0)
    cut, _ = searched(system, first, replace(NO_LIMITS, states=states), kept)
    if not cut.cut or not (folder / "checkpoint").exists():
        return  # it was too small
    rest, noted_too = searched(system, second, kept=Checkpoints(resume=folder))
    assert list(rest.order) == list(whole.order)
    assert list(rest.parents) == list(whole.parents)
    for part in ("levels", "transitions", "stuck", "expanded", "cut", "depth", "starts"):
        assert getattr(rest, part) == getattr(whole, part), part
    assert noted_too.fired == noted.fired
    assert noted_too.cuts == noted.cuts
