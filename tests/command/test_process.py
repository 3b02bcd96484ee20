"""The command as a process: pipes, signals, start-up, and folders that would break it."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.command.saying import MINE

ROOT = Path(__file__).parents[2]
LARGE = ("lossy", "-p", "M=4", "-p", "OPENS=3")
"""Far more states than anybody waits for."""


def start(
    *arguments: str, cwd: Path | None = None, environ: dict[str, str] | None = None, stderr: int = subprocess.PIPE
) -> subprocess.Popen[str]:
    """The command as a process of its own, both outputs in pipes."""
    return subprocess.Popen(
        [sys.executable, "-m", "checker", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(environ or {})},
        stdout=subprocess.PIPE,
        stderr=stderr,
        text=True,
        preexec_fn=hears_ctrl_c if os.name == "posix" else None,
    )


def hears_ctrl_c() -> None:
    """Who is run in the background is deaf to it, and so are those whom it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def until(pattern: str, terminal: int) -> str:
    """What is written to a terminal, until it matches, or to its end."""
    said = ""
    with contextlib.suppress(OSError):  # the other side is closed
        while not re.search(pattern, said) and (more := os.read(terminal, 1_000)):
            said += more.decode()
    return said


def imported(arguments: Sequence[str]) -> set[str]:
    """The packages that a command imports."""
    code = "import sys; from checker.command.failures import guarded; guarded(sys.argv[1:]); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return {name.partition(".")[0] for name in done.stdout.splitlines()[-1].split()}


def test_help_imports_nothing_of_the_checker_or_the_protocols() -> None:
    assert not imported(["--help"]) & {"spec", "diagrams", "argparse", "rich", "networkx", "z3", "graphviz"}


def test_until_ctrl_c_is_heard_next_to_nothing_is_imported() -> None:
    told = (
        "import sys; from checker.__main__ import main; print([one for one in sys.modules if one.startswith('spec')])"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_check_imports_no_library_that_it_does_not_use() -> None:
    assert not imported(["check", "lossy"]) & {"rich", "networkx", "z3", "graphviz"}


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no terminals here")
def test_ctrl_c_prints_what_was_found_until_then() -> None:
    terminal, its_side = os.openpty()
    with start("check", *LARGE, "--whole", environ={"TERM": "xterm"}, stderr=its_side) as process:
        os.close(its_side)
        err = until(r"depth ([4-9]|\d\d)", terminal)
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate()
        err += until(r"(?!)", terminal)
    assert ", interrupted, " in out
    assert " NOT ESTABLISHED agreement " in out
    assert "(cut short by Ctrl-C" in " ".join(out.split())
    assert " POSSIBLE        both_established " in out
    assert "Traceback" not in err
    assert process.returncode == 130


def test_a_closed_pipe_ends_quietly() -> None:
    with start("list", "--json") as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        err = process.stderr.read()
    assert err == ""
    assert process.returncode == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_one_sentence() -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "checker", "list"],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.stderr == "handwave: the output cannot be written (no space left on device)\n"
    assert done.returncode == 2


def test_files_in_the_working_folder_do_not_hide_pythons_own(tmp_path: Path) -> None:
    for name in ("queue", "html", "json", "argparse", "select", "difflib"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('hidden')\n")
    with start("check", "lossy", "--json", cwd=tmp_path) as process:
        _, err = process.communicate()
    assert (err, process.returncode) == ("", 0)


def test_another_package_of_the_same_name_is_named(tmp_path: Path) -> None:
    (tmp_path / "diagrams").mkdir()
    (tmp_path / "diagrams" / "__init__.py").write_text("")
    environ = {"PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"}
    with start("trace", "two-way", "was_there", cwd=tmp_path, environ=environ) as process:
        _, err = process.communicate()
    assert err == (
        f"handwave: another package named 'diagrams' ({tmp_path / 'diagrams' / '__init__.py'}) hides this project's: "
        "use a fresh virtual environment, or run 'python -m checker' from the checkout\n"
    )
    assert process.returncode == 2


def test_letters_that_the_output_cannot_write_are_escaped(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(MINE.replace("a server that takes any ACK", "握手"))
    with start("check", "mine.py:trusting", cwd=tmp_path, environ={"PYTHONIOENCODING": "ascii"}) as process:
        out, err = process.communicate()
    assert out.splitlines()[0] == r"trusting (M=2): \u63e1\u624b"
    assert (err, process.returncode) == ("", 0)


def test_a_picture_on_standard_output_is_nothing_but_the_picture() -> None:
    with start("draw", "lossy", "--machine", "A", "-o", "-", "--format", "dot") as process:
        out, err = process.communicate()
    assert out.startswith(("digraph", "strict digraph"))
    assert (err, process.returncode) == ("", 0)
