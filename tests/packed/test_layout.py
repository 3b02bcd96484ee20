"""Where everything of a configuration stands in one integer."""

from __future__ import annotations

import enum

import pytest
from hypothesis import given, settings, strategies as st

from checker.packed.layout import Keys, Layout, mixed, size, unmixed
from checker.packed.successors import Successors
from checker.rows.configuration import Carried, Configuration, Local, frames
from spec.notation import (
    LOSSY,
    PERFECT,
    REORDERING,
    TRUE,
    Amount,
    Channel,
    ControlBits,
    Counter,
    EnumVar,
    Flag,
    History,
    Machine,
    Message,
    Number,
    Ours,
    SeqVar,
    State,
    System,
    Theirs,
    Variables,
    arrival,
    call,
    param,
    row,
)
from spec.notation.nodes import Bits, Counts, Domain, Flags, Members, Param, Seqs, Space, Tuples


class Where(State):
    """Where an end stands."""

    IDLE = "IDLE"
    OPEN = "OPEN"
    SHUT = "SHUT"


class Ctl(enum.IntFlag):
    """Control bits."""

    SYN = 1
    ACK = 2


class Colour(enum.Enum):
    """Colours."""

    RED = "red"
    GREEN = "green"
    BLUE = "blue"


class SEG(Message):
    """A segment."""

    SEQ = Number(Theirs)
    CTL = ControlBits(Ctl)
    LEN = Amount(2)


class BARE(Message):
    """A message without fields."""


class Vars(Variables):
    """One variable of each sort."""

    ISS = SeqVar(Ours)
    PASSIVE = Flag()
    TRIES = Counter(param("N"))
    SHOWN = EnumVar(Colour)
    PAST = History(Ours)


IDLE, OPEN, SHUT = Where


class Every(Machine):
    """Sets everything, sends everything."""

    start, final = IDLE, tuple(Where)
    sets = row(
        at=IDLE,
        on=call("go"),
        do=[
            Vars.ISS.set_to(Vars.ISS + 1),
            Vars.PASSIVE.set_to(TRUE),
            Vars.TRIES.set_to(1),
            Vars.SHOWN.set_to(Colour.BLUE),
        ],
        to=OPEN,
    )
    sends = row(at=OPEN, on=call("go"), do=[SEG.send(SEQ=Vars.ISS, CTL=Ctl.ACK, LEN=2), BARE.send()], to=SHUT)
    hears = row(at=tuple(Where), on=arrival(SEG), do=[Vars.PAST.remember(Vars.ISS)])


@pytest.mark.parametrize(
    ("domain", "values"),
    [
        (Seqs(Space.OURS), 5),
        (Flags(), 2),
        (Counts(3), 4),
        (Counts(Param("N")), 3),
        (Members(("RED", "GREEN")), 2),
        (Bits(("SYN", "ACK", "FIN")), 8),
        (Tuples((Seqs(Space.OURS), Counts(1))), 10),
    ],
)
def test_a_domain_has_so_many_values(domain: Domain, values: int) -> None:
    assert size(domain, System(Every, Every, PERFECT, modulus=5, params={"N": 2})) == values


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(st.data())
def test_a_tuple_comes_back_from_its_number_and_no_two_share_one(data: st.DataObject) -> None:
    sizes = data.draw(st.lists(st.integers(1, 9), max_size=5))
    values = tuple(data.draw(st.integers(0, one - 1)) for one in sizes)
    key = mixed(values, sizes)
    total = 1
    for one in sizes:
        total *= one
    assert 0 <= key < total
    assert unmixed(key, sizes) == values


def test_every_key_is_one_message_and_every_message_one_key() -> None:
    keys = Keys(frames(System(Every, Every, PERFECT, modulus=3, params={"N": 2}))["B"])
    assert keys.total == 3 * 4 * 3 + 1
    assert [keys.key(keys.carried(key)) for key in range(keys.total)] == list(range(keys.total))
    assert keys.carried(keys.total - 1) == Carried(1, ())


def laid_out(channel: Channel | tuple[Channel, Channel], modulus: int) -> Layout:
    system = System(Every, Every, channel, modulus=modulus, params={"N": 2})
    return Successors(system, frozenset({("A", Vars.PAST.var), ("B", Vars.PAST.var)})).layout


@pytest.mark.parametrize(
    ("channel", "modulus"),
    [(LOSSY, 1), (LOSSY, 5), (LOSSY.holding(2), 64), (PERFECT, 64), (REORDERING, 2), ((LOSSY, PERFECT), 5)],
    ids=["set of one number", "set", "set of places", "queue", "bag", "set one way"],
)
def test_a_configuration_comes_back_from_its_integer(channel: Channel | tuple[Channel, Channel], modulus: int) -> None:
    layout = laid_out(channel, modulus)
    top = modulus - 1
    a = Local(2, (top, 1, 2, 2, frozenset({(0,)})))
    b = Local(1, (0, 0, 1, 1, frozenset[tuple[int, ...]]()))
    sent = (Carried(0, (0, 2, 2)), Carried(1, ()))
    for flying in ((), sent[:1], sent[1:], sent):
        whole = Configuration(a, b, (), flying)
        packed = layout.pack(whole)
        assert layout.unpack(packed) == whole
        assert 0 <= packed < 1 << layout.width


def test_a_queue_keeps_its_order_and_its_repetitions() -> None:
    layout = laid_out(PERFECT, 4)
    one, other = Carried(0, (3, 2, 2)), Carried(1, ())
    idle = Local(0, (0, 0, 0, 0, frozenset[tuple[int, ...]]()))
    for flying in ((one, other, one), (other, one, one), (one,) * 8):
        assert layout.unpack(layout.pack(Configuration(idle, idle, flying, ()))).to_a == flying


def test_no_two_fields_share_a_bit() -> None:
    layout = laid_out((LOSSY, PERFECT), 5)
    fields = [bits for end in ("A", "B") for bits in (layout.ends[end].state, *layout.ends[end].fields.values())]
    fields += [*layout.histories.values(), *(way.bits for way in layout.ways.values())]
    assert sum(bits.width for bits in fields) == layout.width
    together = 0
    for bits in fields:
        assert together & bits.mask == 0
        together |= bits.mask
