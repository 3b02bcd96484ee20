"""A page of the documentation: the files that it has its reader write, and the commands that it shows."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CAPTURES = {
    "capture.pcap": "s16_connection_refused.client.pcap",
    "client.pcap": "s15_last_ack_lost.client.pcap",
    "server.pcap": "s15_last_ack_lost.server.pcap",
}
"""What the reader's own captures stand for."""

_FENCED = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_NAMED = re.compile(r"# ([\w-]+\.\w+)\n")


@dataclass(frozen=True)
class Block:
    """A fenced block of a page: its language, its text, and where the text stands in the page."""

    language: str
    text: str
    start: int
    end: int

    @property
    def file_name(self) -> str | None:
        """The file that the block is: its first line is a comment with the name.  None where it is none."""
        named = _NAMED.match(self.text)
        return named[1] if named else None


def pages() -> list[Path]:
    """The README in both languages, and every page of ``docs/``."""
    return [ROOT / "README.md", ROOT / "README.zh.md", *sorted((ROOT / "docs").glob("*.md"))]


def title(page: Path) -> str:
    """How a page is called in a test's name: ``README``, ``tutorial``."""
    return page.stem


def blocks(text: str, language: str | None = None) -> Iterator[Block]:
    """The fenced blocks of a page, in order; those of one language if one is given."""
    for found in _FENCED.finditer(text):
        if language in (None, found[1]):
            yield Block(found[1], found[2], found.start(2), found.end(2))


def write_files(text: str, folder: Path) -> None:
    """Write there what the reader of the page has in the working folder: the page's files, and captures."""
    for block in blocks(text):
        if block.file_name is not None:
            (folder / block.file_name).write_text(block.text, "utf-8")
    for name, capture in CAPTURES.items():
        shutil.copy(ROOT / "tests/packets/captures/kernel" / capture, folder / name)
