"""A picture: what can be drawn into a file, and what a notebook shows by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial

from diagrams.rendering.dot import under
from diagrams.rendering.drawable import Draft, Drawable
from diagrams.rendering.fit import MOST_BOXES, Fitted, fit, job_for
from diagrams.rendering.paper import Box
from diagrams.rendering.pinned import heading_lines
from diagrams.rendering.render import Job, Kind, PictureError, render
from diagrams.rendering.style import CHART_LETTER
from diagrams.rendering.svg import speaking
from diagrams.rendering.tikz import tikz
from diagrams.rendering.words import in_png

NOTEBOOK = Box(720, 1000)
PATIENCE = 20.0
"""Seconds that a drawing in a notebook may take."""
MOST_LINES = 60
"""Lines of text that a notebook shows: a page."""


class Picture(Drawable):
    """What can be drawn: ``draw(picture, "two-way.pdf")`` writes it, ``text()`` says it."""

    __slots__ = ()

    def titled(self, title: str) -> Picture:
        """The same under one line of one's own, or under none; an SVG still says in words what it shows."""
        lines = heading_lines([title] * bool(title), max(self.letter, CHART_LETTER))
        drafts = tuple(replace(draft, source=partial(_under, draft, lines)) for draft in self.drafts)
        return replace(self, title=title or self.title, drafts=drafts)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """The picture and its text for a notebook; the text and one line of advice where nothing can draw."""
        return notebook(self)


def placed(
    title: str,
    caption: str,
    size: str,
    sheet: Callable[[Sequence[str]], str],
    twin: Callable[[], Iterable[str]],
    letter: float,
) -> Picture:
    """A picture of which every place is given, and so one draft: the sheet under its title and its caption."""
    return Picture(
        title=title,
        said=lambda: (caption,),
        boxes=0,
        size=size,
        drafts=(Draft(lambda: sheet((title, caption))),),
        twin=lambda: "\n".join(twin()),
        engine="neato",
        letter=letter,
        advice="give it a wider page",
    )


def in_room(pictures: Sequence[Picture], box: Box) -> list[Picture]:
    """The pictures with their runs on as many pages as there need to be."""
    pages = [page for one in pictures for page in (one.series(box) if one.series else (one,))]
    return [page for page in pages if isinstance(page, Picture)]


def _under(draft: Draft, title: Sequence[str]) -> str:
    return under(draft.source(), title)


def notebook(picture: Picture) -> dict[str, str]:
    """The representations of a picture in a notebook: a page at most; it never raises for want of a renderer."""
    if picture.boxes > MOST_BOXES:
        return {"text/plain": f"{picture.title}: {picture.size}, too many to draw: group it, or {picture.advice}"}
    text = _a_page(picture.text())
    try:
        fitted = fit(picture, NOTEBOOK, force=True, limit=PATIENCE, kind="svg")
        drawing = drawn(picture, fitted, "svg", PATIENCE).decode()
    except PictureError as error:
        return {"text/plain": f"{text}\n({error})"}
    return {"image/svg+xml": drawing, "text/plain": text}


def _a_page(text: str) -> str:
    lines = text.splitlines()
    more = [f"... {len(lines) - MOST_LINES} more lines"] if len(lines) > MOST_LINES else []
    return "\n".join([*lines[:MOST_LINES], *more])


def drawn(picture: Picture, fitted: Fitted, kind: Kind, limit: float) -> bytes:
    """The drawing at its final size; an SVG says what it shows.  Raises PictureError."""
    drawing = fitted.drawing
    if drawing is None:
        drawing = render(job_for(fitted.source, kind, picture.engine), limit)
    if kind == "svg":
        return speaking(drawing.decode(), *picture.words).encode()
    return in_png(drawing, picture.words) if kind == "png" else drawing


def tikz_of(picture: Picture, fitted: Fitted, limit: float) -> bytes:
    """The drawing at its final size as TikZ.  Raises PictureError."""
    layout = render(Job(fitted.source, "json0", picture.engine), limit)
    return tikz(layout, fitted.letter / picture.letter, picture.words).encode()
