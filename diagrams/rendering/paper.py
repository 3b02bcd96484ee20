"""The room that a picture has: a column of a page, a slide."""

from __future__ import annotations

import re
from dataclasses import dataclass

from diagrams.rendering.render import PictureError

_POINTS = 72.0
_IN_AN_INCH = {"pt": 72.27, "bp": _POINTS, "cm": 2.54, "mm": 25.4, "in": 1.0}


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the page, in PostScript points: 72 to the inch.

    >>> Box.parse("72.27x144.54pt")
    Box(width=72.0, height=144.0)
    """

    width: float
    height: float

    @classmethod
    def parse(cls, text: str) -> Box:
        """``345x520pt``, ``12x18cm`` or ``5x7in`` (no unit: pt), or ``slide``.  Raises PictureError.

        A ``pt`` is TeX's, 72.27 to the inch, so that a text column is what LaTeX says it is; ``bp`` is PostScript's.
        """
        found = re.fullmatch(r"(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)(pt|bp|cm|mm|in)?", text.strip())
        if text.strip() == "slide":
            return SLIDE
        if found is None or not float(found[1]) or not float(found[2]):
            raise PictureError(f"{text!r} is not a size on the page: write width x height, as in 345x520pt or 12x18cm")
        unit = _POINTS / _IN_AN_INCH[found[3] or "pt"]
        return cls(float(found[1]) * unit, float(found[2]) * unit)


PAGE = Box.parse("345x520pt")
"""The width of a LaTeX text column, and most of its height."""
SLIDE = Box.parse("160x90mm")
"""A slide of LaTeX's beamer."""
