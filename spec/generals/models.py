"""The generals with N messages, and with any rule for deciding."""

from __future__ import annotations

from spec.generals.knowledge import chances, knowledge, table
from spec.generals.protocol import DECIDED, WAITING, First, Second, Word, proposed
from spec.notation import (
    A,
    Always,
    B,
    Channel,
    Hop,
    Model,
    Sometimes,
    Store,
    System,
    at,
    between,
    call,
    model,
    nothing_in_flight,
    param_raised,
    variant,
)

COURIERS = Channel("lossy bag of couriers", Store.BAG, (Hop.DELIVER, Hop.LOSE), capacity=1)
"""A courier arrives or is caught; only one is ever under way."""

both_decide = Sometimes("both generals decide", A.is_in(DECIDED) & B.is_in(DECIDED))
together = Always(
    "when no courier is under way, both have decided or neither has",
    nothing_in_flight.implies(~(A.is_in(DECIDED) & ~B.is_in(DECIDED)) & ~(B.is_in(DECIDED) & ~A.is_in(DECIDED))),
    reached=both_decide,
)


def generals_system(messages: int, enough_a: int, enough_b: int) -> System:
    """Two generals, N messages, and after how many each decides."""
    return System(
        First,
        Second,
        COURIERS,
        at_most={call("propose"): 1},
        params={"N": messages, "ENOUGH_A": enough_a, "ENOUGH_B": enough_b},
    )


@model(N=between(1, 8))
def generals(N: int = 3) -> Model:
    """Each general decides when all that he can hear has come: the last message can be lost."""
    return Model(
        generals_system(N, N // 2, (N + 1) // 2),
        {"both_decide": both_decide, "together": together},
        {"together": "VIOLATED"},
        about="two generals and N messages: the last can be lost",
    )


@model(N=between(1, 8), I=between(0, 8), J=between(0, 8))
def generals_rule(N: int = 3, I: int = 1, J: int = 1) -> Model:  # noqa: E741
    """A decides after I messages, B after J."""
    return Model(
        generals_system(N, I, J),
        {"both_decide": both_decide, "together": together},
        {"together": "VIOLATED"},
        about="two generals, N messages, and any rule: A decides after I, B after J",
    )


STRANGER = variant(in_flight=(Word.flying("B", nth=1),), name="a courier that A did not send")
ALWAYS_WANTS = variant(start={"A": at(WAITING, (proposed, 1))}, name="A has always wanted to attack")
SURE = variant(channel=Channel("bag of sure couriers", Store.BAG, capacity=1), name="no courier is caught")


@model(N=between(1, 8))
def generals_know(N: int = 3) -> Model:
    """Each general decides when all that he can hear has come; what matters here is what he knows."""
    return Model(
        generals_system(N, N // 2, (N + 1) // 2),
        knowledge(N),
        {"common": "IMPOSSIBLE"},
        about="two generals and N messages: each message is one depth of knowledge, and none gives common knowledge",
        mutants={"as_deep": STRANGER, "no_deeper": ALWAYS_WANTS, "common": ALWAYS_WANTS},
        larger=(param_raised("N"),),
        tables={"depth": table(N)},
    )


@model(N=between(1, 8))
def generals_chance(N: int = 3) -> Model:
    """The generals where each message is lost with probability p, and nothing is sent again."""
    return Model(
        generals_system(N, N // 2, (N + 1) // 2),
        chances(N),
        about="two generals and N messages, each of them lost with probability p, independently of the others",
        mutants=dict.fromkeys(("all_arrive", "last_lost", "whatever_n"), SURE),
        larger=(param_raised("ENOUGH_A"),),  # N stands in the formulas; it is asked for each N from 1 to 8
    )
