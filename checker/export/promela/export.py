"""A model as a whole Promela text."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from types import MappingProxyType

from checker.export.promela.claims import Seen, claims
from checker.export.promela.formulas import numbers
from checker.export.promela.mask_ways import Dense, Listed, dense
from checker.export.promela.names import folded, indented, remark
from checker.export.promela.place_ways import Places
from checker.export.promela.reading import Reading
from checker.export.promela.remembering import Remembering
from checker.export.promela.steps import Steps
from checker.export.promela.taking_back import Undo
from checker.export.promela.vocabulary import SCRATCH, Vocabulary, plain, typed, whole
from checker.export.promela.ways import Way
from checker.packed.layout import unmixed
from checker.packed.predicates import ghosts_in
from checker.packed.successors import Successors
from checker.reference.interpreter import Interpreter
from checker.rows.configuration import Local
from spec.notation.ends import peer
from spec.notation.errors import SpecError
from spec.notation.events import TICK, Arrival
from spec.notation.formulas_of import formulas
from spec.notation.messages import Message
from spec.notation.models import Model
from spec.notation.nodes import End, Members, Var
from spec.notation.systems import ENDS


def promela(model: Model, parameters: Mapping[str, int] = MappingProxyType({})) -> str:
    """The model as a text for Spin: it reaches as many states there as a search of the system does here.

    ``parameters``: what the text says it was made with.

    SpecError where the model has what Promela cannot express.
    """
    if model.worlds:
        raise SpecError(
            f"{model.name} asks of {len(model.worlds) + 1} worlds at once, and a Promela text is one: "
            "write a model of one of them"
        )
    return Text(model, parameters).whole()


class Text:
    """One model's text."""

    def __init__(self, model: Model, parameters: Mapping[str, int]) -> None:
        self.model, self.system, self.parameters = model, model.system, parameters
        asked = [formula for one in model.properties.values() for formula in formulas(one)]
        ghosts = ghosts_in(asked)
        self.successors = Successors(self.system, ghosts)
        self.start = Interpreter(self.system, ghosts).start()
        self.words = Vocabulary(self.successors.layout)
        self.histories = {one: self._history(one) for one in self.successors.layout.remembered}
        self._read()
        queues = {to: self._queue(to) for to in ENDS}
        self.ways: dict[End, Way] = {to: self._way(to, queues[to]) for to in ENDS}
        self.undo: dict[End, Undo] = {end: Undo(self.words, end, self.histories, self.ways[peer(end)]) for end in ENDS}
        self.forged = [self.words.names.new(f"forged_{place}") for place in range(len(self.system.attackers()))]

    def _history(self, one: tuple[End, Var]) -> Remembering:
        layout = self.successors.layout
        end, var = one
        tuples = [unmixed(key, layout.sizes(var)) for key in layout.remembered[one]]
        return Remembering(self.words, end, var, tuples)

    def _read(self) -> None:
        self.calls: dict[End, list[Reading]] = {}
        self.takes: dict[End, dict[type[Message], Reading]] = {}
        self.ticks: dict[End, Reading] = {}
        for end in ENDS:
            frame = self.words.frames[end]
            calls = [Reading(self.words, end, event, self.histories) for event in frame.events]
            self.calls[end] = [one for one in calls if one.possible]
            takes = {kind: Reading(self.words, end, Arrival(kind), self.histories) for kind in frame.kinds}
            self.takes[end] = {kind: one for kind, one in takes.items() if one.possible}
            tick = Reading(self.words, end, TICK, self.histories)
            if tick.possible:
                self.ticks[end] = tick

    def _readings(self, end: End) -> list[Reading]:
        ticks = [self.ticks[end]] if end in self.ticks else []
        return [*self.calls[end], *self.takes[end].values(), *ticks]

    def _queue(self, to: End) -> int:
        """The most messages that one step sends to that end."""
        forged = any(one.to == to for attacker in self.system.attackers() for one in attacker.by)
        return max([int(forged), *(one.sends for one in self._readings(peer(to)))])

    def _way(self, to: End, queue: int) -> Way:
        if dense(self.words, to):
            return Dense(self.words, to, self.start.towards(to), queue)
        kind = Places if self.system.way(to).capacity is not None else Listed
        return kind(self.words, to, self.start.towards(to), queue)

    def whole(self) -> str:
        """The text."""
        body = [*self._inlines(), *self._process()]
        asked = claims(self.model.properties, Seen(self.words, self.ways, self.histories))
        rest = [*self._ends(), *self._ways(), *self._scratch(body), *body, *asked]
        return "\n".join([*self._title(), "", *self._constants(rest), *rest]).rstrip() + "\n"

    def _title(self) -> list[str]:
        values = ", ".join(f"{name}={value}" for name, value in self.parameters.items())
        name = f"{self.model.name} ({values})" if values else self.model.name
        bounds = [said.replace("at most 0 x", "no") for said in self.system.bounds()]
        spelt = [f"{said} is {text}" for said, text in self.words.names.spelt.items()]
        return [
            *folded(f"{name}: {self.model.about}" if self.model.about else name),
            *(folded(f"Bounds of the search: {'; '.join(bounds)}") if bounds else []),
            "/* Each alternative of the loop is one transition; before a row stand its name and its section.",
            "   All states:  spin -o2 -a FILE; cc -O2 -DSAFETY -DNOREDUCE -DNOCLAIM -o pan pan.c; ./pan -m1000000",
            "   A property:  spin -a FILE; cc -O2 -DSAFETY -DNOREDUCE -o pan pan.c; ./pan -m1000000 -N NAME",
            "   (-o2: states are told apart by what is written and never read too, as handwave does.) */",
            *(folded(f"Letters that are not of ASCII are written as numbers: {', '.join(spelt)}") if spelt else []),
        ]

    def _constants(self, rest: list[str]) -> list[str]:
        """States, and what else the rest of the text names."""
        used = set(re.findall(r"\w+", "\n".join(rest)))
        said = f"mtype = {{ {', '.join(self.words.states.values())} }};   /* states */"
        lines = textwrap.wrap(said, 110, subsequent_indent="    ")
        kinds = [name for name in self.words.kinds.values() if name in used]
        lines += [f"mtype = {{ {', '.join(kinds)} }};   /* kinds of messages */"] if kinds else []
        lines += [f"#define {name} {1 << place}" for (_, place), name in self.words.bits.items() if name in used]
        return [*lines, *numbers(self.system.modulus, used), ""]

    def _ends(self) -> list[str]:
        lines: list[str] = []
        for end in ENDS:
            frame, begin = self.words.frames[end], self.start.local(end)
            lines.append(remark(f"{end} is {frame.machine.__name__}"))
            lines.append(f"mtype {self.words.state[end]} = {self.words.states[frame.states[begin.state]]};")
            lines += self._variables(end, begin)
            lines += [history.bits.declared([]) for (owner, _), history in self.histories.items() if owner == end]
            lines.append("")
        return lines

    def _variables(self, end: End, begin: Local) -> list[str]:
        frame = self.words.frames[end]
        values = dict(zip(frame.slots, begin.values, strict=True))
        lines: list[str] = []
        for var in plain(frame):
            start = f" = {values[var]}" if values[var] else ""
            members = f": {', '.join(var.domain.names)}" if isinstance(var.domain, Members) else ""
            named = self.words.variables[end, var]
            about = f"   {remark(f'{end}.{var.name}{members}')}" if members or named != f"{end}_{var.name}" else ""
            lines.append(f"{typed(var, self.system)} {named}{start};{about}")
        return lines

    def _ways(self) -> list[str]:
        lines: list[str] = []
        for way in self.ways.values():
            lines += [remark(f"on the way to {way.to}: {way.channel}"), *way.declared(), ""]
        counters = zip(self.forged, self.system.attackers(), strict=True)
        return lines + [f"{whole(attacker.times + 1)} {name};" for name, attacker in counters]

    def _scratch(self, body: list[str]) -> list[str]:
        """What is no part of a state: each is set before it is read, within one step."""
        used = set(re.findall(r"\w+", "\n".join(body)))
        lines = [f"hidden {kind} {name};" for name, kind in SCRATCH.items() if name in used]
        lines += [*self._fields(), *self._choices()]
        about = "/* no part of a state: each is set before it is read, within one step */"
        return [about, *lines, ""] if lines else []

    def _fields(self) -> list[str]:
        sizes: dict[str, int] = {}
        for to in ENDS:
            for name, one in self.words.sizes(to).items():
                sizes[name] = max(sizes.get(name, 1), one)
        return [f"hidden {whole(one)} {self.words.fields[name]};" for name, one in sizes.items()]

    def _choices(self) -> list[str]:
        lines: list[str] = []
        for end in ENDS:
            most = max((one.choices for one in self._readings(end)), default=0)
            if most:
                kind, name = whole(self.system.modulus), self.words.choice[end]
                lines += [f"hidden {kind} {name};"] if most == 1 else [f"hidden {kind} {name}[{most}];"]
                lines += [f"hidden byte {self.words.choices[end]};"] if most > 1 else []
        for end in self._bounded():
            lines += self.undo[end].declared()
        return lines

    def _bounded(self) -> list[End]:
        """The ends of which a step may have to be taken back."""
        found = [end for end in ENDS if any(one.bounded(self.ways[peer(end)]) for one in self._readings(end))]
        together = any(one.bounded(self.ways[peer(end)]) for end, one in self.ticks.items())
        return [end for end in ENDS if end in found or (together and end in self.ticks)]

    def _inlines(self) -> list[str]:
        blocks = [way.inlines() for way in self.ways.values()]
        blocks += [history.inline() for history in self.histories.values()]
        blocks += [self.undo[end].inlines() for end in self._bounded()]
        blocks += [one.inline(self.ways[peer(end)]) for end in ENDS for one in self._readings(end)]
        return [line for block in blocks if block for line in [*block, ""]]

    def _process(self) -> list[str]:
        steps = Steps(self.words, self.ways, self.calls, self.takes, self.ticks, self.undo).all(self.forged)
        return ["active proctype system() {", "end:", "    do", *indented(steps or [":: false"]), "    od", "}"]
