"""Words that were typed and are not saved, kept on the disk: a killed browser or server loses none.

They lie in `.briefing-unsaved/` of the report folder, which no command reads: no build, check or
record of what was published knows of them, and the note beside them keeps them out of a repository.
Each window of a browser keeps its own of each file, so that no two write over each other; they are
taken away when they are saved, or when the author says so, and never else.
"""

from __future__ import annotations

import json
import os
import re
import secrets
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from briefing.files import content_of
from briefing.problems import Place, Problem, ProblemsFound, stop_if_any
from briefing.reading.settings import FILE

FOLDER = ".briefing-unsaved"
MOST = 8 * 1024 * 1024      # bytes of one: what a form may hold, escaped
LISTED = 500                # of them that are looked at
_WINDOW = re.compile(r"[A-Za-z0-9-]{1,40}")
_NOTE = (".gitignore", b"*\n")
_FRESH = ".tmp"             # while it is written; a killed server may leave one
_TRIES = 3                  # another preview of the folder may just have taken an empty one away


@dataclass(frozen=True, slots=True)
class Unsaved:
    """The words of a file as a window of a browser last had them.

    `before` is the hash of the file that they were typed into, "" of a file that was not there.
    """

    file: str
    window: str
    text: str
    before: str
    at: datetime


def keep(folder: Path, words: Unsaved) -> None:
    """Keep the words, whole or as they were before; raises ProblemsFound where that cannot be."""
    problems: list[Problem] = []
    room = folder / FOLDER
    if not (folder / FILE).is_file():
        problems.append(no_folder(folder))
    elif room.is_symlink():
        problems.append(Problem(Place(FOLDER), "it is a link, and what you type is kept in the "
                                "report's folder itself.", "Take the link away."))
    stop_if_any(problems)
    content = json.dumps({"file": words.file, "window": words.window, "before": words.before,
                          "at": words.at.isoformat(timespec="seconds"), "text": words.text},
                         indent=1).encode()
    for left in reversed(range(_TRIES)):
        try:
            _put(room, _name(words.file, words.window), content)
        except OSError as fault:
            if left and isinstance(fault, FileNotFoundError):
                continue
            raise ProblemsFound([Problem(
                Place(FOLDER), f"what you type cannot be kept there: {fault.strerror or fault}.",
                "It stands in this window alone until it is saved.")]) from fault
        return


def unsaved(folder: Path, file: str = "") -> tuple[Unsaved, ...]:
    """The words that are kept, of that file where one is named; those typed last come first.

    What is none of ours (a link, a file that came with the folder) is passed over.
    """
    room = folder / FOLDER
    if room.is_symlink() or not room.is_dir():
        return ()
    found = [words for path in sorted(room.glob("*.json"))[:LISTED]
             if (words := _read(path)) is not None and file in ("", words.file)]
    return tuple(sorted(found, key=lambda words: words.at, reverse=True))


def discard(folder: Path, file: str, window: str) -> None:
    """Take the words away, if there are any, and the folder with the last of them."""
    room = folder / FOLDER
    if room.is_symlink() or not room.is_dir():
        return
    with suppress(OSError):
        (room / _name(file, checked_window(window))).unlink(missing_ok=True)
        left = list(room.iterdir())
        if all(path.name == _NOTE[0] or path.suffix == _FRESH for path in left):
            for path in left:
                path.unlink(missing_ok=True)
            room.rmdir()


def take(folder: Path, file: str, window: str, by: str) -> Unsaved | None:
    """The words as those of the window that goes on with them; None where they are there no more.

    They are kept under the new name before they are taken away under the old one; what that window
    had typed itself stays, as words of another.
    """
    kept = {one.window: one for one in unsaved(folder, file)}
    words, own = kept.get(window), kept.get(checked_window(by))
    if words is None or window == by:
        return words
    if own is not None and own.text != words.text:
        keep(folder, replace(own, window=secrets.token_hex(8)))
    mine = replace(words, window=by)
    keep(folder, mine)
    discard(folder, file, window)
    return mine


def checked_window(window: str) -> str:
    """The name of a window, sure to be one; raises ProblemsFound for all else."""
    if not _WINDOW.fullmatch(window):
        raise ProblemsFound([Problem(Place("the page"), "what was sent is none of its windows.",
                                     "Load the page again.")])
    return window


def no_folder(folder: Path) -> Problem:
    """That the report's folder is gone."""
    return Problem(Place(str(folder)), "there is no such report folder any more.",
                   "Put it back, then save again: the page keeps what you wrote.")


def _name(file: str, window: str) -> str:
    """The name that they are kept under: a sound one on any system, whatever the file's is."""
    readable = re.sub(r"[^A-Za-z0-9.]+", "-", file)[-60:].strip("-.")
    return f"{readable}~{sha256(file.encode(errors='replace')).hexdigest()[:12]}~{window}.json"


def _put(room: Path, name: str, content: bytes) -> None:
    """The file in its place, whole, for its owner alone."""
    room.mkdir(mode=0o700, exist_ok=True)
    if not (room / _NOTE[0]).exists():
        with suppress(FileExistsError):
            _write(room / _NOTE[0], _NOTE[1])
    fresh = room / f"{secrets.token_hex(8)}{_FRESH}"
    try:
        _write(fresh, content)
        os.replace(fresh, room / name)
    finally:
        fresh.unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    """A new file that its owner alone reads, on the disk before this returns."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _read(path: Path) -> Unsaved | None:
    """The words in that file, None where it holds none."""
    try:
        if path.is_symlink():
            return None
        held = json.loads(content_of(path, MOST))
        if not isinstance(held, dict) or not all(
                isinstance(held.get(key), str) for key in ("file", "window", "text", "before")):
            return None
        words = Unsaved(held["file"], held["window"], held["text"], held["before"],
                        datetime.fromisoformat(str(held.get("at"))))
    except (OSError, ValueError, RecursionError):
        return None
    named = _WINDOW.fullmatch(words.window) and path.name == _name(words.file, words.window)
    return words if named and words.at.tzinfo is None else None
