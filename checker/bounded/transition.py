"""One step of a whole system as a formula over its cells before, what the step chooses, and its cells after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from checker.bounded.acting import Acting
from checker.bounded.cells import Cells
from checker.bounded.listed import possible, values_met
from checker.bounded.mask_way import MaskWay
from checker.bounded.place_way import PlaceWay
from checker.configuration import Carried
from checker.interpret import Interpreter, Move
from checker.successors import Successors
from spec.notation.channels import Hop
from spec.notation.ends import peer
from spec.notation.messages import Flying
from spec.notation.nodes import End
from spec.notation.rows import TICK, Arrival, Call, Event, Timer
from spec.notation.systems import ENDS

Way = MaskWay | PlaceWay


class Transition:
    """A system's transition relation.  The messages that may ever be in flight are those that the explorer lists."""

    def __init__(self, successors: Successors) -> None:
        import z3  # takes a while

        self.solver: Any = z3
        self.system, self.frames, self.layout = successors.system, successors.frames, successors.layout
        self.cells = Cells(z3)
        self.acting: dict[End, Acting] = {end: Acting(self.frames[end], self.cells) for end in ENDS}
        self._listed = possible(successors)
        start = Interpreter(self.system, successors.ghosts).start()
        self.ways: dict[End, Way] = {end: self._way(end, start.towards(end)) for end in ENDS}
        self._forged = [
            self.cells.add(f"forged {place}", attacker.times.bit_length(), 0)
            for place, attacker in enumerate(self.system.attackers())
        ]
        self._kinds = self._what_happens()
        self._what = self.cells.choice(self.solver.BitVec("what", max(1, (len(self._kinds) - 1).bit_length())))
        for end in ENDS:
            self._act(end)
        self.enabled = self._enabled()
        """That what the step chooses may happen."""
        self.bound = self._step()
        """That it meets a bound of the search."""
        self.followed = self._followed()
        """The whole step."""

    def _act(self, end: End) -> None:
        """Work out what an end may do."""
        acting = self.acting[end]
        kept = {var: keys for (owner, var), keys in self.layout.remembered.items() if owner == end}
        acting.remember(self.layout, kept)
        if self._listed is not None:
            acting.known(values_met(self.layout, self._listed, end))
        acting.live(self._happens(end), self.ways[end].messages())

    def _followed(self) -> Any:
        z = self.solver
        legal = [z.Implies(self._involved(end), self.acting[end].legal()) for end in ENDS]
        return z.And(self.enabled, z.Not(self.bound), *legal, self._moves(), *self.cells.moved())

    def meets_bound(self) -> Any:
        """That what the step chooses may happen, and meets a bound of the search."""
        return self.solver.simplify(self.solver.And(self.enabled, self.bound))

    def outside(self) -> Any:
        """That some row takes a number outside of its declared bounds in the step."""
        z = self.solver
        return z.simplify(z.And(self.enabled, z.Or([self.acting[end].outside() for end in ENDS])))

    def plausible(self) -> Any:
        """What is true in every configuration that can be met."""
        return self.solver.And([self.acting[end].plausible() for end in ENDS])

    def stuck(self) -> Any:
        """That nothing may happen in a configuration, not even something that a bound cuts off."""
        z = self.solver
        more = [forged != attacker.times for forged, attacker in self._attackers()]
        acts = [self.acting[end].may_act() for end in ENDS]
        return z.Not(z.Or(*acts, *(self.ways[end].any() for end in ENDS), *more))

    def _attackers(self) -> list[tuple[Any, Any]]:
        return list(zip(self._forged, self.system.attackers(), strict=True))

    def _way(self, end: End, flying: Sequence[Carried]) -> Way:
        channel, acting, keys = self.system.way(end), self.acting[end], self.layout.ways[end].keys
        listed: list[Carried] | None = None
        if self._listed is not None:
            youngest = sorted({keys.youngest(key) for key in self._listed.sent[end]})
            listed = [keys.carried(key + age) for key in youngest for age in range(keys.ages)]
        if channel.capacity is None:
            if listed is None:
                listed = [keys.carried(key) for key in self.layout.ways[end].universe or ()]
            return MaskWay(channel, acting, self.cells, listed, flying)
        codes = None if listed is None else [acting.codes.constant(one) for one in listed if one.age == 0]
        return PlaceWay(channel, acting, self.cells, codes, flying)

    def _what_happens(self) -> list[object]:
        """What may happen, each with a number: events at an end, hops of a message, a tick, forgeries."""
        found: list[object] = []
        for end in ENDS:
            found += [(end, event) for event in self.frames[end].events if self.system.limit(end, event) != 0]
            found += [(end, hop) for hop in self.system.way(end).hops]
        found.append(TICK)
        found += [(place, one) for place, attacker in enumerate(self.system.attackers()) for one in attacker.by]
        return found

    def _is(self, what: object) -> Any:
        return self._what == self._kinds.index(what)

    def _happens(self, end: End) -> Mapping[Event, Any]:
        z = self.solver
        arrives = z.Or([self._is((end, hop)) for hop in self.system.way(end).hops if hop is not Hop.LOSE])
        found: dict[Event, Any] = {
            event: self._is((end, event)) for event in self.frames[end].events if (end, event) in self._kinds
        }
        found.update({Arrival(kind): arrives for kind in self.frames[end].kinds})
        found[TICK] = self._is(TICK)
        return found

    def _involved(self, end: End) -> Any:
        return self.solver.Or(list(self._happens(end).values()))

    def _hops(self, end: End) -> Any:
        return self.solver.Or([self._is((end, hop)) for hop in self.system.way(end).hops])

    def _enabled(self) -> Any:
        z = self.solver
        able = [z.ULT(self._what, len(self._kinds))] if len(self._kinds) < 1 << self._what.size() else []
        for end in ENDS:
            able.append(z.Implies(self._hops(end), self.ways[end].available()))
        able.append(z.Implies(self._is(TICK), z.Not(z.Or([self.ways[end].waits() for end in ENDS]))))
        for place, (forged, attacker) in enumerate(self._attackers()):
            for one in dict.fromkeys(attacker.by):
                able.append(z.Implies(self._is((place, one)), forged != attacker.times))
        return z.And(able)

    def _moves(self) -> Any:
        """A tick that changes nothing is no step."""
        z = self.solver
        changes = [*(self.ways[end].ages() for end in ENDS), *(self.acting[end].fires() for end in ENDS)]
        return z.Implies(self._is(TICK), z.Or(changes))

    def _step(self) -> Any:
        """Set the cells after the step; whether a bound is met."""
        z, met = self.solver, list[Any]()
        for end in ENDS:
            self.acting[end].step()
            met.append(self.acting[end].cut())
        for end in ENDS:
            other = peer(end)
            gone = z.Or([self._is((end, hop)) for hop in self.system.way(end).hops if hop is not Hop.DUPLICATE])
            sends = [*self.acting[other].sends(self.acting[end].codes), *self._forgeries(end)]
            met.append(self.ways[end].step(gone, self._is(TICK), sends))
        for place, (forged, attacker) in enumerate(self._attackers()):
            mine = z.Or([self._is((place, one)) for one in dict.fromkeys(attacker.by)])
            self.cells.next[f"forged {place}"] = z.If(mine, forged + 1, forged)
        return z.Or(met)

    def _forgeries(self, to: End) -> list[tuple[Any, Any]]:
        """What an attacker sends, as one message more: one at most in a step."""
        z = self.solver
        mine = [(place, one) for place, attacker in enumerate(self.system.attackers()) for one in attacker.by]
        mine = [what for what in dict.fromkeys(mine) if what[1].to == to]
        code: Any = None
        for what in mine:
            this = self._forged_code(what[1])
            code = this if code is None else z.If(self._is(what), this, code)
        return [(z.Or([self._is(what) for what in mine]), code)] if mine else []

    def _forged_code(self, one: Flying) -> Any:
        return self.acting[one.to].codes.constant(self.frames[one.to].carried(one.message, one.values))

    def taken(self, move: Move) -> Any:
        """That the step is one in which the same happens as in the interpreter's."""
        z = self.solver
        what = z.Or([self._is(one) for one in self._kinds if self._names(one, move)])
        if move.message is not None and move.action != "forge":
            what = z.And(what, self.ways[move.end].takes(move.message))
        return what

    def _names(self, what: object, move: Move) -> bool:
        """Whether a step of that kind may be this one."""
        if move.action == "tick":
            return what == TICK
        if not isinstance(what, tuple):
            return False
        whose, one = cast("tuple[object, object]", what)
        if isinstance(one, Flying):
            forged = self.frames[one.to].carried(one.message, one.values)
            return move.action == "forge" and one.to == move.end and forged == move.message
        if isinstance(one, Hop):
            return whose == move.end and one.value == move.action
        event = Call(move.event) if move.action == "call" else Timer(move.event)
        return whose == move.end and one == event
