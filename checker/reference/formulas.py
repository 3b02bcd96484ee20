"""Properties' formulas in an unpacked configuration: the judge of the compiled ones."""

from __future__ import annotations

from checker.rows.configuration import Configuration, EndFrame, Value
from checker.rows.evaluate import Reader, holds
from spec.notation import nodes
from spec.notation.formulas import Bool
from spec.notation.nodes import End, Var
from spec.notation.systems import System


class BothEnds(Reader):
    """Looks variables, states and messages up in a configuration."""

    def __init__(self, system: System, frames: dict[End, EndFrame], configuration: Configuration) -> None:
        super().__init__(system, {}, {})
        self.frames, self.configuration = frames, configuration

    def variable(self, term: Var | nodes.Of) -> Value:
        """The value of ``A.ISS``."""
        assert isinstance(term, nodes.Of)
        frame = self.frames[term.end]
        return self.configuration.local(term.end).values[frame.slots.index(term.var)]

    def state_in(self, condition: nodes.InState) -> bool:
        """Whether the end is in one of the states."""
        frame = self.frames[condition.end]
        return frame.states[self.configuration.local(condition.end).state] in condition.states

    def in_flight(self, condition: nodes.InFlight) -> bool:
        """Whether a message of that kind, with those bits on, is on its way to the end."""
        frame = self.frames[condition.to]
        for carried in self.configuration.towards(condition.to):
            kind = frame.kinds[carried.kind]
            fields = {field.name: value for field, value in zip(kind.fields, carried.values, strict=True)}
            bits = fields.get(condition.field, 0)
            if condition.message in (None, kind.__name__) and bits & condition.mask == condition.mask:
                return True
        return False

    def known(self, condition: nodes.OfRuns) -> bool:
        """A fact of the system itself; of knowledge a single configuration says nothing."""
        return condition.name in self.system.facts if isinstance(condition, nodes.Fact) else super().known(condition)


def true_in(formula: Bool, system: System, frames: dict[End, EndFrame], configuration: Configuration) -> bool:
    """Whether a property's formula is true in a configuration."""
    return holds(formula.node, BothEnds(system, frames, configuration))
