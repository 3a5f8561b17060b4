"""What an .xls sheet tells besides calamine's values: formats, errors, what is hidden or merged."""

from __future__ import annotations

import io
import struct
from typing import Any

from briefing.reading.formats import error_fault, format_fault, shows_percentage
from briefing.reading.tables import Marks

# what xlrd raises for a damaged file, besides its own XLRDError; it checks itself by assertions
_BEGINNINGS = (b"\xd0\xcf\x11\xe0", b"\x09\x00", b"\x09\x02", b"\x09\x04", b"\x09\x08")
_DAMAGED = (struct.error, AssertionError, AttributeError, TypeError, ValueError, LookupError,
            OverflowError)  # fmt: skip


class Xls:
    """An .xls file's sheets by name; raises ValueError for a damaged one."""

    def __init__(self, raw: bytes) -> None:
        import xlrd
        from xlrd.compdoc import CompDocError

        if not raw.startswith(_BEGINNINGS):
            raise ValueError("Cannot detect file format")
        try:
            self.book = xlrd.open_workbook(file_contents=raw, formatting_info=True, on_demand=True,
                                           ragged_rows=True, logfile=io.StringIO())
        except (*_DAMAGED, CompDocError, xlrd.XLRDError) as fault:
            raise ValueError(str(fault)) from None
        self.percent: dict[int, bool | None] = {}       # by the number of a cell's style

    def marks(self, sheet: str) -> Marks:
        """What the sheet tells of its cells."""
        import xlrd
        from xlrd.compdoc import CompDocError

        try:
            found: Any = self.book.sheet_by_name(sheet)
        except (*_DAMAGED, CompDocError, xlrd.XLRDError) as fault:
            raise ValueError(str(fault)) from None
        marks = Marks()
        for row in range(found.nrows):
            for column, cell in enumerate(found.row(row)):
                at = (row + 1, column)
                if cell.ctype not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                    marks.rows, marks.columns = at[0], max(marks.columns, column + 1)
                if cell.ctype == xlrd.XL_CELL_ERROR:
                    shown = xlrd.error_text_from_code.get(cell.value, f"number {cell.value}")
                    marks.faults[at] = error_fault(*at, shown)
                elif cell.ctype == xlrd.XL_CELL_NUMBER:
                    percent = self._percent(cell.xf_index)
                    if percent is None:
                        marks.faults[at] = format_fault(*at)
                    elif percent:
                        marks.percent.add(at)
        marks.hidden = [row + 1 for row, shown in sorted(found.rowinfo_map.items()) if shown.hidden]
        marks.hidden_columns = {n for n, shown in found.colinfo_map.items() if shown.hidden}
        marks.merged = [(top + 1, left, below, right - 1)
                        for top, below, left, right in found.merged_cells]
        return marks

    def _percent(self, style: int) -> bool | None:
        """Whether the style shows percentages; None when its format is not known."""
        if style not in self.percent:
            book: Any = self.book
            known = 0 <= style < len(book.xf_list)
            form = book.format_map.get(book.xf_list[style].format_key) if known else None
            self.percent[style] = shows_percentage(form.format_str) if form is not None else None
        return self.percent[style]
