"""CSV files, sheets and query results as grids of cells that remember their place."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from briefing.problems import Place, Problem, did_you_mean, listed

Cell = str | int | float | bool | date | datetime


class CellFault(NamedTuple):
    """Why a cell cannot be read, and what to do about it: an error value, an uncached formula."""

    what: str
    hint: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet or CSV file: its head row, then its rows with their numbers as a person sees them.

    `faults` are cells that hold no value, by row number and column index; `hidden` the numbers of
    rows that the spreadsheet does not show, `hidden_columns` the indices of such columns; `notes`
    rows of one text right under the figures.
    """

    file: str
    sheet: str
    head: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    head_row: int = 1
    faults: Mapping[tuple[int, int], CellFault] = field(default_factory=dict, compare=False)
    hidden: tuple[int, ...] = ()
    notes: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    def place(self, row: int = 0, column: str = "") -> Place:
        """Where in the user's file a row and column are, for a problem."""
        return Place(self.file, self.sheet, row, column, self.head)

    def without(self, column: str, names: set[str]) -> Grid:
        """The grid without the rows whose column holds one of the names."""
        heads = [tidy(h) for h in self.head]
        if not names or column not in heads:
            return self
        n = heads.index(column)
        return replace(self, rows=tuple(
            row for row in self.rows if n >= len(row[1]) or text_of(row[1][n]) not in names))

    def ignoring(self, headings: Collection[str]) -> Grid:
        """The grid without the columns of these headings."""
        out = {tidy(heading) for heading in headings}
        kept = [n for n, heading in enumerate(self.head) if not heading or tidy(heading) not in out]
        if len(kept) == len(self.head):
            return self
        now = {n: position for position, n in enumerate(kept)}
        return replace(
            self, head=tuple(self.head[n] for n in kept),
            rows=tuple((row, tuple(cells[n] for n in kept if n < len(cells)))
                       for row, cells in self.rows),
            faults={(row, now[n]): fault for (row, n), fault in self.faults.items() if n in now},
            hidden_columns=frozenset(now[n] for n in self.hidden_columns if n in now))

    def turned(self, heading: str) -> Grid:
        """The grid with its columns as rows, their headings under this one; the cells of the first
        column are the headings of the others. Row numbers are those of the columns."""
        across = [text_of(cells[0]) if cells else "" for _, cells in self.rows]
        rows = tuple((n + 1, (head, *(cells[n] if n < len(cells) else ""
                                      for _, cells in self.rows)))
                     for n, head in enumerate(self.head) if n)
        return Grid(self.file, self.sheet, (heading, *across), rows)

    def texts(self, column: str) -> list[str]:
        """The column's cells as text, blank ones left out; none when there is no such column."""
        heads = [tidy(h) for h in self.head]
        if column not in heads:
            return []
        n = heads.index(column)
        return [text for _, row in self.rows if n < len(row) and (text := text_of(row[n]))]


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read, with the hash of its bytes: the manifest's record of the input."""

    file: str
    sha256: str

    @classmethod
    def of(cls, file: str, content: bytes) -> Source:
        """The record of a file of that content."""
        return cls(file, hashlib.sha256(content).hexdigest())


def tidy(heading: object) -> str:
    """A column's heading as a name: "Year to date " becomes "year_to_date"."""
    return "_".join(str(heading).strip().casefold().split())


# What a spreadsheet's cells can hold but neither XML nor a page can: read as blanks.
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, 0xFFFE, 0xFFFF,
                           *range(0xD800, 0xE000)], " ")  # fmt: skip


def cleaned(text: str) -> str:
    """The text without control characters."""
    return text.translate(_CONTROLS)


def text_of(cell: Cell) -> str:
    """The cell as text, trimmed and without control characters; a whole number without ".0"."""
    if isinstance(cell, str):
        return _trimmed(cell)
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else _trimmed(str(cell))


@lru_cache(1 << 14)
def _trimmed(text: str) -> str:
    return " ".join((text if text.isprintable() else cleaned(text)).split())


def is_blank(cell: Cell) -> bool:
    """Whether the cell holds nothing that a person could see."""
    return isinstance(cell, str) and not text_of(cell)


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a grid by column name."""

    grid: Grid
    row: int
    cells: dict[str, Cell]

    def place(self, column: str = "") -> Place:
        """Where in the user's file the row is, and that column of it, for a problem."""
        return self.grid.place(self.row, column)

    def text(self, column: str) -> str:
        """The column's cell as text, "" when it is blank or the column is not there."""
        return text_of(self.cells.get(column, ""))


