"""Time that passes by looking at the clock: what is bounded in seconds ends at the same look on every machine."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest


class PassingTime:
    """A clock that goes on by so many seconds each time somebody looks at it."""

    def __init__(self, each: float) -> None:
        self.now, self.each = 0.0, each

    def __call__(self) -> float:
        """The hour, in seconds."""
        self.now += self.each
        return self.now


Passing = Callable[[float], PassingTime]
"""Has so many seconds pass at each look."""


@pytest.fixture
def passing(monkeypatch: pytest.MonkeyPatch) -> Passing:
    """The clock of this process, for a test that says how fast it goes."""

    def begin(each: float) -> PassingTime:
        clock = PassingTime(each)
        monkeypatch.setattr(time, "perf_counter", clock)
        return clock

    return begin
