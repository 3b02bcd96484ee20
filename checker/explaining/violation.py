"""Why a property is violated: what turned false, with its values; what the run needs; what its loop could do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checker.evidence.enabled_in_loop import UNASKED, enabled_in_loop, forced_by
from checker.evidence.turned_false import Turned, turned_false
from checker.evidence.what_matters import Matters, Piece, what_matters
from checker.explaining.broken import broken
from checker.explaining.liveness_reasons import broken_promise, unforced
from checker.explaining.run_columns import event_text
from checker.languages.retelling import retold
from checker.languages.speech import tr
from checker.languages.wide_text import GLUE, folded
from checker.results.answers import Answer, Verdict
from checker.results.runs import Step
from checker.results.wording import in_brackets
from checker.rows.wording import Wording
from checker.verdicts.exploration import Exploration
from spec.notation.fairness import Fairness
from spec.notation.liveness import Eventually, LeadsTo
from spec.notation.messages import Flying
from spec.notation.row_text import effect_text


@dataclass(frozen=True, slots=True)
class Violation:
    """A violated property, looked into."""

    found: Exploration
    name: str
    turned: Turned | None
    matters: Matters | None
    """None where no single state decides the property."""
    in_loop: Mapping[Step, str]
    forced_by: tuple[Fairness, ...]
    """The fairness, each alone, under which a liveness property holds."""

    @property
    def because(self) -> str:
        """The sentence that says what went wrong, and from which step on."""
        return because(self.found, self.name, self.turned)

    @property
    def needed(self) -> list[str]:
        """What of the run cannot be left out, besides its steps."""
        return [] if self.matters is None else _pieces(self.found, self.matters.needed)

    @property
    def idle(self) -> list[str]:
        """What can be left out, all of it together."""
        return [] if self.matters is None else _pieces(self.found, self.matters.idle)

    @property
    def sends_in_vain(self) -> bool:
        """Whether a step of the run sends what can be left out."""
        sends = {(step.end, row.name) for step in self.found.trace(self.name).steps if step.sent for row in step.rows}
        return self.matters is not None and bool(sends & self.matters.unheard)

    def as_json(self) -> dict[str, object]:
        """The same for other programs."""
        turned, matters = self.turned, self.matters
        return {
            "because": self.because,
            "changed": [] if turned is None else [list(one) for one in turned.changed],
            "as_before": {} if turned is None else dict(turned.kept),
            "needed": [text.replace(GLUE, " ") for text in self.needed],
            "can_be_left_out": [text.replace(GLUE, " ") for text in self.idle],
            "not_tried": None if matters is None else matters.left,
            "forced_by": list(map(str, self.forced_by)),
            "possible_in_the_loop": {event_text(step): why for step, why in self.in_loop.items()},
        }


def because(found: Exploration, name: str, turned: Turned | None) -> str:
    """The sentence that says what went wrong, and from which step on."""
    asked, answer = found.properties[name], found.answers[name]
    if isinstance(asked, LeadsTo | Eventually) and answer.trace is not None:
        return broken_promise(asked, answer.trace)
    return broken(asked, answer.steps or 0, None if turned is None else turned.told)


def violation(found: Exploration, name: str) -> Violation:
    """A violated property, looked into."""
    in_loop = enabled_in_loop(found, name)
    unasked = [step for step, why in in_loop.items() if why == UNASKED]
    forced = tuple(forced_by(found, name, unasked)) if unasked else ()
    return Violation(found, name, turned_false(found, name), what_matters(found, name), in_loop, forced)


def violation_lines(told: Violation) -> Iterator[tuple[str, str]]:
    """Each with the word before it; several lines of one kind have it once."""
    yield tr("violated"), told.because
    if fairness := told.found.answers[told.name].fairness:
        yield tr("fairness"), unforced(fairness)
    if told.turned is not None and (values := values_text(told.turned)):
        yield tr("values"), values
    for why in dict.fromkeys(told.in_loop.values()):
        steps = tr("; ").join(event_text(step) for step, one in told.in_loop.items() if one == why)
        yield tr("possible"), tr("there, and not taken: {steps} ({why})").format(steps=steps, why=tr(why))
    for more in told.forced_by:
        yield tr("forced by"), tr("{fairness}: with this fairness as well it HOLDS").format(fairness=more)
    if told.matters is not None:
        yield tr("needed"), _needed(told.matters, told)


def values_text(turned: Turned) -> str:
    """``B.RCV.NXT 91 -> 92; as before: B.IRS 90``."""
    changed = tr("; ").join(f"{tr(path)} {old} -> {new}" for path, old, new in turned.changed)
    kept = tr("; ").join(f"{tr(path)} {value}" for path, value in turned.kept)
    return tr("; ").join([changed] * bool(changed) + [tr("as before: {values}").format(values=kept)] * bool(kept))


def _needed(matters: Matters, told: Violation) -> str:
    tried = len(matters.needed) + len(matters.idle)
    out = tr("{idle} of {tried} effects and messages can be left out together").format(
        idle=len(matters.idle), tried=tried
    )
    left = [tr("{number} not tried").format(number=matters.left)] * bool(matters.left)
    brackets = [tr("what is sent in vain stands in brackets")] * told.sends_in_vain
    needed = tr("; ").join(told.needed) or tr("its steps alone")
    return needed + in_brackets(tr("; ").join([out, *left, *brackets]))


def _pieces(found: Exploration, pieces: tuple[Piece, ...]) -> list[str]:
    """In words, the effects of a row together."""
    words = Wording(found.successors.frames)
    rows: dict[str, list[str]] = {}
    for piece in pieces:
        if isinstance(piece, Flying):
            carried = words.frames[piece.to].carried(piece.message, piece.values)
            rows[tr("{segment} in flight").format(segment=words.packet(piece.to, carried).text)] = []
        else:
            end, name, place = piece
            (row,) = (one for one in found.system.machine(end).rows if one.name == name)
            rows.setdefault(f"{end}.{name}", []).append(retold(effect_text(row.do[place])).replace(" ", GLUE))
    return [f"{name}: {', '.join(effects)}" if effects else name for name, effects in rows.items()]


def first_lines(found: Exploration, answer: Answer, width: int) -> Iterator[str]:
    """Why a property is violated, in a few lines: what turned false, with its values.  Nothing where none is."""
    name = next(name for name, one in found.answers.items() if one.property == answer.property)
    if found.answers[name].verdict is not Verdict.VIOLATED:
        return
    turned = turned_false(found, name)
    yield from folded(f" {because(found, name, turned)}", width, 2)
    if turned is not None and (values := values_text(turned)):
        yield from folded(f" {values}", width, 2)
