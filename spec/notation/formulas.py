"""The typed faces of formulas: what a user writes.

Operators build data and compute nothing.  ``<``, ``<=``, ``==`` and ``+`` on sequence numbers are arithmetic
modulo the number space (RFC 9293 3.4) and stay within one number space: an editor sees a comparison across
spaces as a type error, and the declaration is refused.  ``==`` builds a formula, so nothing here may be used
with ``in``, as a dictionary key by value, or as a yes-or-no value.
"""

from __future__ import annotations

from typing import Generic, Literal, NoReturn, TypeVar

from spec.notation import nodes
from spec.notation.errors import SpecError, fault, shown
from spec.notation.naming import checked_name
from spec.notation.nodes import Condition, Space, Term
from spec.notation.wording import words


class Ours:
    """Type of numbers that count the octets of the end that reads them."""


class Theirs:
    """Type of numbers that count the octets of its peer."""


class OfA:
    """Type of numbers that count A's octets, in properties."""


class OfB:
    """Type of numbers that count B's octets, in properties."""


S = TypeVar("S", Ours, Theirs, OfA, OfB)
SPACES: dict[type, Space] = {Ours: Space.OURS, Theirs: Space.THEIRS, OfA: Space.OF_A, OfB: Space.OF_B}


class Bool:
    """A formula that is true or false: combine with ``&``, ``|``, ``~`` and ``.implies()``.

    SpecError where it is combined with something else, or used as Python's own truth value.
    """

    def __init__(self, node: Condition) -> None:
        self.node: Condition = node

    def __and__(self, other: Bool | Condition) -> Bool:
        return Bool(nodes.All((*_parts(self.node, nodes.All), *_parts(joined(self, "&", other), nodes.All))))

    def __or__(self, other: Bool | Condition) -> Bool:
        return Bool(nodes.Some((*_parts(self.node, nodes.Some), *_parts(joined(self, "|", other), nodes.Some))))

    def __rshift__(self, other: object) -> NoReturn:
        raise fault(f"'{self}' >> ... is no formula: write .implies(...)")

    def __rand__(self, other: object) -> Bool:
        return Bool(condition(other)) & self  # the condition of a row, or what is none

    def __ror__(self, other: object) -> Bool:
        return Bool(condition(other)) | self

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> NoReturn:
        if isinstance(other, bool):
            wrote = self if other else f"~{self}"
            raise fault(f"'{self}' == {other}: a condition is true or false by itself: write {wrote}")
        raise fault(
            f"'{self}' is compared with ==: conditions are joined with & | ~ and .implies(), and a comparison beside "
            "one of them needs brackets, as in p & (a == b)"
        )

    def __ne__(self, other: object) -> NoReturn:
        self.__eq__(other)

    def __invert__(self) -> Bool:
        return Bool(nodes.Not(self.node))

    def __add__(self, other: object) -> NoReturn:
        raise fault(f"'{self}' is true or false and no number: to count with it write ({self}).counted()")

    __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __add__

    def implies(self, other: Bool) -> Bool:
        """False only where this holds and the other does not."""
        return Bool(nodes.Some((nodes.Not(self.node), condition(other))))

    def counted(self) -> Count:
        """1 where it holds, else 0."""
        return Count(nodes.AsNumber(self.node))

    def called(self, name: str) -> Bool:
        """The same formula under the name that traces and pictures print."""
        return Bool(nodes.Named(checked_name(name, "called(...)"), self.node))

    def __bool__(self) -> NoReturn:
        raise fault(
            f"the formula '{self}' was used as a yes-or-no value: write & | ~ instead of and/or/not/if, "
            "and (a < b) & (b <= c) instead of a < b <= c"
        )

    def __repr__(self) -> str:
        return words(self.node)


TRUE, FALSE = Bool(nodes.TRUTH), Bool(nodes.FALSEHOOD)


