"""A scenario's file, or text, as a :class:`~checker.scenarios.script.Scenario`."""

from __future__ import annotations

import re
from pathlib import Path

from checker.scenarios.body import lines
from checker.scenarios.faults import ScenarioError, wrong
from checker.scenarios.head import actor, item
from checker.scenarios.script import Actor, Scenario
from checker.scenarios.tokens import ENDS, pairs, waiting
from spec.notation.errors import Place
from spec.notation.letters import unseen
from spec.notation.nodes import End

_HEADING = re.compile(r"\s*(?:TCP\s+)?(?:Peer\s+)?A\s{2,}(?:TCP\s+)?(?:Peer\s+)?B\s*")
_CAPTION = re.compile(r"\s*(Figure \d+[:.].*)", re.IGNORECASE)
_RULE = re.compile(r"[\s-]*|\s*```\w*\s*")

Text = list[tuple[Place, str]]


def parse(path: str | Path) -> Scenario:
    """The scenario in that file.  ScenarioError, one sentence with file and line, where it is not understood."""
    try:
        text = Path(path).read_text("utf-8-sig")
    except OSError as error:
        raise ScenarioError(f"{path} cannot be read ({(error.strerror or str(error)).lower()})") from None
    except UnicodeDecodeError:
        raise ScenarioError(f"{path} is not a text in UTF-8") from None
    return parse_text(text, str(path))


def parse_text(text: str, file: str = "scenario") -> Scenario:
    """The scenario in that text; ``file`` is what errors call it."""
    kept, caption = _kept(text, file)
    head: dict[str, tuple[Place, str]] = {}
    while kept and (found := item(kept[0][1], kept[0][0], set(head))):
        head[found[0]] = (kept.pop(0)[0], found[1])
    return _scenario(file, head, kept, caption)


def _kept(text: str, file: str) -> tuple[Text, str]:
    """The lines that say something, and the caption of the figure."""
    kept: Text = []
    caption = ""
    for number, line in enumerate(text.splitlines(), start=1):
        _check_seen(line, Place(file, number))
        said = line.partition("#")[0].rstrip()
        if found := _CAPTION.fullmatch(said):
            caption = found.group(1).strip()
        elif not _RULE.fullmatch(said) and not _HEADING.fullmatch(said):
            kept.append((Place(file, number), said))
    return kept, caption


def _check_seen(line: str, place: Place) -> None:
    """ScenarioError where a letter would act on what shows the line."""
    wrong_one = next((letter for letter in line if letter != "\t" and unseen(letter)), None)
    if wrong_one is not None:
        raise wrong(
            place, f"'{line.strip()}' holds a character that cannot be seen, U+{ord(wrong_one):04X}: leave it out"
        )


def _scenario(file: str, head: dict[str, tuple[Place, str]], body: Text, caption: str) -> Scenario:
    end = body[-1][0] if body else Place(file, 1)
    actors: dict[End, Actor] = {}
    for name in ENDS.values():
        if name not in head:
            first = body[0][0] if body else end
            raise wrong(first, f"expected a line before this one that says what {name} is: '{name}: Tcp, isn 100'")
        actors[name] = actor(head[name][1], head[name][0])
    if not body:
        raise wrong(end, "expected lines below the head, such as 'SYN-SENT --> <SEQ=100><CTL=SYN> --> SYN-RECEIVED'")
    return Scenario(
        file,
        head["title"][1] if "title" in head else caption,
        actors,
        lines(body),
        waiting(head["in flight"][1], head["in flight"][0]) if "in flight" in head else (),
        _pairs(head, "params", "OCTETS 10"),
        _pairs(head, "where", "X = 300"),
        {key: place for key, (place, _) in head.items()},
    )


def _pairs(head: dict[str, tuple[Place, str]], key: str, example: str) -> tuple[tuple[str, str], ...]:
    return pairs(head[key][1], head[key][0], example) if key in head else ()
