"""The arithmetic of RFC 9293 over all 32-bit numbers.

The formulas are those of the rows; ``z.of`` reads them as a solver does.  Each lemma is proved, or refuted by numbers.
"""

# the terms of a solver have no types
# pyright: reportUnknownLambdaType=false, reportUnknownArgumentType=false
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spec.notation import INTEGER, WORD, Lemma, Theory
from spec.tcp.guards import acceptable, ack_of_new, fin_here
from spec.tcp.variables import FIN, SYN

HALF = 2**31
TICK = 4
"""Microseconds of the ISN clock (RFC 9293 3.4.1)."""
MSL = 120 * 10**6 // TICK
"""RFC 9293 3.4.2: two minutes, in ticks of that clock."""


def less(a: Any, b: Any) -> Any:
    """``a < b``, by the sign of the difference."""
    return a - b < 0


def within(z: Any, least: int, word: Any, most: int) -> Any:
    """Without a sign, and both ends included."""
    return z.And(z.UGE(word, least), z.ULE(word, most))


# The order of numbers
def both_ways(z: Any, a: Any, b: Any) -> Any:
    """Each is less than the other."""
    return z.And(less(a, b), less(b, a))


ORDER = Theory(
    {
        "antisymmetric": Lemma(
            "of two numbers not both are less than the other",
            {"a": WORD, "b": WORD},
            lambda z, a, b: z.Not(both_ways(z, a, b)),
        ),
        "only_at_half": Lemma(
            "it fails at a distance of exactly 2^31, and nowhere else",
            {"a": WORD, "b": WORD},
            lambda z, a, b: both_ways(z, a, b) == (a - b == HALF),
        ),
        "transitive": Lemma(
            "what is less than something less is less",
            {"a": WORD, "b": WORD, "c": WORD},
            lambda _z, a, b, c: less(a, c),
            lambda z, a, b, c: z.And(less(a, b), less(b, c)),
            where="a < b and b < c",
        ),
        "transitive_near": Lemma(
            "it is, where both steps together are less than 2^31",
            {"a": WORD, "b": WORD, "c": WORD},
            lambda _z, a, b, c: less(a, c),
            lambda z, a, b, c: z.And(less(a, b), z.ULT(c - b, HALF), z.ULT(c - a, HALF)),
            where="a < b, and c - b and c - a are each less than 2^31",
        ),
    },
    {"antisymmetric": "VIOLATED", "transitive": "VIOLATED"},
    about="the order of sequence numbers, by the sign of their difference",
)


# The acknowledgement test, two signed comparisons against the offset
def offset_form(z: Any) -> Any:
    """0 < SEG.ACK - SND.UNA <= SND.NXT - SND.UNA, without signs."""
    una, ack, nxt = z.word("SND.UNA"), z.word("SEG.ACK"), z.word("SND.NXT")
    return z.And(z.ULT(0, ack - una), z.ULE(ack - una, nxt - una))


def in_flight(z: Any) -> Any:
    """SND.NXT - SND.UNA: what is in flight."""
    return z.word("SND.NXT") - z.word("SND.UNA")


ACKS = Theory(
    {
        "as_offset": Lemma(
            "the two comparisons say what the offsets say", {}, lambda z: z.of(ack_of_new) == offset_form(z)
        ),
        "as_offset_below_half": Lemma(
            "they do where 1 to 2^31 - 1 numbers are in flight",
            {},
            lambda z: z.of(ack_of_new) == offset_form(z),
            lambda z: within(z, 1, in_flight(z), HALF - 1),
            where="1 to 2^31 - 1 numbers are in flight",
        ),
        "nothing_in_flight": Lemma(
            "with nothing in flight no ACK is new",
            {},
            lambda z: z.Not(z.of(ack_of_new)),
            lambda z: in_flight(z) == 0,
            where="nothing is in flight",
        ),
        "only_half_away": Lemma(
            "with nothing in flight the one ACK that passes lies 2^31 away",
            {},
            lambda z: z.of(ack_of_new) == (z.word("SEG.ACK") - z.word("SND.UNA") == HALF),
            lambda z: in_flight(z) == 0,
            where="nothing is in flight",
        ),
    },
    {"as_offset": "VIOLATED", "nothing_in_flight": "VIOLATED"},
    about="SND.UNA < SEG.ACK =< SND.NXT by two signed comparisons, and as an offset",
)


