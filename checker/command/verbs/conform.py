"""The verb ``conform``: whether what one end of a captured connection sent is what the table allows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from checker.command.options import Parser, octets, seconds, whole
from checker.command.outcomes import Exit, Refused
from checker.command.report.as_json import printed
from checker.command.report.conformance import chart, text
from checker.command.report.conformance_json import result, result_of_both
from checker.command.report.two_taps import chart as chart_of_both, text as text_of_both
from checker.command.running.captures import chosen
from checker.command.running.judged import Judging
from checker.command.terminal import columns
from checker.command.writing import Output, add_output, put
from checker.languages.counts import count
from checker.languages.retelling import retold
from checker.packets.judging import INTERRUPTED
from checker.packets.reading import read
from checker.packets.reading.conversations import ENDS
from checker.packets.reading.pairs import Pair, pairs, side
from checker.packets.reading.two_taps import TwoTaps
from checker.packets.tcp.conformance import Conformance, Conforms, conform
from checker.packets.tcp.tables import TABLES
from spec.notation.machines import Machine

EXITS = {
    Conforms.ALLOWED: Exit.AS_EXPECTED,
    Conforms.UNKNOWN: Exit.NOT_ESTABLISHED,
    Conforms.NOT_ALLOWED: Exit.NOT_AS_EXPECTED,
}
"""The exit status for each answer, the one that counts most among several last."""


class ConformOptions(Output):
    """What ``conform`` was asked."""

    file: str
    server: str | None
    end: str | None
    variant: str | None
    connection: int | None
    absolute: bool
    timeout: float | None
    memory: int | None
    json: bool


def main(arguments: Sequence[str]) -> int:
    """Print the judgement; the exit status."""
    parser = _parser()
    options = parser.parse_intermixed_args(arguments, ConformOptions())
    if options.server is None and options.end is None:
        parser.error("the following arguments are required: --end")
    if options.json and options.output is not None:
        raise Refused("--json prints, and -o writes a report or a picture: write one of them")
    if options.server is not None:
        return _at_both(options.file, options.server, options)
    capture = read(options.file)
    found = _wanted(pairs(capture), options)
    judged = list(_judged(found, options))
    if judged[-1][1].stopped and len(judged) < len(found):
        left = count(len(found) - len(judged), "connection")
        capture = replace(capture, notes=(*capture.notes, f"{left} not judged at all: {judged[-1][1].stopped}."))
    if options.json:
        results = [one for _, one in judged]
        print(printed(result(options.file, results, capture.notes, absolute=options.absolute)))
        return _status(results)
    texts = [text(one, columns(), title=title, absolute=options.absolute) for title, one in judged]
    put(
        "\n\n".join([*texts, *map(retold, capture.notes)]),
        options,
        lambda: [page for title, one in judged for page in chart(one, title=title, absolute=options.absolute)],
    )
    return _status([one for _, one in judged])


def _at_both(client: str, server: str, options: ConformOptions) -> int:
    """Each end judged from its own capture, below one ladder."""
    if options.end is not None:
        raise Refused("two captures are judged at both ends: leave out --end, or give one capture")
    tables = _tables(options)
    watch = Judging(Path(client).name, options.timeout, options.memory)
    judged: list[tuple[TwoTaps, list[Conformance]]] = []
    titles: list[str] = []
    texts: list[str] = []
    with watch.line:
        for title, both in chosen(client, server, options.connection):
            watch.packets = len(both.lines)
            found = [conform(both.at[end], end, tables, watch) for end in ENDS]
            texts.append(text_of_both(both, found, columns(), title=title, absolute=options.absolute))
            judged.append((both, found))
            titles.append(title)
    if options.json:
        print(printed(result_of_both((client, server), judged, absolute=options.absolute)))
    else:
        put(
            "\n\n".join(texts),
            options,
            lambda: [
                page
                for title, (both, found) in zip(titles, judged, strict=True)
                for page in chart_of_both(both, found, title=title, absolute=options.absolute)
            ],
        )
    return _status([one for _, found in judged for one in found])


def _tables(options: ConformOptions) -> Mapping[str, type[Machine]]:
    return TABLES if options.variant is None else {options.variant: TABLES[options.variant]}


def _status(judged: Sequence[Conformance]) -> int:
    if any(one.stopped == INTERRUPTED for one in judged):
        return Exit.INTERRUPTED
    return max((EXITS[one.verdict] for one in judged), key=list(EXITS.values()).index)


def _parser() -> Parser:
    parser = Parser(
        "conform",
        "Whether the table allows what one end of a captured connection sent, and in which states the end was.",
        "The capture is taken at that end: what comes from its address was sent, all else was delivered.\n"
        "Without --variant a capture is held to RFC 9293, and to Linux where that fails.\n"
        "Exit status: 0 all is allowed, 1 something is not, 2 the file cannot be read, 3 it cannot be judged,\n"
        "130 interrupted, with what was judged until then.",
    )
    parser.add_argument("file", metavar="FILE", help="a capture (pcap or pcapng), taken at one end")
    parser.add_argument("server", metavar="SERVER", nargs="?", help="another, taken at the server; FILE at the client")
    parser.add_argument(
        "--end", metavar="END", help="client, server, or the end's ADDRESS or ADDRESS:PORT (two captures: both)"
    )
    parser.add_argument("--variant", choices=list(TABLES), help="hold it to this table only")
    parser.add_argument("--connection", type=whole, metavar="N", help="judge the Nth pair of ports only")
    parser.add_argument("--absolute", action="store_true", help="print SEQ and ACK as they were sent")
    parser.add_argument("--timeout", type=seconds, metavar="S", help="stop after so many seconds")
    parser.add_argument("--memory", type=octets, metavar="SIZE", help="take no more memory than that (2G, 500M)")
    parser.add_argument("--json", action="store_true", help="print one object")
    add_output(parser, "a sequence chart of each connection")
    return parser


def _wanted(found: Sequence[Pair], options: ConformOptions) -> list[tuple[str, Pair]]:
    """The connections that are asked for, each with what stands before its heading."""
    name = Path(options.file).name
    if options.connection is not None and options.connection > len(found):
        held = count(len(found), "connection")
        raise Refused(f"{name} has {held}: there is no number {options.connection}")
    titles = [f"{number} of {len(found)}: " if len(found) > 1 else "" for number in range(1, len(found) + 1)]
    wanted = list(zip(titles, found, strict=True))
    return wanted if options.connection is None else [wanted[options.connection - 1]]


def _judged(found: Sequence[tuple[str, Pair]], options: ConformOptions) -> Iterator[tuple[str, Conformance]]:
    """Each judged, up to one that is stopped."""
    name = Path(options.file).name
    tables = _tables(options)
    watch = Judging(name, options.timeout, options.memory)
    with watch.line:
        for title, pair in found:
            watch.packets = len(pair.talk.segments)
            one = conform(pair, side(pair, options.end or "", name), tables, watch)
            yield title, one
            if one.stopped:
                return
