"""Options that several verbs share, spelled and refused in the same way everywhere."""

from __future__ import annotations

import argparse
import math
import os
import re
from collections.abc import Callable, Set
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypedDict

from checker.command.held import HELD
from checker.languages.retelling import retold
from checker.languages.speech import tr
from checker.numbers.solver import Solver
from checker.verdicts.defaults import ENGINES, EngineName
from spec.notation.letters import escaped

JOBS = 2
"""Models that are checked at a time, each in a process of its own, where nobody says how many."""


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Help in the reader's language."""

    def start_section(self, heading: str | None) -> None:
        """A part of the options, under its heading."""
        super().start_section(retold(heading or ""))

    def _get_help_string(self, action: argparse.Action) -> str:
        return retold(action.help or "")  # as it is written: a percent sign is still doubled


class Parser(argparse.ArgumentParser):
    """A verb's parser: a wrong option is one sentence and status 2."""

    def __init__(self, verb: str, about: str, epilog: str = "") -> None:
        super().__init__(
            prog=f"handwave {verb}",
            description=retold(about),
            epilog=retold(epilog),
            allow_abbrev=False,
            add_help=False,
            formatter_class=_Formatter,
        )
        self._positionals.title, self._optionals.title = tr("positional arguments"), tr("options:").rstrip(":\uff1a")
        self.add_argument("-h", "--help", action="help", help="show this help message and exit")
        self._own: Set[str] = frozenset()

    def format_help(self) -> str:
        """All of it.  (What argparse itself reads of :meth:`format_usage` stays in English.)"""
        return super().format_help().replace("usage: ", tr("usage: "), 1)

    if not TYPE_CHECKING:  # type checkers see what argparse says of these

        def parse_args(self, args=None, namespace=None):
            """As argparse does; the process is held to ``--timeout`` and ``--memory`` from then on."""
            self._complete()
            return self._held(super().parse_args(args, namespace))

        def parse_intermixed_args(self, args=None, namespace=None):
            """The same, with options between what has no name."""
            self._complete()
            return self._held(super().parse_intermixed_args(args, namespace))

    def _complete(self) -> None:
        self._own = self._option_string_actions.keys() & {name for name, *_ in HELD_TO}
        for name, kind, metavar, about in HELD_TO:
            if name not in self._option_string_actions:
                self.add_argument(name, type=kind, metavar=metavar, help=about)

    def _held(self, found: Any) -> Any:
        HELD.to(found.timeout, found.memory, own=self._own)
        return found

    def error(self, message: str) -> NoReturn:
        meant = self._meant(message)
        said = tr("{verb}: {message} ({verb} --help lists what it takes)")
        self.exit(2, said.format(verb=self.prog, message=escaped(retold(message)) + meant) + "\n")

    def _meant(self, message: str) -> str:
        from spec.notation.nearest import nearest

        unknown = re.match(r"unrecognized arguments: (--[\w-]+)", message)
        return "" if unknown is None else nearest(unknown[1], self._option_string_actions)


HELD_TO: tuple[tuple[str, Callable[[str], object], str, str], ...] = (
    ("--timeout", lambda text: seconds(text), "S", "give up after so many seconds"),
    ("--memory", lambda text: octets(text), "SIZE", "give up where more memory is needed (2G, 500M)"),
)
"""What every verb can be held to."""


class Limited(argparse.Namespace):
    """What :func:`add_limits` parses."""

    max_states: int | None
    max_depth: int | None
    timeout: float | None
    memory: int | None
    engine: EngineName


class Bounds(TypedDict):
    """The same as ``explore`` takes them."""

    max_states: int | None
    max_depth: int | None
    timeout: float | None
    memory: int | None
    engine: EngineName


def bounds(limits: Limited) -> Bounds:
    """What :func:`checker.verdicts.exploring.explore` is to be given."""
    return {
        "max_states": limits.max_states,
        "max_depth": limits.max_depth,
        "timeout": limits.timeout,
        "memory": limits.memory,
        "engine": limits.engine,
    }


def add_limits(parser: Parser) -> None:
    """``--max-states``, ``--max-depth``, ``--timeout``, ``--memory``, and ``--engine``."""
    group = parser.add_argument_group("limits; a search that meets one establishes nothing that it has not seen")
    group.add_argument("--max-states", type=whole, metavar="N", help="stop at so many states")
    group.add_argument("--max-depth", type=whole, metavar="N", help="go so many steps from the start")
    group.add_argument(
        "--timeout",
        type=seconds,
        metavar="S",
        help="stop after so many seconds, the last tenth of them kept for the verdicts",
    )
    group.add_argument(
        "--memory", type=octets, metavar="SIZE", help="take no more memory than that (2G, 500M); 80 %% of what is free"
    )
    parser.add_argument(
        "--engine",
        choices=ENGINES,
        default="auto",
        help="who searches; auto: Python, and where a search is large compiled kernels",
    )


