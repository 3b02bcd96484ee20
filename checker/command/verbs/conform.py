"""The verb ``conform``: whether what one end of a captured connection sent is what the table allows."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from checker.command.options import Parser, whole
from checker.command.outcomes import Exit, Refused
from checker.command.report.conformance import chart, text
from checker.command.terminal import columns
from checker.command.writing import add_output, put
from checker.packets.reading import read
from checker.packets.reading.pairs import Pair, pairs, side
from checker.packets.tcp.conformance import Conformance, Conforms, conform
from checker.packets.tcp.tables import TABLES
from checker.results import count

EXITS = {
    Conforms.ALLOWED: Exit.AS_EXPECTED,
    Conforms.UNKNOWN: Exit.NOT_ESTABLISHED,
    Conforms.NOT_ALLOWED: Exit.NOT_AS_EXPECTED,
}
"""The exit status for each answer, the one that counts most among several last."""


class ConformOptions(argparse.Namespace):
    """What ``conform`` was asked."""

    file: str
    end: str
    variant: str | None
    connection: int | None
    absolute: bool
    output: str | None


def main(arguments: Sequence[str]) -> int:
    """Print the judgement; the exit status."""
    options = _parser().parse_intermixed_args(arguments, ConformOptions())
    capture = read(options.file)
    judged = list(_judged(pairs(capture), options))
    texts = [text(one, columns(), title=title, absolute=options.absolute) for title, one in judged]
    put(
        "\n\n".join([*texts, *capture.notes]),
        options.output,
        lambda: [page for title, one in judged for page in chart(one, title=title, absolute=options.absolute)],
    )
    return max((EXITS[one.verdict] for _, one in judged), key=list(EXITS.values()).index)


def _parser() -> Parser:
    parser = Parser(
        "conform",
        "Whether the table allows what one end of a captured connection sent, and in which states the end was.",
        "The capture is taken at that end: what comes from its address was sent, all else was delivered.\n"
        "Without --variant a capture is held to RFC 9293, and to Linux where that fails.\n"
        "Exit status: 0 all is allowed, 1 something is not, 2 the file cannot be read, 3 it cannot be judged.",
    )
    parser.add_argument("file", metavar="FILE", help="a capture (pcap or pcapng), taken at one end")
    parser.add_argument(
        "--end", required=True, metavar="END", help="client, server, or the end's ADDRESS or ADDRESS:PORT"
    )
    parser.add_argument("--variant", choices=list(TABLES), help="hold it to this table only")
    parser.add_argument("--connection", type=whole, metavar="N", help="judge the Nth pair of ports only")
    parser.add_argument("--absolute", action="store_true", help="print SEQ and ACK as they were sent")
    add_output(parser, "a sequence chart of each connection")
    return parser


def _judged(found: Sequence[Pair], options: ConformOptions) -> Iterator[tuple[str, Conformance]]:
    name = Path(options.file).name
    if options.connection is not None and options.connection > len(found):
        held = count(len(found), "connection")
        raise Refused(f"{name} has {held}: there is no number {options.connection}")
    tables = TABLES if options.variant is None else {options.variant: TABLES[options.variant]}
    for number, pair in enumerate(found, start=1):
        if options.connection in (None, number):
            title = f"{number} of {len(found)}: " if len(found) > 1 else ""
            yield title, conform(pair, side(pair, options.end, name), tables)
