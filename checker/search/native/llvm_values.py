"""Values, conditions and words at an address, of a kernel that becomes LLVM's text."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator, Mapping, Sequence
from types import FunctionType, ModuleType
from typing import Final

WIDTHS: Final[Mapping[str, int]] = {"words64": 64, "words32": 32, "octets": 8}
"""The words at an address, by the function that takes the address."""
NUMBER: Final = 0
"""The type of a number; that of words at an address is their width."""
OPERATIONS: Final[Mapping[type[ast.operator], str]] = {
    ast.Add: "add",
    ast.Sub: "sub",
    ast.Mult: "mul",
    ast.FloorDiv: "udiv",
    ast.Mod: "urem",
    ast.LShift: "shl",
    ast.RShift: "lshr",
    ast.BitAnd: "and",
    ast.BitOr: "or",
    ast.BitXor: "xor",
}
COMPARISONS: Final[Mapping[type[ast.cmpop], str]] = {
    ast.Eq: "eq",
    ast.NotEq: "ne",
    ast.Lt: "ult",
    ast.LtE: "ule",
    ast.Gt: "ugt",
    ast.GtE: "uge",
}


class NotAKernel(Exception):
    """Something that kernels do not have."""


def llvm_type(kind: int) -> str:
    """The type of a number, or of an address."""
    return "i64" if kind == NUMBER else "ptr"


def _parameters(function: FunctionType) -> list[tuple[str, int]]:
    """Names and types; the width of words is said by the name, as an annotation cannot say it."""
    found: list[tuple[str, int]] = []
    for name, one in inspect.signature(function, eval_str=False).parameters.items():
        found.append((name, NUMBER if one.annotation == "int" else 32 if name.endswith("32") else 64))
    return found


class Values:
    """What a kernel's text has so far, and the values that are worked out in it."""

    def __init__(self, name: str, functions: Mapping[str, FunctionType], names: Mapping[str, object]) -> None:
        self.name, self.functions = name, functions
        self.constants = {name: one for name, one in names.items() if isinstance(one, int)}
        self.modules = {name: one for name, one in names.items() if isinstance(one, ModuleType)}
        self.parameters = _parameters(functions[name])
        self.types: dict[str, int] = dict(self.parameters)
        self.lines: list[str] = []
        self.made = 0

    def _refused(self, node: ast.AST, what: str) -> NotAKernel:
        line = getattr(node, "lineno", 0)
        return NotAKernel(f"kernel {self.name}, line {line}: {what}: {ast.unparse(node)}")

    def _new(self, hint: str = "t") -> str:
        self.made += 1
        return f"{hint}.{self.made}"

    def _emit(self, line: str) -> str:
        """A line that gives a value; its name."""
        name = f"%{self._new()}"
        self.lines.append(f"{name} = {line}")
        return name

    def _set(self, name: str, text: str, kind: int) -> None:
        if self.types.setdefault(name, kind) != kind:
            raise NotAKernel(f"kernel {self.name}: {name} is a number here and words there")
        self.lines.append(f"store {llvm_type(kind)} {text}, ptr %{name}")

    # conditions

    def _branch(self, test: ast.expr, yes: str, no: str) -> None:
        """Go to one of the labels; what stands right of an ``and`` is not looked at where the left is false."""
        match test:
            case ast.BoolOp(op=op, values=values):
                for value in values[:-1]:
                    on = self._new("on")
                    self._branch(value, *((on, no) if isinstance(op, ast.And) else (yes, on)))
                    self.lines.append(f"{on}:")
                self._branch(values[-1], yes, no)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                self._branch(operand, no, yes)
            case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in COMPARISONS:
                one, other = self._number(left), self._number(right)
                said = self._emit(f"icmp {COMPARISONS[type(op)]} i64 {one}, {other}")
                self.lines.append(f"br i1 {said}, label %{yes}, label %{no}")
            case _:
                said = self._emit(f"icmp ne i64 {self._number(test)}, 0")
                self.lines.append(f"br i1 {said}, label %{yes}, label %{no}")

    # values

    def _number(self, node: ast.expr) -> str:
        text, kind = self._value(node)
        if kind != NUMBER:
            raise self._refused(node, "words stand where a number is meant")
        return text

    def _value(self, node: ast.expr) -> tuple[str, int]:
        match node:
            case ast.Constant(value=int(value)):
                return str(int(value)), NUMBER
            case ast.Name(id=name):
                return self._read(name, node)
            case ast.Attribute(value=ast.Name(id=name), attr=attribute) if name in self.modules:
                return str(int(vars(self.modules[name])[attribute])), NUMBER
            case ast.IfExp():
                return self._choice(node), NUMBER
            case ast.BinOp(left=left, op=op, right=right):
                return self._operation(op, self._number(left), self._number(right), node), NUMBER
            case ast.Subscript():
                return self._load(node), NUMBER
            case ast.Call(func=ast.Name(id=name), args=arguments):
                return self._call(name, arguments, node)
            case _:
                raise self._refused(node, "kernels have no such value")

    def _read(self, name: str, node: ast.AST) -> tuple[str, int]:
        if name in self.types:
            kind = self.types[name]
            return self._emit(f"load {llvm_type(kind)}, ptr %{name}"), kind
        if name in self.constants:
            return str(self.constants[name]), NUMBER
        raise self._refused(node, f"there is no {name}")

    def _choice(self, node: ast.IfExp) -> str:
        """``one if test else other``: only the one that is chosen is worked out."""
        name = self._new("choice")
        self.types[name] = NUMBER
        yes, no, end = self._new("yes"), self._new("no"), self._new("end")
        self._branch(node.test, yes, no)
        for label, value in ((yes, node.body), (no, node.orelse)):
            self.lines.append(f"{label}:")
            self._set(name, self._number(value), NUMBER)
            self.lines.append(f"br label %{end}")
        self.lines.append(f"{end}:")
        return self._read(name, node)[0]

    def _operation(self, op: ast.operator, left: str, right: str, node: ast.AST) -> str:
        if type(op) not in OPERATIONS:
            raise self._refused(node, "kernels have no such operation")
        return self._emit(f"{OPERATIONS[type(op)]} i64 {left}, {right}")

    def _call(self, name: str, arguments: Sequence[ast.expr], node: ast.AST) -> tuple[str, int]:
        if name in WIDTHS:
            return self._emit(f"inttoptr i64 {self._number(arguments[0])} to ptr"), WIDTHS[name]
        if name == "ones":
            return self._emit(f"call i64 @llvm.ctpop.i64(i64 {self._number(arguments[0])})"), NUMBER
        if name not in self.functions:
            raise self._refused(node, f"there is no kernel {name}")
        given = ", ".join(self._given(_parameters(self.functions[name]), arguments, node))
        return self._emit(f"call i64 @{name}({given})"), NUMBER

    def _given(
        self, parameters: Sequence[tuple[str, int]], arguments: Sequence[ast.expr], node: ast.AST
    ) -> Iterator[str]:
        for (name, kind), argument in zip(parameters, arguments, strict=True):
            text, given = self._value(argument)
            if given != kind:
                raise self._refused(node, f"{name} is of another kind")
            yield f"{llvm_type(kind)} {text}"

    # words at an address

    def _at(self, node: ast.Subscript) -> tuple[str, int]:
        base, width = self._value(node.value)
        if width == NUMBER:
            raise self._refused(node, "a number has no words")
        return self._emit(f"getelementptr i{width}, ptr {base}, i64 {self._number(node.slice)}"), width

    def _load(self, node: ast.Subscript) -> str:
        address, width = self._at(node)
        found = self._emit(f"load i{width}, ptr {address}")
        return found if width == 64 else self._emit(f"zext i{width} {found} to i64")

    def _write(self, node: ast.Subscript, text: str) -> None:
        address, width = self._at(node)
        cut = text if width == 64 else self._emit(f"trunc i64 {text} to i{width}")
        self.lines.append(f"store i{width} {cut}, ptr {address}")
