"""A drawing as TikZ, for a LaTeX document's own letters: what Graphviz has laid out, part by part.

Chinese in it needs a LaTeX that reads it, such as XeLaTeX with ctex.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

from diagrams.rendering.words import Words

Part = Mapping[str, str]

_IN_TEX = {
    **{letter: f"\\{letter}" for letter in "{}$&#_%"},
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
    "<": "\\textless{}",
    ">": "\\textgreater{}",
    "✗": "$\\times$",
    "→": "$\\to$",
    "∞": "$\\infty$",
    "≠": "$\\neq$",
    "–": "--",
    "…": "\\ldots{}",
    "↻": "$\\hookleftarrow$",
}
_ENDS = re.compile(r"\\([nlr\\])")


def tikz(layout: bytes, scale: float, words: Words) -> str:
    """The text of a ``tikzpicture``; ``layout``: Graphviz's JSON; ``scale``: by how much it is to be smaller."""
    drawing: dict[str, Any] = json.loads(layout)
    objects = cast(list[Part], drawing.get("objects", []))
    parts = [*_title(cast(Part, drawing))]
    parts += [line for edge in cast(list[Part], drawing.get("edges", [])) for line in _edge(edge)]
    parts += [_node(node) for node in objects if "invis" not in node.get("style", "")]
    colours = sorted(set(re.findall(r"hw([0-9A-F]{6})", "\n".join(parts))))
    return "\n".join(
        [
            *(f"% {text}".replace("\n", " ") for text in words),
            "% \\usepackage{tikz}",
            *(f"\\definecolor{{hw{colour}}}{{HTML}}{{{colour}}}%" for colour in colours),
            f"\\begin{{tikzpicture}}[x=1bp, y=1bp, scale={scale:.4f}, transform shape, inner sep=0, >=latex]",
            *parts,
            "\\end{tikzpicture}",
            "",
        ]
    )


def _title(drawing: Part) -> Iterator[str]:
    left, bottom, right, top = (float(one) for one in drawing["bb"].split(","))
    yield f"\\useasboundingbox ({left:g}, {bottom:g}) rectangle ({right:g}, {top:g});"
    if drawing.get("label"):
        font = f"font={_font(drawing)}, align=left, anchor=north west"
        yield f"\\node[{font}] at ({left + 4:g}, {top - 4:g}) {{{_text(drawing['label'])}}};"


def _node(node: Part) -> str:
    wide, high = 72 * float(node["width"]), 72 * float(node["height"])
    style, shape = node.get("style", "").split(","), node.get("shape", "box")
    told = [f"minimum width={wide:.1f}bp", f"minimum height={high:.1f}bp", f"font={_font(node)}", "align=center"]
    told += ["circle"] if shape == "circle" else ["rounded corners=4bp"] if "rounded" in style else []
    told += ["double"] if node.get("peripheries") == "2" else []
    told += [f"fill={_colour(node['fillcolor'])}"] if "filled" in style else []
    if shape != "plaintext":
        told += [f"draw={_colour(node.get('color', '#000000'))}", f"line width={node.get('penwidth', '1')}bp"]
        told += [one for one in ("dashed", "dotted") if one in style]
    told += [f"text={_colour(node['fontcolor'])}"]
    place, label = node["pos"], node.get("label", "")
    if label.endswith("\\l"):  # it begins there: TeX's letters are not as wide as those that were measured
        x, y = place.split(",")
        told, place = [*told, "anchor=west", "align=left", "minimum width=0"], f"{float(x) - wide / 2:g},{y}"
    return f"\\node[{', '.join(told)}] at ({place}) {{{_text(label)}}};"


def _edge(edge: Part) -> Iterator[str]:
    style = [f"draw={_colour(edge['color'])}", f"line width={edge['penwidth']}bp"]
    style += [one for one in ("dashed", "dotted") if one in edge.get("style", "")]
    ends, curve = _curve(edge["pos"])
    style += ["->"] if "e" in ends and edge.get("arrowhead") != "none" else []
    yield f"\\draw[{', '.join(style)}] {curve};"
    if "odot" in edge.get("arrowtail", ""):
        yield f"\\draw[{style[0]}, fill=white] ({ends['s']}) circle [radius=2];"
    if edge.get("label"):
        yield f"\\node[font={_font(edge)}, align=center] at ({edge['lp']}) {{{_text(edge['label'])}}};"


def _curve(pos: str) -> tuple[dict[str, str], str]:
    """The ends that arrows have, and the curve through all of them."""
    words = pos.split()
    ends = {word[0]: word[2:] for word in words if word[0] in "se"}
    begin, *rest = (word for word in words if word[0] not in "se")
    curve = "".join(
        f" .. controls ({a}) and ({b}) .. ({c})" for a, b, c in zip(rest[::3], rest[1::3], rest[2::3], strict=True)
    )
    first = f"({ends['s']}) -- " if "s" in ends else ""
    return ends, f"{first}({begin}){curve}" + (f" -- ({ends['e']})" if "e" in ends else "")


def _font(part: Part) -> str:
    size = float(part["fontsize"])
    family = "\\ttfamily" if "Mono" in part["fontname"] else "\\sffamily"
    return f"\\fontsize{{{size:g}bp}}{{{1.22 * size:.2f}bp}}\\selectfont{family}"


def _colour(hexadecimal: str) -> str:
    return f"hw{hexadecimal.removeprefix('#').upper()}"


def _text(label: str) -> str:
    """A label of Graphviz: its lines, and nothing in them that TeX would read."""
    lines = _ENDS.sub(lambda end: "\\" if end[1] == "\\" else "\n", label).replace("&amp;", "&").strip("\n").split("\n")
    return "\\\\".join(in_tex(line).strip() for line in lines)


def in_tex(text: str) -> str:
    """A text as TeX shows it.

    >>> in_tex("<SEQ=90> & 50 %")
    '\\\\textless{}SEQ=90\\\\textgreater{} \\\\& 50 \\\\%'
    """
    return "".join(_IN_TEX.get(letter, letter) for letter in text)
