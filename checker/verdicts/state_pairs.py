"""The pairs of states in which the two ends of a system were seen together."""

from __future__ import annotations

from checker.verdicts.exploration import Exploration

Pairs = frozenset[tuple[str, str]]


def state_pairs(found: Exploration) -> Pairs:
    """Every (state of A, state of B) among the states that were reached."""
    layout = found.successors.layout
    a, b = layout.ends["A"].state, layout.ends["B"].state
    places = {(packed >> a.shift & a.ones, packed >> b.shift & b.ones) for packed in found.search.order}
    return frozenset((layout.frames["A"].states[one], layout.frames["B"].states[other]) for one, other in places)


def pair_table(found: Exploration) -> str:
    """The pairs as a Markdown table: a row for each state of A, with a cross where B was seen in the column's."""
    pairs = state_pairs(found)
    rows = [name for name in found.successors.frames["A"].states if any(name == one for one, _ in pairs)]
    columns = [name for name in found.successors.frames["B"].states if any(name == other for _, other in pairs)]
    lines = [f"| A \\ B | {' | '.join(columns)} |", f"| --- |{' :-: |' * len(columns)}"]
    lines += [f"| {row} | {' | '.join('x' if (row, one) in pairs else ' ' for one in columns)} |" for row in rows]
    return "\n".join([*lines, "", f"{len(pairs)} pairs"])
