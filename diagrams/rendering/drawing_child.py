"""The child process that lays out and draws: reads one job a line, writes one answer a line.

Run by its path, never imported by the pictures.  pygraphviz keeps the interpreter's lock for the whole
layout, so only from outside can a layout be stopped.  A job is ``[engine, kind, dot]`` in JSON, an answer the
drawing in base 64.
"""

from __future__ import annotations

import base64
import importlib
import json
import sys

UNUSABLE = 3
"""Exit status where pygraphviz is not there, or does not load."""


def main() -> int:
    """Draw every job of the standard input; the exit status."""
    try:
        pygraphviz = importlib.import_module("pygraphviz")
    except ImportError as error:
        print(error, file=sys.stderr)
        return UNUSABLE
    for line in sys.stdin.buffer:
        engine, kind, dot = json.loads(line)
        drawing = pygraphviz.AGraph(string=dot).draw(format=kind, prog=engine)
        sys.stdout.buffer.write(base64.b64encode(drawing) + b"\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
