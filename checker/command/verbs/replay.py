"""The verb ``replay``: one end of a run played by the kernel of this machine, and where kernel and table part."""

from __future__ import annotations

import platform
from collections.abc import Sequence

from checker.command.choosing.models import choose
from checker.command.options import MODEL, Limited, Parser, add_limits, add_parameters, seconds
from checker.command.outcomes import Exit, Refused, without_a_run
from checker.command.report.replayed import Replay, replayed_lines
from checker.command.running.explored import explored
from checker.command.terminal import columns
from checker.command.verbs.scenario import found, scenarios
from checker.command.verbs.trace import asked_about
from checker.packets.live import CannotPlay, TableEnd, missing, played
from checker.packets.tcp.tables import TABLES
from checker.results.runs import Trace
from checker.scenarios import parse, performed
from spec.notation.nodes import End
from spec.notation.systems import ENDS, System
from spec.tcp.actors import CAST
from spec.tcp.variables import Segment

PATIENCE = 4.0
"""Seconds: the first retransmission comes after one, the second two later (RFC 6298)."""


class ReplayOptions(Limited):
    """What ``replay`` was asked."""

    run: str
    property: str | None
    parameters: list[tuple[str, int]]
    kernel: End
    variant: str | None
    wait: float


def main(arguments: Sequence[str]) -> int:
    """Play the run; the exit status."""
    options = asked(arguments)
    if lacks := missing():
        raise Refused(f"replay cannot play here: {lacks}")
    trace, system = run_of(options)
    machine = TABLES[options.variant] if options.variant else None
    try:
        done = played(trace, TableEnd(system, options.kernel, machine), options.wait)
    except CannotPlay as why:
        raise Refused(f"replay cannot play here: {why}") from None
    told = " ".join(filter(None, (options.run, options.property)))
    table, kernel = options.variant or system.machine(options.kernel).__name__, kernel_name()
    print("\n".join(replayed_lines(Replay(told, trace, options.kernel, table, kernel, done), columns())))
    if done.parted is not None:
        return Exit.NOT_AS_EXPECTED
    return Exit.NOT_ESTABLISHED if done.ended else Exit.AS_EXPECTED


def asked(arguments: Sequence[str]) -> ReplayOptions:
    """What is to be played."""
    return _parser().parse_intermixed_args(arguments, ReplayOptions())


def _parser() -> Parser:
    parser = Parser(
        "replay",
        "A run, one end of it played by the kernel of this machine: where kernel and table part.",
        "The kernel is in a network namespace of its own, in front of a TUN device: as root, on Linux.\n"
        "Control bits, SEQ, ACK, length and states are compared; windows and options are not.\n"
        "Exit status: 0 the kernel does as the table does, 1 they part, 2 it cannot be played,\n"
        "3 it was not played to its end.",
    )
    parser.add_argument("run", metavar="RUN", help=f"a scenario, by name or file; or {MODEL}")
    parser.add_argument("property", metavar="PROPERTY", nargs="?", help="of the model: its counterexample or witness")
    parser.add_argument("--kernel", choices=ENDS, default="B", help="the end that the kernel plays (B)")
    parser.add_argument("--variant", choices=list(TABLES), help="hold the kernel to this table, and not to the run's")
    parser.add_argument(
        "--wait", type=seconds, default=PATIENCE, metavar="S", help=f"wait for a timer so many seconds ({PATIENCE:g})"
    )
    add_parameters(parser)
    add_limits(parser)
    return parser


def run_of(options: ReplayOptions) -> tuple[Trace, System]:
    """The run, and the system as the kernel's end sees it.  A name that both have is a scenario's, or with a property
    a model's.
    """
    names = {one.stem for one in scenarios()}
    if options.property is None and (options.run in names or options.run.endswith(".txt")):
        return performed(parse(found(options.run)), CAST, options.kernel)
    chosen = asked_about(choose(options.run, options.parameters), options.property)
    seen = explored(chosen, options, whole=False)
    (answer,) = seen.answers.values()
    if answer.trace is None:
        sentence = f"{chosen.name}, {answer.property}: {answer!r}, so there is no run to play"
        raise without_a_run(sentence, answer)
    if any(Segment not in frame.kinds for frame in seen.successors.frames.values()):
        raise Refused(f"{chosen.name} sends no TCP segments, and a kernel plays TCP")
    return answer.trace, seen.system


def kernel_name() -> str:
    """``Linux 6.18.44``: the kernel of this machine, without what its distributor adds."""
    return f"{platform.system()} {platform.release().partition('-')[0]}"
