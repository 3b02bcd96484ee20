"""A picture: what can be drawn into a file, and what a notebook shows by itself."""

from __future__ import annotations

from diagrams.drawable import Drawable
from diagrams.fit import Box, Fitted, fit, job_for
from diagrams.render import LIMIT, Kind, PictureError, render
from diagrams.svg import speaking

NOTEBOOK = Box(720, 1000)


class Picture(Drawable):
    """What can be drawn: ``draw(picture, "two-way.pdf")`` writes it, ``text()`` says it."""

    __slots__ = ()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """The picture and its text for a notebook; the text and one line of advice where nothing can draw."""
        return notebook(self)


def notebook(picture: Picture) -> dict[str, str]:
    """The representations of a picture in a notebook; it never raises for want of a renderer."""
    try:
        fitted = fit(picture, NOTEBOOK, force=True, kind="svg")
        drawing = drawn(picture, fitted, "svg", LIMIT).decode()
    except PictureError as error:
        return {"text/plain": f"{picture.text()}\n({error})"}
    return {"image/svg+xml": drawing, "text/plain": picture.text()}


def drawn(picture: Picture, fitted: Fitted, kind: Kind, limit: float) -> bytes:
    """The drawing at its final size; an SVG says what it shows.  Raises PictureError."""
    drawing = fitted.drawing
    if drawing is None:
        drawing = render(job_for(fitted.source, kind, picture.engine), limit)
    if kind == "svg":
        return speaking(drawing.decode(), picture.title, " ".join(picture.caption)).encode()
    return drawing
