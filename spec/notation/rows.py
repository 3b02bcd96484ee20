"""Rows: one sentence of the protocol each."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from html import escape
from importlib import import_module

from spec.notation import nodes
from spec.notation.bodies import made_in_a_body
from spec.notation.calling import spelt
from spec.notation.choices import Choice
from spec.notation.errors import Place, SpecError, fault, here, shown
from spec.notation.events import Arrival, Call, Event, State, Tick, Timer
from spec.notation.formulas import Bool, Count, Seq, condition
from spec.notation.messages import Message, Send
from spec.notation.naming import checked
from spec.notation.nodes import Condition, Node, Var
from spec.notation.variables import Assign, Draw, Remember, StartOver

Effect = Assign | Draw | StartOver | Remember | Send
"""What a row does: set a variable, choose a number, remember, send."""


class Then(enum.Enum):
    """What becomes of the reading after a row has fired."""

    RETURN = "return"
    CONTINUE = "continue"


RETURN, CONTINUE = Then.RETURN, Then.CONTINUE
"""What happens after a row has fired: no row below it is read ("and return"), or reading goes on (RFC 9293 3.10)."""


COLUMNS = ("at", "on", "when", "do", "to", "then", "rfc", "note", "dropped")
"""What a row says."""


class Unchanged(SpecError):
    """A change of a row that changes nothing."""


def in_a_notebook(text: str) -> dict[str, str]:
    """Lines as a notebook shows them."""
    return {"text/plain": text, "text/html": f"<pre>{escape(text)}</pre>"}


@dataclass(frozen=True, eq=False)
class Row:
    """One sentence: at these states, on this event, where the guard holds, do this in order and go there."""

    at: tuple[State, ...]
    on: Event
    when: Condition
    do: tuple[Effect, ...]
    to: State | None
    then: Then
    rfc: str
    place: Place
    note: str = ""
    name: str = ""
    made_from: Row | None = None
    dropped: bool = False
    """Whether ``never()`` struck it out."""
    written_in: type | None = field(default=None, init=False, repr=False)
    """The machine in whose body it stands."""

    def __set_name__(self, owner: type, name: str) -> None:
        # checked in Machine.__init_subclass__: what is raised here Python 3.11 hides in a RuntimeError
        if not self.name:
            object.__setattr__(self, "name", name)
        if self.written_in is None:
            object.__setattr__(self, "written_in", owner)

    def __getstate__(self) -> dict[str, object]:
        """Without the machine, which is pickled with its rows and would lead back to them."""
        return {**vars(self), "written_in": None}

    def __str__(self) -> str:
        """Its lines in the table; what Python says of it where it stands in none."""
        if self.written_in is None:
            return repr(self)
        # the text of tables stands above rows, and is loaded when one is to be shown
        return "\n".join(import_module("spec.notation.table_text").row_lines(self, self.written_in))

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """What a notebook shows of a row: its lines in the table."""
        return in_a_notebook(str(self))

    @spelt
    def but(
        self,
        *,
        at: State | Sequence[State] | None = None,
        on: Event | None = None,
        when: Bool | None = None,
        do: Sequence[Effect] | None = None,
        to: State | None = None,
        then: Then | None = None,
        rfc: str | None = None,
        note: str | None = None,
    ) -> Row:
        """The same sentence with these columns changed; it replaces the row of that name in a subclass.

        :class:`Unchanged`, a SpecError, where the sentence stays the same.
        """
        changed = replace(
            self,
            at=self.at if at is None else _states(at),
            on=self.on if on is None else _event(on),
            when=self.when if when is None else condition(when),
            do=self.do if do is None else _effects(do),
            to=self.to if to is None else _state(to),
            then=self.then if then is None else _then(then),
            rfc=self.rfc if rfc is None else checked(rfc, "rfc=..."),
            note=self.note if note is None else checked(note, "note=..."),
        )
        if all(getattr(changed, column) == getattr(self, column) for column in COLUMNS):
            raise Unchanged(
                f"{here()}: but(...) leaves row '{self.name}' as it is: change a column, such as to=..., "
                "or leave the line out"
            )
        return self._instead(changed)

    def never(self) -> Row:
        """The row struck out, in a subclass; :class:`Unchanged` where it is struck out already."""
        if self.dropped:
            raise Unchanged(f"{here()}: '{self.name}' is struck out already: leave never() out")
        return self._instead(replace(self, dropped=True))

    def _instead(self, changed: Row) -> Row:
        """The changed sentence, at the line that changes it."""
        made_from = self.made_from if self.made_from is not None and not self.name else self
        made = replace(changed, place=here(), made_from=made_from, name="")
        made_in_a_body(made, out_of=self)
        return made

    def nodes(self) -> tuple[nodes.Node, ...]:
        """Every formula and term that the row reads."""
        read: list[nodes.Node] = [self.when]
        for effect in self.do:
            if isinstance(effect, Assign):
                read.append(effect.value)
            elif isinstance(effect, Send | Remember):
                read.extend(effect.values)
        return tuple(read)

    @cached_property
    def sets(self) -> tuple[Var, ...]:
        """The variables that its effects set, choose or remember, each once."""
        return tuple(dict.fromkeys(one.var for one in self.do if isinstance(one, Assign | Draw | Remember)))

    @cached_property
    def parts(self) -> tuple[Node, ...]:
        """These and everything below them: a row stands in many machines, and each looks through it."""
        return tuple(part for node in self.nodes() for part in nodes.walk(node))


@spelt
def row(
    *,
    at: State | Sequence[State],
    on: Event,
    when: Bool | None = None,
    do: Sequence[Effect] = (),
    to: State | None = None,
    then: Then = CONTINUE,
    rfc: str = "",
    note: str = "",
) -> Row:
    """One sentence of the protocol, in a machine's body.

    Reading goes on below it, from the new state, unless it says ``then=RETURN``.  ``to`` left out: the state
    stays.  SpecError where a column cannot be meant.
    """
    made = Row(
        at=_states(at),
        on=_event(on),
        when=nodes.TRUTH if when is None else condition(when),
        do=_effects(do),
        to=None if to is None else _state(to),
        then=_then(then),
        rfc=checked(rfc, "rfc=..."),
        place=here(),
        note=checked(note, "note=..."),
    )
    made_in_a_body(made)
    return made


def _states(at: State | Sequence[State]) -> tuple[State, ...]:
    if isinstance(at, State):
        return (at,)
    if isinstance(at, str) or not isinstance(at, Sequence):
        wrote = f": write at=tuple({at.__name__})" if isinstance(at, type) else _unquoted(at)
        raise fault(f"at={shown(at)}: give a state, or several in brackets{wrote}")
    if not at:
        raise fault("at=[] names no state, so that the row could never fire: name one, or strike the row out")
    return tuple(_state(state) for state in at)


def _state(value: State) -> State:
    if not isinstance(value, State):
        raise fault(f"{shown(value)} was given where a state is meant{_unquoted(value)}")
    return value


def _unquoted(value: object) -> str:
    """What to write in place of what is no state."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ": one state stands here; where a row may lead to several, write a row for each"
    if isinstance(value, Call | Timer | Arrival | Tick):
        return ": what happens stands in on=..."
    return ": write it without quotes" if isinstance(value, str) else ""


