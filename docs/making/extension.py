"""The Sphinx extension: it writes the pages that are made from the code, before Sphinx reads any."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from sphinx.application import Sphinx

from docs.making.catalogue import catalogue_page
from docs.making.clauses import clauses_page
from docs.making.folders import folders_picture
from docs.making.reference import reference_page
from docs.making.verbs import verbs_page

GENERATED: Mapping[str, Callable[[], str]] = {
    "catalogue.md": catalogue_page,
    "clauses.md": clauses_page,
    "reference.md": reference_page,
    "commands.md": verbs_page,
    "folders.svg": folders_picture,
}
"""Each file of ``docs/generated``, and what writes it."""


def setup(app: Sphinx) -> dict[str, bool]:
    """Called by Sphinx when it loads the extension."""
    app.connect("builder-inited", _write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _write(app: Sphinx) -> None:
    folder = Path(app.srcdir) / "generated"
    folder.mkdir(exist_ok=True)
    for name, text in GENERATED.items():
        file, now = folder / name, text()
        if not file.exists() or file.read_text("utf-8") != now:  # an unchanged page is not read again
            file.write_text(now, "utf-8")
