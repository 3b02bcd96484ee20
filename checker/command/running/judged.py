"""How far the judging of a capture has come, and the limits at which it stops."""

from __future__ import annotations

import time

from checker.command.running.progress import ProgressLine
from checker.search.memory import amount, taken

LOOKED = 64
"""Messages after which memory is looked at."""


class Judging:
    """Watches the judging of one connection after the other; stops at ``timeout`` seconds or ``memory`` octets."""

    def __init__(self, name: str, timeout: float | None, memory: int | None) -> None:
        self.line = ProgressLine(name)
        self.timeout, self.memory = timeout, memory
        self.packets = 0
        """Those of the connection that is judged now."""
        self._begun = time.monotonic()
        self._told = 0

    def __call__(self, done: int) -> str:
        """Why to stop after so many packets; empty to go on."""
        seconds = time.monotonic() - self._begun
        rate = f"{done / max(seconds, 1e-6):,.0f}/s"
        self.line.write(f"{self.line.name}  {done:,} of {self.packets:,} packets  {rate}  {seconds:.0f} s", seconds)
        if self.timeout is not None and seconds > self.timeout:
            return f"the time-out of {self.timeout:g} s came first"
        self._told += 1
        if self.memory is not None and self._told % LOOKED == 1 and taken() > self.memory:
            return f"it takes more memory than {amount(self.memory)}"
        return ""
