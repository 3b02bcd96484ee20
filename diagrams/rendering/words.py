"""What a drawn file says of itself in words: its title, and a description for who does not see it."""

from __future__ import annotations

import importlib
import re
import struct
import zlib
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from diagrams.rendering.style import RESOLUTION

_SVG = re.compile(r"<title id=[^>]*>([^<]*)</title>\s*<desc id=[^>]*>([^<]*)</desc>")
_HEADER = 33
"""Where the first chunk of a PNG ends: what follows it may be words."""
_KEYS = (b"Title", b"Description")


class Words(NamedTuple):
    """What a picture is, and what is seen in it."""

    title: str
    description: str


def in_png(png: bytes, words: Words) -> bytes:
    """The image with its words in it, and with its size on paper."""
    told = b"".join(
        _chunk(b"iTXt" + key + b"\0\0\0\0\0" + text.encode()) for key, text in zip(_KEYS, words, strict=True)
    )
    dots = round(RESOLUTION / 0.0254)
    return png[:_HEADER] + told + _chunk(b"pHYs" + struct.pack(">IIB", dots, dots, 1)) + png[_HEADER:]


def _chunk(named: bytes) -> bytes:
    content = named[4:]
    return struct.pack(">I", len(content)) + named + struct.pack(">I", zlib.crc32(named))


def words_of(file: Path) -> Words | None:
    """What a picture drawn here says of itself; None for what has no words (a text, a picture of another program)."""
    content = file.read_bytes()
    if file.suffix == ".svg":
        found = _SVG.search(content.decode())
        return Words(unescape(found[1]), unescape(found[2])) if found else None
    if file.suffix == ".pdf":
        pypdf: Any = importlib.import_module("pypdf")
        said: dict[str, str] = dict(pypdf.PdfReader(BytesIO(content)).metadata or {})
        return Words(said.get("/Title", file.stem), said.get("/Subject", ""))
    if file.suffix == ".tex":
        title, description, *_ = content.decode().splitlines()
        return Words(title.removeprefix("% "), description.removeprefix("% "))
    return _png_words(content) if file.suffix == ".png" else None


def pages_of(file: Path) -> int:
    """How many pages a PDF has; 1 of all else."""
    if file.suffix != ".pdf":
        return 1
    pypdf: Any = importlib.import_module("pypdf")
    return len(pypdf.PdfReader(BytesIO(file.read_bytes())).pages)


def _png_words(content: bytes) -> Words | None:
    found: list[str] = []
    place = _HEADER
    for key in _KEYS:
        (length,) = struct.unpack(">I", content[place : place + 4])
        chunk = content[place + 4 : place + 8 + length]
        if not chunk.startswith(b"iTXt" + key):
            return None
        found.append(chunk[4 + len(key) + 5 :].decode())
        place += 12 + length
    return Words(*found)
