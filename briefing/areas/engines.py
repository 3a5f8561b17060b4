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
from collections.abc import Generator, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import parent_process
from pathlib import Path
from typing import Literal, Protocol

from briefing.areas.starting import context
from briefing.areas.work import Common, Measured, Result, Task, Worker
from briefing.collecting import rarely_collected

Outcomes = Generator[Measured | Result, None, None]
Work = Literal["measured", "checked", "built"]
TRIES = 2       # how often an area is tried alone whose process ended, before it is given up
PAUSE = 0.5     # seconds
# what says that a process is lost, or what processes are begun by
BROKEN = (BrokenProcessPool, EOFError, ConnectionError)
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


class _Waiting:
    """Tasks that wait: for the process that had their area before, else for any."""

    def __init__(self, tasks: Iterable[Task], had: Mapping[str, int]) -> None:
        self._queues: dict[int | None, deque[Task]] = {None: deque()}
        for task in tasks:
            self._queues.setdefault(had.get(task.area), deque()).append(task)

    def __bool__(self) -> bool:
        return any(self._queues.values())

    def next_for(self, number: int) -> Task | None:
        """The next task for that process, None where none waits."""
        for queue in (self._queues.get(number), self._queues[None]):
            if queue:
                return queue.popleft()
        longest = max(self._queues.values(), key=len)
        return longest.pop() if longest else None


class Processes:
    """So many processes of this machine, each at an area.

    An area is built by the process that measured it, which has read it. One that is killed is begun
    anew, and its area is tried again alone: an area that kills its process is known by its name,
    and none is taken for such because others had the memory.
    """

    begin = staticmethod(_begin)

    def __init__(self, jobs: int, base: Path) -> None:
        self.base = base
        # pools of one: it is known which of them broke, and what each has read
        self._pools: list[ProcessPoolExecutor | None] = [None] * jobs
        self._had: dict[str, int] = {}      # by area, which of them had it last
        self._told = 0

    def run(self, work: Work, common: Common, tasks: Sequence[Task]) -> Outcomes:
        """What comes of each task, as it is done."""
        # what is known of all since they were begun: a process reads it once, not with each area
        self._told += 1
        late = self.base / f"common-{self._told}"
        late.write_bytes(pickle.dumps(common))
        waiting = _Waiting(tasks, self._had)
        suspects: deque[Task] = deque()
        tries: Counter[str] = Counter()     # alone, of those that were at work in one that ended
        running: dict[int, tuple[Task, Future[Measured | Result]]] = {}
        results: list[Measured | Result] = []
        while waiting or suspects or running or results:
            alone = bool(suspects) or any(task.area in tries for task, _ in running.values())
            for number in range(len(self._pools)):
                if number in running or (alone and running):
                    continue
                task = suspects.popleft() if alone else waiting.next_for(number)
                if task is not None:
                    running[number] = task, self._submitted(number, common, work, task, late)
            # not before the next are begun: what takes them may take its time
            yield from results
            results.clear()
            if running:
                wait([future for _, future in running.values()], return_when=FIRST_COMPLETED)
            for number, (task, future) in list(running.items()):
                if future.done():
                    del running[number]
                    try:
                        results.append(future.result())
                    except BROKEN:
                        self._let_go(number)
                        tries[task.area] += alone
                        if tries[task.area] < TRIES:
                            suspects.append(task)
                        else:
                            results.append(outcome(work, task.area, ENDED))

    def _submitted(self, number: int, common: Common, work: Work, task: Task, late: Path
                   ) -> Future[Measured | Result]:
        """What is to come of the task by that process, which is begun where there is none; raises
        one of BROKEN where none can be begun."""
        self._had[task.area] = number
        for unbegun in range(TRIES + 1):
            pool = self._pools[number] or ProcessPoolExecutor(1, context(), self.begin,
                                                              (common, self.base))
            self._pools[number] = pool
            try:
                return self.submit(pool, work, task, late)
            except BROKEN:      # it was ended while it had nothing to do, or what begins them was
                self._let_go(number)
                if unbegun == TRIES:
                    raise
                time.sleep(PAUSE if unbegun else 0)     # that may not be known yet
        raise AssertionError("the last try is returned or raised")

    def submit(self, pool: ProcessPoolExecutor, work: Work, task: Task, late: Path
               ) -> Future[Measured | Result]:
        """The work given to a process; raises one of BROKEN where it cannot be begun."""
        return pool.submit(_do, work, task, late)

    def _let_go(self, number: int) -> None:
        pool, self._pools[number] = self._pools[number], None
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)

    def close(self) -> None:
        """Let the processes go, once they have done what they are at."""
        for number in range(len(self._pools)):
            self._let_go(number)


def engine_of(jobs: int, base: Path, tasks: int) -> Engine:
    """The engine for so many tasks on this machine."""
    at_once = min(jobs, tasks)
    return Processes(at_once, base) if at_once > 1 else Here(base)
