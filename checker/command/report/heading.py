"""What was checked, in words: the ends, the channel, the numbers, and every bound that the verdicts hold within."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping

from checker.command.choosing.models import Chosen
from checker.rows.configuration import EndFrame
from spec.notation.messages import Flying
from spec.notation.nodes import End
from spec.notation.systems import ENDS, System

GLUE = "\xa0"
"""A blank at which no line is folded."""


def heading(chosen: Chosen, system: System, frames: Mapping[End, EndFrame], width: int) -> Iterator[str]:
    """The first lines of a report, in so many columns."""
    title, *rest = _said(chosen, system, frames)
    yield from folded(title, width)
    for text in rest:
        yield from folded(f" {text}", width)


def folded(text: str, width: int, hanging: int = 3) -> list[str]:
    """The text in lines, from the second on indented; long words, which may be pasted, are not broken."""
    margin = " " * hanging
    lines = textwrap.wrap(text, width, subsequent_indent=margin, break_long_words=False, break_on_hyphens=False)
    return [line.replace(GLUE, " ") for line in lines]


def _said(chosen: Chosen, system: System, frames: Mapping[End, EndFrame]) -> Iterator[str]:
    values = ", ".join(f"{name}={value}" for name, value in chosen.parameters.items())
    title = f"{chosen.name} ({values})" if values else chosen.name
    yield (
        f"{title}: {system.A.__name__} / {system.B.__name__} over {channels(system)}, "
        f"sequence numbers mod{GLUE}{system.modulus}"
    )
    if chosen.model.about:
        yield chosen.model.about
    yield from _numbers(system, frames)
    yield from _bounds(chosen, system)
    yield from _flying(system)


def channels(system: System) -> str:
    """The channel, or the two."""
    if system.way("A") == system.way("B"):
        return str(system.way("B"))
    return f"{system.way('B')} to B and {system.way('A')} to A"


def _numbers(system: System, frames: Mapping[End, EndFrame]) -> Iterator[str]:
    drawn = [f"{end} {system.isn[end]}" for end in ENDS if frames[end].draws]
    if drawn:
        yield f"initial numbers: {'; '.join(drawn)}"


def _bounds(chosen: Chosen, system: System) -> Iterator[str]:
    params = [f"{name}={value}" for name, value in system.params.items() if chosen.parameters.get(name) != value]
    said = [*params, *(text for end in ENDS for text in _limits(system, end))]
    if said:
        yield f"bounds of the search: {'; '.join(said)}"


def _limits(system: System, end: End) -> Iterator[str]:
    """``A: at most 1 x active OPEN, no CLOSE, no ABORT``."""
    limits = [(event.name, system.limit(end, event)) for event in system.machine(end).events()]
    some = [f"{most} x {name}" for name, most in limits if most]
    none = [f"no {name}" for name, most in limits if most == 0]
    if some or none:
        yield f"{end}: {', '.join([*([f'at most {some[0]}', *some[1:]] if some else []), *none])}"


def _flying(system: System) -> Iterator[str]:
    if system.in_flight:
        yield f"in flight at the start: {', '.join(_text(one) for one in system.in_flight)}"


def _text(flying: Flying) -> str:
    given = zip(flying.message.fields, flying.values, strict=True)
    fields = {field.name: value for field, value in given if not field.ghost}
    return f"{flying.message.text(fields)} to {flying.to}"
