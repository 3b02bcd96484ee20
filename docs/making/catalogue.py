"""The page of the catalogue: every model by topic, with its properties and the verdicts that are found."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from docs.making.markdown import inline, paragraphs, row
from docs.making.pages import ROOT
from docs.making.sources import docstring
from spec.catalogue import TOPICS, Topic, group
from spec.notation import Model
from spec.notation.models import Parametric


class Pinned(NamedTuple):
    """What the tests hold a model to."""

    states: int
    verdicts: Mapping[str, str]


def catalogue_page() -> str:
    """The page, as Markdown."""
    pinned = _pinned()
    topics = "\n".join("\n".join(_topic(one, pinned)) for one in TOPICS)
    return f"""# The catalogue

{len(pinned)} models. `handwave list` prints the names, `handwave check NAME` decides a model,
`handwave trace NAME PROPERTY` shows the run. The verdicts on this page are those that the tests pin.

{topics}
"""


def _pinned() -> Mapping[str, Pinned]:
    told = tomllib.loads((ROOT / "tests/models.toml").read_text("utf-8"))
    return {name: Pinned(one["states"], one["verdicts"]) for name, one in told.items()}


def _topic(topic: Topic, pinned: Mapping[str, Pinned]) -> Iterator[str]:
    yield f"## {topic.name}\n"
    yield f"{inline(topic.about[0].upper() + topic.about[1:])}. `handwave list {topic.name}` prints these.\n"
    for number, module in enumerate(topic.modules):
        first, _, rest = docstring(module).partition("\n")
        yield f"{inline(first) if number else ''}\n\n{paragraphs(rest)}\n"  # the first module's is the topic's
        for name, declared in group(module).items():
            yield from _model(name, declared, pinned[name])


def _model(name: str, declared: Model | Parametric, pinned: Pinned) -> Iterator[str]:
    model = declared if isinstance(declared, Model) else declared()
    yield f"### {name}\n"
    facts = [f"RFC {model.rfc}"] if model.rfc else []
    facts += [f"{pinned.states:,} state{'s' * (pinned.states != 1)}", *_parameters(declared)]
    yield f"{inline(model.about)} ({inline('; '.join(facts))})\n"
    yield row("property", "verdict", "in words")
    yield row("---", "---", "---")
    for asked, one in model.properties.items():
        yield row(f"`{asked}`", pinned.verdicts[asked], inline(one.about))
    yield ""


def _parameters(declared: Model | Parametric) -> Iterator[str]:
    if isinstance(declared, Parametric):
        for name, values in declared.ranges.items():
            yield f"-p {name}={declared.defaults[name]} ({values.least} to {values.most})"
