"""Properties as claims of Promela: what Spin can decide, and the names of the rest."""

from __future__ import annotations

from collections.abc import Mapping

from checker.export.promela.formulas import Formulas
from checker.export.promela.names import bare, folded, remark
from checker.export.promela.remembering import Remembering
from checker.export.promela.vocabulary import Vocabulary
from checker.export.promela.ways import Way
from spec.notation import nodes
from spec.notation.errors import SpecError
from spec.notation.formulas import Bool
from spec.notation.formulas_of import formulas
from spec.notation.nodes import Condition, End, Var
from spec.notation.properties import Always, Property, Sometimes
from spec.notation.wording import words as said

Histories = Mapping[tuple[End, Var], Remembering]


class Seen(Formulas):
    """Prints what a property reads: both ends, from outside."""

    def __init__(self, words: Vocabulary, ways: Mapping[End, Way], histories: Histories) -> None:
        super().__init__(words, "A")
        self.ways, self.histories = ways, histories

    def variable(self, term: Var | nodes.Of) -> str:
        """A variable of a named end."""
        assert isinstance(term, nodes.Of)
        if (term.end, term.var) not in self.words.variables:
            machine = self.words.frames[term.end].machine.__name__
            raise SpecError(f"a property reads {term.end}.{term.var.name}, which no row of {machine} sets")
        return self.words.variables[term.end, term.var]

    def outside(self, condition: Condition) -> str:
        """States, messages and histories."""
        match condition:
            case nodes.InState(end=end, states=states):
                asked = [f"{self.words.state[end]} == {self.words.states[state]}" for state in states]
                return f"({' || '.join(asked)})"
            case nodes.InFlight():
                return self.ways[condition.to].has(condition)
            case nodes.Contains(history=nodes.Of(end=end, var=var), values=values):
                return self.histories[end, var].has([self.value(value) for value in values])
            case _:
                raise TypeError(f"{said(condition)}: no single state says so")


def asks_runs(one: Property) -> bool:
    """Whether a property asks what no single state says: who knows something, or in which world it is."""
    kinds = (nodes.Knows, nodes.Common, nodes.Fact)
    return any(isinstance(part, kinds) for formula in formulas(one) for part in nodes.walk(formula.node))


def claims(properties: Mapping[str, Property], seen: Seen) -> list[str]:
    """A formula for each property that Spin can decide, and a line that names the others."""
    lines: list[str] = []
    left: list[str] = []
    for name, one in properties.items():
        if isinstance(one, Always | Sometimes) and not asks_runs(one):
            lines += ["", *_claim(name, one, seen)]
        else:
            left.append(f"{name} ({type(one).__name__}{', about knowledge' if asks_runs(one) else ''})")
    if left:
        lines += ["", *folded(f"Properties that are not exported: {', '.join(left)}")]
    return lines


def _claim(name: str, one: Always | Sometimes, seen: Seen) -> list[str]:
    formula = _printed(one.formula, seen)
    if isinstance(one, Always):
        kind = "Always; an error is a run to a state in which it is false"
        claim = f"ltl {seen.words.names.new(name)} {{ [] {formula} }}"
    else:
        kind = "Sometimes: an error is a run to a state in which it is true"
        claim = f"ltl {seen.words.names.new(f'never_{name}')} {{ [] !{formula} }}"
    return [*folded(one.about), remark(kind), claim]


def _printed(formula: Bool, seen: Seen) -> str:
    return f"({bare(seen.of(formula.node))})"
