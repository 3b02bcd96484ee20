"""What the codes mean that models and claims carry: each names one question about TCP."""

from __future__ import annotations

from collections.abc import Mapping

CODES: Mapping[str, str] = {
    "P01": "the numbers of the opening, and that both ends agree on them",
    "P02": "who is ESTABLISHED when: A before B",
    "P03": "an opening in two messages, and the connection that nobody opened",
    "P04": "the same in three messages: B is ESTABLISHED only with numbers with which A was",
    "P05": "an old SYN: the reset brings B back to LISTEN",
    "P06": "when three messages are not enough, and when two are",
    "P07": "the SYN,ACK is lost",
    "P08": "no number of messages gives certainty",
    "P09": "what each end knows after each message",
    "P10": "what each end knows of the other's ability to send and to receive",
    "P11": "what an opening costs, in messages",
    "P12": "both ends open at the same time",
    "P13": "an opening completes, if the network delivers",
    "P14": "which end needs a timer",
    "P15": "the maximum segment size: a limit for each direction",
    "P20": "the numbers of the closing",
    "P21": "half close: an end that has closed still receives",
    "P22": "FIN and ACK in one segment",
    "P23": "the order of the kernel's ACK and the user's CLOSE",
    "P24": "CLOSE-WAIT ends only when the user closes",
    "P25": "read() returns 0 at the end of the data",
    "P26": "data before a FIN is not lost",
    "P27": "which end goes to TIME-WAIT",
    "P28": "TIME-WAIT answers a repeated FIN",
    "P29": "why TIME-WAIT lasts 2 MSL",
    "P30": "silence proves nothing",
    "P31": "a closing without TIME-WAIT",
    "P32": "old segments in the next connection",
    "P33": "whose port is free at once",
    "P34": "a close before the opening is done",
    "P35": "both ends close at the same time",
    "P36": "an abort, and close() with data unread",
    "P40": "the numbers of article S2",
    "P41": "why a SYN and a FIN take a number",
    "P42": "what leaves the send buffer was acknowledged",
    "P43": "data arrives, if the network delivers",
    "P44": "lost data and a lost ACK look alike to the sender",
    "P45": "comparing numbers modulo 2^32",
}
"""Each code, and its question in a few words."""
