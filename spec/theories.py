"""Every theory that the project declares, by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from spec.generals import argument
from spec.notation import Theory
from spec.tcp import arithmetic

DECLARED = {**arithmetic.THEORIES, **argument.THEORIES}
THEORIES: Mapping[str, Theory] = {name: replace(one, name=name) for name, one in DECLARED.items()}
