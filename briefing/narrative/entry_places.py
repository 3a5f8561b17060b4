"""Where the entries of a sentence book stand: in which file, under which name, on which line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefing.files import read_text
from briefing.narrative.narration import Source
from briefing.problems import Place, Problem

_HEAD = re.compile(r"\s*\[\[say\.([A-Za-z0-9_]+)\]\]")
_TABLE = re.compile(r"\s*\[([A-Za-z0-9_.]+)\]")
_SETTING = re.compile(r"\s*([A-Za-z0-9_]+)\s*=")
_OVERRIDE = re.compile(r"\s*\"([^\"]+)\"\s*=")


@dataclass(slots=True)
class EntryPlaces:
    """The lines of one book's file, which entries its overrides have changed, and its base's lines.
    """

    file: str
    lines: dict[tuple[str, int], int] = field(default_factory=dict)
    override_lines: dict[str, int] = field(default_factory=dict)
    overridden: dict[tuple[str, int], str] = field(default_factory=dict)
    setting_lines: dict[str, int] = field(default_factory=dict)
    base: EntryPlaces | None = None

    @classmethod
    def of(cls, path: Path, file: str) -> EntryPlaces:
        """The places of the file, as far as it can be read."""
        places = cls(file)
        text = read_text(path, file, "", []) or ""      # what is wrong is said by who reads it
        seen: dict[str, int] = {}
        table: str | None = ""      # None in an entry, which has a place of its own
        for number, line in enumerate(text.split("\n"), 1):
            if line.lstrip().startswith("[["):
                table = None
            elif match := _TABLE.match(line):
                table = match[1]
                places.setting_lines.setdefault(table, number)
            elif table is not None and (match := _SETTING.match(line)):
                places.setting_lines.setdefault(f"{table}.{match[1]}".strip("."), number)
            if match := _HEAD.match(line):
                seen[match[1]] = seen.get(match[1], 0) + 1
                places.lines[match[1], seen[match[1]]] = number
            elif match := _OVERRIDE.match(line):
                places.override_lines[match[1]] = number
        return places

    def entry(self, name: str, number: int) -> Place:
        """The place of an entry: its override where it has one."""
        key = self.overridden.get((name, number))
        if key is not None:
            return self.override(key)
        line = self.lines.get((name, number))
        return Place(self.file, column=f"say.{name}, entry {number}{_line(line)}")

    def source(self, name: str, number: int) -> Source:
        """Where the words of an entry are from: its override, else its own book or the base."""
        key = self.overridden.get((name, number))
        if key is not None:
            return Source(self.file, f"override.{key}", self.override_lines.get(key, 0))
        if self.base is not None and (name, number) not in self.lines:
            return self.base.source(name, number)
        return Source(self.file, f"say.{name}, entry {number}", self.lines.get((name, number), 0))

    def with_line(self, problem: Problem) -> Problem:
        """The problem of a setting of the book, its place with the line that it stands on."""
        number = self.setting_lines.get(problem.place.column)
        if problem.place.file != self.file or number is None:
            return problem
        column = f"{problem.place.column}{_line(number)}"
        return replace(problem, place=replace(problem.place, column=column))

    def override(self, key: str) -> Place:
        """The place of an override."""
        return Place(self.file, column=f"override.{key}{_line(self.override_lines.get(key))}")


def _line(number: int | None) -> str:
    return f" (line {number})" if number else ""
