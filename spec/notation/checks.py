"""What is refused when a machine is declared: each fault one sentence, with file, line, row and what to write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from spec.notation import nodes
from spec.notation.errors import SpecError, fault
from spec.notation.events import Arrival, State
from spec.notation.messages import Send
from spec.notation.rows import Row, Then
from spec.notation.tables import Table
from spec.notation.variables import UNNAMED, Assign, Draw
from spec.notation.wording import words


def check_machine(machine: type[Table], own: Mapping[str, Row]) -> None:
    """SpecError at the first fault, row by row in reading order, then the table as a whole."""
    for name, row in own.items():
        _check_override(machine, name, row)
    if not machine.declared:
        return
    _check_start(machine)
    rows = _unchecked(machine, own)
    for row in rows:
        _check_states(machine, row)
        _check_outside(machine, row)
        _check_fields(machine, row)
        _check_ghosts(machine, row)
        _check_twice(machine, row)
        _check_constants(machine, row)
    _check_names(machine, rows)
    _check_unset(machine, rows)
    _check_never_fires(machine, rows)
    _check_left(machine)


def _unchecked(machine: type[Table], own: Mapping[str, Row]) -> tuple[Row, ...]:
    """Its own rows where those of its one base, with the same states, were looked at there; else all."""
    bases = [base for base in machine.__bases__ if _declared(base)]
    looked_at = len(bases) == 1 and type(getattr(bases[0], "start", None)) is type(machine.start)
    return tuple(own.values()) if looked_at else machine.declared


def _said(machine: type[Table], row: Row, text: str) -> SpecError:
    return SpecError(f"{row.place}: row '{row.name}' of {machine.__name__} {text}")


def _check_override(machine: type[Table], name: str, row: Row) -> None:
    made = row.made_from
    if made is not None and not made.name:
        raise SpecError(
            f"{row.place}: row '{name}' of {machine.__name__} is changed where it is first written: "
            "write it as it is meant; but() and never() are for the rows of a base"
        )
    if made is not None and made.name != name:
        how = "never()" if row.dropped else "but()"
        raise SpecError(
            f"{row.place}: row '{name}' of {machine.__name__} is made from '{made.name}' with {how}, "
            f"yet does not replace it: name it '{made.name}'"
        )
    if made is not None and name not in {row.name for base in machine.__mro__[1:] for row in _declared(base)}:
        raise SpecError(
            f"{row.place}: row '{name}' of {machine.__name__} overrides a row that its bases "
            f"({', '.join(base.__name__ for base in machine.__bases__)}) do not have: "
            "write row(...), or override one of theirs"
        )


def _declared(base: type) -> tuple[Row, ...]:
    rows: tuple[Row, ...] = getattr(base, "declared", ())
    return rows


def _check_start(machine: type[Table]) -> None:
    if getattr(machine, "start", None) is None:
        raise fault(f"{machine.__name__} does not say where it starts: write start = ... among its rows")


def _check_states(machine: type[Table], row: Row) -> None:
    own = type(machine.start)
    for state in (*row.at, *(() if row.to is None else (row.to,))):
        if not isinstance(state, own):
            listed = ", ".join(member.name for member in own)
            raise _said(
                machine, row, f"names {state.name} of {type(state).__name__}; the machine's states are {listed}"
            )


def _check_outside(machine: type[Table], row: Row) -> None:
    """No end sees what only a property does."""
    for part in row.parts:
        match part:
            case nodes.Of(end=end, var=var):
                why = f"reads {end}.{var.name}, but a row reads the variables of its own end: write {var.name}"
            case nodes.InState(end=end):
                why = (
                    f"asks whether {words(part)}, which a property may: a row says at=... of its own state, "
                    "and does not see the peer's"
                )
            case nodes.InFlight() | nodes.Knows() | nodes.Common() | nodes.Fact():
                why = f"asks whether {words(part)}, which a property may: no end sees that"
            case _:
                continue
        raise _said(machine, row, why)


def _check_fields(machine: type[Table], row: Row) -> None:
    for part in row.parts:
        if isinstance(part, nodes.Field):
            _check_field(machine, row, part)


def _check_field(machine: type[Table], row: Row, field: nodes.Field) -> None:
    if not isinstance(row.on, Arrival):
        raise _said(
            machine,
            row,
            f"reads {field.prefix}{field.name}, but no message arrives on '{row.on.name}': "
            "read variables, or wait on an arrival",
        )
    if row.on.message.__name__ != field.message:
        raise _said(
            machine,
            row,
            f"reads {field.prefix}{field.name}, but the message that arrives is a {row.on.message.__name__}: "
            "wait on another, or read its own",
        )


def _check_ghosts(machine: type[Table], row: Row) -> None:
    if not any(isinstance(part, nodes.Var | nodes.Field) and part.ghost for part in row.parts):
        return
    reads = [row.when, *(e.value for e in row.do if isinstance(e, Assign) and not e.var.ghost)]
    reads += [value for e in row.do if isinstance(e, Send) for field, value in e.fields() if not field.ghost]
    for node in reads:
        for part in nodes.walk(node):
            if isinstance(part, nodes.Var) and part.ghost:
                raise _said(machine, row, f"reads {part.name}, which only remembers: properties may, rules may not")
            if isinstance(part, nodes.Field) and part.ghost:
                name = part.prefix + part.name
                raise _said(machine, row, f"reads {name}, which no rule may: let a ghost variable remember it")


def _check_twice(machine: type[Table], row: Row) -> None:
    seen: set[nodes.Var] = set()
    for effect in row.do:
        if isinstance(effect, Assign | Draw):
            if effect.var in seen:
                raise _said(machine, row, f"sets {effect.var.name} twice; which one is meant?")
            seen.add(effect.var)


def _check_constants(machine: type[Table], row: Row) -> None:
    for effect in row.do:
        if isinstance(effect, Assign) and isinstance(effect.value, nodes.Const):
            domain = effect.var.domain
            most = domain.most if isinstance(domain, nodes.Counts) else None
            if isinstance(most, int) and not 0 <= effect.value.value <= most:
                raise _said(
                    machine,
                    row,
                    f"sets {effect.var.name} to {effect.value.value}, outside its bounds 0..{most}: "
                    "set it within them, or declare a larger bound",
                )


def _check_names(machine: type[Table], rows: Iterable[Row]) -> None:
    for row in rows:
        read = [part for part in row.parts if isinstance(part, nodes.Var)]
        for var in read + [effect.var for effect in row.do if not isinstance(effect, Send)]:
            if var.name == UNNAMED:
                raise _said(machine, row, "has a variable without a name: declare it in a class made from Variables")
    named: dict[str, nodes.Var] = {}
    for var in machine.variables():
        if named.setdefault(var.name, var) != var:
            row = next(row for row in machine.declared if var in row.sets)
            raise _said(
                machine,
                row,
                f"sets a second variable called {var.name}: give one another name, or its group a prefix",
            )


def _check_unset(machine: type[Table], rows: Iterable[Row]) -> None:
    settable = set(machine.variables())
    kept = settable.issuperset(var for base in machine.__bases__ for row in _declared(base) for var in row.sets)
    for row in rows if kept else machine.declared:
        for part in row.parts:
            if isinstance(part, nodes.Var) and part not in settable:
                raise _said(
                    machine,
                    row,
                    f"reads {part.name}, which no row sets: it would keep for ever what it has at the start; "
                    "set it in some row, or write param(...) for a number that the system gives",
                )


def _check_never_fires(machine: type[Table], rows: Iterable[Row]) -> None:
    """Look at these rows, and at those below them that share their event."""
    met: dict[object, list[Row]] = {}
    looked_at = {id(row) for row in rows}
    changed: set[object] = set()
    for row in machine.declared:
        event = row.on.message if isinstance(row.on, Arrival) else row.on
        above = met.setdefault(event, [])
        if id(row) in looked_at:
            changed.add(event)
        if row.dropped:
            continue
        if event in changed:
            _check_met(machine, row, above)
        if _takes(row) or _leads_on(row):
            above.append(row)


def _check_met(machine: type[Table], row: Row, above: Iterable[Row]) -> None:
    possible, taker = set(machine.states()), None
    for other in above:
        before = not possible.isdisjoint(row.at)
        _read(other, row, possible)
        if before and possible.isdisjoint(row.at):
            taker = other
    if taker is not None and possible.isdisjoint(row.at):
        raise _said(
            machine,
            row,
            f"can never fire: '{taker.name}' ({taker.place}) stands above it, has no guard, and takes its "
            "event away; put this row above it, or give that one a guard",
        )


def _takes(row: Row) -> bool:
    """Whether nothing below it is met in the states in which it fires."""
    return row.when == nodes.TRUTH and (row.then is Then.RETURN or row.to is not None)


def _leads_on(row: Row) -> bool:
    """Whether reading goes on below it, from another state."""
    return row.to is not None and row.then is not Then.RETURN


def _read(above: Row, row: Row, possible: set[State]) -> None:
    """What a row that may share the event does to the states in which those below it may be met."""
    at = possible.intersection(above.at)
    if not at:
        return
    if _takes(above) and _covers(above, row):
        possible -= at
    if above.to is not None and _leads_on(above):
        possible.add(above.to)


def _covers(above: Row, row: Row) -> bool:
    """Whether every event of ``row`` is an event of ``above`` too."""
    if isinstance(above.on, Arrival) and isinstance(row.on, Arrival):
        return above.on.mask & row.on.mask == above.on.mask
    return True


def _check_left(machine: type[Table]) -> None:
    entered = {machine.start: machine.declared[0]}
    for row in machine.declared:
        if row.to is not None:
            entered.setdefault(row.to, row)
    for state, row in entered.items():
        leaves = any(state in other.at and other.to not in (None, state) for other in machine.declared)
        if not leaves and state not in machine.final:
            raise SpecError(
                f"{row.place}: nothing leaves state {state.value} of {machine.__name__}: "
                f"add the row that does, or write final = ({state.name},)"
            )
