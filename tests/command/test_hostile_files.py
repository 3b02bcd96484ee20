"""Names of files may hold anything; nothing of it acts on a terminal."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from checker.command.failures import guarded

WEIRD = "we\x1b[31mird\x07 ```"
MODEL = """from spec.tcp import *

mine = Model(opening(), {"opens": completes, "never": Always("A never opens", ~A.is_in(SYN_SENT), completes)})
"""
SCENARIO = "A: Tcp, isn 100\nB: Tcp, isn 300\n\nSYN-SENT --> <SEQ=1000000000000> --> X\n"


@pytest.mark.parametrize(
    ("verb", "rest"),
    [
        (["check", ".py:mine"], []),
        (["check", ".py:nobody"], []),
        (["check", "-none.py:mine"], []),
        (["trace", ".py:mine"], ["never"]),
        (["trace", ".py:mine"], [WEIRD]),
        (["walk", ".py:mine"], ["--seed", "1"]),
        (["list", ".py:mine"], []),
        (["scenario", ".txt"], []),
        (["conform", ".pcap"], ["--end", "client"]),
        (["ladder", ".pcap"], []),
        (["export", ".py:mine"], [".pml"]),
        (["draw", ".py:mine"], ["-o", ".svg"]),
        (["draw", ".py:mine"], ["-o", ".dot"]),
        (["draw", ".py:mine"], ["-o", ".abc"]),
        (["check", ".py:mine"], [f"--{WEIRD}"]),
        (["check", ".py:mine"], ["-p", WEIRD]),
    ],
)
def test_a_file_of_any_name_is_used_and_told_of(
    verb: list[str], rest: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stem = str(tmp_path / WEIRD)
    Path(stem + ".py").write_text(MODEL)
    Path(stem + ".txt").write_text(SCENARIO)
    Path(stem + ".pcap").write_bytes(b"no capture")
    words = [verb[0], stem + verb[1], *(stem + one if one.startswith(".") else one for one in rest)]
    with contextlib.suppress(SystemExit):
        guarded(words)
    said = "".join(capsys.readouterr())
    assert all(letter.isprintable() for letter in said if letter != "\n")
    assert "error of handwave's own" not in said
