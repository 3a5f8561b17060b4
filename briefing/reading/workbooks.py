"""A workbook's sheets as grids, each read when it is asked for."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.parsers.expat import ExpatError

from briefing.files import BROKEN, ZIP, opened_zip, read_bytes
from briefing.problems import Place, Problem
from briefing.reading.files import too_many
from briefing.reading.grids import Cell, Grid, Source, tidy
from briefing.reading.ods import Ods
from briefing.reading.tables import Marks, grid_of
from briefing.reading.xls import Xls
from briefing.reading.xlsx import BOOK, Xlsx

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

ENDINGS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")


class Workbook:
    """A workbook that could be opened; `names` are its sheets' as they stand."""

    def __init__(self, name: str, raw: bytes, book: CalamineWorkbook,
                 told: Xlsx | Xls | Ods) -> None:
        from python_calamine import SheetVisibleEnum

        self.name = name
        self.source = Source(name, hashlib.sha256(raw).hexdigest())
        self.names = tuple(book.sheet_names)
        self._book, self._told = book, told
        self._hidden = {one.name for one in book.sheets_metadata
                        if one.visible != SheetVisibleEnum.Visible}
        self._read: dict[str, Grid | None] = {}

    def find(self, sheet: str) -> str | None:
        """The sheet of that name, whatever its capitals and blanks; None when there is none."""
        alike = [name for name in self.names if tidy(name) == tidy(sheet)]
        alike.sort(key=lambda name: (name != sheet, name.casefold() != sheet.casefold()))
        return next(iter(alike), None)

    @property
    def were_read(self) -> tuple[str, ...]:
        """The sheets that were asked for so far."""
        return tuple(self._read)

    def grid(self, sheet: str, problems: list[Problem]) -> Grid | None:
        """The sheet's table; None when it is empty, or with a problem when it cannot be read."""
        if sheet not in self._read:
            self._read[sheet] = self._grid(sheet, problems)
            if sheet in self._hidden and self._read[sheet] is not None:
                problems.append(Problem(
                    Place(self.name, sheet), "the sheet is hidden; it was read like the others.",
                    "Show it and look, or name another.", warning=True))
        return self._read[sheet]

    def _grid(self, sheet: str, problems: list[Problem]) -> Grid | None:
        place = Place(self.name, sheet)
        try:
            marks = self._told.marks(sheet)
            large = too_many(place, marks.rows, marks.columns)
            if large is None:
                found = self._book.get_sheet_by_name(sheet)
                large = too_many(place, found.total_height, found.total_width)
            if large is None:
                return grid_of(self.name, sheet, _lines(found.to_python(skip_empty_area=False),
                                                        marks), marks)
            problems.append(large)
        except _unreadable() as fault:
            problems.append(_not_read(place, fault))
        return None


def _lines(rows: list[list[Any]], marks: Marks) -> Iterator[list[Cell]]:
    """The rows with every cell of a kind that the reader knows, and percentages as they show."""
    percent_rows = {row for row, _ in marks.percent}
    faulty_rows = max((row for row, _ in marks.faults), default=0)
    width = max((len(row) for row in rows), default=0)
    for n, row in enumerate(rows, 1):
        line: list[Cell] = [cell if isinstance(cell, str | int | float | date) else str(cell)
                            for cell in row]
        if n in percent_rows:
            for column, cell in enumerate(line):
                if (n, column) in marks.percent and isinstance(cell, int | float):
                    line[column] = as_percentage(cell)
        yield line
    for _ in range(len(rows), faulty_rows):     # below the last value stands an uncached formula
        yield [""] * width


def as_percentage(fraction: float) -> str:
    """ "12.5%" for 0.125, as the cell's format shows it; all its decimals, without float dust."""
    number = Decimal(repr(fraction)) * 100
    if not number.is_finite():
        return str(fraction)
    return f"{round(number, 9).normalize() if abs(number) < 10 ** 12 else number:f}%"


def read_workbook(path: Path, name: str, problems: list[Problem]) -> Workbook | None:
    """The workbook, open; None, with a problem, when it cannot be."""
    from python_calamine import CalamineWorkbook

    place = Place(name)
    raw = read_bytes(path, name, "Put it in the report folder or mend its name.", problems)
    if raw is None:
        return None
    try:
        told = _told(raw, place, problems)
        if told is None:
            return None
        return Workbook(name, raw, CalamineWorkbook.from_filelike(io.BytesIO(raw)), told)
    except _unreadable() as fault:
        problems.append(_not_read(place, fault))
        return None


def _told(raw: bytes, place: Place, problems: list[Problem]) -> Xlsx | Xls | Ods | None:
    """What calamine does not tell of the workbook; None, with a problem, when it is refused."""
    if not raw.startswith(ZIP):
        return Xls(raw)
    archive = opened_zip(raw, place, problems)
    if archive is None:
        return None
    parts = {part.casefold() for part in archive.namelist()}
    if BOOK in parts:
        return Xlsx(archive)
    if "xl/workbook.bin" in parts:
        problems.append(Problem(place, "it is a binary workbook (.xlsb): it cannot be told which "
                                "of its cells are percentages.", "Save it as .xlsx."))
        return None
    ods = Ods(archive)
    for sheet, marks in ods.sheets.items():
        large = too_many(Place(place.file, sheet), marks.rows, marks.columns)
        if large is not None:       # calamine makes room for all of them at once
            problems.append(large)
            return None
    return ods


def _unreadable() -> tuple[type[Exception], ...]:
    """What reading a damaged workbook may end in."""
    from python_calamine import CalamineError

    return (*BROKEN, CalamineError, ExpatError, KeyError, IndexError)


def _not_read(place: Place, fault: Exception) -> Problem:
    why = " ".join(str(fault).split())[:100] or type(fault).__name__
    return Problem(place, f"it is not a workbook that can be read ({why}).",
                   "Save it again as an Excel workbook (.xlsx) without a password.")
