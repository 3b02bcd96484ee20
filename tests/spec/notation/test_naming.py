"""Texts that cannot be seen are refused in every place where a name or a sentence can stand."""

from __future__ import annotations

import enum
import types
from collections.abc import Callable
from typing import Any, cast

import pytest

from spec.notation import (
    LOSSY,
    TRUE,
    A,
    Always,
    AlwaysPossible,
    Amount,
    Chance,
    Change,
    Channel,
    Cheapest,
    ControlBits,
    Counter,
    EnumVar,
    Eventually,
    LeadsTo,
    Machine,
    Message,
    Model,
    NeverStuck,
    Sometimes,
    SpecError,
    State,
    Store,
    System,
    Variables,
    WhoKnows,
    altered,
    assuming,
    call,
    fact,
    model,
    param,
    row,
    timer,
    variant,
)
from spec.notation.invariants import Invariant
from spec.notation.lemmas import INTEGER, Lemma, Theory
from spec.notation.naming import checked

HOSTILE = {
    "a line that ends": "a\n    return []",
    "a carriage return": "a\rb",
    "an escape sequence": "\x1b]0;title\x07",
    "a zero": "a\0b",
    "a control character of the second half": "a\x9bb",
    "a lone surrogate": "a\udc80b",
    "a line separator": "a\u2028b",
    "letters that run backwards": "a\u202eb",
}


class Where(State):
    """Where an end stands."""

    IDLE = "IDLE"


class Idle(Machine):
    """Does nothing."""

    start, final = Where.IDLE, (Where.IDLE,)
    nothing = row(at=Where.IDLE, on=call("nothing"))


IN_IDLE = A.is_in(Where.IDLE)
ONCE = Sometimes("once", IN_IDLE)


def of_state(text: str) -> object:
    states = State("States", {"ONLY": text})
    (only,) = states
    body = {"start": only, "final": (only,), "go": row(at=only, on=call("go"))}
    return types.new_class("Other", (Machine,), {}, lambda space: space.update(body))


def of_machine(text: str) -> object:
    return types.new_class(text, (Idle,))


def of_row(text: str) -> object:
    more = row(at=Where.IDLE, on=call("more"))
    return types.new_class("Other", (Idle,), {}, lambda space: space.update({text: more}))


def of_variable(text: str) -> object:
    return types.new_class("Group", (Variables,), {}, lambda space: space.update({text: Counter(1)}))


def of_prefix(text: str) -> object:
    return types.new_class("Group", (Variables,), {}, lambda space: space.update({"prefix": text, "x": Counter(1)}))


def of_member(text: str) -> object:
    members: Any = enum.Enum("Colour", {text: 1})
    return cast(object, EnumVar(members))


def of_message(text: str) -> object:
    return types.new_class(text, (Message,))


def of_field(text: str) -> object:
    return types.new_class("Word", (Message,), {}, lambda space: space.update({text: Amount(1)}))


def of_fields_prefix(text: str) -> object:
    return types.new_class("Word", (Message,), {}, lambda space: space.update({"prefix": text}))


def of_bit(text: str) -> object:
    bits: Any = enum.IntFlag("Ctl", {text: 1})
    return ControlBits(bits)


def always(words: Any, **symbols: Any) -> Any:
    """What every lemma here says."""
    return words.BoolVal(val=True)


def of_model(text: str) -> object:
    return Model(SYSTEM, {}, name=text)


