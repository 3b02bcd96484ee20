# pyright: basic
# (babel tells pyright little of its types)
"""What is to be translated, and the catalogues: ``python -m docs.making.translations`` brings them up to date.

New texts get an empty translation, to be filled in by hand in ``checker/languages/zh/LC_MESSAGES``; texts
that nobody says any more go.  Run it again afterwards: it lays out what was filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import get_args

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from checker.command.all_verbs import VERBS
from checker.command.choosing.tables import tables_of_tcp
from checker.command.outcomes import MEANINGS
from checker.command.report.comparison import SIZES
from checker.command.verbs.scenario import scenarios
from checker.evidence.enabled_in_loop import ELSEWHERE, UNASKED
from checker.explaining.run_columns import CANNOT
from checker.languages.speech import DOMAIN, FOLDER, SENTENCES
from checker.numbers.free_numbers import ORDINALS
from checker.packets.tcp.conformance import Conforms
from checker.results.answers import Verdict
from checker.scenarios.reading import parse
from diagrams.graphs.view import UNLABELLED
from docs.making.composed import composed
from docs.making.pages import ROOT
from spec.articles import CLAIMS, Says, Verdict as ClaimVerdict
from spec.articles.questions import QUESTIONS
from spec.catalogue import MODELS, TOPICS
from spec.explanations import EXPLANATIONS
from spec.notation.fairness import EVERYTHING, Passes
from spec.notation.models import Model, Parametric
from spec.notation.properties import Always
from spec.notation.row_text import IF
from spec.notation.systems import ENDS
from spec.notation.table_text import HAS, WHERE, about
from spec.notation.wording import TEXTS

CODE = ("checker", "diagrams")
WIDTH = 120
_TOLD_BY_TEMPLATE = re.compile(
    r"[AB] is \w+|\w+ ?[=+-] ?\d+|(B )?\d+|onc?e more.*|.* at most \d x|.*any of.*|repeats.*"
)
"""The name of a change as it is put together, where nobody wrote a name of it."""


def declared() -> Iterator[tuple[str, str]]:
    """Each sentence that a declaration has, with where it stands."""
    yield from (("verbs", about) for about in VERBS.values())
    yield "exit statuses", MEANINGS
    yield from (("numbers", text) for text in ORDINALS.values())
    yield from (("why", text) for text in (CANNOT, UNASKED, ELSEWHERE))
    yield from (("formulas", text) for text in TEXTS)
    yield "drawings", UNLABELLED
    yield from (("rows", text) for text in (IF, HAS, WHERE))
    for name, table in tables_of_tcp().items():
        yield from ((f"rows {name}", text) for text in (about(table), *(row.note for row in table.declared)))
    yield from ((f"scenario {file.stem}", parse(file).title) for file in scenarios())
    yield "scenario", "A run"
    yield from (("compare", text) for text in SIZES.values())
    yield from (("fairness", text) for text in ("strong", "weak", str(EVERYTHING), str(Passes()), "any Segment"))
    yield from (("verdicts", str(verdict)) for verdict in (*Verdict, *Conforms))
    for name, one in EXPLANATIONS.items():
        yield from ((f"why {name}", text) for text in (one.about, one.reason, one.worse, one.better_called))
        yield f"why {name}", one.better.name
        yield from ((f"why {name}", text) for text in _sentences(one.model))
        yield from ((f"why {name}", one.better.of(one.model.system).way(end).name) for end in ENDS)
    yield from (("claims", verdict) for verdict in get_args(ClaimVerdict))
    yield from (("claims", says.value) for says in Says)
    for claim in CLAIMS.values():
        yield from ((f"claims {claim.id}", text) for text in (claim.theorem, claim.assumption))
    yield from ((f"questions {name}", text) for name, text in QUESTIONS.items())
    yield from (("topics", topic.about) for topic in TOPICS)
    for name, model in MODELS.items():
        built = model() if isinstance(model, Parametric) else model
        yield from ((f"check {name}", text) for text in _sentences(built))


def _sentences(model: Model) -> Iterator[str]:
    yield model.about
    yield from (model.system.way(end).name for end in ENDS)
    yield from (one.about for one in model.properties.values())
    yield from (one.reached.about for one in model.properties.values() if isinstance(one, Always) and one.reached)
    changes = [*model.mutants.values(), *((model.larger,) if model.larger else ())]
    for change in (each for one in changes for each in (one if isinstance(one, tuple) else (one,))):
        yield from (part for part in change.name.split(", ") if not _TOLD_BY_TEMPLATE.fullmatch(part))


@cache
def wanted() -> Catalog:
    """Every text that the command may print and that can be translated."""
    catalogue = Catalog(domain=DOMAIN, project="handwave", fuzzy=False)
    for folder in CODE:
        for file, _, text, _, _ in extract_from_dir(folder, keywords={"tr": None}):
            catalogue.add(str(text), locations=[(f"{folder}/{file}", 0)])
        for file, _, noun, _, _ in extract_from_dir(folder, keywords={"counted": (2,)}):
            catalogue.add(f"{noun}s", locations=[(f"{folder}/{file}", 0)])
    for place, text in declared():
        if text:
            catalogue.add(text, auto_comments=[place] if text not in catalogue else [])
    return catalogue


def sentences() -> Catalog:
    """Every text that is put together where nobody asks for a language, less what is wanted anyway."""
    catalogue, known = Catalog(domain=SENTENCES, project="handwave", fuzzy=False), wanted()
    for text, file in composed(ROOT):
        if text not in known:
            catalogue.add(text, locations=[(file, 0)])
    return catalogue


def updated(file: Path) -> Catalog:
    """The catalogue in that file, with what is new, and without what is gone."""
    with file.open("rb") as stream:
        catalogue = read_po(stream, domain=file.stem)
    catalogue.update(
        wanted() if file.stem == DOMAIN else sentences(), no_fuzzy_matching=True, update_creation_date=False
    )
    catalogue.obsolete.clear()
    return catalogue


def text(catalogue: Catalog) -> bytes:
    """The catalogue as it is written."""
    written = BytesIO()
    write_po(written, catalogue, width=WIDTH, omit_header=False, include_lineno=False, sort_output=False)
    return written.getvalue()


def main() -> None:
    """Bring every catalogue up to date, and say what lacks a translation."""
    for file in sorted(FOLDER.glob("*/LC_MESSAGES/*.po")):
        catalogue = updated(file)
        file.write_bytes(text(catalogue))
        for message in catalogue:
            if message.id and not message.string:
                print(f"{file.parts[-3]}: {message.id}")


if __name__ == "__main__":
    main()
