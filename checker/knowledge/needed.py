"""What of a search has to be over points rather than over configurations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from checker.knowledge.points import Points
from checker.knowledge.who_knows import Knowing
from checker.packed.predicates import ghosts_in
from checker.packed.successors import Successors
from checker.reference.interpreter import Interpreter
from spec.notation import nodes
from spec.notation.formulas import Bool
from spec.notation.formulas_of import formulas
from spec.notation.knowledge import knows_in
from spec.notation.properties import Property
from spec.notation.systems import System


def asks_knowledge(asked: Property) -> bool:
    """Whether a property asks who knows something."""
    return any(knows_in(formula.node) for formula in formulas(asked))


def points(
    systems: Sequence[System], asked: Iterable[Bool], tick: Callable[[], None] = lambda: None
) -> tuple[Successors, list[int], Knowing | None]:
    """The transitions to search, their starts, and where knowledge is asked for what answers it.

    ``tick``: called often where it takes long; what it raises ends it.
    """
    formulas_asked = list(asked)
    ghosts = ghosts_in(formulas_asked)
    views = {part.view for formula in formulas_asked for part in knows_in(formula.node)}
    facts = any(isinstance(part, nodes.Fact) for formula in formulas_asked for part in nodes.walk(formula.node))
    if not views and not facts and len(systems) == 1:
        plain = Successors(systems[0], ghosts, None, tick)
        return plain, [plain.layout.pack(Interpreter(systems[0], ghosts).start())], None
    found = Points(systems, ghosts, recall="history" in views)
    knowing = Knowing(found)
    found.layout.knowing = knowing.of
    return found, found.starts(), knowing
