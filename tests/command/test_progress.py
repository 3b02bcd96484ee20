"""The progress line: what it says, when, and where."""

from __future__ import annotations

import io

import pytest

from checker.command.running.progress import ProgressLine, Tellers, progress_text
from checker.search.breadth_first import Progress


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def progress(seconds: float, *levels: int) -> Progress:
    """A search that has come so far."""
    return Progress(sum(levels), 10 * sum(levels), len(levels) - 1, levels[-1] // 2, seconds, levels)


def test_there_is_no_estimate_while_the_levels_grow() -> None:
    assert progress_text("closing", progress(12.0, 1, 4, 80, 400, 600)) == (
        "closing  1,085 states  depth 4  queue 300 growing  90/s  12 s  no estimate yet"
    )


def test_there_is_no_estimate_before_the_levels_have_shrunk_three_times() -> None:
    text = progress_text("closing", progress(12.0, 1, 50, 900, 700, 600, 100))
    assert text.endswith("queue 50 shrinking  196/s  12 s  no estimate yet")


def test_after_three_smaller_levels_the_way_down_is_taken_to_be_the_way_up() -> None:
    text = progress_text("closing", progress(10.0, 1, 50, 400, 1000, 900, 700, 500, 100))
    assert text == "closing  3,651 states  depth 7  queue 50 shrinking  365/s  10 s  about 1 s left"


def test_a_terminal_has_one_line_that_is_wiped_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal()
    with ProgressLine("closing", stream) as watch:
        watch(progress(0.2, 1, 4))
        assert stream.getvalue() == ""
        watch(progress(0.7, 1, 4, 9))
        assert stream.getvalue().startswith("\rclosing  14 states  depth 2")
    assert stream.getvalue().endswith("\x1b[K\r\x1b[K")


def test_of_many_searches_the_first_that_runs_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal()
    with Tellers(("opening", "closing", "text"), stream) as tellers:
        tellers.line.due = 0.0
        tellers.tell(1, progress(2.0, 1, 4, 9))
        tellers.tell(0, progress(1.0, 1, 4, 80))
        tellers.finished(0)
        tellers.tell(1, progress(4.0, 1, 4, 9))
    said = [line.removesuffix("\x1b[K") for line in stream.getvalue().split("\r")[1:]]
    assert said == [
        "0 of 3 models  closing  14 states  depth 2  queue 4 growing  7/s  2 s  no estim",
        "0 of 3 models  opening  85 states  depth 2  queue 40 growing  85/s  1 s  no est",
        "1 of 3 models  closing  14 states  depth 2  queue 4 growing  4/s  4 s  no estim",
        "",
    ]


@pytest.mark.parametrize("stream", [Terminal(), io.StringIO()])
def test_a_dumb_terminal_or_a_file_has_a_line_every_ten_seconds(
    stream: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    with ProgressLine("closing", stream) as watch:
        for seconds in range(25):
            watch(progress(float(seconds), 1, 4))
    lines = stream.getvalue().splitlines()
    assert [line.split("  ")[5] for line in lines] == ["10 s", "20 s"]
    assert "\r" not in stream.getvalue()
    assert "\x1b" not in stream.getvalue()
