"""One small protocol with something in every place where a name can stand, under whatever names are wanted."""

from __future__ import annotations

import enum
import re
import types
from collections.abc import Callable
from typing import Any, cast

from spec.notation import (
    TRUE,
    A,
    Always,
    Amount,
    B,
    Channel,
    ControlBits,
    Counter,
    EnumVar,
    Flag,
    History,
    Hop,
    Knows,
    LeadsTo,
    Machine,
    Message,
    Model,
    Number,
    Ours,
    SeqVar,
    Sometimes,
    State,
    Store,
    System,
    Theirs,
    Variables,
    WhoKnows,
    arrival,
    call,
    fact,
    fresh,
    one_more_place,
    param,
    row,
    strong,
    struck,
    timer,
    weak,
)

Naming = Callable[[str], str]
VERDICTS = ["HOLDS", "POSSIBLE", "VIOLATED", "VIOLATED", "HOLDS", "POSSIBLE", "POSSIBLE"]
"""What is found, whatever the names are, in the order of the properties."""


def _made(name: str, base: type, body: dict[str, object]) -> Any:
    return types.new_class(name, (base,), {}, lambda space: space.update(body))


def protocol(n: Naming) -> Model:
    """A asks B, and asks again; ``n`` says what stands in the place of a plain name."""
    a, b = cast(Any, A), cast(Any, B)
    idle, asked, done = State("States", {"IDLE": n("idle"), "ASKED": n("asked"), "DONE": n("done")})
    ctl: Any = enum.IntFlag("Ctl", {n("x"): 1, n("y"): 2})
    colours: Any = enum.Enum("Colour", {n("red"): 1, n("blue"): 2})
    red, blue = cast(Any, list(colours))
    fields = {n("seq"): Number(Theirs), n("len"): Amount(1), n("bits"): ControlBits(ctl)}
    word = _made(n("Word"), Message, {"prefix": n("word."), **fields})
    seq, length, bits = (cast(Any, face) for face in fields.values())
    keeps: dict[str, Any] = {
        n("iss"): SeqVar(Ours),
        n("irs"): SeqVar(Theirs),
        n("tries"): Counter(param(n("most"), 2)),
        n("told"): Flag(),
        n("colour"): EnumVar(colours),
        n("past"): History(Ours),
    }
    _made(n("Keeps"), Variables, {"prefix": n("v."), **keeps})
    faces: list[Any] = list(keeps.values())
    iss, irs, tries, told, colour, past = faces
    sent = {n("seq"): iss, n("len"): 1, n("bits"): ctl(1)}
    rows = {
        n("ask"): row(
            at=idle,
            on=call(n("go")),
            do=[iss.choose(), past.remember(iss), word.send(**sent), colour.set_to(blue)],
            to=asked,
            rfc=n("section 1.2"),
            note=n("a note"),
        ),
        n("again"): row(
            at=asked,
            on=timer(n("timeout")),
            when=(tries < 2).called(n("few tries")),
            do=[tries.set_to(tries + 1), word.send(**{**sent, n("len"): 0, n("bits"): ctl(3)})],
        ),
        n("hear"): row(
            at=(idle, asked),
            on=arrival(word, bits, ctl(1)),
            when=(colour == red) | told | (length < 2),
            do=[irs.set_to(seq), told.set_to(TRUE)],
            to=done,
        ),
    }
    machine = _made(n("Asks"), Machine, {"start": idle, "final": (done,), **rows})
    system = System(
        machine,
        machine,
        Channel(n("a network"), Store.BAG, (Hop.DELIVER, Hop.LOSE), capacity=2),
        at_most={("A", call(n("go"))): 1, ("B", call(n("go"))): 0},
        params={n("most"): 3},
        facts=(n("a fact"),),
        isn={"A": fresh(3), "B": fresh(5)},
        modulus=16,
    )
    reached = Sometimes(n("b is done"), b.is_in(done))
    fair = (strong(b.gets(arrival(word)), where=length == 0), weak(a.does(timer(n("timeout")))))
    knows = Knows(b, a[past].has(3))
    properties = {
        n("bounded"): Always(n("never more"), (a[tries] <= 3) & b[told].implies(b.is_in(done)), reached),
        n("reached"): reached,
        n("refuted"): Always(n("it never is"), (~b.is_in(done)).called(n("not yet")), reached),
        n("leads"): LeadsTo(n("asked, done"), a.is_in(asked), b.is_in(done), fair),
        n("same"): Always(n("the same number"), b.is_in(done).implies(b[irs] == a[iss]), reached),
        n("known"): Sometimes(n("B knows it"), knows),
        n("told"): Sometimes(n("it is so"), fact(n("a fact")) & a[colour == blue]),
    }
    return Model(
        system,
        properties,
        expect={n("refuted"): "VIOLATED", n("leads"): "VIOLATED"},
        about=n("what it is about"),
        rfc=n("section 9.9"),
        name=n("model"),
        tables={n("table"): WhoKnows(n("who knows"), b.is_in(done), {n("a row"): knows})},
        mutants={n("same"): struck(n("ask"))},
        larger=(one_more_place().called(n("wider")),),
    )


def plain(name: str) -> str:
    """The plain name itself."""
    return name.replace(" ", "_")


MARKS = "\"'\\<b>&amp;*/ /* //{x|y}[a]%N\\N\\n;::]]></title></text><script>--><!-- $x `#,=:)~^ é握"
"""All that means something in Python, Promela, DOT, XML, JSON, TeX, Mermaid, PlantUML, Markdown or a shell."""


def hostile(name: str) -> str:
    """The same, with all of those."""
    return name + MARKS


def chinese(name: str) -> str:
    """Another name for each, in Chinese letters alone."""
    return "握" + "".join(chr(0x4E00 + ord(letter)) for letter in name)


def plainly(text: str) -> str:
    """What is told with such names, as it would be with plain ones: without blanks, as lines break elsewhere."""
    bare = re.sub(r"[\s_]", "", text)
    for marks in (MARKS, repr(MARKS)[1:-1]):
        bare = bare.replace(re.sub(r"\s", "", marks), "")
    letters = re.sub("[\u4e20-\u4e7e]", lambda one: chr(ord(one[0]) - 0x4E00), bare.replace("握", ""))
    return re.sub(r"[\s_]|\d+\.\d+(s|秒)", "", letters)


NAMINGS: dict[str, Naming] = {"plain": plain, "hostile": hostile, "chinese": chinese}
