"""The reader's language: texts stand in the code in English, and are looked up in a catalogue when they are printed."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
"""Catalogues: ``zh/LC_MESSAGES/handwave.po``."""
DOMAIN = "handwave"
SENTENCES = "sentences"
"""The catalogue of what is put together (:mod:`checker.languages.retelling`)."""
ENGLISH = "en"
AT_FIRST = os.environ.get("LANGUAGE")
_ENTRY = re.compile(r'^msgid ((?:".*"\n)+)msgstr ((?:".*"\n)+)', re.MULTILINE)
"""An English text and its translation, each in pieces of a line."""


def known() -> list[str]:
    """The languages that can be asked for: ``['en', 'zh']``."""
    return sorted([ENGLISH, *(file.parts[-3] for file in FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))])


def speak(language: str | None) -> None:
    """Speak this language from now on, one of :func:`known`, here and in processes that are started from here.

    None: what the environment asked for at first.
    """
    asked = AT_FIRST if language is None else language
    if asked is None:
        os.environ.pop("LANGUAGE", None)
    else:
        os.environ["LANGUAGE"] = asked
    spoken.cache_clear()


@cache
def spoken() -> str:
    """The language that is spoken, ``en`` or ``zh``: the first known one of LANGUAGE, LC_ALL, LC_MESSAGES or LANG."""
    asked = next(filter(None, map(os.environ.get, ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))), "")
    for one in (re.split(r"[_.@]", each)[0] for each in asked.split(":")):
        if one in known():
            return one
    return ENGLISH


def tr(text: str) -> str:
    """The text in the reader's language; as it stands where that has no translation of it.

    >>> speak("zh"); tr("HOLDS"); speak("en"); tr("HOLDS")
    '成立'
    'HOLDS'
    """
    return _catalogue(spoken()).get(text, text)


def texts() -> Iterator[tuple[str, str]]:
    """Every text that the catalogues have, in English and translated."""
    yield from _catalogue(spoken()).items()


@cache
def _catalogue(language: str) -> Mapping[str, str]:
    """What is translated; nothing for English."""
    files = (FOLDER / language / "LC_MESSAGES" / f"{domain}.po" for domain in (SENTENCES, DOMAIN))
    entries = (entry for file in files if file.exists() for entry in _ENTRY.findall(file.read_text("utf-8")))
    pairs = ((_joined(english), _joined(told)) for english, told in entries)
    return {english: told for english, told in pairs if english and told}


def _joined(pieces: str) -> str:
    r"""The text of quoted pieces, a line each.

    >>> _joined('"a \\"text\\", "\n"in two pieces"')
    'a "text", in two pieces'
    """
    return "".join(map(json.loads, pieces.splitlines()))
