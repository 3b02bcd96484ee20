"""A run played against a kernel: what is the same, and where they part.  Here the kernel is a few lines of Python."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from checker.command.verbs.scenario import found
from checker.packets.live.application import Application
from checker.packets.live.datagrams import control, datagram
from checker.packets.live.kernel_end import RAW_IP, KernelEnd
from checker.packets.live.namespace import HERE, PEER
from checker.packets.live.playing import Played, rounds_of
from checker.packets.live.table_end import TableEnd
from checker.packets.reading.contents import segment_in
from checker.packets.reading.frames import packet
from checker.packets.tcp.tables import TABLES
from checker.scenarios import parse, performed
from spec.notation.events import Call, Timer
from spec.tcp.actors import CAST
from spec.tcp.variables import ACK, FIN, RST, SYN, Ctl

Answer = Callable[[dict[str, int]], list[dict[str, int]]]
ISS = 4_294_967_290
"""So that numbers begin again at 0 soon."""


def sent(bits: Ctl, seq: int, ack: int) -> dict[str, int]:
    return {"SEQ": seq % 2**32, "ACK": ack % 2**32, "CTL": int(bits), "DATA": 0, "WND": 1000}


class Scripted(Application):
    """A user whose calls do nothing, and a kernel whose states are given."""

    def __init__(self, states: Sequence[str]) -> None:
        super().__init__()
        self.states = list(states)

    def call(self, event: Call | Timer, state: str, octets: int) -> str:
        return ""

    def look(self, *, delays: bool) -> str:
        return self.states.pop(0) if len(self.states) > 1 else self.states[0]


class Wire:
    """A network in front of it: each segment that arrives is answered."""

    def __init__(self, answer: Answer) -> None:
        self.answer, self.left = answer, list[bytes]()

    def write(self, octets: bytes) -> None:
        one = segment_in(0.0, packet(RAW_IP, octets), 0)
        fields = {"SEQ": one.seq, "ACK": one.ack, "CTL": one.control, "DATA": one.length}
        self.left += [datagram((HERE, 7001), (PEER, 7002), each) for each in self.answer(fields)]

    def read(self, _seconds: float) -> bytes | None:
        return self.left.pop(0) if self.left else None


def play(scenario: str, states: Sequence[str], answer: Answer, variant: str | None = None) -> Played:
    trace, system = performed(parse(found(scenario)), CAST, "B")
    table = TableEnd(system, "B", TABLES[variant] if variant else None)
    return rounds_of(trace, table, 0.01, KernelEnd(Wire(answer), Scripted(states)))


def opens(fields: dict[str, int]) -> list[dict[str, int]]:
    return [sent(SYN | ACK, ISS, fields["SEQ"] + 1)] if fields["CTL"] == control(int(SYN)) else []


def opens_and_closes(fields: dict[str, int]) -> list[dict[str, int]]:
    return [*opens(fields), sent(FIN | ACK, ISS + 1, fields["SEQ"] + 1)]


def test_a_kernel_that_chooses_another_number_does_as_the_table_does() -> None:
    done = play("refused", ["CLOSED"], lambda fields: [sent(RST | ACK, 0, fields["SEQ"] + 1)])
    assert [(one.step, one.kernel) for one in done.rounds] == [(2, ("B sends <SEQ=0><ACK=101><CTL=RST,ACK>",))]
    assert (done.parted, done.ended) == (None, "")


def test_what_the_kernel_sends_is_told_in_the_numbers_of_the_table() -> None:
    done = play("figure-08", ["LISTEN", "LISTEN", "SYN-RECEIVED", "LISTEN", "SYN-RECEIVED", "ESTABLISHED"], opens)
    assert [one.kernel for one in done.rounds] == [
        ("B: LISTEN -> SYN-RECEIVED", "B sends <SEQ=300><ACK=91><CTL=SYN,ACK>"),
        ("B: SYN-RECEIVED -> LISTEN",),
        ("B: LISTEN -> SYN-RECEIVED", "B sends <SEQ=400><ACK=101><CTL=SYN,ACK>"),
        ("B: SYN-RECEIVED -> ESTABLISHED",),
    ]
    assert done.parted is None


def test_they_part_at_a_segment_that_the_table_does_not_send() -> None:
    done = play("figure-08", ["LISTEN", "LISTEN", "SYN-RECEIVED"], opens_and_closes)
    assert done.parted == 2
    assert done.rounds[-1].kernel == (
        "B: LISTEN -> SYN-RECEIVED",
        "B sends <SEQ=300><ACK=91><CTL=SYN,ACK>, <SEQ=301><ACK=91><CTL=FIN,ACK>",
    )


def test_they_part_where_only_the_state_is_another() -> None:
    done = play("figure-08", ["LISTEN", "LISTEN", "ESTABLISHED"], opens)
    assert (done.parted, done.rounds[-1].kernel[0]) == (2, "B: LISTEN -> ESTABLISHED")


def test_a_segment_that_is_only_sent_again_does_not_part_them() -> None:
    again = list[dict[str, int]]()

    def repeats(fields: dict[str, int]) -> list[dict[str, int]]:
        again[:] = again or opens(fields)
        return opens(fields) or again

    done = play("figure-06", ["LISTEN", "LISTEN", "SYN-RECEIVED", "ESTABLISHED"], repeats)
    assert done.rounds[1].kernel == ("B: SYN-RECEIVED -> ESTABLISHED", "B sends again <SEQ=300><ACK=101><CTL=SYN,ACK>")
    assert done.rounds[1].same


def test_the_variant_says_what_the_table_does_in_its_place() -> None:
    ignored = [play("data-on-syn", ["LISTEN"], lambda _: [], variant).rounds[0].same for variant in (None, "linux")]
    assert ignored == [False, True]


def test_a_run_that_starts_where_no_kernel_can_be_brought_is_not_played_and_says_why() -> None:
    trace, system = performed(parse(found("reopened-while-owing")), CAST, "A")
    kernel = KernelEnd(Wire(opens), Scripted(["CLOSED"]))
    done = rounds_of(trace, TableEnd(system, "A"), 0.01, kernel)
    assert done.ended == "the run starts with RCV.OWED 1, to which no kernel is brought here"


def test_a_kernel_that_cannot_be_brought_to_the_start_is_said() -> None:
    assert play("figure-12", ["CLOSED"], lambda _: []).ended == (
        "the kernel sends no SYN, and the run cannot be brought to its start"
    )
