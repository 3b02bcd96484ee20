"""``--lang zh``, which every verb takes: in which language the answers are."""

from __future__ import annotations

from collections.abc import Sequence

from checker.command.outcomes import Refused
from checker.languages.speech import ENGLISH, known, speak

OPTION = "--lang"


def with_language(arguments: Sequence[str]) -> list[str]:
    """The arguments without ``--lang``, whose language is spoken from now on; Refused if there is no such.

    JSON is for programs: it is in English always.
    """
    rest: list[str] = []
    asked: str | None = None
    given = iter(arguments)
    for one in given:
        name, equals, value = one.partition("=")
        if name != OPTION:
            rest.append(one)
        else:
            asked = value if equals else next(given, "")
    if asked is not None and asked not in known():
        raise Refused(f"{OPTION} {asked or '...'}: write {' or '.join(f'{OPTION} {one}' for one in known())}")
    if "--json" in rest:
        asked = ENGLISH
    speak(asked)
    return rest
