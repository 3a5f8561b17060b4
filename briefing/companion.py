"""A companion: a copy of this process in which part of the work is done at the same time.

Python runs one thread of a program at a time, so that two cores want two processes. On Linux a copy
of this one (`os.fork`) has all that was read and laid out without anything being sent to it, and
shares its memory; what it works out comes back through a pipe. A copy is made only where it is sure
to be whole: a second thread is not copied, and may hold a lock that nobody opens any more.

Nothing depends on it. Where there can be no companion, where it fails, runs out of memory or is
killed, this process does the work itself: the outcome is the same, and an exception is raised here,
from where it arises.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Generic, NoReturn, TypeVar

T = TypeVar("T")
THREADS = Path("/proc/self/task")       # a folder a thread
_MOST_FILES = 1 << 20


@contextmanager
def begun(work: Callable[[], T], *, alone: bool) -> Iterator[Callable[[], T]]:
    """The work, begun by a companion if there can be one: what it comes to is given when called.

    With `alone` there is none. The companion is gone when this ends, however it ends. `work` must
    change nothing but what it gives back, which has to be what `pickle` can hold.
    """
    if alone or not can_be_copied():
        yield work
        return
    companion = Companion(work)
    try:
        yield companion.outcome
    finally:
        companion.end()


def can_be_copied() -> bool:
    """Whether a companion would be whole, and has a core of its own to work on."""
    return (sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1
            and THREADS.is_dir() and len(os.listdir(THREADS)) == 1)


class Companion(Generic[T]):
    """A copy of this process, at work; only on Linux."""

    def __init__(self, work: Callable[[], T]) -> None:
        self.work = work
        self.process = 0            # none, or none any more
        self.answer, out = os.pipe()
        gc.freeze()     # what both share is not looked through: that would copy it
        try:
            self.process = os.fork()
            if not self.process:
                _work_and_leave(work, out)
        except OSError:
            pass        # no memory, or no more processes: the work is done here
        finally:
            gc.unfreeze()
            os.close(out)

    def outcome(self) -> T:
        """What the work comes to; where the companion does not tell, it is done here and now."""
        with os.fdopen(self.answer, "rb", closefd=False) as told:
            try:
                outcome: T = pickle.load(told)
            except (EOFError, pickle.UnpicklingError):
                return self.work()
        return outcome

    def end(self) -> None:
        """Leave nothing of the companion, whether it has done its work or not."""
        os.close(self.answer)
        if self.process:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)


def _work_and_leave(work: Callable[[], object], out: int) -> NoReturn:
    """In the companion: tell what the work comes to, or nothing.

    It leaves at once: what this process holds open, keeps locked, has still to print or would do
    at its end is the other's. Ctrl-C is the other's to answer, too.
    """
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        os.closerange(out + 1, _MOST_FILES)
        os.closerange(3, out)
        with os.fdopen(out, "wb") as told:
            pickle.dump(work(), told, pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)
