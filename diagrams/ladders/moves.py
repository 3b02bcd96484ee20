"""A run as the lines of a ladder: what leaves, what arrives, what is lost, what happens at one end alone.

This is the plain list between a :class:`~checker.results.runs.Trace`, or a real capture, and its printing in
:mod:`diagrams.ladders.ladder`.  Nothing here knows a column or a width.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from checker.languages.speech import tr
from checker.results.runs import End, FiredRow, Packet, Point, Step, Trace

ARROW: Final[dict[End, str]] = {"A": "<--", "B": "-->"}
"""Towards which end."""
IN_FLIGHT: Final = "..."
LOST: Final = "XXX"
FORGER: Final = "(attacker)"
"""In the place of its sender, beside a segment that is forged."""
TICKS: Final = "---"
"""On both sides of a tick, which both ends take together."""


@dataclass(frozen=True, slots=True)
class LadderLine:
    """One line: A's side, the segment or the event, B's side, and what is said about it."""

    a: str = ""
    left: str = ""
    """The sign between A and the segment: an arrow, ``...``, ``XXX`` or nothing."""
    text: str = ""
    right: str = ""
    b: str = ""
    causes: tuple[str, ...] = ()
    """Which call, timer and rows made it happen; may be left out."""
    notes: tuple[str, ...] = ()
    """What has to be said in any case: ``B: ignored``, ``a copy stays in flight``."""
    changed: tuple[str, ...] = ()
    """``B.ISS 0 -> 300``, one text a variable."""
    steps: tuple[int, ...] = ()
    """The steps of the run that it tells, counted from 1: none, or two where a segment crosses that a call sends."""


def crossing(to: End, text: str, near: tuple[str, str], far: tuple[str, str]) -> LadderLine:
    """The line of one segment, from what stands on its sender's side and on its receiver's: text and sign.

    >>> line = crossing("A", "<SEQ=300><CTL=SYN>", ("SYN-SENT", "<--"), ("", "..."))
    >>> line.left, line.right, line.b
    ('...', '<--', 'SYN-SENT')
    """
    (a, left), (b, right) = (near, far) if to == "B" else (far, near)
    return LadderLine(a, left, text, right, b)


def exchange(segments: Iterable[tuple[End, str, str]], states: Sequence[tuple[str, str]] = ()) -> list[LadderLine]:
    """The lines of a capture, ``(sender, segment, note)`` each.

    ``states``: A's and B's after each line, as far as they are known; blank where they are not.
    """
    lines: list[LadderLine] = []
    for number, (sender, text, note) in enumerate(segments):
        to: End = "B" if sender == "A" else "A"
        a, b = states[number] if number < len(states) else ("", "")
        near, far = (a, b) if to == "B" else (b, a)
        line = crossing(to, text, (near, ARROW[to]), (far, ARROW[to]))
        lines.append(replace(line, notes=(note,) if note else ()))
    return lines


def moves(trace: Trace) -> list[LadderLine]:
    """The lines of a trace, the first of them its start.

    A segment that is moved before its sender acts again takes one line, any other one where it leaves and
    one where it arrives.  What an *arrival* sent is told when its sender next acts, as RFC 9293 figure 7 does
    (line 5 left in the same step in which line 3 arrived), and at the latest before the next call or timer.
    """
    telling = _Telling(trace)
    for number, step in enumerate(trace.steps, start=1):
        if trace.loop == number - 1:
            telling.release()
        telling.tell(number, step, violated=trace.violates_at == number)
    telling.release()
    return telling.lines


@dataclass(frozen=True, slots=True)
class _Departure:
    """A segment that has left and whose line is not written yet, with what that line will say."""

    packet: Packet
    state: str
    prompt: bool = False
    """Whether a call or a timer sent it, so that nothing but its own arrival may be told before it."""
    causes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    steps: tuple[int, ...] = ()

    def line(self, far: tuple[str, str] = ("", IN_FLIGHT)) -> LadderLine:
        """The line on which it leaves, and on which ``far`` befalls it."""
        near = (self.state, ARROW[self.packet.to])
        line = crossing(self.packet.to, self.packet.text, near, far)
        return replace(line, causes=self.causes, notes=self.notes, changed=self.changed, steps=self.steps)


class _Telling:
    """The lines so far, the departures that wait for theirs, and how many segments in flight are no copies."""

    def __init__(self, trace: Trace) -> None:
        self._violated = tr("VIOLATED here") if trace.loop is None else tr("VIOLATED from here on: it never comes")
        self.lines = [_start(trace.start, self._violated if trace.violates_at == 0 else "")]
        self._waiting: list[_Departure] = []
        self._fresh: Counter[Packet] = Counter()

    def tell(self, number: int, step: Step, *, violated: bool) -> None:
        notes = (*_words(step), *((self._violated,) if violated else ()))
        said = LadderLine(causes=_causes(step), notes=notes, changed=_changed(step), steps=(number,))
        if step.action == "tick":
            self._tick(step, said)
        elif step.packet is None:
            self._act(step, said)
        elif step.action == "forge":
            self.release()
            self._leave(step, _departure(step.packet, tr(FORGER), replace(said, causes=())))
        else:
            self._move(step, step.packet, said)

    def release(self) -> None:
        """Write the line of every departure that waits."""
        self._write(lambda _: True)

    def _write(self, due: Callable[[_Departure], bool]) -> None:
        self.lines += [one.line() for one in self._waiting if due(one)]
        self._waiting = [one for one in self._waiting if not due(one)]

    def _act(self, step: Step, said: LadderLine) -> None:
        self.release()
        if step.sent:
            self._send(step, _departure(_NOTHING, step.after.end(step.end).state, said))
            return
        words = f"({step.end}: {step.event})"
        self.lines.append(replace(said, a=step.after.a.state, text=words, b=step.after.b.state))

    def _tick(self, step: Step, said: LadderLine) -> None:
        self.release()
        a, b = step.after.a.state, step.after.b.state
        self.lines.append(replace(said, a=a, left=TICKS, text=step.event, right=TICKS, b=b))
        for packet in step.expired:
            self._fresh[packet] = min(self._fresh[packet], step.after.in_flight.count(packet))
        self._send(step, _Departure(_NOTHING, "", prompt=True))

    def _move(self, step: Step, packet: Packet, said: LadderLine) -> None:
        far = (tr("lost"), LOST) if step.action == "lose" else (step.after.end(step.end).state, ARROW[packet.to])
        left = self._take(step, packet)
        origin = "" if self._fresh[packet] else tr("(duplicate)")
        line = left.line(far) if left else crossing(packet.to, packet.text, (origin, IN_FLIGHT), far)
        self.lines.append(_saying(line, said))
        self._fresh[packet] = min(max(self._fresh[packet] - 1, 0), step.after.in_flight.count(packet))
        self._send(step, _Departure(_NOTHING, step.after.end(step.end).state))

    def _take(self, step: Step, packet: Packet) -> _Departure | None:
        """The waiting departure of this very segment, taken out, after the lines that must precede its own."""
        places = [place for place, one in enumerate(self._waiting) if one.packet == packet]
        earlier = self._waiting[: places[0]] if places else []
        mine = self._waiting.pop(places[0]) if places else None

        def due(one: _Departure) -> bool:
            if mine and one.packet.sender == packet.sender:
                return any(one is other for other in earlier)
            return one.prompt or (step.action != "lose" and one.packet.sender == step.end)

        self._write(due)
        return mine

    def _send(self, step: Step, said: _Departure) -> None:
        """Let everything that was sent wait for its line; the first one carries what there is to say."""
        for packet in step.sent:
            one = replace(said, packet=packet, state=step.after.end(packet.sender).state)
            said = _Departure(_NOTHING, "", prompt=said.prompt)
            self._leave(step, one)

    def _leave(self, step: Step, one: _Departure) -> None:
        """Let the segment wait for its line, or, where the network has no room for it, write that."""
        if one.packet in step.after.in_flight:
            self._waiting.append(one)
            self._fresh[one.packet] += 1
        else:
            self._write(lambda other: other.packet.sender == one.packet.sender)
            self.lines.append(_saying(one.line((tr("lost"), LOST)), LadderLine(notes=(tr("no room in the network"),))))


_NOTHING: Final = Packet("A", "", "")


def _departure(packet: Packet, state: str, said: LadderLine) -> _Departure:
    """What a call, a timer or an attacker sent, with what there is to say."""
    return _Departure(packet, state, True, said.causes, said.notes, said.changed, said.steps)


def _saying(line: LadderLine, more: LadderLine) -> LadderLine:
    """The line, and what the other says."""
    return replace(
        line,
        causes=(*line.causes, *more.causes),
        notes=(*line.notes, *more.notes),
        changed=(*line.changed, *more.changed),
        steps=(*line.steps, *more.steps),
    )


def _start(start: Point, violated: str) -> LadderLine:
    flying = tuple(in_flight_text(packet) for packet in start.in_flight)
    return LadderLine(start.a.state, b=start.b.state, notes=(*flying, *((violated,) if violated else ())))


def in_flight_text(packet: Packet) -> str:
    """``<SEQ=90><CTL=SYN> to B in flight``."""
    return tr("{segment} to {end} in flight").format(segment=packet.text, end=packet.to)


def _causes(step: Step) -> tuple[str, ...]:
    """``A: active OPEN  [active_open, 3.10.1]``, or nothing where nothing but the network acted; of a tick the rows."""
    event = "" if step.action == "tick" else step.event
    peer: End = "B" if step.end == "A" else "A"
    both = ((step.end, event, step.rows), (peer, "", step.peer_rows))
    return tuple(f"{end}: {said}" for end, event, rows in both for said in _cause(event, rows))


def _cause(event: str, rows: tuple[FiredRow, ...]) -> Iterator[str]:
    fired = "; ".join(f"{row.name}, {row.rfc}" if row.rfc else row.name for row in rows)
    said = "  ".join(part for part in (event, f"[{fired}]" if fired else "") if part)
    if said:
        yield said


def _words(step: Step) -> tuple[str, ...]:
    ignored = step.packet is not None and step.action not in ("lose", "forge") and not step.rows
    notes = {
        tr("{end}: ignored").format(end=step.end): ignored,
        tr("a copy stays in flight"): step.action == "duplicate",
    }
    gone = tr("too old, gone: {segment} to {end}")
    old = tuple(gone.format(segment=packet.text, end=packet.to) for packet in step.expired)
    return (*old, *(note for note, said in notes.items() if said))


def _changed(step: Step) -> tuple[str, ...]:
    return tuple(f"{path} {old} -> {new}" for path, old, new in step.changes())
