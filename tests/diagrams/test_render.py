"""The renderer in its child process: it may hang, die, be broken or be missing."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import pytest

from diagrams.rendering.render import Job, NoRenderer, PictureError, render, render_all
from tests.diagrams.renderers import (
    needs_a_renderer,
    needs_a_shell,
    pretended_dot,
    pretended_pygraphviz,
    without_any,
    without_pygraphviz,
)

ONE = Job("digraph { a }", "svg")


@needs_a_renderer
def test_one_child_draws_several_formats() -> None:
    svg, png, pdf = render_all([ONE, Job("digraph { a }", "png"), Job("digraph { a }", "pdf")])
    assert svg.startswith(b"<?xml")
    assert png.startswith(b"\x89PNG")
    assert pdf.startswith(b"%PDF")


@needs_a_renderer
def test_text_that_is_not_dot_is_told_in_one_sentence(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(PictureError) as caught:
        render(Job("digraph { a -> }", "svg"))
    assert "died (exit status 1)" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert capfd.readouterr() == ("", "")


@needs_a_shell
def test_a_renderer_that_hangs_is_stopped_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = tmp_path / "grandchild"
    pretended_dot(
        monkeypatch, tmp_path, f"tail -f /dev/null & echo $! > {started}.new; mv {started}.new {started}; wait"
    )
    time_is_over_once(monkeypatch, started)
    with pytest.raises(PictureError) as caught:
        render(ONE, limit=5)
    assert str(caught.value) == "the renderer dot did not finish within 5 s: draw fewer boxes"
    assert not running(int(started.read_text()))


def time_is_over_once(patch: pytest.MonkeyPatch, path: Path) -> None:
    """Let the time that a child has be over as soon as there is such a file."""
    communicate = subprocess.Popen[bytes].communicate

    def waiting(child: subprocess.Popen[bytes], text: bytes | None = None, timeout: float | None = None) -> object:
        if timeout is None:
            return communicate(child, text)
        while not path.exists():
            time.sleep(0.01)
        raise subprocess.TimeoutExpired(child.args, timeout)

    patch.setattr(subprocess.Popen, "communicate", waiting)


def running(process: int) -> bool:
    """Whether a process still does anything after a minute; one that was killed may be there for a while."""
    state = Path(f"/proc/{process}/stat")
    for _ in range(3_000):
        try:
            os.kill(process, 0)
            if state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z":
                return False
        except ProcessLookupError:
            return False
        time.sleep(0.02)
    return True


def test_pygraphviz_that_hangs_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pretended_pygraphviz(monkeypatch, tmp_path, "import time; time.sleep(60)")
    with pytest.raises(PictureError) as caught:
        render(ONE, limit=0.5)
    assert str(caught.value) == "the renderer pygraphviz did not finish within 0.5 s: draw fewer boxes"


@needs_a_shell
def test_a_renderer_that_dies_is_told_with_its_last_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pretended_dot(monkeypatch, tmp_path, "echo out of rank >&2; exit 4")
    with pytest.raises(PictureError) as caught:
        render(ONE)
    assert str(caught.value) == "the renderer dot died (exit status 4): out of rank"


@needs_a_shell
def test_a_renderer_that_crashes_is_told_by_its_signal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pretended_dot(monkeypatch, tmp_path, "kill -SEGV $$")
    with pytest.raises(PictureError) as caught:
        render(ONE)
    assert str(caught.value) == "the renderer dot died (Segmentation fault)"


@needs_a_shell
def test_a_renderer_that_says_nothing_has_not_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pretended_dot(monkeypatch, tmp_path, "exit 0")
    with pytest.raises(PictureError) as caught:
        render(ONE)
    assert str(caught.value) == "the renderer dot died (exit status 0)"


@needs_a_shell
def test_a_dot_that_cannot_be_started_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pretended_dot(monkeypatch, tmp_path, "")
    (tmp_path / "dot").write_text("#!/no/such/interpreter\n")
    with pytest.raises(PictureError) as caught:
        render(ONE)
    assert str(caught.value) == "the renderer dot does not start: No such file or directory"


@needs_a_shell
def test_a_pygraphviz_that_does_not_load_leaves_the_work_to_dot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretended_dot(monkeypatch, tmp_path, "cat > /dev/null; echo '<svg/>'")
    path = os.environ["PATH"]
    pretended_pygraphviz(monkeypatch, tmp_path, "raise SystemExit(3)")
    monkeypatch.setenv("PATH", path)
    assert render(ONE) == b"<svg/>\n"


@needs_a_shell
def test_dot_on_the_path_is_asked_for_the_engine_and_the_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretended_dot(monkeypatch, tmp_path, 'echo "$@"; cat')
    assert render(Job("digraph { a }", "pdf", "neato")) == b"-Kneato -Tpdf\ndigraph { a }"


def test_with_nothing_installed_one_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_any(monkeypatch, tmp_path)
    with pytest.raises(NoRenderer) as caught:
        render(ONE)
    assert str(caught.value) == (
        "nothing here can draw: write 'pip install pygraphviz', or install Graphviz so that 'dot' is on the PATH"
    )


@needs_a_renderer
def test_letters_are_measured_where_the_machine_has_no_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fonts of the project are found through their own configuration alone."""
    monkeypatch.setenv("HOME", str(tmp_path))
    narrow = Job('digraph { a [shape=plain fontname="DejaVu Sans" fontsize=100 label="ESTABLISHED"] }', "plain")
    width = float(render(narrow).split(b"\n")[0].split()[2])
    assert 9.0 < width < 12.0


def test_without_pygraphviz_the_path_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_pygraphviz(monkeypatch)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoRenderer):
        render(ONE)
