"""The verb ``ladder``: the TCP connections of a packet capture, each as a ladder."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from checker.command.options import Parser, whole
from checker.command.outcomes import Exit, Refused
from checker.command.terminal import columns
from checker.command.writing import put
from checker.packets.reading import Capture, read
from checker.results import count
from diagrams.ladders import conversation


class LadderOptions(argparse.Namespace):
    """What ``ladder`` was asked."""

    file: str
    absolute: bool
    connection: int | None
    output: str | None


def main(arguments: Sequence[str]) -> int:
    """Print the ladders; the exit status."""
    options = _parser().parse_intermixed_args(arguments, LadderOptions())
    capture = read(options.file)
    put("\n\n".join(_ladders(capture, options)), options.output)
    return Exit.AS_EXPECTED


def _parser() -> Parser:
    parser = Parser("ladder", "The TCP connections of a capture (pcap or pcapng), each as a ladder.")
    parser.add_argument("file", metavar="FILE", help="a capture, as tcpdump and Wireshark save it")
    parser.add_argument("--absolute", action="store_true", help="print SEQ and ACK as they were sent")
    parser.add_argument("--connection", type=whole, metavar="N", help="the Nth connection only")
    parser.add_argument("-o", dest="output", metavar="FILE", help="write there (.txt or .md; - is standard output)")
    return parser


def _ladders(capture: Capture, options: LadderOptions) -> Iterator[str]:
    found = capture.conversations
    if options.connection is not None and options.connection > len(found):
        raise Refused(
            f"{Path(options.file).name} has {count(len(found), 'connection')}: there is no number {options.connection}"
        )
    for number, one in enumerate(found, start=1):
        if options.connection in (None, number):
            title = f"{number} of {len(found)}: " if len(found) > 1 else ""
            heading = title + one.heading(absolute=options.absolute)
            lines = one.lines(absolute=options.absolute)
            yield conversation(lines, one.ends.names, title=heading, width=columns())
    yield from capture.notes
