"""Whether what was seen at one end of a connection is what its table allows."""

from checker.conform.alternatives import Remedy
from checker.conform.judge import After, Judgement, judge
from checker.conform.observed import At, Observed, Reading, Rules
from checker.conform.remedies import closest, remedies

__all__ = ["After", "At", "Judgement", "Observed", "Reading", "Remedy", "Rules", "closest", "judge", "remedies"]
