"""Formulas in words, as messages, traces and pictures print them."""

from __future__ import annotations

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


def words(node: Node) -> str:
    """A formula in words.

    >>> from spec.notation.nodes import Seqs, Space
    >>> words(Compare("<", Var("SND.UNA", Seqs(Space.OURS)), Const(5), seq=True))
    'SND.UNA < 5'
    """
    match node:
        case Var(name=name) | Param(name=name) | Named(name=name):
            return name
        case Of(end=end, var=var):
            return f"{end}.{var.name}"
        case Const(value=value):
            return str(value)
        case Field(prefix=prefix, name=name):
            return prefix + name
        case Plus(left=left, right=right, minus=minus):
            return f"{_term(left)} {'-' if minus else '+'} {_taken_away(right) if minus else _term(right)}"
        case AsNumber(condition=part) | Holds(flag=part):
            return words(part)
        case Drawn():
            return "a number drawn"
        case Nth(index=index):
            return f"the number drawn after {words(index)} others"
        case Truth(value=value):
            return "always" if value else "never"
        case Compare(op=op, left=left, right=right):
            return f"{words(left)} {op} {_beside(left, right)}"
        case HasBits(field=field, mask=mask):
            return f"{words(field)} has {bit_names(field, mask)}"
        case Not(part=Not(part=part)):
            return words(part)
        case Not(part=part):
            return f"not {_inner(part)}"
        case All(parts=parts):
            return " and ".join(_inner(part) for part in parts)
        case Some(parts=(Not(part=premise), conclusion)):
            return f"{_inner(premise)} implies {_inner(conclusion)}"
        case Some(parts=parts):
            return " or ".join(_inner(part) for part in parts)
        case InState(end=end, states=states):
            return f"{end} is {' or '.join(states)}"
        case Contains(history=history, values=values):
            return f"{words(history)} remembers ({', '.join(words(value) for value in values)})"
        case Knows(end=end, part=part):
            return f"{end} knows that {_inner(part)}"
        case Common(part=part):
            return f"it is common knowledge that {_inner(part)}"
        case Fact(name=name):
            return name
        case InFlight(to=to, message=None):
            return f"something is in flight to {to}"
        case InFlight(to=to, message=message, bits=bits):
            return f"a {message}{f' with {bits}' if bits else ''} is in flight to {to}"


def _beside(left: Node, right: Node) -> str:
    """The right side of a comparison; a member of an enumeration by its name."""
    domain = getattr(left.var if isinstance(left, Of) else left, "domain", None)
    if isinstance(domain, Members) and isinstance(right, Const):
        return domain.names[right.value]
    return words(right)


def _term(node: Node) -> str:
    """Part of a sum: a condition that is counted, 0 or 1, in brackets."""
    counted = isinstance(node, AsNumber) and not isinstance(node.condition, Holds | Named)
    return f"({words(node)})" if counted else words(node)


def _taken_away(node: Node) -> str:
    return f"({words(node)})" if isinstance(node, Plus) else _term(node)


def _inner(node: Node) -> str:
    return f"({words(node)})" if isinstance(node, All | Some) else words(node)


def bit_names(field: Node, mask: int) -> str:
    """The names of the bits of a mask, in the field's order: ``SYN,ACK``."""
    names: tuple[str, ...] = getattr(getattr(field, "domain", None), "names", ())
    return ",".join(name for bit, name in enumerate(names) if mask >> bit & 1)
