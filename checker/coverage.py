"""What a run touched: rows that never fired, values that variables took, bounds that were met."""

from __future__ import annotations

from checker.configuration import is_bound
from checker.results import Coverage
from checker.search import Search
from checker.successors import Successors
from spec.notation.systems import ENDS


def coverage(successors: Successors, search: Search) -> Coverage:
    """The coverage of a search."""
    never: list[str] = []
    rows = 0
    for end in ENDS:
        fired = successors.fired[end]
        for place, row in enumerate(successors.frames[end].machine.rows):
            if successors.system.limit(end, row.on) == 0:  # the scenario leaves its event out
                continue
            rows += 1
            if not fired >> place & 1:
                never.append(f"{end}.{row.name}")
    return Coverage(tuple(never), rows, _values(successors, search), tuple(sorted(successors.cuts)))


def _values(successors: Successors, search: Search) -> tuple[tuple[str, int], ...]:
    taken: list[tuple[str, int]] = []
    for end in ENDS:
        bits = successors.layout.ends[end]
        locals_ = {packed & bits.whole.mask for packed in search.order}
        taken.append((f"{end}.state", len({bits.state.get(local) for local in locals_})))
        for var, field in bits.fields.items():
            if not is_bound(var):
                taken.append((f"{end}.{var.name}", len({field.get(local) for local in locals_})))
        way = successors.layout.ways[end].bits
        taken.append((f"channel to {end}", len({packed & way.mask for packed in search.order})))
    return tuple(sorted(taken, key=lambda pair: -pair[1]))
