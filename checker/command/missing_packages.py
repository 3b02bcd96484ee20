"""A package that cannot be imported: hidden by another of the same name, or not installed."""

from __future__ import annotations

import importlib.util
from pathlib import Path

OURS = ("spec", "checker", "diagrams")
ROOT = Path(__file__).parents[2]


def missing(error: ImportError) -> str:
    """The sentence for it, or nothing where the fault must be our own."""
    package = (error.name or "").partition(".")[0]
    if package in OURS:
        return _hidden(package)
    if package and isinstance(error, ModuleNotFoundError) and importlib.util.find_spec(package) is None:
        return f"the package '{package}' is not installed here: write 'pip install -e {ROOT}'"
    return ""


def _hidden(package: str) -> str:
    found = importlib.util.find_spec(package)
    where = Path(found.origin) if found is not None and found.origin is not None else ROOT
    if where.is_relative_to(ROOT / package):
        return ""
    return (
        f"another package named '{package}' ({where}) hides this project's: use a fresh virtual environment, "
        "or run 'python -m checker' from the checkout"
    )
