"""What a PDF of Graphviz lacks: a title, and more than one page."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from diagrams.rendering.words import Words


def joined(pages: Sequence[bytes], words: Words) -> bytes:
    """The pages in one file, with its words."""
    pypdf: Any = importlib.import_module("pypdf")
    writer = pypdf.PdfWriter()
    for page in pages:
        writer.append(BytesIO(page))
    writer.add_metadata({"/Title": words.title, "/Subject": words.description})
    written = BytesIO()
    writer.write(written)
    return written.getvalue()
