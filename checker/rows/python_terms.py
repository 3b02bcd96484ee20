"""Terms and conditions as Python expressions."""

from __future__ import annotations

from collections.abc import Callable

from spec.notation import nodes
from spec.notation.nodes import Condition, Term
from spec.notation.systems import System


def argument(field: str) -> str:
    """What the field of that name is called in generated code: letters and digits alone, each name another.

    >>> argument("SEQ"), argument("a_b"), argument("位")
    ('f_SEQ', 'f_a_5f_b', 'f__4f4d_')
    """
    return "f_" + "".join(one if one.isascii() and one.isalnum() else f"_{ord(one):x}_" for one in field)


class Printer:
    """Conditions and terms as Python expressions over a packed state ``s`` and the :func:`argument` of each field."""

    def __init__(self, system: System, variable: Callable[[nodes.Var | nodes.Of], str]) -> None:
        self.system, self.variable = system, variable

    def term(self, term: Term) -> str:
        """A term's source, safe to put into a sum."""
        match term:
            case nodes.Var() | nodes.Of():
                return self.variable(term)
            case nodes.Field(name=name):
                return argument(name)
            case nodes.Const(value=value):
                return str(value)
            case nodes.Param():
                return str(self.system.value(term))
            case nodes.Plus(left=left, right=right, minus=minus, seq=seq):
                total = f"{self.term(left)} {'-' if minus else '+'} {self.term(right)}"
                return f"(({total}) % {self.system.modulus})" if seq else f"({total})"
            case nodes.AsNumber(condition=condition):
                return f"(1 if {self.condition(condition)} else 0)"
            case nodes.Drawn(index=index):
                return f"d{index}"
            case nodes.Nth(values=values, index=index):
                return f"{values!r}[{self.term(index)}]"

    def condition(self, condition: Condition) -> str:
        """A condition's source, in brackets where it needs them."""
        match condition:
            case nodes.Truth(value=value):
                return str(value)
            case nodes.Compare():
                return self._compare(condition)
            case nodes.Holds(flag=flag):
                return self.term(flag)
            case nodes.HasBits(field=field, mask=mask):
                return f"({self.term(field)} & {mask} == {mask})"
            case nodes.Not(part=part):
                return f"(not {self.condition(part)})"
            case nodes.All(parts=parts):
                return f"({' and '.join(self.condition(part) for part in parts)})"
            case nodes.Some(parts=parts):
                return f"({' or '.join(self.condition(part) for part in parts)})"
            case nodes.Named(part=part):
                return self.condition(part)
            case _:
                return self.outside(condition)

    def outside(self, condition: Condition) -> str:
        """What only a property may ask; :class:`checker.packed.predicates.PropertyPrinter` knows."""
        raise TypeError(f"{condition} is not for rows")

    def _compare(self, node: nodes.Compare) -> str:
        left, right = self.term(node.left), self.term(node.right)
        if node.op == "==" or not node.seq:
            return f"({left} {node.op} {right})"
        modulus = self.system.modulus
        less = f"2 * (({left} - {right}) % {modulus}) >= {modulus}"
        if node.op == "<=":
            return f"({left} == {right} or {less})"
        return f"({left} != {right} and {less})"
