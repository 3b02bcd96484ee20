"""From what was typed, ``two-way`` or ``mine.py:my_system``, to a model with its parameters."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import FunctionType, ModuleType

from checker.command.choosing.beside import importing
from checker.command.choosing.user_files import load
from checker.command.outcomes import Refused
from spec.notation.invariants import Induction
from spec.notation.lemmas import Theory
from spec.notation.letters import escaped
from spec.notation.machines import Machine
from spec.notation.models import Model, Parametric
from spec.notation.nearest import nearest
from spec.notation.systems import System

Choice = Model | Parametric
Given = Sequence[tuple[str, int]]


@dataclass(frozen=True)
class Chosen:
    """A model that somebody asked for."""

    typed: str
    """As it was asked for: ``mine.py:my_system``."""
    model: Model
    given: Mapping[str, int]
    """The parameters that were given."""
    parameters: Mapping[str, int]
    """All of them."""

    @property
    def name(self) -> str:
        """The model's name."""
        return self.model.name

    @property
    def words(self) -> str:
        """What to write on a command line to have it again."""
        values = "".join(f" -p {name}={value}" for name, value in self.given.items())
        return shlex.quote(escaped(self.typed)) + values


def choose(typed: str, given: Given = ()) -> Chosen:
    """The model of that name in the catalogue, or in a file.  Refused or SpecError where there is none."""
    file, name = split(typed)
    found, called = (_from_catalogue(typed), typed) if file is None else _from_file(file, name)
    return chosen(typed, called, found, given)


def parametric(typed: str) -> Parametric:
    """The model of that name with its parameters open.  Refused where it has none."""
    file, name = split(typed)
    found, called = (_from_catalogue(typed), typed) if file is None else _from_file(file, name)
    if not isinstance(found, Parametric):
        raise Refused(f"model {called} has no parameters to sweep: 'handwave list' shows which models have some")
    return found


def catalogue() -> list[Chosen]:
    """Every model of the catalogue, with the parameters' own values."""
    from spec.catalogue import MODELS

    return [chosen(name, name, one, ()) for name, one in MODELS.items()]


def chosen(typed: str, name: str, found: Choice, given: Given) -> Chosen:
    """A model or a function of parameters, with those that were given."""
    values = _once(given)
    if isinstance(found, Model):
        if values:
            raise Refused(f"model {name} has no parameters: leave out -p {next(iter(values))}=...")
        return Chosen(typed, found if found.name else replace(found, name=name), {}, {})
    with importing():
        made = found(**values)
    return Chosen(typed, made, values, {**found.defaults, **values})


def _once(given: Given) -> dict[str, int]:
    values: dict[str, int] = {}
    for name, value in given:
        if name in values:
            raise Refused(f"the parameter {name} is given twice: {values[name]} and {value}")
        values[name] = value
    return values


def split(typed: str) -> tuple[Path | None, str]:
    """The file, if one is meant, and the name in it.

    >>> split("two-way"), split("mine.py:my_system")[1]
    ((None, ''), 'my_system')
    """
    file, colon, name = typed.rpartition(":")
    if colon and file.endswith(".py"):
        return Path(file), name
    return (Path(typed), "") if typed.endswith(".py") else (None, "")


def _from_catalogue(typed: str) -> Choice:
    from spec.catalogue import MODELS

    if typed in MODELS:
        return MODELS[typed]
    raise Refused(
        f"there is no model '{typed}'{nearest(typed, MODELS)}: 'handwave list' shows all, "
        "and one of your own is written FILE.py:NAME"
    )


def _from_file(file: Path, name: str) -> tuple[Choice, str]:
    module = load(file)
    known = _declared(module)
    if not name:
        return _only(file, known)
    if name not in vars(module):
        listed = ", ".join(known) or "nothing that can be checked"
        raise Refused(f"{file.name} has no '{name}'{nearest(name, known)}: it declares {listed}")
    value: object = vars(module)[name]
    if not isinstance(value, Model | Parametric | System):
        raise Refused(f"'{name}' of {file.name} {_what(value, f'{file}:{name}')}")
    return _as_choice(value, name), name


def _declared(module: ModuleType) -> dict[str, Choice | System]:
    """The models and systems that the file itself declares."""
    found = {name: value for name, value in vars(module).items() if isinstance(value, Model | Parametric | System)}
    return {name: value for name, value in found.items() if value.place.file == module.__file__}


def _only(file: Path, known: Mapping[str, Choice | System]) -> tuple[Choice, str]:
    models = {name: value for name, value in known.items() if not isinstance(value, System)} or known
    if not models:
        raise Refused(f"{file.name} declares no model and no system: write one, such as mine = System(...)")
    if len(models) > 1:
        raise Refused(f"{file.name} declares {', '.join(models)}: say which, as in {file}:{next(iter(models))}")
    name, value = next(iter(models.items()))
    return _as_choice(value, name), name


def _as_choice(value: Choice | System, name: str) -> Choice:
    return Model(value, {}, name=name) if isinstance(value, System) else value


def _what(value: object, typed: str) -> str:
    """Why a value cannot be checked, as the rest of a sentence."""
    kind = type(value).__name__
    if isinstance(value, Induction | Theory):
        return f"is to be proved, not explored: write handwave prove {shlex.quote(typed)}"
    if isinstance(value, type) and issubclass(value, Machine):
        return f"is one machine: put two into a System({value.__name__}, {value.__name__}, PERFECT) and name that"
    if isinstance(value, FunctionType):
        return "is a function: write @model() above it, or name a Model or a System"
    return f"is of the type {kind}: name a Model, a System or a function under @model()"
