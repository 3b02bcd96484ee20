"""Every theory and every induction that the project declares, by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from spec.generals import argument
from spec.notation import Theory
from spec.notation.invariants import Induction
from spec.tcp.proofs import arithmetic, inductions as invariants

DECLARED = {**arithmetic.THEORIES, **argument.THEORIES}
THEORIES: Mapping[str, Theory] = {name: replace(one, name=name) for name, one in DECLARED.items()}
INDUCTIONS: Mapping[str, Induction] = {name: replace(one, name=name) for name, one in invariants.INDUCTIONS.items()}
