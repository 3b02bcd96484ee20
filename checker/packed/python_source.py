"""Decisions as Python source: for each end and event a function from packed local states to what may follow.

Each function takes a packed state (other ends' bits 0) and the message's fields, and returns a list of
``(state after, keys sent, keys remembered, rows fired as a mask)``, or the number of the bound that cut it off in
place of the state after, as a negative number.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from types import CodeType
from typing import cast

from checker.packed.layout import EndBits, Keys, size
from checker.rows.configuration import EndFrame
from checker.rows.decisions import Ask, Check, Cut, Leaf, Pick, Tree
from checker.rows.fold import Env
from checker.rows.lower import Reading
from checker.rows.out_of_bounds import out_of_bounds
from checker.rows.python_terms import argument
from checker.rows.shared_terms import SharingPrinter
from spec.notation import nodes
from spec.notation.events import Arrival, Event
from spec.notation.messages import Message
from spec.notation.nodes import Term, Var

Step = tuple[int, tuple[int, ...], tuple[tuple[int, int], ...], int]
"""State after, keys sent, (history variable's place, key) remembered, rows fired."""
StepFunction = Callable[..., list[Step]]


class EndSource:
    """The source of one end's step functions."""

    def __init__(self, frame: EndFrame, bits: EndBits, sent: Keys) -> None:
        self.frame, self.bits, self.sent = frame, bits, sent
        self.printer = SharingPrinter(frame.system, self._variable)
        self.cuts: list[str] = []
        self._readings: dict[tuple[Event, tuple[Term, ...]], Reading] = {}
        self.histories = tuple(var for var in frame.slots if isinstance(var.domain, nodes.Tuples))

    def function(self, name: str, event: Event, state: int, given: Env) -> str:
        """The source of the function for one event in one control state; empty where nothing can follow.

        ``given``: what some fields of the message are.
        """
        reading = self._readings.get(key := (event, tuple(given.values())))
        if reading is None:
            reading = self._readings[key] = Reading(self.frame, event, given)
        tree = reading.tree(state)
        if tree == Leaf(state):
            return ""
        fields = [field.name for field in event.message.fields] if isinstance(event, Arrival) else []
        head = f"def {name}({', '.join(['s', *map(argument, fields)])}):"
        title = f"    # {self.frame.states[state]!r}, {event.name!r}"
        self.printer.begin()
        body = self.printer.shared(self._tree(tree, 1), "    ")
        return "\n".join([head, title, "    out = []", *body, "    return out", ""])

    def _variable(self, var: nodes.Var | nodes.Of) -> str:
        assert isinstance(var, Var)
        return self._field(var)

    def _field(self, var: Var) -> str:
        bits = self.bits.fields[var]
        return f"(s >> {bits.shift} & {bits.ones})"

    def _tree(self, tree: Tree, depth: int) -> list[str]:
        pad = "    " * depth
        match tree:
            case Ask(condition=condition, yes=yes, no=no):
                lines = [f"{pad}if {self.printer.condition(condition)}:", *self._tree(yes, depth + 1)]
                return [*lines, *self._otherwise(no, depth)]
            case Pick(index=index, numbers=numbers, then=then):
                return [f"{pad}for d{index} in {numbers!r}:", *self._tree(then, depth + 1)]
            case Cut():
                rows = sum(1 << row for row in tree.fired)
                return [*self._checks(tree.checks, pad), f"{pad}out.append((-{self.cut(tree.why)}, (), (), {rows}))"]
            case Leaf(fired=()):
                return [f"{pad}pass"]
            case Leaf():
                return self._leaf(tree, pad)

    def _otherwise(self, no: Tree, depth: int) -> list[str]:
        pad = "    " * depth
        if isinstance(no, Leaf) and not no.fired:
            return []
        if isinstance(no, Ask):
            first, *rest = self._tree(no, depth)
            return [first.replace("if ", "elif ", 1), *rest]
        return [f"{pad}else:", *self._tree(no, depth + 1)]

    def cut(self, why: str) -> int:
        """The number of a bound that cuts something off."""
        if why not in self.cuts:
            self.cuts.append(why)
        return self.cuts.index(why) + 1

    def _leaf(self, leaf: Leaf, pad: str) -> list[str]:
        clear, known, parts = self.bits.state.mask, leaf.state << self.bits.state.shift, list[str]()
        for var, term in leaf.sets:
            field, text = self.bits.fields[var], self.printer.term(term)
            clear |= field.mask
            if text.isdecimal():
                known |= int(text) << field.shift
            else:
                parts.append(f"({text}) << {field.shift}")
        keep = self.bits.whole.mask & ~clear
        sends = "".join(f"{self._key(message, terms)}, " for message, terms in leaf.sends)
        kept = "".join(f"({self.histories.index(var)}, {self._history(var, terms)}), " for var, terms in leaf.remembers)
        fired = sum(1 << row for row in leaf.fired)
        after = " | ".join([f"s & {keep}", *([str(known)] if known else []), *parts])
        out = f"{pad}out.append(({after}, ({sends}), ({kept}), {fired}))"
        return [*self._checks(leaf.checks, pad), out]

    def _checks(self, checks: tuple[Check, ...], pad: str) -> list[str]:
        return [f"{pad}check({self.printer.term(c.term)}, {c.most}, {c.row}, {c.what!r})" for c in checks]

    def _key(self, message: type[Message], terms: tuple[Term, ...]) -> str:
        offset, sizes = self.sent.offset(message)
        texts = [self.printer.term(term) for term in terms]
        if not texts:
            return str(offset)
        return self.printer.share(_mixed(texts, sizes, offset, self.sent.ages))

    def _history(self, var: Var, terms: tuple[Term, ...]) -> str:
        assert isinstance(var.domain, nodes.Tuples)
        sizes = [size(part, self.frame.system) for part in var.domain.parts]
        return self.printer.share(_mixed([self.printer.term(term) for term in terms], sizes))


def _mixed(texts: Sequence[str], sizes: Sequence[int], known: int = 0, weight: int = 1) -> str:
    """Several values as one number, the last of them worth so much each, and what is known added."""
    parts: list[str] = []
    for text, one in zip(reversed(texts), reversed(sizes), strict=True):
        if text.isdecimal():
            known += int(text) * weight
        else:
            parts.append(text if weight == 1 else f"({text}) * {weight}")
        weight *= one
    return f"({' + '.join([str(known), *reversed(parts)])})" if parts else str(known)


def run(source: str, label: str, names: dict[str, object]) -> dict[str, StepFunction]:
    """The functions of a source text, by name."""
    space: dict[str, object] = dict(names)
    exec(_compiled(source, label), space)  # noqa: S102  # our own text, printed from rows
    return cast("dict[str, StepFunction]", space)


@lru_cache(maxsize=20_000)  # systems that are variants of one another share most of their texts
def _compiled(source: str, label: str) -> CodeType:
    return compile(source, label, "exec")


def bounds_check(frame: EndFrame) -> Callable[[int, int, int, str], None]:
    """The function that generated code calls on every new value of a counter, and on every amount sent."""

    def check(value: int, most: int, row: int, what: str) -> None:
        if not 0 <= value <= most:
            raise out_of_bounds(frame.machine.rows[row], what, value, most)

    return check
