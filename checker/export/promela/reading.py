"""The rows of one end on one event, as an inline: in reading order, each with its name and section."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import cast

from checker.export.promela.formulas import Formulas
from checker.export.promela.names import bare, indented, remark
from checker.export.promela.remembering import Remembering
from checker.export.promela.vocabulary import Vocabulary
from checker.export.promela.ways import Way
from checker.rows.configuration import DRAWN, drawn, used
from checker.rows.fold import fold
from spec.notation import nodes
from spec.notation.events import Arrival, Event
from spec.notation.messages import Send
from spec.notation.nodes import FALSEHOOD, TRUTH, Condition, End, Term, Var
from spec.notation.rows import Effect, Row, Then
from spec.notation.variables import Draw, Remember, StartOver


class Reading:
    """What an end does with an event."""

    def __init__(self, words: Vocabulary, end: End, event: Event, kept: dict[tuple[End, Var], Remembering]) -> None:
        self.words, self.event, self.kept = words, event, kept
        self.end: End = end
        self.frame, self.system = words.frames[end], words.system
        self.formulas = Formulas(words, end)
        self.most = self.system.limit(end, event)
        self.rows = [row for row in self.frame.machine.rows if self._waits(row) and self.guard(row) != FALSEHOOD]
        self.name = words.names.new(self._title())
        self.choice, self.taken = words.choice[end], words.choices[end]

    def _title(self) -> str:
        if isinstance(self.event, Arrival):
            return f"{self.end}_takes_{self.event.message.__name__}"
        return f"{self.end}_{self.event.name}"

    def _waits(self, row: Row) -> bool:
        if isinstance(row.on, Arrival) and isinstance(self.event, Arrival):
            return row.on.message is self.event.message
        return row.on == self.event

    def guard(self, row: Row) -> Condition:
        """What a row asks of the variables and the message, parameters put in."""
        bits = row.on.mask if isinstance(row.on, Arrival) else 0
        field = row.on.field if isinstance(row.on, Arrival) else None
        asked = nodes.HasBits(field, bits) if field is not None and bits else TRUTH
        return cast(Condition, fold(nodes.All((asked, row.when)), self.system))

    @property
    def possible(self) -> bool:
        """Whether anything can ever come of it."""
        return bool(self.rows) and self.most != 0

    @property
    def enabled(self) -> str:
        """Whether some row fires: the first that does is read before anything has changed."""
        rows = bare(" || ".join(f"({bare(self._asked(row))})" for row in self.rows))
        if self.most is None:
            return rows
        counter = self.words.variables[self.end, used(self.event, self.most)]
        return f"{counter} < {self.most} && ({rows})"

    def most_of(self, weight: Callable[[Row], int]) -> int:
        """The largest sum of the rows' weights that one reading can add up to, guards left aside."""
        known: dict[tuple[int, str], int] = {}

        def most(index: int, state: str) -> int:
            if index == len(self.rows):
                return 0
            if (index, state) not in known:
                row, best = self.rows[index], most(index + 1, state)
                if state in [at.value for at in row.at]:
                    after = state if row.to is None else row.to.value
                    below = 0 if row.then is Then.RETURN else most(index + 1, after)
                    best = max(best, weight(row) + below)
                known[index, state] = best
            return known[index, state]

        return max(most(0, state) for state in self.frame.states)

    @cached_property
    def draws(self) -> int:
        """The most numbers that are drawn."""
        return self.most_of(lambda row: sum(isinstance(effect, Draw) for effect in row.do))

    @cached_property
    def sends(self) -> int:
        """The most messages that are sent."""
        return self.most_of(lambda row: sum(isinstance(effect, Send) for effect in row.do))

    @property
    def choices(self) -> int:
        """The most numbers that are drawn from among several."""
        return self.draws if self.draws and not self.frame.numbers.each_once else 0

    def bounded(self, out: Way) -> bool:
        """Whether a bound of the search may be met."""
        return bool((self.draws and not self.choices) or (self.sends and out.full))

    def inline(self, out: Way) -> list[str]:
        """The rows, read from the top; ``out``: the way that the end sends on."""
        lines: list[str] = ["reading = 1;"] if self._returns(len(self.rows)) else []
        if self.choices > 1:
            lines.append(f"{self.taken} = 0;")
        if self.most is not None:
            counter = self.words.variables[self.end, used(self.event, self.most)]
            lines.append(f"{counter} = {counter} + 1;")
        for place, row in enumerate(self.rows):
            lines += self._row(row, out, self._returns(place), last=place == len(self.rows) - 1)
        return [f"inline {self.name}() {{", *indented(lines or ["skip;"]), "}"]

    def _returns(self, place: int) -> bool:
        """Whether some row above may end the reading."""
        return any(row.then is Then.RETURN or self._draws_one(row) for row in self.rows[:place])

    def _draws_one(self, row: Row) -> bool:
        return self.frame.numbers.each_once and any(isinstance(effect, Draw) for effect in row.do)

    def _row(self, row: Row, out: Way, returned: bool, last: bool) -> list[str]:
        said = ", ".join(filter(None, (row.name, row.rfc)))
        asked = " && ".join(filter(None, ("reading" * returned, self._asked(row, whole=False)))) or "true"
        body = [line for effect in row.do for line in self._effect(row, effect, out)]
        if row.to is not None:
            body.append(f"{self.words.state[self.end]} = {self.words.states[row.to.value]};")
        if row.then is Then.RETURN and not last:
            body.append("reading = 0;   /* return */")
        if asked == "true":
            return [remark(said), *(body or ["skip;"])]
        return [remark(said), "if", f":: {bare(asked)} ->", *indented(body or ["skip;"]), ":: else", "fi;"]

    def _asked(self, row: Row, *, whole: bool = True) -> str:
        guard = self.guard(row)
        parts = [self._at(row), "" if guard == TRUTH else self.formulas.condition(guard)]
        return " && ".join(filter(None, parts)) or ("true" if whole else "")

    def _at(self, row: Row) -> str:
        """Whether the end is at one of the row's states, in as few words as there are."""
        state, known = self.words.state[self.end], self.frame.states
        at = dict.fromkeys(one.value for one in row.at)
        without = [one for one in known if one not in at]
        if not without:
            return ""
        if len(without) < len(at):
            return " && ".join(f"{state} != {self.words.states[one]}" for one in without)
        said = " || ".join(f"{state} == {self.words.states[one]}" for one in at)
        return said if len(at) == 1 else f"({said})"

    def _effect(self, row: Row, effect: Effect, out: Way) -> list[str]:
        variables = self.words.variables
        if isinstance(effect, Send):
            return self._send(effect, out)
        if isinstance(effect, StartOver):
            slots = [var for var in self.frame.slots if var.name == DRAWN]
            return [f"{variables[self.end, var]} = 0;" for var in slots]
        if (self.end, effect.var) not in variables:
            return []  # a ghost that no property reads
        if isinstance(effect, Draw):
            return self._draw(effect.var)
        if isinstance(effect, Remember):
            values = ", ".join(bare(self.formulas.value(value)) for value in effect.values)
            return [f"{self.kept[self.end, effect.var].call}({values});"]
        value = self.formulas.value(effect.value)
        return [*self._checked(effect.var.domain, effect.value), f"{variables[self.end, effect.var]} = {bare(value)};"]

    def _send(self, effect: Send, out: Way) -> list[str]:
        values: list[str] = []
        checks: list[str] = []
        for field, term in effect.fields():
            value = self.formulas.value(term) if self.frame.sends(field) else "0"
            if isinstance(field.domain, nodes.Seqs) and value.isdigit():
                value = str(int(value) % self.system.modulus)
            checks += self._checked(field.domain, term) if self.frame.sends(field) else []
            values.append(bare(value))
        return [*checks, out.send(effect.message, values)]

    def _checked(self, domain: nodes.Domain, term: Term) -> list[str]:
        """A counter or an amount outside its bounds ends a search here, and is an error there."""
        if not isinstance(domain, nodes.Counts):
            return []
        most, folded = self.system.value(domain.most), fold(term, self.system)
        known = folded.domain if isinstance(folded, Var | nodes.Field) else None
        if isinstance(known, nodes.Counts) and self.system.value(known.most) <= most:
            return []
        if isinstance(folded, nodes.Const) and 0 <= folded.value <= most:
            return []
        value = self.formulas.value(term)
        unless = "bound_met || " if self._draws_any() else ""
        return [f"assert({unless}{value} >= 0 && {value} <= {most});"]

    def _draws_any(self) -> bool:
        return any(self._draws_one(row) for row in self.rows)

    def _draw(self, var: Var) -> list[str]:
        name, numbers = self.words.variables[self.end, var], self.frame.numbers
        if not numbers.each_once:
            if self.choices == 1:
                return [f"{name} = {self.choice};"]
            return [f"{name} = {self.choice}[{self.taken}];", f"{self.taken} = {self.taken} + 1;"]
        count, most = self.words.variables[self.end, drawn(len(numbers.values))], len(numbers.values)
        value = str(numbers.values[-1])
        for place in reversed(range(most - 1)):
            value = f"({count} == {place} -> {numbers.values[place]} : {value})"
        some = [f":: {count} < {most} ->", f"    {name} = {value};", f"    {count} = {count} + 1;"]
        return ["if", *some, ":: else ->   /* no number is left: a bound of the search */", *_BOUND, "fi;"]


_BOUND = ["    bound_met = 1;", "    reading = 0;"]
