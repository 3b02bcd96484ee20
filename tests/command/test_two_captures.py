"""One connection, captured at both ends: one ladder, and one judgement of each end."""

from __future__ import annotations

import json
from pathlib import Path

from tests.command.saying import Run

KERNEL = Path(__file__).parents[1] / "packets" / "captures" / "kernel"


def both(name: str) -> tuple[str, str]:
    return str(KERNEL / f"{name}.client.pcap"), str(KERNEL / f"{name}.server.pcap")


def test_what_is_lost_and_what_crosses_stands_between_the_ends(handwave: Run) -> None:
    said = handwave("ladder", *both("s07_synack_lost"))
    assert (said.status, said.err) == (0, "")
    assert said.lines[2:12] == [
        "     A: client 192.0.2.1:40011                     B: server 192.0.2.2:7011",
        "1.   --> <SEQ=0><CTL=SYN>                      -->  A 0.000000 s  B 0.000000 s",
        "2.   XXX <SEQ=0><ACK=1><CTL=SYN,ACK>           <--  B 0.000021 s",
        "3.   ... <SEQ=0><ACK=1><CTL=SYN,ACK>           <--  B 1.002026 s",
        "4.   --> <SEQ=0><CTL=SYN>                      -->  A 1.007533 s  B 1.007451 s",
        "5.   <-- <SEQ=0><ACK=1><CTL=SYN,ACK>           ...  A 1.013003 s",
        "6.   ... <SEQ=0><ACK=1><CTL=SYN,ACK>           <--  B 1.007464 s",
        "7.   --> <SEQ=1><ACK=1><CTL=ACK>               -->  A 1.013020 s  B 1.013080 s",
        "8.   <-- <SEQ=0><ACK=1><CTL=SYN,ACK>           ...  A 1.018523 s",
        "9.   --> <SEQ=1><ACK=1><CTL=ACK>               -->  A 1.018528 s  B 1.018495 s",
    ]


def test_of_two_equal_segments_that_one_arrives_which_was_as_long_on_its_way_as_the_others(handwave: Run) -> None:
    said = handwave("ladder", *both("s15_last_ack_lost"))
    assert said.lines[-4:] == [
        "10.  <-- <SEQ=11><ACK=22><CTL=FIN,ACK>         <--  B 0.337680 s  A 0.348451 s",
        "11.  --> <SEQ=22><ACK=12><CTL=ACK>             XXX  A 0.348474 s",
        "12.  <-- <SEQ=11><ACK=22><CTL=FIN,ACK>         <--  B 0.550095 s  A 0.560886 s",
        "13.  --> <SEQ=22><ACK=12><CTL=ACK>             -->  A 0.560909 s  B 0.560818 s",
    ]


def test_each_end_is_judged_from_its_own_capture(handwave: Run) -> None:
    said = handwave("conform", *both("n03_data_after_fin"))
    assert said.status == 1
    verdicts = [line for line in said.lines if "ALLOWED" in line]
    assert verdicts == [
        "ALLOWED (rfc9293): 12 packets, and whatever of it the client sent",
        "NOT ALLOWED (rfc9293, linux): frame 10 (line 10): <SEQ=12><ACK=21><CTL=PSH,ACK><DATA=5>, in FIN-WAIT-2",
    ]
    assert "8.   CLOSE-WAIT  <-- <SEQ=11><ACK=21><CTL=FIN,ACK>         <-- FIN-WAIT-1" in said.lines


def test_the_ladder_of_both_is_drawn_with_the_states_of_both_ends(handwave: Run, tmp_path: Path) -> None:
    said = handwave("conform", *both("s07_synack_lost"), "-o", str(tmp_path / "both.dot"))
    assert (said.status, said.err) == (0, "")
    drawn = (tmp_path / "both-1.dot").read_text()
    assert drawn.count("[label=lost ") == 1
    assert ("ALLOWED (rfc9293): 14 packets" in drawn, "ALLOWED (rfc9293): 15 packets" in drawn) == (True, True)
    assert ("SYN-SENT" in drawn, "SYN-RECEIVED" in drawn) == (True, True)


def test_captures_of_different_connections_are_refused(handwave: Run) -> None:
    client, _ = both("s07_synack_lost")
    _, server = both("s15_last_ack_lost")
    said = handwave("conform", client, server)
    assert (said.status, said.err) == (
        2,
        "handwave: s07_synack_lost.client.pcap and s15_last_ack_lost.server.pcap have no connection in common: "
        "the same addresses and ports\n",
    )


def test_an_end_is_not_asked_for_with_two(handwave: Run) -> None:
    said = handwave("conform", *both("s07_synack_lost"), "--end", "client")
    assert (said.status, said.err) == (
        2,
        "handwave: two captures are judged at both ends: leave out --end, or give one capture\n",
    )


def test_both_judgements_and_what_became_of_each_segment_are_written_as_one_object(handwave: Run) -> None:
    said = handwave("conform", *both("s07_synack_lost"), "--json")
    found = json.loads(said.out)
    assert said.status == 0
    assert [one["connections"][0]["verdict"] for one in found["captures"]] == ["ALLOWED", "ALLOWED"]
    assert found["crossings"][0][:3] == [
        {"from": "client", "fate": "crosses", "client_line": 1, "server_line": 1},
        {"from": "server", "fate": "is lost", "client_line": None, "server_line": 2},
        {"from": "server", "fate": "leaves", "client_line": None, "server_line": 3},
    ]
