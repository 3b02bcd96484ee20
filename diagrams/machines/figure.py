"""A whole table on one page, in the manner of RFC 9293, figure 5: its states have their places there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from checker.languages.counts import counted
from diagrams.machines.figure_places import FigurePlaces
from diagrams.machines.figure_sheet import sheet
from diagrams.machines.figure_ways import Figure
from diagrams.rendering.drawable import Draft
from diagrams.rendering.picture import Picture, notebook
from diagrams.rendering.style import CHART_LETTER
from diagrams.sequence.other_texts import Labelled, machine_texts


@dataclass(frozen=True)
class FigureView:
    """A figure, and what is said of it."""

    title: str
    caption: tuple[str, ...]
    figure: Figure

    @cached_property
    def places(self) -> FigurePlaces:
        """Where everything stands."""
        return FigurePlaces(self.figure)

    def picture(self) -> Picture:
        """The picture of it."""
        return Picture(
            title=self.title,
            said=lambda: (*self.caption, *self.places.letters),
            boxes=len(self.figure.places),
            size=counted(len(self.figure.places), "state"),
            drafts=(Draft(lambda: sheet(self.places, (self.title, *self.caption, *self.places.letters))),),
            twin=self._told,
            engine="neato",
            letter=CHART_LETTER,
            texts=machine_texts(self.title, list(self.figure.places), self.figure.start, list(self._labelled())),
        )

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return notebook(self.picture())

    def _labelled(self) -> Iterator[Labelled]:
        yield from (Labelled(arrow.source, arrow.target, arrow.label) for arrow in self.figure.arrows)

    def _told(self) -> str:
        """Under each state the arrows that leave it."""
        lines: list[str] = []
        for state in self.figure.places:
            lines.append(state)
            lines += [f"  → {arrow.target}: {arrow.tip}" for arrow in self.figure.arrows if arrow.source == state]
        return "\n".join([*lines, f"from anywhere: {self.figure.folded_tip}"] if self.figure.folded else lines)
