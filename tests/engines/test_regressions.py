"""Systems on which an engine once differed from the reading rule, each as small as it can be."""

from __future__ import annotations

import enum

import pytest

from checker.results.answers import Verdict
from checker.rows.out_of_bounds import OutOfBounds
from checker.verdicts.exploring import explore
from spec.notation import (
    LOSSY,
    LOSSY_BAG,
    PERFECT,
    TRUE,
    A,
    Amount,
    B,
    Cheapest,
    ControlBits,
    Counter,
    Flag,
    History,
    Machine,
    Message,
    Number,
    Ours,
    SeqVar,
    Sometimes,
    State,
    System,
    Theirs,
    Variables,
    arrival,
    call,
    row,
    timer,
)
from spec.notation.systems import Limits
from tests.engines.found import ENGINES, Engine, Said


class Stand(State):
    """Where an end stands."""

    HERE = "HERE"
    THERE = "THERE"


HERE, THERE = Stand


class Bit(enum.IntFlag):
    """A bit."""

    ON = 1


class Numbered(Message):
    """A message with a number."""

    seq = Number(Theirs)


class Marked(Message):
    """A message with a bit."""

    mark = ControlBits(Bit)


class Sized(Message):
    """A message with a length."""

    length = Amount(2)


class Vars(Variables):
    """What an end keeps."""

    mine = SeqVar(Ours)
    tries = Counter(1)
    was = Flag(ghost=True)
    had_been = Flag(ghost=True)
    past = History(Theirs)


class Silent(Machine):
    """An end that does nothing."""

    start, final = HERE, (HERE,)
    nothing = row(at=HERE, on=call("nothing"))


class Sender(Machine):
    """An end that sends one number, and a plain number 7."""

    start, final = HERE, (THERE,)
    go = row(at=HERE, on=call("go"), do=[Vars.mine.set_to(0), Numbered.send(seq=7)], to=THERE)


@pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES.keys())
class TestEveryEngine:
    """As the reading rule has it."""

    def test_takes_a_number_written_out_in_a_send_modulo_the_number_space(self, engine: Engine) -> None:
        found = engine(System(Sender, Silent, PERFECT, modulus=3), {}, None)
        assert {carried.values for at in found.configurations for carried in at.to_b} == {(1,)}

    def test_refuses_a_counter_outside_its_bounds_even_where_a_later_row_brings_it_back(self, engine: Engine) -> None:
        class Counting(Machine):
            start, final = HERE, (HERE,)
            up = row(at=HERE, on=call("go"), do=[Vars.tries.set_to(Vars.tries + 2)])
            down = row(at=HERE, on=call("go"), do=[Vars.tries.set_to(0)])

        with pytest.raises(OutOfBounds, match=r"row 'up' takes A\.tries to 2, outside its bounds 0\.\.1: guard"):
            engine(System(Counting, Silent, PERFECT), {}, None)

    def test_names_the_row_that_sets_a_counter_and_not_the_last_that_fired(self, engine: Engine) -> None:
        class Counting(Machine):
            start, final = HERE, (HERE,)
            up = row(at=HERE, on=call("go"), do=[Vars.tries.set_to(Vars.tries + 1)])
            then = row(at=HERE, on=call("go"), do=[Numbered.send()])

        with pytest.raises(OutOfBounds, match=r"row 'up' takes A\.tries to 2"):
            engine(System(Counting, Silent, LOSSY_BAG), {}, None)

    def test_names_the_row_that_sends_an_amount_outside_its_bounds(self, engine: Engine) -> None:
        class Sending(Machine):
            start, final = HERE, (HERE,)
            go = row(at=HERE, on=call("go"), do=[Vars.tries.set_to(1), Sized.send(length=Vars.tries + 2)])

        with pytest.raises(OutOfBounds, match=r"row 'go' sends Sized\.length, set to 3, outside its bounds 0\.\.2"):
            engine(System(Sending, Silent, LOSSY_BAG), {}, None)

    def test_reports_no_counter_for_a_run_that_cannot_happen(self, engine: Engine) -> None:
        class Hearing(Machine):
            start, final = HERE, (HERE,)
            heard = row(
                at=HERE, on=arrival(Numbered), do=[Vars.tries.set_to(Vars.tries + 1), Vars.past.remember(Numbered.seq)]
            )

        asked = {"heard": Sometimes("A heard 0", A[Vars.past].has(B[Vars.mine]))}
        found = engine(System(Hearing, Sender, PERFECT, modulus=7), asked, None)
        assert (found.states, found.said["heard"]) == (3, Said(Verdict.POSSIBLE, 2))

    def test_asks_for_the_bits_of_the_kind_that_arrives_and_of_no_other(self, engine: Engine) -> None:
        class Waiting(Machine):
            start, final = HERE, (HERE, THERE)
            marked = row(at=HERE, on=arrival(Marked, Marked.mark, Bit.ON), to=THERE)
            sends = row(at=HERE, on=call("send"), do=[Numbered.send()])

        found = engine(System(Waiting, Silent, LOSSY_BAG, in_flight=(Numbered.flying("A"),)), {}, None)
        assert found.never_fired == {"A.marked"}

    def test_keeps_a_history_flag_from_which_another_takes_its_value(self, engine: Engine) -> None:
        class Remembering(Machine):
            start, final = HERE, (HERE, THERE)
            was = row(at=HERE, on=call("go"), do=[Vars.was.set_to(TRUE)], to=THERE)
            had_been = row(at=THERE, on=call("go again"), do=[Vars.had_been.set_to(Vars.was)])

        asked = {"had been": Sometimes("A had been here", A[Vars.had_been])}
        assert engine(System(Remembering, Silent, PERFECT), asked, None).said["had been"] == Said(Verdict.POSSIBLE, 2)
        assert engine(System(Remembering, Silent, PERFECT), {}, None).states == 2

    def test_says_of_a_row_whose_message_never_fits_into_the_channel_that_it_never_fired(self, engine: Engine) -> None:
        class Sending(Machine):
            start, final = HERE, (THERE,)
            go = row(at=HERE, on=call("go"), do=[Numbered.send(), Numbered.send()], to=THERE)

        found = engine(System(Sending, Silent, PERFECT.holding(1)), {}, None)
        assert found.never_fired == {"A.go"}
        assert found.bounds_met == {"the channel to B was full (1 in flight)"}

    def test_counts_a_call_and_a_timer_of_one_name_apart(self, engine: Engine) -> None:
        class Trying(Machine):
            start, final = HERE, (HERE,)
            asked = row(at=HERE, on=call("again"))
            runs_out = row(at=HERE, on=timer("again"))

        limits: Limits = {call("again"): 1, timer("again"): 1}
        found = engine(System(Trying, Silent, PERFECT, at_most=limits), {}, None)
        assert (found.states, found.never_fired) == (4, frozenset())

    def test_shows_the_cheaper_of_two_steps_between_the_same_states(self, engine: Engine) -> None:
        class Hasty(Machine):
            start, final = HERE, (THERE,)
            dear = row(at=HERE, on=call("dear"), do=[Numbered.send()], to=THERE)
            cheap = row(at=HERE, on=call("cheap"), to=THERE)

        system = System(Hasty, Silent, LOSSY, in_flight=(Numbered.flying("B"),))
        asked = {"there": Cheapest("A gets there", A.is_in(THERE))}
        assert engine(system, asked, None).said["there"] == Said(Verdict.POSSIBLE, 1, 0)
        if engine is ENGINES["explorer"]:
            (step,) = explore(system, asked).trace("there").steps
            assert (step.event, step.sent) == ("cheap", ())
