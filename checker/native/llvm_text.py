"""Kernels as LLVM's text: a small part of Python, in which every number is an unsigned 64-bit word.

The part: ``if``, ``while``, ``for ... in range(...)``, assignments to names and to words at an address, the
arithmetic of whole numbers, comparisons, ``and``/``or``/``not``, constants of the module, and calls of other kernels
of the module, which are compiled into their callers.  Everything else is refused with the line where it stands.
"""

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
ONES = "declare i64 @llvm.ctpop.i64(i64)"


class NotAKernel(Exception):
    """Something that kernels do not have."""


def llvm_text(module: ModuleType, exported: Sequence[str]) -> str:
    """The module's kernels as LLVM's text; those that are exported can be called from outside."""
    functions = {
        name: one
        for name, one in vars(module).items()
        if isinstance(one, FunctionType) and one.__module__ == module.__name__
    }
    parts = [_Function(one, functions, vars(module), name in exported).text() for name, one in functions.items()]
    return "\n".join([ONES, *parts])


def _parameters(function: FunctionType) -> list[tuple[str, int]]:
    """Names and types; the width of words is said by the name, as an annotation cannot say it."""
    found: list[tuple[str, int]] = []
    for name, one in inspect.signature(function, eval_str=False).parameters.items():
        found.append((name, NUMBER if one.annotation == "int" else 32 if name.endswith("32") else 64))
    return found


class _Function:
    """One kernel on its way into text."""

    def __init__(
        self,
        function: FunctionType,
        functions: Mapping[str, FunctionType],
        names: Mapping[str, object],
        exported: bool,
    ) -> None:
        self.name, self.functions, self.exported = function.__name__, functions, exported
        self.constants = {name: one for name, one in names.items() if isinstance(one, int)}
        self.modules = {name: one for name, one in names.items() if isinstance(one, ModuleType)}
        self.parameters = _parameters(function)
        tree = ast.parse(inspect.getsource(function)).body[0]
        assert isinstance(tree, ast.FunctionDef)
        self.tree = tree
        self.types: dict[str, int] = dict(self.parameters)
        self.lines: list[str] = []
        self.loops: list[tuple[str, str]] = []
        """Where ``continue`` and ``break`` go to."""
        self.made = 0

    def text(self) -> str:
        """The whole function."""
        self._block(self.tree.body)
        taken = ", ".join(f"{_llvm(kind)} %{name}.given" for name, kind in self.parameters)
        slots = [f"%{name} = alloca {_llvm(kind)}" for name, kind in self.types.items()]
        slots += [f"store {_llvm(kind)} %{name}.given, ptr %{name}" for name, kind in self.parameters]
        how = "" if self.exported else "internal "
        always = "" if self.exported else " alwaysinline"
        body = "\n".join(f"  {line}" if not line.endswith(":") else line for line in [*slots, *self.lines])
        return f"define {how}i64 @{self.name}({taken}) nounwind{always} {{\n{body}\n  ret i64 0\n}}"

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

    def _label(self, name: str) -> None:
        self.lines += [f"br label %{name}", f"{name}:"]

    def _go(self, label: str) -> None:
        """Leave for the label; what follows in the text is reached by nobody."""
        self.lines += [f"br label %{label}", f"{self._new('after')}:"]

    # statements

    def _block(self, body: Sequence[ast.stmt]) -> None:
        for one in body:
            self._statement(one)

    def _statement(self, one: ast.stmt) -> None:
        match one:
            case ast.Expr(value=ast.Constant(value=str())):
                pass  # a docstring
            case ast.Expr(value=ast.Call() as call):
                self._value(call)
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                self._set(name, *self._value(value))
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
                found = [self._value(value) for value in values]
                for target, (text, kind) in zip(names, found, strict=True):
                    assert isinstance(target, ast.Name)
                    self._set(target.id, text, kind)
            case ast.Assign(targets=[ast.Subscript() as target], value=value):
                self._write(target, self._number(value))
            case ast.AugAssign(target=ast.Name(id=name), op=op, value=value):
                self._set(name, self._operation(op, self._read(name, one)[0], self._number(value), one), NUMBER)
            case ast.AugAssign(target=ast.Subscript() as target, op=op, value=value):
                self._write(target, self._operation(op, self._load(target), self._number(value), one))
            case ast.If():
                self._if(one)
            case ast.While():
                self._while(one)
            case ast.For(target=ast.Name(), iter=ast.Call(func=ast.Name(id="range"), args=[_] | [_, _])):
                self._for(one)
            case ast.Continue():
                self._go(self.loops[-1][0])
            case ast.Break():
                self._go(self.loops[-1][1])
            case ast.Return(value=ast.expr() as value):
                self.lines += [f"ret i64 {self._number(value)}", f"{self._new('after')}:"]
            case _:
                raise self._refused(one, "kernels have no such statement")

    def _set(self, name: str, text: str, kind: int) -> None:
        if self.types.setdefault(name, kind) != kind:
            raise NotAKernel(f"kernel {self.name}: {name} is a number here and words there")
        self.lines.append(f"store {_llvm(kind)} {text}, ptr %{name}")

    def _if(self, one: ast.If) -> None:
        yes, no, end = self._new("yes"), self._new("no"), self._new("end")
        self._branch(one.test, yes, no)
        self.lines.append(f"{yes}:")
        self._block(one.body)
        self.lines += [f"br label %{end}", f"{no}:"]
        self._block(one.orelse)
        self._label(end)

    def _while(self, one: ast.While) -> None:
        top, body, end = self._new("while"), self._new("body"), self._new("end")
        self._label(top)
        self._branch(one.test, body, end)
        self.lines.append(f"{body}:")
        self.loops.append((top, end))
        self._block(one.body)
        self.loops.pop()
        self.lines += [f"br label %{top}", f"{end}:"]

    def _for(self, one: ast.For) -> None:
        assert isinstance(one.target, ast.Name)
        assert isinstance(one.iter, ast.Call)
        *low, high = (self._number(bound) for bound in one.iter.args)
        self._set(one.target.id, low[0] if low else "0", NUMBER)
        top, body, more, end = (self._new(hint) for hint in ("for", "body", "more", "end"))
        self._label(top)
        now = self._read(one.target.id, one)[0]
        self.lines += [f"br i1 {self._emit(f'icmp ult i64 {now}, {high}')}, label %{body}, label %{end}", f"{body}:"]
        self.loops.append((more, end))
        self._block(one.body)
        self.loops.pop()
        self._label(more)
        now = self._read(one.target.id, one)[0]
        self._set(one.target.id, self._emit(f"add i64 {now}, 1"), NUMBER)
        self.lines += [f"br label %{top}", f"{end}:"]

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
            return self._emit(f"load {_llvm(kind)}, ptr %{name}"), kind
        if name in self.constants:
            return str(self.constants[name]), NUMBER
        raise self._refused(node, f"there is no {name}")

    def _choice(self, node: ast.IfExp) -> str:
        """``one if test else other``: only the one that is chosen is worked out."""
        name = self._new("choice")
        self.types[name] = NUMBER
        either = (ast.Assign([ast.Name(name)], one) for one in (node.body, node.orelse))
        self._if(ast.If(node.test, [next(either)], [next(either)]))
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
            yield f"{_llvm(kind)} {text}"

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


def _llvm(kind: int) -> str:
    return "i64" if kind == NUMBER else "ptr"
