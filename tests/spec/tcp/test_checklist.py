"""The checklist of RFC 9293 against the rows."""

from spec.tcp.checklist import ITEMS
from spec.tcp.table import Tcp


def test_every_item_from_1_to_57_is_ticked_once_by_rows_or_by_a_decision() -> None:
    assert [item.number for item in ITEMS] == list(range(1, 58))
    assert [item.number for item in ITEMS if not item.rows and not item.decision] == []


def test_every_row_of_the_table_is_asked_for_by_some_item() -> None:
    asked = {row.name for item in ITEMS for row in item.rows}
    assert [row.name for row in Tcp.rows if row.name not in asked] == []


def test_the_rows_of_a_drawn_arrow_take_its_first_state_to_its_second() -> None:
    for item in ITEMS[:20]:
        before, after = item.asks.split(":")[0].split(" -> ")
        starts = [row for row in item.rows if before in [state.value for state in row.at]]
        ends = [row for row in item.rows if row.to is not None and row.to.value == after]
        assert starts, item
        assert ends, item


def test_items_are_ticked_in_these_numbers() -> None:
    ticks = [item.tick for item in ITEMS]
    assert (ticks.count("implemented"), ticks.count("scenario"), ticks.count("by decision")) == (49, 7, 1)
