"""``--show``, which every verb that prints a run takes: chosen variables in the place of the states."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from checker.command.options import Parser
from checker.command.outcomes import Refused
from checker.packed.predicates import ghosts_in
from checker.reference.interpreter import Interpreter
from checker.results.runs import Step, Trace
from checker.rows.wording import Wording
from diagrams.sequence.shown import NotShown, showing
from spec.notation.formulas_of import formulas
from spec.notation.models import Model

if TYPE_CHECKING:
    from argparse import _ArgumentGroup  # pyright: ignore[reportPrivateUsage]

    from checker.evidence.counterfactual import Beside, Pair


class Showing(Namespace):
    """What :func:`add_show` parses."""

    show: str | None


def add_show(parser: Parser | _ArgumentGroup) -> None:
    """``--show NAME,...``."""
    about = "variables in the place of the states: state,base,B.expected"
    parser.add_argument("--show", metavar="NAME,...", help=about)


def check_shown(model: Model, names: str | None) -> None:
    """Refused, before any search, where an end has no such variable."""
    if names is not None:
        asked = [formula for one in model.properties.values() for formula in formulas(one)]
        interpreter = Interpreter(model.system, ghosts_in(asked))
        shown(Trace(Wording(interpreter.frames).point(interpreter.start()), ()), names)


def shown(trace: Trace, names: str | None) -> Trace:
    """The run with what was asked for.  Refused where an end has no such variable."""
    if names is None:
        return trace
    try:
        return showing(trace, names.split(","))
    except NotShown as error:
        raise Refused(str(error)) from error


def shown_steps(steps: Sequence[Step], names: str | None) -> tuple[Step, ...]:
    """The same of steps that stand by themselves."""
    return shown(Trace(steps[0].before, tuple(steps)), names).steps if steps else ()


def shown_beside(run: Beside, names: str | None) -> Beside:
    """The same of a run beside another; where they part is not changed by what is shown."""
    if names is None:
        return run
    return replace(run, pairs=tuple(_pair(one, names) for one in run.pairs), then=shown_steps(run.then, names))


def _pair(pair: Pair, names: str) -> Pair:
    (here,) = shown_steps([pair.here], names)
    return replace(pair, here=here, there=pair.there and shown_steps([pair.there], names)[0])
