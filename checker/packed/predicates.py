"""Properties' formulas as functions of a packed configuration."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from checker.packed.layout import Layout, unmixed
from checker.rows.python_terms import Printer
from spec.notation import nodes
from spec.notation.errors import Place, SpecError
from spec.notation.formulas import Bool
from spec.notation.nodes import Condition, End, Node, Var
from spec.notation.wording import words

Predicate = Callable[[int], bool]


class PropertyPrinter(Printer):
    """Prints what only a property may ask: the other end's variables, states, histories, messages in flight."""

    def __init__(self, layout: Layout) -> None:
        super().__init__(layout.system, self._of)
        self.layout = layout
        self.names: dict[str, object] = {}
        self.reads = 0
        """The bits that were asked for."""

    def _of(self, var: nodes.Var | nodes.Of) -> str:
        assert isinstance(var, nodes.Of)
        bits = self.layout.ends[var.end].fields.get(var.var)
        if bits is None:
            raise self._unset(var.end, var.var)
        self.reads |= bits.mask
        return f"(s >> {bits.shift} & {bits.ones})"

    def _unset(self, end: End, var: Var) -> SpecError:
        machine = self.layout.frames[end].machine.__name__
        return SpecError(
            f"reads {end}.{var.name}, which no row of {machine} sets: make {end} of a table whose rows set it"
        )

    def outside(self, condition: Condition) -> str:
        """States, messages and histories."""
        match condition:
            case nodes.InState(end=end, states=states):
                return self._in_state(end, states)
            case nodes.InFlight():
                return self._in_flight(condition)
            case nodes.Contains(history=nodes.Of(end=end, var=var), values=values):
                return self._contains(end, var, tuple(self.term(value) for value in values))
            case nodes.Knows() | nodes.Common() | nodes.Fact():
                return self._of_runs(condition)
            case _:
                return super().outside(condition)

    def _of_runs(self, condition: nodes.OfRuns) -> str:
        self.reads = -1
        if self.layout.knowing is None:
            raise SpecError(f"asks whether {words(condition)}, which only a search over all runs can say")
        name = f"known_{len(self.names)}"
        self.names[name] = self.layout.knowing(condition)
        return f"{name}(s)"

    def _in_state(self, end: End, states: tuple[str, ...]) -> str:
        known, bits = self.layout.frames[end].states, self.layout.ends[end].state
        for state in states:
            if state not in known:
                raise SpecError(f"asks whether {end} is in {state}, but its states are {', '.join(known)}")
        self.reads |= bits.mask
        places = tuple(known.index(state) for state in states)
        here = f"(s >> {bits.shift} & {bits.ones})"
        return f"({here} == {places[0]})" if len(places) == 1 else f"({here} in {places!r})"

    def _in_flight(self, condition: nodes.InFlight) -> str:
        way = self.layout.ways[condition.to]
        if condition.message is None:
            self.reads |= way.bits.mask
            return f"(s & {way.bits.mask} != 0)"
        if way.universe is not None:
            mask = sum(way.bit[key] for key in way.universe if matches(self.layout, condition, key))
            self.reads |= mask
            return f"(s & {mask} != 0)"
        self.reads |= way.bits.mask
        name = f"in_flight_{len(self.names)}"

        def any_such(s: int) -> bool:
            return any(matches(self.layout, condition, key) for key in way.unpack_keys(s))

        self.names[name] = any_such
        return f"{name}(s)"

    def _contains(self, end: End, var: Var, values: tuple[str, ...]) -> str:
        if (end, var) not in self.layout.histories:
            raise self._unset(end, var)
        bits, sizes = self.layout.histories[end, var], self.layout.sizes(var)
        self.reads |= bits.mask
        places = {unmixed(key, sizes): bits.shift + at for at, key in enumerate(self.layout.remembered[end, var])}
        name = f"places_{len(self.names)}"
        self.names[name] = places
        return f"(({', '.join(values)},) in {name} and s >> {name}[{', '.join(values)},] & 1)"


def matches(layout: Layout, condition: nodes.InFlight, key: int) -> bool:
    """Whether a message to the end that the condition names is such a one; its key."""
    frame = layout.frames[condition.to]
    carried = layout.ways[condition.to].keys.carried(key)
    kind = frame.kinds[carried.kind]
    fields = {field.name: value for field, value in zip(kind.fields, carried.values, strict=True)}
    bits = fields.get(condition.field, 0)
    return condition.message in (None, kind.__name__) and bits & condition.mask == condition.mask


def predicate(layout: Layout, formula: Bool, place: Place | None = None) -> Predicate:
    """The formula as a function of a packed configuration.

    SpecError where it reads what the system's machines do not have.
    """
    printer = PropertyPrinter(layout)
    try:
        _check_parameters(layout, formula)
        text = f"lambda s: bool({printer.condition(formula.node)})"
    except SpecError as refused:
        where = f"{place}: " if place is not None else ""
        raise SpecError(f"{where}a property {refused}") from None
    return cast(Predicate, eval(text, printer.names))  # noqa: S307  # our own text, printed from a formula


def _check_parameters(layout: Layout, formula: Bool) -> None:
    for part in nodes.walk(formula.node):
        if isinstance(part, nodes.Param) and layout.system.given(part) is None:
            given = f'params={{"{part.name}": ...}}'
            raise SpecError(f"reads the parameter {part.name}, which the system does not give: write {given} there")


def bits_read(layout: Layout, formula: Bool) -> int:
    """The bits of a packed configuration that the formula reads; its truth depends on no others."""
    printer = PropertyPrinter(layout)
    printer.condition(formula.node)
    return printer.reads


def ghosts_in(formulas: list[Bool]) -> frozenset[tuple[End, Var]]:
    """The history variables that formulas read: the others need not be kept."""
    found: set[tuple[End, Var]] = set()
    for formula in formulas:
        for node in nodes.walk(cast(Node, formula.node)):
            if isinstance(node, nodes.Of) and node.var.ghost:
                found.add((node.end, node.var))
    return frozenset(found)
