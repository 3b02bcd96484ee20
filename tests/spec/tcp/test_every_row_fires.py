"""Which rows of the table fire in some model, at each end: all of them."""

from functools import cache

import pytest

from checker import explore
from spec.catalogue import MODELS
from spec.notation import Model
from spec.notation.nodes import End
from spec.notation.systems import ENDS
from spec.tcp.table import Tcp


@cache
def fired() -> dict[End, set[str]]:
    found: dict[End, set[str]] = {end: set() for end in ENDS}
    for model in MODELS.values():
        if isinstance(model, Model) and issubclass(model.system.A, Tcp):
            one = explore(model.system)
            for end in ENDS:
                rows = one.system.machine(end).rows
                found[end] |= {row.name for place, row in enumerate(rows) if one.successors.fired[end] >> place & 1}
    return found


@pytest.mark.parametrize("end", ENDS)
def test_every_row_of_the_connection_fires_in_some_model(end: End) -> None:
    assert [row.name for row in Tcp.rows if row.name not in fired()[end]] == []
