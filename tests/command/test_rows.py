"""What ``handwave rows`` prints: the table as the RFC reads, and of a variant what differs."""

from __future__ import annotations

import json
import re
from pathlib import Path

from spec.tcp import Tcp, TwoWay
from tests.command.saying import Run

TWO_WAY = """\
TwoWay: 1 row differs from Tcp
 Two messages: the listener takes the first SYN at its word, and waits for no third segment.

listen_syn                 LISTEN on rcv SYN                                          3.10.7.2 third
    RCV.NXT <- SEG.SEQ + 1; IRS <- SEG.SEQ; SND.WND <- SEG.WND; ISS <- a new number;
      send <SEQ=ISS><ACK=RCV.NXT><CTL=SYN,ACK>; SND.NXT <- ISS + 1; SND.UNA <- ISS
    -> ESTABLISHED, return
    Tcp has: -> SYN-RECEIVED, return
"""


def test_a_variant_shows_its_row_and_what_its_base_has_instead(handwave: Run) -> None:
    assert handwave("rows", "TwoWay").out == TWO_WAY
    assert f"{TwoWay}\n" == TWO_WAY
    assert handwave("rows", "two-way").out == f"A: Tcp as it is\n\nB: {TWO_WAY}"


def test_a_row_reads_as_the_rfc_does_and_its_named_conditions_are_told_below(handwave: Run) -> None:
    assert handwave("rows", "tcp", "our_fin_acked").lines[-7:] == [
        "",
        "our_fin_acked              FIN-WAIT-1 on rcv ACK                                      3.10.7.4 fifth",
        "    if our FIN is acknowledged",
        "    -> FIN-WAIT-2",
        "",
        "where",
        "    our FIN is acknowledged: SND.FIN and SND.UNA == SND.NXT",
    ]


def test_rows_stand_in_the_order_of_the_rfc_and_none_is_missing(handwave: Run) -> None:
    said = [
        line.split()[0] for line in handwave("rows", "Tcp").lines[2:] if line[:1].islower() and "in full" not in line
    ]
    assert said == [row.name for row in Tcp.rows]


def test_a_state_or_a_half_of_the_table_is_shown_alone(handwave: Run) -> None:
    syn_received = handwave("rows", "tcp", "syn_received").out
    assert re.match(rf"Tcp: \d\d of {len(Tcp.rows)} rows, read from the top\n", syn_received)
    assert "\nlisten_syn  " in syn_received
    assert "\nlisten_rst  " not in syn_received
    opening = handwave("rows", "tcp", "opening").out
    assert "\nsyn_timeout  " in opening
    assert "\nfin_last  " not in opening
    assert handwave("rows", "tcp", "closing").out != handwave("rows", "tcp", "CLOSING").out


def test_of_many_rows_each_has_a_line_unless_the_whole_is_asked_for(handwave: Run) -> None:
    closing = handwave("rows", "tcp", "closing")
    assert closing.lines[0] == "Tcp: 57 of 89 rows, read from the top"
    assert (
        "close_open                 SYN-RECEIVED/ESTABLISHED on CLOSE -> FIN-WAIT-1                    3.10.4"
        in closing.lines
    )
    assert "in full: handwave rows tcp closing --whole; some: handwave rows tcp STATE" in closing.out
    assert max(map(len, closing.lines)) <= 100
    assert "    SND.CLOSING <- yes" in handwave("rows", "tcp", "closing", "--whole").lines


def test_the_rows_of_an_event_are_shown_alone(handwave: Run) -> None:
    named = [line.split()[0] for line in handwave("rows", "tcp", "2 MSL timeout").lines if line[:1].islower()]
    assert named == ["time_wait_over"]
    assert handwave("rows", "tcp", "ABORT").out != handwave("rows", "tcp", "abort").out


def test_a_row_that_a_variant_takes_out_of_a_state_is_shown_for_that_state(handwave: Run) -> None:
    assert handwave("rows", "Rfc1337", "TIME-WAIT").lines[-4:] == [
        "reset_closing              CLOSING, LAST-ACK on rcv RST                              3.10.7.4 second",
        "    forget ISS, IRS, CLOCK, PASSIVE, RCV.*, SND.*",
        "    -> CLOSED, return",
        "    Tcp has: at CLOSING, LAST-ACK, TIME-WAIT",
    ]


