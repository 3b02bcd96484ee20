"""The verb ``mutate``: whether every row of TCP's table matters to some scenario or property."""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.command.mutant_killers import Killer, Round, rounds
from checker.command.options import Parser
from checker.command.outcomes import Exit, Refused
from checker.evidence.mutants import Mutant, mutants, mutated, refused, same_decisions
from spec.notation.nearest import nearest
from spec.tcp.survivors import REASONS
from spec.tcp.table import Tcp

SAME = "it does what the table does in every state"
OTHERWISE: Mapping[str, int] = {"DELAYED": 1, "HOLDS": 1, "REOPENS": 1, "TIME_WAIT": 2, "CRASHES": 1, "QUIET": 2}
SETTINGS: tuple[Mapping[str, int], ...] = ({}, OTHERWISE, {**OTHERWISE, "ARRIVALS_FIRST": 1})
"""The choices that the RFC leaves open, taken both ways."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one mutant: the killer's name, or nothing."""

    mutant: str
    killer: str
    reason: str = ""
    """Why it survives, where that is known."""

    @property
    def alive(self) -> bool:
        """Whether something else may still kill it."""
        return not self.killer and self.reason != SAME


class MutateOptions(argparse.Namespace):
    """What ``mutate`` was asked."""

    rows: list[str]
    json: bool
    jobs: int
    survivors: bool
    captures: str | None


def main(arguments: Sequence[str]) -> int:
    """Make the mutants and see what kills them; the exit status."""
    options = _parser().parse_intermixed_args(arguments, MutateOptions())
    chosen = _chosen(options.rows)
    fates = _fates(chosen, rounds(options.captures), options.jobs)
    if options.json:
        print(
            json.dumps([{"mutant": one.mutant, "killer": one.killer, "reason": one.reason} for one in fates], indent=2)
        )
    else:
        print("\n".join(report(fates, survivors=options.survivors)))
    return Exit.AS_EXPECTED if all(one.killer or one.reason for one in fates) else Exit.NOT_AS_EXPECTED


def _parser() -> Parser:
    parser = Parser("mutate", "Drop or alter each row of TCP's table in turn, and say what notices it.")
    parser.add_argument("rows", metavar="ROW", nargs="*", help="only the mutants of these rows")
    parser.add_argument("--json", action="store_true", help="a list of objects: mutant, killer, reason")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="worker processes (2)")
    parser.add_argument("--captures", metavar="FOLDER", help="let its NAME.client.pcap, NAME.server.pcap notice, too")
    parser.add_argument("--survivors", action="store_true", help="only the mutants that nothing kills")
    return parser


def _chosen(rows: Sequence[str]) -> list[Mutant]:
    known = [row.name for row in Tcp.rows]
    for name in rows:
        if name not in known:
            raise Refused(f"Tcp has no row '{name}'{nearest(name, known)}; its rows: {', '.join(known)}")
    return [mutant for mutant in mutants(Tcp) if not rows or mutant.row in rows]


def _fates(chosen: Sequence[Mutant], ready: Sequence[Round], jobs: int) -> list[Fate]:
    """What becomes of each mutant; a round is made ready only for those that are still alive."""
    fates: dict[Mutant, Fate] = {}
    for killers in ready:
        alive = [one for one in chosen if one not in fates or fates[one].alive]
        if alive:
            fates.update(zip(alive, _watched(_tried(alive, killers(), jobs), len(alive)), strict=True))
    return [fates[one] for one in chosen]


def _tried(chosen: Sequence[Mutant], ready: Sequence[Killer], jobs: int) -> Iterator[Fate]:
    court = Court(chosen, ready)
    if jobs < 2 or len(chosen) < 2:
        yield from map(court.fate, range(len(chosen)))
        return
    _courts.append(court)  # forked, so that the killers and their results are there already
    with multiprocessing.get_context("fork").Pool(jobs) as pool:
        yield from pool.imap(_fate, range(len(chosen)))
    _courts.clear()


_courts: list[Court] = []


def _fate(number: int) -> Fate:
    return _courts[0].fate(number)


@dataclass(frozen=True)
class Court:
    """The mutants, and all that may tell them from the table."""

    chosen: Sequence[Mutant]
    killers: Sequence[Killer]

    def fate(self, number: int) -> Fate:
        """What kills a mutant: its declaration, or the first killer that tells it from the table."""
        mutant = self.chosen[number]
        if refused(Tcp, mutant):
            return Fate(str(mutant), "its declaration, which is refused")
        if same_decisions(Tcp, mutated(Tcp, mutant), SETTINGS):
            return Fate(str(mutant), "", SAME)
        for killer in self.killers:
            if killer.kills(mutant):
                return Fate(str(mutant), killer.name)
        return Fate(str(mutant), "", REASONS.get(str(mutant), ""))


def _watched(fates: Iterator[Fate], total: int) -> Iterator[Fate]:
    begin = told = time.monotonic()
    for number, one in enumerate(fates, start=1):
        if time.monotonic() - told > 10:
            told = time.monotonic()
            print(f"{number} of {total} mutants, {told - begin:.0f} s", file=sys.stderr, flush=True)
        yield one


def report(fates: Sequence[Fate], *, survivors: bool = False) -> Iterator[str]:
    """A line for each mutant, and the score."""
    for one in fates:
        if one.killer and not survivors:
            yield f"{one.mutant}: killed by {one.killer}"
        elif not one.killer:
            yield f"{one.mutant}: SURVIVES{f' ({one.reason})' if one.reason else ''}"
    killed = sum(1 for one in fates if one.killer)
    real = sum(1 for one in fates if one.reason != SAME)
    share = 100 * killed / real if real else 100.0
    same = len(fates) - real
    none = "1 more does what the table does, and is none" if same == 1 else f"{same} more do what it does, and are none"
    yield f"{killed} of {real} mutants killed, {share:.1f} %; {none}"
