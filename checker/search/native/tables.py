"""What may happen in each view, in the words that the kernels read; Python says it, one view at a time, when asked."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping

from checker.packed.channels import inserted
from checker.packed.successors import Successors
from checker.packed.transition import Happening
from checker.search.native import context as at
from checker.search.native.heap import Buffer
from checker.search.native.words import Words
from spec.notation.errors import SpecError
from spec.notation.nodes import End
from spec.notation.systems import ENDS

VIEWS = 512
"""Views of each end that there is room for at first; 512 of B's are one block."""
TUPLES = 16
"""Tuples of messages that there is room for at first."""
OF: dict[End, int] = {"A": 0, "B": at.SIDE}
"""How much further up the words of an end stand."""


class EndTables:
    """One end's views by number, what may happen in each, and what becomes of it when messages are sent there."""

    def __init__(self, end: End, successors: Successors, c: Words) -> None:
        self.end: End = end
        self.successors, self.c, self.side = successors, c, OF[end]
        self.way = successors.layout.ways[end]
        self.may_be_full = self.way.channel.capacity is not None and not self.way.channel.loses
        self.mask = successors.layout.view(end)
        if end == "A":  # how much was forged is counted in A's views
            self.mask |= sum(bits.mask for bits in successors.layout.forged)
        self.numbers: dict[int, int] = {}
        self.packed: list[int] = []
        """Each view's bits."""
        self.sent: dict[tuple[int, ...], int] = {(): 0}
        self.tuples: list[tuple[int, ...]] = [()]
        """The messages that may be sent here, by number."""
        self.room, self.width = VIEWS, TUPLES
        self.before_more: Callable[[End, int], None] | None = None
        """Makes room elsewhere for so many views of this end, before there is room here."""
        self.rows, self.put = Buffer(32, 4 * self.room), Buffer(32, self.room * self.width)
        self.entries, self.made = Buffer(64, 8 * self.room), 1
        self.fired: dict[int, int] = {}
        """The rows that fire in each view, whatever the other end's view is."""
        self.cuts: dict[int, set[str]] = {}
        """The bounds that are met in a view, whatever the other end's view is."""
        self.notes: list[tuple[int, Happening]] = []
        """Entries of which it is not known whether they are ever followed, by place."""
        self.place()

    def place(self) -> None:
        """Tell the kernels where everything stands."""
        self.c[at.ROWS + self.side], self.c[at.PUT + self.side] = self.rows.address, self.put.address
        self.c[at.ENTRIES + self.side], self.c[at.SENT + self.side] = self.entries.address, self.width
        self._rows, self._put, self._entries = self.rows.words, self.put.words, self.entries.words

    def number(self, view: int) -> int:
        """The number of a view."""
        known = self.numbers.get(view)
        if known is None:
            known = len(self.packed)
            if known == self.room:
                self._more_views()
            self.numbers[view] = known
            self.packed.append(view)
            self._put[known * self.width] = at.FIRST + known
        return known

    def _more_views(self) -> None:
        room = 2 * self.room
        if self.before_more is not None:
            self.before_more(self.end, room)
        self.rows.grow(4 * room, cleared=True)
        self.put.grow(room * self.width, cleared=True)
        self.room = room
        self.place()

    def tuple_number(self, sent: tuple[int, ...]) -> int:
        """The number of some messages that are sent here together."""
        known = self.sent.get(sent)
        if known is None:
            known = len(self.tuples)
            if known == self.width:
                self.put.widen(len(self.packed), self.width, 2 * self.width, self.room)
                self.width *= 2
                self.place()
            self.sent[sent] = known
            self.tuples.append(sent)
        return known

    def fill_put(self, view: int, sent: int) -> None:
        """Say what becomes of a view where these messages are sent to it."""
        packed = self.packed[view]
        now = packed & self.way.bits.mask
        fuller = inserted(self.way, now, self.tuples[sent])
        to = at.FULL_CHANNEL if fuller is None else at.FIRST + self.number(packed ^ now ^ fuller)
        self._put[view * self.width + sent] = to

    def fill_row(self, view: int, peer: EndTables) -> None:
        """Say what may happen in a view: at the end itself, what is forged, ticks."""
        packed, low = self.packed[view], self.made
        own = self._entered(self.successors.in_view(self.end, packed), view, peer, low)
        forged = own + self._entered(self._forged(packed), view, peer, low + len(own)) if self.end == "A" else own
        ticks = self._ticks(packed, peer, low + len(forged)) if self.successors.has_time else []
        words = array("Q", forged + ticks)
        self.made += len(words)
        if self.made > self.entries.room:
            self.entries.grow(self.made)
            self.place()
        self.entries.copy_in(words.tobytes(), low)
        for place, after in enumerate((0, len(own), len(forged), len(words))):
            self._rows[4 * view + place] = low + after

    def _forged(self, packed: int) -> Iterator[Happening]:
        """What attackers may forge, as if A sent it, or it were put on the way to A at once."""
        for to, one in self.successors.forgeries(packed):
            if to == "B":
                yield one._replace(sent=one.peer_sent, peer_sent=())
            else:
                after, cut = self.successors.after(to, packed, one)
                yield Happening(packed ^ after, (), "forge", -1, one.key, 0, cut)

    def _entered(self, every: Iterable[Happening], view: int, peer: EndTables, place: int) -> list[int]:
        """An entry for each that no bound of its own cuts off, the first at that place."""
        found: list[int] = []
        packed, fired = self.packed[view], 0
        number, tuple_number, sure = self.number, peer.tuple_number, not peer.may_be_full
        for one in every:
            if one.cut:
                self.cuts.setdefault(view, set()).add(one.cut)
                continue
            entry = number(packed ^ one.toggles)
            if one.sent:
                entry |= tuple_number(one.sent) << at.SENT_SHIFT
            if sure:
                fired |= one.fired
            elif one.fired:
                entry |= at.UNFIRED
                self.notes.append((place + len(found), one))
            found.append(entry)
        self.fired[view] = self.fired.get(view, 0) | fired
        return found

    def _ticks(self, packed: int, peer: EndTables, place: int) -> list[int]:
        """An entry for each tick that there may be for this end, the first at that place."""
        found: list[int] = []
        for one, moves in self.successors.ticks_at(self.end, packed):
            to = at.CUT_OFF if one.cut else self.number(packed ^ one.toggles)
            entry = to | peer.tuple_number(one.sent) << at.SENT_SHIFT | (at.MOVES if moves else 0)
            if one.cut or one.fired:
                entry |= at.UNFIRED
                self.notes.append((place + len(found), one))
            found.append(entry)
        return found

    def ask_again(self, view: int) -> None:
        """What happens there could not be said yet."""
        self._rows[4 * view + 1] = 0

    def followed(self) -> Iterator[Happening]:
        """What was followed, among that of which it was not sure."""
        for place, one in self.notes:
            if not self._entries[place] & at.UNFIRED:
                yield one


