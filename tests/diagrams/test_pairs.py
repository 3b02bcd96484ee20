"""The picture of which states both ends can be in at once: what each cell is, its words, the text beside it."""

from __future__ import annotations

from checker.results.answers import Answer, Verdict
from diagrams.graphs.pairs import PairTable, picture
from tests.diagrams.opening import fooled, two_way

RUN = fooled(two_way())
START, SENT, BOTH = ("CLOSED", "LISTEN"), ("SYN-SENT", "LISTEN"), ("ESTABLISHED", "ESTABLISHED")
FOOLED = ("CLOSED", "ESTABLISHED")
TABLE = PairTable(
    "two-way",
    START,
    {START: 1, SENT: 1, FOOLED: 12_345, BOTH: 2},
    {START: ((), ()), SENT: ((), ("SYN",)), FOOLED: (("SYN,ACK", "ACK"), ("SYN",)), BOTH: ((), ())},
    [Answer("was_there", Verdict.VIOLATED, "B was there", RUN, len(RUN.steps))],
)


def test_a_cell_is_the_start_the_end_of_a_run_on_its_way_or_only_in_the_bound() -> None:
    assert [TABLE.role(pair) for pair in (START, FOOLED, BOTH)] == ["start", "violation", "open"]


def test_the_text_is_the_table_and_what_is_marked() -> None:
    assert (
        picture(TABLE).text()
        == """\
two-way: which states both ends can be in at once
12,349 pairs of local states, no other can be reached. A number says in how many of them the two states stand \
together. Where there is none, the two cannot be at once.

 A, B         LISTEN  ESTABLISHED
 CLOSED            1        12345
 SYN-SENT          1            -
 ESTABLISHED       -            2

start: CLOSED, LISTEN
VIOLATED in 2 steps: was_there, at CLOSED, ESTABLISHED
in the bound from above, on none of these runs"""
    )


def test_a_small_table_says_what_can_be_in_flight_and_every_cell_says_it_when_it_is_pointed_at() -> None:
    dot = picture(TABLE).dot()
    assert "to A: SYN,ACK; ACK\\nto B: SYN" in dot
    assert "A is SYN-SENT, B is LISTEN: 1 pair of local states; to B: SYN" in dot


def test_many_columns_have_their_names_on_stairs_and_large_numbers_in_thousands() -> None:
    names = [f"STATE-{number}" for number in range(11)]
    numbers = {("ONE", name): 123_456 for name in names}
    dot = picture(PairTable("wide", ("ONE", names[0]), numbers, dict.fromkeys(numbers, ((), ("SYN",))), [])).dot()
    assert "123k" in dot
    assert "to B: SYN\\n" not in dot
    heights = [line.split('pos="')[1].split(",")[1].split("!")[0] for line in dot.splitlines() if '"column ' in line]
    assert len(set(heights)) == 11
