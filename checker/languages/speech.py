"""The reader's language: texts stand in the code in English, and are looked up in a catalogue when they are printed."""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
"""Catalogues: ``zh/LC_MESSAGES/handwave.po``, and the same compiled."""
DOMAIN = "handwave"
SENTENCES = "sentences"
"""The catalogue of what is put together (:mod:`checker.languages.retelling`)."""
ENGLISH = "en"
AT_FIRST = os.environ.get("LANGUAGE")


def known() -> list[str]:
    """The languages that can be asked for: ``['en', 'zh']``."""
    return sorted([ENGLISH, *(file.parts[-3] for file in FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))])


def speak(language: str | None) -> None:
    """Speak this language from now on, one of :func:`known`, here and in processes that are started from here.

    None: what the environment asked for at first.
    """
    asked = AT_FIRST if language is None else language
    if asked is None:
        os.environ.pop("LANGUAGE", None)
    else:
        os.environ["LANGUAGE"] = asked
    _catalogue.cache_clear()


def spoken() -> str:
    """The language that is spoken: ``en``, ``zh``."""
    return _catalogue().info().get("language", ENGLISH)


def tr(text: str) -> str:
    """The text in the reader's language; as it stands where that has no translation of it.

    >>> speak("zh"); tr("HOLDS"); speak("en"); tr("HOLDS")
    '成立'
    'HOLDS'
    """
    return _catalogue().gettext(text) if text else text


def texts() -> Iterator[tuple[str, str]]:
    """Every text that the catalogues have, in English and translated."""
    for one in (_catalogue(), _translations(SENTENCES)):
        known: Mapping[object, str] = vars(one).get("_catalog", {})
        yield from ((english, told) for english, told in known.items() if isinstance(english, str) and english)


@cache
def _catalogue() -> gettext.NullTranslations:
    """What LANGUAGE, LC_ALL, LC_MESSAGES or LANG asks for; English where there is no such catalogue."""
    found = _translations(DOMAIN)
    found.add_fallback(_translations(SENTENCES))
    return found


def _translations(domain: str) -> gettext.NullTranslations:
    return gettext.translation(domain, FOLDER, fallback=True)
