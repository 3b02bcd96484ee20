"""Every model that the project declares, by name, in the order in which a reader should meet them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from spec.generals.models import generals, generals_rule
from spec.lossy.models import lossy
from spec.mss.models import MODELS as SIZES
from spec.notation.models import Model, Parametric
from spec.tcp.closing_claim_models import MODELS as CLOSING_CLAIMS
from spec.tcp.closing_models import MODELS as CLOSING
from spec.tcp.live_models import MODELS as LIVE
from spec.tcp.models import MODELS as OPENING
from spec.tcp.number_models import MODELS as NUMBERS
from spec.tcp.opening_claim_models import MODELS as OPENING_CLAIMS
from spec.tcp.time_wait_models import MODELS as TIME_WAIT
from spec.tcp.timed_models import MODELS as TIMED

DECLARED: Mapping[str, Model | Parametric] = {
    **OPENING,
    **OPENING_CLAIMS,
    **CLOSING,
    **LIVE,
    **TIMED,
    **CLOSING_CLAIMS,
    **TIME_WAIT,
    **NUMBERS,
    **SIZES,
    "generals": generals,
    "generals-rule": generals_rule,
    "lossy": lossy,
}
MODELS: Mapping[str, Model | Parametric] = {
    name: replace(one, name=name) if isinstance(one, Model) else one for name, one in DECLARED.items()
}
