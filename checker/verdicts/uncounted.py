"""A system whose calls and timers are counted no longer: it does whatever the system does, in fewer local states.

Who may do a thing once can do nothing that who may do it as often as he likes cannot do.  So what is in no state of
such a system is in no state of the system, and of its shortest runs those that the system can take are its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.pairs.ends import Ends
from checker.reference.interpreter import Interpreter
from checker.rows.configuration import Configuration, EndFrame, Local
from spec.notation import nodes
from spec.notation.events import Call, Timer
from spec.notation.nodes import End, Var
from spec.notation.rows import Row
from spec.notation.systems import ENDS, System
from spec.notation.variables import Assign


def uncounted(system: System) -> System | None:
    """The system; None where nothing is counted that need not be.

    Counted are still the calls and timers of which some row counts, in its own state, a variable on: without a bound
    there would be no end of its values.
    """
    limits: dict[Call | Timer | tuple[End, Call | Timer], int] = {}
    fewer = False
    for end in ENDS:
        for event in system.machine(end).events():
            most = system.limit(end, event)
            if isinstance(event, Call | Timer) and most is not None:
                if most == 0 or any(row.on == event and _counts_on(row) for row in system.machine(end).rows):
                    limits[end, event] = most
                else:
                    fewer = True
    return replace(system, at_most=limits) if fewer else None


def _counts_on(row: Row) -> bool:
    """Whether it may fire again and again: it stays in its state, and sets no constant that its own guard reads."""
    assigned = [effect for effect in row.do if isinstance(effect, Assign)]
    read = set(nodes.walk(row.when))
    once = any(one.var in read and not any(isinstance(part, Var) for part in nodes.walk(one.value)) for one in assigned)
    stays = row.to is None or row.to in row.at
    return stays and not once and any(one.var in nodes.walk(one.value) for one in assigned)


def counted_run(ends: Ends, fewer: Ends, run: Sequence[Configuration]) -> tuple[Configuration, ...] | None:
    """The run as the system takes it; None where it makes some call too often.

    ``fewer``: what the ends of the system without counts do, whose run it is.
    """
    interpreter = Interpreter(ends.system, ends.ghosts)
    places: dict[End, tuple[int, ...]] = {end: _kept(ends.frames[end], fewer.frames[end]) for end in ENDS}
    taken = [interpreter.start()]
    for after in run[1:]:
        fit = [
            move.after
            for move in interpreter.moves(taken[-1])
            if move.after is not None and _without_counts(move.after, places) == after
        ]
        if not fit:
            return None
        taken.append(fit[0])
    return tuple(taken)


def _kept(frame: EndFrame, fewer: EndFrame) -> tuple[int, ...]:
    """The places of an end's variables that are left."""
    return tuple(frame.slots.index(var) for var in fewer.slots)


def _without_counts(at: Configuration, places: dict[End, tuple[int, ...]]) -> Configuration:
    a, b = (Local(at.local(end).state, tuple(at.local(end).values[place] for place in places[end])) for end in ENDS)
    return replace(at, a=a, b=b)
