"""Names of models, properties and tests as parts of file names."""

from __future__ import annotations

import re

LONGEST = 80


def in_a_name(text: str) -> str:
    """The text with nothing in it that a file name, on any system, cannot have.

    >>> in_a_name("not_alone"), in_a_name("B is never <ESTABLISHED> alone!"), in_a_name("??")
    ('not_alone', 'B-is-never-ESTABLISHED-alone', 'unnamed')
    """
    plain = re.sub(r"[^\w.]+", "-", text).strip("-.")
    return plain[:LONGEST].rstrip("-.") or "unnamed"
