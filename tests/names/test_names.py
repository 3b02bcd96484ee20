"""Whatever the names of a protocol are, the same is found, and they stand in every output as they are."""

from __future__ import annotations

import importlib
import json
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from checker.command.report.pictures import graph, knowledge, machine, sequence
from checker.export.promela.export import promela
from checker.verdicts.exploration import Exploration
from checker.verdicts.exploring import explore
from diagrams.rendering.drawing import draw
from diagrams.rendering.picture import Picture
from spec.notation import Model
from tests.export.promela.every_model import configurations
from tests.export.promela.spin import HERE, refuted, states
from tests.names.protocol import NAMINGS, VERDICTS, chinese, hostile, protocol

MODELS = {name: protocol(naming) for name, naming in NAMINGS.items()}
FOUND = {name: explore(model) for name, model in MODELS.items()}
named = pytest.mark.parametrize("name", NAMINGS)


@named
def test_the_same_is_found_under_any_names(name: str) -> None:
    found = FOUND[name]
    assert (found.states, found.transitions, found.depth) == (35, 56, 6)
    assert [answer.verdict.value for answer in found.answers.values()] == VERDICTS


@named
def test_compiled_kernels_find_the_same_under_any_names(name: str) -> None:
    asked = list(MODELS[name].properties)[:5]
    found = explore(replace(MODELS[name].only(asked), tables={}), engine="native")
    assert (found.engine, found.states) == ("native", 21)
    assert [answer.verdict.value for answer in found.answers.values()] == VERDICTS[:5]


def pictures(model: Model, found: Exploration) -> dict[str, Picture]:
    """Every kind of picture."""
    answer = next(answer for answer in found.answers.values() if answer.trace is not None)
    return {
        "machine": machine(model, found, "A").picture,
        "graph": graph(model, found, ("A.state", "B.state")).picture,
        "chart": sequence(model, found, answer)[0].picture,
        "table": knowledge(model, found, None).picture,
    }


def drawn(name: str, kind: str, folder: Path, form: str) -> Path:
    """A picture in a file of its own."""
    target = folder / f"{kind}.{form}"
    draw(pictures(MODELS[name], FOUND[name])[kind], target, force=True)
    return target


KINDS = ("machine", "graph", "chart", "table")


@named
@pytest.mark.parametrize("kind", KINDS)
def test_an_svg_has_the_same_elements_under_any_names_and_names_are_text_in_it(
    name: str, kind: str, tmp_path: Path
) -> None:
    tree = ElementTree.parse(drawn(name, kind, tmp_path, "svg")).getroot()
    assert {one.tag.rpartition("}")[2] for one in tree.iter()} <= {
        "svg", "g", "title", "desc", "polygon", "polyline", "path", "ellipse", "text", "a", "defs", "clipPath", "rect"
    }  # fmt: skip
    said = "".join(tree.itertext())
    assert NAMINGS[name]("idle")[:8] in said


@named
@pytest.mark.parametrize("kind", ["machine", "graph"])
def test_a_dot_file_is_read_as_the_same_graph_under_any_names(name: str, kind: str, tmp_path: Path) -> None:
    graphviz: Any = importlib.import_module("pygraphviz")
    read = [graphviz.AGraph(drawn(one, kind, tmp_path, "dot").read_text("utf-8")) for one in (name, "plain")]
    nodes, edges = ([len(getattr(one, part)()) for one in read] for part in ("nodes", "edges"))
    assert nodes[0] == nodes[1]
    assert edges[0] == edges[1]


@named
@pytest.mark.parametrize("kind", KINDS)
def test_the_text_of_a_picture_has_the_names_as_they_are(name: str, kind: str) -> None:
    text = pictures(MODELS[name], FOUND[name])[kind].text()
    assert NAMINGS[name]("idle") in text or NAMINGS[name]("Word") in text
    assert all(letter.isprintable() for letter in text.replace("\n", ""))


@named
def test_a_promela_text_is_ascii_but_for_its_remarks(name: str) -> None:
    text = promela(MODELS[name])
    code = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    assert code.isascii()
    assert code.count("ltl ") == 4
    assert "/*" not in code
    assert '"' not in code


def test_what_is_called_by_numbers_in_a_promela_text_is_told_once() -> None:
    text = " ".join(promela(MODELS["chinese"]).split())
    assert f"u63e1_u4e69_u4e64_u4e6c_u4e65 is {chinese('idle')}, " in text
    assert text.count(f" is {chinese('idle')},") == 1


@pytest.mark.skipif(not HERE, reason="spin and gcc are not both installed")
@named
def test_spin_finds_the_same_under_any_names(name: str, tmp_path: Path) -> None:
    text = promela(MODELS[name])
    assert states(text, tmp_path) == configurations(MODELS[name], 1000) == 21
    assert len(refuted(text, tmp_path)) == 2


def test_a_report_as_json_has_the_names_as_they_are(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from checker.__main__ import main

    file = tmp_path / "mine.py"
    file.write_text("from tests.names.protocol import hostile, protocol\n\nmine = protocol(hostile)\n", "utf-8")
    monkeypatch.setattr("sys.argv", ["handwave", "check", f"{file}:mine", "--json"])
    assert main() == 0
    said = json.loads(capsys.readouterr().out)
    assert [one["name"] for one in said["properties"]] == [hostile(one) for one in MODELS["plain"].properties]
