"""Pictures: the machine, the reachable graph, the sequence chart and the ladder of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spec.notation.offering import offer

if TYPE_CHECKING:
    from diagrams.drawing import draw as draw
    from diagrams.graph import View as View
    from diagrams.ladders import ladder as ladder
    from diagrams.picture import Picture as Picture
    from diagrams.sequence import charts as charts

__getattr__, __dir__ = offer(__name__)
