"""A picture to a file: whole or not at all, and one sentence where it cannot be."""

from __future__ import annotations

import os
import re
import struct
import sys
from html import unescape
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest

from diagrams.rendering.drawing import draw, format_of, write
from diagrams.rendering.picture import notebook
from diagrams.rendering.render import NoRenderer, PictureError
from tests.diagrams.gallery import GALLERY
from tests.diagrams.renderers import needs_a_renderer, needs_a_shell, pretended_dot, without_any

CHART, MACHINE = GALLERY["chart-violated"], GALLERY["machine-opening"]


@needs_a_renderer
def test_the_line_that_is_printed_says_how_large_the_letters_are(tmp_path: Path) -> None:
    told = draw(CHART(), tmp_path / "two-way.pdf")
    assert told == f"{tmp_path}/two-way.pdf: 2 steps at 7.5 pt"
    assert (tmp_path / "two-way.pdf").read_bytes().startswith(b"%PDF")


@needs_a_renderer
def test_a_chart_is_exactly_as_wide_as_a_column(tmp_path: Path) -> None:
    draw(CHART(), tmp_path / "chart.png")
    width, _ = struct.unpack(">II", (tmp_path / "chart.png").read_bytes()[16:24])
    assert width in (714, 715, 716)  # 343 pt at 150 pixels an inch
    draw(CHART(), tmp_path / "chart.svg")
    assert re.search(r'<svg [^>]* width="34[23]pt"', (tmp_path / "chart.svg").read_text())


@needs_a_renderer
@pytest.mark.parametrize("name", sorted(GALLERY))
def test_an_svg_speaks(name: str, tmp_path: Path) -> None:
    picture = GALLERY[name]()
    draw(picture, tmp_path / "picture.svg")
    svg = (tmp_path / "picture.svg").read_text(encoding="utf-8")
    assert re.search(r'<title id="p[0-9a-f]{8}-title">', svg)
    assert re.search(r'<desc id="p[0-9a-f]{8}-description">', svg)
    assert "viewBox" in svg
    assert "<text" in svg
    assert 'fill="#ffffff"' in svg
    for part in re.findall(
        r'<g id="p[0-9a-f]{8}-(?:node|edge)\d+" class="(?:node|edge)">\s*<title>([^<]*)</title>', svg
    ):
        assert not re.fullmatch(r"(box|into|message) \d+.*", part), part


@needs_a_renderer
def test_two_pictures_in_one_page_share_no_name(tmp_path: Path) -> None:
    names: list[str] = []
    for picture in (CHART(), MACHINE()):
        draw(picture, tmp_path / "one.svg")
        svg = (tmp_path / "one.svg").read_text(encoding="utf-8")
        ids = re.findall(r' id="([^"]*)"', svg)
        assert set(re.findall(r'aria-labelledby="(\S+) (\S+)"', svg)[0]) <= set(ids)
        names += ids
    assert len(names) == len(set(names))


@needs_a_renderer
def test_an_svg_tells_the_run_and_has_letters_everywhere(tmp_path: Path) -> None:
    draw(CHART(), tmp_path / "chart.svg")
    svg = unescape((tmp_path / "chart.svg").read_text(encoding="utf-8"))
    assert "1. B passive OPEN; B.state CLOSED → LISTEN 2. B rcv <SEQ=90><CTL=SYN>;" in svg
    assert set(re.findall(r'font-family="([^"]*)"', svg)) == {
        "DejaVu Sans, Verdana, sans-serif",
        "DejaVu Sans Mono, Menlo, monospace",
    }


@needs_a_renderer
def test_every_node_and_every_edge_of_an_svg_has_words(tmp_path: Path) -> None:
    draw(MACHINE(), tmp_path / "machine.svg")
    svg = (tmp_path / "machine.svg").read_text(encoding="utf-8")
    assert svg.count('class="edge"') == 11
    assert len(re.findall(r'<g id="p[0-9a-f]{8}-a_edge', svg)) >= 11
    assert "<title>LISTEN → SYN-RECEIVED: rcv SYN / snd SYN,ACK (listen_syn, 3.10.7.2 third)</title>" in unescape(svg)


def test_dot_and_text_need_no_renderer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_any(monkeypatch, tmp_path)
    assert draw(CHART(), tmp_path / "a.dot") == f"{tmp_path}/a.dot: 2 steps as DOT"
    assert draw(CHART(), tmp_path / "a.txt") == f"{tmp_path}/a.txt: 2 steps as text"
    assert (tmp_path / "a.dot").read_text(encoding="utf-8") == CHART().dot()
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == CHART().text() + "\n"


