"""Processes that work on many things; what they tell, and what they find.

They are forked, so that what was imported and declared is there already.  Ctrl-C reaches each of them once: they stand
in groups of their own, and are told by this one.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar, cast

from checker.command.outcomes import Refused
from checker.command.running.progress import Tellers
from checker.search.breadth_first import Progress, Watch

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass
class _Worker:
    process: Any
    pipe: Connection
    doing: int | None = None
    """The place of the item that it works on."""


class Workers(Generic[Item, Result]):
    """The processes, and what they have not been given yet."""

    def __init__(self, work: Callable[[Item, Watch | None], Result], items: Sequence[Item], jobs: int) -> None:
        self.left = list(range(len(items)))[::-1]
        self.stopping = False
        self.workers: list[_Worker] = []
        for _ in range(jobs):
            self.workers.append(_started(work, items, [one.pipe for one in self.workers]))

    def __enter__(self) -> Workers[Item, Result]:
        # no exception: one between two lines would lose a result
        self.before = signal.signal(signal.SIGINT, self._pressed)
        return self

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGINT, self.before)
        for worker in self.workers:
            worker.process.terminate()
            worker.process.join()

    def results(self, tellers: Tellers) -> Iterator[tuple[int, Result]]:
        """Places and results, in order; after Ctrl-C some may be missing."""
        done: dict[int, Result] = {}
        given = 0
        while self._busy():
            self._hear(done, tellers)
            while given in done:
                yield given, done.pop(given)
                given += 1
        yield from sorted(done.items(), key=lambda one: one[0])

    def _busy(self) -> bool:
        """Give each idle process an item; whether any works."""
        for worker in self.workers:
            if worker.doing is None and self.left and not self.stopping:
                worker.doing = self.left.pop()
                worker.pipe.send(worker.doing)
        return any(worker.doing is not None for worker in self.workers)

    def _hear(self, done: dict[int, Result], tellers: Tellers) -> None:
        """Wait until some process says something."""
        ready = wait([worker.pipe for worker in self.workers if worker.doing is not None])
        for worker in self.workers:
            if worker.doing is None or worker.pipe not in ready:
                continue
            told = _received(worker)
            if isinstance(told, Progress):
                tellers.tell(worker.doing, told)
                continue
            if isinstance(told, BaseException):
                raise told
            if told is not None:  # None: it was interrupted where nothing was found yet
                done[worker.doing] = cast("tuple[Result]", told)[0]
            tellers.finished(worker.doing)
            worker.doing = None

    def _pressed(self, *_: object) -> None:
        """Ctrl-C: begin nothing more, and tell those at work; once more: give up."""
        if self.stopping:
            raise KeyboardInterrupt
        self.stopping = True
        for worker in self.workers:
            if worker.doing is not None:
                os.kill(worker.process.pid, signal.SIGINT)


def _received(worker: _Worker) -> object:
    try:
        return worker.pipe.recv()
    except (EOFError, ConnectionError):
        raise Refused("a process ended before its model was checked: give --jobs 1, or --max-states") from None


def _started(work: Callable[[Any, Watch | None], object], items: Sequence[object], others: list[Connection]) -> _Worker:
    here, there = multiprocessing.Pipe()
    fork = multiprocessing.get_context("fork")
    process = fork.Process(target=_serve, args=(work, items, there, [*others, here]), daemon=True)
    process.start()
    there.close()
    return _Worker(process, here)


def _serve(
    work: Callable[[Any, Watch | None], object], items: Sequence[object], pipe: Connection, not_mine: list[Connection]
) -> None:
    """Work on what the other process names, until it goes."""
    for one in not_mine:  # as long as it were open here, nobody would hear that the other process has gone
        one.close()
    os.setpgid(0, 0)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    interrupts = _Interrupts()
    with suppress(EOFError, ConnectionError):
        while True:
            place = cast(int, pipe.recv())
            pipe.send(_answer(work, items[place], pipe.send, interrupts))


class _Interrupts:
    """Ctrl-C reaches the work, and nothing else: a message is sent as a whole."""

    def __init__(self) -> None:
        self.working = self.pressed = False
        signal.signal(signal.SIGINT, self._press)

    def _press(self, *_: object) -> None:
        self.pressed = True
        if self.working:
            raise KeyboardInterrupt

    def __enter__(self) -> None:
        self.working = True
        if self.pressed:
            raise KeyboardInterrupt

    def __exit__(self, *_: object) -> None:
        self.working = False


def _answer(work: Callable[[Any, Watch | None], object], item: object, watch: Watch, interrupts: _Interrupts) -> object:
    """The result in brackets, the error, or None where Ctrl-C left nothing."""
    try:
        with interrupts:
            return (work(item, watch),)
    except KeyboardInterrupt:
        interrupts.working = False
        return None
    except Exception as error:
        return error
