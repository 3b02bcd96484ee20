"""The verb ``pairs``: which states the two ends can be in at once, and what that decides without the whole graph."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from checker.command.choosing.models import Chosen, choose
from checker.command.options import MODEL, Parser, add_parameters, seconds
from checker.command.outcomes import Exit, Refused
from checker.command.report.as_json import printed
from checker.command.writing import Output, add_output, put
from checker.languages.counts import count
from checker.languages.retelling import retold
from checker.languages.speech import tr
from checker.results.answers import Verdict
from checker.results.wording import in_brackets, outcome
from checker.rows.wording import Wording
from checker.search.clock import Clock
from checker.verdicts.bounds import Bounds, bounds
from checker.verdicts.pair_verdicts import Decider
from diagrams.graphs.pairs import Pair, PairTable, picture, rows_text
from diagrams.rendering.picture import Picture
from spec.notation.systems import ENDS

STATUS = "exit status: 0 every property is as expected, 1 some is not, 2 wrong usage, 3 some is not decided so"


class PairsOptions(Output):
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
    said = printed(_object(chosen, found)) if options.json else "\n".join(_lines(chosen, found))
    put(said, options, lambda: [_picture(chosen, found)])
    asked = {name: str(answer.verdict) for name, answer in found.answers.items()}
    if any(said not in (chosen.model.expected(name), str(Verdict.NOT_ESTABLISHED)) for name, said in asked.items()):
        return Exit.NOT_AS_EXPECTED
    open_ = found.decider is None or found.undecided or str(Verdict.NOT_ESTABLISHED) in asked.values()
    return Exit.NOT_ESTABLISHED if open_ else Exit.AS_EXPECTED


def _parser() -> Parser:
    about = "Which states the two ends can be in at once: an upper bound, found without the whole graph."
    parser = Parser("pairs", about, STATUS)
    parser.add_argument("model", metavar="MODEL", help=MODEL)
    add_parameters(parser)
    parser.add_argument("--timeout", type=seconds, metavar="S", help="stop after so many seconds")
    parser.add_argument("--json", action="store_true", help="print one object")
    add_output(parser, "the matrix")
    return parser


def _named(found: Bounds) -> Iterator[tuple[Pair, int]]:
    """Each pair of local states, behind the pair of control states that stands in it."""
    if found.decider is None:
        return
    ends, tables = found.decider.ends, found.decider.ends.tables
    names = [
        [tables[end].frame.states[tables[end].bits.state.get(one.bits)] for one in tables[end].locals] for end in ENDS
    ]
    (a, a_at), (b, b_at) = ((side.mask, tables[side.end].shift) for side in ends.sides)
    for pair in found.decider.joined:
        yield (names[0][(pair & a) >> a_at], names[1][(pair & b) >> b_at]), pair


def _states(found: Bounds) -> Mapping[Pair, int]:
    """For each pair of control states in how many pairs of local states it stands."""
    return Counter(states for states, _ in _named(found))


def _flying(decider: Decider, pairs: Sequence[int]) -> tuple[Sequence[str], Sequence[str]]:
    """The sorts of messages that can be in flight to A, and to B, in one of these pairs of local states."""
    ends, words = decider.ends, Wording(decider.ends.frames)
    found: list[Sequence[str]] = []
    for place, end in enumerate(ENDS):
        messages = ends.messages[end]
        bits = {bit for pair in pairs for bit in messages.bits(decider.joined.at(pair)[place])}
        keys = sorted(messages.keys[bit.bit_length() - 1] for bit in bits)
        found.append(list(dict.fromkeys(words.packet(end, ends.keys[end].carried(key)).short for key in keys)))
    return found[0], found[1]


def _lines(chosen: Chosen, found: Bounds) -> Iterator[str]:
    if found.decider is None:
        why = next(iter(found.undecided.values()), "nothing is asked")
        yield retold(f"{chosen.name}: no upper bound, {why}")
        return
    yield retold(f"{chosen.name}: {count(found.pairs, 'pair')} of local states; no other can be reached")
    yield ""
    yield from rows_text(_states(found))
    yield ""
    for name, answer in found.answers.items():
        said = tr(" {verdict}: {name}, {about}").format(verdict=outcome(answer), name=name, about=tr(answer.about))
        yield f"{said}{in_brackets(retold(answer.how))}"
    for name, why in found.undecided.items():
        yield retold(f" not decided so, {why}: {name}; handwave check {chosen.name} explores the whole graph")


def _picture(chosen: Chosen, found: Bounds) -> Picture:
    if found.decider is None:
        raise Refused(f"{chosen.name}: there is no upper bound to draw: {next(iter(found.undecided.values()), '')}")
    frames = found.decider.ends.frames
    a, b = (frames[end].states[frames[end].start().state] for end in ENDS)
    together: defaultdict[Pair, list[int]] = defaultdict(list)
    for states, pair in _named(found):
        together[states].append(pair)
    numbers = {states: len(pairs) for states, pairs in together.items()}
    flying = {states: _flying(found.decider, pairs) for states, pairs in together.items()}
    return picture(PairTable(chosen.name, (a, b), numbers, flying, list(found.answers.values())))


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
