"""The command ``handwave``, which is also ``python -m checker``: the one place that sees everything."""

from __future__ import annotations

import os
import signal
import sys

if (
    __name__ == "__main__"
    and sys.path[:1] == [os.getcwd()]
    and not os.path.samefile(sys.path[0], os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
):
    # ``python -m`` puts the working folder first; a stray queue.py or html.py there would hide Python's own.
    del sys.path[0]


def main() -> int:
    """Run the command on the arguments of the process; the exit status.

    While Python imports, and when all is done, Ctrl-C ends the process in silence, which a shell shows as 130.
    """
    heeded = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if heeded:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from checker.command.failures import guarded
    from checker.command.interrupts import heard_everywhere, leave

    if not heeded:
        return guarded(sys.argv[1:])
    heard_everywhere()
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        status = guarded(sys.argv[1:])
    except KeyboardInterrupt:  # before it is guarded, or behind it
        status = 130
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    if status == 130:
        leave(status)
    return status


if __name__ == "__main__":
    sys.exit(main())
