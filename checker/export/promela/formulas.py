"""Formulas and terms of the notation as expressions of Promela."""

from __future__ import annotations

from typing import cast

from checker.export.promela.vocabulary import Vocabulary
from checker.rows.fold import fold
from spec.notation import nodes
from spec.notation.nodes import Condition, End, Term, Var


def numbers(modulus: int, used: set[str]) -> list[str]:
    """What a text says of its sequence numbers, as far as it uses that.  RFC 9293 3.4: the sign of the difference."""
    later = f"((x) - (y) + MODULUS) % MODULUS >= {(modulus + 1) // 2})"
    lines = {
        "LESS": f"#define LESS(x, y) ((x) != (y) && {later}",
        "UP_TO": f"#define UP_TO(x, y) ((x) == (y) || {later}",
        "WRAPPED": "#define WRAPPED(x) ((((x) % MODULUS) + MODULUS) % MODULUS)",
    }
    kept = [line for name, line in lines.items() if name in used]
    if not kept and "MODULUS" not in used:
        return []
    return [f"#define MODULUS {modulus}   /* sequence numbers are 0..{modulus - 1} */", *kept]


class Formulas:
    """Prints what the rows of one end read."""

    def __init__(self, words: Vocabulary, end: End) -> None:
        self.words = words
        self.end: End = end

    def of(self, condition: Condition) -> str:
        """A condition, with the system's parameters put in."""
        return self.condition(cast(Condition, fold(condition, self.words.system)))

    def value(self, term: Term) -> str:
        """A term, with the system's parameters put in."""
        return self.term(cast(Term, fold(term, self.words.system)))

    def variable(self, term: Var | nodes.Of) -> str:
        """A variable of the reading end."""
        assert isinstance(term, Var)
        return self.words.variables[self.end, term]

    def outside(self, condition: Condition) -> str:
        """What only a property may ask."""
        raise TypeError(f"{condition} is not for rows")

    def term(self, term: Term) -> str:
        """A term, in brackets where it needs them."""
        match term:
            case Var() | nodes.Of():
                return self.variable(term)
            case nodes.Field(name=name):
                return self.words.fields[name] if name in self.words.sizes(self.end) else "0"
            case nodes.Const(value=value):
                return str(value)
            case nodes.Plus():
                return self._sum(term)
            case nodes.AsNumber(condition=condition):
                one_bit = isinstance(condition, nodes.HasBits)
                return f"({self.condition(condition)}{' != 0' if one_bit else ''})"
            case _:
                raise TypeError(f"{term} stands in no row")

    def _sum(self, node: nodes.Plus) -> str:
        left, right, modulus = self.term(node.left), node.right, self.words.system.modulus
        if not node.seq:
            return f"({left} {'-' if node.minus else '+'} {self.term(right)})"
        if isinstance(right, nodes.Const) and _reduced(node.left):
            more = (-right.value if node.minus else right.value) % modulus
            return f"(({left} + {more}) % MODULUS)"
        return f"WRAPPED({left} {'-' if node.minus else '+'} {self.term(right)})"

    def condition(self, condition: Condition) -> str:
        """A condition, in brackets where it needs them."""
        match condition:
            case nodes.Truth(value=value):
                return "true" if value else "false"
            case nodes.Compare():
                return self._compare(condition)
            case nodes.Holds(flag=flag):
                return self.term(flag)
            case nodes.HasBits(field=field, mask=mask):
                return self._bits(field, mask)
            case nodes.Not(part=nodes.Compare(op="==", left=left, right=right)):
                return f"({self.term(left)} != {self.term(right)})"
            case nodes.Not(part=part):
                return f"!{self.condition(part)}"
            case nodes.All(parts=parts):
                return f"({' && '.join(self.condition(part) for part in parts)})"
            case nodes.Some(parts=parts):
                return f"({' || '.join(self.condition(part) for part in parts)})"
            case nodes.Named(part=part):
                return self.condition(part)
            case _:
                return self.outside(condition)

    def _compare(self, node: nodes.Compare) -> str:
        left, right = self.term(node.left), self.term(node.right)
        if node.op == "==" or not node.seq:
            return f"({left} {node.op} {right})"
        return f"{'LESS' if node.op == '<' else 'UP_TO'}({left}, {right})"

    def _bits(self, field: Term, mask: int) -> str:
        names: tuple[str, ...] = getattr(getattr(field, "domain", None), "names", ())
        bits = [self.words.bits[names, place] for place in range(len(names)) if mask >> place & 1]
        said = f"{self.term(field)} & {bits[0] if len(bits) == 1 else '(' + ' | '.join(bits) + ')'}"
        return f"({said})" if len(bits) == 1 else f"(({said}) == ({' | '.join(bits)}))"


def _reduced(term: Term) -> bool:
    """Whether it is below the modulus already."""
    seq = isinstance(getattr(term, "domain", None), nodes.Seqs)
    return seq or (isinstance(term, nodes.Plus) and term.seq)
