"""Random systems: two random machines, channels, bounds, beginnings, and properties to ask of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from hypothesis import strategies as st

from spec.notation import (
    EVERYTHING,
    TICK,
    A,
    Always,
    AlwaysPossible,
    Arrival,
    B,
    Bool,
    Channel,
    Cheapest,
    Counter,
    EnumVar,
    Eventually,
    Fairness,
    Flag,
    Flying,
    History,
    Hop,
    LeadsTo,
    Message,
    NeverStuck,
    Property,
    SeqVar,
    Sometimes,
    SpecError,
    Store,
    System,
    any_of,
    arrival,
    at,
    fresh,
    nothing_in_flight,
    strong,
    weak,
)
from spec.notation.fairness_checks import check_fairness
from spec.notation.formulas_of import formulas as formulas_of
from spec.notation.nodes import ENDS, Bits, Counts, End, Param, walk
from spec.notation.system_checks import bounds_named, parameters
from tests.engines.random_machines import CALLS, Table, tables, variants
from tests.engines.random_words import PARAM, Colour, Ctl, Draw, Words, bits_of, formulas, kinds, readable
from tests.engines.telling import told


class Case:
    """A system and what is asked of it."""

    def __init__(self, system: System, properties: Mapping[str, Property]) -> None:
        self.system, self.properties = system, properties

    def __repr__(self) -> str:
        return f"{told(self.system)}\n{self.properties}"


@st.composite
def channels(draw: Draw) -> Channel:
    """Any store and hops, a capacity of at most five (a set may do without), a lifetime of one tick, two, or none.

    Now and then the wire is cut.
    """
    store = draw(st.sampled_from(Store))
    hops = (Hop.DELIVER, *draw(st.lists(st.sampled_from((Hop.DUPLICATE, Hop.LOSE)), unique=True)))
    capacity = draw(st.sampled_from((1, 2, 2, 3, 3, 4, 5)))
    lifetime = draw(st.one_of(st.none(), st.integers(1, 2)))
    bound = None if store is Store.SET and draw(st.booleans()) else capacity
    whole = Channel("random", store, hops, bound, lifetime, last_instant=draw(st.booleans()))
    return whole.cut() if draw(st.integers(0, 15)) == 0 else whole


@st.composite
def sets(draw: Draw) -> Channel:
    """A set without a capacity, in which messages live for ever; mostly one that repeats and loses."""
    hops = (Hop.DELIVER, Hop.DUPLICATE, Hop.LOSE)
    if draw(st.integers(0, 3)) == 0:
        hops = (Hop.DELIVER, *draw(st.lists(st.sampled_from((Hop.DUPLICATE, Hop.LOSE)), unique=True)))
    return Channel("random set", Store.SET, hops)


@st.composite
def cases(draw: Draw, over: st.SearchStrategy[Channel] | None = None) -> Case | None:
    """A system with properties, over some channels; None where the notation refuses what was drawn."""
    try:
        known = draw(kinds())
        a: Table = draw(tables(known, "First"))
        other = draw(st.integers(0, 3))
        b: Table = a if other == 0 else draw(variants(a)) if other == 1 else draw(tables(known, "Second"))
        system: System = draw(systems(a, b, known, over))
        promised = draw(promises(system, a, b, known))
        asked = {**draw(properties(a, b, known)), **promised}
        every = [formula for one in asked.values() for formula in formulas_of(one)]
        return None if not system.params and any(map(reads_a_parameter, every)) else Case(system, asked)
    except SpecError:
        return None


def reads_a_parameter(formula: Bool) -> bool:
    """Then it is refused where the system gives none, by each engine in words of its own."""
    return any(isinstance(part, Param) for part in walk(formula.node))


@st.composite
def systems(
    draw: Draw, a: Table, b: Table, known: list[type[Message]], over: st.SearchStrategy[Channel] | None = None
) -> System:
    """The two machines over some network, within some bounds."""
    modulus, params = draw(st.sampled_from((1, 2, 3, 4, 5, 6, 7, 8, 16))), {PARAM: draw(st.integers(1, 2))}
    forging = st.lists(_flying(known, modulus, params[PARAM]), min_size=1, max_size=2)
    forged: list[Flying] = draw(forging) if draw(st.booleans()) else []
    times = draw(st.integers(1, 3))
    one, other = (draw(channels() if over is None else over) for _ in range(2))
    if draw(st.integers(0, 3)):
        ways: Channel | tuple[Channel, Channel] = _attacked(one, forged, times)
    else:
        to_b, to_a = ([flying for flying in forged if flying.to == end] for end in ("B", "A"))
        ways = (_attacked(one, to_b, times), _attacked(other, to_a, times))
    limits: dict[Any, int] = {}
    begin: dict[Any, Any] = {}
    for end, table in (("A", a), ("B", b)):
        if draw(st.integers(0, 2)) == 0:
            begin[end] = draw(_starts(table, modulus))
    for event in CALLS:
        waits = [end for end, table in (("A", a), ("B", b)) if event in table.machine.events()]
        if waits and draw(st.booleans()):
            key = event if draw(st.booleans()) else (draw(st.sampled_from(waits)), event)
            limits[key] = draw(st.sampled_from((2, 2, 1, 1, 3, 0)))
    in_flight = tuple(draw(st.lists(_flying(known, modulus, params[PARAM]), max_size=2)))
    reads = [one for table in (a, b) for one in parameters(table.machine, table.machine.declared)]
    reads += bounds_named(field for flying in (*in_flight, *forged) for field in flying.message.fields)
    return System(
        a.machine,
        b.machine,
        ways,
        in_flight=in_flight,
        modulus=modulus,
        isn={"A": draw(_numbers(modulus)), "B": draw(_numbers(modulus))},
        at_most=limits,
        params=params if reads else {},
        start=begin,
    )


def _attacked(channel: Channel, by: list[Flying], times: int) -> Channel:
    return channel.attacked(by, times=times) if by else channel


@st.composite
def _numbers(draw: Draw, modulus: int) -> Any:
    values = draw(st.lists(st.integers(0, modulus - 1), min_size=1, max_size=3))
    return draw(st.sampled_from((fresh, any_of)))(*values)


@st.composite
def _flying(draw: Draw, known: list[type[Message]], modulus: int, most: int) -> Flying:
    kind = draw(st.sampled_from(known))
    values: dict[str, int] = {}
    for field in kind.fields:
        top = modulus - 1
        if isinstance(field.domain, Counts):
            top = field.domain.most if isinstance(field.domain.most, int) else most
        elif isinstance(field.domain, Bits):
            top = 3
        values[field.name] = draw(st.integers(0, top))
    to: End = draw(st.sampled_from(ENDS))
    flying: Flying = kind.flying(to, **values)
    return flying


@st.composite
def _starts(draw: Draw, table: Table, modulus: int) -> Any:
    given: list[Any] = []
    for face in table.faces:
        if isinstance(face, SeqVar | Flag | Counter) and draw(st.booleans()):
            top = modulus - 1 if isinstance(face, SeqVar) else 1
            given.append((face, draw(st.integers(0, top))))
    return at(draw(st.sampled_from(table.machine.states())), *given)


@st.composite
def properties(draw: Draw, a: Table, b: Table, known: list[type[Message]]) -> Mapping[str, Property]:
    """One property of each sort."""
    formula = st.deferred(lambda: asked(a, b, known))
    reached = Sometimes("reached", draw(formula))
    where = draw(st.one_of(st.none(), formula))
    return {
        "always": Always("always", draw(formula), reached=reached),
        "implied": Always("implied", reached.formula.implies(draw(formula)), reached=reached),
        "sometimes": Sometimes("sometimes", draw(formula)),
        "never stuck": NeverStuck("never stuck", draw(formula)),
        "possible": AlwaysPossible("possible", draw(formula), where),
        "cheapest": Cheapest("cheapest", draw(formula)),
    }


@st.composite
def promises(draw: Draw, system: System, a: Table, b: Table, known: list[type[Message]]) -> Mapping[str, Property]:
    """Promises under some fairness, and under none."""
    formula = st.deferred(lambda: asked(a, b, known))
    p, q, other = draw(formula), draw(formula), draw(formula)
    return {
        "leads to": LeadsTo("leads to", p, q, tuple(draw(st.lists(_fairness(system, a, b, known), max_size=4)))),
        "eventually": Eventually("eventually", other, tuple(draw(st.lists(_fairness(system, a, b, known))))),
        "under weak": LeadsTo("under weak", q, other, (weak(EVERYTHING),)),
        "under all": LeadsTo("under all", ~q, q, (*_deliveries(system, known), weak(EVERYTHING))),
    }


@st.composite
def _fairness(draw: Draw, system: System, a: Table, b: Table, known: list[type[Message]]) -> Fairness:
    """Fairness of what the system has."""
    fair = draw(st.sampled_from((weak, strong)))
    peer, table = draw(st.sampled_from(((A, a), (B, b))))
    shape = draw(st.integers(0, 4))
    events = [row.on for row in table.machine.declared if not isinstance(row.on, Arrival)]
    if shape <= 1 and events:
        event = draw(st.sampled_from(events))
        return fair(event if event == TICK else peer.does(event))
    if shape == 2 and table.machine.declared:
        return fair(peer.does(draw(st.sampled_from(table.machine.declared))))
    try:
        one = fair(TICK) if draw(st.integers(0, 2)) == 0 else draw(_gets(fair, peer, table, known))
        check_fairness(system, [one])
    except SpecError:
        return weak(EVERYTHING)
    return one


@st.composite
def _gets(draw: Draw, fair: Any, peer: Any, table: Table, known: list[type[Message]]) -> Fairness:
    """Fairness of an arrival; now and then of those alone whose fields fit the receiver's variables."""
    wanted: Arrival = draw(_wanted(known))
    words = readable(table.faces).and_message(wanted.message)
    where = draw(formulas(words, 1)) if draw(st.integers(0, 2)) == 0 else None
    return cast(Fairness, fair(peer.gets(wanted), where=where))


