"""Goals after the last step of a chain, in every case: made once, however often they are asked about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checker.proofs.induction.chain import Chain
from checker.proofs.induction.origins import from_origins
from checker.proofs.induction.steps import Case, Pairs
from spec.notation.nodes import Condition

BOUNDS = "within its bounds"
"""The lemma that every variable stays within the bounds that it is declared with."""


@dataclass(frozen=True, slots=True)
class LemmaGoal:
    """What a lemma says of some messages.  ``counted``: the same with the origins put in, for the solver."""

    lemma: str
    said: Any
    counted: Any


@dataclass(frozen=True, slots=True)
class CaseGoals:
    """One case: what makes it possible, the same for the solver, and the goals that it may make false."""

    enabled: Sequence[Any]
    counted: Any
    goals: Sequence[LemmaGoal]


class GoalsAfter:
    """The lemmas after the last step of a chain, with what was given there."""

    def __init__(self, chain: Chain, lemmas: Mapping[str, Condition], given: Mapping[str, Condition]) -> None:
        self.chain, self.z, self.origins = chain, chain.z, from_origins(chain)
        self.lemmas = lemmas
        scene, last = chain.steps.scene, chain.moments[-1]
        said = [(name, one) for name, lemma in lemmas.items() for one in scene.instances(lemma, last)]
        self._names = [name for name, _ in said]
        granted = [one for lemma in given.values() for one in scene.instances(lemma, last)]
        # as one formula: a substitution costs as much as its symbols
        self._everything = self.z.And(*(one for _, one in said), self.z.And(*granted))
        # where nothing happens, goals are taken for granted: those that a case leaves alone
        idle = self._made(chain.steps.idle(chain.last, last, chain.slots[-1]))[0]
        self._kept = [one for _, one in idle]  # an identity lasts as long as its formula
        self._same = {one.get_id() for one in self._kept}
        self._asked: dict[int, CaseGoals] = {}

    def asked(self, case: Case) -> CaseGoals:
        """What is asked of a case, of all lemmas."""
        known = self._asked.get(id(case))
        if known is None:
            known = self._asked[id(case)] = self._of(case)
        return known

    def _of(self, case: Case) -> CaseGoals:
        chain, place = self.chain, self.chain.place
        made, granted = self._made(chain.pairs(case, place))
        made = [(name, said) for name, said in made if said.get_id() not in self._same]
        made.append((BOUNDS, self.z.And(*(chain.renamed(one.holds, place) for one in case.path.within))))
        enabled = [*chain.enabled(case, place), granted]
        *counted, step = put_in(self.z, [*(said for _, said in made), self.z.And(*enabled)], self.origins)
        goals = [LemmaGoal(name, said, one) for (name, said), one in zip(made, counted, strict=True)]
        return CaseGoals(enabled, step, [one for one in goals if not self.z.is_true(one.counted)])

    def _made(self, pairs: Pairs) -> tuple[list[tuple[str, Any]], Any]:
        """Each goal with its lemma's name, and what was given, with what a case makes of every symbol."""
        *said, granted = self.z.substitute(self._everything, *pairs).children()
        return [(name, self.z.simplify(one)) for name, one in zip(self._names, said, strict=True)], granted


def put_in(solver: Any, formulas: Sequence[Any], origins: Pairs) -> list[Any]:
    """Formulas with the origins put in: all at once, since a substitution costs as much as its symbols."""
    whole = solver.And(*formulas)
    counted = solver.substitute(whole, *origins) if origins else whole
    return [solver.simplify(one) for one in counted.children()]
