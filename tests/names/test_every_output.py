"""Whatever the names are, each verb tells the same of them, and none breaks a text that another program reads."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from checker.verdicts.exploration import Exploration
from checker.verdicts.exploring import explore
from tests.command.conftest import handwave as _handwave
from tests.command.saying import Run, Said
from tests.names.protocol import NAMINGS, plainly, protocol

handwave = _handwave
OTHERS = [name for name in NAMINGS if name != "plain"]
TOLD = [
    "check mine.py:m -v",
    "check mine.py:m --all-numbers",
    "check mine.py:m -v --lang zh",
    "pairs mine.py:m",
    "why mine.py:m {refuted}",
    "why mine.py:m {refuted} --lang zh",
    "trace mine.py:m {leads}",
    "trace mine.py:m {refuted} --changes --every-run --lang zh",
    "knows mine.py:m {table}",
    "conditions mine.py:m",
    "walk mine.py:m --seed 1 --changes",
    "scenario {zzzz}.txt",
]
OPEN = {"pairs mine.py:m": 3}
"""What ends with another status than 0: one of the properties is about whole runs."""
WRITTEN = [
    "trace mine.py:m {refuted} -o it.mmd",
    "trace mine.py:m {refuted} -o it.puml",
    "trace mine.py:m {refuted} -o it.tex",
    "draw mine.py:m --machine A -o it.mmd",
    "draw mine.py:m --machine A -o it.puml",
    "draw mine.py:m --machine A -o it.tex --force",
]


PLACE = {name: f"mine.py:m{number}" for number, name in enumerate(NAMINGS)}


def run(handwave: Run, name: str, words: str) -> Said:
    """What a command says of the model under those names."""
    models = [f"m{number} = protocol(NAMINGS['{one}'])" for number, one in enumerate(NAMINGS)]
    Path("mine.py").write_text("\n".join(["from tests.names.protocol import *", *models]), "utf-8")
    named = [re.sub(r"{(.+)}", lambda one: NAMINGS[name](one[1]), word) for word in words.split()]
    return handwave(*(word.replace("mine.py:m", PLACE[name]) for word in named))


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """So many columns that no table is folded."""
    monkeypatch.setenv("COLUMNS", "2000")


@pytest.mark.parametrize("words", TOLD)
def test_a_verb_tells_the_same_under_any_names(handwave: Run, words: str) -> None:
    said = {name: run(handwave, name, words) for name in NAMINGS}
    told = {name: [one.status, *map(_known, (one.out, one.err))] for name, one in said.items()}
    assert all(letter.isprintable() for one in said.values() for letter in (one.out + one.err).replace("\n", ""))
    assert told == dict.fromkeys(NAMINGS, told["plain"])
    assert said["plain"].status == (2 if "zzzz" in words else OPEN.get(words, 0))


def _known(text: str) -> str:
    """What is told before the commands that may come next, which a shell has to read."""
    return plainly(re.split(r"\n (?:next|下一步) ", re.sub(r"mine\.py:m\d", "", text))[0])


@pytest.mark.parametrize("words", ["rows mine.py:m", "compare mine.py:m mine.py:m", "draw mine.py:m --group {none}"])
@pytest.mark.parametrize("name", OTHERS)
def test_a_table_takes_any_names(handwave: Run, words: str, name: str) -> None:
    said, plain = (run(handwave, one, words) for one in (name, "plain"))
    assert said.status == plain.status
    assert all(letter.isprintable() for letter in (said.out + said.err).replace("\n", ""))


@pytest.mark.parametrize("words", WRITTEN)
def test_a_text_for_another_program_has_the_same_lines_under_any_names(handwave: Run, words: str) -> None:
    texts, file = dict[str, list[str]](), Path(re.findall(r"it\.\w+", words)[0])
    for name in NAMINGS:
        assert run(handwave, name, words).status == 0
        texts[name] = file.read_text("utf-8").splitlines()
    for name in OTHERS:
        marks, plain = _marks(file.suffix, texts[name]), _marks(file.suffix, texts["plain"])
        assert marks.keys() == plain.keys()
        # TeX breaks a long line into lines of their own
        assert file.suffix == ".tex" or (marks, len(texts[name])) == (plain, len(texts["plain"]))


LETTERS = {".mmd": r"#\w+;", ".puml": r"<U\+[0-9A-F]{4}>", ".tex": r"\\\\|\\(text[a-z]+|ldots)\{\}|\\[{}$&#_%]"}
"""What stands for a letter there."""
MARKS = {".mmd": r"[\"\\;`$%*&<>]", ".puml": r"[\"\\~`$%]|//|\[\[|<\w", ".tex": r"[$#&%{}]|\\\w+"}
"""What would be read as more than a letter."""


def _marks(suffix: str, lines: list[str]) -> Counter[str]:
    """Those of a text, but for its title, which Mermaid reads as YAML, and its remarks."""
    shown = [line for line in lines if not line.startswith(("title: ", "%", "\\definecolor"))]
    return Counter(re.findall(MARKS[suffix], re.sub(LETTERS[suffix], " ", "\n".join(shown))))


class Tags(HTMLParser):
    """The kinds of tags, and how many scripts there are."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.kinds, self.scripts = set[str](), 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.kinds.add(tag)
        self.scripts += tag == "script"


@cache
def found(name: str) -> Exploration:
    """The model under those names, explored."""
    return explore(protocol(NAMINGS[name]))


@pytest.mark.parametrize("name", OTHERS)
def test_a_page_to_click_through_has_the_same_tags_under_any_names(handwave: Run, name: str) -> None:
    pages = dict[str, Tags]()
    for one in ("plain", name):
        assert run(handwave, one, "explore mine.py:m -o it.html").status == 0
        pages[one] = Tags(Path("it.html").read_text("utf-8"))
    assert pages[name].kinds == pages["plain"].kinds
    assert pages[name].scripts == pages["plain"].scripts == 2


@pytest.mark.parametrize("name", OTHERS)
def test_a_notebook_shows_the_same_under_any_names(name: str) -> None:
    for one, other in zip(_shown(name), _shown("plain"), strict=True):
        assert plainly(one["text/plain"]) == plainly(other["text/plain"])
        assert Tags(one.get("text/html", "")).kinds == Tags(other.get("text/html", "")).kinds
        assert "<script" not in one.get("image/svg+xml", "")


METHOD = "_repr_mimebundle_"
"""What IPython calls."""


def _shown(name: str) -> list[dict[str, str]]:
    every = [found(name), found(name).answers[NAMINGS[name]("refuted")]]
    return [getattr(one, METHOD)() for one in every]


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("kind", ["latex", "markdown", "sphinx"])
def test_a_document_includes_pictures_under_any_names(handwave: Run, name: str, kind: str) -> None:
    said = dict[str, list[str]]()
    for one in ("plain", name):
        Path("list.toml").write_text(f'"a_(1).png" = "draw {PLACE[one]} --machine A --force"\n', "utf-8")
        said[one] = run(handwave, one, f"figures list.toml --snippets {kind}").out.splitlines()
    assert len(said[name]) == len(said["plain"]) > 0
    assert kind == "sphinx" or not re.search(r"(?<!\\)<b", "".join(said[name]))
