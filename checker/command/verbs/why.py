"""The verb ``why``: why a protocol is as it is, or why a property of a model is violated."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from checker.command.choosing.models import Chosen, choose
from checker.command.options import MODEL, Limited, Parser, add_limits, add_parameters, bounds
from checker.command.outcomes import Exit, Refused
from checker.command.report.answer_json import answer_object
from checker.command.report.showing import Showing, add_show, check_shown, shown, shown_beside
from checker.command.running.explored import asking, explored
from checker.command.terminal import columns
from checker.command.verbs.trace import one_property
from checker.command.writing import Output, add_output, drawn, is_picture, put_text
from checker.explaining.answer import Answered, answer_lines
from checker.explaining.answering import Answering, NothingToExplain, with_possible
from checker.languages.speech import tr
from checker.results.answers import Verdict
from checker.verdicts.exploration import uninterrupted
from checker.verdicts.exploring import explore
from spec.notation.explanations import Explanation
from spec.notation.letters import escaped
from spec.notation.nearest import nearest

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
    try:
        why = _answered(options)
    except NothingToExplain as nothing:
        print(nothing)
        open_ = nothing.answer.verdict is Verdict.NOT_ESTABLISHED
        return Exit.NOT_ESTABLISHED if open_ else Exit.NOT_AS_EXPECTED
    return _printed(why, options)


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


def _answered(options: WhyOptions) -> Answered:
    # of what takes an answer long a picture shows nothing
    how = Answering(lambda model: uninterrupted(explore(model, **bounds(options))), brief=is_picture(options.output))
    question = _questions().get(options.asked or "") if options.property is None else None
    if question is not None:
        if options.parameters:
            raise Refused(f"'{options.asked}' is a question, which has no parameters: leave out -p")
        check_shown(question.model, options.show)
        return how.answered(question)
    chosen = _chosen(options)
    name = one_property(chosen, options.property)
    chosen = asking(chosen, [name, *with_possible(chosen.model, name).properties])
    check_shown(chosen.model, options.show)
    commands = (f"trace {chosen.words} {name} --changes", f"draw {chosen.words} --trace {name} -o {name}.svg")
    return how.explained(chosen.model, explored(chosen, options, whole=False), name, commands)


def _printed(why: Answered, options: WhyOptions) -> int:
    run = why.beside and shown_beside(why.beside, options.show)
    why = replace(why, trace=shown(why.trace, options.show), beside=run, shown=options.show or "")
    if options.output is not None and is_picture(options.output):
        from checker.explaining.answer_picture import answer_pictures
        from diagrams.sequence.two_charts import on_paper

        step_by_step, options.fit = on_paper(options.fit)
        print("\n".join(drawn(answer_pictures(why, alone=step_by_step), options)))
        return _status(why)
    lines = (
        [json.dumps(answer_object(why), indent=2, ensure_ascii=False)] if options.json else answer_lines(why, columns())
    )
    put_text("\n".join(lines), options.output)
    return _status(why)


def _status(why: Answered) -> Exit:
    open_ = any(side is not None and side.answer.verdict is Verdict.NOT_ESTABLISHED for side in (why.here, why.there))
    return Exit.NOT_ESTABLISHED if open_ else Exit.AS_EXPECTED
