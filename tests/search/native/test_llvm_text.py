"""Kernels mean in LLVM what they mean in Python, and what kernels do not have is refused with the line."""

from __future__ import annotations

import ctypes
import types
from array import array
from collections.abc import Callable

import pytest
from hypothesis import given, strategies as st

from checker.search.native.llvm_text import llvm_text
from checker.search.native.llvm_values import NotAKernel
from checker.search.native.words import Words, octets, ones, words32, words64

LIMIT = 5
Compiled = Callable[[int], int]


def collatz(c: Words) -> int:
    """A loop, a choice, arithmetic."""
    number, steps = c[0], 0
    while number != 1 and steps < 1000:
        number = number // 2 if number % 2 == 0 else 3 * number + 1
        steps += 1
    return steps


def both_ways(c: Words) -> int:
    """Conditions whose right side may only be looked at where the left one lets it."""
    inside = octets(c[1])
    if c[0] < LIMIT and inside[c[0]] == 7:
        return 1
    if not (c[0] >= LIMIT or inside[c[0]] < 3):
        return 2
    return 0


def skipping(c: Words) -> int:
    """Loops that are left early, bits, and words of each width."""
    found, small = 0, words32(c[1])
    for one in range(c[0], c[0] + 10):
        if one & 3 == 1:
            continue
        if one > 100:
            break
        small[one % 4] += one << 1 ^ one >> 1
        found += ones(small[one % 4] | one)
    return found + helper(c, 4)


def helper(c: Words, size: int) -> int:
    """What another kernel calls: it has a loop, and stands for itself."""
    total = 0
    for one in range(size):
        total += short(words32(c[1]), one)
    return total


def short(small32: Words, one: int) -> int:
    """What stands in its callers."""
    return small32[one] if one & 1 else small32[one] ^ 5


KERNELS = (collatz, both_ways, skipping)


def module(*functions: Callable[..., object]) -> types.ModuleType:
    made = types.ModuleType("kernels")
    made.__file__ = __file__
    for function in functions:
        setattr(made, function.__name__, function)
        function.__module__ = "kernels"
    vars(made).update(LIMIT=LIMIT)
    return made


@pytest.fixture(scope="module", name="compiled")
def compile_them() -> dict[str, Compiled]:
    llvm = pytest.importorskip("llvmlite.binding")
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    text = llvm_text([module(*KERNELS, helper, short)], [one.__name__ for one in KERNELS])
    machine = llvm.Target.from_default_triple().create_target_machine()
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(text), machine)
    engine.finalize_object()
    kind = ctypes.CFUNCTYPE(ctypes.c_uint64, ctypes.c_uint64)
    made = {one.__name__: kind(engine.get_function_address(one.__name__)) for one in KERNELS}
    return {**made, "kept": lambda _: id(engine)}


def run(kernel: Compiled, number: int, kept: bytes) -> tuple[int, bytes]:
    """What it returns, and what it leaves in its memory."""
    memory = (ctypes.c_uint8 * 16).from_buffer_copy(kept)
    context = (ctypes.c_uint64 * 2)(number, ctypes.addressof(memory))
    return kernel(ctypes.addressof(context)), bytes(memory)


@given(st.integers(1, 120), st.binary(min_size=16, max_size=16))
def test_a_kernel_does_compiled_what_it_does_in_python(compiled: dict[str, Compiled], number: int, kept: bytes) -> None:
    for kernel in KERNELS:
        python = run(lambda address, kernel=kernel: kernel(words64(address)), number, kept)  # type: ignore[misc]
        assert run(compiled[kernel.__name__], number, kept) == python


def no_such_statement(c: Words) -> int:
    """Kernels raise nothing."""
    raise ValueError(c)


def no_such_value(c: Words) -> int:
    """Kernels have no text."""
    return len("text") + c[0]


def no_such_name(c: Words) -> int:
    """Kernels read nothing but their own names and whole numbers of the module."""
    return c[0] + array  # type: ignore[operator]


def two_kinds(c: Words) -> int:
    """A name is a number or words."""
    one = c[0]
    one = words32(c[1])  # type: ignore[assignment]
    return one[0]


def test_a_short_kernel_stands_in_its_callers_and_a_long_one_for_itself() -> None:
    text = llvm_text([module(*KERNELS, helper, short)], [one.__name__ for one in KERNELS])
    defined = [line.removesuffix(" {") for line in text.splitlines() if line.startswith("define internal")]
    assert defined == [
        "define internal i64 @helper(ptr %c.given, i64 %size.given) nounwind noinline",
        "define internal i64 @short(ptr %small32.given, i64 %one.given) nounwind alwaysinline",
    ]


@pytest.mark.parametrize(
    ("function", "said"),
    [
        (no_such_statement, "kernel no_such_statement, line LINE: kernels have no such statement: raise ValueError(c)"),
        (no_such_value, "kernel no_such_value, line LINE: there is no kernel len: len('text')"),
        (no_such_name, "kernel no_such_name, line LINE: there is no array: array"),
        (two_kinds, "kernel two_kinds: one is a number here and words there"),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_what_kernels_do_not_have_is_refused(function: Callable[..., object], said: str) -> None:
    with pytest.raises(NotAKernel) as refused:
        llvm_text([module(function)], [])
    assert str(refused.value) == said.replace("LINE", str(function.__code__.co_firstlineno + 2))
