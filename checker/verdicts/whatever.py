"""Whether a formula is true, or false, of every state that could be written down, reached or not.

Such a formula says nothing of the model: it follows from itself.  Only what it is made of is looked at: an end is in
one of its states, a flag is up or not, an enumeration has one of its members, a counter is a whole number (that its
bound is kept is checked by the search, so that what follows from it is told apart), of two sequence numbers one is
less, or each is, and every other question may be answered either way.  So what is called true here is true; what takes
sums of sequence numbers is left open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from checker.rows.configuration import EndFrame
from spec.notation import nodes
from spec.notation.formulas import Bool
from spec.notation.nodes import Condition, End, Term

MOST = 20_000
"""Cases of a formula, after which it is left open; counted, so that every machine says the same."""


@dataclass(frozen=True, slots=True)
class Ranges:
    """What may be written down of a system: the states of each end, by their texts, and the values of parameters."""

    states: Mapping[str, Sequence[str]]
    params: Mapping[str, int] = field(default_factory=dict[str, int])


def ranges_of(frames: Mapping[End, EndFrame]) -> Ranges:
    """Those of both ends."""
    return Ranges({end: frame.states for end, frame in frames.items()}, frames["A"].system.params)


def settled(formula: Bool, ranges: Ranges, *, bounded: bool = False) -> bool | None:
    """True or False where it is so in every state, reached or not; None where it depends, or is too long to say.

    ``bounded``: no counter is beyond its bound.
    """
    try:
        return _Cases(ranges, beyond=0 if bounded else _more(formula, ranges)).settled(formula.node)
    except _TooMany:
        return None


def _more(formula: Bool, ranges: Ranges) -> int:
    """How many values of a counter are tried beyond its bound: past every number that the formula compares it with."""
    values = (
        one.value if isinstance(one, nodes.Const) else ranges.params.get(one.name, 0)
        for one in nodes.walk(formula.node)
        if isinstance(one, nodes.Const | nodes.Param)
    )
    return 1 + sum(map(abs, values))


class _TooMany(Exception):
    """More cases than are looked at."""


class _Unanswered(Exception):
    """A question that this case leaves open, and the answers that it may have."""

    def __init__(self, question: object, answers: Sequence[object]) -> None:
        super().__init__()
        self.question, self.answers = question, answers


class _Cases:
    """Cases: what is answered so far, to which a formula adds the next question."""

    def __init__(self, ranges: Ranges, beyond: int) -> None:
        """``beyond``: how many values above its bound a counter may have."""
        self.states, self.params, self.beyond = ranges.states, ranges.params, beyond
        self.given: dict[object, object] = {}
        self.looks = 0

    def settled(self, node: Condition) -> bool | None:
        """Whether it is the same in every case that goes on from this one."""
        self.looks += 1
        if self.looks > MOST:
            raise _TooMany
        try:
            return self._truth(node)
        except _Unanswered as open_:
            found: bool | None = None
            for number, answer in enumerate(open_.answers):
                self.given[open_.question] = answer
                here = self.settled(node)
                if here is None or (number and here is not found):
                    found = None
                    break
                found = here
            del self.given[open_.question]
            return found

    def _asked(self, question: object, answers: Sequence[object] = (False, True)) -> object:
        if question not in self.given:
            raise _Unanswered(question, answers)
        return self.given[question]

    def _truth(self, node: Condition) -> bool:
        match node:
            case nodes.Truth(value=value):
                return value
            case nodes.Named(part=part):
                return self._truth(part)
            case nodes.Not(part=part):
                return not self._truth(part)
            case nodes.All(parts=parts):
                return not self._some(parts, wanted=False)
            case nodes.Some(parts=parts):
                return self._some(parts, wanted=True)
            case nodes.InState(end=end, states=states):
                return self._asked(("state", end), self.states[end]) in states
            case nodes.Holds(flag=flag):
                return bool(self._value(flag))
            case nodes.Compare():
                return self._compared(node)
            case _:
                return bool(self._asked(node))

    def _some(self, parts: Sequence[Condition], *, wanted: bool) -> bool:
        """Whether some part is as wanted, which decides whatever the others are."""
        unanswered: _Unanswered | None = None
        for part in parts:
            try:
                if self._truth(part) is wanted:
                    return True
            except _Unanswered as open_:
                unanswered = unanswered or open_
        if unanswered is not None:
            raise unanswered
        return False

    def _compared(self, node: nodes.Compare) -> bool:
        if node.left == node.right:
            return node.op != "<"
        if node.seq:
            return self._ordered(node)
        left, right = (self._value(side) for side in (node.left, node.right))
        if left is not None and right is not None:
            return left == right if node.op == "==" else left < right if node.op == "<" else left <= right
        if node.op == "==":
            return bool(self._asked(("same", frozenset((node.left, node.right)))))
        if node.op == "<=":  # not the other way round
            return not self._asked(("<", node.right, node.left))
        return bool(self._asked((node.op, node.left, node.right)))

    def _ordered(self, node: nodes.Compare) -> bool:
        """Two sequence numbers: half the numbers apart, each is less than the other."""
        one, other = sorted((node.left, node.right), key=repr)
        order = self._asked(("order", one, other), ("same", "less", "more", "half"))
        less = order == "half" or order == ("less" if one == node.left else "more")
        return order == "same" if node.op == "==" else less or (node.op == "<=" and order == "same")

    def _value(self, term: Term) -> int | None:
        """A term that is no sequence number; None: it is not worked out."""
        match term:
            case nodes.Const(value=value):
                return value
            case nodes.Param(name=name):
                return self.params.get(name)
            case nodes.AsNumber(condition=condition):
                return int(self._truth(condition))
            case nodes.Of(var=var):
                size = self._size(var.domain)
                return None if size is None else int(str(self._asked(term, range(size))))
            case nodes.Plus(left=left, right=right, minus=minus, seq=False):
                one, other = self._value(left), self._value(right)
                return None if one is None or other is None else one - other if minus else one + other
            case _:
                return None

    def _size(self, domain: nodes.Domain) -> int | None:
        """How many values are tried."""
        match domain:
            case nodes.Flags():
                return 2
            case nodes.Members(names=names):
                return len(names)
            case nodes.Counts(most=most):
                bound = self._value(most) if isinstance(most, nodes.Param) else most
                return None if bound is None else bound + 1 + self.beyond
            case _:
                return None
