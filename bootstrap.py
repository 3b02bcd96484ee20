"""Set up handwave in an environment of its own, and run something there.

    python3 bootstrap.py check      two questions about TCP, each answered with a picture, in seconds
    python3 bootstrap.py catalogue  every model, with the verdict of each of its properties
    python3 bootstrap.py test       the tests, on all processors
    python3 bootstrap.py agree      random machines: every engine finds what the literal reading finds
    python3 bootstrap.py lint       the linters and type checkers
    python3 bootstrap.py docs       the documentation, as a book in build/docs

Needs Python 3.11 or newer and pip, and nothing else.  The environment is the folder .venv, or --env FOLDER; it
is made when it is missing and brought up to date when pyproject.toml has changed.  It has pip and pytest.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
EXTRAS = {"lint": "[test,lint,docs]", "docs": "[docs]"}
TESTED = "[test]"
MACHINES = "300"
"""Random machines of the command ``agree``; the tests try fewer."""
COMMANDS = {
    "check": [],  # see QUESTIONS
    "catalogue": [["{bin}/handwave", "check", "--jobs", str(os.cpu_count() or 1)]],
    "test": [["{bin}/python", "-m", "pytest", "-n", "auto", "--dist", "loadgroup"]],
    "agree": [["{bin}/python", "-m", "pytest", "-n", "auto", "-m", "hypothesis or agreement"]],
    "lint": [
        ["{bin}/ruff", "check", "."],
        ["{bin}/ruff", "format", "--check", "."],
        ["{bin}/lint-imports"],
        ["{bin}/mypy"],
        ["{bin}/pyright", "--pythonpath", "{bin}/python"],
    ],
    "docs": [["{bin}/python", "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html", "docs", "build/docs"]],
}


class Question(NamedTuple):
    """What everybody asks of TCP, and what ``handwave why`` calls it."""

    words: str
    name: str

    @property
    def commands(self) -> list[tuple[str, ...]]:
        """The words after ``handwave``: the answer, and the picture of its run."""
        return [("why", self.name), ("why", self.name, "-o", f"pictures/{self.name}.svg")]


QUESTIONS = (
    Question("Why does a two-way handshake accept stale SYNs?", "two-way"),
    Question("Why can FIN and ACK not merge on close?", "fin-ack"),
)
NEXT = """\
Next, in the environment ({enter}):

    handwave check three-way        the three-way handshake: a verdict for each of its properties
    handwave trace two-way-late-syn not_alone       a run, as a ladder
    handwave why                    more answers
    handwave claims                 what five articles say of TCP, and what is true of it
    handwave list                   every model

or from here:

    python3 bootstrap.py catalogue  every model, checked
    python3 bootstrap.py test       the tests"""


def main() -> int:
    """Set up, run, and give back the exit status of the first command that fails."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=list(COMMANDS))
    parser.add_argument("--env", type=Path, default=HERE / ".venv", help="the environment's folder (default: .venv)")
    given, more = parser.parse_known_args()
    if sys.version_info < (3, 11):  # noqa: UP036  # the Python that runs this may be an older one
        return _sorry(f"handwave needs Python 3.11 or newer; this is {sys.version.split()[0]}")
    if more and not COMMANDS[given.what]:
        return _sorry(f"bootstrap.py {given.what} takes no further words: {' '.join(more)}")
    environment = Environment(given.env.resolve())
    if not environment.ready(EXTRAS.get(given.what, TESTED)):
        return 2
    if not COMMANDS[given.what]:
        return _answer(environment)
    for number, command in enumerate(COMMANDS[given.what]):
        words = [word.format(bin=environment.programs) for word in command] + (more if number == 0 else [])
        status = subprocess.run(words, cwd=HERE, env=_settings(given.what), check=False).returncode
        if status:
            return status
    return 0


def _settings(what: str) -> dict[str, str]:
    more = {"HANDWAVE_RANDOM_MACHINES": MACHINES} if what == "agree" else {}
    return {**more, **os.environ}


def _answer(environment: Environment) -> int:
    """Answer the questions, each with a picture, and say what to type next."""
    (HERE / "pictures").mkdir(exist_ok=True)
    handwave = str(environment.programs / "handwave")
    for one in QUESTIONS:
        print(f"{one.words}\n", flush=True)
        started = [
            subprocess.Popen([handwave, *words], cwd=HERE, stdout=subprocess.PIPE, text=True) for words in one.commands
        ]
        for words, process in zip(one.commands, started, strict=True):
            said, _ = process.communicate()
            print(f"$ handwave {' '.join(words)}\n{said}", flush=True)
        status = max(process.returncode for process in started)
        if status:
            return status
    print(NEXT.format(enter=environment.enter))
    return 0


class Environment:
    """A virtual environment that holds this checkout, editable."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.programs = folder / ("Scripts" if os.name == "nt" else "bin")
        self.python = self.programs / ("python.exe" if os.name == "nt" else "python")

    @property
    def enter(self) -> str:
        """What to type to enter it."""
        return str(self.programs / "activate") if os.name == "nt" else f". {self._near() / 'bin/activate'}"

    def _near(self) -> Path:
        here = Path.cwd()
        return self.folder.relative_to(here) if self.folder.is_relative_to(here) else self.folder

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
        done = subprocess.run([*pip, "install", "--quiet", "pip", "--editable", f"{HERE}{extras}"], check=False)
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
