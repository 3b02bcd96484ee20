"""The page of the public names: what ``spec.tcp``, ``spec.notation``, ``checker`` and ``diagrams`` offer."""

from __future__ import annotations

import enum
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import NamedTuple, cast

from docs.making.markdown import inline, paragraphs, row
from docs.making.sources import members, written_beside
from spec.notation import Message, Variables
from spec.notation.channels import Channel
from spec.notation.events import Call, State, Timer
from spec.notation.formulas import Bool, Count
from spec.notation.machines import Machine
from spec.notation.properties import Property

FACES = ("spec.tcp", "spec.notation", "checker", "diagrams")
"""The modules that a student imports from."""


class Name(NamedTuple):
    """A public name: its kind, how it is called (for what can be called), and what it is, as Markdown."""

    name: str
    kind: str
    signature: str
    words: str


def reference_page() -> str:
    """The page, as Markdown."""
    faces = "\n".join("\n".join(_face(face)) for face in FACES)
    return f"""# The public names

`from spec.tcp import *` gives a student all of `spec.tcp`. What this page does not list may change without notice.

{faces}
"""


def public_names(face: str) -> list[Name]:
    """What a module offers, in the order of its kinds, then by name."""
    module = import_module(face)
    values = {name: getattr(module, name) for name in getattr(module, "__all__", ())}
    names = [_name(face, name, value, values) for name, value in values.items()]
    return sorted(names, key=lambda one: (HEADINGS.index(one.kind), one.name.lower()))


def _face(face: str) -> Iterator[str]:
    yield f"## {face}\n"
    yield f"{paragraphs(import_module(face).__doc__)}\n"
    names = public_names(face)
    for kind in HEADINGS:
        yield from _kind(kind, [one for one in names if one.kind == kind])


def _kind(kind: str, names: list[Name]) -> Iterator[str]:
    if not names:
        return
    yield f"### {kind}\n"
    if any(one.signature for one in names):
        for one in names:
            yield f"```python\n{one.signature}\n```\n\n{one.words}\n"
        return
    yield row("name", "what it is")
    yield row("---", "---")
    yield from (row(f"`{one.name}`", one.words) for one in names)
    yield ""


SPEAKING = Channel | Call | Timer | State | Bool | Count
"""What says in words what it is."""
WIDEST = 88
"""Letters of a signature on one line."""
HEADINGS = ("Machines", "States", "Calls", "Timers", "Properties", "Channels", "Classes", "Functions", "Other values")
"""The kinds of names, in the order of the page."""


def _name(face: str, name: str, value: object, known: Mapping[str, object]) -> Name:
    kind = _kind_of(value)
    if isinstance(value, type) or inspect.isroutine(value):
        words = "\n\n".join([paragraphs(inspect.getdoc(value)), *_fields(value)])
        return Name(name, kind, _signature(name, value, known), words)
    about: object = getattr(value, "about", None)
    said = about if isinstance(about, str) else written_beside(face, name)
    if not said and isinstance(value, enum.Enum):
        said = str(value.value)
    return Name(name, kind, "", inline(said or (str(value) if isinstance(value, SPEAKING) else "")))


def _fields(value: object) -> Iterator[str]:
    """A table of the variables of a class, or of the fields of a message."""
    if isinstance(value, type) and issubclass(value, Variables | Message):
        prefix = value.prefix_of() if issubclass(value, Message) else value.prefix
        rows = [
            row(f"`{prefix}{one.name}`", f"`{one.value}`", inline(one.words))
            for one in members(value.__module__, value.__name__)
            if one.name != "prefix"
        ]
        if rows:
            yield "\n".join([row("name", "kind", "what it is"), row("---", "---", "---"), *rows])


def _kind_of(value: object) -> str:
    match value:
        case type():
            return "Machines" if issubclass(value, Machine) else "Classes"
        case State():
            return "States"
        case Call():
            return "Calls"
        case Timer():
            return "Timers"
        case Channel():
            return "Channels"
        case _ if isinstance(value, Property):
            return "Properties"
        case _:
            return "Functions" if inspect.isroutine(value) else "Other values"


def _signature(name: str, value: object, known: Mapping[str, object]) -> str:
    """How it is called, as Python: ``opening(client: type[Machine] = Tcp, ...) -> System``."""
    if isinstance(value, type) and issubclass(value, Machine | Variables | Message):
        return f"class {name}({', '.join(base.__name__ for base in value.__bases__)})"
    try:
        said = inspect.signature(cast(Callable[..., object], value))
    except ValueError:  # an enumeration, a protocol
        return name
    given = [
        one.replace(annotation=_said(one.annotation), default=_default(one.default, known))
        for one in said.parameters.values()
        if one.name != "place"  # where in the source it stands: found by itself
    ]
    back = inspect.Signature.empty if isinstance(value, type) else _said(said.return_annotation)
    return _broken(f"{name}{said.replace(parameters=given, return_annotation=back)}")


def _broken(signature: str) -> str:
    """A long signature with a line for each parameter."""
    if len(signature) <= WIDEST:
        return signature
    name, _, rest = signature.partition("(")
    inside, _, back = rest.rpartition(")")
    parameters = re.split(r", (?=\*{0,2}\w*(?:[:,]|$))", inside)
    return "\n".join([f"{name}(", *(f"    {one}," for one in parameters), f"){back}"])


class _Verbatim(str):
    """Text that stands in a signature as it is, without quotes."""

    def __repr__(self) -> str:
        return str(self)


def _said(annotation: object) -> object:
    return _Verbatim(annotation) if isinstance(annotation, str) else annotation


def _default(value: object, known: Mapping[str, object]) -> object:
    """A default value by its public name, if it has one; what is long to write is left out."""
    if value is inspect.Parameter.empty:
        return value
    names = [name for name, other in known.items() if other is value and not isinstance(value, int | str)]
    return _Verbatim(names[0] if names else repr(value) if len(repr(value)) <= 20 and "<" not in repr(value) else "...")
