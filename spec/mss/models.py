"""Sizes announced each way, and what comes of them."""

from __future__ import annotations

from spec.mss.protocol import (
    A_ANNOUNCES,
    A_LINK,
    B_ANNOUNCES,
    B_LINK,
    DEFAULT,
    OPENS,
    SENDS,
    EndA,
    EndB,
    FillsOwnLink,
    HeedsNothing,
    TakesAbsentForAnything,
    got,
)
from spec.notation import REORDERING, A, Always, B, Machine, Model, Sometimes, System, ask, asks, once_more, variant

a_filled = Sometimes("A gets a segment as long as it announced", A[got] == A_ANNOUNCES)
b_filled = Sometimes("B gets a segment as long as it announced", B[got] == B_ANNOUNCES)
b_gets_text = Sometimes("B gets data", B[got] > 0)
a_gets_text = Sometimes("A gets data", A[got] > 0)
within_announced = Always(
    "no end gets a segment longer than it announced", (A[got] <= A_ANNOUNCES) & (B[got] <= B_ANNOUNCES), b_gets_text
)
within_links = Always(
    "no segment is longer than the link on either side takes: nothing is fragmented there",
    (A[got] <= A_LINK) & (A[got] <= B_LINK) & (B[got] <= A_LINK) & (B[got] <= B_LINK),
    b_gets_text,
)
common_minimum = Always(
    "no segment either way is longer than the smaller of the two announcements",
    (A[got] <= A_ANNOUNCES) & (A[got] <= B_ANNOUNCES) & (B[got] <= A_ANNOUNCES) & (B[got] <= B_ANNOUNCES),
    b_gets_text,
)
within_default = Always("who announced nothing gets no segment longer than 536 octets", A[got] <= DEFAULT, a_gets_text)


def sizes(a: int, b: int, server: type[Machine] = EndB, *, a_link: int = 1460) -> System:
    """A announces ``a``, B ``b`` (0: no option); each sends two full segments."""
    return System(
        EndA,
        server,
        REORDERING,
        at_most={OPENS: 1, SENDS: 2},
        params={"A_ANNOUNCES": a, "B_ANNOUNCES": b, "A_LINK": a_link},
    )


mss = Model(
    sizes(1460, 1024),
    asks(
        a_filled,
        b_filled,
        ask(within_announced, broken_by=variant(A=FillsOwnLink)),
        ask(common_minimum, "VIOLATED"),
    ),
    about="A announces 1460, B 1024: a limit for each way, no common one",
    rfc="9293 3.7.1",
    larger=(once_more(SENDS),),
)
mss_equal = Model(
    sizes(1024, 1024),
    asks(b_filled, ask(common_minimum, broken_by=variant(params={"A_ANNOUNCES": 1460}))),
    about="both announce 1024: no segment is longer, either way",
    rfc="9293 3.7.1",
    larger=(once_more(SENDS),),
)
mss_absent = Model(
    sizes(0, 1024),
    asks(ask(within_default, broken_by=variant(B=TakesAbsentForAnything)), b_filled),
    about="A announces nothing: 536 octets to A, 1024 to B",
    rfc="9293 3.7.1 MUST-15",
    larger=(once_more(SENDS),),
)
mss_narrow = Model(
    sizes(1024, 1460, a_link=1024),
    asks(ask(within_links, broken_by=variant(B=HeedsNothing)), a_filled),
    about="A's link takes 1024 octets, and A says so: nothing is fragmented",
    rfc="9293 3.7.1",
    larger=(once_more(SENDS),),
)
mss_unheeded = Model(
    sizes(1024, 1460, HeedsNothing, a_link=1024),
    asks(ask(within_announced, "VIOLATED"), ask(within_links, "VIOLATED")),
    about="A's link takes 1024 octets, and A says so; B heeds no announcement",
)
mss_absent_unheeded = Model(
    sizes(0, 1024, TakesAbsentForAnything),
    asks(ask(within_default, "VIOLATED")),
    about="A announces nothing, and B takes that for permission",
)
