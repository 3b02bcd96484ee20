"""The kernels as machine code: compiled by LLVM once a machine, and read from the user's cache after that."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any, Final

from checker.search.native import words
from checker.search.native.object_cache import load, save
from checker.search.native.words import words64

Call = Callable[[int], int]
"""A kernel, called with the address of its context."""
Kernels = Mapping[str, Call]
PASSES = ("always_inliner", "sroa", "instruction_combine", "simplify_cfg")
"""What is done to the text: enough for straight loops, in a third of the time of LLVM's own list."""
LEVEL = 2
"""How hard the code generator tries, of 3."""

LIBRARIES: Final[Mapping[str, Sequence[str]]] = {
    "search": ("meeting", "kernels", "after_kernels"),
    "promises": ("pair_parts", "waiting_kernels"),
    "cheapest": ("pair_parts", "cheapest_kernels"),
}
"""The modules in which kernels stand that are compiled together."""
CONSTANTS: Final = ("context", "waiting_context", "cheapest_context")
"""The modules whose numbers they read."""


class NoCompiler(Exception):
    """Kernels cannot be compiled here; the message says why."""


@cache
def compiled(library: str = "search") -> Kernels:
    """The kernels of a library; NoCompiler where llvmlite cannot be imported, or does not know this machine."""
    try:
        import llvmlite.binding as llvm
    except Exception as error:  # a library that cannot be loaded raises whatever it likes
        raise NoCompiler(f"llvmlite cannot be imported ({error})") from None
    try:
        return _loaded(llvm, _modules(library))
    except (OSError, RuntimeError) as error:
        raise NoCompiler(f"llvmlite cannot compile here ({error})") from None


@cache
def interpreted(library: str = "search") -> Kernels:
    """The same kernels, run by Python: slow, and the judge of the compiled ones."""

    def run(kernel: Callable[[words.Words], int]) -> Call:
        return lambda address: kernel(words64(address))

    return MappingProxyType({name: run(kernel) for name, kernel in _exported(_modules(library)).items()})


def _modules(library: str) -> list[ModuleType]:
    return [import_module(f"checker.search.native.{name}") for name in LIBRARIES[library]]


def _exported(modules: Sequence[ModuleType]) -> Mapping[str, Callable[[words.Words], int]]:
    """The kernels that can be called from outside, by name."""
    return {name: getattr(module, name) for module in modules for name in getattr(module, "EXPORTED", ())}


def _loaded(llvm: Any, modules: Sequence[ModuleType]) -> Kernels:
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    machine = llvm.Target.from_default_triple().create_target_machine(opt=LEVEL, codemodel="jitdefault")
    key = _key(llvm, modules)
    code = load(key)
    if code is None:
        code = _code(llvm, machine, modules)
        save(key, code)
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), machine)
    engine.add_object_file(llvm.ObjectFileRef.from_data(code))
    engine.finalize_object()
    return _Library(engine, _exported(modules))


def _key(llvm: Any, modules: Sequence[ModuleType]) -> bytes:
    """Everything that the code depends on; it is plain code for any machine of this kind."""
    here = Path(__file__)
    made_by = [here, *(here.with_name(f"{name}.py") for name in ("llvm_text", "llvm_values", *CONSTANTS))]
    read = [*made_by, *(Path(module.__file__ or "") for module in modules)]
    about = repr((llvm.llvm_version_info, llvm.get_default_triple())).encode()
    return b"\0".join([about, *(file.read_bytes() for file in read)])


def _code(llvm: Any, machine: Any, modules: Sequence[ModuleType]) -> bytes:
    from checker.search.native.llvm_text import llvm_text

    text = llvm.parse_assembly(llvm_text(modules, _exported(modules)))
    text.verify()
    builder = llvm.create_pass_builder(machine, llvm.PipelineTuningOptions(speed_level=LEVEL))
    passes = llvm.create_new_module_pass_manager()
    for name in PASSES:
        getattr(passes, f"add_{name}_pass")()
    passes.run(text, builder)
    return bytes(machine.emit_object(text))


class _Library(dict[str, Call]):
    """The functions by name; keeps the code alive."""

    def __init__(self, engine: Any, names: Iterable[str]) -> None:
        kind = ctypes.CFUNCTYPE(ctypes.c_uint64, ctypes.c_uint64)
        super().__init__({name: kind(engine.get_function_address(name)) for name in names})
        self.engine = engine
