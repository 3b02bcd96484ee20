"""An off-path attacker, who sees nothing and guesses (RFC 5961).

Both ends are ESTABLISHED; the attacker may put two segments of one kind in flight to B.
"""

from __future__ import annotations

from spec.notation import LOSSY, Asks, Change, Flying, Machine, Model, System, ask, asks, one_more_forgery, variant
from spec.tcp.properties import time as t
from spec.tcp.systems import ANY, allowing, both_established
from spec.tcp.table import Tcp
from spec.tcp.variables import RETRANSMIT, RST, SYN, segment
from spec.tcp.variants.readings import Rfc793

IN_WINDOW, EXACT, BEYOND = 105, 101, 900
RESET, OPENING = segment("B", SEQ=IN_WINDOW, CTL=RST), segment("B", SEQ=IN_WINDOW, CTL=SYN)
BY_RFC_793 = variant(A=Rfc793, B=Rfc793, name="by RFC 793")
MORE_FORGERIES = (one_more_forgery(),)


def _attacked(machine: type[Machine], by: Flying) -> System:
    """Both ends ESTABLISHED; an attacker may put two of these segments in flight."""
    network = LOSSY.attacked(by=(by,), times=2)
    return allowing({RETRANSMIT: ANY}, machine, machine, network, start=both_established())


def _fails(broken_by: Change) -> Asks:
    """The attack fails, unless something is changed."""
    return asks(ask(t.b_gone, "IMPOSSIBLE", broken_by=broken_by), ask(t.b_stays, broken_by=broken_by))


def _succeeds() -> Asks:
    """The attack succeeds."""
    return asks(t.b_gone, ask(t.b_stays, "VIOLATED"))


attacker_reset = Model(
    _attacked(Tcp, RESET),
    _fails(BY_RFC_793),
    about="an attacker's reset somewhere in the window is challenged",
    rfc="5961 3; 9293 3.10.7.4 second",
    larger=MORE_FORGERIES,
)
attacker_reset_793 = Model(
    _attacked(Rfc793, RESET),
    _succeeds(),
    about="by RFC 793 an attacker's reset somewhere in the window is obeyed",
    rfc="793 p. 37",
)
attacker_reset_exact = Model(
    _attacked(Tcp, segment("B", SEQ=EXACT, CTL=RST)),
    _succeeds(),
    about="an attacker's reset with the very number that B expects next is obeyed",
    rfc="5961 3",
)
attacker_syn = Model(
    _attacked(Tcp, OPENING),
    _fails(BY_RFC_793),
    about="an attacker's SYN in the window is challenged",
    rfc="5961 4; 9293 3.10.7.4 fourth",
    larger=MORE_FORGERIES,
)
attacker_syn_793 = Model(
    _attacked(Rfc793, OPENING),
    _succeeds(),
    about="by RFC 793 an attacker's SYN in the window resets the connection",
    rfc="793 p. 71",
)
attacker_syn_beyond_793 = Model(
    _attacked(Rfc793, segment("B", SEQ=BEYOND, CTL=SYN)),
    _fails(variant(channel=LOSSY.attacked(by=(OPENING,), times=2), name="a SYN in the window")),
    about="by RFC 793 an attacker's SYN beyond the window is only acknowledged",
    rfc="793 p. 69",
    larger=MORE_FORGERIES,
)
