"""Every question that ``handwave why`` answers, of every protocol."""

from __future__ import annotations

from collections.abc import Mapping

from spec.cookies.explanations import EXPLANATIONS as COOKIES
from spec.generals.explanations import EXPLANATIONS as GENERALS
from spec.notation.explanations import Explanation
from spec.tcp.explanations import EXPLANATIONS as TCP

EXPLANATIONS: Mapping[str, Explanation] = {**TCP, **COOKIES, **GENERALS}
