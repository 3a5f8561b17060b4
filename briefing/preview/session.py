"""What the page shows: the last good report, what is wrong with the folder now, and who is told.

All of it is changed in the event loop alone; what takes time is done in threads beside it.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
import traceback
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp
from typing import TypeVar

from briefing.areas.view import Views
from briefing.preview.jobs import Jobs
from briefing.preview.renewing import Renewal, Report, Wanted, renewed
from briefing.preview.sent import failed
from briefing.preview.watching import Signature, next_change, other_files, signature, states
from briefing.problems import Problem, ProblemsFound
from briefing.unchanged import Unchanged

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Look:
    """What is seen at one moment. `report` is the last good one; `whole` says that it is of the
    folder as it stands, and the problems are warnings.
    """

    number: int = 0
    report: Report | None = None
    problems: tuple[Problem, ...] = ()
    whole: bool = False
    busy: bool = True
    at: datetime = field(default_factory=datetime.now)

    def after(self, renewal: Renewal) -> Look:
        """What is seen when the folder was looked at again: the last good report stays."""
        return Look(self.number + 1, renewal.report or self.report, renewal.problems,
                    renewal.report is not None, False, datetime.now())

    def told(self) -> dict[str, object]:
        """What the browser is told: enough to know what to ask for anew."""
        pages = self.report.pages if self.report else {}
        errors = sum(not problem.warning for problem in self.problems)
        title = self.report.prepared.report.settings.report.title if self.report else ""
        return {"number": self.number, "title": title, "whole": self.whole, "busy": self.busy,
                "errors": errors, "warnings": len(self.problems) - errors,
                "at": f"{self.at:%H:%M:%S}",
                "pages": {name: sha256(page).hexdigest()[:16] for name, page in pages.items()}}


class Session:
    """The one state of a preview, and what makes it anew."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.look = Look()
        self.jobs = Jobs(self.tell)
        self.ticks = 0      # how often something was told
        self._base = Path(mkdtemp(prefix="briefing-"))      # where areas are laid out
        self.views = Views(wanted.folder, self._base)
        self._told = asyncio.Condition()
        self._before = Unchanged()
        self._seen: Signature = {}
        self._others: tuple[Path, ...] = ()     # files elsewhere that the report was made of
        self._loop: asyncio.AbstractEventLoop | None = None
        self._anew = False      # another area was asked for

    def close(self) -> None:
        """Take away what was laid out and kept."""
        self.jobs.close()
        shutil.rmtree(self._base, ignore_errors=True)

    # ── telling ─────────────────────────────────────────────────────────────────────────────────

    def tell(self) -> None:
        """Say, from any thread, that something is to be seen."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(lambda: asyncio.ensure_future(self._tell()))

    async def _tell(self) -> None:
        async with self._told:
            self.ticks += 1
            self._told.notify_all()

    async def told_after(self, tick: int, patience: float) -> int:
        """The number of what was told last, when that is after `tick` or patience is at its end."""
        async with self._told:
            try:
                async with asyncio.timeout(patience):
                    await self._told.wait_for(lambda: self.ticks > tick)
            except TimeoutError:
                pass
            return self.ticks

    # ── renewing ────────────────────────────────────────────────────────────────────────────────

    async def watch(self) -> None:
        """Renew the report whenever its folder changes, until this is cancelled."""
        self._loop = asyncio.get_running_loop()
        while True:
            seen = await asyncio.to_thread(signature, self.wanted.folder, self._others)
            if self.look.number and seen == self._seen:
                seen = await next_change(self.wanted.folder, self._seen, self._others,
                                         lambda: self._anew)
            await self.renew(seen)

    async def choose(self, area: str) -> None:
        """Look at the report of that area from now on; that of another is not shown meanwhile."""
        if area == self.area:
            return
        self.wanted = replace(self.wanted, area=area)
        self.look = Look(self.look.number + 1)
        self._anew = True
        await self._tell()

    @property
    def area(self) -> str:
        """The id of the area that is looked at, "" where the folder has none."""
        view = self.look.report.view if self.look.report is not None else None
        return view.area if view is not None else self.wanted.area

    async def renew(self, seen: Signature) -> None:
        """Make the report anew from the folder, which is as `seen`.

        What is changed or comes while that is done is not in `seen`, and is a change then. Files
        that are known of only now, because the report names them, are taken as they are.
        """
        self.look = replace(self.look, busy=True)
        if self._anew:
            self._anew, self._before = False, Unchanged()
        wanted, shown = self.wanted, self.look.report
        await self._tell()
        renewal = await beside(partial(renewed, wanted, self._before, self.views))
        if wanted is not self.wanted:       # another area was asked for meanwhile
            return
        look = self.look.after(renewal if renewal is not None else Renewal(None, (failed(),)))
        if look.report is not None and look.report is not shown:
            self._clear({report.view.path for report in (shown, look.report)
                         if report is not None and report.view is not None})
            fresh = tuple(path for path in other_files(look.report.prepared, wanted.folder)
                          if path not in self._others)
            known = await asyncio.to_thread(states, fresh)
            self._others = (*self._others, *fresh)
            seen = {**known, **seen}
        self._seen = seen
        self.look = look
        await self._tell()


    def _clear(self, needed: Collection[Path]) -> None:
        """Take away the areas that were laid out earlier than those that are still asked."""
        for path in self._base.iterdir():
            if path not in needed:
                shutil.rmtree(path, ignore_errors=True)


async def beside(work: Callable[[], T]) -> T | None:
    """What the work gives, done in a thread; None, with a traceback told, where it failed.

    The user's own mistakes are raised: ProblemsFound.
    """
    task = asyncio.ensure_future(asyncio.to_thread(work))
    await asyncio.wait({task})
    fault = task.exception()
    if isinstance(fault, ProblemsFound):
        raise fault
    if fault is not None:
        traceback.print_exception(fault, file=sys.stderr)
        return None
    return task.result()
