"""Common knowledge: it arises where a message cannot be late, and not where it can be lost; promises of knowledge."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from checker.results.answers import Verdict
from checker.verdicts.exploration import Exploration
from checker.verdicts.exploring import explore
from spec.notation import (
    LOSSY_FIFO,
    PERFECT,
    REORDERING,
    TICK,
    TRUE,
    A,
    Always,
    B,
    Channel,
    Cheapest,
    CommonKnowledge,
    Eventually,
    EveryoneKnows,
    Flag,
    Hop,
    Knows,
    LeadsTo,
    Machine,
    Message,
    Property,
    Sometimes,
    State,
    Store,
    System,
    Variables,
    arrival,
    call,
    fact,
    row,
    strong,
)
from spec.notation.systems import Limits


class Hour(State):
    """How often the clock has ticked, which both ends see."""

    FIRST = "FIRST"
    SECOND = "SECOND"
    THIRD = "THIRD"


FIRST, SECOND, THIRD = Hour


class Word(Message):
    """All that is ever said."""


class Past(Variables):
    """What is remembered for properties."""

    said = Flag(ghost=True)
    heard = Flag()


class Sayer(Machine):
    """May say it in the first hour, or never."""

    start, final = FIRST, (THIRD,)
    say = row(at=FIRST, on=call("say"), do=[Word.send(), Past.said.set_to(TRUE)])
    last = row(at=SECOND, on=TICK, to=THIRD)  # above the next: one tick does not do both
    later = row(at=FIRST, on=TICK, to=SECOND)


class Hearer(Machine):
    """Hears it, and has the same clock."""

    start, final = FIRST, (THIRD,)
    hears = row(at=(FIRST, SECOND, THIRD), on=arrival(Word), do=[Past.heard.set_to(TRUE)])
    last = row(at=SECOND, on=TICK, to=THIRD)  # above the next: one tick does not do both
    later = row(at=FIRST, on=TICK, to=SECOND)


SAID = A[Past.said]
IN_TIME = A.is_in(THIRD)
"""A message of the first hour lives to the end of the second, and where none is lost time waits for it."""
said_in_time = Sometimes("it was said, and the time is over", SAID & IN_TIME)
said = Sometimes("it is said", SAID)
PROPERTIES: Mapping[str, Property] = {
    "arises": Always("it is common knowledge", (SAID & IN_TIME).implies(CommonKnowledge(SAID)), reached=said_in_time),
    "not before": Always("not before that", (~IN_TIME).implies(~CommonKnowledge(SAID)), reached=said),
    "ever": Sometimes("it is common knowledge", CommonKnowledge(SAID)),
    "b knows": Sometimes("B knows it", Knows(B, SAID)),
}


def over(channel: Channel) -> Exploration:
    """The two with such a channel."""
    return explore(System(Sayer, Hearer, channel, at_most={call("say"): 1}), PROPERTIES)


def test_what_cannot_be_late_is_common_knowledge_when_its_time_is_over() -> None:
    found = over(PERFECT.living(1))
    assert found.holds("arises")
    assert found.holds("not before")
    assert found.complete


def test_what_can_be_lost_is_never_common_knowledge() -> None:
    found = over(LOSSY_FIFO.living(1))
    assert found.violates("ever")
    assert found.holds("b knows")


def test_nobody_sees_a_message_grow_old_in_the_network() -> None:
    found = over(LOSSY_FIFO.living(3))  # the third tick is one only where something is in flight
    assert found.violates("ever")


def test_without_a_bound_on_its_delay_it_is_never_common_knowledge() -> None:
    found = over(LOSSY_FIFO)
    assert found.violates("ever")
    assert over(PERFECT).violates("ever")
    assert found.holds("b knows")


@pytest.mark.parametrize("channel", [PERFECT, LOSSY_FIFO.living(1)], ids=str)
def test_what_is_always_true_is_common_knowledge_at_once(channel: Channel) -> None:
    some_hour = A.is_in(FIRST, SECOND, THIRD)
    at_once = Always("it is", CommonKnowledge(some_hour) & CommonKnowledge(TRUE), reached=Sometimes("so", some_hour))
    assert explore(System(Sayer, Hearer, channel, at_most={call("say"): 1}), [at_once]).holds(at_once)


SET = Channel("lossy set", Store.SET, (Hop.DELIVER, Hop.LOSE))
ONCE: Limits = {call("say"): 1}


class Speaker(Machine):
    """Says it once."""

    start, final = FIRST, (SECOND,)
    say = row(at=FIRST, on=call("say"), do=[Word.send(), Past.said.set_to(TRUE)], to=SECOND)


class Listener(Machine):
    """Hears it."""

    start, final = FIRST, (SECOND,)
    hears = row(at=FIRST, on=arrival(Word), to=SECOND)


@pytest.mark.parametrize("channel", [SET, REORDERING.holding(1)], ids=str)
class TestAPromise:
    """Of knowledge, over a set and over a channel with places."""

    def test_is_kept_where_what_is_sent_arrives(self, channel: Channel) -> None:
        knows = LeadsTo("B comes to know it", SAID, Knows(B, SAID), (strong(B.gets(arrival(Word))),))
        never_lost = Channel("kept", channel.store, capacity=channel.capacity)
        assert explore(System(Speaker, Listener, never_lost, at_most=ONCE), [knows]).holds(knows)

    def test_is_broken_where_nobody_owes_anything(self, channel: Channel) -> None:
        knows = Eventually("B comes to know it", Knows(B, SAID))
        assert explore(System(Speaker, Listener, channel, at_most=ONCE), [knows]).violates(knows, steps=0)


class TestSeveralWorlds:
    """Of which the ends do not know in which they are."""

    clear = System(Speaker, Listener, PERFECT, at_most=ONCE, facts=("clear",))
    foggy = System(Speaker, Listener, LOSSY_FIFO, at_most=ONCE, facts=("fog",))

    def test_nobody_knows_of_the_fog_from_a_word_that_came(self) -> None:
        fog = Sometimes("B knows of it", Knows(B, fact("fog")) | Knows(B, fact("clear")))
        assert explore(self.foggy, [fog], worlds=[self.clear]).violates(fog)
        alone = Sometimes("B knows of it", Knows(B, fact("fog")))
        assert explore(self.foggy, [alone]).holds(alone)

    def test_the_cheapest_run_may_be_one_of_another_world(self) -> None:
        known = EveryoneKnows(SAID) & fact("clear")
        cheapest = Cheapest("everyone knows, and it is clear", known)
        assert explore(self.foggy, [cheapest], worlds=[self.clear]).answer(cheapest).cost == 1

    def test_a_promise_is_made_at_the_start_of_each(self) -> None:
        foggy = Eventually("it is foggy", fact("fog"))
        assert explore(self.foggy, [foggy], worlds=[self.clear]).violates(foggy)
        alone = explore(self.foggy, [foggy]).answer(foggy)
        assert repr(alone) == "VACUOUS (true at the start, so that nothing is waited for)"


def test_of_a_search_that_is_cut_short_nothing_known_is_established_not_even_where_it_was_seen() -> None:
    knows = Sometimes("B knows it", Knows(B, SAID))
    found = explore(System(Speaker, Listener, LOSSY_FIFO, at_most=ONCE), [knows], max_depth=2)
    answer = found.answers[knows.about]
    assert answer.verdict is Verdict.NOT_ESTABLISHED
    assert answer.why == "cut short by the bound of 2 steps; who knows what depends on every run"
    assert "goal" not in found.graph.marks.values()