def records(
    grid: Grid, required: tuple[str, ...], optional: tuple[str, ...], problems: list[Problem]
) -> list[Record]:
    """The grid's rows by column; a row that cannot be read is left out and the problem added.

    Problems also for columns that are missing, unknown or there twice.
    """
    names = [tidy(h) for h in grid.head]
    return [Record(grid, n, dict(zip(names, row, strict=False)))
            for n, row in known_rows(grid, required, optional, problems)]


def known_rows(
    grid: Grid, required: tuple[str, ...], optional: tuple[str, ...], problems: list[Problem]
) -> list[tuple[int, tuple[Cell, ...]]]:
    """The same rows as they stand, each with its number."""
    names = [tidy(h) for h in grid.head]
    known = required + optional
    missing = [name for name in required if name not in names]
    for name in missing:
        problems.append(Problem(grid.place(), f"the column '{name}' is missing.",
                                f"{columns_are(grid)} Add it, or mend its heading."))
    for name in dict.fromkeys(n for n in names if n):
        if name not in known:
            problems.append(Problem(
                grid.place(), f"the column '{name}' is not known.",
                did_you_mean(name, known) or f"Known are {listed(list(known), 'and')}."))
        elif names.count(name) > 1:
            problems.append(Problem(grid.place(), f"the column '{name}' is there twice.",
                                    "Keep one of them."))
    if missing:
        return []
    warn_of_headless(grid, problems)
    return sound_rows(grid, set(range(len(names))), problems)


def columns_are(grid: Grid) -> str:
    """ "Its columns are id, section and title."."""
    heads = [h for h in grid.head if h]
    return (f"Its column is {heads[0]}." if len(heads) == 1
            else f"Its columns are {listed(heads, 'and')}.")


def sound_rows(
    grid: Grid, columns: set[int], problems: list[Problem]
) -> list[tuple[int, tuple[Cell, ...]]]:
    """The rows whose cells in these columns can be read; problems for the others, and for notes."""
    faulty: set[int] = set()
    for (row, column), fault in grid.faults.items():
        if column in columns and column < len(grid.head) and grid.head[column]:
            faulty.add(row)
            problems.append(Problem(grid.place(row, grid.head[column]), *fault))
    for n in sorted(grid.hidden_columns & columns):
        if n < len(grid.head) and grid.head[n] and any(
                n < len(cells) and not is_blank(cells[n]) for _, cells in grid.rows):
            problems.append(Problem(grid.place(grid.head_row, grid.head[n]),
                                    f"column {letter(n)} is hidden; it was read like the others.",
                                    "Show it and look, or delete it.", warning=True))
    for row in grid.notes:
        problems.append(Problem(grid.place(row), "it holds a note, not figures.",
                                "Leave a blank row between the table and its notes."))
    left_out = faulty | grid.notes
    return [row for row in grid.rows if row[0] not in left_out] if left_out else list(grid.rows)


def warn_of_headless(grid: Grid, problems: list[Problem]) -> None:
    """A warning for each column that has cells but no heading: it is not read."""
    blank = [n for n, heading in enumerate(grid.head) if not heading]
    for n in blank:
        row = next((r for r, cells in grid.rows if n < len(cells) and not is_blank(cells[n])), 0)
        if row:
            problems.append(Problem(grid.place(row), f"column {letter(n)} has cells but no heading;"
                                    " they were not read.", "Give it a heading, or empty it.",
                                    warning=True))


def warn_of_hidden(grid: Grid, problems: list[Problem]) -> None:
    """A warning that names the hidden rows: they are read like the others."""
    if grid.hidden:
        many = len(grid.hidden) > 1
        problems.append(Problem(
            grid.place(), f"row{'s' * many} {_runs(grid.hidden)} {'are' if many else 'is'} hidden; "
            f"{'they were' if many else 'it was'} read like the others.",
            f"Show {'them' if many else 'it'} and look, or delete what should not count.",
            warning=True))


def _runs(numbers: tuple[int, ...]) -> str:
    """ "3, 5 to 8 and 10"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words = []
    for run in runs:
        words += [f"{run[0]} to {run[-1]}"] if len(run) > 2 else [str(number) for number in run]
    return listed(words, "and")


def letter(index: int) -> str:
    """ "A" for column 0, as a spreadsheet names it."""
    name = ""
    while index >= 0:
        name = chr(ord("A") + index % 26) + name
        index = index // 26 - 1
    return name
