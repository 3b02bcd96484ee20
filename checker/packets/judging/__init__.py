"""Whether what was seen at one end of a connection is what its table allows."""

from checker.packets.judging.alternatives import Remedy
from checker.packets.judging.judgement import INTERRUPTED, Judgement, Watch, judge, unwatched
from checker.packets.judging.likely import After
from checker.packets.judging.observed import At, Fields, HasRead, Observed, Reading, Rules, Turn
from checker.packets.judging.remedies import closest, remedies

__all__ = [
    "INTERRUPTED",
    "After",
    "At",
    "Fields",
    "HasRead",
    "Judgement",
    "Observed",
    "Reading",
    "Remedy",
    "Rules",
    "Turn",
    "Watch",
    "closest",
    "judge",
    "remedies",
    "unwatched",
]