class Unjoined:
    """What & and | do not join, and what is neither true nor false: a number, a member, a history."""

    def __and__(self, other: object) -> NoReturn:
        raise fault(f"{self} & ... joins no conditions: write brackets, as in (a == 0) & (b < 4)")

    __rand__ = __or__ = __ror__ = __and__

    def __invert__(self) -> NoReturn:
        raise fault(f"~{self} turns no condition round: write brackets, as in ~(a == b)")

    def __mul__(self, other: object) -> NoReturn:
        raise fault(f"'{self}' is multiplied or divided: numbers are only added and taken away, as in {self} + 1")

    __rmul__ = __truediv__ = __floordiv__ = __mod__ = __pow__ = __lshift__ = __rshift__ = __mul__

    def implies(self, other: object) -> NoReturn:
        """Refused: only a condition implies something."""
        raise fault(f"{self}.implies(...) is no condition: write brackets, as in (a == b).implies(...)")

    def __bool__(self) -> NoReturn:
        raise fault(f"'{self}' was used as a yes-or-no value: compare it, (a == b), and write & | ~ for and/or/not")


class Seq(Unjoined, Generic[S]):
    """A sequence number of one space, 0..M-1."""

    __hash__ = None  # type: ignore[assignment]  # == makes a formula: a set of these could not be asked

    def __init__(self, node: Term, space: Space) -> None:
        self.node: Term = node
        self.space = space

    def __add__(self, other: int | Count) -> Seq[S]:
        return Seq(nodes.Plus(self.node, amount(other)), self.space)

    def __radd__(self, other: int | Count) -> Seq[S]:
        return self + other

    def __sub__(self, other: int | Count) -> Seq[S]:
        return Seq(nodes.Plus(self.node, amount(other), minus=True), self.space)

    def since(self, other: Seq[S] | int) -> Count:
        """How many numbers lie from the other up to this one, modulo the number space."""
        return Count(nodes.Plus(self.node, same_space(other, self).node, minus=True))

    def __lt__(self, other: Seq[S] | int) -> Bool:
        return self._compare("<", other)

    def __le__(self, other: Seq[S] | int) -> Bool:
        return self._compare("<=", other)

    def __gt__(self, other: Seq[S] | int) -> Bool:
        return same_space(other, self)._compare("<", self)

    def __ge__(self, other: Seq[S] | int) -> Bool:
        return same_space(other, self)._compare("<=", self)

    def __eq__(self, other: Seq[S] | int) -> Bool:  # type: ignore[override]  # a formula, as in Z3's own Python API
        return self._compare("==", other)

    def __ne__(self, other: Seq[S] | int) -> Bool:  # type: ignore[override]
        return ~self._compare("==", other)

    def _compare(self, op: Literal["==", "<", "<="], other: Seq[S] | int) -> Bool:
        return Bool(nodes.Compare(op, self.node, same_space(other, self).node, seq=True))

    def __repr__(self) -> str:
        return words(self.node)


class Count(Unjoined):
    """A whole number with declared bounds: ticks, octets, messages counted."""

    __hash__ = None  # type: ignore[assignment]

    def __init__(self, node: Term) -> None:
        self.node: Term = node

    def __add__(self, other: int | Count) -> Count:
        return Count(nodes.Plus(self.node, amount(other), seq=False))

    def __radd__(self, other: int) -> Count:
        return Count(nodes.Plus(amount(other), self.node, seq=False))

    def __sub__(self, other: int | Count) -> Count:
        return Count(nodes.Plus(self.node, amount(other), minus=True, seq=False))

    def __lt__(self, other: int | Count) -> Bool:
        return Bool(nodes.Compare("<", self.node, amount(other), seq=False))

    def __le__(self, other: int | Count) -> Bool:
        return Bool(nodes.Compare("<=", self.node, amount(other), seq=False))

    def __gt__(self, other: int | Count) -> Bool:
        return Bool(nodes.Compare("<", amount(other), self.node, seq=False))

    def __ge__(self, other: int | Count) -> Bool:
        return Bool(nodes.Compare("<=", amount(other), self.node, seq=False))

    def __eq__(self, other: int | Count) -> Bool:  # type: ignore[override]
        return Bool(nodes.Compare("==", self.node, amount(other), seq=False))

    def __ne__(self, other: int | Count) -> Bool:  # type: ignore[override]
        return ~(self == other)

    def __repr__(self) -> str:
        return words(self.node)


