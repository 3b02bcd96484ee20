"""The reachable graph as a picture: raw, as a quotient, or as a slice around a trace.

``View(graph).group_by("A.state", "B.state").around(trace).picture()``
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from checker.languages.counts import count, counted
from checker.languages.speech import tr
from checker.results.graphs import Graph, Mark
from checker.results.runs import Trace
from diagrams.graphs.boxes import FLIGHT, LOOP, STATES, telling
from diagrams.graphs.grouping import Grouping, coarsened, quotient, raw, raw_slice, sliced
from diagrams.graphs.route import Leg, legs, states_of
from diagrams.graphs.sheet import Arrangement, GraphContent, sheet
from diagrams.graphs.text import table
from diagrams.rendering.drawable import Draft, Hint
from diagrams.rendering.picture import Picture, notebook
from diagrams.rendering.render import PictureError

UNLABELLED = "the labels of its arrows"

_WHOLE = (
    (Arrangement("TB"), Arrangement("LR")),
    (Arrangement("TB", bare=True), Arrangement("LR", bare=True), Arrangement("TB", bare=True, flat=True)),
)
"""Labels are given up before letters are made too small to read."""
_SLICE = (
    (Arrangement("TB", levels=True), Arrangement("TB"), Arrangement("LR")),
    (Arrangement("TB", bare=True, levels=True), Arrangement("TB", bare=True), Arrangement("LR", bare=True)),
)
"""Levels keep a trace straight; a whole graph has too many arrows back for them."""

Known = dict[tuple[str, ...], Grouping]


@dataclass(frozen=True)
class View:
    """One way to look at a reachable graph.

    ``group_by``, ``along``, ``around`` and ``mark`` give further views, which share the groupings that were
    computed; ``picture`` draws.
    """

    graph: Graph
    paths: tuple[str, ...] = ()
    """What the boxes stand for; none: every state is a box."""
    trace: Trace | None = None
    steps: int | None = None
    """How far around the trace is drawn; None: everything."""
    marked: Mapping[int, Mark] | None = None
    named: Sequence[str] = ()
    """Sentences that say what is marked."""
    known: Known = field(default_factory=lambda: Known(), repr=False, compare=False)

    def group_by(self, *paths: str) -> View:
        """One box for all states with the same values: ``"A.state"``, ``"B.SND.NXT"``, ``"in flight"``.

        Raises PictureError where the graph has no such variable.
        """
        known = self.graph.point(0).paths()
        for path in paths:
            if path not in known:
                raise PictureError(f"{self.graph.title} has no {path!r} to group by: write one of {', '.join(known)}")
        return replace(self, paths=paths)

    def along(self, trace: Trace) -> View:
        """With the steps of that trace numbered on its arrows."""
        return replace(self, trace=trace)

    def around(self, trace: Trace, steps: int = 1) -> View:
        """Only the boxes of that trace, and those at most so many steps after one of them."""
        return replace(self, trace=trace, steps=steps)

    def mark(self, marks: Mapping[int, Mark], named: Sequence[str] = ()) -> View:
        """Coloured by a property of one's own instead of the marks of the graph; ``named``: what is said of it."""
        return replace(self, marked=marks, named=named)

    def naming(self, *named: str) -> View:
        """With these sentences on what the marks of the graph mean."""
        return replace(self, named=named)

    def picture(self) -> Picture:
        """The picture of this view.  Raises PictureError where the trace is not one of this graph."""
        self._check_trace()
        # Asking for all states is refused by their number, long before they are gathered.
        all_states = not self.paths and self.steps is None
        boxes = self.graph.states if all_states else len(self.plan.grouping.cells)
        tiers = _WHOLE if self.steps is None else _SLICE
        return Picture(
            title=self.title,
            said=lambda: self.plan.caption,
            boxes=boxes,
            size=tr("1 box") if boxes == 1 else tr("{number:,} boxes").format(number=boxes),
            drafts=tuple(self._draft(layout, tier) for tier, layouts in enumerate(tiers) for layout in layouts),
            twin=lambda: table(self.plan),
            advice="draw a slice around a trace, or give it a larger page",
            hints=self._hints,
        )

    def _check_trace(self) -> None:
        """Find the trace now: that it is of another graph should be told before anything is drawn."""
        _ = self._states

    def _draft(self, layout: Arrangement, tier: int) -> Draft:
        return Draft(lambda: sheet(self.plan, layout), UNLABELLED if layout.bare else "", tier)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return notebook(self.picture())

    @property
    def title(self) -> str:
        """``two-way: quotient by A.state, B.state, 1 step around the trace of not_alone``."""
        what = tr("quotient by {paths}").format(paths=", ".join(self.paths)) if self.paths else tr("every state")
        if self.trace is None:
            return f"{self.graph.title}: {what}"
        where = "with" if self.steps is None else f"{count(self.steps, 'step')} around"
        return f"{self.graph.title}: {what}, {where} the trace of {self.trace.title or 'one run'}"

    @cached_property
    def plan(self) -> GraphContent:
        """What will be drawn, before it is DOT."""
        grouping = self._grouping()
        shown = self.paths or telling(self.graph, grouping.cells)
        caption = tuple(self._captions(grouping, shown))
        return GraphContent(
            self.graph, self.title, shown, grouping, self._marks(grouping), self._legs(grouping), caption
        )

    @cached_property
    def _states(self) -> list[int]:
        return [] if self.trace is None else states_of(self.graph, self.trace)

    def _grouping(self) -> Grouping:
        if not self.paths:
            return raw(self.graph) if self.steps is None else raw_slice(self.graph, self._states, self.steps)
        whole = self._quotient(self.paths)
        if self.steps is None:
            return whole
        return sliced(whole, {whole.box_of[state] for state in self._states}, self.steps)

    def _quotient(self, paths: tuple[str, ...]) -> Grouping:
        """As computed before, or from a finer one, or in a pass over the whole graph."""
        if paths not in self.known:
            finer = next((known for known in self.known if set(known) >= set(paths)), None)
            if finer is None:
                self.known[paths] = quotient(self.graph, paths)
            else:
                self.known[paths] = coarsened(self.graph, self.known[finer], paths)
        return self.known[paths]

    def _marks(self, grouping: Grouping) -> Mapping[int, Counter[Mark]]:
        marks = dict(self.graph.marks if self.marked is None else self.marked)
        if self.trace is not None and self.trace.violates_at is not None:
            marks[self._states[self.trace.violates_at]] = "violation"
        counted: dict[int, Counter[Mark]] = {}
        for state, mark in marks.items():
            counted.setdefault(grouping.box_of[state], Counter())[mark] += 1
        return counted

    def _legs(self, grouping: Grouping) -> tuple[Leg, ...]:
        return () if self.trace is None else tuple(legs(self.trace, self._states, grouping.box_of))

    def _captions(self, grouping: Grouping, shown: tuple[str, ...]) -> Iterator[str]:
        yield self._counts(grouping)
        yield from self.named
        if self.paths:
            yield tr("An arrow means that some state in its box can take that step.")
        if FLIGHT in shown:
            yield tr("→B: in flight to B; –: nothing is in flight.")
        if grouping.inside:
            stay = tr("{loop}, left out: {steps} that stay in their box.")
            same = tr("{loop}, left out: {steps} that change nothing.")
            yield (stay if self.paths else same).format(loop=LOOP, steps=counted(grouping.inside, "step"))
        if any(cell.further for cell in grouping.cells.values()):
            yield tr("… n more: so many boxes follow that are not drawn.")
        if self.trace is not None:
            steps = counted(len(self.trace.steps), "step")
            yield tr("Numbered arrows: the {steps} of that trace.").format(steps=steps)
            if self.trace.loop is not None and self.trace.loop < len(self.trace.steps):
                said = tr("Dashed, ∞: steps {first} to {last} repeat for ever.")
                yield said.format(first=self.trace.loop + 1, last=len(self.trace.steps))

    def _counts(self, grouping: Grouping) -> str:
        extent = tr("complete") if self.graph.complete else tr("partial: the search was cut short")
        states = counted(self.graph.states, "state")
        boxes = tr("{number:,} boxes").format(number=len(grouping.cells))
        if self.steps is not None:
            return tr("{boxes} of a graph of {states}, {extent}.").format(boxes=boxes, states=states, extent=extent)
        steps = grouping.inside + sum(sum(labels.values()) for labels in grouping.arrows.values())
        of_all = {"states": states, "transitions": counted(steps, "transition"), "extent": extent}
        if self.paths:
            return tr("{boxes} for {states} and {transitions}, {extent}.").format(boxes=boxes, **of_all)
        return tr("{states} and {transitions}, {extent}.").format(**of_all)

    def _hints(self) -> Iterator[Hint]:
        """Smaller views: of a slice the trace alone, then coarser groupings, at last a slice around the trace."""
        trace = self.trace.title or "one run" if self.trace is not None else ""
        if self.steps:
            yield Hint(f"draw 0 steps around the trace of {trace}", replace(self, steps=0).picture())
        for paths in (STATES, STATES[:1], STATES[1:]):
            if not self.paths or set(paths) < set(self.paths):
                yield Hint(f"group it by {', '.join(paths)}", replace(self, paths=paths).picture())
        if self.trace is not None and self.steps is None:
            yield Hint(f"draw 1 step around the trace of {trace}", replace(self, steps=1).picture())
