"""What an .ods sheet's XML tells besides calamine's values: percentages, errors, what is hidden.

A cell or a row that is repeated stands once in the XML, with a number; how far the sheets reach is
known from here before calamine makes room for them.
"""

from __future__ import annotations

import zipfile
from xml.parsers import expat

from briefing.reading.files import MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from briefing.reading.formats import ERRORS, error_fault, uncached_fault
from briefing.reading.tables import Marks
from briefing.reading.xlsx import Attributes, Refused, whole

CONTENT = "content.xml"
_UNSEEN = ("collapse", "filter")
_VALUES = ("value", "date-value", "time-value", "boolean-value", "string-value")


class Ods:
    """An .ods file's sheets by name; raises KeyError, Refused, ExpatError or one of files.BROKEN.
    """

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.sheets: dict[str, Marks] = {}
        walk = _Walk(self.sheets)
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = walk.start
        parser.EndElementHandler = walk.end
        parser.CharacterDataHandler = walk.text
        parser.StartDoctypeDeclHandler = _no_doctype
        with archive.open(CONTENT) as stream:
            parser.ParseFile(stream)

    def marks(self, sheet: str) -> Marks:
        """What the sheet's XML tells of its cells."""
        return self.sheets[sheet]


def _no_doctype(*_: object) -> None:
    raise Refused("it declares a document type")


class _Walk:
    """The walk over the tables; rows and cells that are repeated and empty are stepped over."""

    def __init__(self, sheets: dict[str, Marks]) -> None:
        self.sheets = sheets
        self.marks = Marks()
        self.deep = 0                       # tables within a cell are not the sheet's
        self.row, self.column, self.columns = 0, 0, 0
        self.repeated_row, self.filled = 1, 0
        self.hidden = False
        self.inside: Attributes | None = None
        self.shown = ""
        self.cells: list[tuple[int, Attributes, str]] = []

    def start(self, name: str, found: Attributes) -> None:
        kind = name.rpartition(":")[2]
        if name == "table:table":
            self.deep += 1
            if self.deep == 1:
                self.marks = self.sheets[found.get("table:name", "")] = Marks()
                self.row = self.columns = 0
        elif self.deep != 1 or not name.startswith("table:"):
            return
        elif kind == "table-column":
            times = _times(found, "columns", MOST_COLUMNS)
            if found.get("table:visibility") in _UNSEEN:
                self.marks.hidden_columns |= set(range(self.columns, self.columns + times))
            self.columns += times
        elif kind == "table-row":
            self.repeated_row = _times(found, "rows", MOST_ROWS)
            self.column, self.cells = 0, []
            self.hidden = found.get("table:visibility") in _UNSEEN
        elif kind in ("table-cell", "covered-table-cell"):
            self.inside, self.shown = found, ""

    def text(self, text: str) -> None:
        if self.inside is not None and len(self.shown) < 100:
            self.shown += text

    def end(self, name: str) -> None:
        if name == "table:table":
            self.deep -= 1
        elif self.deep != 1:
            return
        elif name in ("table:table-cell", "table:covered-table-cell"):
            found, self.inside = self.inside or {}, None
            times = _times(found, "columns", MOST_COLUMNS)
            if found.get("office:value-type") or "table:formula" in found or self.shown.strip():
                self.filled = self.column + times
                self.marks.columns = max(self.marks.columns, self.filled)
                self.cells += [(self.column + n, found, self.shown) for n in range(times)]
            self.column += times
        elif name == "table:table-row":
            self._row_ends()

    def _row_ends(self) -> None:
        times = self.repeated_row if self.cells else 0
        if (self.row + times) * self.marks.columns > MOST_CELLS:
            self.marks.rows = self.row + times      # it is refused: too large
            times = 0
        for row in range(self.row + 1, self.row + times + 1):
            self.marks.rows = row
            if self.hidden:
                self.marks.hidden.append(row)
            for column, found, shown in self.cells:
                self._cell((row, column), found, shown.strip())
        self.row += self.repeated_row

    def _cell(self, at: tuple[int, int], found: Attributes, shown: str) -> None:
        wide, tall = (whole(found.get(f"table:number-{what}-spanned")) for what in (
            "columns", "rows"))
        if wide > 1 or tall > 1:
            self.marks.merged.append((*at, at[0] + max(tall, 1) - 1, at[1] + max(wide, 1) - 1))
        formula = "table:formula" in found
        if found.get("calcext:value-type") == "error" or (formula and ERRORS.fullmatch(shown)):
            self.marks.faults[at] = error_fault(*at, shown or "of its formula")
        elif formula and not shown and not any(f"office:{name}" in found for name in _VALUES):
            self.marks.faults[at] = uncached_fault(*at)
        elif found.get("office:value-type") == "percentage":
            self.marks.percent.add(at)


def _times(found: Attributes, what: str, most: int) -> int:
    """How many times a cell, column or row stands there."""
    return min(max(whole(found.get(f"table:number-{what}-repeated")), 1), most)
