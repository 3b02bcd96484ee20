"""Variables of an end, and the values that rows give them.

Declared in a class that carries the RFC's prefix::

    class SND(Variables):
        prefix = "SND."
        UNA = SeqVar(Ours)      # printed as SND.UNA
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, NoReturn, TypeVar, cast

from spec.notation import nodes
from spec.notation.calling import spelt
from spec.notation.choices import Choice, position
from spec.notation.errors import fault, shown
from spec.notation.formulas import SPACES, Bool, Count, Ours, Seq, Theirs, amount, condition, same_space
from spec.notation.naming import checked_name
from spec.notation.nodes import Term, Var

E = TypeVar("E", bound=enum.Enum)
Own = TypeVar("Own", Ours, Theirs)


@dataclass(frozen=True, slots=True)
class Assign:
    """Effect: the variable takes the term's value, as it is at that moment."""

    var: Var
    value: Term


@dataclass(frozen=True, slots=True)
class Draw:
    """Effect: the variable takes a number that the system's rule for initial numbers allows."""

    var: Var


@dataclass(frozen=True, slots=True)
class StartOver:
    """Effect: the source of the numbers that this end draws forgets which it has given, and begins with the first."""

    var: Var


@dataclass(frozen=True, slots=True)
class Remember:
    """Effect: a history variable remembers a tuple, besides all that it remembers already."""

    var: Var
    values: tuple[Term, ...]


EFFECTS = ("set_to", "choose", "start_over", "remember")
UNNAMED = "?"
"""What a variable is called before it stands in a class body."""


class _Settable:
    """What a row sets, each sort in its own way; asked in another's, it says which."""

    if not TYPE_CHECKING:  # type checkers see for themselves

        def __getattr__(self, name: str) -> NoReturn:
            if name not in EFFECTS:
                raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")
            own = " or ".join(f"{self!r}.{one}(...)" for one in EFFECTS if hasattr(type(self), one))
            raise fault(f"{self!r} is a {type(self).__name__}, and has no {name}(...): write {own}")


class Variables:
    """A group of variables that share a prefix.  SpecError where one lacks its brackets."""

    prefix: str = ""

    def __init_subclass__(cls) -> None:
        for name, value in vars(cls).items():
            if isinstance(value, type) and issubclass(value, FACES):
                raise fault(f"{cls.__name__}.{name} = {value.__name__} lacks its brackets: write {value.__name__}(...)")
            if isinstance(value, tuple | list) and any(isinstance(one, FACES) for one in cast("list[object]", value)):
                raise fault(f"'{name}' of {cls.__name__} holds a variable in brackets: leave them out, or the comma")


def named(var: Var, owner: type, name: str) -> Var:
    """The variable with the name that it has in its group, which is the first class body that it stands in."""
    if var.name != UNNAMED:
        return var
    whole = checked_name(f"{getattr(owner, 'prefix', '')}{name}", f"variable {owner.__name__}.{name}")
    return replace(var, name=whole, group=owner.__qualname__)


class _Named(_Settable):
    """Takes its name from the class body that it stands in."""

    node: Term

    def __set_name__(self, owner: type[Variables], name: str) -> None:
        self.node = named(self.var, owner, name)

    @property
    def var(self) -> Var:
        assert isinstance(self.node, Var)
        return self.node


class SeqVar(_Named, Seq[Own]):
    """A sequence number of our space or of the peer's; 0 at the start.  SpecError where the space is neither."""

    @spelt
    def __init__(self, space: type[Own]) -> None:
        if space not in (Ours, Theirs):
            raise fault(f"SeqVar({shown(space)}): give the number space, Ours or Theirs")
        super().__init__(Var(UNNAMED, nodes.Seqs(SPACES[space])), SPACES[space])

    @spelt
    def set_to(self, value: Seq[Own] | Literal[0]) -> Assign:
        """Effect: take that number, of the same space; or 0, which forgets it."""
        if isinstance(value, int):
            if value != 0:
                raise fault(
                    f"{self}.set_to({value}): a sequence number is chosen with {self}.choose() or taken from "
                    "another; only 0, which forgets it, is written out"
                )
            return Assign(self.var, nodes.Const(0))
        return Assign(self.var, same_space(value, self, "setting one to the other").node)

    @spelt
    def choose(self) -> Draw:
        """Effect: take a number that the system's rule for initial numbers allows (RFC 9293 3.4.1)."""
        return Draw(self.var)

    @spelt
    def start_over(self) -> StartOver:
        """Effect: the source of initial numbers has lost its memory, so that the same may be chosen again."""
        return StartOver(self.var)


