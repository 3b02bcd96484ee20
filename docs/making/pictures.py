"""The pictures that pages show: each is kept in ``docs/pictures``, and is drawn by a command of its page.

A page to click through is kept there too, as it is written.

A kept picture carries the hash of the DOT text that it was drawn from.  The DOT text is the same with every version of
Graphviz, so whether a picture is up to date does not depend on the version here.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from docs.making.commands import commands, run
from docs.making.pages import ROOT, blocks

KEPT = ROOT / "docs/pictures"
_SHOWN = re.compile(r"[(\"](?:(?:docs/)?pictures/(?=[\w-]+\.svg)|pictures/(?=[\w-]+\.html))([\w-]+\.\w+)[)\"]")
_MARK = "<!-- drawn from DOT text with SHA-256 {} -->\n"
_MARKED = re.compile(_MARK.format("([0-9a-f]{64})").strip())


class Shown(NamedTuple):
    """A picture on a page, and the command of the page that draws it."""

    file: str
    command: list[str]


def pictures(text: str) -> Iterator[Shown]:
    """The pictures on a page; ValueError for one that no command of the page draws."""
    drawing = [line for block in blocks(text, "console") for line in commands(block.text)]
    for file in dict.fromkeys(_SHOWN.findall(text)):
        found = [line for line in drawing if line.startswith("handwave ") and line.endswith(f" -o {file}")]
        if not found:
            raise ValueError(f"no command of the page draws {file}: show one that ends with '-o {file}'")
        yield Shown(file, found[0].split())


def fingerprint(one: Shown, folder: Path) -> str:
    """The hash of the DOT text that the command writes, run in the folder of the page's files; of a page, of itself."""
    if one.file.endswith(".html"):
        run(one.command, folder)
        return hashlib.sha256((folder / one.file).read_bytes()).hexdigest()
    target = Path(one.file).with_suffix(".dot").name
    run([*one.command[:-1], target], folder)
    return hashlib.sha256((folder / target).read_bytes()).hexdigest()


def kept_fingerprint(file: str) -> str | None:
    """The hash that the kept picture carries; None where there is no such picture."""
    path = KEPT / file
    if file.endswith(".html"):
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else None
    found = _MARKED.search(path.read_text("utf-8")) if path.exists() else None
    return found[1] if found else None


def keep(one: Shown, folder: Path) -> bool:
    """Draw the picture again if its DOT text has changed; whether it had."""
    now = fingerprint(one, folder)
    if kept_fingerprint(one.file) == now:
        return False
    run(one.command, folder)
    KEPT.mkdir(exist_ok=True)
    if one.file.endswith(".html"):
        shutil.copy(folder / one.file, KEPT)
        return True
    drawing = (folder / one.file).read_text("utf-8")
    (KEPT / one.file).write_text(drawing.replace("<svg ", f"{_MARK.format(now)}<svg ", 1), "utf-8")
    return True
