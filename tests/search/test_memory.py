"""A search ends before the memory does, and knowledge whose stories never end is refused before the search."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pytest

from checker.liveness.deciding import decide_promise
from checker.search.breadth_first import Limits, search
from checker.search.memory import free, room, taken
from checker.verdicts.defaults import EngineName
from checker.verdicts.exploring import explore
from spec.lossy.models import lossy
from spec.lossy.protocol import ClientState
from spec.notation import LOSSY, LOSSY_BAG, A, B, Channel, Knows, LeadsTo, Sometimes, SpecError
from spec.tcp.catalogue.knowledge import OPENING
from spec.tcp.properties.knowledge import wants


def test_a_search_that_would_take_too_much_memory_is_cut_short_and_says_so() -> None:
    found = search(lambda state: [state + 1, state + 2], [0], Limits(memory=1))
    assert found.cut == "the bound of 0 MB of memory"
    assert not found.complete


@pytest.mark.parametrize("engine", ["python", "native"])
def test_a_promise_that_would_take_too_much_memory_is_not_established(engine: EngineName) -> None:
    opens = LeadsTo("A opens", A.is_in(ClientState.SYN_SENT), A.is_in(ClientState.ESTABLISHED))
    found = explore(lossy(M=2, OPENS=1).system, {}, engine=engine)
    found.clock.memory = 1
    answer = decide_promise(found.successors, found.search, "opens", opens, found.clock)
    assert repr(answer) == (
        "NOT ESTABLISHED (cut short by the memory that can be had: 0 states seen in which it is waited for)"
    )


def test_what_a_process_may_have_is_more_than_it_has() -> None:
    assert free() is None or (room() or 0) > taken() > 0


@pytest.mark.parametrize(("channel", "view"), [(LOSSY_BAG, "history"), (LOSSY, "state")], ids=str)
def test_stories_that_end_are_looked_through(channel: Channel, view: Literal["history", "state"]) -> None:
    knows = Sometimes("B knows", Knows(B, wants, view=view))
    assert explore(replace(OPENING, channel=channel), [knows]).complete


def test_stories_without_an_end_are_refused_before_the_search() -> None:
    knows = Sometimes("B knows", Knows(B, wants))
    over_lossy = replace(OPENING, channel=LOSSY)
    said = (
        r"what an end has seen never comes to an end, as 'B rcv SYN \(a copy stays\)' may happen again and again: bound"
    )
    with pytest.raises(SpecError, match=said):
        explore(over_lossy, [knows])
    assert not explore(over_lossy, [knows], max_depth=4).complete