def test_a_table_of_ones_own_is_shown_with_rows_struck_out_changed_and_added(handwave: Run, mine: Path) -> None:
    mine.write_text(
        "from spec.tcp import *\n"
        "class Odd(Tcp):\n"
        "    active_open = Tcp.active_open.never()\n"
        "    fin_last = Tcp.fin_last.but(when=RCV.WND > 0, to=CLOSED)\n"
        "    nap = row(at=CLOSED, on=timer('nap'), do=[PASSIVE.set_to(TRUE)])\n"
        "odd = System(Odd, Tcp, PERFECT)\n"
    )
    body = """\
Odd: 3 rows differ from Tcp

active_open                CLOSED on active OPEN                                              3.10.1
    struck out

fin_last                   FIN-WAIT-2 on rcv any                                     3.10.7.4 eighth
    if 0 < RCV.WND
    RCV.NXT <- RCV.NXT + 1; RCV.OWED <- yes; RCV.HELD_FIN <- no; CLOCK <- TIME_WAIT
    -> CLOSED
    Tcp has: if FIN, and all before it
    Tcp has: -> TIME-WAIT

nap                        CLOSED on nap
    PASSIVE <- yes
    (Tcp has no such row)
"""
    assert handwave("rows", "mine.py:Odd").out.startswith(body)
    assert handwave("rows", "mine.py:odd").out.startswith(f"A: {body}")


def test_a_message_that_works_with_its_numbers_is_told_field_by_field(handwave: Run, mine: Path) -> None:
    mine.write_text(
        "from spec.notation import *\n"
        "class S(State):\n"
        "    IDLE = 'IDLE'\n"
        "class Bit(Message):\n"
        "    value = Amount(1)\n"
        "    @classmethod\n"
        "    def text(cls, values):\n"
        "        return f'odd {values[\"value\"] % 2}'\n"
        "class V(Variables):\n"
        "    BIT = Counter(1)\n"
        "class Sender(Machine):\n"
        "    start = S.IDLE\n"
        "    final = (S.IDLE,)\n"
        "    go = row(at=S.IDLE, on=call('go'), do=[Bit.send(value=V.BIT), V.BIT.set_to(V.BIT - (V.BIT + 0))])\n"
        "    bit = row(at=S.IDLE, on=arrival(Bit), do=[V.BIT.set_to(V.BIT + 1)])\n"
    )
    assert handwave("rows", "mine.py:Sender").out.splitlines()[2:] == [
        "go                         IDLE on go",
        "    send Bit <value=BIT>; BIT <- BIT - (BIT + 0)",
        "",
        "bit                        IDLE on rcv Bit",
        "    BIT <- BIT + 1",
    ]


def test_what_is_no_table_and_no_part_of_one_is_one_sentence(handwave: Run, mine: Path) -> None:
    assert handwave("rows", "tcp", "clsoing").err.startswith(
        "handwave: there is no state and no row 'clsoing' (did you mean closing or "
    )
    assert handwave("rows", "NoTimeWat").err == (
        "handwave: there is no table and no model 'NoTimeWat' "
        "(did you mean NoTimeWait or AbortsToTimeWait or SilentTimeWait?)\n"
    )
    mine.write_text("x = 1\n")
    assert handwave("rows", "mine.py:x").err.startswith("handwave: 'x' of mine.py is of the type int: ")


def test_the_clauses_of_a_section_stand_beside_their_rows_and_the_runs_that_show_them(handwave: Run) -> None:
    assert handwave("rows", "--rfc", "3.10.7.2").out.startswith("""\
3.10.7.2 first

 A reset is ignored.                     listen_rst                                  3.10.7.2 first
                                             LISTEN on rcv RST
                                             return
                                             seen in: scenario resets-unheeded

3.10.7.2 second
""")
    assert handwave("rows", "--rfc", "3.10.7.2").lines[-3:] == [
        "3.10.7.2 fourth",
        "",
        " Anything else is dropped.               (no row: what no row takes is dropped)",
    ]


def test_a_whole_section_has_the_clauses_of_its_parts_and_json_has_the_same(handwave: Run) -> None:
    whole = json.loads(handwave("rows", "--rfc", "3.5", "--json").out)
    assert {one["section"] for one in whole} == {"3.5", "3.5.1", "3.5.2", "3.5.3"}
    listens = next(one for one in whole if one["says"] == "LISTEN ignores a reset.")
    assert (listens["rows"][0]["name"], listens["rows"][0]["run"]) == ("listen_rst", "scenario resets-unheeded")


def test_a_section_without_clauses_is_refused_with_those_that_have_some(handwave: Run) -> None:
    assert handwave("rows", "--rfc", "3.9").err.startswith(
        "handwave: no clause is of section '3.9' (did you mean 3.6 or 3.5?): write one of 3.4.2, 3.4.3, 3.5, 3.5.1, "
    )


def test_clauses_are_of_the_table_as_it_is(handwave: Run) -> None:
    refused = "handwave: --rfc is about the table as it is, tcp, and takes nothing else\n"
    assert handwave("rows", "Linux", "--rfc", "3.5").err == refused
    assert handwave("rows", "tcp", "opening", "--rfc", "3.5").err == refused
    assert handwave("rows", "tcp", "--json").err == "handwave: --json goes with --rfc SECTION\n"
    assert (
        handwave("rows").err == "handwave: say of which table: tcp, a variant of it, a model, or FILE.py:NAME of one\n"
    )
