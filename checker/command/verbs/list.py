"""The verb ``list``: every model, with its parameters and what is expected of it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from checker.command.choosing.models import Chosen, catalogue
from checker.command.options import Parser
from checker.command.outcomes import Exit
from checker.command.report.as_json import printed
from spec.catalogue import MODELS
from spec.notation.models import Parametric


class Options(argparse.Namespace):
    """What ``list`` was asked."""

    json: bool


def main(arguments: Sequence[str]) -> int:
    """List; the exit status."""
    parser = Parser("list", "Every model, its parameters, and the verdicts expected of it.")
    parser.add_argument("--json", action="store_true", help="print a list of objects")
    options = parser.parse_args(arguments, Options())
    models = catalogue()
    print(printed([_object(one) for one in models]) if options.json else "\n".join(_lines(models)))
    return Exit.AS_EXPECTED


def _lines(models: Sequence[Chosen]) -> Iterator[str]:
    column = max(len(one.name) for one in models) + 2
    margin = " " * column
    for one in models:
        yield f"{one.name:<{column}}{one.model.about or one.name}{_where(one)}"
        expected = (f"{name} {one.model.expected(name)}" for name in one.model.properties)
        yield f"{margin}expected: {', '.join(expected) or 'nothing'}"
        if ranges := _ranges(one.typed):
            yield f"{margin}parameters: {ranges}"
    yield ""
    yield "'handwave check MODEL' checks one, 'handwave check' all of them."


def _where(chosen: Chosen) -> str:
    sections = [f"RFC {chosen.model.rfc}"] if chosen.model.rfc else []
    claimed = [", ".join(claim.partition(" ")[0] for claim in chosen.model.claims)] if chosen.model.claims else []
    return f" ({'; '.join([*sections, *claimed])})" if sections or claimed else ""


def _ranges(name: str) -> str:
    found = MODELS[name]
    if not isinstance(found, Parametric):
        return ""
    return ", ".join(f"-p {p}={found.defaults[p]} ({r.least} to {r.most})" for p, r in found.ranges.items())


def _object(chosen: Chosen) -> dict[str, object]:
    model = chosen.model
    return {
        "model": chosen.name,
        "about": model.about,
        "rfc": model.rfc,
        "claims": list(model.claims),
        "parameters": dict(chosen.parameters),
        "expected": {name: model.expected(name) for name in model.properties},
    }