def _deliveries(system: System, known: list[type[Message]]) -> list[Fairness]:
    """Strong fairness of every kind that can be sent."""
    found: list[Fairness] = []
    for one in (strong(peer.gets(arrival(kind))) for kind in known for peer in (A, B)):
        try:
            check_fairness(system, [one])
        except SpecError:
            continue
        found.append(one)
    return found


@st.composite
def asked(draw: Draw, a: Table, b: Table, known: list[type[Message]]) -> Bool:
    """A formula over both ends and what is in flight."""
    shape = draw(st.integers(0, 3))
    if shape == 0:
        return cast(Bool, ~draw(_outside(a, b, known)) if draw(st.booleans()) else draw(_outside(a, b, known)))
    if shape == 1:
        return cast(Bool, draw(_outside(a, b, known)) & draw(asked(a, b, known)))
    if shape == 2:
        return cast(Bool, draw(_outside(a, b, known)) | draw(asked(a, b, known)))
    return cast(Bool, draw(formulas(_seen(a, b), 1)))


@st.composite
def _outside(draw: Draw, a: Table, b: Table, known: list[type[Message]]) -> Bool:
    peer, table = draw(st.sampled_from(((A, a), (B, b))))
    histories = [face for face in table.faces if isinstance(face, History)]
    shape = draw(st.integers(0, 4 if histories else 3))
    if shape < 2:
        return cast(Bool, peer.is_in(*draw(st.lists(st.sampled_from(table.machine.states()), min_size=1, max_size=2))))
    if shape == 2:
        return nothing_in_flight
    if shape == 3:
        return cast(Bool, peer.gets(draw(_wanted(known))))
    remembered = peer[draw(st.sampled_from(histories))]
    seen = _seen(a, b)
    sides = [seen.ours if space.value == "A's octets" else seen.theirs for space in remembered.spaces]
    if not all(sides):
        return nothing_in_flight
    return cast(Bool, remembered.has(*(draw(st.sampled_from(side)) for side in sides)))


@st.composite
def _wanted(draw: Draw, known: list[type[Message]]) -> Arrival:
    kind = draw(st.sampled_from(known))
    bits = bits_of(kind)
    mask = draw(st.sampled_from((Ctl(0), Ctl.X, Ctl.X | Ctl.Y)))
    return arrival(kind, bits, mask) if bits is not None else arrival(kind)


def _seen(a: Table, b: Table) -> Words:
    """Both ends' variables; ``ours`` are the numbers that count A's octets."""
    found = Words()
    for peer, table in ((A, a), (B, b)):
        for face in table.faces:
            if isinstance(face, SeqVar):
                number: Any = cast(Any, peer)[face]
                (found.ours if number.space.value == "A's octets" else found.theirs).append(number)
            elif isinstance(face, Flag):
                found.flags.append(peer[face])
            elif isinstance(face, Counter):
                found.counts.append(peer[face])
            elif isinstance(face, EnumVar):
                found.colours.append(cast(Any, peer)[cast("EnumVar[Colour]", face)])
    return found
