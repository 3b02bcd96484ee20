"""The verb ``ladder``: the TCP connections of a packet capture, each as a ladder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from checker.command.options import Parser, whole
from checker.command.outcomes import Exit, Refused
from checker.command.report.two_taps import chart, ladder_text
from checker.command.running.captures import chosen
from checker.command.terminal import columns
from checker.command.writing import Output, add_output, put
from checker.languages.counts import count
from checker.packets.reading import Capture, Conversation, read
from diagrams.ladders.ladder import conversation
from diagrams.rendering.picture import Picture
from diagrams.sequence.captured import CapturedLine, captured_charts


class LadderOptions(Output):
    """What ``ladder`` was asked."""

    file: str
    server: str | None
    absolute: bool
    connection: int | None


def main(arguments: Sequence[str]) -> int:
    """Print the ladders; the exit status."""
    options = _parser().parse_intermixed_args(arguments, LadderOptions())
    if options.server is not None:
        return _at_both(options.file, options.server, options)
    capture = read(options.file)
    shown = list(_shown(capture, options))
    texts = [
        conversation(one.lines(absolute=options.absolute), one.ends.names, title=heading, width=columns())
        for heading, one in shown
    ]
    put("\n\n".join([*texts, *capture.notes]), options, lambda: list(_charts(shown, options)))
    return Exit.AS_EXPECTED


def _at_both(client: str, server: str, options: LadderOptions) -> int:
    """One ladder a connection, of what left and arrived."""
    both = chosen(client, server, options.connection)
    texts = [ladder_text(one, columns(), title=title, absolute=options.absolute) for title, one in both]
    put(
        "\n\n".join(texts),
        options,
        lambda: [page for title, one in both for page in chart(one, title=title, absolute=options.absolute)],
    )
    return Exit.AS_EXPECTED


def _parser() -> Parser:
    parser = Parser("ladder", "The TCP connections of a capture (pcap or pcapng), each as a ladder.")
    parser.add_argument("file", metavar="FILE", help="a capture, as tcpdump and Wireshark save it")
    parser.add_argument("server", metavar="SERVER", nargs="?", help="the same connection, captured at the server")
    parser.add_argument("--absolute", action="store_true", help="print SEQ and ACK as they were sent")
    parser.add_argument("--connection", type=whole, metavar="N", help="the Nth connection only")
    add_output(parser, "a sequence chart of each connection")
    return parser


def _shown(capture: Capture, options: LadderOptions) -> Iterator[tuple[str, Conversation]]:
    """The connections that are asked for, each with its heading."""
    found = capture.conversations
    if options.connection is not None and options.connection > len(found):
        raise Refused(
            f"{Path(options.file).name} has {count(len(found), 'connection')}: there is no number {options.connection}"
        )
    for number, one in enumerate(found, start=1):
        if options.connection in (None, number):
            title = f"{number} of {len(found)}: " if len(found) > 1 else ""
            yield title + one.heading(absolute=options.absolute), one


def _charts(shown: Sequence[tuple[str, Conversation]], options: LadderOptions) -> Iterator[Picture]:
    for heading, one in shown:
        lines = [CapturedLine(*line) for line in one.lines(absolute=options.absolute)]
        yield from captured_charts(lines, one.ends.names, heading)
