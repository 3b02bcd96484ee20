"""Formulas in words, as messages, traces and pictures print them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spec.notation.nodes import (
    All,
    AsNumber,
    Common,
    Compare,
    Const,
    Contains,
    Drawn,
    Fact,
    Field,
    HasBits,
    Holds,
    InFlight,
    InState,
    Knows,
    Members,
    Named,
    Node,
    Not,
    Nth,
    Of,
    Param,
    Plus,
    Some,
    Truth,
    Var,
)

Tell = Callable[[str], str]
"""The text in the reader's language."""
TEXTS = (
    "a number drawn",
    "the number drawn after {number} others",
    "always",
    "never",
    "{field} has {bits}",
    "{field} lacks {bits}",
    "not {formula}",
    "and",
    " or ",
    " nor ",
    "{premise} implies {conclusion}",
    "{end} is {states}",
    "{end} is not {states}",
    "{end} is neither {states}",
    "{history} remembers ({values})",
    "{history} does not remember ({values})",
    "{end} knows that {formula}",
    "it is common knowledge that {formula}",
    "something is in flight to {end}",
    "nothing is in flight to {end}",
    "{message} is in flight to {end}",
    "no {message} is in flight to {end}",
    "{message} with {bits}",
    "a {kind}",
    "an {kind}",
    "segment",
)
"""What formulas are made of, for translators."""


def words(node: Node, tell: Tell = str) -> str:
    """A formula in words; ``tell``: each of :data:`TEXTS` in the reader's language.

    >>> from spec.notation.nodes import Seqs, Space
    >>> words(Compare("<", Var("SND.UNA", Seqs(Space.OURS)), Const(5), seq=True))
    'SND.UNA < 5'
    """
    return _Words(tell).of(node)


@dataclass(frozen=True, slots=True)
class _Words:
    tell: Tell

    def of(self, node: Node) -> str:
        """A condition or a number."""
        match node:
            case Var(name=name) | Param(name=name):
                return name
            case Named(name=name) | Fact(name=name):
                return self.tell(name)
            case Of(end=end, var=var):
                return f"{end}.{var.name}"
            case Const(value=value):
                return str(value)
            case Field(prefix=prefix, name=name):
                return prefix + name
            case Plus(left=left, right=right, minus=minus):
                other = self._taken_away(right) if minus else self._term(right)
                return f"{self._term(left)} {'-' if minus else '+'} {other}"
            case AsNumber(condition=part) | Holds(flag=part):
                return self.of(part)
            case Drawn():
                return self.tell("a number drawn")
            case Nth(index=index):
                return self._said("the number drawn after {number} others", number=self.of(index))
            case _:
                return self._condition(node)

    def _condition(self, node: Node) -> str:
        match node:
            case Truth(value=value):
                return self.tell("always" if value else "never")
            case Compare(op=op, left=left, right=right):
                return f"{self.of(left)} {op} {self._beside(left, right)}"
            case HasBits(field=field, mask=mask):
                return self._said("{field} has {bits}", field=self.of(field), bits=bit_names(field, mask))
            case Not(part=part):
                return self._negated(part)
            case All(parts=parts):
                return f" {self.tell('and')} ".join(map(self._inner, parts))
            case Some(parts=(Not(part=premise), conclusion)):
                both = {"premise": self._inner(premise), "conclusion": self._inner(conclusion)}
                return self._said("{premise} implies {conclusion}", **both)
            case Some(parts=parts):
                return self.tell(" or ").join(map(self._inner, parts))
            case InState(end=end, states=states):
                return self._said("{end} is {states}", end=end, states=self.tell(" or ").join(states))
            case Contains():
                return self._remembers("{history} remembers ({values})", node)
            case Knows(end=end, part=part):
                return self._said("{end} knows that {formula}", end=end, formula=self._inner(part))
            case Common(part=part):
                return self._said("it is common knowledge that {formula}", formula=self._inner(part))
            case InFlight(to=to, message=None):
                return self._said("something is in flight to {end}", end=to)
            case InFlight(to=to, message=str(message)):
                article = "an {kind}" if message[0] in "AEIOU" else "a {kind}"
                return self._said("{message} is in flight to {end}", message=self._message(node, article), end=to)
            case _:
                raise AssertionError(node)

    def _negated(self, part: Node) -> str:
        """What is not so, as a sentence would say it."""
        match part:
            case Not(part=inner):
                return self.of(inner)
            case InState(end=end, states=(state,)):
                return self._said("{end} is not {states}", end=end, states=state)
            case InState(end=end, states=states):
                return self._said("{end} is neither {states}", end=end, states=self.tell(" nor ").join(states))
            case Contains():
                return self._remembers("{history} does not remember ({values})", part)
            case HasBits(field=field, mask=mask):
                return self._said("{field} lacks {bits}", field=self.of(field), bits=bit_names(field, mask))
            case InFlight(to=to, message=None):
                return self._said("nothing is in flight to {end}", end=to)
            case InFlight(to=to):
                return self._said("no {message} is in flight to {end}", message=self._message(part), end=to)
            case _:
                return self._said("not {formula}", formula=self._inner(part))

    def _said(self, text: str, **parts: str) -> str:
        return self.tell(text).format(**parts)

    def _remembers(self, text: str, node: Contains) -> str:
        return self._said(text, history=self.of(node.history), values=", ".join(map(self.of, node.values)))

    def _message(self, node: InFlight, article: str = "{kind}") -> str:
        """A kind of message, with the bits that it has; the most general kind is no name."""
        named = self._said(article, kind=self.tell("segment") if node.message == "Segment" else str(node.message))
        return self._said("{message} with {bits}", message=named, bits=node.bits) if node.bits else named

    def _beside(self, left: Node, right: Node) -> str:
        """The right side of a comparison; a member of an enumeration by its name."""
        domain = getattr(left.var if isinstance(left, Of) else left, "domain", None)
        if isinstance(domain, Members) and isinstance(right, Const):
            return domain.names[right.value]
        return self.of(right)

    def _term(self, node: Node) -> str:
        """Part of a sum: a condition that is counted, 0 or 1, in brackets."""
        counted = isinstance(node, AsNumber) and not isinstance(node.condition, Holds | Named)
        return f"({self.of(node)})" if counted else self.of(node)

    def _taken_away(self, node: Node) -> str:
        return f"({self.of(node)})" if isinstance(node, Plus) else self._term(node)

    def _inner(self, node: Node) -> str:
        return f"({self.of(node)})" if isinstance(node, All | Some) else self.of(node)


def bit_names(field: Node, mask: int) -> str:
    """The names of the bits of a mask, in the field's order: ``SYN,ACK``."""
    names: tuple[str, ...] = getattr(getattr(field, "domain", None), "names", ())
    return ",".join(name for bit, name in enumerate(names) if mask >> bit & 1)
