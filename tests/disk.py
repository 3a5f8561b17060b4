"""A run that dies at any touch of the disk, and the touches counted so that every one is tried.

Python tells of each file that is opened, renamed, linked, made or removed (`sys.addaudithook`), so
that no list of places in the code is kept here: a write that is added tomorrow is a place to die
at. From its death on a run touches the disk no more, whatever it would still clean up.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

TOUCHES = frozenset(("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.truncate",
                     "os.symlink", "os.chmod"))


class Died(BaseException):
    """The run was killed: no `except Exception` catches it."""


class _Watch:
    """What is counted, and the touch that is the last."""

    def __init__(self) -> None:
        self.home: Path | None = None
        self.count, self.last, self.half = 0, 0, False
        self.busy = False
        self.events: list[str] = []

    def tell(self, event: str, args: tuple[Any, ...]) -> None:
        if self.home is None or self.busy:
            return
        if event == "open":
            path, _, flags = args
            if not flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                return
            event = "open anew" if flags & os.O_TRUNC else event
        elif event in TOUCHES:
            path = args[0]
        else:
            return
        self.touch(event, path)

    def touch(self, event: str, path: object) -> None:
        if isinstance(path, int) or self.home is None:
            return
        name = Path(os.fsdecode(path))      # type: ignore[arg-type]
        # rmtree names what it takes away from within its folder
        if name.is_absolute() and not name.is_relative_to(self.home):
            return
        self.count += 1
        self.events.append(event)
        if self.last and self.count >= self.last:
            if self.count == self.last and self.half and event == "open anew":
                self.busy = True
                name.write_bytes(b"half of")
                self.busy = False
            raise Died(f"{event} {name}")


_watch = _Watch()
_hooked: list[bool] = []


@contextmanager
def watched(home: Path, last: int = 0, half: bool = False) -> Iterator[_Watch]:
    """Every touch of the disk below the folder counted; `last` is the one that the run dies at.

    With `half`, a file that it opens then is left half written.
    """
    if not _hooked:
        sys.addaudithook(_watch.tell)
        _hooked.append(True)
    sync = os.fsync

    def synced(_: int) -> None:
        _watch.touch("fsync", home)     # the disk itself is not waited for: it takes most of a test

    _watch.home, _watch.count, _watch.last, _watch.half = home, 0, last, half
    _watch.events = []
    os.fsync = synced
    try:
        yield _watch
    finally:
        os.fsync = sync
        _watch.home = None


def deaths(home: Path, act: Callable[[], object], prepare: Callable[[], object]
           ) -> Iterator[tuple[int, bool]]:
    """Each touch of the disk that the act makes below `home`, died at in turn.

    `prepare` puts everything as it was before the act. After each death what was left is the
    caller's to look at. A number and whether the file was left half written comes back for each.
    """
    prepare()
    with watched(home) as watch:
        act()
    events = list(watch.events)
    for last, event in enumerate(events, 1):
        for half in (False, True) if event == "open anew" else (False,):
            prepare()
            lived = False
            with watched(home, last, half), suppress(Died):
                act()
                lived = True
            assert not lived, f"it lived past touch {last} of {len(events)}"
            yield last, half


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below the folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*")) if path.is_file()}
