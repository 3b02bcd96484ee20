"""The verb ``rows``: the table of a protocol, in the order in which it is read; of a variant what differs."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence

from checker.command.choosing.models import choose
from checker.command.choosing.tables import declared_table, tables_of_tcp
from checker.command.options import Parser, add_parameters
from checker.command.outcomes import Exit, Refused
from checker.command.report.as_json import printed
from checker.command.terminal import columns
from checker.languages.retelling import retold
from checker.languages.speech import tr
from checker.languages.wide_text import folded
from spec.notation.letters import escaped
from spec.notation.machines import Machine
from spec.notation.nearest import nearest
from spec.notation.rows import Row
from spec.notation.systems import ENDS
from spec.notation.table_text import Wanted, overview, table_text
from spec.notation.tables import base_of

TABLE = "tcp"
MOST = 24
"""Rows that are shown whole without being asked."""
TABLES = f"{TABLE}, a variant of it, a model, or FILE.py:NAME of one"


class RowsOptions(argparse.Namespace):
    """What ``rows`` was asked."""

    what: str | None
    part: str | None
    rfc: str | None
    whole: bool
    json: bool
    parameters: list[tuple[str, int]]


def main(arguments: Sequence[str]) -> int:
    """Print the table; the exit status."""
    options = _parser().parse_intermixed_args(arguments, RowsOptions())
    if options.rfc is not None:
        return _beside_the_rfc(options, options.rfc)
    if options.json or options.what is None:
        raise Refused("--json goes with --rfc SECTION" if options.json else f"say of which table: {TABLES}")
    machines = _machines(options.what, options.parameters)
    wanted = None if options.part is None else _wanted(options.part, list(machines))
    print("\n\n".join(_told(machines, wanted, options)))
    return Exit.AS_EXPECTED


def _beside_the_rfc(options: RowsOptions, section: str) -> int:
    from checker.command.report.clauses import clauses_json, clauses_of, clauses_text

    if (options.what or TABLE).lower() != TABLE or options.part is not None or options.parameters:
        raise Refused(f"--rfc is about the table as it is, {TABLE}, and takes nothing else")
    clauses = clauses_of(section)
    print(printed(clauses_json(clauses)) if options.json else "\n".join(clauses_text(clauses, columns())))
    return Exit.AS_EXPECTED


def _parser() -> Parser:
    about = (
        "The rows of a table: state, event, condition, what is done, next state, section. Of a variant what differs.\n"
        "With --rfc the clauses of a section of RFC 9293, each beside its rows."
    )
    parser = Parser("rows", about)
    parser.add_argument("what", metavar="TABLE", nargs="?", help=TABLES)
    what = "opening, closing, a state, an event, or the name of a row"
    parser.add_argument("part", metavar="PART", nargs="?", help=what)
    parser.add_argument("--whole", action="store_true", help=f"all of each row, also where there are more than {MOST}")
    parser.add_argument(
        "--rfc", metavar="SECTION", help="the clauses of 3.10.7.4, 3.5 and so on: rows, and a run of each"
    )
    parser.add_argument("--json", action="store_true", help="with --rfc: a list of clauses, for other programs")
    add_parameters(parser)
    return parser


def _told(machines: Mapping[type[Machine], str], wanted: Wanted | None, options: RowsOptions) -> Iterator[str]:
    """Every table; where one of a model is a variant, only the variants; of a long one a line for each row."""
    variants = any(base_of(one) for one in machines) and len(machines) > 1
    for machine, ends in machines.items():
        lead = f"{ends}: " if ends else ""
        if variants and base_of(machine) is None:
            yield lead + tr("{table} as it is").format(table=machine.__name__)
        elif not options.whole and base_of(machine) is None and _number(machine, wanted) > MOST:
            yield lead + "\n".join(overview(machine, wanted, columns(), retold))
            asked = " ".join(filter(None, (options.what, options.part)))
            text = tr(
                "in full: handwave rows {asked} --whole; some: handwave rows {table} STATE, or an event, or a row"
            )
            yield "\n".join(folded(text.format(asked=asked, table=options.what), columns()))
        else:
            yield lead + table_text(machine, wanted, columns(), retold, tr)


def _number(machine: type[Machine], wanted: Wanted | None) -> int:
    return sum(wanted is None or wanted(row) for row in machine.rows)


def _machines(typed: str, parameters: Sequence[tuple[str, int]]) -> Mapping[type[Machine], str]:
    """The tables that were asked for, each with the ends of the model that follow it."""
    own = declared_table(typed)
    if own is not None:
        return {own: ""}
    try:
        system = choose(typed, parameters).model.system
    except Refused as refused:
        meant = nearest(typed, [TABLE, *tables_of_tcp()])
        if ".py" in typed or not meant:
            raise
        raise Refused(f"there is no table and no model '{escaped(typed)}'{meant}") from refused
    ends = {machine: [end for end in ENDS if system.machine(end) is machine] for machine in map(system.machine, ENDS)}
    return {machine: " and ".join(names) for machine, names in ends.items()}


def _wanted(part: str, machines: Sequence[type[Machine]]) -> Wanted:
    """The rows of a half of the table, of a state, or of a name.  Refused where it is none of these."""
    states = _states(part, machines)
    if states:
        return lambda row: bool(states & _touched(row))
    names = {row.name for machine in machines for row in machine.declared}
    if part in names:
        return lambda row: row.name == part
    given = _plain(part)
    if any(given in _event(row) for machine in machines for row in machine.rows):
        return lambda row: given in _event(row)
    known = [*_halves(machines), *(state.value for machine in machines for state in machine.states())]
    meant = nearest(part, [*known, *names])
    raise Refused(
        f"there is no state and no row '{escaped(part)}'{meant}: write one of {', '.join(dict.fromkeys(known))}"
    )


def _states(part: str, machines: Sequence[type[Machine]]) -> frozenset[str]:
    halves = _halves(machines)
    if part in halves:  # as written: CLOSING is a state
        return halves[part]
    given = _plain(part)
    return frozenset(
        one.value for table in machines for one in table.states() if given in map(_plain, (one.value, one.name))
    )


def _event(row: Row) -> tuple[str, ...]:
    """What its event may be called: ``rcv fin``, ``fin``."""
    name = _plain(row.on.name)
    return name, name.removeprefix("rcv ")


def _plain(name: str) -> str:
    return name.lower().replace("_", "-")


def _halves(machines: Sequence[type[Machine]]) -> Mapping[str, frozenset[str]]:
    """``opening``, ``closing``: where the table is one of TCP's."""
    from spec.tcp import table

    if not any(issubclass(machine, table.Tcp) for machine in machines):
        return {}
    return {name: frozenset(state.value for state in states) for name, states in table.PARTS.items()}


def _touched(row: Row) -> set[str]:
    """The states in which the row is read, and the one that it enters."""
    return {state.value for state in row.at} | ({row.to.value} if row.to is not None else set())
