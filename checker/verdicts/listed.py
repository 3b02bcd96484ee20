"""The messages that can be in flight taken from the upper bound, where there are too many if each end is let loose."""

from __future__ import annotations

from dataclasses import replace

from checker.packed.successors import Successors, TooManyMessages
from checker.packed.universe import Universe
from checker.pairs.end_table import TooLarge
from checker.pairs.ends import Ends
from checker.pairs.joined import Joined
from checker.reference.interpreter import Interpreter
from checker.rows.out_of_bounds import OutOfBounds
from checker.search.clock import Clock, OutOfTime
from checker.verdicts.plan import Plan, Searched


def listed(plan: Plan, refused: TooManyMessages, clock: Clock) -> Plan:
    """The plan of a search of the whole graph.  TooManyMessages where they are too many all the same, or not listed."""
    ends = Ends(refused.steps, plan.ghosts)
    try:
        Joined(ends, clock)
    except (OutOfBounds, TooLarge, OutOfTime):
        raise refused from None
    found = Universe(
        {end: {ends.keys[end].youngest(key) for key in messages.keys[1:]} for end, messages in ends.messages.items()},
        {end: set(table.kept) for end, table in ends.tables.items()},
    )
    successors = Successors(plan.system, plan.ghosts, found)
    start = successors.layout.pack(Interpreter(plan.system, plan.ghosts).start())
    return replace(plan, layout=successors.layout, searched=Searched(successors, [start], None))
