"""The messages on one way, as variables of Promela: what every kind of channel can be asked for."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checker.export.promela.vocabulary import KIND, Vocabulary, whole
from checker.rows.configuration import Carried
from checker.rows.wording import Wording
from spec.notation import nodes
from spec.notation.messages import Message
from spec.notation.nodes import End


@dataclass(frozen=True, slots=True)
class Option:
    """A message that may move: when it is there, how it is looked at and taken away, and what it is."""

    there: str
    look: tuple[str, ...]
    """What puts its fields where the rows read them, so that ``take`` of the way can take it."""
    gone: tuple[str, ...]
    """What takes it away without a look."""
    said: str
    kind: int | None = None
    """Its place among the kinds of the way, where every message of the option is of that kind."""


class Way(ABC):
    """The messages towards one end."""

    direct = False
    """Whether each option is a step of its own, with its fields as constants."""

    def __init__(self, words: Vocabulary, to: End, start: Sequence[Carried], queue: int) -> None:
        self.words, self.start, self.queue = words, start, queue
        self.to: End = to
        """``queue``: the most messages that one step sends this way."""
        self.way = words.layout.ways[to]
        self.channel, self.keys = self.way.channel, self.way.keys
        self.sizes = words.sizes(to)
        self.name = words.names.new(f"to_{to}")
        self._say = Wording(words.frames)

    @abstractmethod
    def declared(self) -> list[str]:
        """Its variables."""

    @abstractmethod
    def inlines(self) -> list[str]:
        """What it needs besides."""

    @abstractmethod
    def options(self) -> list[Option]:
        """Every message that may move."""

    @abstractmethod
    def send(self, message: type[Message], values: Sequence[str]) -> str:
        """The statement that sends a message."""

    @abstractmethod
    def has(self, asked: nodes.InFlight) -> str:
        """Whether a message that a property asks for is in flight; any where none is named."""

    take: str = ""
    """The statement that takes away the message looked at."""
    load: str = ""
    """The statement that puts its fields where the rows read them, where ``look`` does not."""
    post: str = ""
    """The statement after which what was sent is in flight; empty where it is so at once."""
    full: str = ""
    """Whether what was sent finds no room; empty where it always does, or is lost."""
    full_when_older: str = ""
    """The same in a tick, in which all that is in flight grows older before it."""
    age: str = ""
    """The statement that makes every message older; empty where no ages are kept."""
    waits: str = ""
    """Whether a message must arrive before the next tick; empty where none must."""

    def no_room(self, values: Mapping[str, str]) -> str:
        """Whether a message of these parts finds no room."""
        return "false"

    def kept(self) -> list[tuple[str, str]]:
        """Its variables with which a step is taken back, where sending is at once: each with its type."""
        return []

    def text(self, carried: Carried) -> str:
        """The message as ladders print it."""
        return self._say.packet(self.to, carried).text

    def fields(self, kind: int, values: Sequence[int]) -> dict[str, int]:
        """A message's fields by name, those with one value left out; what another kind has alone is 0."""
        given = dict(zip((field.name for field in self.keys.kinds[kind].fields), values, strict=True))
        return {name: given.get(name, 0) for name in self.sizes}

    @property
    def many_kinds(self) -> bool:
        """Whether a message has to say of which kind it is."""
        return len(self.keys.kinds) > 1

    def parts(self) -> dict[str, tuple[str, str]]:
        """What a message carries: the variable in which the rows read it, and its type."""
        kind = {KIND: ("got_kind", "mtype")} if self.many_kinds else {}
        return kind | {name: (self.words.fields[name], whole(one)) for name, one in self.sizes.items()}

    def matching(self, asked: nodes.InFlight, keys: Sequence[int]) -> list[int]:
        """The messages that a property asks for."""
        found: list[int] = []
        for key in keys:
            carried = self.keys.carried(key)
            kind = self.keys.kinds[carried.kind]
            values = dict(zip((field.name for field in kind.fields), carried.values, strict=True))
            if kind.__name__ == asked.message and values.get(asked.field, 0) & asked.mask == asked.mask:
                found.append(key)
        return found


class Queued(Way):
    """A way on which what a step sends waits until the step is known to happen."""

    def __init__(self, words: Vocabulary, to: End, start: Sequence[Carried], queue: int) -> None:
        super().__init__(words, to, start, queue)
        self.sent = words.names.new(f"sent_to_{to}")
        self._send = words.names.new(f"send_to_{to}")
        self.post = f"{words.names.new(f'post_to_{to}')}();"
        self._new = {part: words.names.new(f"{self.sent}_{words.parts[part]}") for part in self.parts()}

    def new(self, part: str) -> str:
        """The part of a message that waits, in its place."""
        return self._new[part]

    def declared(self) -> list[str]:
        """The messages that wait are no part of a state."""
        waiting = [
            f"hidden {kind} {self.new(part)}[{self.queue}];" for part, (_, kind) in self.parts().items() if self.queue
        ]
        return [f"hidden byte {self.sent};", *waiting] if self.queue else []

    def inlines(self) -> list[str]:
        """How a message is put among those that wait."""
        if not self.queue:
            return []
        given = self.words.given
        names = ", ".join(given[part] for part in self.parts())
        sets = [f"    {self.new(part)}[{self.sent}] = {given[part]};" for part in self.parts()]
        return [f"inline {self._send}({names}) {{", *sets, f"    {self.sent} = {self.sent} + 1;", "}"]

    def send(self, message: type[Message], values: Sequence[str]) -> str:
        """The statement that sends a message."""
        given = dict(zip((field.name for field in message.fields), values, strict=True))
        kind = [self.words.kinds[message]] if self.many_kinds else []
        return f"{self._send}({', '.join([*kind, *(given.get(name, '0') for name in self.sizes)])});"
