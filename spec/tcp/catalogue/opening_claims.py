"""The models that decide what articles say about opening: who is where when, with which numbers."""

from __future__ import annotations

from collections.abc import Mapping

from spec.notation import Model
from spec.tcp.catalogue import opening_changes as x
from spec.tcp.catalogue.opening import NO_TIMERS
from spec.tcp.properties import opening as p
from spec.tcp.systems import opening

MODELS: Mapping[str, Model] = {
    "handshake": Model(
        opening(),
        {
            "completes": p.completes,
            "syn_is_next": p.syn_is_next,
            "answer_acks_syn": p.answer_acks_syn,
            "waits_in_listen": p.waits_in_listen,
            "numbers_known": p.numbers_known,
            "together": p.together,
        },
        {"together": "VIOLATED"},
        about="the three-way handshake once more: who waits where, with which numbers",
        rfc="9293 3.5, figure 6",
        claims=("P01 numbers_known", "P02 together"),
        mutants={
            "syn_is_next": x.SYN_UNNUMBERED,
            "answer_acks_syn": x.AN_OLD_SYN,
            "waits_in_listen": x.AN_OLD_SYN,
            "numbers_known": x.TAKES_ANY_ACK,
        },
        larger=(x.ANY_NUMBER,),
    ),
    "handshake-no-timers": Model(
        opening(at_most=NO_TIMERS),
        {"completes": p.completes, "can_complete": p.can_complete},
        {"can_complete": "VIOLATED"},
        about="the same without timers: one lost segment, and it never completes",
        rfc="9293 3.8.1",
        claims=("P13 can_complete",),
    ),
}
