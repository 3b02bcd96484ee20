"""The tables that a capture may be held to."""

from __future__ import annotations

from collections.abc import Mapping

from spec.notation.machines import Machine
from spec.tcp.variants.linux import Linux
from spec.tcp.variants.permitted import Permitted

TABLES: Mapping[str, type[Machine]] = {"rfc9293": Permitted, "linux": Linux}
"""By name, the strictest first."""