def add_jobs(parser: Parser) -> None:
    """``--jobs``."""
    parser.add_argument("--jobs", type=whole, default=JOBS, metavar="N", help=f"models checked at a time ({JOBS})")


def add_parameters(parser: Parser) -> None:
    """``-p NAME=VALUE``, as often as wanted."""
    parser.add_argument(
        "-p",
        dest="parameters",
        type=assignment,
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a parameter of the model ('handwave list' shows them); may be repeated",
    )


class Solving(argparse.Namespace):
    """What :func:`add_solver` parses."""

    query_timeout: float | None
    save_queries: Path | None

    def solver(self) -> Solver:
        """The solver with these limits."""
        return Solver(self.query_timeout, self.save_queries)


def add_solver(parser: Parser) -> None:
    """``--query-timeout``, ``--save-queries``."""
    group = parser.add_argument_group("the solver; what it leaves open is NOT ESTABLISHED")
    group.add_argument(
        "--query-timeout",
        type=seconds,
        metavar="S",
        help="seconds for each query (none: Z3 counts its work)",
    )
    group.add_argument("--save-queries", type=folder, metavar="DIR", help="keep every query there, as SMT-LIB")


MODEL = "a model of 'handwave list', or FILE.py:NAME for one of your own"


def folder(text: str) -> Path:
    """A folder into which can be written, or that can be made."""
    path = Path(text)
    there = next(one for one in (path, *path.absolute().parents) if one.exists())
    if not there.is_dir():
        raise argparse.ArgumentTypeError(
            f"{there} is no folder" + ("" if there == path else f": {text} cannot be made")
        )
    if not os.access(there, os.W_OK | os.X_OK):
        raise argparse.ArgumentTypeError(f"into the folder {there} nothing can be written")
    return path


def whole(text: str) -> int:
    """A whole number, 1 or more."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number of 1 or more")
    return number


def seed(text: str) -> int:
    """A whole number, 0 or more."""
    try:
        number = int(text)
    except ValueError:
        number = -1
    if number < 0:
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number of 0 or more")
    return number


def seconds(text: str) -> float:
    """A time above 0; a unit ``s`` may follow.

    >>> seconds("60"), seconds("1.5s")
    (60.0, 1.5)
    """
    try:
        number = float(text.removesuffix("s"))
    except ValueError:
        number = 0.0
    if not (number > 0 and math.isfinite(number)):
        raise argparse.ArgumentTypeError(f"'{text}' is not a number of seconds above 0")
    return number


LEAST = 1024
"""Octets: whoever writes less forgot the unit."""
UNITS = {"": 1, "K": 1024, "M": 1024**2, "G": 1024**3}


def octets(text: str) -> int:
    """So much memory, in octets.

    >>> octets("500M"), octets("1.5G")
    (524288000, 1610612736)
    """
    said = re.fullmatch(r"(\d{1,15}(?:\.\d{1,9})?)([KMG]?)B?", text.strip().upper())
    size = 0 if said is None else int(float(said[1]) * UNITS[said[2]])
    if size < LEAST:
        raise argparse.ArgumentTypeError(f"'{text}' is not an amount of memory: write 500M or 2G, for example")
    return size


def assignment(text: str) -> tuple[str, int]:
    """A parameter with its value.

    >>> assignment("M=2")
    ('M', 2)
    """
    name, equals, value = text.partition("=")
    if not (equals and name):
        raise argparse.ArgumentTypeError(f"'{text}' gives no value: write NAME=VALUE, such as M=2")
    if not re.fullmatch(r"[+-]?\d{1,18}", value.strip()):
        raise argparse.ArgumentTypeError(f"{name}={value} is not a whole number: write {name}=2, for example")
    return name.strip(), int(value)


def ranged(text: str) -> tuple[str, int, int]:
    """A parameter with its value, or with a range of values.

    >>> ranged("M=1..16"), ranged("OPENS=2")
    (('M', 1, 16), ('OPENS', 2, 2))
    """
    low, dots, high = text.partition("..")
    name, first = assignment(low)
    if not dots:
        return name, first, first
    if not re.fullmatch(r"[+-]?\d{1,18}", high.strip()):
        raise argparse.ArgumentTypeError(f"{text} is not a range of whole numbers: write {name}=1..16, for example")
    if int(high) < first:
        raise argparse.ArgumentTypeError(f"the range {text} is empty: write {name}={int(high)}..{first}")
    return name, first, int(high)
