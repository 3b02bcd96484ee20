"""The folders of the code: what each is for, and who imports whom, from the real imports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import grimp
import networkx as nx

from diagrams.rendering.render import Job, render
from docs.making.markdown import inline, row
from docs.making.pages import ROOT
from docs.making.sources import docstring

PACKAGES = ("spec", "checker", "diagrams")


def folders_table() -> str:
    """A table of the folders from the bottom up, as Markdown."""
    lines = [row("floor", "folder", "what it holds", "modules"), row("---:", "---", "---", "---:")]
    for floor, together in _floors().items():
        lines += (row(str(floor), f"`{name}`", inline(_about(name)), str(_modules(name))) for name in sorted(together))
    return "\n".join(
        [
            "A folder imports only from folders on lower floors.",
            "",
            *lines,
            "",
        ]
    )


def folders_picture() -> str:
    """The folders, each above those that it imports, as SVG; imports that follow from others are left out."""
    graph: nx.DiGraph[str] = nx.transitive_reduction(_condensed())
    ranks = "".join(f"{{ rank=same; {' '.join(map(_quoted, _boxes(floor)))} }}\n" for floor in _floors())
    edges = "".join(f"{_quoted(one)} -> {_quoted(other)}\n" for one, other in sorted(graph.edges))
    dot = f"""digraph {{
graph [rankdir=TB, bgcolor=white, nodesep=0.15, ranksep=0.35, fontname="DejaVu Sans"]
node [shape=box, style=rounded, fontname="DejaVu Sans", fontsize=10, height=0.3, margin="0.08,0.04", color="#4D4D4D"]
edge [arrowsize=0.6, color="#4D4D4D"]
{ranks}{edges}}}
"""
    return render(Job(dot, "svg")).decode()


@cache
def _imports() -> nx.DiGraph[str]:
    """The folders; an edge from each to those that it imports."""
    code = grimp.build_graph(*PACKAGES, cache_dir=None)
    graph: nx.DiGraph[str] = nx.DiGraph()
    for module in code.modules:
        graph.add_node(_folder(module))
        for imported in code.find_modules_directly_imported_by(module):
            if _folder(imported) != _folder(module):
                graph.add_edge(_folder(module), _folder(imported))
    graph.remove_nodes_from([name for name in PACKAGES if name != "diagrams" and not graph.degree(name)])
    return graph


def _folder(module: str) -> str:
    """``checker.search`` for everything below it; a module beside folders is itself, ``diagrams`` one folder."""
    package, *rest = module.split(".")
    return package if package == "diagrams" or not rest else f"{package}.{rest[0]}"


@cache
def _condensed() -> nx.DiGraph[str]:
    """The same without cycles: folders that import each other are one box."""
    parts = [frozenset(part) for part in nx.strongly_connected_components(_imports())]
    box = {folder: " + ".join(sorted(part)) for part in parts for folder in part}
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(box.values())
    graph.add_edges_from((box[one], box[other]) for one, other in _imports().edges if box[one] != box[other])
    return graph


@cache
def _floors() -> Mapping[int, list[str]]:
    """The folders on each floor: 1 imports nothing, each other stands just above the highest that it imports."""
    graph = _condensed()
    floor: dict[str, int] = {}
    for box in reversed(list(nx.topological_sort(graph))):
        floor[box] = 1 + max((floor[other] for other in graph.adj[box]), default=0)
    return {
        number: [name for box in floor if floor[box] == number for name in box.split(" + ")]
        for number in sorted(set(floor.values()))
    }


def _boxes(floor: int) -> Iterator[str]:
    return (box for box in _condensed() if set(box.split(" + ")) <= set(_floors()[floor]))


def _quoted(box: str) -> str:
    return '"' + box.replace(" + ", "\\n") + '"'


def _about(folder: str) -> str:
    return docstring(folder).partition("\n")[0]


def _modules(folder: str) -> int:
    path = ROOT / Path(*folder.split("."))
    return len(list(path.rglob("*.py"))) or 1 if folder not in ("spec", "checker") else 1
