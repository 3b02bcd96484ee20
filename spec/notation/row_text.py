"""One row in words, column by column, as the RFC reads: ``SND.UNA <- SEG.ACK``, ``send <SEQ=SND.NXT><CTL=RST>``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from spec.notation.messages import Send
from spec.notation.nodes import TRUTH, AsNumber, Bits, Const, Field, Members, Param, Term, Truth, Var
from spec.notation.rows import RETURN, Effect, Row
from spec.notation.variables import Assign, Draw, Remember, StartOver
from spec.notation.wording import Tell, bit_names, words

MANY = 4
"""So many variables set back one after the other are told together."""


class _Spoken(int):
    """A number that prints as the term whose value it stands for."""

    said: str

    def __str__(self) -> str:
        return self.said

    def __format__(self, spec: str) -> str:
        return self.said


IF = "if {condition}"


def condition_text(row: Row, tell: Tell = str) -> str:
    """``if SEG.ACK == SND.NXT``; empty where there is no condition."""
    return "" if row.when == TRUTH else tell(IF).format(condition=words(row.when, tell))


def next_text(row: Row) -> str:
    """``-> SYN-RECEIVED, return``: the state entered, and whether reading ends; empty where neither."""
    to = [] if row.to is None else [f"-> {row.to.value}"]
    return ", ".join([*to, *(["return"] if row.then is RETURN else [])])


def effect_texts(row: Row, group: Sequence[Var]) -> list[str]:
    """What a row does, in order; what only properties read is left out.

    ``group``: all variables of the machine, so that a whole group that is set back is told by its prefix.
    """
    seen = [one for one in row.do if not _is_history(one)]
    found: list[str] = []
    for back, run in groupby(seen, _sets_back):
        effects = list(run)
        if back and len(effects) >= MANY:
            found.append(f"forget {', '.join(_together([_var(one) for one in effects], group))}")
        else:
            found += [effect_text(one) for one in effects]
    return found


def _is_history(effect: Effect) -> bool:
    return isinstance(effect, Remember) or (isinstance(effect, Assign) and effect.var.ghost)


def _sets_back(effect: Effect) -> bool:
    """Whether a variable gets the value that it has at the start."""
    if not isinstance(effect, Assign):
        return False
    match effect.value:
        case Const(value=value) | AsNumber(condition=Truth(value=value)):
            return int(value) == effect.var.start
        case _:
            return False


def _var(effect: Effect) -> Var:
    assert isinstance(effect, Assign)
    return effect.var


def _together(back: Sequence[Var], all_of_them: Sequence[Var]) -> Iterator[str]:
    """``SND.*`` where every variable of that prefix is among them."""
    for prefix, run in groupby(sorted(back, key=_prefix), _prefix):
        mine = list(run)
        whole = bool(prefix) and len(mine) > 1 and {one for one in all_of_them if _prefix(one) == prefix} <= {*mine}
        yield from [f"{prefix}*"] if whole else [one.name for one in mine]


def _prefix(var: Var) -> str:
    before, dot, _ = var.name.partition(".")
    return before + dot if dot else ""


def effect_text(effect: Effect) -> str:
    """``SND.UNA <- SEG.ACK``."""
    match effect:
        case Assign(var=var, value=value):
            return f"{var.name} <- {_value(var, value)}"
        case Draw(var=var):
            return f"{var.name} <- a new number"
        case StartOver(var=var):
            return f"the numbers drawn for {var.name} begin again"
        case Remember(var=var, values=values):
            return f"{var.name} remembers ({', '.join(map(words, values))})"
        case Send():
            return f"send {sent_text(effect)}"


def _value(var: Var, value: Term) -> str:
    match value, var.domain:
        case AsNumber(condition=Truth(value=yes)), _:
            return "yes" if yes else "no"
        case Const(value=place), Members(names=names):
            return names[place]
        case Param(name=name), _ if name == var.name:
            return f"the parameter {name}"
        case _:
            return words(value)


def sent_text(send: Send) -> str:
    """The message as its protocol writes it, with terms in place of numbers: ``<SEQ=ISS><CTL=SYN>``.

    Where its text works something out of the numbers, each field is told by its name.
    """
    fields = [(field, term) for field, term in send.fields() if not field.ghost]
    tried = {_with(send, number) for number in (2, 3)}
    if len(tried) == 1 and (text := tried.pop()) is not None:
        return text
    told = "".join(f"<{one.name}={_field(one, term)}>" for one, term in fields)
    return f"{send.message.__name__} {told}".rstrip()


def _field(field: Field, term: Term) -> str:
    if isinstance(field.domain, Bits) and isinstance(term, Const):
        return bit_names(field, term.value) or "none"
    return words(term)


def _with(send: Send, number: int) -> str | None:
    """The message's own text, each term standing for that number; None where it cannot be written so."""
    values: dict[str, int] = {}
    for field, term in send.fields():
        if isinstance(term, Const):
            values[field.name] = term.value
        elif not field.ghost:
            values[field.name] = spoken = _Spoken(number)
            spoken.said = words(term)
    try:
        return send.message.text(values)
    except Exception:  # a protocol's own text may look a number up
        return None
