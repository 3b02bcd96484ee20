"""The fast answers to who knows what, held to the definitions: at random, and where they once were wrong."""

from __future__ import annotations

from hypothesis import given, note

from checker.verdicts.exploring import explore
from spec.notation import (
    LOSSY_BAG,
    PERFECT,
    TICK,
    TRUE,
    A,
    Always,
    Amount,
    B,
    Bool,
    Channel,
    Counter,
    EnumVar,
    Flag,
    Hop,
    Knows,
    Machine,
    Message,
    Number,
    Ours,
    SeqVar,
    Sometimes,
    State,
    Store,
    System,
    Theirs,
    Variables,
    any_of,
    arrival,
    call,
    fact,
    row,
)
from tests.engines.knowledge_agreement import held_to_the_definitions
from tests.engines.random_knowledge import Question, questions
from tests.engines.random_settings import random
from tests.engines.random_words import Colour


@random
@given(questions())
def test_who_knows_what_at_any_point_of_a_random_system_is_what_the_definitions_say(asked: Question | None) -> None:
    if asked is not None:
        note(repr(asked))
        held_to_the_definitions(asked)


class Room(State):
    """Where an end is."""

    HERE = "HERE"
    THERE = "THERE"


HERE, THERE = Room


class Word(Message):
    """What is said; ``of`` is for properties."""

    of = Amount(1, ghost=True)


class Figure(Message):
    """A number."""

    seq = Number(Theirs)


class Vars(Variables):
    """What an end keeps."""

    drawn = SeqVar(Ours)
    zero = SeqVar(Ours)
    one = Flag(ghost=True)
    early = Flag(ghost=True)
    heard = Flag()
    count = Counter(1, ghost=True)
    colour = EnumVar(Colour)


class Silent(Machine):
    """Hears, and says nothing."""

    start, final = HERE, (HERE,)
    hears = row(at=HERE, on=arrival(Word))
    hears_a_figure = row(at=HERE, on=arrival(Figure))


class Hearer(Machine):
    """Remembers what it heard, for properties."""

    start, final = HERE, (HERE, THERE)
    hears = row(at=HERE, on=arrival(Word), do=[Vars.count.set_to(Word.of)], to=THERE)


SLOW = Channel("slow bag", Store.BAG, (Hop.DELIVER,), capacity=1, lifetime=2)


def somewhere(formula: Bool) -> Sometimes:
    """It is met."""
    return Sometimes("it is met", formula)


class TestAnEndCannotTell:
    """One point from another."""

    def test_how_old_a_message_is_that_arrives(self) -> None:
        class Sayer(Machine):
            start, final = HERE, (HERE, THERE)
            early = row(at=HERE, on=call("say"), do=[Word.send(), Vars.early.set_to(TRUE)])
            late = row(at=THERE, on=call("say"), do=[Word.send()])
            later = row(at=HERE, on=TICK, to=THERE)

        class Waiter(Machine):
            start, final = HERE, (HERE, THERE)
            later = row(at=HERE, on=TICK, to=THERE)
            hears_late = row(at=THERE, on=arrival(Word), do=[Vars.heard.set_to(TRUE)])
            hears_early = row(at=HERE, on=arrival(Word))

        system = System(Sayer, Waiter, SLOW, at_most={call("say"): 1})
        late = B[Vars.heard]
        told = Always("B does not know", late.implies(~Knows(B, A[Vars.early])), reached=somewhere(late))
        at_once = Sometimes("B knows", B.is_in(HERE) & Knows(B, A[Vars.early]))
        found = explore(system, [told, at_once])
        assert found.holds(told)
        assert found.holds(at_once)
        assert held_to_the_definitions(Question((system,), (Knows(B, A[Vars.early]),))) == found.states

    def test_what_is_carried_in_a_message_for_properties_alone(self) -> None:
        class Sayer(Machine):
            start, final = HERE, (HERE,)
            say = row(at=HERE, on=call("say"), do=[Word.send(of=0)])
            otherwise = row(at=HERE, on=call("say otherwise"), do=[Word.send(of=1)])

        system = System(Sayer, Hearer, PERFECT, at_most={call("say"): 1, call("say otherwise"): 1})
        heard = B[Vars.count] > 0
        knows = Sometimes("B knows which", Knows(B, heard))
        assert explore(system, [knows]).violates(knows)
        assert held_to_the_definitions(Question((system,), (Knows(B, heard), ~Knows(A, heard)))) > 0


def test_an_end_knows_the_number_that_it_drew_and_sent_and_did_not_keep() -> None:
    class Drawing(Machine):
        start, final = HERE, (HERE, THERE)
        say = row(at=HERE, on=call("say"), do=[Vars.drawn.choose(), Figure.send(seq=Vars.drawn)], to=THERE)
        marks = row(at=THERE, on=call("say"), when=Vars.drawn == Vars.zero + 1, do=[Vars.one.set_to(TRUE)])
        forgets = row(at=THERE, on=call("say"), do=[Vars.drawn.set_to(0), Vars.zero.set_to(0)])

    system = System(
        Drawing, Silent, PERFECT, isn={"A": any_of(1, 2), "B": any_of(1)}, modulus=4, at_most={call("say"): 1}
    )
    it_was_one = somewhere(A[Vars.one])
    knows = Always("A knows that it was 1", A[Vars.one].implies(Knows(A, A[Vars.one])), reached=it_was_one)
    assert explore(system, [knows]).holds(knows)
    assert held_to_the_definitions(Question((system,), (Knows(A, A[Vars.one]),))) == 5


def test_a_member_of_an_enumeration_can_be_all_that_an_end_looks_at() -> None:
    class Painting(Machine):
        start, final = HERE, (HERE,)
        say = row(at=HERE, on=call("say"), do=[Vars.colour.set_to(Colour.GREEN)])

    green = A[Vars.colour] == Colour.GREEN
    asked = (Knows(A, green, view=(A[Vars.colour],)), Knows(A, green & fact("fog"), view=(A[Vars.colour],)))
    system = System(Painting, Silent, LOSSY_BAG, facts=("fog",))
    assert held_to_the_definitions(Question((system,), asked)) == 2
