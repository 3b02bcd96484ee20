"""The checker: explore a declared system, and have a verdict for each of its properties."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.explaining.why import Why as Why, why as why
    from checker.numbers.exploration.conditions import (
        Conditional as Conditional,
        Conditions as Conditions,
        conditions as conditions,
    )
    from checker.packets.tcp.captures import conform as conform
    from checker.packets.tcp.conformance import Conformance as Conformance, Conforms as Conforms
    from checker.proofs.induction.proof import (
        Inductive as Inductive,
        prove_by_induction as prove_by_induction,
    )
    from checker.proofs.lemmas import Proved as Proved, prove as prove
    from checker.results.answers import Answer as Answer, Verdict as Verdict
    from checker.results.runs import Trace as Trace
    from checker.scenarios.faults import NotFollowed as NotFollowed
    from checker.scenarios.following import follow as follow
    from checker.verdicts.dominators import Unavoidable as Unavoidable, unavoidable as unavoidable
    from checker.verdicts.exploration import Exploration as Exploration
    from checker.verdicts.exploring import explore as explore


def __getattr__(name: str) -> object:
    """What is offered, imported when it is first asked for: until the command hears Ctrl-C, next to nothing is."""
    from spec.notation.offering import offer

    return offer(__name__)[0](name)


def __dir__() -> list[str]:
    from spec.notation.offering import offer

    return offer(__name__)[1]()
