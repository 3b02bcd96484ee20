"""Every model that the project declares, by topic and by name, in the order in which a reader should meet them.

A model is declared under its name: ``three_way = Model(...)`` is the model ``three-way``.  A module is imported when
one of its models is asked for: who asks for a small model does not wait for all of TCP.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from types import ModuleType

from spec.notation.models import Model, Parametric
from spec.notation.offering import source


@dataclass(frozen=True, slots=True)
class Topic:
    """A part of the catalogue."""

    name: str
    about: str
    modules: tuple[str, ...]
    """Those that declare its models."""


def _tcp(name: str, about: str, *modules: str) -> Topic:
    return Topic(name, about, tuple(f"spec.tcp.catalogue.{one}" for one in modules))


TOPICS: tuple[Topic, ...] = (
    _tcp("opening", "the three-way handshake: who is where when, old segments, timers", "opening", "opening_timers"),
    _tcp("messages", "why three messages: one, two and four, both ends at once, other networks", "messages"),
    _tcp("closing", "FIN and ACK, kernel and user, CLOSE-WAIT, half a close, a reset", "closing", "closing_other"),
    _tcp("data", "windows, data out of order or before the FIN, read() returns 0, retransmission", "data", "data_end"),
    _tcp("time-wait", "who waits, how long, and what for", "time_wait", "time_wait_clock"),
    _tcp("incarnations", "what a new connection takes of the old one, after TIME-WAIT or a crash", "incarnations"),
    _tcp("sockets", "what an application's sockets make of it: SO_LINGER, shutdown, orphans, SO_REUSEADDR", "sockets"),
    _tcp("attacks", "an attacker who sees nothing and guesses", "attacks"),
    _tcp("numbers", "the numbers of the articles, and why SYN and FIN take one each", "numbers"),
    _tcp("knowledge", "who knows what after which segment", "knowledge"),
    Topic(
        "cookies",
        "a SYN flood, a backlog, and SYN cookies: what they are for, and what they cost",
        ("spec.cookies.models",),
    ),
    Topic("segment-size", "the maximum segment size that each end announces", ("spec.mss.models",)),
    Topic("generals", "two generals who must attack together", ("spec.generals.models",)),
    Topic("yardstick", "a small handshake to measure with", ("spec.lossy.models",)),
)


def declared(module: ModuleType) -> Mapping[str, Model | Parametric]:
    """The models of a module, each under its name with dashes: ``three_way`` is ``three-way``."""
    found = {
        name.replace("_", "-"): one
        for name, one in vars(module).items()
        if isinstance(one, Model | Parametric) and not name.startswith("_")
    }
    return {name: replace(one, name=name) if isinstance(one, Model) else one for name, one in found.items()}


@cache
def group(module: str) -> Mapping[str, Model | Parametric]:
    """The models of the module of that name."""
    return declared(import_module(module))


def topic(name: str) -> Topic:
    """The topic of that name.  KeyError where there is none."""
    return {one.name: one for one in TOPICS}[name]


def topic_models(one: Topic) -> Mapping[str, Model | Parametric]:
    """The models of a topic."""
    return {name: model for module in one.modules for name, model in group(module).items()}


def topic_of(name: str) -> Topic | None:
    """The topic of the model of that name; None where there is no such model."""
    return next((one for one in TOPICS for module in one.modules if name in _likely(module, name)), None)


def _likely(module: str, name: str) -> Mapping[str, Model | Parametric]:
    """The models of a module, if its text declares that name; it is imported only then."""
    return group(module) if re.search(rf"(?m)^(def )?{re.escape(name.replace('-', '_'))}\b", source(module)) else {}


class Catalogue(Mapping[str, Model | Parametric]):
    """The models of all topics, each imported when it is needed."""

    def __getitem__(self, name: str) -> Model | Parametric:
        for one in TOPICS:
            for module in one.modules:
                if name in _likely(module, name):
                    return group(module)[name]
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return (name for one in TOPICS for name in topic_models(one))

    def __len__(self) -> int:
        return sum(len(topic_models(one)) for one in TOPICS)


MODELS: Mapping[str, Model | Parametric] = Catalogue()
