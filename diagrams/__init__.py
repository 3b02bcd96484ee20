"""Pictures: the machine, the reachable graph, the sequence chart and the ladder of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spec.notation.offering import offer

if TYPE_CHECKING:
    from diagrams.graphs.view import View as View
    from diagrams.ladders.ladder import ladder as ladder
    from diagrams.rendering.drawing import draw as draw
    from diagrams.rendering.picture import Picture as Picture
    from diagrams.sequence.chart import charts as charts
    from diagrams.sequence.two_charts import WIDE as WIDE

__getattr__, __dir__ = offer(__name__)
