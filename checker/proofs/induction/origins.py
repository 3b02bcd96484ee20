"""Numbers counted from the one that their end has chosen.

What invariants say of sequence numbers is about distances.  Where n stands for origin + n, the origins cancel out and a
solver has no sums left to look through; n is any number of 32 bits as before.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from checker.proofs.induction.chain import Chain
from checker.proofs.induction.steps import Pairs
from spec.notation import nodes
from spec.notation.ends import owner
from spec.notation.nodes import ENDS, Domain, End, Var
from spec.notation.systems import System
from spec.notation.variables import Draw


def from_origins(chain: Chain) -> Pairs:
    """Every open number of a chain, with its sum of an origin and a number."""
    origins = _origins(chain)
    pairs: Pairs = []
    for end, domain, symbol in _open(chain):
        if isinstance(domain, nodes.Seqs):
            origin = origins.get(owner(domain.space, end))
            if origin is not None and not symbol.eq(origin):
                pairs.append((symbol, origin + symbol))
    return pairs


def _origins(chain: Chain) -> dict[End, Any]:
    steps = chain.steps
    first = {end: drawn(steps.system, end)[:1] for end in ENDS}
    return {end: steps.first.values[end, var] for end in ENDS for var in first[end]}


def _open(chain: Chain) -> Iterator[tuple[End, Domain, Any]]:
    """Each symbol of the first moment, of the messages there and of those that arrive: at which end, and what it is."""
    first = chain.steps.first
    for (end, var), symbol in first.values.items():
        yield end, var.domain, symbol
    for letters in (first.letters, *({kind: [one] for kind, one in some.items()} for some in chain.arriving)):
        for (to, _), known in letters.items():
            for letter in known:
                for part, symbol in letter.fields.items():
                    yield to, part.domain, symbol


def drawn(system: System, end: End) -> list[Var]:
    """The variables for which an end chooses numbers."""
    effects = (effect for row in system.machine(end).rows for effect in row.do)
    return list(dict.fromkeys(effect.var for effect in effects if isinstance(effect, Draw)))
