"""Playing a run: the kernel is called and written to as one end of it, and what it does is held to a table."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from checker.packets.live.application import Application
from checker.packets.live.beginning import brought
from checker.packets.live.datagrams import ctl
from checker.packets.live.kernel_end import PROMPT, KernelEnd
from checker.packets.live.namespace import CannotPlay, Tun, apart
from checker.packets.live.numbers import Counted
from checker.packets.live.table_end import Done, TableEnd, arrival, fields_in, windows
from checker.packets.reading.segment import SYN as SYN_BIT, Segment as Captured
from checker.packets.reading.sequence import SPACE, ahead
from checker.results.runs import Step, Trace
from spec.notation.events import Call, Timer
from spec.tcp.variables import (
    ACK,
    CLOSED,
    CRASH,
    DELAYED_ACK,
    LISTEN,
    RST,
    SEND,
    SYN,
    SYN_RECEIVED,
    SYN_SENT,
    TRANSMIT,
    TWO_MSL,
    USER_TIMEOUT,
    Segment,
)

QUIET: Final = 0.05
"""Seconds without a segment after which no more is waited for."""
AT_ONCE: Final = 0.005
"""The same where an ACK is owed: Linux sends it after 0.04."""
TWO_MSL_SECONDS: Final = 60
"""What TIME-WAIT lasts in Linux (TCP_TIMEWAIT_LEN)."""
NO_PEER: Final = (CLOSED.value, LISTEN.value, SYN_SENT.value)
OPENING: Final = (*NO_PEER, SYN_RECEIVED.value)


@dataclass(frozen=True, slots=True)
class Round:
    """A step of the run at the kernel's end, as the table and as the kernel takes it."""

    step: int
    table: tuple[str, ...]
    kernel: tuple[str, ...]
    same: bool


@dataclass(frozen=True, slots=True)
class Played:
    """A run that was played."""

    rounds: tuple[Round, ...]
    ended: str = ""
    """Why it was not played to its end, as a clause; empty where it was, or where they parted."""

    @property
    def parted(self) -> int | None:
        """The step in which kernel and table part; None where they do not."""
        return next((one.step for one in self.rounds if not one.same), None)


def played(trace: Trace, table: TableEnd, patience: float) -> Played:
    """The run played against the kernel of this machine; a timer is waited for so many seconds at most."""
    return apart(partial(_played, trace, table, patience))


def _played(trace: Trace, table: TableEnd, patience: float, tun: Tun) -> Played:
    return rounds_of(trace, table, patience, KernelEnd(tun, Application(reopens=bool(table.param("REOPENS", 0)))))


def rounds_of(trace: Trace, table: TableEnd, patience: float, kernel: KernelEnd) -> Played:
    """The run played against that kernel, to where they part."""
    stage = Stage(table, kernel, patience, windows(trace.steps, table.param("BUFFER", 16)))
    rounds: list[Round] = []
    try:
        stage.begin()
        for number, step in enumerate(trace.steps, start=1):
            if step.action == "tick":
                raise CannotPlay(f"step {number} is a tick of a clock that the kernel has not")
            if step.end == table.end and step.action in ("call", "timer", "deliver", "duplicate"):
                rounds.append(stage.take(number, step))
                if not rounds[-1].same:
                    break
    except CannotPlay as why:
        return Played(tuple(rounds), str(why))
    return Played(tuple(rounds))


