"""How many random machines are tried, and whether they are new ones."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

MACHINES = int(os.environ.get("HANDWAVE_RANDOM_MACHINES", "25"))
"""So many random machines; by default the same ones on every run, and a failing one is not made smaller.

``python3 bootstrap.py agree`` tries more and new ones, ``HANDWAVE_RANDOM_MACHINES=3000 pytest -m hypothesis`` so many;
a failing one is made small, and told with the line that tries it again.
"""
LONG = "HANDWAVE_RANDOM_MACHINES" in os.environ
SAME = not LONG or "HANDWAVE_SAME_MACHINES" in os.environ
"""Whether every run tries the same ones, so that what passed once passes again."""
random = settings(
    max_examples=MACHINES,
    derandomize=SAME,
    phases=tuple(Phase) if LONG else (Phase.explicit, Phase.generate),
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
