"""Ctrl-C wherever it comes: in a callback that Python lets nobody hear of, in a clean-up, in a library's last words."""

from __future__ import annotations

import _thread
import os
import sys
from contextlib import suppress
from threading import Timer
from typing import NoReturn

AGAIN = 0.01
"""Seconds after which an interrupt that was lost is given again: by then the callback is over."""


def heard_everywhere() -> None:
    """Give an interrupt again that came in a weak reference's callback or a ``__del__``, where Python drops it."""
    before = sys.unraisablehook

    def hook(dropped: sys.UnraisableHookArgs) -> None:
        if issubclass(dropped.exc_type, KeyboardInterrupt):
            again = Timer(AGAIN, _thread.interrupt_main)
            again.daemon = True
            again.start()
        else:
            before(dropped)

    sys.unraisablehook = hook


def was_interrupted(error: BaseException | None) -> bool:
    """Whether it was Ctrl-C, or came of it: a clean-up may fail of what was interrupted half way."""
    while error is not None and not _is_one(error):
        error = error.__cause__ or error.__context__
    return error is not None


def _is_one(error: BaseException) -> bool:
    """Whether it is an interrupt; one that comes while ctypes looks at an argument is only named in what it raises."""
    named = type(error).__name__ == "ArgumentError" and KeyboardInterrupt.__name__ in str(error)
    return named or isinstance(error, KeyboardInterrupt)


def leave(status: int) -> NoReturn:
    """End at once: what a library puts in order first, such as all of Z3's formulas, can take half a minute."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(status)