def _event(on: Event) -> Event:
    if isinstance(on, Call | Timer | Arrival | Tick):
        return on
    if isinstance(on, type) and issubclass(on, Message):
        raise fault(f"on={on.__name__} is a kind of message, not an event: write on=arrival({on.__name__})")
    raise fault(f"on={shown(on)}: give an event: call(...), timer(...) or the arrival of a message")


def _then(then: Then) -> Then:
    if not isinstance(then, Then):
        raise fault(f"then={shown(then)}: write then=RETURN, or leave it out to read on")
    return then


def _effects(do: Sequence[Effect]) -> tuple[Effect, ...]:
    if isinstance(do, Effect):
        raise fault("do=... holds one effect without brackets: write do=[...]")
    if not isinstance(do, Sequence):
        raise fault(f"do={shown(do)}: give a list of effects, do=[...]")
    for effect in do:
        if not isinstance(effect, Effect):
            raise fault(f"do=[...] holds {_not_done(effect)}")
    return tuple(do)


def _not_done(effect: object) -> str:
    owner, name = getattr(effect, "__self__", None), getattr(effect, "__name__", "")
    if callable(effect) and owner is not None:
        said = owner.__name__ if isinstance(owner, type) else repr(owner)
        return f"{said}.{name} without its brackets: write {said}.{name}(...)"
    if isinstance(effect, Sequence) and not isinstance(effect, str):
        return "effects within effects: to do all that is in it write a star before it, do=[*...]"
    if isinstance(effect, Bool | Seq | Count | Choice):
        return f"the formula '{effect}', which does nothing: to set a variable write x.set_to(...)"
    return f"{shown(effect)}: effects are x.set_to(...), x.choose(), x.start_over(), x.remember(...) and send(...)"
