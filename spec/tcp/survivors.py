"""Mutants of the table that nothing can tell from it, each with the reason why."""

from __future__ import annotations

from collections.abc import Mapping

SET_ALREADY = "an end that listens has its whole buffer free since its passive OPEN"
A_CASE = "the row is a case of 'unacceptable', written out for variants that answer otherwise"
SET_BELOW = "reading goes on, and the next rows set it from the same ACK"
EXCLUDED = "what the rows below it ask for cannot hold together with its own guard"

REASONS: Mapping[str, str] = {
    "listen_active_open: without RCV.WND := BUFFER": SET_ALREADY,
    "listen_send: without RCV.WND := BUFFER": SET_ALREADY,
    "fin_again: dropped": A_CASE,
    "syn_received_ack: without SND.UNA := SEG.ACK": SET_BELOW,
    "syn_received_ack: without SND.WND := SEG.WND": SET_BELOW,
    "closing_acked: without RETURN": "an ACK is owed there only where acknowledgements wait for their timer",
    "out_of_order: without RETURN": EXCLUDED,
    "held_text: without RCV.OWED := always": "the data that fills the hole has set it",
    "transmit_fin_after_peer: without RCV.OWED := never": "what emptied the queue carried the ACK, and no data comes",
    "syn_ack_timeout: without RETURN": EXCLUDED,
    "text_timeout: without RETURN": EXCLUDED,
    "time_wait_ends: without forgetting": "nobody reads in CLOSED what is left, and an OPEN sets it again",
    "time_wait_ends: without RETURN": "quiet time is over before a connection can be opened, and so before it closes",
}
"""By the mutant's words: ``row: change``."""
