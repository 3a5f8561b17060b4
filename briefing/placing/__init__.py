"""Finished files put in place: all of them or none, whatever stops the work.

A set of files goes into its folder in four steps, and only the third touches what is there:

1. each file is written under a number into `.briefing/` beside its place (so on the same file
   system), and what it is to replace is kept there too;
2. a journal, UNFINISHED.json, is renamed into the folder: from here on the set is decided;
3. each file is renamed into its place;
4. the journal and `.briefing/` are taken away.

A run that was stopped before step 2 has changed nothing; one that was stopped later left its
journal, and whatever command comes next finishes the work before it reads or writes the folder. A
fault that is no stop (a file that Windows keeps for Word) undoes it at once, by way of the same
journal.

A folder is written by a run at a time (`locking.py`).
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from briefing.placing import disk
from briefing.placing.disk import (
    is_free,
    keep,
    make_folders,
    rename,
    sync_folder,
    take_away,
    twin_of,
    write,
)
from briefing.placing.locking import LOCK, FolderLock
from briefing.placing.names import LONGEST, name_fault
from briefing.problems import Place, Problem, ProblemsFound, stop_if_any

JOURNAL = "UNFINISHED.json"
NOTE = ("The files here are being replaced: until that is finished, some can be of this run and "
        "some of the one before. Run briefing again (check, build or publish); it finishes the "
        "work and takes this file away.")
STAGING = ".briefing"
PATIENCE = 5.0      # seconds that a command waits for a run that is just putting files in place
# What an earlier version left beside the files when it was killed: .NAME.pdf.4711
_OLD_STAGING = re.compile(r"\..+\.(?:pdf|json)\.\d+")


@dataclass(frozen=True, slots=True)
class _Step:
    """A file of the set: its place, where it waits, and where what it replaces is kept ("" none).

    All are names within the folder, with slashes.
    """

    name: str
    staged: str
    kept: str


class Room:
    """A folder that this run alone writes into."""

    def __init__(self, folder: Path, shown: str, remedy: str) -> None:
        """`shown` is what messages call the folder, `remedy` what is said where it is not written.
        """
        self.folder, self.shown, self.remedy = folder, shown, remedy
        self.at = ""        # the file that is being put in place, or back

    def put(self, files: Mapping[str, bytes]) -> tuple[Path, ...]:
        """The paths of the files, by their names within the folder, put in place as one set.

        Raises ProblemsFound, with everything as it was, when a file cannot be written or replaced.
        """
        stop_if_any(self._refusals(files))
        fresh: list[Path] = []
        try:
            fresh += make_folders({(self.folder / name).parent for name in files})
            steps = [self._stage(n, name, files[name]) for n, name in enumerate(files)]
            # written ahead: a full disk must not stop the way back
            for state in ("undo", "finish"):
                self._write_journal(state, steps)
            for folder in {(self.folder / step.staged).parent for step in steps}:
                sync_folder(folder)
            self._decide("finish")
        except BaseException as fault:
            (self.folder / JOURNAL).unlink(missing_ok=True)
            self._sweep()
            take_away(fresh)
            if isinstance(fault, OSError):
                raise ProblemsFound([_not_written(self.shown, fault, self.remedy)]) from fault
            raise
        try:
            self._finish(steps)
        except BaseException as fault:
            kept_open = self._kept_open(self.at, fault) if isinstance(fault, OSError) else None
            try:
                self._decide("undo")
                self._undo(steps)
            except OSError as again:
                raise ProblemsFound([self._half_done(self.at, again)]) from again
            take_away(fresh)
            if kept_open is not None:
                raise ProblemsFound([kept_open]) from fault
            raise
        return tuple(self.folder / name for name in files)

    def settle(self) -> None:
        """Finish, or undo, what a run that was stopped left here; then take away what it left."""
        journal = self.folder / JOURNAL
        if journal.exists():
            state, steps = _read_journal(journal, self.shown)
            try:
                (self._undo if state == "undo" else self._finish)(steps)
            except OSError as fault:
                raise ProblemsFound([self._half_done(self.at, fault)]) from fault
        with suppress(OSError):     # a folder that cannot be written has nothing of ours to sweep
            self._sweep()

    # ── what is refused before anything is touched ───────────────────────────────────────────────

    def _refusals(self, files: Mapping[str, bytes]) -> Iterator[Problem]:
        for name in files:
            path = self.folder / name
            shown = Place(f"{self.folder.name}/{name}")
            unfit = name_fault(path.name)
            if unfit:
                yield Problem(shown, unfit, "Give the report another name in report.toml.")
                continue
            if disk.WINDOWS and len(str(path.absolute())) > LONGEST:
                yield Problem(
                    shown, f"its path has {len(str(path.absolute()))} characters; Windows opens "
                    f"up to {LONGEST}.", "Give a shorter name in report.toml, or a folder nearer "
                    "to the drive with --out.")
                continue
            try:
                twin = twin_of(path)
                if path.is_dir():
                    yield Problem(shown, "a folder of this name is in its place.",
                                  "Move that folder away.")
                elif twin:
                    yield Problem(shown, f"{twin} is there, which differs by capitals only: "
                                  "Windows takes both for one file.",
                                  "Take that file away, or give the report its name again.")
                elif not is_free(path):
                    yield self._kept_open(name, PermissionError())
            except OSError as fault:
                yield _not_written(shown.file, fault, self.remedy)

    def _kept_open(self, name: str, fault: OSError) -> Problem:
        """That a file cannot be replaced, named as the author sees it."""
        shown = f"{self.folder.name}/{name}"
        if isinstance(fault, PermissionError):
            return Problem(Place(shown), "it cannot be replaced: it is open in another program, or "
                           "protected from change.",
                           "Close it and try again; nothing was changed.")
        return _not_written(shown, fault, self.remedy)

    def _half_done(self, name: str, fault: OSError) -> Problem:
        """That a file keeps a set from being finished or undone."""
        return Problem(Place(f"{self.folder.name}/{name}"),
                       f"the report in {self.folder.name} is half replaced, and this file cannot "
                       f"be: {fault.strerror or fault}.",
                       f"Close it in other programs and run this again; {JOURNAL} says what is "
                       "left to do.")

    # ── the four steps ───────────────────────────────────────────────────────────────────────────

    def _stage(self, n: int, name: str, content: bytes) -> _Step:
        """The file written into the staging folder beside its place, with what it replaces."""
        place = self.folder / name
        staging = place.parent / STAGING
        staging.mkdir(exist_ok=True)
        inside = PurePosixPath(name).parent / STAGING
        write(staging / f"{n}.new", content)
        kept = ""
        if place.exists():
            kept = str(inside / f"{n}.old")
            keep(place, staging / f"{n}.old")
        return _Step(name, str(inside / f"{n}.new"), kept)

    def _write_journal(self, state: str, steps: Sequence[_Step]) -> None:
        """The journal as it will stand, beside its place."""
        content = {"note": NOTE, "state": state, "files": [
            {"name": step.name, "staged": step.staged, "kept": step.kept} for step in steps]}
        (self.folder / STAGING).mkdir(exist_ok=True)
        write(self.folder / STAGING / state,
               (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode())

    def _decide(self, state: str) -> None:
        """The journal of that state renamed into its place: what it says is done, come what may."""
        self.at = JOURNAL
        rename(self.folder / STAGING / state, self.folder / JOURNAL)
        sync_folder(self.folder)

    def _finish(self, steps: Sequence[_Step]) -> None:
        """Every file that still waits renamed into its place, and the journal taken away."""
        for step in steps:
            self.at = step.name
            if (self.folder / step.staged).exists():
                rename(self.folder / step.staged, self.folder / step.name)
        self._close(steps)

    def _undo(self, steps: Sequence[_Step]) -> None:
        """What was replaced put back, what is new taken away, and the journal too."""
        for step in steps:
            self.at = step.name
            if (self.folder / step.staged).exists():
                continue        # it was not put in place
            if not step.kept:
                (self.folder / step.name).unlink(missing_ok=True)
            elif (self.folder / step.kept).exists():
                rename(self.folder / step.kept, self.folder / step.name)
        self._close(steps)

    def _close(self, steps: Sequence[_Step]) -> None:
        for folder in {(self.folder / step.name).parent for step in steps}:
            sync_folder(folder)
        self.at = JOURNAL
        (self.folder / JOURNAL).unlink(missing_ok=True)
        sync_folder(self.folder)
        self._sweep((self.folder / step.staged).parent for step in steps)

    def _sweep(self, staging: Iterable[Path] = ()) -> None:
        """Take away the staging folders, and those that an earlier version left when killed."""
        for folder in {self.folder / STAGING, *staging}:
            shutil.rmtree(folder, ignore_errors=True)
        for path in self.folder.iterdir():
            if (path / STAGING).is_dir():
                _sweep_within(path)
        for path in self.folder.iterdir():
            if _OLD_STAGING.fullmatch(path.name):
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink(missing_ok=True)


def _sweep_within(folder: Path) -> None:
    """Take away what a run that was stopped staged there, unless it is still to be put in place, or
    the run is at work: a report of one area of many is put into a folder of its own."""
    lock = FolderLock(folder)
    with suppress(OSError):
        if not (folder / JOURNAL).exists() and lock.take(0):
            try:
                shutil.rmtree(folder / STAGING, ignore_errors=True)
            finally:
                lock.release()


def put_in_place(files: Mapping[str, bytes], folder: Path, *, shown: str = "",
                 remedy: str = "Give another folder with --out.") -> tuple[Path, ...]:
    """The paths of the files, put into the folder as one set: all of them or none.

    Raises ProblemsFound, with everything as it was, when a file cannot be written or replaced, and
    when another run writes into the folder.
    """
    with alone_in(folder, shown=shown, remedy=remedy) as room:
        return room.put(files)


@contextmanager
def alone_in(folder: Path, *, shown: str = "", remedy: str = "Give another folder with --out.",
             patience: float = 0) -> Iterator[Room]:
    """The folder, made where there is none, for this run alone; what a stopped run left is settled.

    Another run is waited for so many seconds. A folder that was made and stayed empty is taken away
    again. Raises ProblemsFound when it cannot be written, and when another run is at work in it.
    """
    shown = shown or str(folder)
    fresh: list[Path] = []
    try:
        fresh += make_folders({folder})
        lock = FolderLock(folder)
        free = lock.take(patience)
    except OSError as fault:
        take_away(fresh)
        raise ProblemsFound([_not_written(shown, fault, remedy)]) from fault
    if not free:
        raise ProblemsFound([_busy(lock, shown)])
    try:
        room = Room(folder, shown, remedy)
        room.settle()
        yield room
    finally:
        lock.release()
        take_away(fresh)


def settle(folder: Path) -> None:
    """Finish, or undo, what a run that was stopped left in the folder, before it is read.

    Raises ProblemsFound when that cannot be done; does nothing where nothing was left.
    """
    if not os.path.exists(folder / JOURNAL):    # false for a name that cannot be one, too
        return
    lock = FolderLock(folder)
    try:
        free = lock.take(PATIENCE)
    except OSError as fault:
        raise ProblemsFound([_not_written(str(folder), fault,
                                          "It holds a report that is half replaced; make the "
                                          "folder writable, and run this again.")]) from fault
    if not free:
        raise ProblemsFound([_busy(lock, str(folder))])
    try:
        Room(folder, str(folder), "Make the folder writable, and run this again.").settle()
    finally:
        lock.release()


def holds_nothing(folder: Path) -> bool:
    """Whether no file is there but what a run that was stopped has left; true where no folder is.
    """
    inside = (path.relative_to(folder) for path in folder.rglob("*") if not path.is_dir())
    return all(STAGING in path.parts or path.name == LOCK for path in inside)


# ── the journal, and what is said ────────────────────────────────────────────────────────────────


def _read_journal(path: Path, shown: str) -> tuple[str, list[_Step]]:
    """What a stopped run had decided: its state and its files, all of them within the folder."""
    try:
        content = json.loads(path.read_bytes())
        state = content["state"]
        steps = [_Step(str(entry["name"]), str(entry["staged"]), str(entry["kept"]))
                 for entry in content["files"]]
        if state not in ("finish", "undo") or not all(map(_is_ours, steps)):
            raise ValueError(state)
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as fault:
        raise ProblemsFound([Problem(
            Place(f"{shown}/{path.name}"), "a run that was stopped left it, and it cannot be read.",
            "Take it away, then build again: the files beside it can be of two reports.",
        )]) from fault
    return state, steps


def _is_ours(step: _Step) -> bool:
    """Whether the step stays within the folder: a journal can come with a folder from elsewhere."""
    for name in (step.name, step.staged, step.kept or step.staged):
        parts = PurePosixPath(name).parts
        if not parts or any(part in ("..", ".", "/") or "\\" in part or
                                              ":" in part for part in parts):
            return False
    return not PurePosixPath(step.name).name.startswith(".") and all(
        PurePosixPath(name).parent.name == STAGING for name in (step.staged, step.kept) if name)


def _not_written(shown: str, fault: OSError, remedy: str) -> Problem:
    return Problem(Place(shown), f"it cannot be written: {fault.strerror or fault}.", remedy)


def _busy(lock: FolderLock, shown: str) -> Problem:
    holder = lock.holder()
    return Problem(Place(shown), "another run of briefing is at work here"
                   f"{f' ({holder})' if holder else ''}.",
                   "Wait until it has ended, then try again; nothing was changed.")
