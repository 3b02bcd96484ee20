"""Set up handwave in an environment of its own, and run something there.

    python3 bootstrap.py check     the whole catalogue, and pictures of a counterexample in pictures/
    python3 bootstrap.py test      the tests
    python3 bootstrap.py lint      the linters and type checkers
    python3 bootstrap.py docs      the documentation, as a book in build/docs

Needs Python 3.11 or newer and pip, and nothing else.  The environment is the folder .venv, or --env FOLDER; it
is made when it is missing and brought up to date when pyproject.toml has changed.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
EXTRAS = {"check": "", "test": "[test]", "lint": "[test,lint,docs]", "docs": "[docs]"}
COMMANDS = {
    "check": [
        ["{bin}/handwave", "check"],
        ["{bin}/handwave", "draw", "two-way-late-syn", "--trace", "not_alone", "-o", "pictures/two-way.svg"],
        ["{bin}/handwave", "draw", "two-way-late-syn", "--trace", "not_alone", "-o", "pictures/two-way.pdf"],
        ["{bin}/handwave", "draw", "three-way", "--machine", "A", "-o", "pictures/machine.svg"],
    ],
    "test": [["{bin}/python", "-m", "pytest"]],
    "lint": [
        ["{bin}/ruff", "check", "."],
        ["{bin}/ruff", "format", "--check", "."],
        ["{bin}/lint-imports"],
        ["{bin}/mypy"],
        ["{bin}/pyright", "--pythonpath", "{bin}/python"],
    ],
    "docs": [["{bin}/python", "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html", "docs", "build/docs"]],
}


def main() -> int:
    """Set up, run, and give back the exit status of the first command that fails."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=sorted(COMMANDS))
    parser.add_argument("--env", type=Path, default=HERE / ".venv", help="the environment's folder (default: .venv)")
    given, more = parser.parse_known_args()
    if sys.version_info < (3, 11):  # noqa: UP036  # the Python that runs this may be an older one
        return _sorry(f"handwave needs Python 3.11 or newer; this is {sys.version.split()[0]}")
    environment = Environment(given.env.resolve())
    if not environment.ready(EXTRAS[given.what]):
        return 2
    if given.what == "check":
        (HERE / "pictures").mkdir(exist_ok=True)
    for number, command in enumerate(COMMANDS[given.what]):
        words = [word.format(bin=environment.programs) for word in command] + (more if number == 0 else [])
        status = subprocess.run(words, cwd=HERE, check=False).returncode
        if status:
            return status
    return 0


class Environment:
    """A virtual environment that holds this checkout, editable."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.programs = folder / ("Scripts" if os.name == "nt" else "bin")
        self.python = self.programs / ("python.exe" if os.name == "nt" else "python")

    def ready(self, extras: str) -> bool:
        """Make or mend it; False, with a sentence, where that fails."""
        stamp = self.folder / f"handwave{extras.replace(',', '-')}"
        now = hashlib.sha256((HERE / "pyproject.toml").read_bytes()).hexdigest()
        if stamp.exists() and stamp.read_text("utf-8") == now:
            return True
        print(f"setting up {self.folder} ...", file=sys.stderr, flush=True)
        if not self.python.exists():
            # without pip of its own: Debian's python3 has no ensurepip unless python3-venv is installed
            venv.EnvBuilder(with_pip=False, clear=True).create(self.folder)
        pip = [sys.executable, "-m", "pip", "--python", str(self.python), "--disable-pip-version-check"]
        done = subprocess.run([*pip, "install", "--quiet", "--editable", f"{HERE}{extras}"], check=False)
        if done.returncode:
            _sorry("pip could not set up the environment (its message stands above); is the package index reachable?")
            return False
        stamp.write_text(now, "utf-8")
        return True


def _sorry(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
