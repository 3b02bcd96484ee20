"""Follow a run that is given step by step, and say where it cannot go on."""

from __future__ import annotations

from collections.abc import Sequence

from checker.describe import Describer
from checker.happening import Happening
from checker.interpret import Interpreter
from checker.results import Trace
from checker.successors import Successors
from spec.notation.errors import SpecError
from spec.notation.nodes import End
from spec.notation.systems import System


def replay(system: System, steps: Sequence[str], title: str = "") -> Trace:
    """The run that takes these steps one after the other.

    A step is ``A active OPEN``, ``B rcv <SEQ=90><CTL=SYN>``, the same with ``(a copy stays)`` behind it,
    ``lose <SEQ=90><CTL=SYN> to B``, ``attacker <SEQ=90><CTL=SYN> to B``, or ``tick``.  SpecError at the first step
    that cannot happen, with what could.
    """
    successors = Successors(system)
    describer = Describer(successors)
    run = [successors.layout.pack(Interpreter(system).start())]
    for number, step in enumerate(steps, start=1):
        run.append(_taken(successors, describer, run[-1], step, number))
    return describer.trace(run, title)


def _taken(successors: Successors, describer: Describer, packed: int, step: str, number: int) -> int:
    possible: dict[str, list[int]] = {}
    for end, one, after in successors.followed(packed):
        possible.setdefault(step_text(describer, end, one), []).append(after)
    found = possible.get(step, [])
    if len(set(found)) != 1:
        why = "may happen in several ways" if found else "cannot happen"
        raise SpecError(f"step {number}, '{step}', {why} here; these can: {'; '.join(possible) or 'none'}")
    return found[0]


def step_text(describer: Describer, end: End, one: Happening) -> str:
    """A step as :func:`replay` reads it."""
    if one.action == "tick":
        return one.action
    if one.event >= 0:
        return f"{end} {describer.frames[end].events[one.event].name}"
    packet = describer.key_packet(end, one.key)
    if one.action == "forge":
        return f"attacker {packet.text} to {end}"
    if one.action == "lose":
        return f"lose {packet.text} to {end}"
    return f"{end} rcv {packet.text}" + (" (a copy stays)" if one.action == "duplicate" else "")