def test_with_nothing_installed_the_text_is_written_beside_and_one_sentence_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_any(monkeypatch, tmp_path / "nothing")
    with pytest.raises(NoRenderer) as caught:
        draw(CHART(), tmp_path / "two-way.pdf")
    assert str(caught.value) == (
        f"{tmp_path}/two-way.pdf was not drawn, but its text {tmp_path}/two-way.dot was written; nothing here can "
        "draw: write 'pip install pygraphviz', or install Graphviz so that 'dot' is on the PATH"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["two-way.dot"]


@needs_a_shell
def test_a_renderer_that_hangs_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "out").mkdir()
    pretended_dot(monkeypatch, tmp_path / "bin", "sleep 60")
    with pytest.raises(PictureError, match="did not finish within"):
        draw(CHART(), tmp_path / "out" / "a.svg", limit=0.3)
    assert list((tmp_path / "out").iterdir()) == []


def test_an_unknown_extension_lists_the_known_ones() -> None:
    with pytest.raises(PictureError) as caught:
        draw(CHART(), "two-way.jpeg")
    assert str(caught.value) == (
        "two-way.jpeg was not drawn, for the extension .jpeg is not a format of pictures: "
        "end the name with one of svg, png, pdf, dot, tex, mmd, puml, txt"
    )


def test_a_name_without_an_extension_lists_the_known_ones() -> None:
    with pytest.raises(PictureError) as caught:
        draw(CHART(), "two-way")
    assert str(caught.value) == (
        "two-way was not drawn, for it has no extension: "
        "end the name with one of svg, png, pdf, dot, tex, mmd, puml, txt"
    )


def test_an_unknown_format_lists_the_known_ones() -> None:
    with pytest.raises(PictureError) as caught:
        format_of("-", "gif")
    assert (
        str(caught.value) == "'gif' is not a format of pictures: write one of svg, png, pdf, dot, tex, mmd, puml, txt"
    )


def test_a_folder_that_is_not_there_is_told_before_anything_is_drawn(tmp_path: Path) -> None:
    with pytest.raises(PictureError) as caught:
        draw(CHART(), tmp_path / "figures" / "a.pdf")
    assert str(caught.value) == (
        f"{tmp_path}/figures/a.pdf cannot be written, for {tmp_path}/figures is not a folder: make it, or name another"
    )


def test_a_target_that_is_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(PictureError) as caught:
        draw(CHART(), tmp_path / "a.pdf")
    assert str(caught.value) == f"{tmp_path}/a.pdf cannot be written, for it is a folder: name a file in it"


def test_a_folder_that_may_not_be_written_to_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    with pytest.raises(PictureError) as caught:
        write(tmp_path / "a.dot", b"digraph {}")
    assert str(caught.value) == (
        f"{tmp_path}/a.dot cannot be written (permission denied): name a file in a folder that you may write to"
    )


def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "a.dot").write_text("old")
    monkeypatch.setattr("os.replace", full)
    with pytest.raises(PictureError, match="no space left on device"):
        write(tmp_path / "a.dot", b"new")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.dot", "old")]


def test_a_file_keeps_its_permissions_and_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.dot").write_text("old")
    (tmp_path / "real.dot").chmod(0o640)
    (tmp_path / "link.dot").symlink_to("real.dot")
    write(tmp_path / "link.dot", b"new")
    assert (tmp_path / "link.dot").is_symlink()
    assert (tmp_path / "real.dot").read_text() == "new"
    assert (tmp_path / "real.dot").stat().st_mode & 0o777 == 0o640


@needs_a_shell
def test_a_device_is_written_to_and_not_replaced() -> None:
    write(os.devnull, b"new")
    assert not Path(os.devnull).is_file()


def test_a_dash_is_the_standard_output(monkeypatch: pytest.MonkeyPatch) -> None:
    heard = BytesIO()
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=heard))
    draw(CHART(), "-", form="dot")
    assert heard.getvalue().decode() == CHART().dot()


@needs_a_renderer
def test_a_notebook_gets_the_drawing_and_the_words() -> None:
    shown = notebook(MACHINE())
    assert list(shown) == ["image/svg+xml", "text/plain"]
    assert shown["text/plain"] == MACHINE().text()


def test_a_notebook_without_a_renderer_gets_the_words_and_one_line_of_advice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_any(monkeypatch, tmp_path)
    shown = notebook(MACHINE())
    assert list(shown) == ["text/plain"]
    assert shown["text/plain"].splitlines()[-1].startswith("(nothing here can draw: write 'pip install pygraphviz'")


@needs_a_shell
@needs_a_renderer
def test_letters_that_no_font_has_are_told_of_where_boxes_would_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "fc-list"
    program.write_text("#!/bin/sh\nexit 0\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    told = draw(GALLERY["chart-chinese"](), tmp_path / "it.png")
    assert re.search("; no font here has [\u4e00-\u9fff]+, so boxes stand there: install one, or draw an svg$", told)
    assert "no font" not in draw(GALLERY["chart-chinese"](), tmp_path / "it.svg")
    assert "no font" not in draw(CHART(), tmp_path / "it.png")
