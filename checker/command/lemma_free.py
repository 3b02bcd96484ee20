"""What ``prove --without-lemmas`` adds: of each invariant about one end, what Spacer finds by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checker.command.inductive import WIDTH
from checker.horn.alone import Alone, Horn, about_one_end
from diagrams.columns import widest, wrapped
from spec.notation.invariants import Induction


def found_alone(induction: Induction, seconds: float) -> Mapping[str, Alone]:
    """What Spacer says of each invariant that is about one end."""
    horn = Horn(induction.system, seconds)
    asked = {name: one.formula.node for name, one in induction.lemmas().items()}
    return {name: horn.alone(formula) for name, formula in asked.items() if about_one_end(formula) is not None}


def lines(found: Mapping[str, Alone]) -> Iterator[str]:
    """The same, to be read."""
    if not found:
        yield " without lemmas: no invariant is about one end alone"
        return
    yield " without lemmas, by Spacer, whatever arrives, over whole numbers that never come around:"
    width = widest(found)
    for name, one in found.items():
        read = f", of {', '.join(one.read)}" if one.read else ""
        what = f"nothing found: {one.why}" if one.why else f"kept by the rows of {one.end} alone{read}"
        yield f" {name:<{width}}  {what}, {one.seconds:.2f} s"
        for here in one.found:
            states = ", ".join(here.states) if len(one.found) > 1 else "in every state"
            yield from ("   " + line for line in wrapped(f"{states}: {here.says}", WIDTH - 3, "  "))


def as_object(found: Mapping[str, Alone]) -> list[dict[str, object]]:
    """The same as data."""
    return [
        {
            "invariant": name,
            "end": one.end,
            "kept": not one.why,
            "why": one.why,
            "variables": list(one.read),
            "found": [{"states": list(here.states), "says": here.says} for here in one.found],
        }
        for name, one in found.items()
    ]
