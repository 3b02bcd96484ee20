"""Charts and machines as Mermaid, PlantUML and TikZ."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from diagrams.rendering.drawing import draw
from diagrams.rendering.picture import Picture
from diagrams.rendering.render import PictureError
from diagrams.sequence.chart import charts
from tests.diagrams.gallery import GALLERY
from tests.diagrams.opening import fooled, two_way
from tests.diagrams.renderers import needs_a_renderer

CHART, MACHINE = GALLERY["chart-violated"], GALLERY["machine-opening"]


def written(picture: Picture, file: Path) -> str:
    draw(picture, file)
    return file.read_text("utf-8")


def test_a_chart_is_a_sequence_diagram_of_mermaid(tmp_path: Path) -> None:
    assert written(CHART(), tmp_path / "it.mmd").splitlines() == [
        "---",
        'title: "not_alone: 2 steps"',
        "---",
        "sequenceDiagram",
        "  participant A",
        "  participant B",
        "  note over A : CLOSED",
        "  note over B : CLOSED",
        "  note over B : 1. passive OPEN<br>LISTEN",
        "  A ->> B : 2. #lt;SEQ=90#gt;#lt;CTL=SYN#gt; (sent before)",
        "  note over B : ESTABLISHED",
        "  B --) A : #lt;SEQ=300#gt;#lt;ACK=91#gt;#lt;CTL=SYN,ACK#gt; (in flight)",
        "  note over A,B : VIOLATED from step 2 on",
    ]


def test_plantuml_tells_what_is_lost_late_or_repeated_for_ever(tmp_path: Path) -> None:
    lost = written(GALLERY["chart-set-channel"](), tmp_path / "it.puml")
    assert "B ->x A : 5. <SEQ=300><ACK=101><CTL=SYN,ACK> (from step 3, lost)\n" in lost
    lasso = written(GALLERY["chart-lasso"](), tmp_path / "lasso.puml").splitlines()
    assert lasso.index("loop for ever") < lasso.index("end")
    assert lasso[-1] == "@enduml"


def test_ends_have_their_names(tmp_path: Path) -> None:
    (page,) = charts(replace(fooled(two_way()), ends=("client", "B")))
    assert "  participant A as client\n  participant B\n" in written(page, tmp_path / "it.mmd")
    assert '\nparticipant "client" as A\nparticipant B\n' in written(page, tmp_path / "it.puml")


def test_a_machine_is_a_state_diagram(tmp_path: Path) -> None:
    told = written(MACHINE(), tmp_path / "it.puml").splitlines()
    assert told[:4] == [
        "@startuml",
        "title Tcp, the opening: the machine",
        "hide empty description",
        'state "CLOSED" as s1',
    ]
    assert "s1 --> s3 : active OPEN / snd SYN" in told


def test_a_graph_has_no_such_text(tmp_path: Path) -> None:
    with pytest.raises(PictureError) as caught:
        draw(GALLERY["graph-quotient"](), tmp_path / "it.mmd")
    assert str(caught.value).endswith(": Mermaid is written of charts and machines alone: draw it as svg or tex")
    assert not (tmp_path / "it.mmd").exists()


@needs_a_renderer
def test_tikz_says_everything_that_the_drawing_says(tmp_path: Path) -> None:
    text = written(CHART(), tmp_path / "it.tex")
    title, seen, use, colour, *_ = text.splitlines()
    assert (title, use) == ("% not_alone: 2 steps", "% \\usepackage{tikz}")
    assert seen.endswith("VIOLATED from step 2 on")
    assert colour == "\\definecolor{hw000000}{HTML}{000000}%"
    assert "{\\textless{}SEQ=300\\textgreater{}\\textless{}ACK=91\\textgreater{}" in text
    assert "{VIOLATED from step 2 on};" in text
    assert len(re.findall(r"circle,.*\{[12]\};", text)) == 2


@needs_a_renderer
@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="no LaTeX here, and none is asked for")
def test_latex_takes_every_picture_of_the_gallery_in_its_column(tmp_path: Path) -> None:
    names = [name for name in sorted(GALLERY) if not re.search("[\u4e00-\u9fff]", GALLERY[name]().text())]
    for name in names:
        draw(GALLERY[name](), tmp_path / f"{name}.tex", force=True)
    pages = "\n\\newpage\n".join(f"\\noindent\\input{{{name}.tex}}" for name in names)
    head = "\\documentclass{article}\\usepackage{tikz}\\begin{document}"
    (tmp_path / "all.tex").write_text(f"{head}\n{pages}\n\\end{{document}}\n", "utf-8")
    run = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "all.tex"]
    done = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout[-2000:]
    assert "Overfull" not in done.stdout
