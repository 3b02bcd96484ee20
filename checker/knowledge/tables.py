"""A table of knowledge along the shortest run to where it is declared to lead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from checker.knowledge.answers import Evidence, KnowledgeCell, KnowledgeTable, RunSoFar
from checker.knowledge.evidence import Doubts
from checker.knowledge.who_knows import Knowing
from checker.packed.describe import Describer
from checker.packed.predicates import predicate
from checker.results.runs import Trace
from checker.search.breadth_first import Search
from spec.notation import nodes
from spec.notation.errors import SpecError
from spec.notation.formulas import Bool
from spec.notation.knowledge import WhoKnows
from spec.notation.wording import words


@dataclass(frozen=True)
class KnowledgeTables:
    """Tables over a finished search that missed no run."""

    model: str
    knowing: Knowing
    search: Search

    def table(self, name: str, asked: WhoKnows) -> KnowledgeTable:
        """The table.  SpecError where no run leads there, or where runs were missed."""
        self.check(asked)
        path = self._path(asked)
        run = self._trace(path, asked.about)
        moments = _moments(run)
        rows = [(label, self._cells(row, [path[one.steps] for one in moments])) for label, row in asked.rows.items()]
        return KnowledgeTable(self.model, name, asked.about, run, moments, tuple(rows), len(self.search.order))

    def evidence(self, asked: WhoKnows, label: str, steps: int) -> Evidence | None:
        """Why the row is false after so many steps of the run; None where it is true there."""
        path = self._path(asked)
        place, row = path[steps], asked.rows[label]
        if predicate(self.knowing.points.layout, row)(self.search.order[place]):
            return None
        chain, false = Doubts(self.knowing, self.search).chain(row.node, place)
        here = self._trace(path[: steps + 1], asked.about)
        return Evidence(words(row.node), here, tuple(one.told(self._trace) for one in chain), words(false))

    def check(self, asked: WhoKnows) -> None:
        """SpecError where a run was missed: knowledge is over all of them."""
        cuts = sorted(self.knowing.points.cuts)
        if not self.search.complete or cuts:
            why = f"cut short by {self.search.cut}" if self.search.cut else f"a bound was met: {'; '.join(cuts)}"
            raise SpecError(f"'{asked.about}' is NOT ESTABLISHED ({why}): who knows what depends on every run")

    def _path(self, asked: WhoKnows) -> list[int]:
        there = predicate(self.knowing.points.layout, asked.along)
        found = next((place for place, point in enumerate(self.search.order) if there(point)), None)
        if found is None:
            raise SpecError(f"{asked.place}: no run leads to '{asked.along}', along which '{asked.about}' is asked")
        return self.search.path(found)

    def _trace(self, path: Sequence[int], title: str) -> Trace:
        return Describer(self.knowing.points).trace([self.search.order[place] for place in path], title)

    def _cells(self, row: Bool, places: Sequence[int]) -> tuple[KnowledgeCell, ...]:
        true = predicate(self.knowing.points.layout, row)
        points = [self.search.order[place] for place in places]
        behind = self._behind(row.node)
        return tuple(KnowledgeCell(true(point), behind(point) if behind else None) for point in points)

    def _behind(self, node: nodes.Condition) -> Callable[[int], int] | None:
        """How many points look like that one to the end that is asked about."""
        if isinstance(node, nodes.Named):
            return self._behind(node.part)
        if not isinstance(node, nodes.Knows):
            return None
        (seen,) = self.knowing.seen(node)
        sizes = Counter(seen(point) for point in self.search.order)
        return lambda point: sizes[seen(point)]


def _moments(run: Trace) -> tuple[RunSoFar, ...]:
    """Before anything arrives, and after each arrival."""
    found = [RunSoFar(0, "")]
    for number, step in enumerate(run.steps, start=1):
        if step.packet is not None and step.action in ("deliver", "duplicate"):
            found.append(RunSoFar(number, f"{step.packet.text} to {step.end}", f"{step.packet.short} to {step.end}"))
    if len(found) > 1:
        found[0] = RunSoFar(found[1].steps - 1, "")
    return tuple(found)
