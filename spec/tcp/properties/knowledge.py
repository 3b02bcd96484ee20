"""Who knows what of a connection: claims P08 to P10, P30 and P44 of the articles.

The facts are of the past (an end once chose this number), or of the whole run (an end can send): these alone stay true
while news of them travels.  Perfect recall, no clock, and every segment may be lost.
"""

from __future__ import annotations

from spec.notation import (
    LOSSY_BAG,
    A,
    Always,
    B,
    Bool,
    CommonKnowledge,
    Knows,
    Property,
    Sometimes,
    WhoKnows,
    fact,
    nothing_in_flight,
)
from spec.tcp.variables import ESTABLISHED, SND, SYN_RECEIVED, SYN_SENT, TIME_WAIT, entered
from spec.tcp.variants.remembering import answered, chose, done, wanted
from spec.tcp.variants.watched import took, wrote

NETWORK = LOSSY_BAG.holding(2)
"""It repeats nothing, so that what an end has seen comes to an end."""


def same(one: Bool, other: Bool) -> Bool:
    """Whether both are true, or neither."""
    return one.implies(other) & other.implies(one)


# P09: A wants to connect; x is A's initial number, y is B's
x, y = A[chose].has(100).called("A's ISN is 100"), B[chose].has(300).called("B's ISN is 300")
wants, ready = A[wanted].called("A wants to connect"), B[answered].called("B is ready")
b_knows, a_knows_it, b_knows_that = Knows(B, wants), Knows(A, Knows(B, wants)), Knows(B, Knows(A, Knows(B, wants)))
first = B.is_in(SYN_RECEIVED, ESTABLISHED)
"""The first segment has arrived (nobody closes, resets or aborts here)."""
second, third = A.is_in(ESTABLISHED), B.is_in(ESTABLISHED)
opened_with = Sometimes("both ESTABLISHED, with 100 and 300", second & third & x & y)
x_known, y_known = Knows(A, Knows(B, x)), Knows(B, Knows(A, y))

OPENING: dict[str, Property] = {
    "b_knows": Always(
        "B knows that A wants to connect as soon as the first segment is there", same(b_knows, first), opened_with
    ),
    "a_knows": Always("A knows that B knows it when the second is there", same(a_knows_it, second), opened_with),
    "b_knows_that": Always(
        "B knows that A knows that as soon as the third is there", same(b_knows_that, third), opened_with
    ),
    "no_further": Sometimes("A knows that B knows that A knows that B knows it", Knows(A, b_knows_that)),
    "common": Sometimes("it is common knowledge that A wants to connect", CommonKnowledge(wants)),
    "both_ready": Always(
        "both know that the other is ready when the second segment is there",
        second.implies(Knows(A, ready) & Knows(B, wants)),
        opened_with,
    ),
    "numbers_known": Always(
        "with the second segment A knows y, and B knows x",
        (second & x & y).implies(Knows(A, y) & Knows(B, x)),
        opened_with,
    ),
    "x_is_known": Always(
        "A knows that its x is known when the second segment is there", same(x_known, second & x), opened_with
    ),
    "y_is_known": Always(
        "B knows that its y is known when the third segment is there", same(y_known, third & y), opened_with
    ),
    "ready_after_two": Sometimes(
        "both know that the other is ready, and the third segment has not come",
        B.is_in(SYN_RECEIVED) & Knows(A, ready) & Knows(B, wants),
    ),
    "opened_with": opened_with,
}
OPENING_TABLE = WhoKnows(
    "who knows what after which segment",
    second & third & x & y,
    {
        "A wants to connect": wants,
        "B knows it": b_knows,
        "A knows that B knows it": a_knows_it,
        "B knows that A knows that": b_knows_that,
        "A knows that B knows that": Knows(A, b_knows_that),
        "common knowledge": CommonKnowledge(wants),
        "B knows A's number": Knows(B, x),
        "A knows B's number": Knows(A, y),
        "A knows that B knows A's": x_known,
        "B knows that A knows B's": y_known,
    },
)