SYSTEM = System(Idle, Idle, LOSSY)
PLACES: dict[str, Callable[[str], object]] = {
    "state": of_state,
    "machine": of_machine,
    "row": of_row,
    "section of a row": lambda text: row(at=Where.IDLE, on=call("go"), rfc=text),
    "note of a row": lambda text: row(at=Where.IDLE, on=call("go"), note=text),
    "section of a changed row": lambda text: Idle.nothing.but(rfc=text),
    "note of a changed row": lambda text: Idle.nothing.but(note=text),
    "call": call,
    "timer": timer,
    "variable": of_variable,
    "prefix of variables": of_prefix,
    "member of an enumeration": of_member,
    "message": of_message,
    "field": of_field,
    "prefix of fields": of_fields_prefix,
    "bit": of_bit,
    "parameter": param,
    "fact": fact,
    "fact of a system": lambda text: System(Idle, Idle, LOSSY, facts=(text,)),
    "channel": lambda text: Channel(text, Store.SET),
    "formula": lambda text: IN_IDLE.called(text),
    "Sometimes": lambda text: Sometimes(text, IN_IDLE),
    "Always": lambda text: Always(text, IN_IDLE, ONCE),
    "NeverStuck": lambda text: NeverStuck(text, IN_IDLE),
    "AlwaysPossible": lambda text: AlwaysPossible(text, IN_IDLE),
    "Cheapest": lambda text: Cheapest(text, IN_IDLE),
    "Chance": lambda text: Chance(text, IN_IDLE, lambda p: p),
    "LeadsTo": lambda text: LeadsTo(text, IN_IDLE, IN_IDLE),
    "Eventually": lambda text: Eventually(text, IN_IDLE),
    "table": lambda text: WhoKnows(text, IN_IDLE, {}),
    "row of a table": lambda text: WhoKnows("table", IN_IDLE, {text: IN_IDLE}),
    "assumption": lambda text: assuming(text, TRUE),
    "invariant": lambda text: Invariant(text, IN_IDLE, "why"),
    "reason of an invariant": lambda text: Invariant("about", IN_IDLE, text),
    "lemma": lambda text: Lemma(text, {}, always),
    "symbol of a lemma": lambda text: Lemma("about", {text: INTEGER}, always),
    "step of a theory": lambda text: Theory({}, prose=(text,)),
    "change": lambda text: Change(text, lambda system: system),
    "change that is called": lambda text: variant(B=Idle).called(text),
    "altered row": lambda text: altered(text, nothing=lambda one: one.never()),
    "model": of_model,
    "what a model is about": lambda text: Model(SYSTEM, {}, about=text),
    "section of a model": lambda text: Model(SYSTEM, {}, rfc=text),
    "property of a model": lambda text: Model(SYSTEM, {text: ONCE}),
    "table of a model": lambda text: Model(SYSTEM, {}, tables={text: WhoKnows("table", IN_IDLE, {})}),
    "model of parameters": lambda text: model(text),
}


@pytest.mark.parametrize("letters", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("place", PLACES)
def test_a_text_that_cannot_be_seen_is_refused(place: str, letters: str) -> None:
    if place in ("machine", "message") and ("\0" in letters or "\udc80" in letters):
        return  # Python refuses these as names of classes
    with pytest.raises((SpecError, RuntimeError)) as refused:
        PLACES[place](letters)
    error = refused.value
    said = str(error if isinstance(error, SpecError) else error.__cause__)  # Python 3.11 wraps what names a variable
    assert "holds a character that cannot be seen, U+" in said
    assert said.isprintable()


@pytest.mark.parametrize("text", ["握手", "naïve", "π", "👍🏽", "a b", "<b>&amp;</b>", '"', "\\", "%N", "{x|y}", "*/"])
def test_a_text_that_can_be_seen_is_accepted(text: str) -> None:
    for place in PLACES:
        PLACES[place](text)


def test_a_name_without_a_letter_is_refused() -> None:
    for made in (call, timer, fact, param, of_state):
        for text in ("", " "):
            with pytest.raises(SpecError, match="give its name, in quotes"):
                made(text)


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(SpecError, match=r"Sometimes\(5, ...\): what it says comes first, in quotes"):
        Sometimes(5, IN_IDLE)  # type: ignore[arg-type]
    assert checked("SYN-SENT", "a state") == "SYN-SENT"
