"""Which rows of the table fire in some model, at each end: all of them."""

import pytest

from checker import explore
from spec.catalogue import MODELS
from spec.notation import Model
from spec.tcp.connection import Tcp
from spec.tcp.timed_models import MODELS as TIMED

EVERY = {**MODELS, **TIMED}
NAMES = [name for name, model in EVERY.items() if isinstance(model, Model) and issubclass(model.system.A, Tcp)]


@pytest.mark.parametrize("end", ["A", "B"])
def test_every_row_of_the_connection_fires_in_some_model(end: str) -> None:
    fired: set[str] = set()
    for name in NAMES:
        model = EVERY[name]
        assert isinstance(model, Model)
        machine = model.system.A if end == "A" else model.system.B
        mask = explore(model).successors.fired["A" if end == "A" else "B"]
        fired |= {row.name for place, row in enumerate(machine.rows) if mask >> place & 1}
    assert [row.name for row in Tcp.rows if row.name not in fired] == []
