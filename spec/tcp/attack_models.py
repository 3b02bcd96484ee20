"""The models of an off-path attacker, who sees nothing and guesses (RFC 5961)."""

from __future__ import annotations

from collections.abc import Mapping

from spec.notation import (
    LOSSY,
    Flying,
    Machine,
    Model,
    System,
)
from spec.tcp import timed as t
from spec.tcp.connection import Tcp
from spec.tcp.readings import Rfc793
from spec.tcp.systems import ANY, both_established, connection
from spec.tcp.variables import (
    RETRANSMIT,
    RST,
    SYN,
    segment,
)

IN_WINDOW, EXACT, BEYOND = 105, 101, 900


def attacked(machine: type[Machine], *by: Flying) -> System:
    """Both ends ESTABLISHED; an attacker may put two of these segments in flight."""
    network = LOSSY.attacked(by=by, times=2)
    return connection({RETRANSMIT: ANY}, machine, machine, network, start=both_established())


def attack(machine: type[Machine], about: str, by: Flying, *, succeeds: bool, rfc: str) -> Model:
    """A model of an attack."""
    verdicts = {"b_stays": "VIOLATED"} if succeeds else {"b_gone": "IMPOSSIBLE"}
    return Model(attacked(machine, by), {"b_gone": t.b_gone, "b_stays": t.b_stays}, verdicts, about, rfc)


RESET, OPENING = segment("B", SEQ=IN_WINDOW, CTL=RST), segment("B", SEQ=IN_WINDOW, CTL=SYN)
MODELS: Mapping[str, Model] = {
    "attacker-reset": attack(
        Tcp, "a reset anywhere in the window is challenged", RESET, succeeds=False, rfc="5961 3; 9293 3.10.7.4 second"
    ),
    "attacker-reset-793": attack(
        Rfc793, "the same by RFC 793: any reset in the window is obeyed", RESET, succeeds=True, rfc="793 p. 37"
    ),
    "attacker-reset-exact": attack(
        Tcp,
        "a reset with the very number that B expects next",
        segment("B", SEQ=EXACT, CTL=RST),
        succeeds=True,
        rfc="5961 3",
    ),
    "attacker-syn": attack(
        Tcp, "a SYN in the window is challenged", OPENING, succeeds=False, rfc="5961 4; 9293 3.10.7.4 fourth"
    ),
    "attacker-syn-793": attack(
        Rfc793, "the same by RFC 793: a SYN in the window resets", OPENING, succeeds=True, rfc="793 p. 71"
    ),
    "attacker-syn-beyond-793": attack(
        Rfc793,
        "by RFC 793, a SYN beyond the window is only acknowledged",
        segment("B", SEQ=BEYOND, CTL=SYN),
        succeeds=False,
        rfc="793 p. 69",
    ),
}
