"""The command ``handwave``, which is also ``python -m checker``: the one place that sees everything."""

from __future__ import annotations

import os
import sys

if (
    __name__ == "__main__"
    and sys.path[:1] == [os.getcwd()]
    and not os.path.samefile(sys.path[0], os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
):
    # ``python -m`` puts the working folder first; a stray queue.py or html.py there would hide Python's own.
    del sys.path[0]

from checker.command.failures import guarded


def main() -> int:
    """Run the command on the arguments of the process; the exit status."""
    return guarded(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
