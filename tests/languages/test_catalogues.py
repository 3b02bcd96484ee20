# pyright: basic
# (babel tells pyright little of its types)
"""The catalogues of translations: complete, up to date, and with the same places to fill in as the English."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from checker.languages.speech import DOMAIN, FOLDER
from docs.making.translations import texts, updated

PLACE = re.compile(r"\{[^{}]*\}")
FILES = sorted(FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))
REFRESH = "run python -m docs.making.translations"


@pytest.fixture(scope="module", params=FILES, ids=lambda file: file.parts[-3])
def file(request: pytest.FixtureRequest) -> Path:
    """A catalogue."""
    assert isinstance(request.param, Path)
    return request.param


@pytest.fixture(scope="module")
def catalogue(file: Path) -> Catalog:
    """What is in it."""
    with file.open("rb") as stream:
        return read_po(stream)


def test_there_is_chinese() -> None:
    assert "zh" in [file.parts[-3] for file in FILES]


def test_a_catalogue_is_up_to_date_and_compiled(file: Path) -> None:
    written, compiled = texts(updated(file))
    assert file.read_bytes() == written, REFRESH
    assert file.with_suffix(".mo").read_bytes() == compiled, REFRESH


def test_every_text_is_translated(catalogue: Catalog) -> None:
    assert [message.id for message in catalogue if message.id and not message.string] == []


def test_a_translation_fills_in_what_the_english_does(catalogue: Catalog) -> None:
    for message in catalogue:
        if message.id:
            assert sorted(PLACE.findall(str(message.string))) == sorted(PLACE.findall(str(message.id)))
