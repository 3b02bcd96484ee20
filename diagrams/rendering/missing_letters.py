"""Letters that no font of this machine has: a PNG or a PDF would show boxes in their places."""

from __future__ import annotations

import os
import shutil
import subprocess
import unicodedata

from diagrams.rendering.render import environment

_SECONDS = 10.0


def missing_letters(text: str) -> str:
    """Those letters of a text that DejaVu lacks, if no font here has them all; empty also where nobody can tell."""
    program = shutil.which("fc-list")
    wide = sorted({letter for letter in text if unicodedata.east_asian_width(letter) in "WF"})
    if program is None or not wide:
        return ""
    asked = [program, f":charset={' '.join(f'{ord(letter):x}' for letter in wide)}", "family"]
    try:
        found = subprocess.run(asked, env=environment(os.environ), capture_output=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return "".join(wide) if found.returncode == 0 and not found.stdout.strip() else ""
