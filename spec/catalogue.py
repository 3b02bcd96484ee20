"""Every model that the project declares, by name, in the order in which a reader should meet them."""

from __future__ import annotations

from collections.abc import Mapping

from spec.lossy.models import lossy
from spec.notation.models import Model, Parametric

MODELS: Mapping[str, Model | Parametric] = {"lossy": lossy}
