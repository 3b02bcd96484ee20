"""How large the letters of a picture will be in a box on the page, computed before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby

from diagrams.rendering.dot import with_attributes
from diagrams.rendering.drawable import Draft, Drawable, Hint
from diagrams.rendering.paper import PAGE, Box
from diagrams.rendering.render import LIMIT, Engine, Job, Kind, NoRenderer, PictureError, render_all
from diagrams.rendering.style import RESOLUTION, SHEET, SMALLEST

MOST_BOXES = 150
"""More boxes than this cannot have letters of 7 pt on any page, so they are not laid out unless that is forced."""

FEW_BOXES = 40

_POINTS = 72.0
ALIKE = 0.05
"""Points by which nobody sees letters differ."""


class TooSmall(PictureError):
    """A picture was not drawn, for its letters would be too small to read."""

    def __init__(self, said: str, instead: Hint | None) -> None:
        super().__init__(said)
        self.instead = instead
        """A coarser picture that can be read."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A picture at its final size."""

    source: str
    """DOT text whose drawing needs no scaling."""
    letter: float
    """The size of the smallest letters, in points."""
    without: str
    """What was left out to make them larger."""
    room: Box
    """What the drawing takes."""
    drawing: bytes | None = None
    """The drawing itself, where it was asked for and made together with the measuring."""

    def lettered(self, letter: float) -> Fitted:
        """The same with letters of that size, where its own are larger."""
        if self.letter < letter + ALIKE:
            return self
        part = letter / self.letter
        room = Box(self.room.width * part, self.room.height * part)
        return Fitted(with_attributes(self.source, **_size(room)), letter, self.without, room)


def fit(
    picture: Drawable, box: Box = PAGE, *, force: bool = False, limit: float = LIMIT, kind: Kind | None = None
) -> Fitted:
    """The picture in the first tier of drafts whose letters reach 7 pt in the box, in its better direction.

    A small picture is also drawn as a ``kind``, for starting a renderer takes longer than both.  Raises
    PictureError where no draft is readable, with a grouping that would be (``force``: the best one, however
    small); and what :func:`diagrams.rendering.render.render_all` raises.
    """
    if not force and picture.boxes > MOST_BOXES:
        raise _refusal(picture, None, box, limit)
    best = _best(picture, box, limit, kind if picture.boxes <= FEW_BOXES else None)
    if not force and not _readable(best.letter):
        raise _refusal(picture, best.letter, box, limit)
    return best


def _readable(letter: float) -> bool:
    return letter >= SMALLEST - 0.005


def _best(picture: Drawable, box: Box, limit: float, kind: Kind | None = None) -> Fitted:
    """The first readable draft, or the largest of all."""
    tried: list[Fitted] = []
    died: PictureError | None = None
    for _, tier in groupby(picture.drafts, key=lambda draft: draft.tier):
        drafts = list(tier)
        try:
            tried += _measured(picture, drafts, box, limit, kind)
        except NoRenderer:
            raise
        except PictureError as error:  # on some drafts the renderer dies: it is asked for each alone
            died = error
            tried += _survivors(picture, drafts, box, limit, kind) if len(drafts) > 1 else []
        best = max(tried, key=lambda fitted: fitted.letter, default=None)
        if best is not None and _readable(best.letter):
            return best
    if not tried and died is not None:
        raise died
    return max(tried, key=lambda fitted: fitted.letter)


def _survivors(
    picture: Drawable, drafts: Sequence[Draft], box: Box, limit: float, kind: Kind | None
) -> Iterator[Fitted]:
    """The drafts that the renderer can draw."""
    for draft in drafts:
        with suppress(PictureError):
            yield from _measured(picture, [draft], box, limit, kind)


def _measured(
    picture: Drawable, drafts: Sequence[Draft], box: Box, limit: float, kind: Kind | None
) -> Iterator[Fitted]:
    sources = [draft.source() for draft in drafts]
    sized = [with_attributes(source, **_size(box)) for source in sources]
    jobs = [Job(source, "plain", picture.engine) for source in sources]
    made = render_all([*jobs, *(job_for(source, kind, picture.engine) for source in sized if kind)], limit)
    drawings = made[len(jobs) :] if kind else [None] * len(jobs)
    for draft, source, geometry, drawing in zip(drafts, sized, made, drawings, strict=False):
        natural = _natural(geometry)
        scale = min(1.0, box.width / natural.width, box.height / natural.height)
        room = Box(natural.width * scale, natural.height * scale)
        yield Fitted(source, picture.letter * scale, draft.without, room, drawing)


def job_for(source: str, kind: Kind, engine: Engine) -> Job:
    """The job that draws a text; a PNG has the resolution of a printer."""
    return Job(with_attributes(source, dpi=str(RESOLUTION)) if kind == "png" else source, kind, engine)


def _size(box: Box) -> dict[str, str]:
    return {"size": f"{box.width / _POINTS:.4f},{box.height / _POINTS:.4f}"}


def _natural(geometry: bytes) -> Box:
    """What a layout takes, unscaled.  Its first line is ``graph 1 WIDTH HEIGHT``, in inches."""
    _, _, width, height = geometry.split(b"\n", 1)[0].split()
    border = 2 * float(SHEET["pad"])
    return Box(_POINTS * (float(width) + border), _POINTS * (float(height) + border))


def _refusal(picture: Drawable, letter: float | None, box: Box, limit: float) -> TooSmall:
    too_small = f"letters of {letter:.1f} pt" if letter is not None else f"letters far below {SMALLEST:g} pt"
    said = f"{picture.title}: {picture.size} would have {too_small}, too small to read"
    for hint in picture.hints():
        letter = _best(hint.picture, box, limit).letter if hint.picture.boxes <= MOST_BOXES else 0.0
        if _readable(letter):
            return TooSmall(f"{said}: {hint.ask} ({hint.picture.size} at {letter:.1f} pt), or force it (--force)", hint)
    return TooSmall(f"{said}: {picture.advice}, or force it (--force)", None)
