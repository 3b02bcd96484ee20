"""The verb ``list``: the topics of the catalogue, or the models of one with their parameters and expected verdicts."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterator, Mapping, Sequence

from checker.command.choosing.models import Chosen, chosen
from checker.command.options import Parser
from checker.command.outcomes import Exit, Refused
from checker.command.report.as_json import printed
from checker.command.terminal import columns
from checker.languages.retelling import retold
from checker.languages.speech import tr
from spec.catalogue import MODELS, TOPICS, Topic, topic_models, topic_of
from spec.notation.models import Parametric
from spec.notation.nearest import nearest

LISTED = "'handwave list {}' tells more of a topic, 'handwave check {}' checks a model."
PARAMETERS = "* has parameters, which 'handwave list MODEL' shows."


class ListOptions(argparse.Namespace):
    """What ``list`` was asked."""

    names: list[str]
    json: bool


def main(arguments: Sequence[str]) -> int:
    """List; the exit status."""
    parser = Parser("list", "The topics of the catalogue; of a topic, its models and the verdicts expected of them.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="a topic or a model; none: the topics")
    parser.add_argument("--json", action="store_true", help="print a list of objects, one a model")
    options = parser.parse_args(arguments, ListOptions())
    names = [model for typed in options.names for model in _models(typed)]
    if options.json:
        print(printed([_object(_chosen(name)) for name in names or MODELS]))
    else:
        print("\n".join(_told([_chosen(name) for name in names], columns()) if names else _topics(columns())))
    return Exit.AS_EXPECTED


def _models(typed: str) -> Sequence[str]:
    topics: Mapping[str, Topic] = {one.name: one for one in TOPICS}
    if typed in topics:
        return list(topic_models(topics[typed]))
    if typed in MODELS:
        return [typed]
    meant = nearest(typed, dict.fromkeys([*topics, *MODELS]))
    raise Refused(f"there is no topic and no model '{typed}'{meant}: 'handwave list' shows the topics")


def _chosen(name: str) -> Chosen:
    return chosen(name, name, MODELS[name], ())


def _topics(width: int) -> Iterator[str]:
    column = max(len(one.name) for one in TOPICS) + 2
    margin = " " * column
    for topic in TOPICS:
        yield f"{topic.name:<{column}}{tr(topic.about)}"
        names = [f"{name}{'*' * isinstance(one, Parametric)}" for name, one in topic_models(topic).items()]
        yield from _folded(", ".join(names), margin, margin, width)
    yield ""
    yield tr(PARAMETERS)
    yield tr(LISTED).format(TOPICS[0].name, next(iter(MODELS)))


def _told(models: Sequence[Chosen], width: int) -> Iterator[str]:
    column = min(max(len(one.name) for one in models) + 2, 24)
    margin = " " * column
    for one in models:
        told = f"{tr(one.model.about) or one.name}{_where(one)}"
        if len(one.name) + 2 > column:
            yield one.name
        yield from _folded(told, margin if len(one.name) + 2 > column else f"{one.name:<{column}}", margin, width)
        expected = ", ".join(f"{name} {tr(one.model.expected(name))}" for name in one.model.properties)
        yield from _folded(f"expected: {expected or 'nothing'}", margin, margin, width)
        if ranges := _ranges(one.typed):
            yield from _folded(f"parameters: {ranges}", margin, margin, width)
    yield ""
    yield retold(f"'handwave check {models[0].name}' checks one, 'handwave check' all of the catalogue.")


def _folded(text: str, first: str, margin: str, width: int) -> list[str]:
    return textwrap.wrap(retold(text), width, initial_indent=first, subsequent_indent=margin, break_on_hyphens=False)


def _where(chosen: Chosen) -> str:
    return f" (RFC {chosen.model.rfc})" if chosen.model.rfc else ""


def _ranges(name: str) -> str:
    found = MODELS[name]
    if not isinstance(found, Parametric):
        return ""
    return ", ".join(f"-p {p}={found.defaults[p]} ({r.least} to {r.most})" for p, r in found.ranges.items())


def _object(chosen: Chosen) -> dict[str, object]:
    model, topic = chosen.model, topic_of(chosen.name)
    return {
        "model": chosen.name,
        "topic": None if topic is None else topic.name,
        "about": model.about,
        "rfc": model.rfc,
        "parameters": dict(chosen.parameters),
        "expected": {name: model.expected(name) for name in model.properties},
    }
