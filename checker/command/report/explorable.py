"""What the explorer's page holds of an exploration: states, what may happen in each, verdicts, runs to begin with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from checker.knowledge.needed import asks_knowledge
from checker.languages.speech import tr
from checker.results.answers import Answer
from checker.results.runs import Step, Trace
from checker.results.wording import outcome
from checker.verdicts.exploration import Exploration
from spec.notation.models import Model
from spec.notation.properties import Always, Sometimes

MOST = 40_000
"""States that a page holds; of more, those of the runs and the nearest to the start."""
Held = Mapping[int, int]
"""The number on the page of each state that it holds."""
TOLD = ("action", "end", "event", "message", "sent", "rows", "rfc", "label")
"""What is said of a step, in this order."""


@dataclass
class Pool:
    """Texts, each once, by their numbers."""

    texts: list[object] = field(default_factory=list[object])
    numbers: dict[object, int] = field(default_factory=dict[object, int])

    def number(self, text: object) -> int:
        """The number of a text, new or known."""
        if text not in self.numbers:
            self.numbers[text] = len(self.texts)
            self.texts.append(text)
        return self.numbers[text]


def explorable(model: Model, found: Exploration, most: int = MOST) -> dict[str, object]:
    """The data of the page, ready for JSON.

    ``states``: for each, the number of the text of each of ``paths``.  ``ways``: for each, where its steps lead (-1: to
    a state that the page does not hold) and the number of what is said of them.  ``truths``: for each property that a
    state decides, the states where it is true (a Sometimes) or false (an Always).
    """
    graph = found.graph
    held = _held(found, most)
    texts, steps = Pool(), Pool()
    points = [graph.point(state).said() for state in held]
    ways = [list(_ways(found, state, held, steps)) for state in held]
    return {
        "title": model.name,
        "about": tr(model.about),
        "paths": list(points[0]),
        "states": [[texts.number(text) for text in point.values()] for point in points],
        "texts": texts.texts,
        "ways": ways,
        "steps": steps.texts,
        "starts": len(found.search.starts),
        "all": found.states,
        "complete": found.complete,
        "properties": [_property(found, name, answer, held) for name, answer in found.answers.items()],
    }


def _held(found: Exploration, most: int) -> Held:
    """The starts, then the states of the runs, then the nearest to the start; each with its number on the page."""
    starts = range(len(found.search.starts))
    runs = (state for one in found.answers.values() if one.trace is not None for state in one.trace.states)
    states = dict.fromkeys((*starts, *runs)) if found.states > most else {}
    return {state: number for number, state in enumerate(islice(states | dict.fromkeys(range(found.states)), most))}


def _ways(found: Exploration, state: int, held: Held, steps: Pool) -> Iterator[int]:
    for target, told in found.graph.told(state):
        yield held.get(target, -1)
        yield steps.number(tuple(told[name] for name in TOLD))


def _property(found: Exploration, name: str, answer: Answer, held: Held) -> dict[str, object]:
    run = None if answer.trace is None else _run(found, answer.trace, held)
    return {
        "name": name,
        "about": tr(answer.about),
        "verdict": str(answer.verdict),
        "said": outcome(answer),
        "run": run,
        "truths": _truths(found, name, held),
    }


def _truths(found: Exploration, name: str, held: Held) -> list[int] | None:
    """The states in which a Sometimes is true, or an Always false; None where a state does not decide it."""
    asked = found.properties[name]
    if asks_knowledge(asked) or not isinstance(asked, Always | Sometimes):
        return None
    formula = asked.formula if isinstance(asked, Sometimes) else ~asked.formula
    return [held[state] for state in found.places(formula) if state in held]


def _run(found: Exploration, trace: Trace, held: Held) -> list[int] | None:
    """The run as the start's number, and then the places of its steps among those that may happen.

    None where it leads to a state that the page does not hold.
    """
    begun = [state for state in range(len(found.search.starts)) if found.graph.point(state) == trace.start]
    run = begun[:1]
    state = begun[0] if begun else found.states
    for step in trace.steps:
        place, state = _followed(found, state, step) if state in held else (-1, found.states)
        run.append(place)
    return run if state in held else None


def _followed(found: Exploration, state: int, step: Step) -> tuple[int, int]:
    """The place of a step among those that may happen in a state, and where it leads."""
    message = "" if step.packet is None else step.packet.text
    for place, (target, told) in enumerate(found.graph.told(state)):
        if (told["action"], told["message"]) == (step.action, message) and found.graph.point(target) == step.after:
            return place, target
    return -1, found.states
