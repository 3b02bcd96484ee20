"""Kernels as LLVM's text: a small part of Python, in which every number is an unsigned 64-bit word.

The part: ``if``, ``while``, ``for ... in range(...)``, assignments to names and to words at an address, the
arithmetic of whole numbers, comparisons, ``and``/``or``/``not``, constants of the module, and calls of other kernels
of the module.  Everything else is refused with the line where it stands.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Collection, Iterator, Mapping, Sequence
from types import FunctionType, ModuleType

from checker.search.native.llvm_values import NUMBER, Values, llvm_type

ONES = "declare i64 @llvm.ctpop.i64(i64)"


def llvm_text(modules: Sequence[ModuleType], exported: Collection[str]) -> str:
    """The modules' kernels as LLVM's text; those that are exported can be called from outside."""
    functions = {name: one for module in modules for name, one in _functions(module)}
    trees = {
        one.name: one
        for module in modules
        for one in ast.parse(inspect.getsource(module)).body
        if isinstance(one, ast.FunctionDef)
    }
    parts = (_Kernel(trees[name], functions).text(name in exported) for name in functions)
    return "\n".join([ONES, *parts])


def _functions(module: ModuleType) -> Iterator[tuple[str, FunctionType]]:
    """The functions that stand in a module."""
    for name, one in vars(module).items():
        if isinstance(one, FunctionType) and one.__module__ == module.__name__:
            yield name, one


def _is_short(tree: ast.FunctionDef, functions: Mapping[str, FunctionType]) -> bool:
    """Whether it has no loop and calls no other kernel: worth having in its callers, which costs no time there."""
    parts = list(ast.walk(tree))
    loops = any(isinstance(part, ast.For | ast.While) for part in parts)
    return not loops and not any(isinstance(part, ast.Name) and part.id in functions for part in parts)


class _Kernel(Values):
    """One kernel on its way into text."""

    def __init__(self, tree: ast.FunctionDef, functions: Mapping[str, FunctionType]) -> None:
        super().__init__(tree.name, functions, functions[tree.name].__globals__)
        self.tree = tree
        self.loops: list[tuple[str, str]] = []
        """Where ``continue`` and ``break`` go to."""

    def text(self, exported: bool) -> str:
        """The whole function; a short one stands in its callers, a long one for itself: they would have many of it."""
        self._block(self.tree.body)
        taken = ", ".join(f"{llvm_type(kind)} %{name}.given" for name, kind in self.parameters)
        slots = [f"%{name} = alloca {llvm_type(kind)}" for name, kind in self.types.items()]
        slots += [f"store {llvm_type(kind)} %{name}.given, ptr %{name}" for name, kind in self.parameters]
        how = "" if exported else "internal "
        where = "alwaysinline" if _is_short(self.tree, self.functions) and not exported else "noinline"
        body = "\n".join(f"  {line}" if not line.endswith(":") else line for line in [*slots, *self.lines])
        return f"define {how}i64 @{self.name}({taken}) nounwind {where} {{\n{body}\n  ret i64 0\n}}"

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

    def _label(self, name: str) -> None:
        self.lines += [f"br label %{name}", f"{name}:"]

    def _go(self, label: str) -> None:
        """Leave for the label; what follows in the text is reached by nobody."""
        self.lines += [f"br label %{label}", f"{self._new('after')}:"]
