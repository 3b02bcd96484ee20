"""A table as functions: what its rows do at one state on one event, printed as Python and compiled.

The rows become decisions as for every engine; here numbers stay numbers, of all 2^32, and what differs from one
packet to the next (parameters, the initial numbers that the end may choose) is given with each call.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple, cast

from checker.rows.configuration import EndFrame
from checker.rows.decisions import Ask, Cut, Leaf, Pick, Tree
from checker.rows.lower import Reading
from checker.rows.python_terms import argument
from checker.rows.shared_terms import SharingPrinter
from spec.notation import nodes
from spec.notation.events import Arrival, Event
from spec.notation.messages import Send
from spec.notation.nodes import Term
from spec.notation.rows import Effect, Row
from spec.notation.variables import Assign, Remember

Place = tuple[int, ...]
"""A local state: the position of the control state, and the value of each slot of the frame."""


class Taken(NamedTuple):
    """One outcome of an event: where the end is after it, what was sent, and the rows that fired."""

    place: Place
    sent: tuple[tuple[int, ...], ...]
    rows: tuple[Row, ...]


Step = Callable[[Place, tuple[int, ...], tuple[int, ...], Sequence[int]], list[Taken]]
"""From a place, the message's fields, the parameters and the initial numbers to what may follow."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """What an event does in one control state."""

    step: Step
    silent: bool
    """Whether it may happen without anything being sent."""
    sends: bool
    """Whether it may send something."""


class CompiledTable:
    """The table of one end; ``varying``: the parameters that are given with each call, in this order."""

    def __init__(self, frame: EndFrame, varying: Sequence[str]) -> None:
        self.frame, self.varying = frame, tuple(varying)
        self._rows = [_open(row, frozenset(varying)) for row in frame.machine.rows]
        self._readings: dict[Event, _Reading] = {}
        self._compiled: dict[tuple[Event, int], Compiled | None] = {}

    def at(self, event: Event, state: int) -> Compiled | None:
        """What an event does in a control state; None where no row can fire."""
        key = (event, state)
        if key not in self._compiled:
            if event not in self._readings:
                self._readings[event] = _Reading(self.frame, event, self._rows)
            tree = self._readings[event].tree(state)
            self._compiled[key] = None if tree == Leaf(state) else _compiled(self, event, tree)
        return self._compiled[key]


class _Reading(Reading):
    """The reading of rows whose parameters are fields."""

    def __init__(self, frame: EndFrame, event: Event, rows: Sequence[Row]) -> None:
        super().__init__(frame, event)
        self.rows = tuple(rows)


def _open(row: Row, varying: frozenset[str]) -> Row:
    """The row with these parameters left open: each is read like a field of a message."""

    def field(part: nodes.Node) -> nodes.Node | None:
        opened = isinstance(part, nodes.Param) and part.name in varying
        return nodes.Field("", part.name, nodes.Counts(part)) if opened and isinstance(part, nodes.Param) else None

    def effect(one: Effect) -> Effect:
        if isinstance(one, Assign):
            return replace(one, value=cast(Term, nodes.rebuild(one.value, field)))
        if isinstance(one, Send | Remember):
            return replace(one, values=tuple(cast(Term, nodes.rebuild(value, field)) for value in one.values))
        return one

    when = cast(nodes.Condition, nodes.rebuild(row.when, field))
    return replace(row, when=when, do=tuple(effect(one) for one in row.do))


def _leaves(tree: Tree) -> Iterator[Leaf]:
    """The outcomes in which something fires."""
    match tree:
        case Ask():
            yield from _leaves(tree.yes)
            yield from _leaves(tree.no)
        case Pick():
            yield from _leaves(tree.then)
        case Leaf() if tree.fired:
            yield tree
        case _:
            pass


def _compiled(table: CompiledTable, event: Event, tree: Tree) -> Compiled:
    source = _Source(table, event)
    names: dict[str, object] = {"Taken": Taken, **source.rows}
    text = source.function(tree)
    names |= source.rows
    exec(text, names)  # noqa: S102 - our own text, printed from the rows
    leaves = list(_leaves(tree))
    silent, sends = any(not leaf.sends for leaf in leaves), any(leaf.sends for leaf in leaves)
    return Compiled(cast(Step, names["step"]), silent, sends)


PAD: Final = "    "


class _Source:
    """The source of one function."""

    def __init__(self, table: CompiledTable, event: Event) -> None:
        self.table = table
        self.fields = [field.name for field in event.message.fields] if isinstance(event, Arrival) else []
        self.slots = {var: f"v{place}" for place, var in enumerate(table.frame.slots)}
        self.printer = SharingPrinter(table.frame.system, lambda var: self.slots[cast(nodes.Var, var)])
        self.rows: dict[str, tuple[Row, ...]] = {}

    def function(self, tree: Tree) -> str:
        """``def step(place, fields, given, numbers)``."""
        self.printer.begin()
        body = self.printer.shared(self._tree(tree, 1), PAD)
        head = [
            "def step(place, fields, given, numbers):",
            f"{PAD}_, {', '.join(self.slots.values())} = place",
            *([f"{PAD}{''.join(f'{argument(name)}, ' for name in self.fields)}= fields"] if self.fields else []),
            f"{PAD}{''.join(f'{argument(name)}, ' for name in self.table.varying)}= given",
            f"{PAD}out = []",
        ]
        return "\n".join([*head, *body, f"{PAD}return out", ""])

    def _tree(self, tree: Tree, depth: int) -> list[str]:
        pad = PAD * depth
        match tree:
            case Ask(condition=condition, yes=yes, no=no):
                asked = f"{pad}if {self.printer.condition(condition)}:"
                return [asked, *self._tree(yes, depth + 1), f"{pad}else:", *self._tree(no, depth + 1)]
            case Pick(index=index, then=then):
                return [f"{pad}for d{index} in numbers:", *self._tree(then, depth + 1)]
            case Cut() | Leaf(fired=()):
                return [f"{pad}pass"]
            case Leaf():
                return self._leaf(tree, depth)

    def _leaf(self, leaf: Leaf, depth: int) -> list[str]:
        pad = PAD * depth
        within = " and ".join(f"0 <= {self.printer.term(check.term)} <= {check.most}" for check in leaf.checks)
        sets = dict(leaf.sets)
        values = [self.printer.term(sets[var]) if var in sets else name for var, name in self.slots.items()]
        sends = "".join(f"({''.join(f'{self.printer.term(term)}, ' for term in terms)}), " for _, terms in leaf.sends)
        name = f"rows{len(self.rows)}"
        self.rows[name] = tuple(self.table.frame.machine.rows[place] for place in leaf.fired)
        out = f"out.append(Taken(({leaf.state}, {', '.join(values)}), ({sends}), {name}))"
        # what is outside its bounds cannot be: no capture has such a window
        return [f"{pad}if {within}:", f"{pad}{PAD}{out}"] if within else [f"{pad}{out}"]
