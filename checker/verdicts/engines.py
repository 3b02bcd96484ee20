"""What the names of engines stand for."""

from __future__ import annotations

from checker.packed.successors import Successors
from checker.search.native.take_over import AFTER, TakeOver
from checker.verdicts.defaults import ENGINES, EngineName
from spec.notation.errors import SpecError, shown


def engine_named(name: str) -> EngineName:
    """The engine of that name; SpecError where there is none."""
    for one in ENGINES:
        if one == name:
            return one
    raise SpecError(f"there is no engine {shown(name)}: write one of {', '.join(ENGINES)}")


def taking_over(name: EngineName, successors: Successors) -> TakeOver | None:
    """What may take over from Python; SpecError where the native engine is asked for and cannot search this."""
    if name == "python":
        return None
    over = TakeOver(successors, 0)
    if name != "native":
        over = TakeOver(successors, AFTER, patient=True)
    if name == "native" and not over.able():
        raise SpecError(f"the native engine cannot search this: {over.why_not}; write python or auto for the engine")
    return over
