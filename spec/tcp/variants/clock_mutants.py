"""Machines whose TIME-WAIT need not end, each with one thing wrong."""

from __future__ import annotations

from spec.tcp.connection import Tcp
from spec.tcp.variables import start_clock
from spec.tcp.variants.readings import RestartsTimeWait


class StopsClock(Tcp):
    """A clock of TIME-WAIT that is set and never runs."""

    time_wait_runs = Tcp.time_wait_runs.never()


class RestartsWithoutClock(RestartsTimeWait):
    """The same where a repeated FIN would restart it."""

    time_wait_runs = Tcp.time_wait_runs.never()


class RestartsSilently(RestartsTimeWait):
    """A repeated FIN restarts TIME-WAIT and has no answer: B never learns that it may stop."""

    fin_again = RestartsTimeWait.fin_again.but(do=start_clock)
