"""Engines: what runs the work of many areas. The same bytes come of each, in whichever order.

here        one after another, in this process
processes   a pool of processes of this machine, begun anew when one of them is killed
dask        workers of dask.distributed, here or on other machines (`cluster`)
"""

from __future__ import annotations

import signal
from collections import Counter, deque
from collections.abc import Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from typing import Literal, Protocol

from briefing.areas.work import Common, Measured, Result, Task, Worker

Outcomes = Generator[Measured | Result, None, None]
Work = Literal["measured", "checked", "built"]
TRIES = 2       # how often an area is tried alone whose process ended, before it is given up
ENDED = ("its process ended before its report was made: it was killed, or the machine has too "
         "little memory for it.")


class Engine(Protocol):
    """What runs the work."""

    def run(self, work: Work, common: Common, tasks: Sequence[Task]) -> Outcomes:
        """What comes of each task, as it is done; raises ProblemsFound where no worker can be had.
        """
        ...


def outcome(work: Work, area: str, crash: str) -> Measured | Result:
    """That nothing came of an area, and why."""
    return Measured(area, crash=crash) if work == "measured" else Result(area, crash=crash)


def do(worker: Worker, work: Work, task: Task) -> Measured | Result:
    """The work for one area."""
    match work:
        case "measured":
            return worker.measured(task)
        case "checked":
            return worker.checked(task)
        case "built":
            return worker.built(task)


class Here:
    """One area after another, in this process."""

    def __init__(self, base: Path) -> None:
        self.base = base

    def run(self, work: Work, common: Common, tasks: Sequence[Task]) -> Outcomes:
        """What comes of each task, in their order."""
        worker = Worker(common, self.base)
        try:
            for task in tasks:
                yield do(worker, work, task)
        finally:
            worker.close()


_worker: list[Worker] = []      # of this process, when it is one of a pool


def _begin(common: Common, base: Path) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)    # the run says when to stop
    _worker[:] = [Worker(common, base)]


def _do(work: Work, task: Task) -> Measured | Result:
    return do(_worker[0], work, task)


class Processes:
    """A pool of so many processes of this machine.

    One that is killed breaks the pool: it is begun anew, and what its processes were at is tried
    again one by one, so that an area that kills them is known by its name.
    """

    def __init__(self, jobs: int, base: Path) -> None:
        self.jobs, self.base = jobs, base

    def run(self, work: Work, common: Common, tasks: Sequence[Task]) -> Outcomes:
        """What comes of each task, as it is done."""
        waiting = deque(tasks)
        suspects: deque[Task] = deque()
        tries: Counter[str] = Counter()
        while waiting or suspects:
            alone = bool(suspects)
            queue, at_once = (suspects, 1) if alone else (waiting, self.jobs)
            with self._pool(at_once, common) as pool:
                running: dict[Future[Measured | Result], Task] = {}
                broken = False
                try:
                    while (queue and not broken) or running:
                        while queue and not broken and len(running) < at_once:
                            task = queue.popleft()
                            try:
                                running[pool.submit(_do, work, task)] = task
                            except BrokenProcessPool:
                                queue.appendleft(task)
                                broken = True
                        done, _ = wait(running, return_when=FIRST_COMPLETED)
                        for future in done:
                            task = running.pop(future)
                            try:
                                result = future.result()
                            except BrokenProcessPool:
                                broken = True
                                tries[task.area] += alone
                                if tries[task.area] < TRIES:
                                    suspects.append(task)
                                    continue
                                result = outcome(work, task.area, ENDED)
                            yield result
                except BaseException:
                    pool.shutdown(wait=True, cancel_futures=True)
                    raise

    def _pool(self, at_once: int, common: Common) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(at_once, get_context("spawn"), _begin, (common, self.base))


def engine_of(jobs: int, base: Path, tasks: int) -> Engine:
    """The engine for so many tasks on this machine."""
    at_once = min(jobs, tasks)
    return Processes(at_once, base) if at_once > 1 else Here(base)
