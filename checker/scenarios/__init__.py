"""Scenarios: a run written as RFC 9293 draws its figures 6 to 13, and followed step by step.

A figure can be pasted as it stands; above it stand the few words that the RFC leaves to its prose::

    title: RFC 9293 figure 8, recovery from an old duplicate SYN
    A: Tcp, isn 100
    B: Tcp, isn 300 and 400

        TCP Peer A                                           TCP Peer B

    1.  CLOSED                                               LISTEN

    2.  SYN-SENT    --> <SEQ=100><CTL=SYN>               ...

    3.  (duplicate) ... <SEQ=90><CTL=SYN>                --> SYN-RECEIVED

    4.  SYN-SENT    <-- <SEQ=300><ACK=91><CTL=SYN,ACK>   <-- SYN-RECEIVED

The head, one item a line::

    title: TEXT                 (a caption, "Figure 8: ...", does as well)
    A: MACHINE, ...             what the end is; B likewise.  After it, with commas or "and" between them:
        isn 300 and 400             the initial numbers that it chooses, one after the other
        starts at STATE             where it stands, if the first line does not show it
        with SND.NXT 300, ...       values of its variables there
        OCTETS 20                   a parameter of this end alone
    in flight: SEGMENT to B, ... what is in the network at the start
    params: NAME 1, ...         parameters of the system
    where: X = 300, Z = 90      numbers with a name; X, X+1 and X-1 may stand for a number below

The body, one line a segment or an event (numbers, empty lines and a line "TCP Peer A ... TCP Peer B" are passed over;
what follows # or stands in square brackets is a remark)::

    STATE --> SEGMENT --> STATE     A sends, it arrives at B at once (<-- the other way)
    STATE --> SEGMENT ...           A sends, it stays in the network
          ... SEGMENT --> STATE     it was sent before, and arrives now
    STATE --> SEGMENT XXX           A sends, it is lost
    STATE             STATE         nothing moves; where the ends stand
    A: CLOSE                        a call or a timer of A; (CLOSE) in A's column, or (A: CLOSE) anywhere

A state is the one *after* the departure or the arrival, and may be left out; ``(??)`` and other comments in
parentheses say nothing.  A segment is written in full, ``<SEQ=101><ACK=301><CTL=ACK><DATA=20>``, its fields in any
order: a field left out is one that the protocol leaves out when it prints the segment, and ``<DATA>`` alone is any
number of octets.  ``(duplicate)``, ``old duplicate`` or ``forged`` on a line: the network holds the segment from before
the run; ``(a copy stays)``: it arrives and is still in flight.

An event on a line comes before the segment of that line.  An event that is not written is taken where it is the only
one that can send the segment; a SEND and the transmission that follows count as one.

Lines on which nothing happens say how things stand, and are checked::

    A has SND.UNA 101, RCV.WND 0    values of its variables (a flag is 0 or 1)
    A cannot CLOSE                  a call or a timer that does nothing there
    nothing is in flight            or: nothing is in flight to A
    SEGMENT is in flight to A       it has been sent, and has not arrived

What :func:`diagrams.ladders.ladder.ladder` prints can be put below a head and is a scenario again.
"""

from checker.scenarios.faults import NotFollowed, ScenarioError
from checker.scenarios.following import follow, performed
from checker.scenarios.reading import parse, parse_text
from checker.scenarios.script import Scenario

__all__ = ["NotFollowed", "Scenario", "ScenarioError", "follow", "parse", "parse_text", "performed"]
