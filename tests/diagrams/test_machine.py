"""The state diagram of a machine, from its rows."""

from __future__ import annotations

from diagrams.machines.machine import Arrow, MachineView
from tests.diagrams.figure5 import FIGURE_5, OPENING


def edges(view: MachineView) -> list[str]:
    return [line.strip() for line in view.picture().dot().splitlines() if "->" in line]


def test_figure_5_has_eleven_states_and_twenty_arrows() -> None:
    assert FIGURE_5.caption == ("11 states, 20 arrows: the event, then what is sent.",)
    assert len(edges(FIGURE_5)) == 21  # and the arrow into the start


def test_rows_that_stay_are_left_out_and_counted() -> None:
    assert OPENING.caption[1] == "↻, left out: 2 rows that stay in their state."
    assert not any(line.startswith("LISTEN -> LISTEN") for line in edges(OPENING))


def test_the_event_stands_above_what_is_sent() -> None:
    assert any('"  rcv SYN  \\n  snd SYN,ACK  "' in line for line in edges(OPENING))


def test_parallel_arrows_are_one_with_at_most_three_labels() -> None:
    rows = tuple(Arrow("A", "B", f"event {number}", row=f"row_{number}", rfc="3.9") for number in range(5))
    view = MachineView("Many", "A", ("A", "B"), rows)
    (arrow,) = (line for line in edges(view) if line.startswith("A -> B"))
    assert 'label="  event 0  \\n  event 1  \\n  event 2  \\n  +2  "' in arrow
    assert "event 4 (row_4, 3.9)" in arrow


def test_rows_that_say_the_same_are_told_once() -> None:
    rows = (Arrow("A", "B", "rcv RST", row="first"), Arrow("A", "B", "rcv RST", row="second"))
    (arrow,) = (line for line in edges(MachineView("Twice", "A", ("A", "B"), rows)) if line.startswith("A -> B"))
    assert 'label="  rcv RST  "' in arrow
    assert "rcv RST (first); rcv RST (second)" in arrow
