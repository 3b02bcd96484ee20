"""Whether what was seen at one end of a connection is what its table allows."""

from checker.packets.judging.alternatives import Remedy
from checker.packets.judging.judge import After, Judgement, judge
from checker.packets.judging.observed import At, Observed, Reading, Rules
from checker.packets.judging.remedies import closest, remedies

__all__ = ["After", "At", "Judgement", "Observed", "Reading", "Remedy", "Rules", "closest", "judge", "remedies"]