# P10: what each end can do
a_sends, a_hears = fact("A can send"), fact("A can receive")
b_sends, b_hears = fact("B can send"), fact("B can receive")
opens = Sometimes("both ESTABLISHED", second & third)
ABILITIES: dict[str, Property] = {
    "first": Always(
        "the first segment tells B that A can send and B can receive", first.implies(Knows(B, a_sends & b_hears)), opens
    ),
    "not_yet": Always(
        "and nothing of the other two, until the third is there",
        (first & ~third).implies(~Knows(B, b_sends) & ~Knows(B, a_hears)),
        opens,
    ),
    "second": Always(
        "the second tells A all four", second.implies(Knows(A, a_sends & a_hears & b_sends & b_hears)), opens
    ),
    "nothing_before": Always(
        "before, A knows none of them",
        A.is_in(SYN_SENT).implies(~Knows(A, a_sends) & ~Knows(A, a_hears) & ~Knows(A, b_sends) & ~Knows(A, b_hears)),
        opens,
    ),
    "third": Always(
        "the third tells B the other two", third.implies(Knows(B, a_sends & a_hears & b_sends & b_hears)), opens
    ),
    "opens": opens,
}
SKILLS = {"A can send": a_sends, "B can receive": b_hears, "B can send": b_sends, "A can receive": a_hears}
ABILITIES_TABLE = WhoKnows(
    "who knows after which segment what each end can do",
    second & third,
    {f"{end.name} knows that {one}": Knows(end, what) for end in (A, B) for one, what in SKILLS.items()},
)

# P09 with two messages: B is ESTABLISHED with the first of them
a_has_it = A[entered].has(100, 300).called("A has B's answer")
not_yet = Sometimes("B has A's SYN, and A waits", A.is_in(SYN_SENT) & third)
lost = third & ~A[entered].has(100, 300) & nothing_in_flight
TWO_MESSAGES: dict[str, Property] = {
    "a_unsure": Always(
        "until B's answer is there A does not know whether B has its SYN",
        A.is_in(SYN_SENT).implies(~Knows(A, B[chose].has(300))),
        not_yet,
    ),
    "has_it": Sometimes("B has A's SYN, and A has B's answer", third & a_has_it),
    "has_not": Sometimes("B has A's SYN, and its answer is lost", lost),
    "b_unsure": Sometimes("A has B's answer, and B does not know it", third & a_has_it & ~Knows(B, a_has_it)),
    "b_knows": Sometimes("B knows that A has its answer", Knows(B, a_has_it)),
}

# P30: the last ACK is never acknowledged
waits, b_done = A.is_in(TIME_WAIT), B[done]
closes = Sometimes("A is in TIME-WAIT, and B has closed in good order", waits & b_done)
LAST_ACK_KNOWN: dict[str, Property] = {
    "not_in_time_wait": Always(
        "in TIME-WAIT A does not know that B is closed", waits.implies(~Knows(A, b_done)), closes
    ),
    "closes": closes,
}
LAST_ACK_TOLD: dict[str, Property] = {
    "told": Sometimes("A knows in TIME-WAIT that B is closed", waits & Knows(A, b_done)),
    "closes": closes,
}

# P44: lost text and a lost ACK look alike
outstanding = A[SND.UNA] != A[SND.NXT]
there = (B[took] >= 1).called("B has the octet")
has_come = Sometimes("the octet has come, and its ACK has not", outstanding & there)
has_not = Sometimes("the octet has not come", outstanding & ~(B[took] >= 1))
LOST_ALIKE: dict[str, Property] = {
    "alike": Always(
        "while the ACK is missing A does not know whether the octet has come",
        outstanding.implies(~Knows(A, there)),
        has_come,
    ),
    "has_not": has_not,
    "acknowledged": Always(
        "when the ACK is there A knows that B's TCP has the octet",
        (A[wrote] >= 1).implies((A[SND.QUEUE] == 0).implies(outstanding | Knows(A, there))),
        has_come,
    ),
}
