"""Who knows what of a connection: after which segment, of whom, and what nobody can know.

The facts are of the past (an end once chose this number), or of the whole run (an end can send): these alone stay true
while news of them travels.  Perfect recall, no clock, and every segment may be lost (Halpern and Moses, JACM 1990).
"""

from __future__ import annotations

from spec.notation import (
    A,
    Always,
    B,
    Bool,
    CommonKnowledge,
    Knows,
    Sometimes,
    WhoKnows,
    fact,
    nothing_in_flight,
)
from spec.tcp.variables import ESTABLISHED, SND, SYN_RECEIVED, SYN_SENT, TIME_WAIT, entered
from spec.tcp.variants.remembering import answered, chose, done, wanted
from spec.tcp.variants.watched import took, wrote


def same(one: Bool, other: Bool) -> Bool:
    """Whether both are true, or neither."""
    return one.implies(other) & other.implies(one)


# How far each segment has got (nobody closes, resets or aborts here)

first_arrived = B.is_in(SYN_RECEIVED, ESTABLISHED)
second_arrived, third_arrived = A.is_in(ESTABLISHED), B.is_in(ESTABLISHED)

# The opening: x is A's initial number, y is B's

x, y = A[chose].has(100).called("A's ISN is 100"), B[chose].has(300).called("B's ISN is 300")
wants, ready = A[wanted].called("A wants to connect"), B[answered].called("B is ready")
b_has_heard, a_has_heard = Knows(B, wants), Knows(A, Knows(B, wants))
b_has_heard_that = Knows(B, a_has_heard)
x_known, y_known = Knows(A, Knows(B, x)), Knows(B, Knows(A, y))

opened_with = Sometimes("both ESTABLISHED, with 100 and 300", second_arrived & third_arrived & x & y)
b_knows = Always(
    "B knows that A wants to connect as soon as the first segment has arrived",
    same(b_has_heard, first_arrived),
    opened_with,
)
a_knows = Always("A knows that B knows it when the second has arrived", same(a_has_heard, second_arrived), opened_with)
b_knows_that = Always(
    "B knows that A knows that as soon as the third has arrived", same(b_has_heard_that, third_arrived), opened_with
)
no_further = Sometimes("A knows that B knows that A knows that B knows it", Knows(A, b_has_heard_that))
common = Sometimes("it is common knowledge that A wants to connect", CommonKnowledge(wants))
both_ready = Always(
    "both know that the other is ready when the second segment has arrived",
    second_arrived.implies(Knows(A, ready) & Knows(B, wants)),
    opened_with,
)
numbers_known = Always(
    "with the second segment A knows y, and B knows x",
    (second_arrived & x & y).implies(Knows(A, y) & Knows(B, x)),
    opened_with,
)
x_is_known = Always(
    "A knows that its x is known when the second segment has arrived", same(x_known, second_arrived & x), opened_with
)
y_is_known = Always(
    "B knows that its y is known when the third segment has arrived", same(y_known, third_arrived & y), opened_with
)
ready_after_two = Sometimes(
    "both know that the other is ready, and the third segment has not arrived",
    B.is_in(SYN_RECEIVED) & Knows(A, ready) & Knows(B, wants),
)
known_when_open = Always(
    "B in ESTABLISHED knows that A wants to connect", third_arrived.implies(b_has_heard), opened_with
)
OPENING_TABLE = WhoKnows(
    "who knows what after which segment",
    second_arrived & third_arrived & x & y,
    {
        "A wants to connect": wants,
        "B knows it": b_has_heard,
        "A knows that B knows it": a_has_heard,
        "B knows that A knows that": b_has_heard_that,
        "A knows that B knows that": Knows(A, b_has_heard_that),
        "common knowledge": CommonKnowledge(wants),
        "B knows A's number": Knows(B, x),
        "A knows B's number": Knows(A, y),
        "A knows that B knows A's": x_known,
        "B knows that A knows B's": y_known,
    },
)

# What each end can do

a_sends, a_hears = fact("A can send"), fact("A can receive")
b_sends, b_hears = fact("B can send"), fact("B can receive")
opens = Sometimes("both ESTABLISHED", second_arrived & third_arrived)
first = Always(
    "the first segment tells B that A can send and B can receive",
    first_arrived.implies(Knows(B, a_sends & b_hears)),
    opens,
)
not_yet = Always(
    "and nothing of the other two, until the third has arrived",
    (first_arrived & ~third_arrived).implies(~Knows(B, b_sends) & ~Knows(B, a_hears)),
    opens,
)
second = Always(
    "the second tells A all four", second_arrived.implies(Knows(A, a_sends & a_hears & b_sends & b_hears)), opens
)
nothing_before = Always(
    "before, A knows none of them",
    A.is_in(SYN_SENT).implies(~Knows(A, a_sends) & ~Knows(A, a_hears) & ~Knows(A, b_sends) & ~Knows(A, b_hears)),
    opens,
)
third = Always(
    "the third tells B the other two", third_arrived.implies(Knows(B, a_sends & a_hears & b_sends & b_hears)), opens
)
SKILLS = {"A can send": a_sends, "B can receive": b_hears, "B can send": b_sends, "A can receive": a_hears}
ABILITIES_TABLE = WhoKnows(
    "who knows after which segment what each end can do",
    second_arrived & third_arrived,
    {f"{end.name} knows that {one}": Knows(end, what) for end in (A, B) for one, what in SKILLS.items()},
)

# Two messages: B is ESTABLISHED with the first of them

a_has_it = A[entered].has(100, 300).called("A has B's answer")
a_unsure = Always(
    "until B's answer has arrived A does not know whether B has its SYN",
    A.is_in(SYN_SENT).implies(~Knows(A, B[chose].has(300))),
    Sometimes("B has A's SYN, and A waits", A.is_in(SYN_SENT) & third_arrived),
)
has_it = Sometimes("B has A's SYN, and A has B's answer", third_arrived & a_has_it)
has_not = Sometimes(
    "B has A's SYN, and its answer is lost", third_arrived & ~A[entered].has(100, 300) & nothing_in_flight
)
b_unsure = Sometimes("A has B's answer, and B does not know it", third_arrived & a_has_it & ~Knows(B, a_has_it))
b_knows_of_its_answer = Sometimes("B knows that A has its answer", Knows(B, a_has_it))

# The last ACK is never acknowledged

waits, b_done = A.is_in(TIME_WAIT), B[done]
closes = Sometimes("A is in TIME-WAIT, and B has closed in good order", waits & b_done)
not_in_time_wait = Always("in TIME-WAIT A does not know that B is closed", waits.implies(~Knows(A, b_done)), closes)
told = Sometimes("A knows in TIME-WAIT that B is closed", waits & Knows(A, b_done))

# Lost data and a lost ACK look alike

outstanding = A[SND.UNA] != A[SND.NXT]
there = (B[took] >= 1).called("B has the octet")
has_come = Sometimes("the octet has arrived, and its ACK has not", outstanding & there)
octet_has_not_come = Sometimes("the octet has not arrived", outstanding & ~(B[took] >= 1))
alike = Always(
    "while the ACK is missing A does not know whether the octet has arrived",
    outstanding.implies(~Knows(A, there)),
    has_come,
)
acknowledged = Always(
    "when the ACK has arrived A knows that B's TCP has the octet",
    (A[wrote] >= 1).implies((A[SND.QUEUE] == 0).implies(outstanding | Knows(A, there))),
    has_come,
)
