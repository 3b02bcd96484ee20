"""The kernels as machine code: compiled by LLVM once a machine, and read from the user's cache after that."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from checker.native import after_kernels, context, kernels, meeting, words
from checker.native.object_cache import load, save
from checker.native.words import words64

Call = Callable[[int], int]
"""A kernel, called with the address of its context."""
Kernels = Mapping[str, Call]
PASSES = ("always_inliner", "sroa", "instruction_combine", "simplify_cfg")
"""What is done to the text: enough for straight loops, in a third of the time of LLVM's own list."""
LEVEL = 2
"""How hard the code generator tries, of 3."""


MODULES = (kernels, after_kernels)
"""Where they stand."""
EXPORTED = tuple(name for module in MODULES for name in module.EXPORTED)


class NoCompiler(Exception):
    """Kernels cannot be compiled here; the message says why."""


@cache
def compiled() -> Kernels:
    """The kernels; NoCompiler where llvmlite cannot be imported, or does not know this machine."""
    try:
        import llvmlite.binding as llvm
    except Exception as error:  # a library that cannot be loaded raises whatever it likes
        raise NoCompiler(f"llvmlite cannot be imported ({error})") from None
    try:
        return _loaded(llvm)
    except (OSError, RuntimeError) as error:
        raise NoCompiler(f"llvmlite cannot compile here ({error})") from None


@cache
def interpreted() -> Kernels:
    """The same kernels, run by Python: slow, and the judge of the compiled ones."""

    def run(kernel: Callable[[words.Words], int]) -> Call:
        return lambda address: kernel(words64(address))

    return MappingProxyType({name: run(getattr(module, name)) for module in MODULES for name in module.EXPORTED})


def _loaded(llvm: Any) -> Kernels:
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    machine = llvm.Target.from_default_triple().create_target_machine(opt=LEVEL, codemodel="jitdefault")
    key = _key(llvm)
    code = load(key)
    if code is None:
        code = _compiled(llvm, machine)
        save(key, code)
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), machine)
    engine.add_object_file(llvm.ObjectFileRef.from_data(code))
    engine.finalize_object()
    return _Library(engine)


def _key(llvm: Any) -> bytes:
    """Everything that the code depends on; it is plain code for any machine of this kind."""
    from checker.native import llvm_text, llvm_values

    modules = (context, meeting, *MODULES, llvm_text, llvm_values)
    files = [*(module.__file__ or "" for module in modules), __file__]
    return b"\0".join([repr((llvm.llvm_version_info, llvm.get_default_triple())).encode(), *map(_octets, files)])


def _octets(file: str) -> bytes:
    return Path(file).read_bytes()


def _compiled(llvm: Any, machine: Any) -> bytes:
    from checker.native.llvm_text import llvm_text

    module = llvm.parse_assembly(llvm_text((meeting, *MODULES), EXPORTED))
    module.verify()
    builder = llvm.create_pass_builder(machine, llvm.PipelineTuningOptions(speed_level=LEVEL))
    passes = llvm.create_new_module_pass_manager()
    for name in PASSES:
        getattr(passes, f"add_{name}_pass")()
    passes.run(module, builder)
    return bytes(machine.emit_object(module))


class _Library(dict[str, Call]):
    """The functions by name; keeps the code alive."""

    def __init__(self, engine: Any) -> None:
        kind = ctypes.CFUNCTYPE(ctypes.c_uint64, ctypes.c_uint64)
        super().__init__({name: kind(engine.get_function_address(name)) for name in EXPORTED})
        self.engine = engine
