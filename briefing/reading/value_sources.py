"""The tables of values that report.toml names: files, patterns of files, sheets and queries.

What comes back are grids with how each is to be read; `where` has kept its rows already.
"""

from __future__ import annotations

import glob
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from briefing.periods import MONTH_NAMES, Month
from briefing.problems import Place, Problem, did_you_mean, listed
from briefing.reading.csv_files import read_csv
from briefing.reading.databases import read_query
from briefing.reading.grids import (
    Grid,
    Source,
    columns_are,
    text_of,
    tidy,
    warn_of_hidden,
)
from briefing.reading.settings import FILE, ValuesSource
from briefing.reading.workbooks import ENDINGS, Workbook, read_workbook

SHEET = "Values"
PLAIN = ValuesSource()
SETTING = Place(FILE, column="values")
OURS = ("indicator", "period", "value", "numerator", "denominator", "measure", "year",
        "time_identifier", "area")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of values and how it is to be read; `setting` is where report.toml says so.

    `month` is the period of every row when the table has no column for it.
    """

    grid: Grid
    how: ValuesSource = PLAIN
    setting: Place = SETTING
    month: str = ""

    @property
    def foreign(self) -> bool:
        """Whether report.toml says how to read it, so that its other columns are not ours."""
        how = self.how
        return bool(how.columns.keys() - {"area"} or how.where or how.indicators or how.indicator
                    or how.shape in ("april_to_march", "dfe"))


class Shelf:
    """The files of a report folder, each read once, and what was read of them."""

    def __init__(self, folder: Path, problems: list[Problem]) -> None:
        self.folder = folder
        self.problems = problems
        self.sources: list[Source] = []
        self.asked: set[str] = set()        # every file that was asked for, read or not
        self._books: dict[str, Workbook | None] = {}

    def workbook(self, name: str) -> Workbook | None:
        """The workbook, read once; None, with a problem, when it cannot be read."""
        self.asked.add(name)
        if name not in self._books:
            self._books[name] = read_workbook(self.folder / name, name, self.problems)
            book = self._books[name]
            if book is not None:
                self.sources.append(book.source)
        return self._books[name]

    @property
    def books(self) -> list[Workbook]:
        """The workbooks that could be opened."""
        return [book for book in self._books.values() if book is not None]

    def csv(self, name: str) -> Grid | None:
        """The CSV file's rows; None, with a problem, when it cannot be read."""
        self.asked.add(name)
        grid, source = read_csv(self.folder / name, name, self.problems)
        if source is not None:
            self.sources.append(source)
        return grid


def read_sources(
    shelf: Shelf, sources: tuple[ValuesSource, ...], default: str
) -> list[Table]:
    """The tables of every [[values]]; `default` is the file of one that names none."""
    tables: list[Table] = []
    for n, how in enumerate(sources, 1):
        key = f"values[{n}]"
        if not _makes_sense(how, key, shelf.problems):
            continue
        tables += _from_query(shelf, how, key) if how.query else _from_files(
            shelf, how, how.file or default, key)
    return [kept for table in tables
            if (kept := _kept(_announced(table, shelf.problems), shelf.problems)) is not None]


def _makes_sense(how: ValuesSource, key: str, problems: list[Problem]) -> bool:
    before = len(problems)
    if bool(how.query) != bool(how.database):
        problems.append(Problem(Place(FILE, column=key), "a query and its database go together.",
                                'Give both: query = "select ..." and database = '
                                '"sqlite:///figures.db".'))
    if how.query and (how.file or how.sheet):
        problems.append(Problem(Place(FILE, column=key), "it names a file and a query.",
                                "Make a [[values]] of each."))
    for name in how.columns:
        if name not in OURS:
            problems.append(Problem(
                Place(FILE, column=f"{key}.columns.{name}"), f"there is no column '{name}'.",
                did_you_mean(name, OURS) or f"On the left stands one of {listed(OURS)}, on the "
                "right the heading in the table."))
    if how.indicator and how.indicators:
        problems.append(Problem(Place(FILE, column=key),
                                "it has both `indicator` and `indicators`.",
                                "Keep `indicator` when the whole table is of one."))
    return len(problems) == before


def _from_query(shelf: Shelf, how: ValuesSource, key: str) -> list[Table]:
    grid, source = read_query(shelf.folder, how.database, how.query, f"{FILE}, {key}.query",
                              shelf.problems)
    if source is not None:
        shelf.sources.append(source)
    return [Table(grid, how, Place(FILE, column=key), how.period)] if grid is not None else []


