"""A pool of processes one of which is killed over an area; they find this module by its name."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from briefing.areas import engines
from briefing.areas.engines import Processes
from briefing.areas.work import Common, Result, Task, Worker


class Killing(Worker):
    """A worker that is killed over York: once, or whenever it comes where `always` stands there."""

    def __init__(self, common: Common, base: Path) -> None:
        super().__init__(common, base)
        self.base = base

    def built(self, task: Task) -> Result:
        mark = self.base / "mark"
        if task.area == "york" and ((self.base / "always").exists() or not mark.exists()):
            mark.write_text("killed", "utf-8")
            os.kill(os.getpid(), signal.SIGKILL)
        return super().built(task)


def begin(common: Common, base: Path) -> None:
    engines._worker[:] = [Killing(common, base)]


class Killed(Processes):
    """The pool, its workers such as these."""

    begin = staticmethod(begin)
