"""Compiled kernels on disk, in a folder that is the user's alone; a file that is not as it was written is not read."""

from __future__ import annotations

import os
import sys
import zlib
from contextlib import suppress
from pathlib import Path

from checker.search.ownership import ours

FOLDER = "HANDWAVE_CACHE"
"""The variable of the environment that names another folder."""


def folder() -> Path:
    """The folder: ``$HANDWAVE_CACHE``, or ``handwave`` in the user's folder for such files."""
    named = os.environ.get(FOLDER)
    if named:
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "handwave"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "handwave"


def load(key: bytes) -> bytes | None:
    """What was saved under the key; None where nothing was, or somebody else may have written there."""
    with suppress(OSError, RuntimeError):
        place = folder()
        if ours(place.stat()):
            with (place / _name(key)).open("rb") as file:
                whole = file.read() if ours(os.fstat(file.fileno())) else b""
            payload = whole[len(_head(key, b"")) :]
            if whole == _head(key, payload) + payload:
                return payload
    return None


def save(key: bytes, payload: bytes) -> None:
    """Save it, whole or not at all; where that cannot be done, nothing happens."""
    with suppress(OSError, RuntimeError):
        place = folder()
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not ours(place.stat()):
            return
        from tempfile import mkstemp  # needed once a machine, and slow to import

        number, written = mkstemp(dir=place)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(_head(key, payload) + payload)
            os.replace(written, place / _name(key))
        except BaseException:
            with suppress(OSError):
                os.unlink(written)
            raise


def _head(key: bytes, payload: bytes) -> bytes:
    """What stands before it: the whole key, as two may share a name, and the sum that shows damage."""
    return zlib.crc32(payload).to_bytes(4, "little") + len(key).to_bytes(4, "little") + key


def _name(key: bytes) -> str:
    return f"kernels-{zlib.crc32(key):08x}.o"
