"""Whatever goes wrong: one sentence on standard error, and the exit status.  Never a traceback."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence

from checker.command.all_verbs import run
from checker.command.held import HELD
from checker.command.interrupts import was_interrupted
from checker.command.language import with_language
from checker.command.missing_packages import missing
from checker.command.outcomes import Exit, Refused
from checker.languages.retelling import retold

_PLACED = re.compile(r"^[^\s:]+:\d+: ")


def guarded(arguments: Sequence[str]) -> int:
    """Run the command; the exit status."""
    debug = "--debug" in arguments
    _forgiving()
    try:
        status = run(with_language([one for one in arguments if one != "--debug"]))
        _flush()
    except KeyboardInterrupt:
        return _interrupted()
    except BrokenPipeError:
        _let_go()
        return Exit.CLOSED_PIPE
    except Exception as error:
        if was_interrupted(error):
            return _interrupted()
        if debug:
            raise
        return _told(error)
    finally:
        HELD.release()
    return _interrupted() if status == Exit.INTERRUPTED and HELD.met else status


def _interrupted() -> int:
    """What is said after Ctrl-C, or where a limit was met; the exit status."""
    met, HELD.met = HELD.met, ""
    if met:
        print(f"handwave: not established: cut short by {met}", file=sys.stderr)
        return Exit.NOT_ESTABLISHED
    print("handwave: interrupted", file=sys.stderr)
    return Exit.INTERRUPTED


def _forgiving() -> None:
    """Let a character that the terminal's encoding lacks be written as its escape, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _flush() -> None:
    # there is none where the shell closed it: >&-
    if getattr(sys, "stdout", None) is not None:
        sys.stdout.flush()


def _let_go() -> None:
    """Point standard output nowhere, so that Python's own flush at the end does not fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _told(error: Exception) -> int:
    from spec.notation.letters import escaped  # --help does not wait for it

    sentence, status = explained(error)
    place = _PLACED.match(sentence)
    where = "handwave: " if place is None else place[0]
    said = sentence if place is None else sentence[place.end() :]
    told = where + retold(said)
    if place is not None and told == sentence:  # the place stands in the template, too
        told = retold(sentence)
    print(escaped(told), file=sys.stderr)  # it may quote a file, or the name of one
    if isinstance(error, OSError):
        _let_go()
    return status


def explained(error: Exception) -> tuple[str, Exit]:
    """The sentence for an exception, and the exit status."""
    if isinstance(error, ImportError) and (sentence := missing(error)):
        return sentence, Exit.WRONG
    from checker.command.choosing.user_files import blamed
    from checker.packets.reading.errors import CaptureError
    from diagrams.rendering.render import PictureError
    from spec.notation.errors import SpecError

    if isinstance(error, Refused | SpecError | PictureError | CaptureError):
        return str(error), getattr(error, "status", Exit.WRONG)
    if isinstance(error, MemoryError):
        return "there is not enough memory for so many states: give --max-states", Exit.NOT_ESTABLISHED
    if isinstance(error, OSError):
        what = f"{error.filename} cannot be used" if error.filename else "the output cannot be written"
        return f"{what} ({(error.strerror or str(error)).lower()})", Exit.WRONG
    return blamed(error) or _own(error)


def _own(error: Exception) -> tuple[str, Exit]:
    said = " ".join(str(error).split())
    return (
        f"this is an error of handwave's own, not of yours ({type(error).__name__}{': ' if said else ''}{said}); "
        "the same command with --debug shows where",
        Exit.OWN_ERROR,
    )
