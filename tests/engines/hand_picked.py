"""Small systems whose states can be counted by hand."""

from __future__ import annotations

from spec.notation import (
    LOSSY,
    LOSSY_BAG,
    PERFECT,
    REORDERING,
    A,
    Always,
    AlwaysPossible,
    B,
    Channel,
    Cheapest,
    Machine,
    Message,
    NeverStuck,
    Number,
    Ours,
    Property,
    SeqVar,
    Sometimes,
    State,
    System,
    Theirs,
    Variables,
    any_of,
    arrival,
    at,
    call,
    fresh,
    row,
    timer,
)
from spec.notation.nodes import End
from spec.notation.systems import Start
from tests.engines.random_systems import Case


class Asking(State):
    """The end that asks."""

    IDLE = "IDLE"
    ASKED = "ASKED"
    ANSWERED = "ANSWERED"


class Answering(State):
    """The end that answers."""

    READY = "READY"


IDLE, ASKED, ANSWERED = Asking
(READY,) = Answering


class Question(Message):
    """What is asked."""


class Reply(Message):
    """What is answered."""


class Numbered(Message):
    """A message with a number."""

    seq = Number(Theirs)


class Vars(Variables):
    """What an end keeps."""

    iss = SeqVar(Ours)
    nxt = SeqVar(Ours)
    irs = SeqVar(Theirs)


class Asker(Machine):
    """Asks once, and waits."""

    start, final = IDLE, (ANSWERED,)
    ask = row(at=IDLE, on=call("ask"), do=[Question.send()], to=ASKED)
    again = row(at=ASKED, on=timer("again"), do=[Question.send()])
    answered = row(at=ASKED, on=arrival(Reply), to=ANSWERED)


class AskOnce(Asker):
    """Asks and never asks again."""

    again = Asker.again.never()


class Answerer(Machine):
    """Answers whatever is asked."""

    start, final = READY, (READY,)
    answer = row(at=READY, on=arrival(Question), do=[Reply.send()])


answered = Sometimes("the question is answered", A.is_in(ANSWERED))
to_b = Sometimes("B gets a reply", B.gets(arrival(Reply)))
QUESTIONS: dict[str, Property] = {
    "answered": answered,
    "never answered": Always("it is never answered", ~A.is_in(ANSWERED), reached=answered),
    "rests when answered": NeverStuck("an end rests when it is answered", A.is_in(ANSWERED)),
    "rests when asking": NeverStuck("an end rests while it asks", A.is_in(ASKED)),
    "can be answered": AlwaysPossible("it can be answered", A.is_in(ANSWERED)),
    "two messages": Cheapest("two messages suffice", A.is_in(ANSWERED)),
    "never reached": Always("a reply to B finds A idle", A.is_in(IDLE) | ~B.gets(arrival(Reply)), reached=to_b),
    "impossible": to_b,
    "dearer than all": Cheapest("B gets a reply", B.gets(arrival(Reply))),
}


def ask_and_answer() -> Case:
    """Idle, asked, on the way back, answered."""
    return Case(System(AskOnce, Answerer, PERFECT), QUESTIONS)


def ask_once() -> Case:
    """The same over a channel that may lose the question, or the answer."""
    return Case(System(AskOnce, Answerer, LOSSY_BAG), QUESTIONS)


def asked_for_ever() -> Case:
    """Asked again and again over a set; nothing lost but what the channel loses."""
    return Case(System(Asker, Answerer, LOSSY), QUESTIONS)


class Listener(Machine):
    """Remembers the last number."""

    start, final = READY, (READY,)
    heard = row(at=READY, on=arrival(Numbered), do=[Vars.irs.set_to(Numbered.seq)])


class Counted(Machine):
    """Has a number, 0, and never says anything."""

    start, final = READY, (READY,)
    number = row(at=READY, on=arrival(Reply), do=[Vars.iss.set_to(0)])


def crossing(*, ordered: bool) -> Case:
    """Two numbers in flight to B, 1 and then 2: which is heard last?"""
    flying = tuple(Numbered.flying("B", seq=seq) for seq in (1, 2))
    last_is_first = (B[Vars.irs] == A[Vars.iss] + 1) & ~B.gets(arrival(Numbered))
    channel: Channel = PERFECT if ordered else REORDERING
    return Case(
        System(Counted, Listener, channel, in_flight=flying, modulus=4),
        {"second first": Sometimes("1 is heard last", last_is_first)},
    )


class Chooser(Machine):
    """Chooses a number whenever it is asked to."""

    start, final = READY, (READY,)
    choose = row(at=READY, on=call("choose"), do=[Vars.iss.choose(), Vars.nxt.set_to(Vars.iss + 2)])


def both_draw(*, each_once: bool) -> Case:
    """A draws from 1 and 2, each once or for ever."""
    rule = fresh if each_once else any_of
    b_knows_two: dict[End, Start] = {"B": at(READY, (Vars.irs, 2))}
    return Case(
        System(Chooser, Listener, PERFECT, modulus=8, isn={"A": rule(1, 2)}, start=b_knows_two),
        {
            "a two": Sometimes("A has drawn 2", A[Vars.iss] == B[Vars.irs]),
            "never stuck": NeverStuck("A can always choose", ~A.is_in(READY)),
        },
    )


class Shouter(Machine):
    """Says two things at once."""

    start, final = READY, (READY,)
    shout = row(at=READY, on=timer("shout"), do=[Question.send(), Reply.send()])


def full_and_silent() -> Case:
    """The channel has no room for both things."""
    system = System(Shouter, Listener, PERFECT.holding(1))
    return Case(system, {"never stuck": NeverStuck("somebody moves", ~A.is_in(READY))})


def half_the_space(modulus: int) -> Case:
    """0 and 2."""
    less, more = A[Vars.iss], A[Vars.nxt]
    system = System(Chooser, Listener, PERFECT, modulus=modulus, isn={"A": any_of(0)})
    return Case(
        system,
        {
            "less": Sometimes("0 < 2", less < more),
            "both ways": Sometimes("0 < 2 and 2 < 0", (less < more) & (more < less)),
        },
    )
