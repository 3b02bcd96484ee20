# pyright: basic
"""The reachable graph for networkx: what its nodes and edges say."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import networkx as nx
import pytest

from checker import explore
from checker.search.reachable_graph import ReachableGraph
from spec.catalogue import MODELS
from spec.notation import Model, SpecError


def graph(name: str) -> ReachableGraph:
    declared = MODELS[name]
    return explore(declared if isinstance(declared, Model) else declared()).graph


def test_a_node_says_what_its_state_is_and_an_edge_what_happens() -> None:
    found = graph("two-way").to_networkx()
    assert (found.name, found.graph["complete"]) == ("two-way", True)
    first = found.nodes[0]
    told = {path: first[path] for path in ("A.state", "B.state", "B.PASSIVE", "in flight", "mark")}
    assert told == {"A.state": "CLOSED", "B.state": "LISTEN", "B.PASSIVE": "yes", "in flight": "-", "mark": "start"}
    arrivals = [said for _, _, said in found.edges(data=True) if said["rows"] == "listen_syn"]
    assert arrivals[0] == {
        "label": "B rcv SYN",
        "action": "deliver",
        "end": "B",
        "event": "",
        "rows": "listen_syn",
        "rfc": "3.10.7.2 third",
        "message": "<SEQ=100><CTL=SYN>",
        "sent": "<SEQ=300><ACK=101><CTL=SYN,ACK>",
    }


def test_it_has_every_state_every_transition_and_every_mark() -> None:
    one = graph("three-way")
    found = one.to_networkx()
    assert (len(found), found.number_of_edges()) == (43, 266)
    told = Counter((source, target, said["label"]) for source, target, said in found.edges(data=True))
    assert told == Counter((edge.source, edge.target, edge.label) for edge in one.edges())
    assert {node: mark for node, mark in found.nodes(data="mark") if mark} == dict(one.marks)


def test_a_tick_says_the_rows_that_fire_in_it() -> None:
    found = graph("time-wait-ends").to_networkx()
    ticks = {(said["rows"], said["rfc"]) for _, _, said in found.edges(data=True) if said["action"] == "tick"}
    assert ticks == {("", ""), ("time_wait_runs", "3.10.8"), ("time_wait_ends", "3.10.8")}


def test_a_quotient_counts_what_stands_behind_a_node_and_an_edge() -> None:
    found = graph("three-way").to_networkx("A.state", "B.state")
    assert dict(found.nodes(data="states")) == {
        ("CLOSED", "LISTEN"): 1,
        ("SYN-SENT", "LISTEN"): 2,
        ("SYN-SENT", "SYN-RECEIVED"): 8,
        ("ESTABLISHED", "SYN-RECEIVED"): 16,
        ("ESTABLISHED", "ESTABLISHED"): 16,
    }
    assert sum(steps for _, _, steps in found.edges(data="steps")) == 266
    assert found.edges[("CLOSED", "LISTEN"), ("SYN-SENT", "LISTEN"), "A active OPEN"]["steps"] == 1


def test_the_strong_components_of_a_quotient_say_from_where_there_is_no_way_back() -> None:
    opening = nx.condensation(nx.DiGraph(graph("three-way").to_networkx("A.state", "B.state")))
    assert [opening.nodes[one]["members"] for one in nx.topological_sort(opening)] == [
        {("CLOSED", "LISTEN")},
        {("SYN-SENT", "LISTEN")},
        {("SYN-SENT", "SYN-RECEIVED")},
        {("ESTABLISHED", "SYN-RECEIVED")},
        {("ESTABLISHED", "ESTABLISHED")},
    ]


def test_a_path_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(SpecError, match=r"two-way has no 'A.STATE' to group by: write one of A.state, A.PASSIVE, "):
        graph("two-way").to_networkx("A.STATE")


def test_it_can_be_written_as_graphml(tmp_path: Path) -> None:
    nx.write_graphml(graph("two-way").to_networkx(), tmp_path / "two-way.graphml")
    nx.write_graphml(graph("two-way").to_networkx("A.state"), tmp_path / "a.graphml")
    assert len(nx.read_graphml(tmp_path / "two-way.graphml")) == graph("two-way").states
