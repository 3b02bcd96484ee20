"""The pairs of states in which the two ends can be together, whatever is lost, repeated or reordered."""

from __future__ import annotations

from checker import explore
from checker.verdicts.state_pairs import pair_table, state_pairs
from spec.catalogue import MODELS
from spec.notation import DUPLICATING_BAG, PERFECT, Model
from spec.tcp.catalogue.closing_other import early
from spec.tcp.systems import ANY
from spec.tcp.variables import RETRANSMIT

TOGETHER = """\
| A \\ B | CLOSED | LISTEN | SYN-RECEIVED | ESTABLISHED | FIN-WAIT-1 | FIN-WAIT-2 | CLOSE-WAIT | CLOSING | LAST-ACK | \
TIME-WAIT |
| --- | :-: | :-: | :-: | :-: | :-: | :-: | :-: | :-: | :-: | :-: |
| CLOSED | x | x | x |   | x |   |   | x | x | x |
| SYN-SENT | x | x | x |   | x |   |   |   |   |   |
| ESTABLISHED |   |   | x | x | x |   |   |   |   |   |
| FIN-WAIT-1 |   |   | x | x | x |   | x | x | x |   |
| FIN-WAIT-2 |   |   |   |   |   |   | x | x | x |   |
| CLOSE-WAIT |   |   |   |   | x | x |   |   |   |   |
| CLOSING | x |   |   |   | x | x |   | x |   | x |
| LAST-ACK | x |   |   |   | x | x |   |   |   | x |
| TIME-WAIT | x |   |   |   |   |   |   | x | x | x |

38 pairs"""


def test_with_all_timers_and_a_close_at_any_time_38_pairs_are_reached() -> None:
    model = MODELS["early-close-timers"]
    assert isinstance(model, Model)
    assert pair_table(explore(model)) == TOGETHER


def test_they_are_the_same_with_one_segment_in_flight_and_with_two() -> None:
    one, two = (state_pairs(explore(early(DUPLICATING_BAG.holding(n), {RETRANSMIT: ANY}))) for n in (1, 2))
    assert one == two


def test_a_network_that_keeps_the_order_reaches_fewer() -> None:
    kept = state_pairs(explore(early(PERFECT.holding(4), {})))
    lossy = state_pairs(explore(early(DUPLICATING_BAG.holding(1), {RETRANSMIT: ANY})))
    assert kept < lossy
    assert ("FIN-WAIT-2", "CLOSING") in lossy - kept
