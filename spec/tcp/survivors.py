"""Mutants of the table that nothing can tell from it, each with the reason why."""

from __future__ import annotations

from collections.abc import Mapping

REASONS: Mapping[str, str] = {}
"""By the mutant's words: ``row: change``."""