class Flag(_Settable, Bool):
    """Yes or no; no at the start."""

    @spelt
    def __init__(self, *, ghost: bool = False) -> None:
        self.var = Var(UNNAMED, nodes.Flags(), ghost=ghost)
        super().__init__(nodes.Holds(self.var))

    def __set_name__(self, owner: type[Variables], name: str) -> None:
        self.var = named(self.var, owner, name)
        self.node = nodes.Holds(self.var)

    @spelt
    def set_to(self, value: Bool) -> Assign:
        """Effect: yes where the formula holds, else no."""
        return Assign(self.var, nodes.AsNumber(condition(value)))


class Counter(_Named, Count):
    """A whole number 0..most; ``most`` may be a ``param``.  SpecError where it is no bound."""

    @spelt
    def __init__(self, most: int | Count, *, start: int = 0, ghost: bool = False) -> None:
        bound = amount(most)
        if isinstance(bound, nodes.Const):
            if bound.value < 1 or not 0 <= start <= bound.value:
                raise fault(f"Counter({bound.value}, start={start}): the bound is 1 or more, the start within it")
            super().__init__(Var(UNNAMED, nodes.Counts(bound.value), start, ghost))
        elif isinstance(bound, nodes.Param):
            super().__init__(Var(UNNAMED, nodes.Counts(bound), start, ghost))
        else:
            raise fault(f"Counter({most}): give a number or a param as the bound")

    @spelt
    def set_to(self, value: int | Count) -> Assign:
        """Effect: take that number; the checker reports a value outside 0..most, with the run that led there."""
        return Assign(self.var, amount(value))


class EnumVar(_Named, Choice[E]):
    """A member of an enumeration; the first one at the start.  SpecError where it is none."""

    @spelt
    def __init__(self, members: type[E]) -> None:
        if not (isinstance(members, type) and issubclass(members, enum.Enum)):
            raise fault(f"EnumVar({shown(members)}): give an enumeration, a subclass of enum.Enum")
        names = tuple(checked_name(member.name, f"a member of {members.__name__}") for member in members)
        super().__init__(Var(UNNAMED, nodes.Members(names)), members)

    @spelt
    def set_to(self, value: E) -> Assign:
        """Effect: take that member."""
        return Assign(self.var, nodes.Const(position(self.members, value)))


class History(_Named):
    """A history (ghost) variable: the set of all tuples ever remembered.  Properties read it, rows never do.

    ``accepted = History(Ours, Theirs)`` remembers pairs; the row says ``accepted.remember(ISS, IRS)``; a
    property asks ``A[accepted].has(B[IRS], B[ISS])``.  SpecError where no space is given.
    """

    def __init__(self, *parts: type[Ours] | type[Theirs]) -> None:
        if not parts or any(part not in (Ours, Theirs) for part in parts):
            raise fault(f"History({', '.join(map(str, parts))}): say what is remembered, such as History(Ours, Theirs)")
        self.spaces = tuple(SPACES[part] for part in parts)
        self.node = Var(UNNAMED, nodes.Tuples(tuple(nodes.Seqs(space) for space in self.spaces)), ghost=True)

    def remember(self, *values: Seq[Ours] | Seq[Theirs]) -> Remember:
        """Effect: remember this tuple too."""
        for value in values:
            if not isinstance(value, Seq):
                raise fault(f"'{self.var.name}' remembers sequence numbers, and {shown(value)} is none")
        self.expect(tuple(value.space for value in values))
        return Remember(self.var, tuple(value.node for value in values))

    def expect(self, spaces: tuple[nodes.Space, ...]) -> None:
        """SpecError unless a tuple over these number spaces is what is remembered."""
        if spaces != self.spaces:
            kept, given = (", ".join(s.value for s in side) for side in (self.spaces, spaces))
            raise fault(f"'{self.var.name}' remembers ({kept}), not ({given})")


FACES = (SeqVar, Flag, Counter, EnumVar, History)
"""What stands for a variable in formulas."""
