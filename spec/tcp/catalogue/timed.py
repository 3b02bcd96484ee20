"""Every model of time, of incarnations and of attackers, by name."""

from __future__ import annotations

from collections.abc import Mapping

from spec.notation import Model
from spec.notation.models import Parametric
from spec.tcp.catalogue.attacks import MODELS as ATTACKS
from spec.tcp.catalogue.clock import MODELS as TIME_WAIT
from spec.tcp.catalogue.incarnations import MODELS as INCARNATIONS

MODELS: Mapping[str, Model | Parametric] = {**TIME_WAIT, **INCARNATIONS, **ATTACKS}
