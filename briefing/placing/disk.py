"""Files and folders of the disk, written, renamed, kept and taken away as systems let them."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

WINDOWS = os.name == "nt"


def make_folders(folders: set[Path]) -> list[Path]:
    """The folders made, outermost first, so that all of those asked for are there."""
    fresh: list[Path] = []
    for folder in sorted(folders):
        missing = [p for p in (folder, *folder.parents) if not p.exists()]
        for path in reversed(missing):
            path.mkdir(exist_ok=True)
            fresh.append(path)
        if not folder.is_dir():
            folder.mkdir()      # a file is in its place: the system says so in its own words
    return fresh


def take_away(folders: Sequence[Path]) -> None:
    """Take away those that are still empty."""
    for folder in reversed(folders):
        with suppress(OSError):
            folder.rmdir()


def write(path: Path, content: bytes) -> None:
    """The file written, and on the disk before this returns."""
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def rename(path: Path, place: Path) -> None:
    """The file renamed into its place; Windows may keep either for a moment, to look for viruses.
    """
    for wait in (0.05, 0.1, 0.2, 0.4) if WINDOWS else ():
        try:
            os.replace(path, place)
        except PermissionError:
            time.sleep(wait)
        else:
            return
    os.replace(path, place)


def keep(path: Path, kept: Path) -> None:
    """The file kept under another name: by a link, or a copy where the file system has none."""
    try:
        os.link(path, kept)
    except (OSError, NotImplementedError):
        write(kept, path.read_bytes())


def sync_folder(folder: Path) -> None:
    """The folder's names on the disk; Windows and some shares see to it themselves."""
    if WINDOWS:
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            os.fsync(opened)
    finally:
        os.close(opened)


def is_free(path: Path) -> bool:
    """Whether the file can be replaced; Windows keeps one that is open elsewhere."""
    try:
        with path.open("r+b"):
            return True
    except FileNotFoundError:
        return True
    except PermissionError:
        return False


def twin_of(path: Path) -> str:
    """The name of a file there that differs from this one by its capitals only; "" if none."""
    if not path.parent.is_dir():
        return ""
    low = path.name.casefold()
    names = {other.name for other in path.parent.iterdir() if other.name.casefold() == low}
    return "" if path.name in names else min(names, default="")
