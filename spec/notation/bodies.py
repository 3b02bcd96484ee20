"""The class body of a machine: every row that is written in it, and where each name stands."""

from __future__ import annotations

import inspect
from typing import Protocol

from spec.notation.errors import Place, SpecError, here


class Written(Protocol):
    """A row, as far as a body knows of it."""

    @property
    def place(self) -> Place: ...


class Body(dict[str, object]):
    """A class body that knows which rows were made in it, so that none is lost without a word."""

    def __init__(self, machine: str) -> None:
        super().__init__()
        self.machine = machine
        self.made: list[Written] = []
        """Every row that was made while the body ran, in order."""
        self.places: dict[str, Place] = {}
        """Where each name was last given something."""

    def __setitem__(self, name: str, value: object) -> None:
        if any(value is one for one in self.made) and any(self.get(name) is one for one in self.made):
            raise SpecError(
                f"{here()}: row '{name}' of {self.machine} stands there twice, and the first would be lost: "
                "give one another name"
            )
        self.places[name] = here()
        super().__setitem__(name, value)


def made_in_a_body(row: Written, out_of: Written | None = None) -> None:
    """Tell the class body that runs now of a row that was made in it, if one runs; ``out_of``: what it replaces."""
    frame = inspect.currentframe()
    while frame is not None and frame.f_code.co_flags & inspect.CO_OPTIMIZED:
        frame = frame.f_back  # a function: what it makes is made where it is called
    body = None if frame is None else frame.f_locals
    if isinstance(body, Body):
        body.made = [one for one in body.made if one is not out_of or one in body.values()]
        body.made.append(row)
