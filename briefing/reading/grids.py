"""CSV files and workbook sheets as grids of cells that remember their place."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from briefing.problems import Place, Problem, did_you_mean, listed

Cell = str | int | float | bool | date | datetime
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet or CSV file: its head row, then its rows with their numbers as a person sees them."""

    file: str
    sheet: str
    head: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]

    def place(self, row: int = 0, column: str = "") -> Place:
        return Place(self.file, self.sheet, row, column)


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read, with the hash of its bytes: the manifest's record of the input."""

    file: str
    sha256: str


def tidy(heading: object) -> str:
    """A column's heading as a name: "Year to date " becomes "year_to_date"."""
    return "_".join(str(heading).strip().casefold().split())


# What a spreadsheet's cells can hold but neither XML nor a page can: read as blanks.
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, 0xFFFE, 0xFFFF], " ")


def cleaned(text: str) -> str:
    """The text without control characters."""
    return text.translate(_CONTROLS)


def text_of(cell: Cell) -> str:
    """The cell as text, trimmed and without control characters; a whole number without ".0"."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(cleaned(str(cell)).split())


def _grid(file: str, sheet: str, lines: Iterator[tuple[Cell, ...]]) -> Grid | None:
    numbered = [(n, row) for n, row in enumerate(lines, 1) if any(text_of(c) for c in row)]
    if not numbered:
        return None
    _, head = numbered[0]
    return Grid(file, sheet, tuple(text_of(c) for c in head), tuple(numbered[1:]))


def _decoded(raw: bytes) -> str:
    """UTF-8 with or without a byte order mark, otherwise what Windows programs write."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def read_csv(path: Path, name: str, problems: list[Problem]) -> tuple[Grid | None, Source | None]:
    """The file's grid and hash; None, with a problem, when it cannot be read or is empty."""
    place = Place(name)
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        near = did_you_mean(path.name, [p.name for p in path.parent.glob("*.csv")])
        problems.append(Problem(place, "there is no such file.",
                                near or "Put it in the report folder or name it under [files]."))
        return None, None
    except OSError as fault:
        problems.append(Problem(place, f"it cannot be read: {fault.strerror}.",
                                "Close it in other programs and try again."))
        return None, None
    if raw[:4] == b"PK\x03\x04":
        problems.append(Problem(place, "it is a workbook, not a CSV file.",
                                'Name it under [files] as workbook = "...".'))
        return None, None
    text = _decoded(raw)
    first = text.split("\n", 1)[0]
    mark = max(",;\t", key=first.count)
    try:
        lines = csv.reader(io.StringIO(text), delimiter=mark)
        grid = _grid(name, "", (tuple(line) for line in lines))
    except csv.Error as fault:
        problems.append(Problem(place, f"it is not a CSV file: {fault}."))
        return None, None
    if grid is None:
        problems.append(Problem(place, "it is empty.", "Its first row holds the headings."))
    return grid, Source(name, hashlib.sha256(raw).hexdigest())


def read_workbook(
    path: Path, name: str, problems: list[Problem]
) -> tuple[dict[str, Grid], Source | None]:
    """The workbook's sheets by tidy name, and its hash; nothing, and a problem, if unreadable."""
    import pandas as pd
    from python_calamine import CalamineError

    place = Place(name)
    try:
        raw = path.read_bytes()
        sheets = pd.read_excel(io.BytesIO(raw), sheet_name=None, header=None, dtype=object,
                               engine="calamine", na_filter=False)
    except FileNotFoundError:
        near = did_you_mean(path.name, [p.name for p in path.parent.iterdir() if p.is_file()]
                            if path.parent.is_dir() else [])
        problems.append(Problem(place, "there is no such file.",
                                near or "Put it in the report folder or mend its name."))
        return {}, None
    except OSError as fault:
        problems.append(Problem(place, f"it cannot be read: {fault.strerror or fault}.",
                                "Close it in other programs and try again."))
        return {}, None
    except (CalamineError, ValueError) as fault:
        problems.append(Problem(place, f"it is not a workbook that can be read ({fault}).",
                                "Save it again as an Excel workbook (.xlsx) without a password."))
        return {}, None
    grids = {}
    for sheet, frame in sheets.items():
        grid = _grid(name, str(sheet), frame.itertuples(index=False, name=None))
        if grid is not None:
            grids[tidy(sheet)] = grid
    return grids, Source(name, hashlib.sha256(raw).hexdigest())


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a grid by column name."""

    grid: Grid
    row: int
    cells: dict[str, Cell]

    def place(self, column: str = "") -> Place:
        return self.grid.place(self.row, column)

    def text(self, column: str) -> str:
        """The column's cell as text, "" when it is blank or the column is not there."""
        return text_of(self.cells.get(column, ""))


def records(
    grid: Grid, required: tuple[str, ...], optional: tuple[str, ...], problems: list[Problem]
) -> list[Record]:
    """The grid's rows by column; problems for columns that are missing, unknown or there twice."""
    names = [tidy(h) for h in grid.head]
    known = required + optional
    missing = [name for name in required if name not in names]
    for name in missing:
        problems.append(Problem(grid.place(), f"the column '{name}' is missing.",
                                f"Its columns are {listed([h for h in grid.head if h], 'and')}."))
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
    return [Record(grid, n, dict(zip(names, row, strict=False))) for n, row in grid.rows]
