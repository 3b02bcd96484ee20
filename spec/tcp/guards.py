"""The conditions that the rows of the table ask for, by name."""

from __future__ import annotations

from spec.tcp.variables import ACK, FIN, QUIET_TICKS, RCV, RST, SEG, SND, SYN, Host

seg_len = SEG.DATA + SEG.CTL.has(SYN).counted() + SEG.CTL.has(FIN).counted()
"""SEG.LEN: the numbers that a segment occupies, SYN and FIN counted."""
begins_in_window = (RCV.NXT <= SEG.SEQ) & (SEG.SEQ < RCV.NXT + RCV.WND)
ends_in_window = (SEG.SEQ + seg_len - 1 >= RCV.NXT) & (SEG.SEQ + seg_len - 1 < RCV.NXT + RCV.WND)
acceptable = (
    ((seg_len == 0) & (RCV.WND == 0) & (SEG.SEQ == RCV.NXT))
    | ((seg_len == 0) & (RCV.WND > 0) & begins_in_window)
    | ((seg_len > 0) & (RCV.WND > 0) & (begins_in_window | ends_in_window))
).called("acceptable")
"""Table 6 of RFC 9293: the four cases of the acceptability test."""
past_shut_window = ((RCV.WND == 0) & (seg_len > 0) & (SEG.SEQ <= RCV.NXT) & (SEG.SEQ + seg_len > RCV.NXT)).called(
    "reaches past a shut window"
)
"""What is new in the segment would all be cut off: there is room for nothing.

An empty segment has nothing new; without saying so, one half the number space away would be before and after RCV.NXT.
"""
not_taken = ~acceptable & ~(past_shut_window & (SEG.CTL.has(RST) | (SEG.CTL.has(ACK) & ~SEG.CTL.has(SYN))))
"""Not acceptable, nor allowed specially: at a shut window valid ACKs and resets are taken (3.10.7.4 first)."""
in_order = (SEG.SEQ == RCV.NXT).called("in order")
in_window = (in_order | ((RCV.WND > 0) & begins_in_window)).called("its number is in the window")
"""Which resets are valid (3.5.3): the number alone counts, whatever data the reset brings."""
ack_of_new = ((SND.UNA < SEG.ACK) & (SEG.ACK <= SND.NXT)).called("acknowledges something new")
ack_of_syn = ack_of_new.called("ACK of SYN")
fin_acked = (SND.FIN & (SND.UNA == SND.NXT)).called("our FIN is acknowledged")
text_out = SND.NXT.since(SND.UNA) - SND.FIN.counted()
"""Octets of data that were sent and not acknowledged, once the SYN has been."""
brings_more = ((SEG.DATA > 0) | SEG.CTL.has(FIN)).called("brings data or a FIN")
first_octet = SEG.SEQ + SEG.CTL.has(SYN).counted()
"""The number of the segment's first octet of data: a SYN comes before it."""
text_new = (first_octet + SEG.DATA).since(RCV.NXT)
"""Octets of the segment's data that are new, where it begins at or before RCV.NXT."""
brings_text = ((SEG.DATA > 0) & (first_octet <= RCV.NXT) & (first_octet + SEG.DATA > RCV.NXT)).called(
    "brings data in order"
)
fin_here = (
    (SEG.CTL.has(FIN) & (first_octet + SEG.DATA == RCV.NXT)) | (RCV.HELD_FIN & (RCV.HOLE + RCV.HELD == RCV.NXT))
).called("FIN, and all before it")

quiet = ((QUIET_TICKS > 0) & (Host.QUIET > 0)).called("quiet time")
