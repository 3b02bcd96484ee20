"""Text to where it was asked for: standard output, or a file that is written whole or not at all."""

from __future__ import annotations

import re
from pathlib import Path

from checker.command.outcomes import Refused
from spec.notation.letters import escaped

PICTURES = (".svg", ".pdf", ".png", ".dot")


def put(text: str, target: str | None, instead: str = "") -> None:
    """Print the text, or write it to that file (``.md``: as a block of code).

    ``instead`` is the command that makes a picture, where the name is that of one.
    """
    if target is None or target == "-":
        print(text)
        return
    kind = Path(target).suffix.lower()
    if kind in PICTURES and instead:
        raise Refused(f"{target} is the name of a picture, and this is text: write {instead} -o {target}")
    from diagrams.drawing import write

    fence = "`" * (1 + max([2, *(len(run) for run in re.findall("`+", text))]))
    fenced = f"{fence}text\n{text}\n{fence}" if kind == ".md" else text
    write(target, f"{fenced}\n".encode())
    print(f"{escaped(target)}: {len(text.splitlines())} lines")
