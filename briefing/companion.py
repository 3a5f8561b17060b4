"""A companion: a copy of this process in which part of the work is done at the same time.

Python runs one thread of a program at a time, so that two cores want two processes. On Linux a copy
of this one (`os.fork`) has all that was read and laid out without anything being sent to it, and
shares its memory. What it works out comes back in a file without a name, so that it is gone, with
its memory, as soon as it is done. A copy is made only where it is sure to be whole: a second thread
is not copied, and may hold a lock that nobody opens any more.

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
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Generic, NoReturn, TypeVar

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
    # Ctrl-C is held back while Python is copied: what it does after a copy loses an exception
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        companion = Companion(work)
        try:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            yield companion.outcome
        finally:
            companion.end()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def can_be_copied() -> bool:
    """Whether a companion would be whole, and has a core of its own to work on."""
    return (sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1
            and THREADS.is_dir() and len(os.listdir(THREADS)) == 1)


class Companion(Generic[T]):
    """A copy of this process, at work; only on Linux."""

    def __init__(self, work: Callable[[], T]) -> None:
        self.work = work
        self.process = 0            # none, or none any more
        self.answer: IO[bytes] = BytesIO()
        gc.freeze()     # what both share is not looked through: that would copy it
        try:
            self.answer = TemporaryFile()   # noqa: SIM115  # open until the end
            self.process = os.fork()
            if not self.process:
                _work_and_leave(work, self.answer.fileno())
        except OSError:
            pass        # no memory, no more processes, or no room: the work is done here
        finally:
            gc.unfreeze()

    def outcome(self) -> T:
        """What the work comes to; where the companion does not tell, it is done here and now."""
        if self.process:
            os.waitpid(self.process, 0)
            self.process = 0
        self.answer.seek(0)
        try:
            outcome: T = pickle.load(self.answer)
        except (EOFError, pickle.UnpicklingError):
            return self.work()
        return outcome

    def end(self) -> None:
        """Leave nothing of the companion, whether it has done its work or not."""
        self.answer.close()
        if self.process:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)


def _work_and_leave(work: Callable[[], object], out: int) -> NoReturn:
    """In the companion: put down what the work comes to, or nothing.

    It leaves at once: what this process holds open, keeps locked, has still to print or would do
    at its end is the other's. Ctrl-C is the other's to answer, too.
    """
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        os.closerange(out + 1, _MOST_FILES)
        os.closerange(3, out)
        with os.fdopen(out, "wb", closefd=False) as told:
            pickle.dump(work(), told, pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)
