"""The table of claims, article by article: for a terminal, where Chinese letters are two columns wide, or Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from checker.command.claim_verdicts import Decided
from checker.command.claim_words import awaited, deciding, run_words, statement, total
from spec.claims import ARTICLES

HEADINGS = ("claim", "verdict", "what is claimed", "decided by")


def table(claims: Sequence[Decided], *, chinese: bool, width: int) -> str:
    """The table, folded to so many columns."""
    from io import StringIO

    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=StringIO(), width=width, force_terminal=False, color_system=None)
    for seed, group in _articles(claims):
        grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
        for heading, least in zip(HEADINGS, (6, 8, 24, 24), strict=True):
            grid.add_column(heading, min_width=least, overflow="fold", ratio=None if least < 10 else 1)
        for one in group:
            grid.add_row(*(Text(cell) for cell in _cells(one, chinese=chinese)))
        console.print(Text(f"{seed}  {ARTICLES[seed]}"))
        console.print(grid)
        console.print()
    console.print(Text(total(claims)))
    written = console.file
    assert isinstance(written, StringIO)
    return "\n".join(line.rstrip() for line in written.getvalue().splitlines())


def _cells(one: Decided, *, chinese: bool) -> tuple[str, str, str, str]:
    runs = "\n".join([*(run_words(shown) for shown in deciding(one)), *awaited(one)])
    assumed = f"\n(assuming {one.claim.assumption})" if one.verdict == "assuming" else ""
    return one.claim.id, one.verdict, statement(one.claim, chinese=chinese) + assumed, runs


def markdown(claims: Sequence[Decided], *, chinese: bool) -> str:
    """The table as Markdown, with each claim's theorem."""
    return "\n".join(_markdown(claims, chinese=chinese))


def _markdown(claims: Sequence[Decided], *, chinese: bool) -> Iterator[str]:
    for seed, group in _articles(claims):
        yield f"## {seed}: {ARTICLES[seed]}"
        yield ""
        yield "| claim | verdict | what is claimed | theorem | decided by |"
        yield "| --- | --- | --- | --- | --- |"
        for one in group:
            verdict = f"{one.verdict} {one.claim.assumption}" if one.verdict == "assuming" else one.verdict
            runs = "<br>".join([*(run_words(shown) for shown in deciding(one)), *awaited(one)])
            cells = (one.claim.id, verdict, statement(one.claim, chinese=chinese), one.claim.theorem, runs)
            yield f"| {' | '.join(_escaped(cell) for cell in cells)} |"
        yield ""
    yield total(claims)


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("<SEQ", "\\<SEQ").replace("<CTL", "\\<CTL").replace("<ACK", "\\<ACK")


def _articles(claims: Sequence[Decided]) -> Iterator[tuple[str, list[Decided]]]:
    for seed, group in groupby(claims, key=lambda one: one.claim.seed):
        yield seed, list(group)
