"""When a report folder is another one than it was: what its files' names, sizes and times say.

The files are looked at several times a second, and no system's notes on changes are relied on:
those do not reach a drive of another machine, and end with a folder that is taken away.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from briefing.areas.inputs import OF_AREAS
from briefing.prepared import Prepared, shelf_files
from briefing.reading.unread import FOLDERS

PAUSE = 0.2         # seconds between two looks
SHARE = 20          # and so many times as long as a look took: folders of hundreds of areas
STILL = 0.05        # seconds for which nothing may change before it is read
LONGEST = 1.0       # seconds after which it is read although it still changes
PUBLIC = "out/public"       # what was built for the public counts as published

Signature = Mapping[str, tuple[int, int, int]]


def signature(folder: Path, others: Iterable[Path] = ()) -> Signature:
    """Size, time and number of each file that a report is made of; {} where there is no folder."""
    return states((*_inside(folder), *others))


def states(paths: Iterable[Path | str]) -> Signature:
    """Size, time and number of each of the files that are there."""
    found: dict[str, tuple[int, int, int]] = {}
    for path in paths:
        try:
            state = os.stat(path)
        except (OSError, ValueError):
            continue
        found[str(path)] = state.st_mtime_ns, state.st_size, state.st_ino
    return found


def _inside(folder: Path) -> Iterator[str]:
    # texts, not paths: these are made five times a second of each file of each area
    for name in ("", *FOLDERS, PUBLIC):
        for entry in _entries(folder / name):
            if entry.is_file():
                yield entry.path
            elif name in OF_AREAS:      # a folder that an area has of its own
                yield entry.path            # a file put into it changes its time
                yield from (file.path for file in _entries(entry.path))
            elif not name and entry.name == "out":
                yield from (os.path.join(area.path, "public") for area in _entries(entry.path))


def _entries(folder: Path | str) -> list[os.DirEntry[str]]:
    """What lies in the folder and may be a report's; none where there is no such folder."""
    try:
        with os.scandir(folder) as entries:
            return sorted((entry for entry in entries if not entry.name.startswith((".", "~"))),
                          key=lambda entry: entry.name)
    except (OSError, ValueError):       # not there, or not to be seen
        return []


def other_files(prepared: Prepared, folder: Path) -> tuple[Path, ...]:
    """Files that the folder's report is made of and that may lie deeper, or elsewhere."""
    settings, view = prepared.report.settings, prepared.report.folder
    files = settings.files
    names = [files.workbook, files.indicators, files.values, files.targets, files.benchmarks,
             settings.word.template, settings.report.logo, settings.report.own_charts,
             *(how.file for how in settings.values)]
    plain = [name for name in names if name and not any(c in name for c in "*?[")]
    patterns = [name for name in names if name and name not in plain]
    return (*(folder / name for name in plain),
            *(path for pattern in patterns for path in sorted(folder.glob(pattern))),
            *(folder / path.relative_to(view) if path.is_relative_to(view) else path
              for _, path in shelf_files(prepared)))


def _looked(folder: Path, others: Iterable[Path]) -> tuple[Signature, float]:
    """The folder's signature, and the seconds of a processor that it took."""
    begun = time.thread_time()
    return signature(folder, others), time.thread_time() - begun


async def next_change(folder: Path, before: Signature, others: Iterable[Path],
                      asked: Callable[[], bool] = lambda: False) -> Signature:
    """The folder's signature when it has become another and is still, or something was `asked`:
    waits until then."""
    others = tuple(others)
    while True:
        now, took = await asyncio.to_thread(_looked, folder, others)
        if now != before or asked():
            break
        await asyncio.sleep(max(PAUSE, SHARE * took))
    waited = 0.0
    while waited < LONGEST:
        await asyncio.sleep(STILL)
        waited += STILL
        again = await asyncio.to_thread(signature, folder, others)
        if again == now:
            break
        now = again
    return now
