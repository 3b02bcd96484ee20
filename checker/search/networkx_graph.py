"""The reachable graph for networkx, with what pictures show of it as attributes.

Every attribute is a text or a number, so that ``nx.write_graphml`` and its like take it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import networkx as nx

Attributes = dict[str, Any]
Told = tuple[int, int, Attributes]
"""A transition: its source, its target, what is said of it."""


def whole(title: str, complete: bool, states: Iterable[Attributes], steps: Iterable[Told]) -> nx.MultiDiGraph[Any]:
    """A node for each state, by its number, and an edge for each transition."""
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph(name=title, complete=complete)
    graph.add_nodes_from(enumerate(states))
    graph.add_edges_from(steps)
    return graph


def quotient(
    title: str, complete: bool, paths: Sequence[str], states: Iterable[Attributes], steps: Iterable[Told]
) -> nx.MultiDiGraph[Any]:
    """A node for all states with the same values at the paths, and an edge for all steps between two that read alike.

    A node is the tuple of these values; ``states`` and ``steps`` count what stands behind a node and an edge.
    """
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph(name=title, complete=complete)
    boxes: list[tuple[str, ...]] = []
    for state in states:
        box = tuple(str(state[path]) for path in paths)
        boxes.append(box)
        if box not in graph:
            graph.add_node(box, **dict(zip(paths, box, strict=True)), states=0, mark="")
        node = graph.nodes[box]
        node["states"] += 1
        if state["mark"] and state["mark"] not in node["mark"].split(", "):
            node["mark"] = ", ".join(filter(None, (node["mark"], str(state["mark"]))))
    counted = Counter((boxes[source], boxes[target], str(said["label"])) for source, target, said in steps)
    for (source, target, label), number in counted.items():
        graph.add_edge(source, target, key=label, label=label, steps=number)
    return graph
