"""Every colour, shape, line and font of the pictures, once.

Each role is told by a fill *and* by a second sign (a shape, a border, a dash, a word, a number), so that a
picture reads the same in grey and for colour-blind readers.  Borders have at least 5.2:1 on white, black
letters at least 11.5:1 on every fill.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Attributes = Mapping[str, str]
"""Graphviz attributes of one kind of thing."""

SANS = "DejaVu Sans"
"""For names.  Boxes measured for one font get another's letters where it is missing, so it is named everywhere."""
MONO = "DejaVu Sans Mono"
"""For segments and values: every letter is 0.602 em wide."""

LETTER = 10.0
"""Size of the letters of a graph or machine before it is fitted into a box, in points."""
CHART_LETTER = 8.0
"""Size of the letters of a sequence chart, which is drawn at its final size."""
MONO_LETTER = 7.47
"""Size of a segment's letters in a chart: so large that each is as wide on paper as on a screen, which draws whole
pixels (of 8 points it would be a tenth wider in a PDF than its font says)."""
SMALLEST = 7.0
"""No picture is written with smaller letters unless that is forced."""
RESOLUTION = 150
"""Pixels an inch of a PNG."""

BLACK, WHITE, GREY, PALE_GREY, LIGHT = "#000000", "#FFFFFF", "#4D4D4D", "#767676", "#D9D9D9"
BLUE, PALE_BLUE = "#0072B2", "#A9D6F5"
BROWN, PALE_BROWN = "#B34700", "#F5B183"
PURPLE = "#7A0177"

Role = Literal["ordinary", "start", "goal", "violation", "open"]
"""What a box is: as the marks of a graph, and ordinary."""

LineRole = Literal["ordinary", "trace", "goal", "loop", "lost", "flight", "lifeline", "parting"]
"""What a line is; ``flight`` is a message that has not arrived when the chart ends."""

SEGMENT: Attributes = {"fontname": MONO, "fontsize": f"{MONO_LETTER:g}"}
"""The letters of a segment in a chart."""

SHEET: Attributes = {
    "bgcolor": WHITE,  # explicit: viewers in dark mode would show black on black
    "fontname": SANS,
    "fontcolor": BLACK,
    "labelloc": "t",
    "labeljust": "l",
    "pad": "0.05",
    "margin": "0",
}

LAYERS: Attributes = {"layout": "dot", "nodesep": "0.22", "ranksep": "0.34", "splines": "spline"}
"""A layered drawing: close, because letters shrink with every empty point."""

BARE_LAYERS: Attributes = {**LAYERS, "nodesep": "0.14", "ranksep": "0.2"}
"""The same where arrows carry no labels: closer still."""

PINNED: Attributes = {"layout": "neato", "inputscale": "72", "splines": "line", "outputorder": "edgesfirst"}
"""A drawing whose places are given in points, which any program of Graphviz then leaves where they are."""

NODE: Attributes = {"fontname": SANS, "fontcolor": BLACK, "shape": "box", "margin": "0.07,0.03", "height": "0.2"}
EDGE: Attributes = {"fontname": SANS, "fontcolor": BLACK, "arrowsize": "0.7"}

BOXES: Mapping[Role, Attributes] = {
    "ordinary": {"style": "rounded,filled", "fillcolor": WHITE, "color": GREY, "penwidth": "1"},
    "start": {"style": "rounded,filled", "fillcolor": LIGHT, "color": BLACK, "penwidth": "2"},
    "goal": {"style": "rounded,filled", "fillcolor": PALE_BLUE, "color": BLUE, "penwidth": "1.5", "peripheries": "2"},
    "violation": {
        "style": "filled,diagonals",  # cut corners: an octagon, but one that a text fills as it fills a box
        "fillcolor": PALE_BROWN,
        "color": BROWN,
        "penwidth": "2.5",
    },
    "open": {"style": "rounded,filled,dashed", "fillcolor": WHITE, "color": GREY, "penwidth": "1"},
}

