"""The verb ``why``: why a protocol is as it is, or why a property of a model is violated."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from checker.command.choosing.models import Chosen, choose
from checker.command.claims.numbers import exceptions_words, for_all_numbers, numbers_words
from checker.command.options import MODEL, Limited, Parser, add_limits, add_parameters, bounds
from checker.command.outcomes import Exit, Refused, without_a_run
from checker.command.report.answer import Told, Why, answer_lines
from checker.command.report.answer_json import answer_object
from checker.command.report.showing import Showing, add_show, shown, shown_beside
from checker.command.report.violation import Violation, violation
from checker.command.running.explored import asking, explored, uninterrupted
from checker.command.terminal import columns
from checker.command.verbs.trace import one_property
from checker.command.writing import Output, add_output, drawn, is_picture, put_text
from checker.evidence.counterfactual import Beside, beside, rows_that_differ
from checker.evidence.repairs import Repairs, made_from, repairs
from checker.languages.speech import tr
from checker.results.answers import Answer, Verdict
from checker.results.runs import Trace
from checker.results.wording import outcome
from checker.verdicts.exploration import Exploration
from checker.verdicts.exploring import explore
from spec.notation.changes import Change
from spec.notation.errors import SpecError
from spec.notation.explanations import Explanation
from spec.notation.letters import escaped
from spec.notation.models import Model
from spec.notation.nearest import nearest
from spec.notation.properties import Cheapest, Sometimes

MOST_STATES = 20_000
"""States of the search for all numbers at once, on each side."""
STATUS = "exit status: 0 an answer is printed, 1 there is nothing to explain, 2 wrong usage, 3 not established"


class WhyOptions(Limited, Output, Showing):
    """What ``why`` was asked."""

    asked: str | None
    property: str | None
    parameters: list[tuple[str, int]]
    json: bool


def main(arguments: Sequence[str]) -> int:
    """List the questions, or answer one; the exit status."""
    options = _parser().parse_intermixed_args(arguments, WhyOptions())
    if options.asked is None:
        print("\n".join(_listed()))
        return Exit.AS_EXPECTED
    question = _questions().get(options.asked) if options.property is None else None
    if question is not None:
        return _answered(options.asked, question, options)
    chosen = _chosen(options)
    return _explained(chosen, one_property(chosen, options.property), options)


def _parser() -> Parser:
    about = "Why a protocol is as it is; or why a property of a model is violated, and what would repair it."
    parser = Parser("why", about, STATUS)
    parser.add_argument("asked", metavar="QUESTION|MODEL", nargs="?", help=f"a question (none: list them), or {MODEL}")
    parser.add_argument("property", metavar="PROPERTY", nargs="?", help="one of the model's properties")
    add_parameters(parser)
    parser.add_argument("--json", action="store_true", help="print one object")
    add_show(parser)
    add_output(parser, "the charts side by side")
    add_limits(parser)
    return parser


def _questions() -> Mapping[str, Explanation]:
    from spec.explanations import EXPLANATIONS  # who explains a model of his own does not wait for all of TCP

    return EXPLANATIONS


def _listed() -> Iterator[str]:
    column = max(map(len, _questions()))
    yield from (f"{name:<{column}}  {tr(one.about)}" for name, one in _questions().items())
    yield ""
    yield tr("handwave why QUESTION answers one; handwave why MODEL PROPERTY explains any violated property")


def _chosen(options: WhyOptions) -> Chosen:
    assert options.asked is not None
    try:
        return choose(options.asked, options.parameters)
    except Refused as refused:
        from spec.catalogue import MODELS

        if options.asked in _questions():
            said = f"'{options.asked}' is a question, which takes no property: write handwave why {options.asked}"
            raise Refused(said) from refused
        if ".py" in options.asked or options.asked in MODELS:
            raise
        meant = nearest(options.asked, {**_questions(), **MODELS})
        raise Refused(
            f"there is no question and no model '{escaped(options.asked)}'{meant}: "
            "handwave why lists the questions, handwave list the models"
        ) from refused


def _answered(name: str, question: Explanation, options: WhyOptions) -> int:
    found = uninterrupted(explore(question.model, **bounds(options)))
    answer = found.answers[question.asked]
    trace = _shown(name, answer)
    there, run, differ = _otherwise(found, question.model, question.asked, question.better, options)
    there = replace(there, called=question.better_called)
    mended = None if _draws(options) else _repaired(question.model, question.asked, answer, trace)
    why = Why(
        question.about,
        question.reason,
        _told(question.worse, found, question.model, question.asked, options),
        there,
        trace,
        run,
        differ,
        _violated(found, question.asked),
        _or_as_beside(mended, question.model, question.better, there, differ),
        question.try_next,
    )
    return _printed(why, options)


def _draws(options: WhyOptions) -> bool:
    """Whether a picture is asked for: it shows nothing of what takes an answer long, which is not worked out for it."""
    return is_picture(options.output)


def _otherwise(
    found: Exploration, model: Model, name: str, better: Change, options: WhyOptions
) -> tuple[Told, Beside, Sequence[str]]:
    """The changed system: what is so there, the same schedule taken by it, and the rows in which the two differ."""
    other = replace(model, system=better.of(model.system))
    there = _told(
        _with(better),
        uninterrupted(explore(other, **bounds(options))),
        other,
        name,
        options,
    )
    run = beside(found.trace(name), other.system, found.plan.ghosts, found.properties[name])
    return there, run, rows_that_differ(model.system, other.system)


def _shown(name: str, answer: Answer) -> Trace:
    if answer.trace is None:
        raise without_a_run(f"{name}, {answer.property}: {answer!r}: there is no run to explain", answer)
    return answer.trace


def _told(called: str, found: Exploration, model: Model, name: str, options: WhyOptions) -> Told:
    numbers = "" if _draws(options) else _numbers(model, name, found.answers[name].verdict)
    return Told(called, found.answers[name], found.states, found.complete, numbers)


def _numbers(model: Model, name: str, verdict: Verdict) -> str:
    """``VIOLATED whatever the numbers are``; of what holds for the model's own, ``HOLDS unless ...``.

    Empty where a single state does not decide it, or there are no numbers.
    """
    found = for_all_numbers(model, [name], MOST_STATES)
    if found is None:
        return ""
    (answer,) = found.answers
    if verdict is Verdict.HOLDS and answer.conditions:
        return exceptions_words(answer)
    return tr("{verdict} {numbers}").format(verdict=tr(str(answer.verdict)), numbers=numbers_words(answer))


def _violated(found: Exploration, name: str) -> Violation | None:
    return violation(found, name) if found.answers[name].verdict is Verdict.VIOLATED else None


def _repaired(model: Model, name: str, answer: Answer, trace: Trace) -> Repairs | None:
    if answer.verdict is not Verdict.VIOLATED:
        return None
    return repairs(model.system, model.properties, name, trace)


def _or_as_beside(
    mended: Repairs | None, model: Model, better: Change, there: Told, differ: Sequence[str]
) -> Repairs | None:
    """What repairs it, with what stands beside it first, if that holds and is not among them already."""
    if mended is None or there.answer.verdict is not Verdict.HOLDS:
        return mended
    system = better.of(model.system)
    if any(one.of(model.system) == system for one in mended.found):
        return mended
    if len(differ) == 1 and any(one.name.startswith(f"{differ[0]} ") for one in mended.found):
        return mended  # the one row that differs, put back
    beside_it = better.called(tr("as on the right, {called}").format(called=tr(there.called)))
    return replace(mended, found=(beside_it, *mended.found))


def _explained(chosen: Chosen, name: str, options: WhyOptions) -> int:
    """A violated property of any model; the counterfactual is the base of its variants, or its smallest repair."""
    found = explored(_with_possible(chosen, name), options)
    answer = found.answers[name]
    if answer.verdict is not Verdict.VIOLATED or answer.trace is None:
        said = tr("{model}, {property}: {verdict}: no violation was found, so there is nothing to explain: {about}")
        verdict = outcome(answer)
        print(said.format(model=chosen.name, property=name, verdict=verdict, about=tr(answer.about)))
        return Exit.NOT_ESTABLISHED if answer.verdict is Verdict.NOT_ESTABLISHED else Exit.NOT_AS_EXPECTED
    called = tr("with {name}").format(name=chosen.name)
    question = tr("Why is {property} of {model} violated?").format(property=name, model=chosen.name)
    better, worse = _base(found, name)
    model = _still_possible(chosen.model, found)
    mended = None if better is not None and _draws(options) else _repaired(model, name, answer, answer.trace)
    if better is None and mended is not None and mended.found:
        better = mended.found[0]
    there, run, differ = (None, None, ()) if better is None else _otherwise(found, model, name, better, options)
    if better is not None and there is not None:
        mended = _or_as_beside(mended, model, better, there, differ)
    commands = (f"trace {chosen.words} {name} --changes", f"draw {chosen.words} --trace {name} -o {name}.svg")
    here = _told(called, found, chosen.model, name, options)
    violated = _violated(found, name)
    why = Why(question, "", here, there, answer.trace, run, differ, violated, mended, commands, worse)
    return _printed(why, options)


def _with_possible(chosen: Chosen, name: str) -> Chosen:
    """The model with that property, and with what is possible: a repair has to leave it so."""
    possible = [other for other, one in chosen.model.properties.items() if isinstance(one, Sometimes | Cheapest)]
    return asking(chosen, [name, *possible])


def _still_possible(model: Model, found: Exploration) -> Model:
    """The same without what was not found possible in the first place: no repair has to make it so."""
    lost = [name for name, one in found.answers.items() if one.verdict in (Verdict.IMPOSSIBLE, Verdict.NOT_ESTABLISHED)]
    return model.only([name for name in found.answers if name not in lost])


def _base(found: Exploration, name: str) -> tuple[Change | None, Told | None]:
    """The nearest tables that the variants are made from in which the property holds; what is so in the last of all."""
    last = None
    for base in made_from(found.system):
        system = base.of(found.system)
        try:
            there = uninterrupted(explore(system, {name: found.properties[name]}, max_states=MOST_STATES))
        except SpecError:  # it is asked of a variable that only the variants keep
            break
        if there.answers[name].verdict is Verdict.HOLDS:
            return base, None
        last = Told(_with(base), there.answers[name], there.states, there.complete)
    return None, last


def _with(change: Change) -> str:
    return tr("with {name}").format(name=change.name.replace(" is ", " as "))


def _printed(why: Why, options: WhyOptions) -> int:
    run = why.beside and shown_beside(why.beside, options.show)
    why = replace(why, trace=shown(why.trace, options.show), beside=run, shown=options.show or "")
    if options.output is not None and _draws(options):
        from checker.command.report.answer_picture import answer_pictures
        from diagrams.sequence.two_charts import on_paper

        step_by_step, options.fit = on_paper(options.fit)
        print("\n".join(drawn(answer_pictures(why, alone=step_by_step), options)))
        return Exit.AS_EXPECTED
    lines = (
        [json.dumps(answer_object(why), indent=2, ensure_ascii=False)] if options.json else answer_lines(why, columns())
    )
    put_text("\n".join(lines), options.output)
    return Exit.AS_EXPECTED
