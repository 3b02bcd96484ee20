"""Which handwave this is."""

from __future__ import annotations


def version() -> str:
    """Which handwave it is."""
    from importlib import metadata

    try:
        return f"handwave {metadata.version('handwave')}"
    except metadata.PackageNotFoundError:
        return "handwave, run from a checkout"
