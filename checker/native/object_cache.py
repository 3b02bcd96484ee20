"""Compiled kernels on disk, in a folder that is the user's alone; a file that is not as it was written is not read."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

DIGEST = hashlib.sha256
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
        if _ours(place):
            said, payload = _parts((place / _name(key)).read_bytes())
            if said == DIGEST(key + payload).digest():
                return payload
    return None


def save(key: bytes, payload: bytes) -> None:
    """Save it, whole or not at all; where that cannot be done, nothing happens."""
    with suppress(OSError, RuntimeError):
        place = folder()
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _ours(place):
            return
        number, written = tempfile.mkstemp(dir=place)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(DIGEST(key + payload).digest() + payload)
            os.replace(written, place / _name(key))
        except BaseException:
            with suppress(OSError):
                os.unlink(written)
            raise


def _parts(whole: bytes) -> tuple[bytes, bytes]:
    size = DIGEST().digest_size
    return whole[:size], whole[size:]


def _name(key: bytes) -> str:
    return f"kernels-{DIGEST(key).hexdigest()[:32]}.o"


def _ours(place: Path) -> bool:
    """Whether the folder is the user's own, and nobody else may write in it."""
    if not hasattr(os, "getuid"):
        return place.is_dir()
    found = place.stat()
    return found.st_uid == os.getuid() and not found.st_mode & 0o022
