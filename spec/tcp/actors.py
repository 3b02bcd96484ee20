"""What a scenario can name: every machine of ours, and ends that stand in the middle of a connection."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from spec.notation import Machine, SpecError
from spec.notation.casts import Cast
from spec.tcp import table
from spec.tcp.variables import TcpState
from spec.tcp.variants import linux, openings, pacing, readings, remembering, sockets, unnumbered, watched

MACHINES: Mapping[str, type[Machine]] = {
    name: value
    for module in (table, linux, openings, pacing, readings, remembering, sockets, unnumbered, watched)
    for name, value in vars(module).items()
    if isinstance(value, type) and issubclass(value, table.Tcp)
}
"""By the names of their classes."""
SCENARIOS = Path(__file__).with_name("scenarios")
"""The folder of the scenarios that come with TCP."""
PARAMS: Mapping[str, int] = {"DATA": 64, "QUEUE": 64, "BUFFER": 64, "WINDOWS": 64}
"""Room for the data of a scenario: octets in a segment, in a queue, in a buffer."""
UNSEEN: Mapping[str, int] = {"WND": 64}
"""An old segment carries a window, which the RFC's figures leave out."""

FIN_ON_ITS_WAY = ("FIN-WAIT-1", "CLOSING", "LAST-ACK")
FIN_ACKNOWLEDGED = ("FIN-WAIT-2", "TIME-WAIT")
MODULUS = 2**32


def midway(state: str, given: Mapping[str, int], params: Mapping[str, int]) -> Mapping[str, int]:
    """The variables of an end that starts there: from SND.NXT and RCV.NXT, everything acknowledged but a FIN or SYN.

    >>> sorted(midway("LISTEN", {}, {"BUFFER": 16}).items())
    [('PASSIVE', 1), ('RCV.WND', 16)]
    """
    buffer = params.get("BUFFER", PARAMS["BUFFER"])
    if state == TcpState.CLOSED.value:
        return given
    if state == TcpState.LISTEN.value:
        return {"PASSIVE": 1, "RCV.WND": buffer, **given}
    needed = ("SND.NXT",) if state == TcpState.SYN_SENT.value else ("SND.NXT", "RCV.NXT")
    if missing := [name for name in needed if name not in given]:
        raise SpecError(f"say with which {' and '.join(missing)}, as in 'starts at {state} with {missing[0]} 300'")
    return {"RCV.WND": buffer, **_sent(state, given), **_received(given, buffer), **given}


def _sent(state: str, given: Mapping[str, int]) -> Mapping[str, int]:
    opening = state in (TcpState.SYN_SENT.value, TcpState.SYN_RECEIVED.value)
    open_number = opening or state in FIN_ON_ITS_WAY
    fin = int(state in FIN_ON_ITS_WAY or state in FIN_ACKNOWLEDGED)
    following = given["SND.NXT"]
    return {
        "ISS": (following - 1 - fin) % MODULUS,
        "SND.UNA": (following - 1 if open_number else following) % MODULUS,
        "SND.FIN": fin,
    }


def _received(given: Mapping[str, int], buffer: int) -> Mapping[str, int]:
    if "RCV.NXT" not in given:
        return {}
    return {"IRS": (given["RCV.NXT"] - 1) % MODULUS, "SND.WND": buffer}


CAST = Cast(MACHINES, midway, PARAMS, UNSEEN)
"""What TCP brings to scenarios: the table and its variants by their names."""
