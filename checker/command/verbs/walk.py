"""The verb ``walk``: a walk from a seed or by hand, as a ladder.  It shows a run; it establishes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from random import SystemRandom

from checker.command.choosing.models import Chosen, choose
from checker.command.options import MODEL, Parser, add_parameters, seed, whole
from checker.command.outcomes import Exit, Refused
from checker.command.report.by_hand import by_hand
from checker.command.report.saved_walk import save
from checker.command.report.showing import Showing, add_show, shown
from checker.command.terminal import columns
from checker.command.writing import Output, add_output, put
from checker.languages.counts import counted
from checker.languages.retelling import retold
from checker.languages.speech import tr
from checker.results.runs import Trace
from checker.search.random_walk import Walk, chosen_walk, walk
from diagrams.ladders.ladder import ladder
from diagrams.rendering.render import PictureError
from diagrams.sequence.chart import charts
from spec.notation.letters import escaped
from spec.notation.properties import Always, Sometimes

SEEDS = 100_000
"""How many seeds are drawn from, where none is given: short enough to type again."""


UNEXPECTED = "VIOLATED after step {step}, NOT as expected: {about}"
BROKEN = "VIOLATED after step {step}: {about}"
UNMET = "not met on this walk"
MET = "met after step {step}: {about}"


class WalkOptions(Output, Showing):
    """What ``walk`` was asked."""

    model: str
    parameters: list[tuple[str, int]]
    seed: int | None
    steps: int
    changes: bool
    interactive: bool


def main(arguments: Sequence[str]) -> int:
    """Walk; the exit status."""
    options = _parser().parse_intermixed_args(arguments, WalkOptions())
    chosen = choose(options.model, options.parameters)
    if options.interactive:
        how, taken = tr("by hand"), chosen_walk(chosen.model, partial(by_hand, options.show, partial(_saved, chosen)))
    else:
        drawn = SystemRandom().randrange(SEEDS) if options.seed is None else options.seed
        how, taken = tr("from seed {seed}").format(seed=drawn), walk(chosen.model, seed=drawn, steps=options.steps)
    taken = replace(taken, trace=shown(taken.trace, options.show))
    lines = list(_lines(chosen, taken, how, options))
    put("\n".join(lines), options, lambda: charts(taken.trace, lines[0]))
    unexpected = any(chosen.model.expected(name) != "VIOLATED" for name in taken.broken)
    return Exit.NOT_AS_EXPECTED if unexpected else Exit.AS_EXPECTED


def _saved(chosen: Chosen, name: str, run: Trace) -> str:
    """Save the walk in that file: what was done, or why not.  The walk goes on."""
    from checker.command.verbs.scenario import tcp_cast  # all of TCP takes a while

    try:
        return save(name, chosen, run, tcp_cast)
    except (Refused, PictureError) as error:
        return retold(str(error))
    except OSError as error:
        return retold(f"{escaped(name)} cannot be used ({(error.strerror or str(error)).lower()})")


def _parser() -> Parser:
    about = "A walk from the start, as a ladder: drawn, the same for the same seed, or chosen step by step."
    parser = Parser("walk", about)
    parser.add_argument("model", metavar="MODEL", help=MODEL)
    add_parameters(parser)
    parser.add_argument("--seed", type=seed, metavar="N", help="which walk (by default any; it is printed)")
    parser.add_argument("--steps", type=whole, default=20, metavar="N", help="at most so many steps (20)")
    parser.add_argument(
        "--interactive", action="store_true", help="choose each step by its number; u undoes, save FILE saves, q ends"
    )
    parser.add_argument("--changes", action="store_true", help="say below each line which variables it changed")
    add_show(parser)
    add_output(parser, "its sequence chart")
    return parser


def _lines(chosen: Chosen, taken: Walk, how: str, options: WalkOptions) -> Iterator[str]:
    steps = len(taken.trace.steps)
    ending = tr(", to where nothing is enabled") if taken.stuck else ""
    said = tr("{model}: {steps} {how}{ending}; one run of many, it establishes nothing")
    yield said.format(model=chosen.name, steps=counted(steps, "step"), how=how, ending=ending)
    yield ""
    yield ladder(taken.trace, changes=options.changes, title=False, width=columns())
    yield ""
    column = max((len(name) for name in chosen.model.properties), default=0)
    for name in chosen.model.properties:
        said = _said(chosen, taken, name)
        if said:
            yield f" {name:<{column}}  {said}"


def _said(chosen: Chosen, taken: Walk, name: str) -> str:
    asked = chosen.model.properties[name]
    about = tr(asked.about)
    if name in taken.not_asked:
        return tr("not asked, one run cannot say who knows what, handwave check can: {about}").format(about=about)
    if name in taken.broken:
        meant = chosen.model.expected(name) == "VIOLATED"
        said = tr(BROKEN if meant else UNEXPECTED)
        return said.format(step=taken.broken[name], about=about)
    if isinstance(asked, Sometimes):
        at = taken.reached.get(name)
        return tr(UNMET if at is None else MET).format(step=at, about=about)
    return tr("true all the way") if isinstance(asked, Always) else ""
