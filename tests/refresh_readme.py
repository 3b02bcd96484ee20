"""Run the README's commands again, and write what they print, and the table of models, into it."""

import os
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from spec.catalogue import MODELS
from spec.notation import Model

ROOT = Path(__file__).resolve().parent.parent
BEGIN, END = "<!-- models -->\n", "<!-- end of models -->"
CONSOLE = re.compile(r"(?<=```console\n)(.*?)(?=```)", re.DOTALL)
PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)


def table() -> str:
    """One line for each model, from models.toml."""
    pinned = tomllib.loads((ROOT / "tests/models.toml").read_text("utf-8"))
    lines = ["| model | what it is | verdicts that are not HOLDS or POSSIBLE | states |", "| --- | --- | --- | ---: |"]
    for name, one in pinned.items():
        declared = MODELS[name]
        model = declared if isinstance(declared, Model) else declared()
        told = [
            f"{asked} {verdict}"
            for asked, verdict in one["verdicts"].items()
            if not verdict.startswith(("HOLDS", "POSSIBLE in"))
        ]
        lines.append(f"| {name} | {model.about} | {', '.join(told) or '-'} | {one['states']:,} |")
    return "\n".join(lines) + "\n"


def student_folder(folder: Path, readme: str) -> None:
    """The files that the README has a student write, and a capture."""
    blocks = PYTHON.findall(readme)
    mine, test = blocks[0], next(block for block in blocks if "def test_" in block)
    (folder / "mine.py").write_text(mine, "utf-8")
    (folder / "test_mine.py").write_text(test, "utf-8")
    for block in blocks:
        named = re.match(r"# (\w+\.py)\n", block)
        if named is not None:
            (folder / named[1]).write_text(block, "utf-8")
    (folder / "capture.pcap").write_bytes((ROOT / "tests/packets/captures/connection_refused.pcap").read_bytes())


def run(words: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """A command in a student's folder, on a plain terminal of 100 columns."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100", "NO_COLOR": "1"}
    return subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def printed(block: str, folder: Path) -> str:
    """A console block with what its command prints now; the seconds are left as 0.00."""
    command = block.splitlines()[0]
    done = run([sys.executable, "-m", "checker", *command.split()[2:]], folder)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{command}: exit status {done.returncode}\n{done.stderr}")
    lines = [re.sub(r"\b\d+\.\d\d s\b", "0.00 s", line).rstrip() for line in done.stdout.splitlines()]
    return "\n".join([command, *lines]) + "\n"


def refreshed(readme: str) -> str:
    """The README as it should be."""
    with tempfile.TemporaryDirectory() as name:
        student_folder(Path(name), readme)
        text = CONSOLE.sub(lambda block: printed(block[0], Path(name)), readme)
    before, _, rest = text.partition(BEGIN)
    return before + BEGIN + table() + END + rest.partition(END)[2]


if __name__ == "__main__":
    path = ROOT / "README.md"
    path.write_text(refreshed(path.read_text("utf-8")), "utf-8")
