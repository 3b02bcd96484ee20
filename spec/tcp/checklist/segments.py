"""RFC 9293 sections 3.10.7.1 to 3.10.7.3: a segment arrives in CLOSED, LISTEN, SYN-SENT."""

from __future__ import annotations

from spec.tcp.checklist.clauses import Clause
from spec.tcp.table import Tcp as T
from spec.tcp.variants.openings import FastOpen, TwoWay
from spec.tcp.variants.readings import ReturnsToListen

SECURITY = "security and compartments are left out of the table"

CLAUSES: tuple[Clause, ...] = (
    Clause("3.10.7.1", "A reset is dropped, and data with it.", (T.closed_rst,)),
    Clause("3.10.7.1", "Without ACK: a reset with number 0, which acknowledges the segment.", (T.closed_no_ack,)),
    Clause("3.10.7.1", "With ACK: a reset with the number that it acknowledges.", (T.closed_ack,)),
    Clause("3.10.7.2 first", "A reset is ignored.", (T.listen_rst,)),
    Clause("3.10.7.2 second", "An ACK is answered by a reset with the number that it acknowledges.", (T.listen_ack,)),
    Clause(
        "3.10.7.2 third",
        "A SYN: RCV.NXT, IRS; an ISS; a SYN,ACK leaves; SND.NXT, SND.UNA; SYN-RECEIVED.",
        (T.listen_syn,),
        (TwoWay,),
    ),
    Clause(
        "3.10.7.2 third",
        "What the SYN brings besides is kept, and processed later.",
        (T.more_with_syn,),
        (FastOpen,),
    ),
    Clause("3.10.7.2 third", "The SYN's security does not match: a reset.", left_out=SECURITY),
    Clause("3.10.7.2 third", "The peer, where it was left open, is filled in.", left_out="one connection of two ends"),
    Clause("3.10.7.2 fourth", "Anything else is dropped.", left_out="no row: what no row takes is dropped"),
    Clause(
        "3.10.7.3 first",
        "An ACK of nothing that was sent: a reset with its number, unless it is a reset; dropped.",
        (T.syn_sent_bad_ack_rst, T.syn_sent_bad_ack),
    ),
    Clause(
        "3.10.7.3 first",
        "An ACK above SND.UNA, and not above SND.NXT, is acceptable.",
        (T.syn_sent_refused, T.syn_sent_syn_ack),
    ),
    Clause(
        "3.10.7.3 second",
        "A reset with an acceptable ACK: CLOSED.",
        (T.syn_sent_refused,),
        (ReturnsToListen,),
    ),
    Clause("3.10.7.3 second", "A reset without ACK is dropped.", (T.syn_sent_rst,)),
    Clause(
        "3.10.7.3 second",
        "With RFC 5961 a reset has the number RCV.NXT.",
        left_out="SYN-SENT has no RCV.NXT yet; RFC 5961 asks for the ACK instead",
    ),
    Clause("3.10.7.3 third", "Security.", left_out=SECURITY),
    Clause(
        "3.10.7.3 fourth",
        "A SYN that acknowledges ours: RCV.NXT, IRS, SND.UNA; an ACK leaves; ESTABLISHED.",
        (T.syn_sent_syn_ack,),
    ),
    Clause(
        "3.10.7.3 fourth",
        "The ACK may be left out where data of the segment brings one; what it brings is processed at once.",
        (T.syn_sent_syn_ack_and_more,),
    ),
    Clause(
        "3.10.7.3 fourth",
        "Data or a FIN that waits may leave with the ACK.",
        (T.transmit_text,),
        left_out="the ACK leaves alone, and data follows it",
    ),
    Clause(
        "3.10.7.3 fourth",
        "A SYN without ACK: RCV.NXT, IRS, SND.WND; a SYN,ACK leaves; SYN-RECEIVED.",
        (T.syn_sent_syn,),
    ),
    Clause("3.10.7.3 fourth", "What that SYN brings besides waits for ESTABLISHED.", (T.more_with_syn,)),
    Clause("3.10.7.3 fifth", "Neither SYN nor RST: dropped.", left_out="no row: what no row takes is dropped"),
)