@dataclass
class Stage:
    """A run in progress."""

    table: TableEnd
    kernel: KernelEnd
    patience: float
    windows: Mapping[str, int]
    early: list[Captured] = field(default_factory=list[Captured])
    """What the kernel has sent, and the table still has to send."""
    owed: str = ""
    """The ACK that the table owed before this step."""
    waiting: int = 0
    """Octets that the user of the table has sent, and that have not left: the kernel's user sends them then."""

    def __post_init__(self) -> None:
        self.ours, self.theirs = Counted(self.table.modulus), Counted(self.table.modulus)

    def begin(self) -> None:
        """Bring the kernel to where the run starts."""
        brought(self.kernel, self.table, self.ours, self.theirs)
        if (state := self.kernel.look(delays=bool(self.table.param("DELAYED", 0)))) != self.table.state:
            raise CannotPlay(f"the run starts in {self.table.state}, and the kernel can only be brought to {state}")

    def take(self, number: int, step: Step) -> Round:
        """One step at both."""
        before, refused = self.kernel.state, ""
        self.owed = _text(self.table.ack()) if self.table.value("RCV.OWED") else ""
        if step.packet is not None:
            if self.early:
                raise CannotPlay("the kernel sends at once what waits in the table, and they come to stand differently")
            done = self._delivered(step, step.packet.text)
        else:
            event = self.table.event(step.event)
            refused = self._happens(event, step.action == "call")
            timer = step.action == "timer" and event != TRANSMIT
            done = self._after_timer(event, step) if timer else self.table.takes(event, {}, self._like(step))
        found, again = self._heard(done)
        after = self.kernel.look(delays=bool(self.table.param("DELAYED", 0)))
        self._follow()
        sent = [_text(one) for one in done.sent]
        if after == LISTEN.value and done.after == CLOSED.value and self.kernel.user.reopens:
            after = done.after  # the listener is there for the next connection
        table = _lines(step, done.before, done.after, sent, "")
        kernel = _lines(step, before, after, found, refused)
        repeats = tuple(f"{step.end} sends again {one}" for one in again)
        return Round(number, table, (*kernel, *repeats), table == kernel)

    def _delivered(self, step: Step, text: str) -> Done:
        fields = fields_in(text, self.windows.get(text, self.table.param("BUFFER", 16)))
        true, irs = self._true(fields), self.table.value("IRS")
        self.kernel.deliver(true)
        done = self.table.takes(arrival(), fields, self._like(step))
        if fields["CTL"] & SYN and irs != self.table.value("IRS") == fields["SEQ"]:
            self.theirs.begins(fields["SEQ"], true["SEQ"])
        return done

    def _after_timer(self, event: Call | Timer, step: Step) -> Done:
        """What the table does when that timer runs out; where it may do several things, what the kernel has done."""
        self._listen(1, self.patience)
        if event != DELAYED_ACK and self.early and self._owed(self._seen(self.early[0])):
            self.early.pop(0)
            self._listen(1, self.patience)
        heard = self.early[0] if self.early and self.table.permitted else None
        return self.table.takes(event, {}, self._like(step), heard)

    def _like(self, step: Step) -> Sequence[str]:
        return [one.text for one in step.sent]

    def _happens(self, event: Call | Timer, call: bool) -> str:
        """Let the user call, or a timer run out; what the kernel says against it."""
        if event == TWO_MSL and self.patience < TWO_MSL_SECONDS:
            raise CannotPlay(f"2 MSL are {TWO_MSL_SECONDS} seconds in Linux: write --wait {TWO_MSL_SECONDS + 2}")
        if event in (CRASH, USER_TIMEOUT):
            raise CannotPlay(f"no call of a socket makes a {event.name}")
        octets, state = self.table.param("OCTETS", 1), self.table.state
        if event == SEND and state != LISTEN.value:
            self.waiting += octets
            return ""
        if self.waiting and state in OPENING:
            raise CannotPlay("a socket takes no data before it is open")
        refused = ""
        while self.waiting:
            self.waiting -= octets
            refused = refused or self.kernel.user.call(SEND, state, octets)
            if event == TRANSMIT:
                break
        return refused or (self.kernel.user.call(event, state, octets) if call else "")

    def _heard(self, done: Done) -> tuple[list[str], list[str]]:
        """What the kernel sends in this step, in the table's numbers, and what it only sends again.

        What the table still has to send is kept.
        """
        self._listen(len(done.sent), PROMPT)
        if done.chose and self.early and SYN_BIT in self.early[0]:
            number = next((one["SEQ"] for one in done.sent if one["CTL"] & SYN), self.table.value("ISS"))
            self.ours.begins(number, self.early[0].seq)
        wanted, found, again = [_text(one) for one in done.sent], list[str](), list[str]()
        keeps = self.table.value("SND.QUEUE") or self.table.value("SND.CLOSING")
        heard, self.early = self.early, []
        for one in heard:
            seen = self._seen(one)
            if seen in wanted[len(found) :] and not self.early:
                found.append(seen)
            elif self._again(one):
                again.append(seen)
            elif keeps and not self._owed(seen):
                self.early.append(one)
            elif not self._owed(seen):
                found.append(seen)
        return found, again

    def _owed(self, seen: str) -> bool:
        """Whether it is the ACK that the table owes; it may leave at once."""
        if self.table.value("RCV.OWED") and seen == _text(self.table.ack()):
            self.table.takes(DELAYED_ACK, {}, ())
            return True
        return seen == self.owed

    def _listen(self, wanted: int, seconds: float) -> None:
        until = time.monotonic() + seconds
        quiet = AT_ONCE if self.table.value("RCV.OWED") else QUIET
        while True:
            lacks = len(self.early) < wanted
            one = self.kernel.next(max(until - time.monotonic(), quiet) if lacks else quiet)
            if one is None:
                return
            self.early.append(one)

    def _again(self, one: Captured) -> bool:
        """Whether it was sent before: its timer may run out at any time."""
        before = (other for other in self.kernel.sent if other.index < one.index)
        return bool(one.occupies) and any(other.content == one.content for other in before)

    def _seen(self, one: Captured) -> str:
        bits = ctl(one.control)
        seq = self.ours.table_of(one.seq) if one.seq or not bits & RST else 0
        return _text({"SEQ": seq, "ACK": self.theirs.table_of(one.ack), "CTL": bits, "DATA": one.length})

    def _true(self, fields: Mapping[str, int]) -> dict[str, int]:
        """The segment with the kernel's numbers: what is beyond the table's window is beyond the kernel's."""
        seq = self.theirs.true_of(fields["SEQ"])
        room = self.table.value("RCV.WND")
        if self.table.state not in NO_PEER:
            if not room:
                raise CannotPlay("the window is shut in the table; the kernel's buffer is larger, and its is not")
            following = self.theirs.true_of(self.table.value("RCV.NXT"))
            if fields["DATA"] and 0 < ahead(seq + fields["DATA"], following + room) <= fields["DATA"]:
                raise CannotPlay("the data do not fit into the window of the table; the kernel's buffer is larger")
            beyond = ahead(seq, following) - room
            seq = (self.kernel.edge + beyond) % SPACE if beyond >= 0 else seq
        return {**fields, "SEQ": seq, "ACK": self.ours.true_of(fields["ACK"]) if fields["CTL"] & ACK else 0}

    def _follow(self) -> None:
        """Count on from where the table is."""
        if self.table.state not in (CLOSED.value, LISTEN.value):
            self.ours.goes_on_to(self.table.value("SND.NXT"))
        if self.table.state not in NO_PEER:
            self.theirs.goes_on_to(self.table.value("RCV.NXT"))


def _text(fields: Mapping[str, int]) -> str:
    """What is compared of a segment: its window is not."""
    return Segment.text({name: value for name, value in fields.items() if name != "WND"})


def _lines(step: Step, before: str, after: str, sent: Sequence[str], refused: str) -> tuple[str, ...]:
    moved = f"{step.end}: {before} -> {after}" if before != after else ""
    sends = f"{step.end} sends {', '.join(sent)}" if sent else ""
    return tuple(filter(None, (moved, sends, refused and f"the kernel refuses {refused}")))
