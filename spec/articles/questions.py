"""What the claims are about: questions about TCP, each under a short name."""

from __future__ import annotations

from collections.abc import Mapping

QUESTIONS: Mapping[str, str] = {
    "agreement": "the numbers of the opening, and that both ends agree on them",
    "who-first": "who is ESTABLISHED when: A before B",
    "two-messages": "an opening in two messages, and the connection that nobody opened",
    "three-messages": "an opening in three messages: B is ESTABLISHED only with numbers with which A was",
    "old-syn": "an old SYN: the reset brings B back to LISTEN",
    "enough-messages": "when three messages are not enough, and when two are",
    "lost-answer": "the SYN,ACK is lost",
    "certainty": "no number of messages gives certainty",
    "knowledge": "what each end knows after each message",
    "abilities": "what each end knows of the other's ability to send and to receive",
    "price": "what an opening costs, in messages",
    "both-open": "both ends open at the same time",
    "opening-ends": "an opening completes, if the network delivers",
    "timers": "which end needs a timer",
    "segment-size": "the maximum segment size: a limit for each direction",
    "fin-and-ack": "the numbers of the closing",
    "half-close": "half close: an end that has closed still receives",
    "merged": "FIN and ACK in one segment",
    "kernel-and-user": "the order of the kernel's ACK and the user's CLOSE",
    "close-wait": "CLOSE-WAIT ends only when the user closes",
    "read-end": "read() returns 0 at the end of the data",
    "data-before-fin": "data before a FIN is not lost",
    "who-waits": "which end goes to TIME-WAIT",
    "fin-again": "TIME-WAIT answers a repeated FIN",
    "two-msl": "why TIME-WAIT lasts 2 MSL",
    "silence": "silence proves nothing",
    "no-time-wait": "a closing without TIME-WAIT",
    "next-connection": "old segments in the next connection",
    "free-port": "whose port is free at once",
    "early-close": "a close before the opening is done",
    "both-close": "both ends close at the same time",
    "abort": "an abort, and close() with data unread",
    "article-numbers": "the numbers of article S2",
    "numbered": "why a SYN and a FIN take a number",
    "send-buffer": "what leaves the send buffer was acknowledged",
    "data-arrives": "data arrives, if the network delivers",
    "lost-alike": "lost data and a lost ACK look alike to the sender",
    "comparing": "comparing numbers modulo 2^32",
}
"""Each name, and its question in a few words; a claim names those that it is about."""
