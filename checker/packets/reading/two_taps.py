"""Two captures of one connection, one taken at each end: what left, what arrived, and in which order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final, Literal

from checker.packets.reading.conversations import ENDS, Conversation
from checker.packets.reading.errors import CaptureError
from checker.packets.reading.pairs import Pair, pairs
from checker.packets.reading.reader import Capture
from checker.packets.reading.segment import ACK, Segment
from checker.packets.reading.sequence import ahead
from checker.results.runs import End

Fate = Literal["crosses", "leaves", "arrives", "is lost"]

FATES: Final[tuple[Fate, ...]] = ("arrives", "crosses", "is lost")
"""What is told as soon as it can be."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A line of the ladder: a segment that leaves, arrives, does both, or is lost on its way."""

    sender: End
    segment: Segment
    fate: Fate
    places: Mapping[End, int]
    """Its place among the segments of each capture that shows it on this line."""


@dataclass(frozen=True, slots=True)
class TwoTaps:
    """One connection in both captures."""

    at: Mapping[End, Pair]
    """As it was captured at each end."""
    lines: tuple[Seen, ...]


def two_taps(client: Capture, server: Capture, names: tuple[str, str]) -> list[TwoTaps]:
    """The connections that are in both captures, the first of which was taken at the client.

    Raises :class:`CaptureError` where there is none.
    """
    theirs = {frozenset(pair.addresses): pair for pair in pairs(server)}
    both = [(pair, theirs[key]) for pair in pairs(client) if (key := frozenset(pair.addresses)) in theirs]
    if not both:
        raise CaptureError(f"{names[0]} and {names[1]} have no connection in common: the same addresses and ports")
    return [_merged(*_named_alike(one, other)) for one, other in both]


def _named_alike(one: Pair, other: Pair) -> tuple[Pair, Pair]:
    """Both with the ends as the first names them, or the other where only that knows them."""
    ends = one.talk.ends if one.talk.ends.known or not other.talk.ends.known else other.talk.ends
    return Pair(Conversation(ends, one.talk.segments)), Pair(Conversation(ends, other.talk.segments))


def _merged(client: Pair, server: Pair) -> TwoTaps:
    at: dict[End, Pair] = {"A": client, "B": server}
    return TwoTaps(at, tuple(_Merging(at).lines()))


class _Merging:
    """The two captures side by side, gone over from the front.

    Each keeps its own order.  A segment crosses on one line where nothing that happened at either end has to come
    between its departure and its arrival.
    """

    def __init__(self, at: Mapping[End, Pair]) -> None:
        self.segments: dict[End, tuple[Segment, ...]] = {end: at[end].talk.segments for end in ENDS}
        self.address: dict[End, str] = {"A": at["A"].addresses[0], "B": at["A"].addresses[1]}
        self.arrival: dict[End, dict[int, int]] = {end: self._arrivals(end) for end in ENDS}
        """Of each end's departures, by their places in its capture, the place of the arrival in the other's."""
        self.departed: dict[End, dict[int, int]] = {
            end: {there: here for here, there in self.arrival[end].items()} for end in ENDS
        }
        self.next: dict[End, int] = {"A": 0, "B": 0}
        self.left: dict[End, set[int]] = {"A": set(), "B": set()}
        """The departures that have been told alone."""

    def _arrivals(self, end: End) -> dict[int, int]:
        """Equal segments are matched by how long the others of that direction were on their way."""
        ours, theirs = self.segments[end], self.segments[_other(end)]
        departures = _alike(ours, self.address[end])
        arrivals = _alike(theirs, self.address[end])
        unique = [(at[0], arrivals[key][0]) for key, at in departures.items() if len(at) == len(arrivals[key]) == 1]
        usual = median([theirs[there].seconds - ours[here].seconds for here, there in unique] or [0.0])
        found = dict(unique)
        for key, places in arrivals.items():
            free = [place for place in departures[key] if place not in found]
            for there in places if len(departures[key]) > 1 or len(places) > 1 else ():
                if free:
                    here = min(free, key=lambda place: abs(theirs[there].seconds - ours[place].seconds - usual))
                    free.remove(here)
                    found[here] = there
        return found

    def lines(self) -> Iterator[Seen]:
        """Every line."""
        while heads := self._heads():
            yield self._line(*self._first(heads))

    def _heads(self) -> list[End]:
        """The ends whose captures go on."""
        return [end for end in ENDS if self.next[end] < len(self.segments[end])]

    def _first(self, heads: Sequence[End]) -> tuple[End, Fate]:
        """Which end's next segment is told, and what it does."""
        for fate in FATES:
            for end in heads:
                if self._is(end, fate):
                    return end, fate
        end = min(heads, key=self._when)
        return end, "arrives" if self._when(end)[0] else "leaves"

    def _is(self, end: End, fate: Fate) -> bool:
        """Whether that is what the next segment of that end's capture does."""
        place, other = self.next[end], _other(end)
        if self.segments[end][place].source != self.address[end]:
            left = self.departed[other].get(place)
            return fate == "arrives" and (left is None or left in self.left[other])
        if place not in self.arrival[end]:
            return fate == "is lost"
        return fate == "crosses" and self.arrival[end][place] == self.next[other]

    def _when(self, end: End) -> tuple[bool, float]:
        """Departures first, the earliest of them; what has not left cannot arrive."""
        one = self.segments[end][self.next[end]]
        return one.source != self.address[end], one.seconds

    def _line(self, end: End, fate: Fate) -> Seen:
        place, other = self.next[end], _other(end)
        one = self.segments[end][place]
        places: dict[End, int] = {end: place}
        self.next[end] += 1
        if fate == "crosses":
            places[other] = self.next[other]
            self.next[other] += 1
        elif fate == "leaves":
            self.left[end].add(place)
        elif fate == "is lost" and self._is_cut_otherwise(end, one):
            fate = "leaves"
        return Seen("A" if one.source == self.address["A"] else "B", one, fate, places)

    def _is_cut_otherwise(self, end: End, one: Segment) -> bool:
        """Whether the other capture has its octets in other segments: offloading cuts and joins."""
        theirs = enumerate(self.segments[_other(end)])
        cut = [two for place, two in theirs if two.source == one.source and place not in self.departed[end]]
        reached = 0
        for two in sorted(cut, key=lambda two: ahead(two.seq, one.seq)):
            if ahead(two.seq, one.seq) <= reached:
                reached = max(reached, ahead(two.seq + two.length, one.seq))
        return 0 < one.length <= reached


def _other(end: End) -> End:
    return "B" if end == "A" else "A"


def _alike(segments: Sequence[Segment], source: str) -> defaultdict[object, list[int]]:
    """The places of what that address sent, by what a segment still is when it arrives."""
    found: defaultdict[object, list[int]] = defaultdict(list)
    for place, one in enumerate(segments):
        if one.source == source:
            found[_same(one)].append(place)
    return found


def _same(one: Segment) -> object:
    return one.seq, one.ack if ACK in one else 0, one.control, one.length, one.datagram, one.options.stamp


def in_file_order(lines: Sequence[Seen], end: End) -> dict[int, int]:
    """The line, from 0, of each segment of that end's capture."""
    return {one.places[end]: number for number, one in enumerate(lines) if end in one.places}
