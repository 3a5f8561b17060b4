"""Engines: what runs the work of many areas. The same bytes come of each, in whichever order.

here        one after another, in this process
processes   a pool of processes of this machine, begun anew when one of them is killed
dask        workers of dask.distributed, here or on other machines (`cluster`)
"""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import threading
import time
from collections import Counter, deque
from collections.abc import Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_all_start_methods, get_context, parent_process
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Literal, Protocol

from briefing.areas.work import Common, Measured, Result, Task, Worker
from briefing.collecting import rarely_collected

Outcomes = Generator[Measured | Result, None, None]
Work = Literal["measured", "checked", "built"]
TRIES = 2       # how often an area is tried alone whose process ended, before it is given up
PAUSE = 0.5     # seconds
# what says that a pool has lost a process, or what its processes are begun by
BROKEN = (BrokenProcessPool, EOFError, ConnectionError)
# what every worker loads
LOADED = ("briefing.areas.engines", "briefing.writers.html", "briefing.writers.pdf",
          "briefing.writers.word", "briefing.writers.word.final", "briefing.writers.manifest")
ENDED = ("its process ended before its report was made: it was killed, or the machine has too "
         "little memory for it.")


class Engine(Protocol):
    """What runs the work; its workers stay between one kind of work and the next."""

    def run(self, work: Work, common: Common, tasks: Sequence[Task]) -> Outcomes:
        """What comes of each task, as it is done; raises ProblemsFound where no worker can be had.
        """
        ...

    def close(self) -> None:
        """Let its workers go."""
        ...


def outcome(work: Work, area: str, crash: str) -> Measured | Result:
    """That nothing came of an area, and why."""
    return Measured(area, crash=crash) if work == "measured" else Result(area, crash=crash)


def do(worker: Worker, work: Work, task: Task) -> Measured | Result:
    """The work for one area."""
    with rarely_collected():
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
        self.worker: Worker | None = None

    def run(self, work: Work, common: Common, tasks: Sequence[Task]) -> Outcomes:
        """What comes of each task, in their order."""
        self.worker = self.worker or Worker(common, self.base)
        self.worker.learn(common)
        for task in tasks:
            yield do(self.worker, work, task)

    def close(self) -> None:
        """Take its folder away."""
        if self.worker is not None:
            self.worker.close()


_worker: list[Worker] = []      # of this process, when it is one of a pool
_late: list[Path] = []          # where what it was told last is from


def _begin(common: Common, base: Path) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)    # the run says when to stop
    threading.Thread(target=_end_with_the_run, args=(base,), daemon=True).start()
    _worker[:] = [Worker(common, base)]


def _end_with_the_run(base: Path) -> None:
    """End when the run is gone that this process works for: nobody else would end it, or take away
    what was unpacked for it."""
    run = parent_process()
    assert run is not None
    run.join()
    shutil.rmtree(base, ignore_errors=True)
    os._exit(1)


def _do(work: Work, task: Task, late: Path) -> Measured | Result:
    if late not in _late:
        _late[:] = [late]
        _worker[0].learn(pickle.loads(late.read_bytes()))     # our own process's
    return do(_worker[0], work, task)


def _context() -> BaseContext:
    """How processes begin: parted from one that has loaded the program, where the system can."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(list(LOADED))
    return context


class Processes:
    """A pool of so many processes of this machine.

    One that is killed breaks the pool: it is begun anew, and what its processes were at is tried
    again one by one, so that an area that kills them is known by its name.
    """

    begin = staticmethod(_begin)

    def __init__(self, jobs: int, base: Path) -> None:
        self.jobs, self.base = jobs, base
        self._pool: ProcessPoolExecutor | None = None
        self._told = 0

    def run(self, work: Work, common: Common, tasks: Sequence[Task]) -> Outcomes:
        """What comes of each task, as it is done."""
        # what is known of all since the pool was begun: a worker reads it once, not with each area
        self._told += 1
        late = self.base / f"common-{self._told}"
        late.write_bytes(pickle.dumps(common))
        waiting = deque(tasks)
        suspects: deque[Task] = deque()
        tries: Counter[str] = Counter()
        running: dict[Future[Measured | Result], Task] = {}
        unbegun = 0     # how often in a row
        while waiting or suspects or running:
            if self._pool is None:
                self._pool = ProcessPoolExecutor(self.jobs, _context(), self.begin,
                                                 (common, self.base))
            alone = bool(suspects)      # one at a time: the one that ends a process is the one
            queue, at_once = (suspects, 1) if alone else (waiting, self.jobs)
            broken = False
            while queue and len(running) < at_once and not broken:
                try:
                    running[self.submit(work, queue[0], late)] = queue[0]
                    queue.popleft()
                    unbegun = 0
                except BROKEN:
                    broken = True
                    unbegun += 1
                    if unbegun > TRIES:     # no process can be begun at all
                        raise
                    time.sleep(PAUSE)       # what began them is gone, and not yet known to be
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                task = running.pop(future)
                try:
                    result = future.result()
                except BROKEN:
                    broken = True
                    tries[task.area] += alone
                    if tries[task.area] < TRIES:
                        suspects.append(task)
                        continue
                    result = outcome(work, task.area, ENDED)
                yield result
            if broken:
                suspects += running.values()
                running.clear()
                self.close()

    def submit(self, work: Work, task: Task, late: Path) -> Future[Measured | Result]:
        """The work given to the pool; raises one of BROKEN where no process of it can be begun."""
        assert self._pool is not None
        return self._pool.submit(_do, work, task, late)

    def close(self) -> None:
        """Let the processes go, once they have done what they are at."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


def engine_of(jobs: int, base: Path, tasks: int) -> Engine:
    """The engine for so many tasks on this machine."""
    at_once = min(jobs, tasks)
    return Processes(at_once, base) if at_once > 1 else Here(base)
