"""What a report folder may run, and read outside itself: only what the user has allowed.

A folder can come from anybody. Its own files are read without asking; a chart's code, a database's
server and whatever lies elsewhere, also by a link, only with --trust, or where trusted.toml in the
user's own configuration says so:

    folders = ["S:/Performance/Reports"]    these report folders, and those in them, are trusted
    places = ["S:/Performance/Logos"]       any report may read what lies here
"""

from __future__ import annotations

import glob
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from briefing.problems import Place, Problem
from briefing.reading.settings import FILE, Settings
from briefing.reading.unread import FOLDERS, TABLES, WORKBOOK
from briefing.shapes import load, structure

CONFIGURATION = "trusted.toml"


@dataclass(frozen=True, slots=True)
class Allowed:
    """trusted.toml: the report folders that are trusted, and places that any report may read."""

    folders: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trust:
    """What the folder may do: everything where it is trusted, else read itself and `places`."""

    folder: Path
    everything: bool
    places: tuple[Path, ...] = ()

    def allows(self, path: Path) -> bool:
        """Whether that may be read: where it lies counts, whatever links lead to it."""
        if self.everything:
            return True
        found = _resolved(path)
        return found is not None and any(
            found.is_relative_to(place) for place in (self.folder, *self.places))

    def problems(self, settings: Settings) -> list[Problem]:
        """One for each thing that the folder asks for and may not have: what would be done."""
        if self.everything:
            return []
        return [*self._code(settings), *self._named(settings), *self._databases(settings),
                *self._links()]

    def _problem(self, place: Place, what: str) -> Problem:
        return Problem(place, what, "If you trust whoever made this folder, say --trust, or name "
                       f"the folder in {configuration()}.")

    def _code(self, settings: Settings) -> Iterator[Problem]:
        file = settings.report.own_charts
        if file:
            yield self._problem(Place(FILE, column="report.own_charts"),
                                f"'{file}' is a program: it would be run on this machine.")

    def outside(self, place: Place, name: str, path: Path | None = None) -> Problem | None:
        """What is said of a file that may not be read; None for one that may.

        `path` is where it is, else the folder's file of that name.
        """
        path = self.folder / name if path is None else path
        if self.allows(path):
            return None
        found = _resolved(path)
        return self._problem(place, f"'{name}' lies outside the report's folder"
                             + (f": {found} would be read." if found else "."))

    def _named(self, settings: Settings) -> Iterator[Problem]:
        """Problems with the files that report.toml names."""
        files = settings.files
        named = [("report.logo", settings.report.logo), ("word.template", settings.word.template),
                 ("report.own_charts", settings.report.own_charts)]
        named += [(f"files.{key}", getattr(files, key)) for key in (
            "workbook", "indicators", "values", "targets", "benchmarks")]
        for n, how in enumerate(settings.values, 1):
            named.append((f"values[{n}].file", how.file))
        for key, name in named:
            place = Place(FILE, column=key)
            problem = self.outside(place, name) if name else None
            if problem is None and any(c in name for c in "*?["):
                problem = next(filter(None, (
                    self.outside(place, found)
                    for found in glob.iglob(name, root_dir=self.folder, recursive=True))), None)
            if problem is not None:
                yield problem

    def _databases(self, settings: Settings) -> Iterator[Problem]:
        for n, how in enumerate(settings.values, 1):
            place = Place(FILE, column=f"values[{n}].database")
            scheme, _, rest = how.database.partition("://")
            if not rest:
                continue
            if scheme.partition("+")[0].casefold() == "sqlite":
                problem = self.outside(place, rest.removeprefix("/").partition("?")[0])
                if problem is not None:
                    yield problem
            else:
                host = rest.rpartition("@")[2].partition("/")[0].partition("?")[0]
                yield self._problem(place, f"the database server {host or 'of its address'} would "
                                    "be asked.")

    def _links(self) -> Iterator[Problem]:
        """Problems with links in the folder to what lies outside it."""
        names = [FILE, WORKBOOK, "out", *FOLDERS, *(f"{table}.csv" for table in TABLES)]
        for name in names:
            path = self.folder / name
            inside = sorted(path.iterdir()) if name in FOLDERS and path.is_dir() and (
                self.allows(path)) else []
            for each in (path, *inside):
                if each.is_symlink() and not self.allows(each):
                    shown = each.relative_to(self.folder).as_posix()
                    done = "written to" if name == "out" else "read"
                    yield self._problem(Place(shown), "it is a link to what lies outside the "
                                        f"report's folder: {_resolved(each) or 'nothing'} would "
                                        f"be {done}.")


def _resolved(path: Path) -> Path | None:
    """Where the path leads; None where it leads nowhere."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):     # links in a circle; a name that cannot be
        return None


def configuration() -> Path:
    """The user's own file of what they trust."""
    return Path(click.get_app_dir("briefing")) / CONFIGURATION


def read_trust(folder: Path, trusted: bool, problems: list[Problem]) -> Trust:
    """What the user lets the folder do; `trusted` when they said so at the command."""
    home = folder.resolve()
    path = configuration()
    allowed: Allowed | None = None
    if not trusted and path.exists():
        table = load(path, problems, str(path))
        if table is not None:
            allowed = structure(Allowed, table, str(path), "", problems)
    folders, places = ([Path(name).expanduser().resolve() for name in names] for names in (
        (allowed.folders, allowed.places) if allowed else ((), ())))
    return Trust(home, trusted or any(home.is_relative_to(one) for one in folders), tuple(places))
