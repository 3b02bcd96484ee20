# pyright: basic
# (babel tells pyright little of its types)
"""The catalogues of translations: complete, up to date, and with the same places to fill in as the English."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from checker.languages.retelling import retold
from checker.languages.speech import FOLDER, speak, texts
from docs.making.translations import text, updated

PLACE = re.compile(r"\{[^{}]*\}")
FILES = sorted(FOLDER.glob("*/LC_MESSAGES/*.po"))
REFRESH = "run python -m docs.making.translations"


@pytest.fixture(scope="module", params=FILES, ids=lambda file: f"{file.parts[-3]}-{file.stem}")
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


def test_a_catalogue_is_up_to_date(file: Path) -> None:
    assert file.read_bytes() == text(updated(file)), REFRESH


def test_a_catalogue_is_read_as_it_was_written(catalogue: Catalog) -> None:
    speak("zh")
    try:
        told = dict(texts())
    finally:
        speak("en")
    assert all(told[str(message.id)] == message.string for message in catalogue if message.id and message.string)


def test_every_text_is_translated(catalogue: Catalog) -> None:
    assert [message.id for message in catalogue if message.id and not message.string] == []


def test_a_translation_fills_in_what_the_english_does(catalogue: Catalog) -> None:
    for message in catalogue:
        if message.id:
            assert sorted(PLACE.findall(str(message.string))) == sorted(PLACE.findall(str(message.id)))


RETOLD = {
    "'OPEN' was given where a state is meant: write it without quotes": (
        "\u8fd9\u91cc\u8981\u72b6\u6001\uff0c\u5374\u7ed9\u4e86 'OPEN'\uff1a\u8bf7\u53bb\u6389\u5f15\u53f7"
    ),
    "there is no model 'x' (did you mean y?): 'handwave list' shows all, and one of your own is written FILE.py:NAME": (
        "没有模型“x”（是不是想写 y？）：'handwave list' 列出全部模型，自己的模型写作 FILE.py:NAME"
    ),
    "  M=x is not a whole number: write M=2, for example": "  M=x 不是整数：请写例如 M=2",
    "no more than is known; a message may be lost": "no more than is known；报文可能丢失",
    "B is SYN-RECEIVED or ESTABLISHED": "B is SYN-RECEIVED or ESTABLISHED",
    " (did you mean closing or s2-closing?)": "\uff08是不是想写 closing 或 s2-closing\uff1f\uff09",
    "there is no verb 'chek' (did you mean check?): write one of list, rows, check": (
        "没有动词“chek”（是不是想写 check？）：可用的有 list, rows, check"
    ),
    "B is TwoWay, an old SYN in flight": "B 改用 TwoWay\uff0c一个旧的 SYN 在途",
}


@pytest.mark.parametrize("english", RETOLD)
def test_a_sentence_that_was_put_together_is_told_by_its_template(english: str) -> None:
    speak("zh")
    try:
        assert retold(english) == RETOLD[english]
    finally:
        speak("en")
    assert retold(english) == english
