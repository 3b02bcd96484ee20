"""The one exception of this package."""

from __future__ import annotations


class CaptureError(Exception):
    """A file that cannot be read as a capture; its text is one sentence that names the file and the fault."""
