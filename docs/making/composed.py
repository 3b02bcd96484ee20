"""The texts of the code that are put together where nobody asks for a language, as templates.

What :func:`checker.languages.retelling.retold` tells again: strings and f-strings with words in them, the places of an
f-string by number.  Left out are docstrings and what is translated already.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from checker.languages.retelling import FEWEST, own_letters

FOLDERS = (
    "checker/command/choosing",
    "checker/command/running",
    "checker/command/all_verbs.py",
    "checker/command/verbs",
    "checker/evidence/each_bound.py",
    "checker/explaining/liveness_reasons.py",
    "checker/liveness/lasso_trace.py",
    "checker/packets/judging/remedies.py",
    "checker/packets/live",
    "checker/packets/reading",
    "checker/packets/tcp/conformance.py",
    "checker/rows/lower.py",
    "checker/scenarios",
    "checker/verdicts/pair_verdicts.py",
    "checker/verdicts/vacuity.py",
    *(f"diagrams/rendering/{name}.py" for name in ("drawing", "fit", "paper", "picture", "render")),
    "spec/notation",
    *(f"checker/command/{name}.py" for name in ("failures", "language", "missing_packages", "options", "writing")),
    *(
        f"checker/command/report/{name}.py"
        for name in ("all_numbers", "by_hand", "catalogue_table", "conditions_table", "conformance", "evidence")
    ),
    *(f"checker/command/report/{name}.py" for name in ("expectations", "heading", "saved_walk", "showing", "text")),
)
"""Where such texts stand that a reader sees."""
TRANSLATED = ("tr", "counted", "count")
NO_TEXT = ("metavar", "dest", "action", "type")
"""Arguments that no reader reads."""
_NO_SENTENCE = re.compile(
    r"handwave[: ]|\{1\} states$|\w+ \{1\} --|<frozen|rcv RST|trace |cannot import|  --|limited\(\.\.\.|Mapping|"
    r"# |pytest |from pathlib|params: |in flight: |, starts at |\(duplicate\)|\s*\\|\.\. figure|\"ghost|"
    r"unrecognized arguments: \(|\{1\}, \{2\} by hand|module '|call\(|Change \||(tuple|dict|classmethod)\["
)
"""Commands, a count that is told by its noun, code, types, what a file has, and what Python says."""


def composed(root: Path) -> Iterator[tuple[str, str]]:
    """Each template, and the file in which it stands."""
    for name in FOLDERS:
        files = sorted((root / name).rglob("*.py")) if not name.endswith(".py") else [root / name]
        for file in files:
            where = str(file.relative_to(root))
            yield from ((text, where) for text in _texts(ast.parse(file.read_text("utf-8"))))


def _texts(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):  # a docstring
        return
    if isinstance(node, ast.Call) and _called(node) in TRANSLATED:
        return
    if isinstance(node, ast.JoinedStr | ast.Constant):
        text = _template(node)
        if _has_words(text):
            yield text
    for child in ast.iter_child_nodes(node):
        if isinstance(node, ast.JoinedStr) and isinstance(child, ast.Constant):
            continue
        if not (isinstance(child, ast.keyword) and child.arg in NO_TEXT):
            yield from _texts(child)


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def _template(node: ast.JoinedStr | ast.Constant) -> str:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    text, places = "", 0
    for part in node.values:
        places += not isinstance(part, ast.Constant)
        text += str(part.value) if isinstance(part, ast.Constant) else f"{{{places}}}"
    return text.strip()


def _has_words(text: str) -> bool:
    bare = re.sub(r"\{\d+\}", "", text)
    words = re.findall(r"(?<![\w.-])[a-z]{2,}(?![\w.(])", bare)
    return " " in text and bool(words) and own_letters(text) >= FEWEST and not _NO_SENTENCE.match(text)
