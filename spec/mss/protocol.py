"""Two ends announce a maximum segment size each, in the SYN, and then send full segments (RFC 9293 3.7.1).

What an end announces bounds what it *receives*.  It sends no more than the peer announced, and no more than its own
link takes; where the peer announced nothing, 536 octets (IPv4).
"""

from __future__ import annotations

from collections.abc import Mapping

from spec.notation import (
    RETURN,
    Amount,
    Count,
    Counter,
    Machine,
    Message,
    Row,
    State,
    Variables,
    arrival,
    call,
    param,
    row,
)

LARGEST = param("LARGEST", 1500)
"""No number here is larger; a bound of the search."""
DEFAULT = param("DEFAULT", 536)
"""Where the option is absent (MUST-15); 1220 for IPv6."""
A_ANNOUNCES, B_ANNOUNCES = param("A_ANNOUNCES"), param("B_ANNOUNCES")
"""The value of the option; 0: there is none."""
A_LINK, B_LINK = param("A_LINK", 1460), param("B_LINK", 1460)
"""The most octets of data that fit into a packet of the end's own link."""


class Stage(State):
    """How far an end has come."""

    CLOSED = "CLOSED"
    OPEN = "OPEN"


CLOSED, OPEN = Stage


class Syn(Message):
    """A SYN with its option."""

    MSS = Amount(LARGEST)

    @classmethod
    def text(cls, values: Mapping[str, int]) -> str:
        """As RFC 9293 writes segments, with the option."""
        option = f"<MSS={values['MSS']}>" if values["MSS"] else ""
        return f"<CTL=SYN>{option}"


class Text(Message):
    """A segment of data."""

    LEN = Amount(LARGEST)

    @classmethod
    def text(cls, values: Mapping[str, int]) -> str:
        """As RFC 9293 writes segments."""
        return f"<CTL=ACK><DATA={values['LEN']}>"


class Sizes(Variables):
    """What an end knows of sizes."""

    theirs = Counter(LARGEST)  # what the peer takes
    got = Counter(LARGEST)  # octets of the largest segment of data that has come


theirs, got = Sizes.theirs, Sizes.got
OPENS, SENDS = call("OPEN"), call("SEND a full segment")


def opens(announced: Count) -> Row:
    """An end opens, and announces what it takes."""
    return row(at=CLOSED, on=OPENS, do=[Syn.send(MSS=announced)], to=OPEN, rfc="3.7.1")


def hears() -> Row:
    """The peer's option is kept."""
    return row(
        at=(CLOSED, OPEN), on=arrival(Syn), when=Syn.MSS > 0, do=[theirs.set_to(Syn.MSS)], then=RETURN, rfc="3.7.1"
    )


def hears_nothing() -> Row:
    """A SYN without the option means 536."""
    return row(at=(CLOSED, OPEN), on=arrival(Syn), do=[theirs.set_to(DEFAULT)], rfc="3.7.1 MUST-15")


def sends(link: Count) -> Row:
    """A segment as long as the peer takes, where the own link takes as much."""
    return row(
        at=OPEN,
        on=SENDS,
        when=(theirs > 0) & (theirs <= link),
        do=[Text.send(LEN=theirs)],
        then=RETURN,
        rfc="3.7.1 MUST-16",
    )


def sends_less(link: Count) -> Row:
    """A segment as long as the own link takes, where the peer takes more."""
    return row(at=OPEN, on=SENDS, when=link < theirs, do=[Text.send(LEN=link)], then=RETURN, rfc="3.7.1 MUST-16")


def receives() -> Row:
    """Text comes, and its length is remembered if it is the longest."""
    return row(at=OPEN, on=arrival(Text), when=got < Text.LEN, do=[got.set_to(Text.LEN)])


class EndA(Machine):
    """The end that opens first."""

    start = CLOSED
    final = (OPEN,)
    opens = opens(A_ANNOUNCES)
    hears = hears()
    hears_nothing = hears_nothing()
    sends = sends(A_LINK)
    sends_less = sends_less(A_LINK)
    receives = receives()


class EndB(Machine):
    """The other end."""

    start = CLOSED
    final = (OPEN,)
    opens = opens(B_ANNOUNCES)
    hears = hears()
    hears_nothing = hears_nothing()
    sends = sends(B_LINK)
    sends_less = sends_less(B_LINK)
    receives = receives()


class HeedsNothing(EndB):
    """A sender that fills its own link, whatever the peer announced."""

    sends = EndB.sends.but(when=theirs > 0, do=[Text.send(LEN=B_LINK)])


class FillsOwnLink(EndA):
    """The same at A."""

    sends = EndA.sends.but(when=theirs > 0, do=[Text.send(LEN=A_LINK)])


class TakesAbsentForAnything(EndB):
    """A sender that takes the absence of the option for permission."""

    hears_nothing = EndB.hears_nothing.but(do=[theirs.set_to(B_LINK)])
