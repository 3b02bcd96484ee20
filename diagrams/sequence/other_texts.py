"""Charts and machines as texts of other programs, which place everything themselves: Mermaid and PlantUML."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from checker.languages.speech import tr
from checker.results.runs import Packet, Step
from diagrams.sequence.flights import Flight, flights
from diagrams.sequence.page import Page
from diagrams.sequence.places import violated_from

Texts = Mapping[str, Callable[[], str]]
"""The text for each ending of a file."""


@dataclass(frozen=True, slots=True)
class _Language:
    """How one of the two says what both can say."""

    sequence: Callable[[str, Iterable[str]], list[str]]
    states: Callable[[str, Iterable[str]], list[str]]
    called: str
    arrives: str
    lost: str
    flying: str
    escaped: Callable[[str], str]
    line: str
    """What breaks a line within a text."""


_MERMAID = re.compile(r"""[#;:<>"\\&%$`~*]|(?<![^\W_])_|_(?![^\W_])""")
_UML = re.compile(r"""[\\"~%$&`]|([*/_\-=.\[\]{}|!'^])(?=\1)|/(?=')|^\#|<(?![A-Z]+=)""")
"""What means something there: Creole's marks are doubled, a tag is no field such as ``<SEQ=90>``."""


def _mermaid(text: str) -> str:
    """What Mermaid reads as text.

    >>> _mermaid("<SEQ=90>; #1")
    '#lt;SEQ=90#gt;#59; #35;1'
    """
    named = {"<": "lt", ">": "gt", '"': "quot", "&": "amp"}
    return _MERMAID.sub(lambda mark: f"#{named.get(mark[0], str(ord(mark[0])))};", text).replace("\n", " ")


def _uml(text: str) -> str:
    """What PlantUML reads as text.

    >>> _uml('<SEQ=90> "a//b"')
    '<SEQ=90> <U+0022>a<U+002F>/b<U+0022>'
    """
    return _UML.sub(lambda mark: f"<U+{ord(mark[0]):04X}>", text).replace("\n", " ")


def _mermaid_page(kind: str) -> Callable[[str, Iterable[str]], list[str]]:
    def whole(title: str, lines: Iterable[str]) -> list[str]:
        # a title's tags are left out, and escapes in it shown
        quoted = json.dumps(title.translate({ord("<"): "\u2039", ord(">"): "\u203a"}), ensure_ascii=False)
        return ["---", f"title: {quoted}", "---", kind, *(f"  {line}" for line in lines)]

    return whole


def _uml_page(*first: str) -> Callable[[str, Iterable[str]], list[str]]:
    return lambda title, lines: ["@startuml", f"title {_uml(title)}", *first, *lines, "@enduml"]


_LANGUAGES = {
    "mmd": _Language(
        _mermaid_page("sequenceDiagram"),
        _mermaid_page("stateDiagram-v2"),
        called="participant {end} as {name}",
        arrives="->>",
        lost="-x",
        flying="--)",
        escaped=_mermaid,
        line="<br>",
    ),
    "puml": _Language(
        _uml_page(),
        _uml_page("hide empty description"),
        called='participant "{name}" as {end}',
        arrives="->",
        lost="->x",
        flying="-->>",
        escaped=_uml,
        line="\\n",
    ),
}


def chart_texts(page: Page, title: str) -> Texts:
    """The texts of a page of a sequence chart."""
    return {ending: partial(_chart, one, page, title) for ending, one in _LANGUAGES.items()}


def _chart(one: _Language, page: Page, title: str) -> str:
    return _text(one.sequence(title, _Run(page, one).lines()))


@dataclass(frozen=True, slots=True)
class _Run:
    """A run being told in one of the languages."""

    page: Page
    language: _Language

    def lines(self) -> Iterator[str]:
        trace, every = self.page.trace, flights(self.page.trace)
        for end, name in zip("AB", trace.ends, strict=True):
            called = self.language.called.format(end=end, name=self.language.escaped(name))
            yield f"participant {end}" if name == end else called
        yield from (self._note(end, trace.start.end(end).state) for end in ("A", "B") if trace.start.end(end).state)
        yield from self._marks(0)
        for number, step in enumerate(trace.steps[: self.page.shown], start=1):
            yield from self._step(number, step, every)
            yield from self._marks(number)
        shown = len(trace.steps) if self.page.shown is None else self.page.shown
        if trace.loop is not None and trace.loop <= shown:
            yield "end" if trace.loop < len(trace.steps) else self._note("A,B", self.page.again())
        if self.page.goal and self.page.last and shown == len(trace.steps):
            yield self._note("A,B", tr("the goal is reached"))

    def _marks(self, number: int) -> Iterator[str]:
        trace = self.page.trace
        if trace.violates_at == number:
            yield self._note("A,B", violated_from(self.page.name(number) if number else ""))
        if trace.loop == number < len(trace.steps):
            yield "loop for ever"

    def _step(self, number: int, step: Step, every: Sequence[Flight]) -> Iterator[str]:
        name = f"{self.page.name(number)}. " if self.page.name(number) else ""
        old, new = step.before.end(step.end).state, step.after.end(step.end).state
        news = [new] if new != old else []
        if step.packet is not None and step.action in ("deliver", "duplicate", "lose"):
            yield self._message(name, step, next(one for one in every if one.ended_at == number))
        else:
            what = "an attacker sends " + step.packet.text if step.packet is not None else step.event
            news = [f"{name}{what}", *news]
        if news:
            yield self._note("A,B" if step.action == "tick" else step.end, *news)
        for one in every:
            if one.sent_at == number and one.ended_at is None and not one.copy and not one.forged:
                yield self._arrow(one.packet, self.language.flying, f"{one.packet.text} ({one.fate})")

    def _message(self, name: str, step: Step, flight: Flight) -> str:
        assert step.packet is not None
        since = "sent before" if flight.sent_at is None else f"from step {self.page.name(flight.sent_at)}"
        late = flight.sent_at is None or flight.sent_at < (flight.ended_at or 0) - 1
        said = [since] if late and since != "from step " else []
        said += ["lost"] if step.action == "lose" else ["a copy stays"] if step.action == "duplicate" else []
        arrow = self.language.lost if step.action == "lose" else self.language.arrives
        return self._arrow(step.packet, arrow, name + step.packet.text + (f" ({', '.join(said)})" if said else ""))

    def _arrow(self, packet: Packet, arrow: str, text: str) -> str:
        return f"{packet.sender} {arrow} {packet.to} : {self.language.escaped(text)}"

    def _note(self, over: str, *texts: str) -> str:
        return f"note over {over} : {self.language.line.join(map(self.language.escaped, texts))}"


class Labelled(NamedTuple):
    """An arrow between two states, with what stands at it."""

    source: str
    target: str
    lines: Sequence[str]


def machine_texts(title: str, states: Sequence[str], start: str, arrows: Sequence[Labelled]) -> Texts:
    """The texts of a state diagram."""
    return {ending: partial(_machine, one, title, states, start, arrows) for ending, one in _LANGUAGES.items()}


def _machine(one: _Language, title: str, states: Sequence[str], start: str, arrows: Sequence[Labelled]) -> str:
    return _text(one.states(title, _diagram(one, states, start, arrows)))


def _diagram(one: _Language, states: Sequence[str], start: str, arrows: Sequence[Labelled]) -> Iterator[str]:
    names = {state: f"s{number}" for number, state in enumerate(states, start=1)}
    for state, name in names.items():
        yield f'state "{one.escaped(state)}" as {name}'
    yield f"[*] --> {names[start]}"
    for source, target, lines in arrows:
        yield f"{names[source]} --> {names[target]} : {one.line.join(map(one.escaped, lines))}"


def _text(lines: Iterable[str]) -> str:
    return "\n".join([*lines, ""])
