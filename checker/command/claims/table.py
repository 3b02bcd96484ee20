"""The table of claims, article by article: for a terminal, where Chinese letters are two columns wide, or Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from checker.command.claims.verdicts import Decided
from checker.command.claims.words import decided_words, deciding, statement, total
from checker.languages.speech import tr
from checker.languages.wide_text import fold, is_wide
from spec.articles import ARTICLES


def table(claims: Sequence[Decided], width: int) -> str:
    """The table, folded to so many columns."""
    from io import StringIO

    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=StringIO(), width=width, force_terminal=False, color_system=None)
    for seed, group in _articles(claims):
        grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
        headings = (tr("claim"), tr("verdict"), tr("what is claimed"), tr("decided by"))
        for heading, columns in zip(headings, widths(width), strict=True):
            grid.add_column(heading, width=columns, overflow="fold")
        for one in group:
            grid.add_row(*(Text(cell) for cell in _cells(one, width=width)))
        console.print(Text(f"{seed}  {ARTICLES[seed]}"))
        console.print(grid)
        console.print()
    console.print(Text(total(claims)))
    written = console.file
    assert isinstance(written, StringIO)
    return "\n".join(line.rstrip() for line in written.getvalue().splitlines())


def widths(width: int) -> tuple[int, int, int, int]:
    """How wide each column is, the same for every article; two blanks stand between them.

    >>> widths(100)
    (6, 8, 40, 40)
    """
    rest = (width - 6 - 8 - 3 * 2) // 2
    return 6, 8, rest, rest


def _cells(one: Decided, width: int) -> tuple[str, str, str, str]:
    runs = "\n".join(decided_words(shown) for shown in deciding(one))
    said = [statement(one.claim)]
    if one.verdict == "assuming":
        said.append(tr("(assuming {assumption})").format(assumption=tr(one.claim.assumption)))
    folded = ["\n".join(fold(text, widths(width)[2] - 2)) if is_wide(text) else text for text in said]
    return one.claim.id, tr(one.verdict), "\n".join(folded), runs


def markdown(claims: Sequence[Decided]) -> str:
    """The table as Markdown, with each claim's theorem."""
    return "\n".join(_markdown(claims))


def _markdown(claims: Sequence[Decided]) -> Iterator[str]:
    for seed, group in _articles(claims):
        yield f"## {seed}: {ARTICLES[seed]}"
        yield ""
        yield f"| {tr('claim')} | {tr('verdict')} | {tr('what is claimed')} | {tr('theorem')} | {tr('decided by')} |"
        yield "| --- | --- | --- | --- | --- |"
        for one in group:
            verdict = tr(one.verdict) + (f" {tr(one.claim.assumption)}" if one.verdict == "assuming" else "")
            runs = "<br>".join(decided_words(shown) for shown in deciding(one))
            cells = (one.claim.id, verdict, statement(one.claim), tr(one.claim.theorem), runs)
            yield f"| {' | '.join(_escaped(cell) for cell in cells)} |"
        yield ""
    yield total(claims)


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("<SEQ", "\\<SEQ").replace("<CTL", "\\<CTL").replace("<ACK", "\\<ACK")


def _articles(claims: Sequence[Decided]) -> Iterator[tuple[str, list[Decided]]]:
    for seed, group in groupby(claims, key=lambda one: one.claim.seed):
        yield seed, list(group)
