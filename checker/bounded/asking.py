"""Properties' formulas over a system's cells."""

from __future__ import annotations

from typing import Any

from checker.bounded.transition import Transition
from checker.relation.numbers import Numbers, Ranged
from spec.notation import nodes
from spec.notation.formulas import Bool
from spec.notation.nodes import Condition


class Asking(Numbers):
    """Translates what a property may ask of one configuration."""

    def __init__(self, transition: Transition) -> None:
        super().__init__(transition.solver, transition.system)
        self.transition = transition

    def of(self, formula: Bool) -> Any:
        """The formula, over the cells before a step."""
        return self.condition(formula.node)

    def variable(self, term: nodes.Var | nodes.Of) -> Ranged:
        assert isinstance(term, nodes.Of)
        acting = self.transition.acting[term.end]
        return self.ranged(acting.relation.variables[term.var], term.var.domain)

    def field(self, term: nodes.Field) -> Ranged:
        raise TypeError(f"{term} is read where a message arrives")

    def outside(self, condition: Condition) -> Any:
        match condition:
            case nodes.InState(end=end, states=states):
                acting = self.transition.acting[end]
                places = [place for place, state in enumerate(acting.frame.states) if state in states]
                return self.solver.Or([acting.state == place for place in places])
            case nodes.InFlight():
                return self._in_flight(condition)
            case nodes.Contains(history=nodes.Of(end=end, var=var), values=values):
                return self._contains(end, var, [self.term(value) for value in values])
            case _:
                return super().outside(condition)

    def _in_flight(self, asked: nodes.InFlight) -> Any:
        way = self.transition.ways[asked.to]
        codes = self.transition.acting[asked.to].codes
        kinds = [kind for kind in codes.kinds if asked.message in (None, kind.__name__)]

        def matches(code: Any) -> Any:
            found: list[Any] = []
            for kind in kinds:
                bits = [part for field, part in codes.fields(code).items() if self._is(field, kind.__name__, asked)]
                on = [part & asked.mask == asked.mask for part in bits] if asked.mask else []
                if asked.mask and not bits:
                    continue
                found.append(self.solver.And(codes.is_of(code, kind), *on))
            return self.solver.Or(found)

        return way.some(matches)

    @staticmethod
    def _is(field: nodes.Field, message: str, asked: nodes.InFlight) -> bool:
        return field.message == message and field.name == asked.field

    def _contains(self, end: nodes.End, var: nodes.Var, values: list[Ranged]) -> Any:
        found: list[Any] = []
        for remembered, name in self.transition.acting[end].remembered(var).items():
            same = [
                self.compared("==", value, self.number(one), seq=False)
                for value, one in zip(values, remembered, strict=True)
            ]
            found.append(self.solver.And(self.solver.Bool(name), *same))
        return self.solver.Or(found)
