"""Which rows of the table fire in some model, at each end: all of them."""

import pytest

from spec.notation.nodes import End
from spec.notation.systems import ENDS
from spec.tcp.table import Tcp
from tests.exploring import PINNED


@pytest.mark.parametrize("end", ENDS)
def test_every_row_of_the_connection_is_pinned_to_a_model_in_which_it_fires(end: End) -> None:
    pinned = {row for one in PINNED.values() for row in one.get("fires", {}).get(end, ())}
    assert [row.name for row in Tcp.rows if row.name not in pinned] == []