def param(name: str, default: int | None = None) -> Count:
    """A number that the system gives, ``System(..., params={"N": 3})``, or the default where it gives none."""
    return Count(nodes.Param(checked_name(name, "param(...)"), default))


WHOLE = "give an int, a Counter or an Amount"


def amount(value: int | Count) -> Term:
    """The node of a whole number."""
    if isinstance(value, Count):
        return value.node
    if isinstance(value, int) and not isinstance(value, bool):
        return nodes.Const(value)
    if isinstance(value, Seq):
        raise fault(f"'{value}' is a sequence number where a whole number is meant: {WHOLE}")
    raise fault(f"{_said(value)} was given where a whole number is meant: {WHOLE}")


def joined(left: Bool, by: str, right: object) -> Condition:
    """The node of a formula that stands behind ``&`` or ``|``; SpecError where a comparison lacks its brackets."""
    if isinstance(right, Unjoined):
        raise fault(
            f"'{left}' {by} {right} ... lacks brackets, for {by} binds closer than a comparison: "
            f"write ... {by} ({right} == ...)"
        )
    return condition(right)


def condition(value: object) -> Condition:
    """The node of a formula, or of the condition of a row (``Tcp.fin.when``); SpecError for anything else."""
    if isinstance(value, Bool):
        return value.node
    if isinstance(value, Condition):
        return value
    if isinstance(value, bool):
        raise fault(
            f"Python's {value} was given where a formula is meant: write {str(value).upper()}, "
            "or the flag itself, f or ~f, where a flag was compared with =="
        )
    if isinstance(value, str):
        raise fault(f"the text {value!r} was given where a formula is meant: write it without quotes")
    raise fault(f"{_said(value)} was given where a formula is meant, such as (a < b) or a flag")


def seen_from_outside(value: object) -> Condition:
    """The node of a property's formula; SpecError also where it reads a variable without saying whose."""
    node = condition(value)
    bare = _bare(node)
    if bare is not None:
        raise fault(f"{bare} is a variable of either end: say whose, A[{bare}] or B[{bare}]")
    return node


def _bare(node: nodes.Node) -> str | None:
    """The name of a variable that stands for no end."""
    if isinstance(node, nodes.Var):
        return node.name
    parts = () if isinstance(node, nodes.Of) else nodes.children(node)
    return next((found for part in parts if (found := _bare(part)) is not None), None)


def same_space(value: Seq[S] | int, like: Seq[S], doing: str = "comparing them") -> Seq[S]:
    """The value, if it is a number of the same space, or one written out; SpecError if not."""
    if type(value) is int:
        if not 0 <= value < 2**32:
            raise fault(f"{value} is no sequence number: they are 0 to 2^32 - 1")
        return Seq(nodes.Const(value), like.space)
    if not isinstance(value, Seq):
        raise fault(
            f"{_said(value)} was given where a sequence number is meant, beside '{like}': "
            "give a variable, a field or a number written out"
        )
    if value.space is not like.space:
        raise fault(
            f"'{like}' counts {like.space.value}, '{value}' counts {value.space.value}: "
            f"{doing} says nothing{_instead(like, value)}"
        )
    return value


def _instead(*sides: Seq[S]) -> str:
    if any(side.space in (Space.OF_A, Space.OF_B) for side in sides):
        return " (what an end keeps of its peer's numbers is a variable of Theirs)"
    fields = [part for side in sides for part in nodes.walk(side.node) if isinstance(part, nodes.Field)]
    return (
        f" ({words(fields[0])} where another field of the message was meant?)"
        if fields
        else " (give one of the same space)"
    )


def _parts(node: Condition, kind: type[nodes.All] | type[nodes.Some]) -> tuple[Condition, ...]:
    # an implication keeps its two parts together: its first part is the premise
    if isinstance(node, kind) and not (node.parts and isinstance(node.parts[0], nodes.Not)):
        return node.parts
    return (node,)


def _said(value: object) -> str:
    return f"'{value}'" if hasattr(value, "node") else shown(value)


__all__ = [
    "FALSE",
    "TRUE",
    "Bool",
    "Count",
    "OfA",
    "OfB",
    "Ours",
    "Seq",
    "SpecError",
    "Theirs",
    "param",
]
