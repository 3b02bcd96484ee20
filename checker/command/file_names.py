"""Names of models, properties and tests as parts of file names."""

from __future__ import annotations

import re
from hashlib import sha256

LONGEST = 80


def in_a_name(text: str) -> str:
    """The text with nothing in it that a file name, on any system, cannot have.

    >>> in_a_name("not_alone"), in_a_name("B is never <ESTABLISHED> alone!"), in_a_name("??")
    ('not_alone', 'B-is-never-ESTABLISHED-alone', 'unnamed')
    """
    plain = re.sub(r"[^\w.]+", "-", text).strip("-.")
    return plain[:LONGEST].rstrip("-.") or "unnamed"


def folder_of_test(nodeid: str) -> list[str]:
    """A folder for each test: two whose parameters differ only in what a file name cannot have are told apart.

    >>> folder_of_test("tests/test_mine.py::TestIt::test_it[two-way]")
    ['tests', 'test_mine', 'TestIt', 'test_it-two-way']
    >>> folder_of_test("test_mine.py::test_it[a<b]"), folder_of_test("test_mine.py::test_it[a/b]")
    (['test_mine', 'test_it-a-b-6aa1af'], ['test_mine', 'test_it-a-b-a82b15'])
    """
    head, bracket, given = nodeid.partition("[")
    *above, test = head.replace(".py::", "/").replace("::", "/").split("/")
    name = in_a_name(test + bracket + given)
    if re.search(r"[^\w.-]", given.removesuffix("]")) or len(test + bracket + given) > LONGEST:
        name += f"-{sha256(given.encode()).hexdigest()[:6]}"
    return [*map(in_a_name, above), name]
