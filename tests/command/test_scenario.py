"""The verb ``scenario``."""

from pathlib import Path

from tests.command.saying import Run

REFUSED = """\
nobody listens: the connection is refused

      A                                              B
      CLOSED                                         CLOSED
1-2.  SYN-SENT --> <SEQ=100><CTL=SYN>            --> CLOSED
3.    CLOSED   <-- <SEQ=0><ACK=101><CTL=RST,ACK> <-- CLOSED
"""
MINE = """\
title: somebody listens
A: Tcp, isn 100
B: {machine}, isn 300
    CLOSED                                   LISTEN
    SYN-SENT --> <SEQ=100><CTL=SYN>      --> ESTABLISHED
"""
DRAWN = """\
somebody listens

      A                                                B
      CLOSED                                           LISTEN
1-2.  SYN-SENT --> <SEQ=100><CTL=SYN>              --> SYN-RECEIVED
               ... <SEQ=300><ACK=101><CTL=SYN,ACK> <-- SYN-RECEIVED
"""
HASTY = """\
from spec.tcp import *


class Hasty(Tcp):
    listen_syn = Tcp.listen_syn.but(to=ESTABLISHED)
"""


def test_without_a_name_the_scenarios_are_listed(handwave: Run) -> None:
    said = handwave("scenario")
    assert (
        "figure-06                     Figure 6: Basic Three-Way Handshake for Connection Synchronization" in said.lines
    )
    assert said.lines[-1] == "'handwave scenario NAME' follows one, 'handwave scenario FILE' one of your own."
    assert (said.err, said.status) == ("", 0)


def test_a_scenario_is_drawn_as_a_ladder(handwave: Run) -> None:
    assert handwave("scenario", "refused", "--no-rows") == (0, REFUSED, "")


def test_what_can_be_followed_is_drawn_before_the_line_that_cannot(handwave: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text(MINE.format(machine="Tcp"))
    said = handwave("scenario", "mine.txt", "--no-rows")
    assert said.out == DRAWN
    assert said.err == (
        "mine.txt:5: B is SYN-RECEIVED, not ESTABLISHED, after <SEQ=100><CTL=SYN> (row listen_syn, 3.10.7.2 third) "
        "and B sent <SEQ=300><ACK=101><CTL=SYN,ACK>\n"
    )
    assert said.status == 1


def test_a_machine_of_ones_own_can_play(handwave: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(HASTY)
    (tmp_path / "mine.txt").write_text(MINE.format(machine="Hasty"))
    assert handwave("scenario", "mine.txt", "--machines", "mine.py").status == 0


def test_a_name_that_is_none_and_a_text_that_is_none_are_one_sentence(handwave: Run, tmp_path: Path) -> None:
    assert handwave("scenario", "refusd").err == (
        "handwave: there is no scenario 'refusd' (did you mean refused?): 'handwave scenario' shows all, "
        "and one of your own is the name of its file\n"
    )
    (tmp_path / "mine.txt").write_text("A: Tcp\nB: Tpc\nCLOSED  LISTEN\n")
    said = handwave("scenario", "mine.txt")
    assert said.err.startswith("mine.txt:2: there is no machine 'Tpc' (did you mean Tcp?): name one of the ")
    assert said.err.endswith("such as Tcp, or give the file of your own, --machines FILE.py\n")
    assert (said.out, said.status) == ("", 2)
