"""Whose a file is: what is loaded from a disk shared with others is the user's own, or is not loaded."""

from __future__ import annotations

import os

OTHERS_WRITE = 0o022


def ours(found: os.stat_result) -> bool:
    """Whether a file or a folder is the user's own, and nobody else may write there (yes where files have no owner)."""
    return not hasattr(os, "getuid") or (found.st_uid == os.getuid() and not found.st_mode & OTHERS_WRITE)
