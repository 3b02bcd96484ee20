"""What is most likely to have happened: the cheapest paths through the layers, from the back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from checker.packets.judging.guesses import NOT_SENT, Guess, Guesses, Happened, Way
from checker.packets.judging.layers import Layer, Reached


class After(NamedTuple):
    """What is known after a message."""

    states: tuple[str, ...]
    """Where the end may stand, in the order of the table's states."""
    came_from: tuple[str, ...]
    """Where it may have stood when the message was sent or taken, once unseen calls and timers had happened."""
    story: tuple[Happened, ...]
    """One way in which it came about."""
    read_after: int | None = None
    """The place of the message that the end sent before it read this one, where this one had been delivered before."""


NOTHING = After((), (), ())


class Likely:
    """What is said of each message, as it becomes known."""

    def __init__(self, guesses: Guesses) -> None:
        self.guesses = guesses
        self.began: tuple[str, ...] = ()
        self._after: dict[int, After] = {}
        self._alike: dict[object, After] = {}
        """What was noted, each once: in a long capture most is the same again."""
        self._began = False

    def after(self, until: int) -> Iterator[After]:
        """What is known after each message before that place."""
        return (self._after.get(place, NOTHING) for place in range(until))

    def tell(self, layers: Sequence[Layer], settled: int) -> set[Guess]:
        """Note what is likely of the first layers, so many; the likeliest guesses of the last one."""
        last = layers[-1]
        totals = {guess: cost + NOT_SENT * len(guess.owed) for guess, cost in last.costs.items()}
        least = min(totals.values(), default=0)
        likely = likeliest = {guess for guess, total in totals.items() if total == least}
        for number in range(len(layers) - 1, -1, -1):
            layer = layers[number]
            before = self._read(layer, self._sent(layer, likely, told=number < settled), told=number < settled)
            starts = layers[number - 1].costs if number else None
            likely = {guess for guess in before if starts is None or guess in starts}
        if not self._began:
            self.began, self._began = named(self.guesses, likely), True
        return likeliest

    def _sent(self, layer: Layer, likely: set[Guess], *, told: bool) -> set[Guess]:
        """The guesses from which the message was sent that lead to these."""
        used = _used(layer.after, likely)
        if told and layer.place < len(self.guesses.packets) and used[0][1].story:
            self._note(layer.place, used, None)
        return {before for before, _ in used}

    def _read(self, layer: Layer, likely: set[Guess], *, told: bool) -> set[Guess]:
        """The guesses from which everything was read that leads to these."""
        found: dict[int, list[tuple[Guess, Way]]] = {}
        waiting, seen = list(likely), set(likely)
        while waiting:
            guess = waiting.pop()
            for before, way in layer.reading.ways.get(guess, ()):
                if before.read != way.after.read:
                    found.setdefault(way.after.read - 1, []).append((before, way))
                if before not in seen:
                    seen.add(before)
                    waiting.append(before)
        last = self.guesses.sent_before[layer.place]
        for place, used in found.items() if told else ():
            self._note(place, used, last if last > place else None)
        return seen

    def _note(self, place: int, used: Sequence[tuple[Guess, Way]], read_after: int | None) -> None:
        shortest = min((way for _, way in used), key=lambda way: len(way.story))
        came_from = {way.state for _, way in used}
        states = tuple(name for name in self.guesses.end.frame.states if name in came_from)
        after = After(named(self.guesses, [way.after for _, way in used]), states, shortest.story, read_after)
        story = tuple((one.event, tuple(map(id, one.rows))) for one in after.story)
        self._after[place] = self._alike.setdefault((after.states, states, story, read_after), after)


def _used(reached: Reached, likely: Iterable[Guess]) -> list[tuple[Guess, Way]]:
    return [edge for guess in likely for edge in reached.ways[guess]]


def named(guesses: Guesses, found: Iterable[Guess]) -> tuple[str, ...]:
    """The states of these guesses, in the order of the table's."""
    states = {guesses.end.at(guess.place).state for guess in found}
    return tuple(name for name in guesses.end.frame.states if name in states)
