"""Numbers of a scenario: written out, or by a name that the head gives them."""

from __future__ import annotations

import re

from checker.scenarios.faults import wrong
from checker.scenarios.script import Scenario
from spec.notation.errors import Place

_TERM = re.compile(r"(\d+)|([^\W\d]\w*)\s*(?:([+-])\s*(\d+))?")


class ScenarioNumbers:
    """The numbers of one scenario."""

    def __init__(self, scenario: Scenario, modulus: int) -> None:
        self.modulus = modulus
        self._named: dict[str, int] = {}
        for name, text in scenario.where:
            self._named[name] = self.value(text, scenario.places["where"])

    def value(self, text: str, place: Place) -> int:
        """The number of ``300``, ``Z`` or ``Z+1``."""
        found = _TERM.fullmatch(text)
        if found is None:
            raise wrong(place, f"expected a number, not '{text}'")
        digits, name, sign, more = found.groups()
        if digits is not None:
            return self._within(_whole(digits, place), place)
        if name not in self._named:
            raise wrong(place, f"expected a number, not '{name}': 'where: {name} = 300' in the head makes it one")
        step = _whole(more or "0", place)
        return (self._named[name] + (-step if sign == "-" else step)) % self.modulus

    def _within(self, value: int, place: Place) -> int:
        if value >= self.modulus:
            raise wrong(place, f"expected a number below {self.modulus}, not {value}")
        return value


MOST_DIGITS = 10
"""No number of TCP has more."""


def _whole(digits: str, place: Place) -> int:
    if len(digits) > MOST_DIGITS:
        raise wrong(place, f"expected a number of at most {MOST_DIGITS} digits, not one of {len(digits)}")
    return int(digits)
