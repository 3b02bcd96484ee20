"""A student's model in which it is asked who knows what: in one world a word may be lost, in the other it may not."""

from __future__ import annotations

from spec.notation import (
    LOSSY_BAG,
    REORDERING,
    TRUE,
    A,
    Always,
    B,
    Cheapest,
    Eventually,
    EveryoneKnows,
    Flag,
    Knows,
    Machine,
    Message,
    Model,
    Sometimes,
    State,
    System,
    Variables,
    arrival,
    between,
    call,
    fact,
    limited,
    model,
    row,
    timer,
    variant,
)
from spec.notation.systems import Limits


class Where(State):
    """Where an end stands."""

    IDLE = "IDLE"
    TOLD = "TOLD"


IDLE, TOLD = Where


class Word(Message):
    """All that is ever said."""


class Past(Variables):
    """What is remembered for properties."""

    said = Flag(ghost=True)


class Sayer(Machine):
    """Says it, perhaps again."""

    start, final = IDLE, (TOLD,)
    say = row(at=IDLE, on=call("say"), do=[Word.send(), Past.said.set_to(TRUE)], to=TOLD)
    again = row(at=TOLD, on=timer("again"), do=[Word.send()])


class Hearer(Machine):
    """Hears it."""

    start, final = IDLE, (TOLD,)
    hears = row(at=IDLE, on=arrival(Word), to=TOLD)


class Suspicious(Hearer):
    """Believes that it was told, unasked."""

    guesses = row(at=IDLE, on=call("guess"), to=TOLD)


SAID, HEARD = A[Past.said], B.is_in(TOLD)
heard = Sometimes("B hears it", HEARD)


@model(N=between(0, 9))
def knowing(N: int = 1) -> Model:
    """A says it, and says it at most N times again."""
    limits: Limits = {call("say"): 1, timer("again"): N}
    foggy = System(Sayer, Hearer, LOSSY_BAG.holding(10), at_most=limits, facts=("fog",))
    clear = System(Sayer, Hearer, REORDERING.holding(10), at_most=limits)
    return Model(
        foggy,
        {
            "b_knows": Always("who hears it knows it", HEARD.implies(Knows(B, SAID)), reached=heard),
            "a_knows": Always("A knows that B does", HEARD.implies(Knows(A, Knows(B, SAID))), reached=heard),
            "in_fog": Sometimes("B knows of the fog", Knows(B, fact("fog"))),
            "in_the_clear": Sometimes("it is clear, and B knows it", ~fact("fog") & Knows(B, SAID)),
            "cheapest": Cheapest("both know it", EveryoneKnows(SAID)),
            "in_the_end": Eventually("B knows it", Knows(B, SAID)),
        },
        {"a_knows": "VIOLATED", "in_fog": "IMPOSSIBLE", "in_the_end": "VIOLATED"},
        mutants={"b_knows": variant(B=Suspicious)},
        larger=(limited(timer("again"), N + 1),),
        worlds=(clear,),
    )
