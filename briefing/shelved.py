"""What is read from the shelves' files, kept as long as they are the same.

A process that makes many reports (of areas, in the preview) makes them by one sentence book and one
layout: these are read and checked once, and again when one of their files is another.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from briefing import shelves
from briefing.files import LARGEST_TEXT, read_bytes
from briefing.problems import Problem
from briefing.shapes import load

MOST = 8        # so many books, and so many layouts, are kept: a process has seldom two
T = TypeVar("T")


@dataclass(slots=True)
class ShelfFiles:
    """The files that something is read from, as they stood: of a shelf, or of the report's folder
    that comes before it."""

    shelf: str
    folder: Path | None
    _found: dict[str, Path | None] = field(default_factory=dict)
    _hashes: dict[Path, str] = field(default_factory=dict)

    def find(self, name: str) -> Path | None:
        """The file of that name, the report folder's own first; None when there is none."""
        self._found[name] = shelves.find(self.shelf, name, self.folder)
        return self._found[name]

    def load(self, path: Path, problems: list[Problem]) -> dict[str, Any] | None:
        """The tables of the file, or None and a problem when it cannot be read."""
        self._hashes[path] = _hash(path)    # before it is read: it may change meanwhile
        return load(path, problems, f"{self.shelf}/{path.name}")

    def are_the_same(self) -> bool:
        """Whether all of them stand as they did."""
        return all(shelves.find(self.shelf, name, self.folder) == path
                   for name, path in self._found.items()) and all(
            _hash(path) == known for path, known in self._hashes.items())


def _hash(path: Path) -> str:
    raw = read_bytes(path, path.name, "", [], LARGEST_TEXT)
    return hashlib.sha256(raw).hexdigest() if raw is not None else ""


class Kept(Generic[T]):
    """What was read without a problem, by its file and the report's folder."""

    def __init__(self, shelf: str,
                 read: Callable[[Path, ShelfFiles, list[Problem]], T | None]) -> None:
        self._shelf, self._read = shelf, read
        self._kept: dict[tuple[Path, Path | None], tuple[ShelfFiles, T]] = {}

    def read(self, path: Path, folder: Path | None, problems: list[Problem]) -> T | None:
        """What the file holds; None, with every problem in it added, when it is not whole."""
        key = path, folder
        files, kept = self._kept.pop(key, (None, None))
        if files is None or not files.are_the_same():
            files, before = ShelfFiles(self._shelf, folder), len(problems)
            kept = self._read(path, files, problems)
            if kept is None or len(problems) > before:
                return kept
        assert kept is not None
        if len(self._kept) >= MOST:
            del self._kept[next(iter(self._kept))]      # that which was asked for longest ago
        self._kept[key] = files, kept
        return kept
