"""The catalogue: every model stands in one topic, under its name, with a description that stands by itself."""

from __future__ import annotations

import pytest

from spec.catalogue import MODELS, TOPICS, declared, topic_models, topic_of
from spec.notation import Model
from spec.tcp.catalogue import closing

LEANING = ("the same", "and ", "it ", "so ", "also ", "but ", "then ", "six", "five")
"""What a description begins with that needs the one before it."""


def test_a_model_has_the_name_under_which_it_is_declared() -> None:
    found = declared(closing)
    assert list(found)[:2] == ["closing", "merged-between"]
    assert [one.name for one in found.values()] == list(found)


def test_every_model_is_in_one_topic() -> None:
    names = [name for topic in TOPICS for name in topic_models(topic)]
    assert sorted(names) == sorted(set(names))
    assert len(MODELS) == len(names)


def test_the_topic_of_a_model_is_found_by_its_name() -> None:
    found = topic_of("kernel-late")
    assert found is not None
    assert found.name == "closing"
    assert topic_of("kernel-latest") is None


@pytest.mark.parametrize("name", MODELS)
def test_a_description_stands_by_itself(name: str) -> None:
    one = MODELS[name]
    about = (one if isinstance(one, Model) else one()).about
    assert len(about) > 20
    assert not about.startswith(LEANING)
    assert "same without" not in about
    assert "the first one" not in about


def test_no_two_models_are_described_alike() -> None:
    abouts = [(one if isinstance(one, Model) else one()).about for one in MODELS.values()]
    assert sorted(abouts) == sorted(set(abouts))
