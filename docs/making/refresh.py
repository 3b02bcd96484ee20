"""Run what the pages show again; write what it prints, the numbers of the prose, and the pictures.

python -m docs.making.refresh [PAGE ...]     README, tutorial, ...; none: all of them
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from docs.making.commands import printed
from docs.making.facts import restated
from docs.making.pages import blocks, pages, title, write_files
from docs.making.pictures import keep, pictures
from docs.making.tables import with_tables


def refreshed(text: str) -> str:
    """The page as it should be; its pictures are kept."""
    with tempfile.TemporaryDirectory() as name:
        write_files(text, Path(name))
        for picture in pictures(text):
            keep(picture, Path(name))
        for block in reversed(list(blocks(text, "console"))):  # from the end: places before it stay
            text = text[: block.start] + printed(block.text, Path(name)) + text[block.end :]
    return with_tables(restated(text))


def main(names: Sequence[str]) -> int:
    """Refresh the pages; 2 if there is no such page."""
    known = {title(page): page for page in pages()}
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"there is no page {', '.join(unknown)}: write one of {', '.join(known)}", file=sys.stderr)
        return 2
    for name in names or known:
        text = known[name].read_text("utf-8")
        if (now := refreshed(text)) != text:
            known[name].write_text(now, "utf-8")
            print(f"{name}: written again")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
