"""A picture before it is drawn: its DOT text in several drafts, its words, and its text twin."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from diagrams.rendering.paper import Box
from diagrams.rendering.render import Engine
from diagrams.rendering.style import LETTER
from diagrams.rendering.words import Words


@dataclass(frozen=True, slots=True)
class Draft:
    """One way to draw a picture: its DOT text, written when it is asked for."""

    source: Callable[[], str]
    without: str = ""
    """What this draft leaves out for the sake of larger letters; empty for the full picture."""
    tier: int = 0
    """The lowest tier with readable letters is drawn; within it, the largest letters."""


@dataclass(frozen=True, slots=True)
class Hint:
    """A coarser picture to fall back on: what to ask for, and the picture itself."""

    ask: str
    """``group by A.state, B.state``."""
    picture: Drawable


def _no_hints() -> Iterator[Hint]:
    return iter(())


@dataclass(frozen=True, slots=True)
class Drawable:
    """What a picture is made of; ``text()`` says it."""

    title: str
    """What is drawn: the model, and which view of it."""
    said: Callable[[], tuple[str, ...]]
    """Its caption, when that is asked for."""
    boxes: int
    size: str
    """The boxes counted in words: ``12 boxes``."""
    drafts: tuple[Draft, ...]
    """In the order of their tiers."""
    twin: Callable[[], str]
    engine: Engine = "dot"
    letter: float = LETTER
    """The size of the smallest letters as drawn, in points."""
    advice: str = "give it a larger page"
    """What to do about letters too small, where no hint helps."""
    hints: Callable[[], Iterable[Hint]] = _no_hints
    spoken: Callable[[], Iterable[str]] = tuple[str, ...]
    """What is seen in it, beyond its caption: of a run each step."""
    series: Callable[[Box], Sequence[Drawable]] | None = None
    """Its pages in another room; of a page that is not the first, none.  None: it has no pages."""
    texts: Mapping[str, Callable[[], str]] = field(default_factory=dict[str, Callable[[], str]])
    """The picture as the text of another program, by the ending of a file."""

    @property
    def caption(self) -> tuple[str, ...]:
        """The sentences that stand above the picture: counts, what is left out, complete or partial."""
        return self.said()

    @property
    def words(self) -> Words:
        """What it says to who does not see it: its title, its caption, and of a run each step."""
        return Words(self.title, " ".join((*self.caption, *self.spoken())))

    def dot(self) -> str:
        """The DOT text of the first draft: byte for byte the same for the same model."""
        return self.drafts[0].source()

    def text(self) -> str:
        """The picture in words, for a screen reader or a terminal."""
        return "\n".join((self.title, *self.caption, "", self.twin()))
