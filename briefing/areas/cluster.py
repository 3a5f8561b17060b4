"""Areas by dask.distributed: on workers of this machine, or of a scheduler's.

What is common to all areas is sent once a worker; each area goes with its own tables. Before
anything is sent every worker says which program it has: one with another version, other libraries
or without the fonts would make other bytes, and gets no work. What a worker was at that is gone
goes to another; what becomes of areas when the scheduler is gone is said.
"""

from __future__ import annotations

import logging
import threading
from collections import Counter, deque
from collections.abc import Sequence
from concurrent.futures import CancelledError
from contextlib import suppress
from hashlib import sha256
from typing import Any

from briefing.areas.engines import ENDED, TRIES, Outcomes, Work, do, outcome
from briefing.areas.work import Common, Measured, Result, Task, Worker, program
from briefing.problems import Place, Problem, ProblemsFound, listed

SCHEDULER = Place("--scheduler")
PATIENCE = 20           # seconds that a scheduler has to answer, and to have a worker
LOOK = 5                # seconds after which it is looked whether the scheduler is still there
AHEAD = 2               # areas a worker has waiting, so that it is never without work
GONE = "the scheduler cannot be reached any more."
SHOWN = 3               # workers that a message names


class Cluster:
    """Workers of the scheduler at the address, or so many of this machine where it is ""."""

    def __init__(self, address: str = "", jobs: int = 1) -> None:
        """Raises ProblemsFound where dask is not installed or no scheduler answers."""
        self.address = address
        try:
            import dask
            import distributed
        except ModuleNotFoundError as fault:
            raise ProblemsFound([Problem(
                Place("--engine"), "dask.distributed is not installed.",
                "Install it with: pip install 'briefing[cluster]'.")]) from fault
        self.dask: Any = distributed
        self.local: Any = None
        with dask.config.set({"distributed.scheduler.allowed-failures": TRIES - 1}):
            if not address:
                self.local = self.dask.LocalCluster(
                    n_workers=jobs, threads_per_worker=1, processes=True, dashboard_address=None,
                    silence_logs=logging.CRITICAL)
        try:
            self.client: Any = self.dask.Client(address or self.local, timeout=PATIENCE,
                                                  set_as_default=False)
            self.client.wait_for_workers(1, timeout=PATIENCE)
        except (OSError, ValueError) as fault:
            raise ProblemsFound([Problem(
                SCHEDULER, f"no scheduler with workers answers at {address}.",
                "Begin one with: dask scheduler; and on each machine: dask worker ADDRESS.")]
                ) from fault

    def run(self, work: Work, common: Common, tasks: Sequence[Task]) -> Outcomes:
        """What comes of each task, as it is done; raises ProblemsFound where no worker fits."""
        waiting = deque(tasks)
        running: dict[Any, Task] = {}
        tries: Counter[str] = Counter()
        shared: Any = None
        lost = 0                # times that what is common to all did not reach the workers
        while waiting or running:
            if self.client.status != "running":
                for task in (*running.values(), *waiting):
                    yield outcome(work, task.area, GONE)
                return
            if shared is None or shared.status != "finished":
                fit = self._fit(common)
                shared = self._sent(common, fit)
                if shared is None:
                    lost += 1
                    if lost > TRIES:
                        for task in (*running.values(), *waiting):
                            yield outcome(work, task.area, GONE)
                        return
                    continue
            while waiting and len(running) < AHEAD * len(fit):
                task = waiting.popleft()
                future = self.client.submit(_do, shared, work, task, pure=False, workers=fit,
                                            allow_other_workers=True)
                running[future] = task
            for future in self._done(list(running)):
                task = running.pop(future)
                result = self._result(future, work, task)
                if result is None:
                    tries[task.area] += 1
                    if tries[task.area] <= TRIES:
                        waiting.append(task)
                        continue
                    result = outcome(work, task.area, GONE)
                yield result

    def close(self) -> None:
        """Let the workers forget what they were told, and the client and its own cluster go."""
        if self.client.status == "running":
            with suppress(OSError, TimeoutError):       # they are gone already
                self.client.run(_forget, on_error="ignore")     # one without our program has none
        self.client.close()
        if self.local is not None:
            self.local.close()

    def _sent(self, common: Common, fit: list[str]) -> Any:
        """What is common to all, on each worker that fits; None where a connection broke."""
        try:
            return self.client.scatter(common, workers=fit, broadcast=True, hash=False)
        except (CancelledError, OSError, KeyError, TimeoutError):   # a worker went meanwhile
            return None

    def _done(self, futures: list[Any]) -> list[Any]:
        """Those that are done, one at least; none where the time to look after the others came."""
        # what was cancelled is done too
        with self.client.as_current(), suppress(TimeoutError, CancelledError):
            self.dask.wait(futures, timeout=LOOK, return_when="FIRST_COMPLETED")
        return [future for future in futures if future.status != "pending"]

    def _result(self, future: Any, work: Work, task: Task) -> Measured | Result | None:
        """What came of the task; None where it is to be tried again, as what it had is lost."""
        try:
            made: Measured | Result | None = future.result(timeout=PATIENCE)
        except self.dask.KilledWorker:
            return outcome(work, task.area, ENDED)
        except (CancelledError, OSError, TimeoutError):
            return None
        return made

    def _fit(self, common: Common) -> list[str]:
        """The addresses of the workers that have the program of the run."""
        try:
            programs = self.client.run(_program, on_error="return")
        except OSError:
            programs = {}
        fit = [address for address, found in programs.items() if found == common.program]
        if not fit:
            others = sorted(programs)
            names = [*others[:SHOWN], *([f"{len(others) - SHOWN} more"]
                                        if len(others) > SHOWN else [])]
            raise ProblemsFound([Problem(
                SCHEDULER, f"no worker has this program: {listed(names, 'and')} have another "
                "version of it or of its libraries, or lack its fonts." if names else
                "it has no workers.", "Install the same briefing[cluster] on every machine.")])
        return fit


# ── in a worker ──────────────────────────────────────────────────────────────────────────────────

_workers: dict[str, Worker] = {}
_alone = threading.Lock()       # a worker may have threads; the libraries that write do not


def _program() -> str:
    return program()


def _do(common: Common, work: Work, task: Task) -> Measured | Result:
    with _alone:
        if program() != common.program:
            raise OSError("this worker has another program")    # another one is tried
        key = sha256(repr((common.program, common.options, common.to, sorted(
            (name, sha256(file).hexdigest()) for name, file in common.files.items())
            )).encode()).hexdigest()
        if key not in _workers:
            _workers[key] = Worker(common)
        _workers[key].learn(common)
        return do(_workers[key], work, task)


def _forget() -> None:
    with _alone:
        for worker in _workers.values():
            worker.close()
        _workers.clear()