# Table 6 against true overlap
def overlaps(z: Any) -> Any:
    """Some number of the segment lies in the window."""
    length, window = z.word("SEG.DATA"), z.word("RCV.WND")
    after, before = z.word("SEG.SEQ") - z.word("RCV.NXT"), z.word("RCV.NXT") - z.word("SEG.SEQ")
    return z.Or(z.ULT(after, window), z.ULT(before, length))


def beside(z: Any, *more: Any) -> Any:
    """A segment of data alone, as SYN and FIN count as data does, and more that is given."""
    return z.And(z.word("SEG.CTL") == 0, *more)


def small(z: Any, name: str, least: int = 0) -> Any:
    """A size of that many to 2^30, far from half of the numbers."""
    return within(z, least, z.word(name), 2**30) if least else z.ULE(z.word(name), 2**30)


BARE = "the segment has no control bit"
WINDOW = "the window is at most 2^30"
TABLE_6 = Theory(
    {
        "is_overlap": Lemma(
            "a segment is acceptable where it overlaps the window",
            {},
            lambda z: z.of(acceptable) == overlaps(z),
            lambda z: beside(z, small(z, "SEG.DATA", 1), small(z, "RCV.WND", 1)),
            where=f"{BARE}, and 1 to 2^30 octets of data, and the window is 1 to 2^30",
        ),
        "never_more": Lemma(
            "what is acceptable overlaps the window",
            {},
            lambda z: z.Implies(z.of(acceptable), overlaps(z)),
            lambda z: beside(z, z.word("RCV.WND") != 0),
            where=f"{BARE}, and the window is not shut",
        ),
        "unless_longer": Lemma(
            "a segment no longer than the window that overlaps it is acceptable",
            {},
            lambda z: z.of(acceptable),
            lambda z: beside(z, small(z, "RCV.WND"), z.ULE(z.word("SEG.DATA"), z.word("RCV.WND")), overlaps(z)),
            where=f"{BARE}, and {WINDOW}; it is no longer than the window, and overlaps it",
        ),
        "begins_before": Lemma(
            "what overlaps the window and is not acceptable begins before it",
            {},
            lambda z: less(z.word("SEG.SEQ"), z.word("RCV.NXT")),
            lambda z: z.And(small(z, "SEG.DATA"), small(z, "RCV.WND", 1), overlaps(z), z.Not(z.of(acceptable))),
            where="the segment has at most 2^30 octets of data, and the window is 1 to 2^30; it overlaps the window, "
            "and is not acceptable",
        ),
        "ends_behind": Lemma(
            "and ends behind it",
            {},
            lambda z: z.UGT(z.word("SEG.SEQ") + z.word("SEG.DATA") - z.word("RCV.NXT"), z.word("RCV.WND")),
            lambda z: beside(z, small(z, "RCV.WND"), overlaps(z), z.Not(z.of(acceptable))),
            where=f"{BARE}, and {WINDOW}; it overlaps the window, and is not acceptable",
        ),
    },
    {"is_overlap": "VIOLATED"},
    about="the acceptability test of table 6, and true overlap with the window",
)


# The numbers of the opening and of the closing
def opened(z: Any, x: Any) -> Any:
    """An end that has sent its SYN with x."""
    return z.And(z.word("SND.UNA") == x, z.word("SND.NXT") == x + 1)


OPENING = Theory(
    {
        "syn_acknowledged": Lemma(
            "whatever x is, x + 1 acknowledges the SYN",
            {"x": WORD},
            lambda z, x: z.of(ack_of_new),
            lambda z, x: z.And(opened(z, x), z.word("SEG.ACK") == x + 1),
            where="SND.UNA = x, SND.NXT = x + 1 and SEG.ACK = x + 1",
        ),
        "no_other": Lemma(
            "and no other number does",
            {"x": WORD},
            lambda z, x: z.Implies(z.of(ack_of_new), z.word("SEG.ACK") == x + 1),
            opened,
            where="SND.UNA = x and SND.NXT = x + 1",
        ),
        "wraps": Lemma(
            "for x = 2^32 - 1 the SYN is acknowledged by 0",
            {"x": WORD},
            lambda z, x: z.And(x + 1 == 0, z.of(ack_of_new)),
            lambda z, x: z.And(opened(z, x), x == 2**32 - 1, z.word("SEG.ACK") == 0),
            where="SND.UNA = x, SND.NXT = x + 1, x = 2^32 - 1 and SEG.ACK = 0",
        ),
    },
    about="the numbers of the opening, for every initial number",
)


