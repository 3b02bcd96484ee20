"""The steps of a system: alternatives of one loop, each a transition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

from checker.export.promela.names import bare, indented, remark
from checker.export.promela.reading import Reading
from checker.export.promela.taking_back import Undo
from checker.export.promela.vocabulary import KIND, Vocabulary
from checker.export.promela.ways import Option, Way
from spec.notation import nodes
from spec.notation.channels import Attacker, Hop
from spec.notation.ends import peer
from spec.notation.messages import Message
from spec.notation.nodes import End
from spec.notation.systems import ENDS


class Steps:
    """Every alternative of the loop."""

    def __init__(
        self,
        words: Vocabulary,
        ways: Mapping[End, Way],
        calls: Mapping[End, Sequence[Reading]],
        takes: Mapping[End, Mapping[type[Message], Reading]],
        ticks: Mapping[End, Reading],
        undo: Mapping[End, Undo],
    ) -> None:
        self.words, self.ways, self.calls, self.takes, self.ticks, self.undo = words, ways, calls, takes, ticks, undo

    def all(self, forged: Sequence[str]) -> list[str]:
        """The alternatives; ``forged``: the counter of each attacker."""
        lines: list[str] = []
        for end in ENDS:
            for reading in self.calls[end]:
                lines += self._call(end, reading)
            lines += self._arrivals(end)
        lines += self._tick()
        for counter, attacker in zip(forged, self.words.system.attackers(), strict=True):
            lines += self._forged(counter, attacker)
        return lines

    def _call(self, end: End, reading: Reading) -> list[str]:
        lines: list[str] = []
        for chosen in self._chosen(reading):
            body = [*chosen, *self._done(end, reading, [])]
            lines += _step(f"{end}: {reading.event.name}", reading.enabled, body)
        return lines

    def _chosen(self, *readings: Reading) -> list[list[str]]:
        """Every choice of the numbers that may be drawn."""
        places = [(one, place) for one in readings for place in range(one.choices)]
        values = [tuple(dict.fromkeys(one.frame.numbers.values)) for one, _ in places]
        return [
            [self._choose(one, place, value) for (one, place), value in zip(places, drawn, strict=True)]
            for drawn in product(*values)
        ]

    def _choose(self, reading: Reading, place: int, value: int) -> str:
        return f"{reading.choice}{f'[{place}]' if reading.choices > 1 else ''} = {value};"

    def _done(self, end: End, reading: Reading, take: list[str]) -> list[str]:
        """The rows are read, and what follows of it: the message is gone, what was sent is in flight."""
        out = self.ways[peer(end)]
        ending = [*take, *([out.post] if out.post and reading.sends else [])]
        call = f"{reading.name}();"
        if not reading.bounded(out):
            return [call, *ending]
        full = _if(out.full, ["bound_met = 1;"]) if out.full and reading.sends else []
        undo = self.undo[end]
        return ["bound_met = 0;", undo.keep, call, *full, *_bounded([undo.back], ending)]

    def _arrivals(self, end: End) -> list[str]:
        way = self.ways[end]
        lines = self._directly(way) if way.direct else self._by_choice(way)
        if Hop.LOSE in way.channel.hops:
            for option in way.options():
                lines += _step(f"{option.said} to {end} is lost", option.there, list(option.gone))
        return lines

    def _takers(self, end: End) -> dict[type[Message], Reading | None]:
        return {kind: self.takes[end].get(kind) for kind in self.ways[end].keys.kinds}

    def _directly(self, way: Way) -> list[str]:
        lines: list[str] = []
        readings = list(self._takers(way.to).values())
        for option in way.options():
            reading = readings[option.kind or 0]
            for hop in _arriving(way):
                take = list(option.gone) if hop is Hop.DELIVER else []
                again = "" if hop is Hop.DELIVER else ", and again later"
                for chosen in self._chosen(*([reading] if reading else [])):
                    done = self._done(way.to, reading, take) if reading else take
                    body = [*option.look, *chosen, *done] if reading else take
                    lines += _step(f"{option.said} arrives at {way.to}{again}", option.there, body)
        return lines

    def _by_choice(self, way: Way) -> list[str]:
        """Which message it is, whether a copy stays, what is drawn: one choice; the rest is the same for all.

        (Spin does not put back what is no part of a state when it comes back to an earlier one.)
        """
        options, hops = way.options(), _arriving(way)
        if not options or not hops:
            return []
        stays = len(hops) > 1
        choices = self._chosen(*self._drawing(way.to))
        lines = [line for option in options for line in self._which(option, [hop for hop in hops if stays], choices)]
        take = _if("copy_stays == 0", [way.take]) if stays else [way.take] if Hop.DELIVER in hops else []
        body = [*([way.load] if way.load else []), *self._taken(way, take)]
        body = ["if", *lines, "fi;", *_d_step(body)]
        return [f":: atomic {{   {remark(f'a message arrives at {way.to}')}", *indented(body), "}"]

    def _drawing(self, end: End) -> list[Reading]:
        """What may draw the most on an arrival there."""
        readings = [one for one in self._takers(end).values() if one is not None and one.choices]
        return sorted(readings, key=lambda one: one.choices)[-1:]

    def _which(self, option: Option, hops: Sequence[Hop], choices: Sequence[Sequence[str]]) -> list[str]:
        lines: list[str] = []
        arriving: Sequence[Hop | None] = hops or [None]
        for hop in arriving:
            stays = [] if hop is None else [f"copy_stays = {int(hop is Hop.DUPLICATE)};"]
            said = f"{option.said}{', and again later' if hop is Hop.DUPLICATE else ''}"
            for chosen in choices:
                sets = " ".join([*option.look, *stays, *chosen])
                lines.append(f":: d_step {{ {option.there} -> {sets} }}   {remark(said)}")
        return lines

    def _taken(self, way: Way, take: list[str]) -> list[str]:
        takers = self._takers(way.to)
        if len(takers) == 1:
            (reading,) = takers.values()
            return self._done(way.to, reading, take) if reading else take
        lines = ["if"]
        for kind, reading in takers.items():
            done = self._done(way.to, reading, take) if reading else take
            lines += [f":: got_kind == {self.words.kinds[kind]} ->", *indented(done or ["skip;"])]
        return [*lines, "fi;"]

    def _tick(self) -> list[str]:
        """Messages age, and both ends read the rows that wait for it; where that changes nothing it is no step."""
        readings = list(self.ticks.values())
        aging = [way for way in self.ways.values() if way.age]
        some = [way.has(nodes.InFlight(way.to)) for way in aging]
        some += [f"({reading.enabled})" for reading in readings]
        if not some:
            return []
        waits = [f"!{way.waits}" for way in aging if way.waits]
        guard = " && ".join([*waits, f"({' || '.join(some)})"])
        ending = [way.age for way in aging]
        ending += [
            self.ways[peer(end)].post for end, one in self.ticks.items() if one.sends and self.ways[peer(end)].post
        ]
        lines: list[str] = []
        for chosen in self._chosen(*readings):
            lines += _step("a tick of the clock", guard, [*chosen, *self._ticked(ending)])
        return lines

    def _ticked(self, ending: list[str]) -> list[str]:
        calls = [f"{one.name}();" for one in self.ticks.values()]
        bounded = [end for end, one in self.ticks.items() if one.bounded(self.ways[peer(end)])]
        if not bounded:
            return [*calls, *ending]
        keep = [self.undo[end].keep for end in self.ticks]
        back = [self.undo[end].back for end in self.ticks]
        full = [
            line
            for end, one in self.ticks.items()
            if one.sends and self.ways[peer(end)].full
            for line in _if(self.ways[peer(end)].full_when_older, ["bound_met = 1;"])
        ]
        return ["bound_met = 0;", *keep, *calls, *full, *_bounded(back, ending)]

    def _forged(self, counter: str, attacker: Attacker) -> list[str]:
        lines: list[str] = []
        for one in attacker.by:
            way = self.ways[one.to]
            carried = self.words.frames[one.to].carried(one.message, one.values)
            guard = f"{counter} < {attacker.times}"
            if way.full:
                values = {name: str(value) for name, value in way.fields(carried.kind, carried.values).items()}
                kind = {KIND: self.words.kinds[one.message]} if way.many_kinds else {}
                guard += f" && !{way.no_room(kind | values)}"
            send = way.send(one.message, [str(value) for value in carried.values])
            post = [way.post] if way.post else []
            body = [f"{counter} = {counter} + 1;", send, *post]
            lines += _step(f"an attacker forges {way.text(carried)} to {one.to}", guard, body)
        return lines


def _arriving(way: Way) -> list[Hop]:
    return [hop for hop in way.channel.hops if hop is not Hop.LOSE]


def _step(said: str, guard: str, body: Sequence[str]) -> list[str]:
    return [f":: d_step {{   {remark(said)}", *indented([f"{bare(guard)} ->", *indented(list(body) or ["skip;"])]), "}"]


def _d_step(body: Sequence[str]) -> list[str]:
    return ["d_step {", *indented(list(body) or ["skip;"]), "}"]


def _if(asked: str, body: Sequence[str]) -> list[str]:
    return ["if", f":: {asked} ->", *indented(list(body)), ":: else", "fi;"]


def _bounded(back: Sequence[str], ending: Sequence[str]) -> list[str]:
    """Where a bound was met nothing has happened."""
    undone = [
        ":: bound_met ->   /* a bound of the search: nothing has happened */",
        *indented([*back, "bound_met = 0;"]),
    ]
    return ["if", *undone, ":: else ->", *indented(list(ending) or ["skip;"]), "fi;"]
