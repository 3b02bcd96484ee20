"""The verb ``figures``: a list of pictures, drawn again where they have changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.command.outcomes import Refused
from checker.command.verbs.figures import main
from diagrams.rendering.render import PictureError
from tests.diagrams.renderers import needs_a_renderer

LIST = """
"seven.pdf" = "scenario figure-07"
"seven.svg" = "handwave scenario figure-07"
"seven.mmd" = "scenario figure-07"
"seven.txt" = "scenario figure-07"
"""


def listed(folder: Path, text: str) -> str:
    (folder / "list.toml").write_text(text, "utf-8")
    return str(folder / "list.toml")


@needs_a_renderer
def test_what_comes_out_as_it_was_is_left_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = listed(tmp_path, LIST)
    assert main([path]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{tmp_path}/seven.pdf: written, 6 steps at 7.5 pt",
        f"{tmp_path}/seven.svg: written, 6 steps at 7.5 pt",
        f"{tmp_path}/seven.mmd: written, 6 steps as Mermaid",
        f"{tmp_path}/seven.txt: written, 16 lines",
    ]
    before = (tmp_path / "seven.pdf").stat().st_mtime_ns
    (tmp_path / "seven.svg").write_text("old", "utf-8")
    assert main([path]) == 0
    assert [line.split()[1:3] for line in capsys.readouterr().out.splitlines()] == [
        ["as", "it"],
        ["written,", "6"],
        ["as", "it"],
        ["as", "it"],
    ]
    assert (tmp_path / "seven.pdf").stat().st_mtime_ns == before


@needs_a_renderer
@pytest.mark.parametrize(
    ("kind", "first", "last"),
    [
        ("latex", "\\begin{figure}", "\\end{figure}"),
        ("markdown", "![0. A CLOSED, B CLOSED 1. A active OPEN; A.state CLOSED → SYN-SENT;", "](seven.png)"),
        ("sphinx", ".. figure:: seven.png", "   Figure 7: Simultaneous Connection Synchronization: 6 steps"),
    ],
)
def test_a_document_includes_a_picture_with_words(
    kind: str, first: str, last: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main([listed(tmp_path, '"seven.png" = "scenario figure-07"'), "--snippets", kind])
    told = capsys.readouterr()
    snippet = told.out.strip().splitlines()
    assert told.err == f"{tmp_path}/seven.png: written, 6 steps at 7.5 pt\n"
    assert snippet[0].startswith(first)
    assert snippet[-1].endswith(last)
    assert "B rcv" in "\n".join(snippet)


@needs_a_renderer
def test_each_picture_is_a_paragraph_of_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    two = '"7.svg" = "scenario figure-07"\n"8.svg" = "scenario figure-08"'
    main([listed(tmp_path, two), "--snippets", "markdown"])
    seven, between, eight = capsys.readouterr().out.splitlines()
    assert seven.endswith("](7.svg)")
    assert not between
    assert eight.endswith("](8.svg)")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('"a.pdf" = 3', "list.toml, a.pdf: a name and a command are asked for, both in quotes"),
        ('"a.pdf" = "draw tcp -o b.pdf"', "list.toml, a.pdf: the name is where it is written: leave out -o"),
        ("a.pdf = draw", "list.toml is not TOML"),
        ('"a.gif" = "draw tcp"', "a.gif was not drawn, for the extension .gif is not a format of pictures"),
        (
            '"a.svg" = "dance"',
            "a.svg: 'dance' draws nothing: begin the command with one of draw, trace,",
        ),
    ],
)
def test_a_list_that_is_none_is_refused(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises((Refused, PictureError)) as caught:
        main([listed(tmp_path, text)])
    assert said in str(caught.value)
