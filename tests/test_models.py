"""Every model of the catalogue: the counts and verdicts that models.toml pins.

A moved count is a failure; explain it in the commit that moves it, and write the new one with
``python tests/pin_models.py``.
"""

import pytest

from spec import catalogue
from spec.catalogue import MODELS
from tests.exploring import PINNED, declared, explored, fired


def test_every_model_is_pinned() -> None:
    assert list(PINNED) == list(MODELS)


@pytest.mark.parametrize("name", PINNED)
def test_counts_and_verdicts_are_the_pinned_ones(name: str) -> None:
    model, found = declared(name), explored(name)
    now = {"states": found.states, "transitions": found.transitions, "depth": found.depth}
    pinned = PINNED[name]
    assert now == {count: pinned[count] for count in now}, f"never fired: {', '.join(found.coverage.never_fired)}"
    assert {one: repr(answer) for one, answer in found.answers.items()} == pinned["verdicts"]
    for end, rows in pinned.get("fires", {}).items():
        assert set(rows) <= set(fired(found, end))
    assert {one: str(answer.verdict) for one, answer in found.answers.items()} == {
        one: model.expected(one) for one in model.properties
    }


def test_no_two_models_have_the_same_name() -> None:
    names = [name for topic in catalogue.TOPICS for name in catalogue.topic_models(topic)]
    assert sorted(names) == sorted(set(names))