class ViewTables:
    """Both ends' tables."""

    def __init__(self, successors: Successors, c: Words) -> None:
        self.successors, self.c = successors, c
        self.of: dict[End, EndTables] = {end: EndTables(end, successors, c) for end in ENDS}

    def pair(self, packed: int) -> tuple[int, int]:
        """The numbers of both views of a configuration."""
        a, b = self.of["A"], self.of["B"]
        return a.number(packed & a.mask), b.number(packed & b.mask)

    def answer(self, asked: int, pair: int) -> None:
        """Fill in what a kernel asked for; ``pair`` is the one that it cannot expand without.

        A mistake in a declaration is said when the search comes there, and not when it looks ahead.
        """
        end: End = "B" if asked & at.B_ASKS else "A"
        table, view = self.of[end], asked & at.LOW
        if asked & at.PUT_ASKED:
            table.fill_put(view, asked >> at.SENT_SHIFT & at.SENT_BITS)
            return
        try:
            table.fill_row(view, self.of["A" if end == "B" else "B"])
        except SpecError:
            if view == (pair >> 32 if end == "B" else pair & at.LOW):
                raise
            table.ask_again(view)

    def settle(self, expanded: Mapping[End, Iterable[int]]) -> None:
        """Tell the successors which rows fired, and which bounds were met, in these views and wherever it was noted."""
        for end, table in self.of.items():
            for view in expanded[end]:
                self.successors.fired[end] |= table.fired.get(view, 0)
                self.successors.cuts |= table.cuts.get(view, set())
            for one in table.followed():
                if one.cut:
                    self.successors.cuts.add(one.cut)
                else:
                    self.successors.fired[end] |= one.fired
            if self.c[at.FULL + table.side]:
                self.successors.cuts.add(self.successors.full(end))
