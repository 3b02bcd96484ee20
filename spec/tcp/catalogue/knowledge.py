"""The models of who knows what: every bound stands here.

Nothing is repeated by the network, so that what an end has seen comes to an end; each segment may be lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import product

from spec.notation import Model, System, any_of
from spec.notation.systems import Limits
from spec.tcp.catalogue import knowledge_changes as c
from spec.tcp.properties import knowledge as k
from spec.tcp.properties.knowledge import NETWORK
from spec.tcp.systems import allowing, both_established, listening
from spec.tcp.variables import ACTIVE_OPEN, CLOSE, RETRANSMIT, SEND, TRANSMIT, TWO_MSL
from spec.tcp.variants import remembering as r
from spec.tcp.variants.watched import Watched

OPENS: Limits = {("A", ACTIVE_OPEN): 1}
OPENING = allowing(
    OPENS,
    r.Remembers,
    r.Remembers,
    NETWORK,
    start={"B": listening()},
    isn={"A": any_of(100, 200), "B": any_of(300, 400)},
)
who_knows = Model(
    OPENING,
    k.OPENING,
    {"no_further": "IMPOSSIBLE", "common": "IMPOSSIBLE"},
    about="the three-way handshake, with no old segment in the network: who knows what after which segment",
    rfc="3.5",
    claims=("P09",),
    mutants=c.OPENING,
    larger=c.MORE_NUMBERS,
    tables={"who_knows": k.OPENING_TABLE},
)

ABLE = allowing(OPENS, channel=NETWORK, start={"B": listening()})


def able(a_sends: bool, a_hears: bool, b_sends: bool, b_hears: bool) -> System:
    """The opening of two ends that can or cannot send, and can or cannot receive."""
    told = {"A can send": a_sends, "A can receive": a_hears, "B can send": b_sends, "B can receive": b_hears}
    to_b = NETWORK if a_sends and b_hears else NETWORK.cut()
    to_a = NETWORK if b_sends and a_hears else NETWORK.cut()
    return replace(ABLE, channel=(to_b, to_a), facts=tuple(name for name, true in told.items() if true))


WORLDS = tuple(able(*each) for each in product((True, False), repeat=4))
who_is_able = Model(
    WORLDS[0],
    k.ABILITIES,
    about="the three-way handshake: who knows after which segment what each end can do",
    rfc="3.5",
    claims=("P10",),
    mutants=c.ABILITIES,
    larger=c.WIDER,
    worlds=WORLDS[1:],
    tables={"who_is_able": k.ABILITIES_TABLE},
)

CLOSES: Limits = {CLOSE: 1, TWO_MSL: 1, ("B", RETRANSMIT): 1}


def closing(allowed: Limits) -> System:
    """The close of a connection whose end is remembered."""
    return allowing(allowed, r.RemembersTheEnd, r.RemembersTheEnd, NETWORK, start=both_established())


two_way_knows = Model(
    allowing(OPENS, r.SaysNoMore, r.TwoWayRemembers, channel=NETWORK, start={"B": listening()}),
    k.TWO_MESSAGES,
    {"b_knows": "IMPOSSIBLE"},
    about="two messages: what each end knows of the other",
    rfc="3.5",
    claims=("P09",),
    mutants=c.TWO_MESSAGES,
    larger=c.WIDER,
)

last_ack_known = Model(
    closing(CLOSES),
    k.LAST_ACK_KNOWN,
    about="the last ACK: nobody tells A that it has come",
    rfc="3.6.1",
    claims=("P30",),
    mutants=c.LAST_ACK,
    larger=c.LAST_ACK_LARGER,
)
last_ack_told = Model(
    closing({**CLOSES, ("A", RETRANSMIT): 1}),
    k.LAST_ACK_TOLD,
    about="the last ACK, and a FIN of A that comes to B after the end: the reset that answers it tells A",
    rfc="3.6.1",
    claims=("P30",),
)
lost_alike = Model(
    allowing({("A", SEND): 1, TRANSMIT: 1, RETRANSMIT: 2}, Watched, Watched, NETWORK, start=both_established()),
    k.LOST_ALIKE,
    about="text that is lost, and an ACK that is lost, look alike to the sender",
    rfc="3.8.1",
    claims=("P44",),
    mutants=c.LOST_ALIKE,
    larger=c.LOST_ALIKE_LARGER,
)
MODELS: Mapping[str, Model] = {
    "who-knows": who_knows,
    "who-is-able": who_is_able,
    "two-way-knows": two_way_knows,
    "last-ack-known": last_ack_known,
    "last-ack-told": last_ack_told,
    "lost-alike": lost_alike,
}
