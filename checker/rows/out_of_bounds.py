"""What is said when a row takes a number outside its declared bounds, by every engine alike."""

from __future__ import annotations

from spec.notation.errors import SpecError
from spec.notation.rows import Row


class OutOfBounds(SpecError):
    """A row gave a counter, or a field of a message, a value outside its declared bounds."""


def out_of_bounds(row: Row, what: str, value: int, most: int) -> OutOfBounds:
    """``what``: ``takes A.tries`` or ``sends DATA.length``."""
    return OutOfBounds(
        f"{row.place}: row '{row.name}' {what} to {value}, outside its bounds 0..{most}: "
        "guard the row, or declare a larger bound"
    )
