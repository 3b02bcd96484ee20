"""Whether what was seen at one end of a connection is what its table allows."""

from checker.conform.judge import Judgement, judge
from checker.conform.observed import At, Observed, Reading, Rules
from checker.conform.remedies import Remedy, remedies

__all__ = ["At", "Judgement", "Observed", "Reading", "Remedy", "Rules", "judge", "remedies"]