def fin_waits(z: Any, m: Any) -> Any:
    """A FIN with the number m has been sent, and everything before it is acknowledged."""
    return z.And(z.word("SND.UNA") == m, z.word("SND.NXT") == m + 1)


def fin_arrives(z: Any, m: Any) -> Any:
    """A FIN with the number m and nothing before it arrives, and all before m is there."""
    bare = z.word("SEG.DATA") == 0, z.word("SEG.CTL") & (SYN | FIN) == FIN
    return z.And(z.word("SEG.SEQ") == m, z.word("RCV.NXT") == m, *bare)


CLOSING = Theory(
    {
        "fin_taken": Lemma(
            "whatever m is, a FIN with m is taken where m is expected",
            {"m": WORD},
            lambda z, m: z.of(fin_here),
            fin_arrives,
            where="SEG.SEQ = RCV.NXT = m, and the segment is a FIN without data or SYN",
        ),
        "fin_acknowledged": Lemma(
            "m + 1 acknowledges it",
            {"m": WORD},
            lambda z, m: z.of(ack_of_new),
            lambda z, m: z.And(fin_waits(z, m), z.word("SEG.ACK") == m + 1),
            where="SND.UNA = m, SND.NXT = m + 1 and SEG.ACK = m + 1",
        ),
        "text_is_not_fin": Lemma(
            "the ACK of the data before it does not",
            {"m": WORD},
            lambda z, m: z.Not(z.of(ack_of_new)),
            lambda z, m: z.And(z.word("SND.UNA") == m, z.word("SEG.ACK") == m),
            where="SND.UNA = m and SEG.ACK = m",
        ),
        "unnumbered": Lemma(
            "if a FIN took no number, the ACK of the data would not be that of the FIN",
            {"m": WORD, "ack_of_text": WORD, "ack_of_fin": WORD},
            lambda z, m, ack_of_text, ack_of_fin: ack_of_text != ack_of_fin,
            lambda z, m, ack_of_text, ack_of_fin: z.And(ack_of_text == m, ack_of_fin == m),
            where="both acknowledge m",
        ),
    },
    {"unnumbered": "VIOLATED"},
    about="the numbers of the closing, for every number of a FIN",
)


# Clocks against lifetimes
CLOCKS = Theory(
    {
        "isn_clock": Lemma(
            "a clock of 4 microseconds gives no ISN twice within one MSL",
            {"first": INTEGER, "ticks": INTEGER},
            lambda _z, first, ticks: first % 2**32 != (first + ticks) % 2**32,
            lambda z, first, ticks: z.And(ticks >= 1, ticks <= MSL),
            where="1 to 30,000,000 ticks (two minutes) lie between the two",
        ),
        "slow_sender": Lemma(
            "up to 35,791,394 octets a second no number is used twice within one MSL",
            {"rate": INTEGER},
            lambda _z, rate: rate * 120 < 2**32,
            lambda _z, rate: rate <= 35_791_394,
            where="the rate is at most 35,791,394 octets a second",
        ),
        "fast_sender": Lemma(
            "nor is it at one octet a second more",
            {"rate": INTEGER},
            lambda _z, rate: rate * 120 < 2**32,
            lambda _z, rate: rate <= 35_791_395,
            where="the rate is at most 35,791,395 octets a second",
        ),
        "paws": Lemma(
            "a timestamp that is up to one MSL old is less than today's, where its clock ticks once a millisecond",
            {"old": WORD, "new": WORD},
            lambda _z, old, new: less(old, new),
            lambda z, old, new: within(z, 1, new - old, 120_000),
            where="1 to 120,000 ticks (two minutes) lie between the two",
        ),
        "paws_for_ever": Lemma(
            "and so is one of any age",
            {"old": WORD, "new": WORD},
            lambda _z, old, new: less(old, new),
            lambda z, old, new: old != new,
            where="they differ",
        ),
    },
    {"fast_sender": "VIOLATED", "paws_for_ever": "VIOLATED"},
    about="the ISN clock, the wrap time and timestamps, against the maximum segment lifetime of two minutes",
)
THEORIES: Mapping[str, Theory] = {
    "order-of-numbers": ORDER,
    "acknowledgement-test": ACKS,
    "table-6": TABLE_6,
    "opening-numbers": OPENING,
    "closing-numbers": CLOSING,
    "clocks": CLOCKS,
}
