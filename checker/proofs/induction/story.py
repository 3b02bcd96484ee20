"""A counterexample to induction in the protocol's words: consecutive states, and the step between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from checker.proofs.induction.after import BOUNDS
from checker.proofs.induction.moments import Kind, Letter, Moment, kinds_of
from checker.proofs.induction.questions import Failure, Questions
from checker.proofs.induction.readable import readable
from checker.proofs.induction.start import Beginning
from checker.proofs.induction.steps import Case
from checker.results.runs import EndPoint, FiredRow, Packet, Point, Step
from checker.rows.configuration import Carried
from checker.rows.wording import Wording, value_text
from spec.notation import nodes
from spec.notation.ends import peer
from spec.notation.events import Call
from spec.notation.invariants import Induction
from spec.notation.nodes import ENDS, End
from spec.notation.wording import words


@dataclass(frozen=True, slots=True)
class Story:
    """States one after the other, of which the last makes a formula false."""

    points: tuple[Point, ...]
    steps: tuple[Step, ...]
    false: str
    """The formula, in words."""
    about: tuple[Packet, ...] = ()
    """The messages ever sent of which it is false, where it speaks of some."""
    from_start: bool = False
    """Whether the first of the states is the start of the system."""


def told(questions: Questions, beginning: Beginning, failure: Failure, induction: Induction) -> Story:
    """The story of a failure, with numbers for a reader."""
    return _Teller(readable(questions, beginning, failure), failure, beginning).story(induction)


class _Teller:
    def __init__(self, model: Any, failure: Failure, beginning: Beginning) -> None:
        self.model, self.failure, self.chain = model, failure, failure.chain
        self.steps = beginning.steps
        self.words = Wording(self.steps.frames)

    def story(self, induction: Induction) -> Story:
        chain, last = self.chain, self.failure.case
        cases = [] if last is None else [*(self._case(place) for place in range(len(chain.moments) - 2)), last]
        points = [self._point(chain.moments[0], ())]
        steps: list[Step] = []
        for place, case in enumerate(cases):
            points.append(self._point(chain.moments[place + 1], dict(self._pairs(case, place))))
            steps.append(self._step(case, place, points[-2], points[-1]))
        lemma = induction.lemmas().get(self.failure.lemma)
        false = f"{BOUNDS}: {self._out_of_bounds()}" if lemma is None else words(lemma.formula.node)
        about = () if lemma is None else tuple(self._about(lemma.formula.node, cases))
        return Story(tuple(points), tuple(steps), false, about, not chain.anywhere)

    def _value(self, term: Any) -> int:
        found = self.model.eval(term, model_completion=True)
        return int(found.as_long())

    def _true(self, term: Any) -> bool:
        return bool(self.steps.z.is_true(self.model.eval(term, model_completion=True)))

    def _case(self, place: int) -> Case:
        """The case that is the step of that place, in the model."""
        for case in self.steps.cases:
            asked = [*self.chain.enabled(case, place), *(one == other for one, other in self.chain.pairs(case, place))]
            if self._true(self.steps.z.And(*asked)):
                return case
        raise LookupError("no case of the rows is that step")

    def _pairs(self, case: Case, place: int) -> Iterator[tuple[int, Any]]:
        return ((symbol.get_id(), term) for symbol, term in self.chain.pairs(case, place))

    def _point(self, moment: Moment, made: Any) -> Point:
        def value(term: Any) -> int:
            return self._value(made[term.get_id()] if made else term)

        ends: list[EndPoint] = []
        for end in ENDS:
            frame = self.steps.frames[end]
            kept = [(var, word) for (of, var), word in moment.values.items() if of == end]
            said = tuple((var.name, value_text(var.domain, value(word))) for var, word in kept)
            ends.append(EndPoint(frame.states[value(moment.control[end])], said))
        return Point(ends[0], ends[1])

    def _step(self, case: Case, place: int, before: Point, after: Point) -> Step:
        other = peer(case.end)
        sent = tuple(
            self._packet(other, one.message.__name__, [self.chain.renamed(word, place) for word in one.values])
            for one in case.path.sends
        )
        arrived = None if case.kind is None else self._letter(case.kind, self.chain.arriving[place][case.kind])
        return Step(
            action="deliver" if case.kind else "call" if isinstance(case.event, Call) else "timer",
            end=case.end,
            event="" if case.kind else case.event.name,
            packet=arrived,
            sent=sent,
            rows=tuple(FiredRow(row.name, row.rfc) for row in case.path.fired),
            before=before,
            after=after,
        )

    def _packet(self, to: End, kind: str, values: list[Any]) -> Packet:
        kinds = [one.__name__ for one in self.steps.frames[to].kinds]
        return self.words.packet(to, Carried(kinds.index(kind), tuple(map(self._value, values))))

    def _letter(self, kind: Kind, letter: Letter) -> Packet:
        return self._packet(*kind, list(letter.fields.values()))

    def _about(self, formula: nodes.Condition, cases: list[Case]) -> Iterator[Packet]:
        """The messages of which the formula is false at the end."""
        kinds = kinds_of(formula)
        if not kinds:
            return
        last = self.chain.moments[-1]
        pairs = self.chain.pairs(cases[-1], len(cases) - 1) if cases else []
        for said, letters in self.steps.scene.choices(formula, last):
            term = self.steps.z.substitute(said, *pairs) if pairs else said
            if not self._true(term):
                for kind, letter in zip(kinds, letters, strict=True):
                    made = [self.steps.z.substitute(word, *pairs) if pairs else word for word in letter.fields.values()]
                    yield self._packet(*kind, made)
                return

    def _out_of_bounds(self) -> str:
        case = self.failure.case
        if case is None:
            return "at the start"
        within = [(one.check, self.chain.renamed(one.holds, self.chain.place)) for one in case.path.within]
        broken = [check for check, holds in within if not self._true(holds)]
        return ", ".join(f"{one.what} to more than {one.most} or less than 0" for one in broken)
