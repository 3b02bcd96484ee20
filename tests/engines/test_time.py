"""Ticks, lifetimes, attackers and ghosts in messages, on systems whose states can be counted by hand."""

from __future__ import annotations

import pytest

from checker.results.answers import Verdict
from spec.notation import (
    AGED,
    LOSSY,
    LOSSY_BAG,
    LOSSY_FIFO,
    PERFECT,
    REORDERING,
    RETURN,
    TICK,
    A,
    Amount,
    B,
    Channel,
    Counter,
    Flag,
    Hop,
    Machine,
    Message,
    NeverStuck,
    Ours,
    Property,
    SeqVar,
    Sometimes,
    State,
    Store,
    System,
    Variables,
    arrival,
    call,
    fresh,
    nothing_in_flight,
    row,
)
from spec.notation.nodes import End
from tests.engines.found import ENGINES, Engine, Said


class Where(State):
    """Where an end stands."""

    IDLE = "IDLE"
    WAITING = "WAITING"
    DONE = "DONE"


IDLE, WAITING, DONE = Where


class Word(Message):
    """What is said; ``of`` is for properties."""

    of = Amount(2, ghost=True)


class Vars(Variables):
    """What an end keeps."""

    left = Counter(2)
    number = SeqVar(Ours)
    time = Counter(2, ghost=True)
    late = Flag(ghost=True)


class Speaker(Machine):
    """Says one word."""

    start, final = IDLE, (DONE,)
    say = row(at=IDLE, on=call("say"), do=[Word.send()], to=DONE)


class Sleeper(Machine):
    """Waits two ticks from the beginning, deaf."""

    start, final = WAITING, (DONE,)
    wakes = row(at=WAITING, on=TICK, when=Vars.left == 1, do=[Vars.left.set_to(0)], to=DONE, then=RETURN)
    sleeps = row(at=WAITING, on=TICK, do=[Vars.left.set_to(Vars.left + 1)])


class Deaf(Machine):
    """Hears nothing."""

    start, final = IDLE, (IDLE,)
    nothing = row(at=DONE, on=call("never"))


class Caller(Machine):
    """Says a word in every tick, three of them."""

    start, final = IDLE, (DONE,)
    first = row(at=IDLE, on=TICK, do=[Word.send()], to=WAITING, then=RETURN)
    second = row(at=WAITING, on=TICK, do=[Word.send()], to=DONE)


class Counting(Machine):
    """Says which time it is, twice."""

    start, final = IDLE, (DONE,)
    once = row(at=IDLE, on=call("say"), do=[Vars.time.set_to(1), Word.send(of=Vars.time)], to=WAITING, then=RETURN)
    twice = row(at=WAITING, on=call("say"), do=[Vars.time.set_to(2), Word.send(of=Vars.time)], to=DONE)


class Remembering(Machine):
    """Remembers whether the second word came."""

    start, final = IDLE, (IDLE,)
    heard = row(at=IDLE, on=arrival(Word), do=[Vars.late.set_to(Vars.late | (Word.of == 2))])


class Choosing(Machine):
    """Chooses a number, forgets that it did, and chooses again."""

    start, final = IDLE, (DONE,)
    choose = row(at=IDLE, on=call("choose"), do=[Vars.number.choose()], to=WAITING, then=RETURN)
    forget = row(at=WAITING, on=call("forget"), do=[Vars.number.start_over()], to=DONE)
    again = row(at=DONE, on=call("choose"), do=[Vars.number.choose()], to=WAITING)


in_flight = ~nothing_in_flight
said = Sometimes("the word is in flight", in_flight)
DELIVERING = Channel("set that loses nothing", Store.SET, (Hop.DELIVER, Hop.DUPLICATE))


def ages(found: object, to: End) -> set[tuple[int, ...]]:
    """The ages of the messages to that end, in each configuration."""
    configurations = getattr(found, "configurations")  # noqa: B009
    return {tuple(one.age for one in at.towards(to)) for at in configurations}


@pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES.keys())
class TestEveryEngine:
    """As the clock has it."""

    def test_takes_a_tick_at_both_ends_at_once(self, engine: Engine) -> None:
        found = engine(System(Sleeper, Sleeper, PERFECT), {}, None)
        assert (found.states, found.transitions, found.depth, len(found.stuck)) == (3, 2, 2, 1)

    def test_lets_an_end_stay_where_it_has_no_row_for_a_tick(self, engine: Engine) -> None:
        found = engine(System(Sleeper, Deaf, PERFECT), {}, None)
        assert (found.states, found.transitions) == (3, 2)

    def test_takes_no_tick_that_would_change_nothing(self, engine: Engine) -> None:
        asked: dict[str, Property] = {"never stuck": NeverStuck("something happens", A.is_in(IDLE))}
        found = engine(System(Speaker, Deaf, AGED(1)), asked, None)
        assert found.said["never stuck"] == Said(Verdict.VIOLATED, 2)
        assert len(found.stuck) == 1

    @pytest.mark.parametrize("last_instant", [True, False])
    @pytest.mark.parametrize("channel", [LOSSY, LOSSY_BAG, LOSSY.holding(2), LOSSY_FIFO])
    def test_lets_a_message_live_until_the_instant_of_its_last_tick_or_to_before_it(
        self, engine: Engine, channel: Channel, last_instant: bool
    ) -> None:
        found = engine(System(Speaker, Deaf, channel.living(2, last_instant=last_instant)), {}, None)
        assert ages(found, "B") == ({(), (0,), (1,), (2,)} if last_instant else {(), (0,), (1,)})

    @pytest.mark.parametrize("channel", [DELIVERING, PERFECT, REORDERING])
    def test_lets_time_wait_for_a_message_that_may_not_be_lost(self, engine: Engine, channel: Channel) -> None:
        asked: dict[str, Property] = {
            "late": Sometimes("B wakes while the word is in flight", B.is_in(DONE) & in_flight),
            "in time": Sometimes("B wakes without it", B.is_in(DONE) & nothing_in_flight),
        }
        found = engine(System(Speaker, Sleeper, channel.living(1), start={}), asked, None)
        assert found.said == {"late": Said(Verdict.POSSIBLE, 3), "in time": Said(Verdict.POSSIBLE, 2)}
        early = engine(System(Speaker, Sleeper, channel.living(1, last_instant=False)), {}, None)
        assert ages(early, "B") == {(), (0,)}

    def test_puts_what_is_sent_in_a_tick_in_flight_at_age_0(self, engine: Engine) -> None:
        found = engine(System(Caller, Deaf, LOSSY_BAG.living(2)), {}, None)
        assert ages(found, "B") == {(), (0,), (1,), (2,), (0, 1), (1, 2)}

    def test_makes_a_message_of_a_set_young_again_where_it_is_sent_again(self, engine: Engine) -> None:
        found = engine(System(Caller, Deaf, AGED(2)), {}, None)
        assert ages(found, "B") == {(), (0,), (1,), (2,)}

    def test_tells_the_ages_of_copies_apart_where_nothing_may_be_lost(self, engine: Engine) -> None:
        found = engine(System(Caller, Deaf, DELIVERING.living(2)), {}, None)
        assert ages(found, "B") == {(), (0,), (1,), (2,), (0, 1), (1, 2)}

    def test_forges_what_an_attacker_may_forge_as_often_as_it_may(self, engine: Engine) -> None:
        word = Word.flying("B")
        asked: dict[str, Property] = {"heard": Sometimes("B is told", in_flight)}
        found = engine(System(Deaf, Sleeper, LOSSY_BAG.attacked((word,), times=2)), asked, None)
        assert found.said["heard"] == Said(Verdict.POSSIBLE, 1)
        assert {(len(at.to_b), at.forged) for at in found.configurations} == {
            (0, (0,)),
            (1, (1,)),
            (0, (1,)),
            (2, (2,)),
            (1, (2,)),
            (0, (2,)),
        }

    def test_counts_one_attacker_on_a_shared_channel_and_two_on_two(self, engine: Engine) -> None:
        both = LOSSY.attacked((Word.flying("A"), Word.flying("B")))
        to_b, to_a = LOSSY.attacked((Word.flying("B"),)), LOSSY.attacked((Word.flying("A"),))
        shared = engine(System(Deaf, Deaf, both), {}, None)
        apart = engine(System(Deaf, Deaf, (to_b, to_a)), {}, None)
        assert {at.forged for at in shared.configurations} == {(0,), (1,)}
        assert {at.forged for at in apart.configurations} == {(0, 0), (0, 1), (1, 0), (1, 1)}

    def test_meets_a_bound_where_a_forged_message_has_no_room(self, engine: Engine) -> None:
        found = engine(System(Deaf, Deaf, REORDERING.holding(1).attacked((Word.flying("B"),), times=2)), {}, None)
        assert found.bounds_met == {"the channel to B was full (1 in flight)"}

    def test_carries_a_ghost_only_where_a_property_asks_for_what_remembers_it(self, engine: Engine) -> None:
        system = System(Counting, Remembering, LOSSY)
        asked: dict[str, Property] = {"late": Sometimes("B heard the second word", B[Vars.late])}
        without, with_it = engine(system, {}, None), engine(system, asked, None)
        assert {one.values for at in without.configurations for one in at.to_b} == {(0,)}
        assert {one.values for at in with_it.configurations for one in at.to_b} == {(1,), (2,)}
        assert (without.states, with_it.states) == (5, 11)
        assert with_it.said["late"] == Said(Verdict.POSSIBLE, 3)

    def test_chooses_the_same_number_again_where_the_source_has_lost_its_memory(self, engine: Engine) -> None:
        found = engine(System(Choosing, Deaf, PERFECT, modulus=8, isn={"A": fresh(5)}), {}, None)
        assert (found.states, found.bounds_met) == (3, frozenset())
