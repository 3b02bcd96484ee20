"""Steps and messages of an exploration over all numbers, with numbers put in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from checker.numbers.exploration.end_steps import Happened
from checker.numbers.free_numbers import number_of
from checker.numbers.words import Base
from checker.rows.configuration import Carried, Local, Value


def happened(one: Happened, numbers: Mapping[Base, int]) -> Happened:
    """The step with its numbers put in."""
    after = tuple((end, _local(local, numbers)) for end, local in one.after)
    return replace(one, message=one.message and carried(one.message, numbers), after=after)


def carried(one: Carried, numbers: Mapping[Base, int]) -> Carried:
    """The message with its numbers put in."""
    return replace(one, values=_numbers(one.values, numbers))


def _local(one: Local, numbers: Mapping[Base, int]) -> Local:
    return replace(one, values=tuple(_value(value, numbers) for value in one.values))


def _value(one: Value, numbers: Mapping[Base, int]) -> Value:
    if isinstance(one, frozenset):
        return frozenset(_numbers(each, numbers) for each in one)
    return number_of(one, numbers)


def _numbers(values: Sequence[int], numbers: Mapping[Base, int]) -> tuple[int, ...]:
    return tuple(number_of(one, numbers) for one in values)
