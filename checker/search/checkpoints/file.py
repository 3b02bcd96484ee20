"""The file of a checkpoint: written beside the one before it and put in its place whole, read only if it is as it was
written.

A line that says what it is, the length of the head in 8 octets, the head (JSON), the pairs (8 octets each), the places
of those before them and of those in which nothing can happen (4 each), and the SHA-256 of all that.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from array import array
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, cast

from checker.search.checkpoints.identity import FORMAT, Identity
from checker.search.ownership import ours
from spec.notation.errors import SpecError

NAME = "checkpoint"
FIRST = b"handwave checkpoint\n"
DIGEST = hashlib.sha256
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, EOFError, MemoryError, OverflowError, RecursionError)
"""What reading raises where the parts are not those of a checkpoint."""
SLICE = 1 << 20
"""Octets, or items, that are handled at a time."""


@dataclass(frozen=True)
class Head:
    """Everything but the long lists."""

    identity: Identity
    states: int
    stuck: int
    levels: list[int]
    transitions: int
    expanded: int
    last: int
    seconds: float
    fired: dict[str, int]
    cuts: list[str]
    views: list[list[str]]
    """Those of A and of B, in hexadecimal digits."""
    byteorder: str = sys.byteorder
    format: int = FORMAT


@dataclass(frozen=True)
class Saved:
    """What was read."""

    head: Head
    pairs: array[int]
    parents: array[int]
    stuck: array[int]


def write(folder: Path, head: Head, parts: Iterable[bytes]) -> None:
    """Put it in place of the one before.  OSError where it cannot be written; then that one is still there."""
    folder.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(prefix=f".{NAME}-", dir=folder)
    try:
        with os.fdopen(number, "wb") as file:
            digest = DIGEST()
            for part in (*_front(head), *parts):
                digest.update(part)
                file.write(part)
            file.write(digest.digest())
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, folder / NAME)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
    _sync(folder)


def _front(head: Head) -> Iterator[bytes]:
    text = json.dumps(asdict(head)).encode()
    yield FIRST + len(text).to_bytes(8, "little") + text


def _sync(folder: Path) -> None:
    """Let the new name be on disk too, where the system can be asked for that."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def read(folder: Path) -> Saved:
    """What was written; SpecError where there is none, or where it is not as it was written."""
    path = folder / NAME
    try:
        with path.open("rb") as file:
            found = os.fstat(file.fileno())
            if not ours(found):
                raise SpecError(
                    f"{path} belongs to another user, or others may write to it: copy it, and resume the copy"
                )
            size = found.st_size - DIGEST().digest_size
            if not _whole(file, size):
                raise SpecError(f"{path} is damaged, or no checkpoint: its checksum is not that of what stands in it")
            return _parts(path, file)
    except UNREADABLE:
        raise SpecError(f"{path} is no checkpoint: it has not the parts that one has") from None
    except FileNotFoundError:
        raise SpecError(f"there is no checkpoint in {folder}: --checkpoint {folder} writes one") from None
    except OSError as error:
        raise SpecError(f"{path} cannot be read ({(error.strerror or str(error)).lower()})") from None


def identity_in(folder: Path) -> Identity | None:
    """Of which search the checkpoint there is; None where there is none that can be read."""
    try:
        with (folder / NAME).open("rb") as file:
            return _head(folder / NAME, file).identity if file.read(len(FIRST)) == FIRST else None
    except (OSError, SpecError, *UNREADABLE):
        return None


def _whole(file: Any, size: int) -> bool:
    digest, left = DIGEST(), size
    while left > 0 and (part := file.read(min(left, SLICE))):
        digest.update(part)
        left -= len(part)
    right = left == 0 and file.read() == digest.digest()
    file.seek(0)
    return right and file.read(len(FIRST)) == FIRST


def _parts(path: Path, file: Any) -> Saved:
    head = _head(path, file)
    return Saved(head, _items(file, "Q", head.states), _items(file, "I", head.states), _items(file, "I", head.stuck))


def _head(path: Path, file: Any) -> Head:
    """What stands behind the first line."""
    said: dict[str, Any] = json.loads(file.read(int.from_bytes(file.read(8), "little")))
    if said["format"] != FORMAT or said["byteorder"] != sys.byteorder:
        raise SpecError(
            f"{path} is of format {said['format']} ({said['byteorder']} endian): this handwave reads "
            f"format {FORMAT} ({sys.byteorder} endian)"
        )
    given: dict[str, Any] = said.pop("identity")
    bounds, kept, packing = (tuple(cast("list[str]", given.pop(name))) for name in ("bounds", "kept", "packing"))
    return Head(Identity(bounds=bounds, kept=kept, packing=packing, **given), **said)


def _items(file: Any, kind: Literal["I", "Q"], count: int) -> array[int]:
    found: array[int] = array(kind)
    found.fromfile(file, count)
    return found