WORDS: Mapping[Role, str] = {
    "ordinary": "",
    "start": "start",
    "goal": "goal",
    "violation": "VIOLATED",
    "open": "not expanded",
}
"""The word that stands in the box: the sign that needs neither colour nor legend."""

CellRole = Literal["new", "still", "not"]
"""A cell of a table of knowledge: newly true, still true, not true."""

CELLS: Mapping[CellRole, Attributes] = {
    "new": {"style": "filled", "fillcolor": BLUE, "color": BLUE, "fontcolor": WHITE, "penwidth": "1"},
    "still": {"style": "rounded,filled", "fillcolor": WHITE, "color": GREY, "penwidth": "1"},
    "not": {"shape": "plaintext", "style": "filled", "fillcolor": WHITE},
}
CELL_WORDS: Mapping[CellRole, str] = {"new": "yes", "still": "yes", "not": "–"}
STAYS: Attributes = {"color": BLUE, "penwidth": "2", "arrowhead": "none"}
"""From a cell to the next, where what is known stays known."""
SAME: Attributes = {"color": BLACK, "penwidth": "3", "arrowhead": "none"}
"""The lifeline of an end that cannot tell a run from the one before it."""
RULE: Attributes = {"color": LIGHT, "penwidth": "0.6", "arrowhead": "none"}
"""Between the rows of a table."""
GUIDE: Attributes = {"color": GREY, "penwidth": "0.6", "style": "dotted", "arrowhead": "none"}
"""From an arrival down to its column."""

LINES: Mapping[LineRole, Attributes] = {
    "ordinary": {"color": GREY, "penwidth": "1"},
    "trace": {"color": BROWN, "penwidth": "2.6"},
    "goal": {"color": BLUE, "penwidth": "1.5"},
    "loop": {"color": PURPLE, "penwidth": "2.6", "style": "dashed"},
    "lost": {"color": BROWN, "penwidth": "1.4", "style": "dashed"},
    "flight": {"color": GREY, "penwidth": "1.2", "style": "dotted"},
    "lifeline": {"color": GREY, "penwidth": "1", "arrowhead": "none"},
    "parting": {"color": BLUE, "penwidth": "1.4", "style": "dashed", "arrowhead": "none"},
}

FIGURE_LINES: Mapping[str, Attributes] = {
    "neither": {"color": GREY, "penwidth": "0.9"},
    "client": {"color": BLACK, "penwidth": "2.4"},
    "server": {"color": BLACK, "penwidth": "1.5", "style": "dashed"},
    "differs": {"color": BROWN},
    "gone": {"color": GREY, "penwidth": "0.9", "style": "dotted"},
}
"""The arrows of a table on one page: the client's path, the server's, and what a variant changes."""
FRAME: Attributes = {"shape": "box", "style": "dashed", "color": GREY, "penwidth": "0.6"}
"""Round the states of a half of the closing."""

NOWHERE: Attributes = {"shape": "point", "style": "invis", "width": "0.02", "height": "0.02", "label": ""}
"""Where the arrow into the start comes from."""

BARE: Attributes = {
    "shape": "plaintext",
    "margin": "0",
    "height": "0",
    "width": "0",
    "style": "filled",
    "fillcolor": WHITE,
}
"""Text without a border, on white, for the labels of a chart."""

IDLE: Attributes = {"color": PALE_GREY, "fontcolor": PALE_GREY, "arrowhead": "empty"}
"""A message that what is shown does not need: pale, with a hollow arrow."""

HEAD: Attributes = {"fontname": f"{SANS} Bold"}
"""What stands above one of several charts."""

CROSS: Attributes = {"fontsize": "13"}
"""A lost message ends in a cross that is seen at arm's length."""

POINT: Attributes = {"shape": "point", "width": "0.01", "height": "0.01", "label": "", "style": "invis"}
"""The end of a line of a chart."""

STEP: Attributes = {
    "shape": "circle",
    "style": "filled",
    "fillcolor": WHITE,
    "color": BLACK,
    "penwidth": "1",
    "fixedsize": "true",
    "margin": "0",
}
"""A numbered step on a lifeline."""
