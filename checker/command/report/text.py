"""One model's result as text: what was checked, how much was seen, each verdict with its reasons."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from checker.command.choosing.models import Chosen
from checker.command.report.all_numbers import Numbered, number_lines
from checker.command.report.evidence import Assurances, assurance_lines, in_short
from checker.command.report.expectations import Judged, unexpected
from checker.command.report.heading import bounds_in_short, setting, title
from checker.command.report.next_commands import advice
from checker.command.report.reasons import reasons
from checker.evidence.assurance import Assurance
from checker.languages.counts import counted
from checker.languages.retelling import retold
from checker.languages.speech import tr
from checker.languages.wide_text import closed_up, columns_of, folded, pad
from checker.results.answers import Verdict
from checker.results.wording import extent, in_brackets
from checker.rows.configuration import event_counted
from checker.search.breadth_first import INTERRUPTED
from checker.verdicts.defaults import Extent
from checker.verdicts.exploration import Exploration
from checker.verdicts.pair_verdicts import UNCOUNTED
from checker.verdicts.what_is_large import Large, Left

NOTHING_BEHIND: Assurances = {}
LARGEST = 6
"""Variables whose values are counted in the report, and rows that are named, without ``--stats``."""


@dataclass(frozen=True, slots=True)
class Detail:
    """How much of it to print, and in how many columns."""

    ladders: bool | None = None
    """Whether counterexamples are printed as ladders; None: those that were not expected, or all with ``all``."""
    all: bool = False
    """Whether to print the bounds, what breaks it on purpose, larger bounds, rows, values and numbers too."""
    stats: bool = False
    width: int = 100
    show: str | None = None
    """Variables that stand in the place of the states in the ladders."""

    def ladder_of(self, one: Judged) -> bool:
        """Whether the run of this property is printed."""
        wanted = self.all or not one.as_expected if self.ladders is None else self.ladders
        return wanted and one.answer.verdict is Verdict.VIOLATED and one.answer.trace is not None


def report(
    chosen: Chosen,
    found: Exploration,
    verdicts: Sequence[Judged],
    shown: Detail,
    behind: Assurances = NOTHING_BEHIND,
    numbers: Numbered | None = None,
) -> str:
    """The report, without a newline at the end: what was asked, each verdict, how much was seen, what to try next."""
    lines = folded(title(chosen), shown.width)
    columns = _widest(tr(str(one.answer.verdict)) for one in verdicts), _widest(one.name for one in verdicts)
    for one in verdicts:
        lines += _property(found, one, columns, shown, behind.get(one.name))
    if not verdicts:
        lines.append(' no properties: give it some with Model(system, {"name": Always(...)})')
    more = "" if shown.all else tr(" (-v shows more)")
    lines += folded(f" {counts(found)}{more}", shown.width)
    for name, text in _below(chosen, found, verdicts, shown, numbers):
        lines += folded(f" {pad(name, 8)}{retold(text)}", shown.width, 9)
    return "\n".join(lines)


def _below(
    chosen: Chosen, found: Exploration, verdicts: Sequence[Judged], shown: Detail, numbers: Numbered | None
) -> Iterator[tuple[str, str]]:
    """What stands below the counts, each line with the word before it."""
    if found.pairs:
        yield tr("decided"), decided(found)
    if not shown.all:
        yield tr("bounds"), bounds_in_short(chosen, found)
    else:
        yield from setting(chosen, found.system, found.plan.layout.frames)
        yield from ((tr("numbers"), text) for text in number_lines(found, numbers))
        yield from _facts(found, shown)
    for bound in found.coverage.bounds_met:
        yield tr("bound"), tr("met: {bound}; the verdicts do not look beyond it").format(bound=retold(bound))
    for one in found.large:
        yield tr("large"), large(one)
    for command in advice(chosen, found, verdicts):
        yield tr("next"), command


def large(one: Large) -> str:
    """``50,000 states, met last; left are 1,204 without messages to B, 31,007 without A.SND.UNA``."""
    left = ", ".join(tr("{number} without {thing}").format(number=f"{n.number:,}", thing=_thing(n)) for n in one.left)
    if one.end is None:
        return tr("{states}, met last; left are {left}").format(states=counted(one.number, "state"), left=left)
    states = counted(one.number, "local state")
    return tr("{states} of {end}; left are {left}").format(states=states, end=one.end, left=left)


def _thing(one: Left) -> str:
    if not one.variable:
        return tr("messages to {end}").format(end=one.end)
    event = event_counted(one.variable)
    return f"{one.end}.{one.variable}" if event is None else tr("counting {event}").format(event=f"{one.end}: {event}")


def counts(found: Extent) -> str:
    """``713 states, 6,915 transitions, depth 13, complete, 0.01 s``; or the pairs of local states that decided."""
    if found.pairs:
        return tr("{pairs} of local states and no others; whole graph: {limit}, {seconds:.2f} s").format(
            pairs=counted(found.pairs, "pair"), limit=found.cut, seconds=found.seconds
        )
    return tr("{states}, {transitions}, depth {depth}, {extent}, {seconds:.2f} s").format(
        states=counted(found.states, "state"),
        transitions=counted(found.transitions, "transition"),
        depth=found.depth,
        extent=_extent(found),
        seconds=found.seconds,
    )


def decided(found: Exploration) -> str:
    """How each property was decided, where the states were not met one by one."""
    above, both, run, uncounted = list[str](), list[str](), list[str](), list[str]()
    for name, answer in found.answers.items():
        if answer.trace is not None:
            run.append(name)
        elif answer.how:
            (uncounted if UNCOUNTED in answer.how else both if "from below" in answer.how else above).append(name)
    ways = {
        tr("from above"): above,
        tr("from above and below"): both,
        tr("from above, even if calls and timers are not counted"): uncounted,
        tr("by a shortest run"): run,
    }
    return tr("; ").join(f"{way}: {', '.join(names)}" for way, names in ways.items() if names)


def _extent(found: Extent) -> str:
    if found.cut == INTERRUPTED:
        return tr("interrupted")
    return tr("complete") if found.complete else tr("cut short by {limit}").format(limit=found.cut)


def _widest(texts: Iterable[str]) -> int:
    return max(map(columns_of, texts), default=0)


def _property(
    found: Exploration, one: Judged, columns: tuple[int, int], shown: Detail, behind: Assurance | None
) -> Iterator[str]:
    verdict, name = columns
    about = tr(one.answer.about) if one.answer.about not in ("", one.name) else ""
    how = in_brackets(extent(one.answer))
    said = f" {pad(tr(str(one.answer.verdict)), verdict)} {pad(one.name, name)}  {about}{how}".rstrip()
    yield from folded(said, shown.width, verdict + name + 4)
    below = [*unexpected(one), *reasons(found, one, all_of_them=shown.all)]
    for text in (*below, *(assurance_lines if shown.all else in_short)(one.answer, behind)):
        yield from folded(" " * (verdict + 2) + closed_up(retold(text)), shown.width, verdict + 4)
    if shown.ladder_of(one) and one.answer.trace is not None:
        from checker.command.report.showing import shown as in_place_of_states
        from diagrams.ladders.ladder import ladder

        run = in_place_of_states(one.answer.trace, shown.show)
        yield textwrap.indent(ladder(run, title=False, width=shown.width - 4), "    ")


def _facts(found: Exploration, shown: Detail) -> Iterator[tuple[str, str]]:
    seen = found.coverage
    yield tr("rows"), rows_fired(found, "--stats" if not shown.stats else None)
    values = seen.values if shown.stats else seen.values[:LARGEST]
    scope = "" if seen.looked is None else f"in the first {counted(seen.looked, 'state')}: "
    yield tr("values"), scope + ", ".join(f"{name} {number:,}" for name, number in values)
    if shown.stats:
        yield from _statistics(found)


def rows_fired(found: Extent, more: str | None = "handwave check --stats") -> str:
    """Which rows never fired; all of them, or a few and ``more``, which names the rest."""
    never, rows = found.coverage.never_fired, found.coverage.rows
    if not never:
        return tr("all {rows} fired").format(rows=rows)
    left = len(never) - LARGEST if more is not None else 0
    named = never if left <= 1 else never[:LARGEST]
    rest = tr(" and {number} more ({command} names them)").format(number=left, command=more) if left > 1 else ""
    said = tr("{number} of {rows} never fired: {names}")
    if not found.complete:
        said = tr("{number} of {rows} never fired in what was seen: {names}")
    return said.format(number=len(never), rows=rows, names=", ".join(named)) + rest


def _statistics(found: Exploration) -> Iterator[tuple[str, str]]:
    ends = [*found.search.levels[1:], len(found.search.order)]
    sizes = [end - begin for begin, end in zip(found.search.levels, ends, strict=True)]
    yield tr("levels"), ", ".join(f"{size:,}" for size in sizes)
    rate, steps = (number / max(found.seconds, 1e-9) for number in (found.states, found.transitions))
    yield tr("speed"), f"{rate:,.0f} states/s, {steps:,.0f} transitions/s"
    yield tr("engine"), engine_words(found)


def engine_words(found: Exploration) -> str:
    """Who searched, and if it was Python to the end, why; what the native engine took for it."""
    over = found.native
    if over is None:
        return "python, as asked"
    if over.began is None or over.figures is None:
        return "python: " + (over.why_not or over.why_later or f"fewer than {counted(over.after, 'state')}")
    one = over.figures
    return (
        f"native from {counted(over.began, 'state')} on: {one.views[0]:,} x {one.views[1]:,} views; "
        f"{one.size / max(one.states, 1):.1f} octets a state; {one.asking:.2f} s for what Python was asked "
        f"({one.asked:,} times), {one.following:.2f} s in the kernels "
        f"({counted(one.together, 'round')} of several threads), {over.loading:.2f} s to have them"
    )
