"""The verb ``pairs``: which states the two ends can be in at once, and what that decides without the whole graph."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence

from checker.command.choosing.models import Chosen, choose
from checker.command.options import MODEL, Parser, add_parameters, seconds
from checker.command.outcomes import Exit
from checker.command.report.as_json import printed
from checker.languages.counts import count
from checker.languages.retelling import retold
from checker.languages.speech import tr
from checker.results.wording import in_brackets, outcome
from checker.search.clock import Clock
from checker.verdicts.bounds import Bounds, bounds
from spec.notation.systems import ENDS


class PairsOptions(argparse.Namespace):
    """What ``pairs`` was asked."""

    model: str
    parameters: list[tuple[str, int]]
    timeout: float | None
    json: bool


def main(arguments: Sequence[str]) -> int:
    """Join, decide what can be decided, and print; the exit status."""
    options = _parser().parse_intermixed_args(arguments, PairsOptions())
    chosen = choose(options.model, options.parameters)
    clock = Clock.within(options.timeout)
    found = bounds(chosen.model.system, chosen.model.properties, clock)
    if clock.interrupted:
        raise KeyboardInterrupt
    print(printed(_object(chosen, found)) if options.json else "\n".join(_lines(chosen, found)))
    asked = {name: str(answer.verdict) for name, answer in found.answers.items()}
    unexpected = any(said != chosen.model.expected(name) for name, said in asked.items())
    return Exit.NOT_AS_EXPECTED if unexpected else Exit.AS_EXPECTED


def _parser() -> Parser:
    about = "Which states the two ends can be in at once: an upper bound, found without the whole graph."
    parser = Parser("pairs", about)
    parser.add_argument("model", metavar="MODEL", help=MODEL)
    add_parameters(parser)
    parser.add_argument("--timeout", type=seconds, metavar="S", help="stop after so many seconds")
    parser.add_argument("--json", action="store_true", help="print one object")
    return parser


def _states(found: Bounds) -> Counter[tuple[str, ...]]:
    """For each pair of control states in how many pairs of local states it stands."""
    if found.decider is None:
        return Counter()
    ends, tables = found.decider.ends, found.decider.ends.tables
    names = [
        [tables[end].frame.states[tables[end].bits.state.get(one.bits)] for one in tables[end].locals] for end in ENDS
    ]
    shifts = [(side.mask, tables[side.end].shift) for side in ends.sides]
    return Counter(
        tuple(of_end[(pair & mask) >> shift] for of_end, (mask, shift) in zip(names, shifts, strict=True))
        for pair in found.decider.joined
    )


def _lines(chosen: Chosen, found: Bounds) -> Iterator[str]:
    if found.decider is None:
        why = next(iter(found.undecided.values()), "nothing is asked")
        yield retold(f"{chosen.name}: no upper bound, {why}")
        return
    yield retold(f"{chosen.name}: {count(found.pairs, 'pair')} of local states; no other can be reached")
    yield ""
    yield from _table(_states(found))
    yield ""
    for name, answer in found.answers.items():
        said = tr(" {verdict}: {name}, {about}").format(verdict=outcome(answer), name=name, about=tr(answer.about))
        yield f"{said}{in_brackets(retold(answer.how))}"
    for name, why in found.undecided.items():
        yield retold(f" not decided so, {why}: {name}; handwave check {chosen.name} explores the whole graph")


def _table(states: Counter[tuple[str, ...]]) -> Iterator[str]:
    """The states of A downwards, those of B across, by number; - where the two cannot be at once."""
    a, b = (list(dict.fromkeys(pair[place] for pair in states)) for place in range(len(ENDS)))
    left = max(map(len, ["A, B", *a]))
    yield "  ".join([" " + "A, B".ljust(left), *b])
    for one in a:
        numbers = (f"{states[one, other] or '-':>{len(other)}}" for other in b)
        yield "  ".join([" " + one.ljust(left), *numbers])


def _object(chosen: Chosen, found: Bounds) -> object:
    return {
        "model": chosen.name,
        "pairs": found.pairs,
        "states": [{"A": a, "B": b, "pairs": number} for (a, b), number in _states(found).items()],
        "properties": [
            {
                "name": name,
                "verdict": str(answer.verdict),
                "steps": answer.steps,
                "cost": answer.cost,
                "how": answer.how,
            }
            for name, answer in found.answers.items()
        ],
        "undecided": dict(found.undecided),
    }