def _from_files(shelf: Shelf, how: ValuesSource, file: str, key: str) -> list[Table]:
    names = [file]
    pattern = any(c in file for c in "*?[") and not (shelf.folder / file).is_file()
    if pattern:
        found = glob.glob(file, root_dir=shelf.folder, recursive=True)
        names = sorted(name.replace("\\", "/") for name in found
                       if not Path(name).name.startswith(("~", "."))
                       and (shelf.folder / name).is_file())
        if not names:
            shelf.problems.append(Problem(
                Place(FILE, column=f"{key}.file"), f"no file is called like '{file}'.",
                "Mend the pattern: monthly/*.csv is every CSV file in the folder monthly."))
    tables = []
    for name in names:
        grid = _grid(shelf, name, how.sheet, key)
        if grid is None:
            continue
        month = how.period
        heads = {tidy(h) for h in grid.head}
        if pattern and not month and not {"period", "time_period"} & heads and (
                "period" not in how.columns):
            month = month_in_name(Path(name).stem)
            if not month and (how.shape == "long" or "value" in heads | set(how.columns)):
                shelf.problems.append(Problem(
                    grid.place(), "its name gives no month, and it has no column 'period'.",
                    "Call it 2022-07.csv, or add the column."))
                continue
        tables.append(Table(grid, how, Place(FILE, column=key), month))
    return tables


def _grid(shelf: Shelf, name: str, sheet: str, key: str) -> Grid | None:
    if not name.casefold().endswith(ENDINGS):
        if sheet:
            shelf.problems.append(Problem(Place(FILE, column=f"{key}.sheet"),
                                          f"{name} is no workbook and has no sheets.",
                                          "Take this setting out."))
            return None
        return shelf.csv(name)
    book = shelf.workbook(name)
    if book is None:
        return None
    found = book.find(sheet or SHEET)
    if found is None and not sheet and len(book.names) == 1:
        found = book.names[0]
    if found is None:
        shelf.problems.append(Problem(
            Place(FILE, column=f"{key}.sheet"),
            f"{name} has no sheet '{sheet or SHEET}'.",
            did_you_mean(sheet or SHEET, book.names)
            or f"{'Its sheet is' if len(book.names) == 1 else 'Its sheets are'} "
            f"{listed([f'{n!r}' for n in book.names], 'and')}."))
        return None
    before = len(shelf.problems)
    grid = book.grid(found, shelf.problems)
    if grid is None and len(shelf.problems) == before:
        shelf.problems.append(Problem(Place(name, found), "the sheet is empty.",
                                      "Its first row holds the headings."))
    return grid


def _announced(table: Table, problems: list[Problem]) -> Table:
    warn_of_hidden(table.grid, problems)
    return table


def _kept(table: Table, problems: list[Problem]) -> Table | None:
    """The table with the rows that `where` keeps; None, with a problem, when none is left."""
    grid = table.grid
    heads = [tidy(h) for h in grid.head]
    for column, word in table.how.where.items():
        key = f"{table.setting.column}.where.{column}"
        if tidy(column) not in heads:
            problems.append(Problem(
                Place(FILE, column=key), f"{grid.file} has no column '{column}'.",
                did_you_mean(column, [h for h in grid.head if h]) or columns_are(grid)))
            return None
        n = heads.index(tidy(column))
        wanted = text_of(word).casefold()
        there = grid.texts(tidy(column))
        rows = tuple(row for row in grid.rows
                     if (text_of(row[1][n]) if n < len(row[1]) else "").casefold() == wanted)
        if not rows:
            problems.append(Problem(
                Place(FILE, column=key), f"no row of {grid.file} has '{word}' there.",
                did_you_mean(word, there) or _are(there)))
            return None
        kept = {n for n, _ in rows}
        grid = replace(grid, rows=rows, notes=grid.notes & kept,
                       faults={at: fault for at, fault in grid.faults.items() if at[0] in kept})
    return replace(table, grid=grid)


def _are(found: list[str]) -> str:
    """ "It holds 'Barnsley', 'Leeds' and 3 others."."""
    words = [f"'{word}'" for word in dict.fromkeys(found)]
    if not words:
        return "The column is empty."
    more = len(words) - 4
    shown = [*words[:4], f"{more} other{'s' * (more > 1)}"] if more > 0 else words
    return f"It holds {listed(shown, 'and')}."


_MONTHS = "|".join(name if len(name) == 3 else f"{name[:3]}(?:{name[3:]})?" for name in MONTH_NAMES)
_IN_NAMES = (
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[-_. ]?(?P<m>0[1-9]|1[0-2])(?!\d)"),
    re.compile(r"(?<!\d)(?P<m>0?[1-9]|1[0-2])[-_. ](?P<y>(?:19|20)\d\d)(?!\d)"),
    re.compile(rf"(?<![a-z])(?P<name>{_MONTHS}|sept)[-_. ]*(?P<y>(?:19|20)?\d\d)(?!\d)", re.I),
    re.compile(rf"(?<!\d)(?P<y>(?:19|20)\d\d)[-_. ]*(?P<name>{_MONTHS}|sept)(?![a-z])", re.I),
)


def month_in_name(stem: str) -> str:
    """ "2022-07" for "referrals 2022-07", "jul-22" or "July 2022"; "" when it names no month."""
    names = {name[:3].casefold(): n for n, name in enumerate(MONTH_NAMES, 1)}
    for form in _IN_NAMES:
        match = form.search(stem)
        if match:
            parts: Mapping[str, str] = match.groupdict()
            number = int(parts["m"]) if "m" in parts else names[parts["name"][:3].casefold()]
            year = int(parts["y"]) + (2000 if len(parts["y"]) == 2 else 0)
            return str(Month.of(year, number))
    return ""


