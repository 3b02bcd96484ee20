"""Two runs side by side: what happens in a step, and what an end does then, in a column for each run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.evidence.counterfactual import Pair
from checker.languages.speech import tr
from checker.languages.wide_text import folded, pad
from checker.results.runs import Step

GAP = 3
"""Columns between the two runs."""
CANNOT = "this cannot happen here"


def half_of(width: int) -> int:
    """The columns that each of two runs has, where all together have so many."""
    return (width - 5 - GAP) // 2


def step_lines(step: Step) -> list[str]:
    """What happens in a step, and what the end does: where it goes, what it sends."""
    before, after = step.before.end(step.end).state, step.after.end(step.end).state
    lines = [event_text(step)]
    if before != after:
        lines.append(f"{step.end}: {before} -> {after}")
    if step.sent:
        lines.append(sent_text(step))
    if before == after and not step.sent:
        lines += [f"{path}: {old} -> {new}" for path, old, new in step.changes()][:3]
    return lines


def cannot(pair: Pair) -> str:
    """Why a step of the one run cannot happen in the other."""
    if pair.here.action == "lose":
        return tr("it is not in flight here: nothing to lose") if pair.lacks else tr("it cannot be lost here")
    return tr("it is not in flight here") if pair.lacks else tr(CANNOT)


def sent_text(step: Step) -> str:
    """What the end sends: ``B sends <SEQ=300><ACK=91><CTL=SYN,ACK>``."""
    sent = ", ".join(packet.text for packet in step.sent)
    return tr("{end} sends {segments}").format(end=step.end, segments=sent)


def event_text(step: Step) -> str:
    """What happens: ``A: CLOSE``, ``B gets <SEQ=100><CTL=SYN>``."""
    if step.action == "tick":
        return tr("a tick of the clock")
    if step.packet is None:
        return f"{step.end}: {step.event}"
    lost, forged = tr("{segment} to {end} is lost"), tr("{segment} to {end} is forged by the attacker")
    text = {"lose": lost, "forge": forged}.get(step.action, tr("{end} gets {segment}"))
    return text.format(segment=step.packet.text, end=step.end)


def columns_of(number: str, left: Sequence[str], right: Sequence[str], half: int) -> Iterator[str]:
    """One step in two columns, folded; the number before its first line."""
    sides = [[part for text in side for part in folded(text, half, 2)] for side in (left, right)]
    for line in range(max(map(len, sides))):
        texts = [side[line] if line < len(side) else "" for side in sides]
        yield f" {number if not line else '':<4}{pad(texts[0], half + GAP)}{texts[1]}".rstrip()
