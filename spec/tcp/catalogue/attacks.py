"""The models of an off-path attacker, who sees nothing and guesses (RFC 5961)."""

from __future__ import annotations

from collections.abc import Mapping

from spec.notation import (
    LOSSY,
    Flying,
    Machine,
    Model,
    Property,
    System,
    variant,
)
from spec.tcp.catalogue import time_changes as x
from spec.tcp.connection import Tcp
from spec.tcp.properties import time as t
from spec.tcp.systems import ANY, allowing, both_established
from spec.tcp.variables import (
    RETRANSMIT,
    RST,
    SYN,
    segment,
)
from spec.tcp.variants.readings import Rfc793

IN_WINDOW, EXACT, BEYOND = 105, 101, 900
RESET, OPENING = segment("B", SEQ=IN_WINDOW, CTL=RST), segment("B", SEQ=IN_WINDOW, CTL=SYN)
IN_THE_WINDOW = variant(channel=LOSSY.attacked(by=(OPENING,), times=2), name="a SYN in the window")


def attacked(machine: type[Machine], *by: Flying) -> System:
    """Both ends ESTABLISHED; an attacker may put two of these segments in flight."""
    network = LOSSY.attacked(by=by, times=2)
    return allowing({RETRANSMIT: ANY}, machine, machine, network, start=both_established())


def attack(machine: type[Machine], about: str, by: Flying, *, succeeds: bool, rfc: str) -> Model:
    """A model of an attack."""
    asked: Mapping[str, Property] = {"b_gone": t.b_gone, "b_stays": t.b_stays}
    if succeeds:
        return Model(attacked(machine, by), asked, {"b_stays": "VIOLATED"}, about, rfc)
    mutant = x.BY_RFC_793 if machine is Tcp else IN_THE_WINDOW
    return Model(
        attacked(machine, by),
        asked,
        {"b_gone": "IMPOSSIBLE"},
        about,
        rfc,
        mutants=dict.fromkeys(asked, mutant),
        larger=(x.ONE_MORE_FORGERY,),
    )


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
