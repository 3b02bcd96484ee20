"""The messages on one way, literally: put in, taken out, aged."""

from __future__ import annotations

from dataclasses import replace

from checker.rows.configuration import Carried, Configuration
from spec.notation.channels import Channel, Store
from spec.notation.nodes import End


def put(channel: Channel, way: tuple[Carried, ...], carried: Carried) -> tuple[Carried, ...] | None:
    """The way with one message more; None if it is full."""
    if channel.store is Store.SET and carried in way:
        return way
    if channel.store is Store.SET and channel.loses:
        way = tuple(one for one in way if replace(one, age=carried.age) != carried)
    if channel.capacity is not None and len(way) >= channel.capacity:
        return None
    return (*way, carried) if channel.store is Store.FIFO else tuple(sorted((*way, carried)))


def without(way: tuple[Carried, ...], carried: Carried) -> tuple[Carried, ...]:
    """The way with one copy of that message less."""
    index = way.index(carried)
    return way[:index] + way[index + 1 :]


def movable(channel: Channel, way: tuple[Carried, ...]) -> tuple[Carried, ...]:
    """The messages of which one may move next."""
    return way[:1] if channel.store is Store.FIFO else tuple(dict.fromkeys(way))


def aged(channel: Channel, way: tuple[Carried, ...]) -> tuple[Carried, ...] | None:
    """The way after a tick, without what has become too old; None where that may not be lost, so that time waits."""
    if channel.oldest is None:
        return way
    older = tuple(replace(carried, age=carried.age + 1) for carried in way)
    alive = tuple(carried for carried in older if carried.age <= channel.oldest)
    return None if len(alive) < len(older) and not channel.loses else alive


def with_way(configuration: Configuration, to: End, way: tuple[Carried, ...]) -> Configuration:
    """The configuration with these messages on the way to that end."""
    return replace(configuration, to_a=way) if to == "A" else replace(configuration, to_b=way)
