"""The judgement: every place where the end may stand is carried along, message by message.

The table says what an end may do, not what it did: between two messages its user may have called anything, and
what it sent last may have been any of several things.  So a set of guesses is carried forward; a message that
none of them explains is one that the table forbids.  Afterwards the guesses that lead nowhere are struck out from
the back, and of the rest those kept that need the fewest far-fetched things (a forward-backward pass over the
cheapest paths, as Viterbi's algorithm does it for one path: IEEE Trans. Inf. Theory 13(2), 1967).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from checker.packets.judging.blame import to_blame
from checker.packets.judging.guesses import Guess, Guesses
from checker.packets.judging.layers import Layer, after_reading, after_sending, is_behind
from checker.packets.judging.likely import After, Likely, named
from checker.packets.judging.observed import Observed, Rules

LOOKED_BACK = 500
"""Messages after which what is likely is settled: nothing later changes what is said of one so long ago."""


Watch = Callable[[int], str]
"""Told after each message how many have been judged; it says why to stop there, nothing to go on."""
INTERRUPTED = "it was interrupted"


def unwatched(_: int) -> str:
    """Never a reason to stop."""
    return ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What came of it."""

    began: tuple[str, ...]
    """Where the end may have stood before the first message."""
    after: tuple[After, ...]
    """After each message that the table allows."""
    bad: int | None
    """The place of the first message that it forbids; None where there is none."""
    stuck: int | None
    """The place of the message that shows it: that one, or a later one which goes on as if it had not been sent."""
    standing: tuple[Guess, ...]
    """The guesses after the last message allowed, most likely first."""
    stood: tuple[str, ...]
    """Where the end stood then."""
    guesses: Guesses
    stopped: str = ""
    """Why it was stopped before the end; empty where it was not."""
    crowded: bool = False
    """Whether guesses were dropped because they were too many: one of them might explain what nothing explains."""

    @property
    def conforms(self) -> bool:
        """Whether all of it is allowed."""
        return self.bad is None and not self.stopped

    @property
    def reach(self) -> int:
        """How many messages are known to be allowed."""
        return len(self.after)


def judge(rules: Rules, packets: Sequence[Observed], watch: Watch = unwatched) -> Judgement:
    """Whether the table allows what was seen; where it is stopped, or interrupted, what was seen up to there."""
    run = _Run(Guesses(rules, packets))
    try:
        bad = stuck = run.forward(watch)
        if stuck is not None:
            at = stuck
            bad = to_blame(run.guesses, run.starts(), run.layers, stuck, lambda: bool(watch(at)))
            run.stopped = watch(at)
        return run.judgement(None, None) if run.stopped else run.judgement(bad, stuck)
    except KeyboardInterrupt:
        run.stopped = INTERRUPTED
        return run.judgement(None, None)


class _Run:
    """The layers of a run, of which those long ago are settled."""

    def __init__(self, guesses: Guesses) -> None:
        self.guesses = guesses
        self.layers: list[Layer] = []
        self._starts: dict[Guess, int] = {}
        for start, cost in sorted(guesses.rules.starts(), key=lambda one: one[1]):
            self._starts.setdefault(Guess(guesses.end.start(start)), cost)
        self.first = 0
        """The place of the first message that is not settled."""
        self.likely = Likely(guesses)
        self.stopped = ""
        self.crowded = False

    def starts(self) -> dict[Guess, int]:
        """The guesses before the first layer that is kept."""
        return self._starts

    def forward(self, watch: Watch) -> int | None:
        """Go over all messages; the place of one that nothing explains.

        That the end had not read everything is thought of only where a message needs it: from there back to where
        everything must have been read, and on until everything has been.  Before a message is refused, all that is
        kept is gone over so.
        """
        late = False
        for packet in self.guesses.packets:
            if packet.sent:
                late = late and any(is_behind(self.guesses, guess, packet) for guess in self._last())
                layer = after_sending(self.guesses, self._last(), packet, late=late)
                if not layer.costs and not late:
                    layer, late = self._again(packet, watch, self.guesses.rules.unread_from(packet)), True
                if not layer.costs and not self.stopped:  # where the end stood may have been wrong since long before
                    layer, late = self._again(packet, watch, self.first), True
                self.crowded = self.crowded or layer.crowded
                if not layer.costs:
                    return None if self.stopped else packet.place
                self.layers.append(layer)
                if len(self.layers) >= 2 * LOOKED_BACK:
                    self._settle()
                self.stopped = watch(packet.place + 1)
                if self.stopped:
                    return None
        return None

    def _again(self, packet: Observed, watch: Watch, least: int) -> Layer:
        """Go over the messages from that place on again, and over this one, thinking of what may not have been read."""
        while self.layers and self.layers[-1].place >= least:
            self.layers.pop()
        first = self.layers[-1].place + 1 if self.layers else 0
        for again in self.guesses.packets[first : packet.place]:
            self.stopped = watch(again.place)
            if self.stopped:
                return Layer(packet.place, {})
            if again.sent and again.place >= self.first:
                self.layers.append(after_sending(self.guesses, self._last(), again))
                self.crowded = self.crowded or self.layers[-1].crowded
        return after_sending(self.guesses, self._last(), packet)

    def _last(self) -> dict[Guess, int]:
        return self.layers[-1].costs if self.layers else self._starts

    def _settle(self) -> None:
        """Say what is likely of the first half of the layers, and forget them."""
        self.likely.tell(self.layers, settled=LOOKED_BACK)
        self._starts = self.layers[LOOKED_BACK - 1].costs
        self.first = self.layers[LOOKED_BACK].place
        self.layers = self.layers[LOOKED_BACK:]

    def judgement(self, bad: int | None, stuck: int | None) -> Judgement:
        """What came of it, up to the message at fault."""
        until = len(self.guesses.packets) if bad is None else bad
        if self.stopped:
            until = self.layers[-1].place + 1 if self.layers else self.first
        layers = [layer for layer in self.layers if layer.place < until]
        starts = layers[-1].costs if layers else self._starts
        last = after_reading(self.guesses, starts, until)
        likeliest = self.likely.tell([*layers, last], settled=len(layers) + 1)
        standing = sorted(last.costs, key=lambda one: (one not in likeliest, last.costs[one]))
        return Judgement(
            self.likely.began,
            tuple(self.likely.after(until)),
            bad,
            stuck,
            tuple(standing),
            named(self.guesses, likeliest),
            self.guesses,
            self.stopped,
            self.crowded or self.guesses.crowded,
        )
