"""Every theory that the project declares, by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from spec.generals import argument
from spec.notation import Theory

THEORIES: Mapping[str, Theory] = {name: replace(one, name=name) for name, one in argument.THEORIES.items()}
