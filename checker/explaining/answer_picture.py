"""The answer to a why as a picture: the run, and the same schedule in the protocol that does better, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.evidence.counterfactual import Beside, Pair
from checker.explaining.answer import Answered, onwards, parted, sent_in_vain
from checker.explaining.run_columns import cannot
from checker.languages.speech import tr
from checker.results.answers import Verdict
from checker.results.runs import Point, Step, Trace
from diagrams.rendering.picture import Picture
from diagrams.sequence.chart import charts
from diagrams.sequence.two_charts import Column, numbered_column, two_charts


def answer_pictures(why: Answered, *, alone: bool = False) -> Sequence[Picture]:
    """The two charts; the chart of the run alone where that is asked for, or nothing was found that does better."""
    about = tr(" asked: {property}").format(property=tr(why.here.answer.about)).strip()
    reason = [tr(why.reason)] * bool(why.reason)
    if alone or why.there is None or why.beside is None:
        reached = why.here.answer.verdict is Verdict.POSSIBLE
        return charts(why.trace, tr(why.question), [why.here.words, *reason, about], goal=reached)
    vain = [number for number, step in enumerate(why.trace.steps, start=1) if sent_in_vain(why, step)]
    legend = [tr("pale, with a hollow arrow: what is sent in vain")] * bool(vain)
    left = numbered_column(why.trace, [why.here.words], vain)
    right = _other(why.beside, why.there.words, why.trace, onwards(why))
    said = [*reason, about, *legend]
    return [two_charts(tr(why.question), said, left, right, why.beside.parted, parted(why))]


def _other(run: Beside, said: str, trace: Trace, then: Sequence[Step]) -> Column:
    """The same schedule elsewhere; ``then``: how it goes on by itself, its steps without a number."""
    first = next((pair.there.before for pair in run.pairs if pair.there is not None), trace.start)
    steps = [*_steps(run, first), *then]
    names = [str(number) for number in range(1, len(run.pairs) + 1)] + [""] * (len(steps) - len(run.pairs))
    return Column(Trace(first, tuple(steps), ends=trace.ends), [said], names)


def _steps(run: Beside, at: Point) -> Iterator[Step]:
    for pair in run.pairs:
        yield pair.there or _cannot(pair, at)
        at = pair.there.after if pair.there is not None else at


def _cannot(pair: Pair, at: Point) -> Step:
    """What stands where something cannot happen."""
    return Step("call", pair.here.end, cannot(pair), None, (), (), at, at)
