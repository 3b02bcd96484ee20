"""A few random systems of each kind, the same on every run; :mod:`tests.numbers.agreement` tries new ones."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import settings

from tests.engines.random_settings import LONG, MACHINES, random
from tests.numbers.agreement import KINDS, tried

some = settings(random, max_examples=MACHINES if LONG else 5)
"""Each is explored some twenty times."""


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_said_of_all_numbers_is_found_with_numbers_put_in(kind: str) -> None:
    count = Counter[str]()
    tried(kind, some, count)()
    assert min(count["own"], count["at once"], count["one by one"]) > 0, count
