"""``handwave draw tcp``: a whole table on one page, as RFC 9293, figure 5, draws it."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from checker.command.choosing.tables import tables_of_tcp
from checker.command.choosing.whole_table import table_figure
from diagrams.machines.figure_ways import FigureArrow
from diagrams.rendering.fit import fit
from diagrams.rendering.geometry import overlap
from spec.notation.machines import Machine
from spec.tcp import Linux, NoTimeWait, Tcp
from tests.command.saying import Run
from tests.diagrams.renderers import needs_a_renderer

NORMAL = [
    ("CLOSED", "LISTEN", "server", ("passive OPEN",)),
    ("CLOSED", "SYN-SENT", "client", ("active OPEN", "snd SYN")),
    ("LISTEN", "SYN-SENT", "neither", ("active OPEN,", "SEND", "snd SYN")),
    ("LISTEN", "CLOSED", "neither", ("CLOSE,", "close()")),
    ("SYN-SENT", "CLOSED", "neither", ("CLOSE,", "close()")),
    ("SYN-RECEIVED", "FIN-WAIT-1", "neither", ("CLOSE,", "close()", "snd FIN,ACK")),
    ("ESTABLISHED", "FIN-WAIT-1", "client", ("CLOSE,", "close()", "snd FIN,ACK")),
    ("CLOSE-WAIT", "LAST-ACK", "server", ("CLOSE,", "close(),", "transmission", "snd FIN,ACK")),
    ("LISTEN", "SYN-RECEIVED", "server", ("rcv SYN", "snd SYN,ACK")),
    ("SYN-SENT", "ESTABLISHED", "client", ("rcv SYN,ACK", "snd ACK")),
    ("SYN-SENT", "SYN-RECEIVED", "neither", ("rcv SYN", "snd SYN,ACK")),
    ("TIME-WAIT", "SYN-RECEIVED", "neither", ("rcv SYN", "snd SYN,ACK")),
    ("SYN-RECEIVED", "LISTEN", "neither", ("rcv RST,", "rcv SYN")),
    ("SYN-RECEIVED", "ESTABLISHED", "server", ("rcv ACK of SYN",)),
    ("FIN-WAIT-1", "FIN-WAIT-2", "client", ("rcv ACK of FIN",)),
    ("CLOSING", "TIME-WAIT", "neither", ("rcv ACK of FIN",)),
    ("LAST-ACK", "CLOSED", "server", ("rcv ACK of FIN",)),
    ("ESTABLISHED", "CLOSE-WAIT", "server", ("rcv FIN", "snd ACK")),
    ("FIN-WAIT-1", "CLOSING", "neither", ("rcv FIN", "snd ACK")),
    ("FIN-WAIT-2", "TIME-WAIT", "client", ("rcv FIN", "snd ACK")),
    ("TIME-WAIT", "CLOSED", "client", ("2 MSL timeout",)),
]
TABLES = tables_of_tcp()
figure = cache(table_figure)
SAMPLE = ("Tcp", "AbortsToTimeWait", "ReturnsToListen", "Rfc793")


def between(machine: type[Machine], source: str, target: str) -> FigureArrow | None:
    arrows = figure(machine).figure.arrows
    return next((one for one in arrows if (one.source, one.target) == (source, target)), None)


def test_every_normal_transition_has_its_arrow_with_all_its_events() -> None:
    drawn = figure(Tcp).figure.arrows
    assert [(one.source, one.target, one.path, one.label) for one in drawn] == NORMAL


def test_what_closes_from_anywhere_is_folded_into_a_note() -> None:
    assert figure(Tcp).figure.folded == (
        "from anywhere:",
        "ABORT",
        "crash",
        "user timeout",
        "rcv RST",
        "close() loses data",
    )


@pytest.mark.parametrize("name", TABLES)
def test_no_row_that_leads_to_another_state_is_lost(name: str) -> None:
    view = figure(TABLES[name])
    told = " ".join([*(one.tip for one in view.figure.arrows), view.figure.folded_tip])
    leading = [row for row in TABLES[name].rows if row.to is not None and set(row.at) != {row.to}]
    assert [row.name for row in leading if f"({row.name}" not in told] == []


@pytest.mark.parametrize("name", SAMPLE)
def test_no_label_covers_anything_and_each_is_nearest_to_its_arrow(name: str) -> None:
    assert list(figure(TABLES[name]).places.in_the_way()) == []


def test_where_a_label_would_cover_something_a_letter_stands_that_is_told_above() -> None:
    assert figure(TABLES["AbortsToTimeWait"]).picture().caption[-1] == (
        "(a): CLOSE, close(), transmission / snd FIN,ACK; \u2260 (b): ABORT / snd RST; "
        "(c): rcv ACK of FIN; (d): rcv FIN / snd ACK."
    )


@pytest.mark.parametrize("name", ["NoTimeWait", "Rfc793", "Tcp", "Watched"])
def test_no_two_labels_read_as_one(name: str) -> None:
    labels = figure(TABLES[name]).places.labels.values()
    assert [(a.lines, b.lines) for a, b in combinations(labels, 2) if overlap(a.box.grown(2.9), b.box)] == []


@pytest.mark.parametrize("name", TABLES)
def test_no_arrow_goes_through_a_state(name: str) -> None:
    assert list(figure(TABLES[name]).places.through_states()) == []


def test_a_variant_marks_what_it_changes() -> None:
    new, gone = between(NoTimeWait, "FIN-WAIT-2", "CLOSED"), between(NoTimeWait, "FIN-WAIT-2", "TIME-WAIT")
    assert new is not None
    assert (new.mark, new.label) == ("differs", ("≠ rcv FIN", "snd ACK"))
    assert gone is not None
    assert (gone.mark, gone.label) == ("gone", ("✗",))
    assert figure(NoTimeWait).caption[2:] == (
        "Rows that differ from Tcp: closing_acked, fin_last.",
        "≠: a row of it differs; ✗: only Tcp has it.",
    )


@needs_a_renderer
@pytest.mark.parametrize("machine", [Tcp, NoTimeWait, Linux])
def test_the_page_can_be_read_at_the_width_of_a_column(machine: type[Machine]) -> None:
    assert fit(figure(machine).picture()).letter >= 7.0


@pytest.mark.parametrize("typed", ["tcp", "Tcp", "mine.py:Hasty"])
def test_a_table_is_drawn_by_its_name(handwave: Run, tmp_path: Path, typed: str) -> None:
    (tmp_path / "mine.py").write_text(
        "from spec.tcp import *\n\n\nclass Hasty(Tcp):\n    listen_syn = Tcp.listen_syn.but(to=ESTABLISHED)\n"
    )
    assert handwave("draw", typed, "-o", "it.dot") == (0, "it.dot: 11 states as DOT\n", "")
    assert ("Hasty" in (tmp_path / "it.dot").read_text()) is ("Hasty" in typed)


def test_a_table_of_another_protocol_is_a_state_diagram(handwave: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text("from spec.lossy.protocol import *\n")
    said = handwave("draw", "mine.py:Client", "-o", "it.dot")
    assert (said.out, said.err) == ("it.dot: 3 states as DOT\n", "")


def test_a_table_has_no_run_and_no_graph(handwave: Run) -> None:
    assert handwave("draw", "tcp", "--raw").err == (
        "handwave: tcp is a table, which has one picture: handwave draw tcp -o tcp.pdf\n"
    )
