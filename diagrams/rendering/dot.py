"""DOT text, built with the graphviz package, which is imported when the first sheet is made.

Texts go in as they are: nothing in a name or a label is read as HTML, as an escape or as a port.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable
from typing import Any

from diagrams.rendering.style import EDGE, NODE, SHEET, Attributes


class Sheet:
    """A drawing being written.  Every node and edge must say its tooltip: it is what a screen reader reads."""

    def __init__(self, title: Iterable[str], attributes: Attributes, size: float) -> None:
        letters = {"fontsize": f"{size:g}"}
        head = {**SHEET, **letters, **attributes, "label": label(title, "l")}
        self._graph: Any = importlib.import_module("graphviz").Digraph(
            graph_attr=head, node_attr={**NODE, **letters}, edge_attr={**EDGE, **letters}
        )

    def node(self, name: str, lines: Iterable[str], tip: str, *kinds: Attributes, ends: str = "n") -> None:
        """A node with a label of several lines, each ended by ``ends``: n centred, l left, r right."""
        self._graph.node(_name(name), label(lines, ends), **_merged(tip, *kinds))

    def point(self, name: str, tip: str, *kinds: Attributes) -> None:
        """A node without a label, whose kind says what is seen of it."""
        self._graph.node(_name(name), **_merged(tip, *kinds))

    def edge(self, tail: str, head: str, lines: Iterable[str], tip: str, *kinds: Attributes) -> None:
        """An arrow.  Its label gets air on both sides, for Graphviz sets it hard against the line."""
        text = label([f"  {line}  " for line in lines], "n")
        attributes = _merged(tip, *kinds)
        if text:
            attributes |= {"label": text, "labeltooltip": attributes["tooltip"]}
        self._graph.edge(_name(tail), _name(head), **attributes)

    @property
    def source(self) -> str:
        """The DOT text, the same for the same calls."""
        return str(self._graph.source)


def label(lines: Iterable[str], ends: str = "n") -> str:
    """Lines as one label of Graphviz.

    >>> print(label(["a\\\\b", "c"], "l"))
    a\\\\b\\lc\\l
    """
    text = ("\\" + ends).join(_plain(line) for line in lines)
    return _nohtml(text + "\\" + ends if text and ends != "n" else text)


def with_attributes(source: str, **attributes: str) -> str:
    """DOT text of a sheet with more attributes of the whole drawing.

    >>> with_attributes("digraph {\\n}", dpi="150")
    'digraph {\\n\\tgraph [dpi="150"]\\n}'
    """
    added = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    return source.replace("digraph {\n", f"digraph {{\n\tgraph [{added}]\n", 1)


def under(source: str, title: Iterable[str]) -> str:
    """DOT text of a sheet under another title, or under none: what is said last counts."""
    quoted: str = importlib.import_module("graphviz").quoting.quote(label(title, "l"))
    return source.rstrip().removesuffix("}") + f"\tgraph [label={quoted}]\n}}\n"


def _nohtml(text: str) -> str:
    """A text that the graphviz package takes for text, were it between angle brackets as a segment is."""
    quoted: Any = importlib.import_module("graphviz").nohtml(text)
    taken: str = quoted
    return taken


def _name(text: str) -> str:
    # A colon would be read as a port; the ratio sign is not seen anywhere, for every node has a label.
    return _nohtml(_plain(text).replace(":", "\u2236"))


def _merged(tip: str, *kinds: Attributes) -> dict[str, str]:
    merged: dict[str, str] = {}
    for kind in kinds:
        merged |= kind
    merged["tooltip"] = _nohtml(_plain(tip))
    return merged


def _plain(text: str) -> str:
    """A text that Graphviz shows as it is: no escapes, no entities, no control characters."""
    shown = "".join(letter if letter.isprintable() else " " for letter in text)
    return re.sub(r"&(?=#?\w+;)", "&amp;", shown.replace("\\", "\\\\"))
