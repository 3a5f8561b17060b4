"""What an .xlsx sheet's XML tells that calamine does not.

calamine gives values: a percentage as its fraction, an error value or a formula that was never
worked out as a blank, a hidden row like any other. Here the sheet's XML is streamed once for these,
and for how far it reaches, before calamine makes room for it. Formulas are never worked out, macros
never run, links to other files never followed.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Callable
from functools import lru_cache
from xml.parsers import expat

from briefing.reading.files import MOST_COLUMNS
from briefing.reading.formats import error_fault, format_fault, shows_percentage, uncached_fault
from briefing.reading.tables import Marks

BOOK = "xl/workbook.xml"
_PERCENT_FORMATS = {9, 10}

Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]


class Refused(ValueError):
    """The workbook's XML holds what no spreadsheet program writes."""


class Xlsx:
    """An .xlsx file's sheets by name; raises KeyError, Refused, ExpatError or one of files.BROKEN.
    """

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.parts = {name.casefold(): name for name in archive.namelist()}
        self.sheets: dict[str, str] = {}
        self.percent: set[int] = set()
        self.styles = 1
        self._read_book()
        if "xl/styles.xml" in self.parts:
            self._read_styles()

    def marks(self, sheet: str) -> Marks:
        """What the sheet's XML tells of its cells."""
        walk = _Walk(self.percent, self.styles)
        self._parse(self.sheets[sheet], walk.start, walk.end, walk.text)
        return walk.marks

    def _parse(self, part: str, start: Start, end: Callable[[str], None] | None = None,
               text: Callable[[str], None] | None = None) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = lambda name, found: start(name.rpartition(":")[2], found)
        if end is not None and text is not None:
            finish = end
            parser.EndElementHandler = lambda name: finish(name.rpartition(":")[2])
            parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = _no_doctype
        with self.archive.open(self.parts[part.casefold()]) as stream:
            parser.ParseFile(stream)

    def _read_book(self) -> None:
        targets: dict[str, str] = {}
        named: list[tuple[str, str]] = []

        def relation(name: str, found: Attributes) -> None:
            if name == "Relationship" and found.get("TargetMode") != "External":
                target = found.get("Target", "")
                targets[found.get("Id", "")] = posixpath.normpath(
                    posixpath.join("/xl", target)).lstrip("/")

        def sheet(name: str, found: Attributes) -> None:
            if name == "sheet":
                link = next((v for k, v in found.items() if k.rpartition(":")[2] == "id"), "")
                named.append((found.get("name", ""), link))

        self._parse("xl/_rels/workbook.xml.rels", relation)
        self._parse(BOOK, sheet)
        self.sheets = {name: targets[link] for name, link in named if link in targets}

    def _read_styles(self) -> None:
        formats: dict[int, str] = {}
        used: list[int] = []
        inside: list[str] = []

        def start(name: str, found: Attributes) -> None:
            inside.append(name)
            if name == "numFmt":
                formats[whole(found.get("numFmtId"))] = found.get("formatCode", "")
            elif name == "xf" and inside[-2:-1] == ["cellXfs"]:
                used.append(whole(found.get("numFmtId")))

        self._parse("xl/styles.xml", start, lambda name: _leave(inside), lambda text: None)
        self.percent = {n for n, number in enumerate(used) if number in _PERCENT_FORMATS
                        or shows_percentage(formats.get(number, ""))}
        self.styles = len(used)


def _leave(inside: list[str]) -> None:
    inside.pop()


def _no_doctype(*_: object) -> None:
    raise Refused("it declares a document type")


def whole(text: str | None) -> int:
    """The whole number that an attribute gives; 0 where it gives none."""
    return int(text) if text and len(text) < 10 and text.isdecimal() else 0


def position(reference: str) -> tuple[int, int]:
    """The row from 1 and the column from 0 of "B7"; raises Refused when it names no cell."""
    capitals = reference.rstrip("0123456789")
    if not 1 <= len(capitals) <= 3 or not 1 <= len(reference) - len(capitals) <= 7:
        raise Refused(f"'{reference[:20]}' is no cell")
    return int(reference[len(capitals):]), _column(capitals)


@lru_cache(20_000)
def _column(capitals: str) -> int:
    column = 0
    for capital in capitals:
        if not "A" <= capital <= "Z":
            raise Refused(f"'{capitals}' is no column")
        column = column * 26 + ord(capital) - ord("A") + 1
    return column - 1


class _Walk:
    """The walk over a sheet's XML, cell by cell; a cell's text is only read where it tells."""

    def __init__(self, percent: set[int], styles: int) -> None:
        self.marks = Marks()
        self.percent, self.styles = percent, max(styles, 1)
        self.row, self.column = 0, -1
        self.kind, self.style = "", 0
        self.formula = self.stored = self.reading = False
        self.value = ""

    def start(self, name: str, found: Attributes) -> None:
        if name == "v" or name == "is":
            self.stored = True
            self.reading = self.formula or self.kind != "n" or self._tells
            marks = self.marks
            if self.row > marks.rows:
                marks.rows = self.row
            if self.column >= marks.columns:
                marks.columns = self.column + 1
        elif name == "c":
            self.kind, self.style = found.get("t", "n"), whole(found.get("s"))
            self.formula = self.stored = False
            self.value = ""
            if "r" in found:
                self.row, self.column = position(found["r"])
            else:
                self.column += 1
        elif name == "row":
            self.row = whole(found["r"]) if "r" in found else self.row + 1
            self.column = -1
            if found.get("hidden") in ("1", "true"):
                self.marks.hidden.append(self.row)
        elif name == "f":
            self.formula = True
        elif name == "col":
            if found.get("hidden") in ("1", "true"):
                self.marks.hidden_columns |= set(range(
                    whole(found.get("min")) - 1, min(whole(found.get("max")), MOST_COLUMNS)))
        elif name == "mergeCell":
            first, _, last = found.get("ref", "").partition(":")
            self.marks.merged.append((*position(first), *position(last or first)))

    def text(self, text: str) -> None:
        if self.reading:
            self.value += text

    def end(self, name: str) -> None:
        if name == "v" or name == "is":
            self.reading = False
        elif name == "c" and (self.formula or self.kind == "e" or self._tells):
            self._cell((self.row, self.column))

    @property
    def _tells(self) -> bool:
        """Whether the cell's style makes another number of it, or is none."""
        return self.style in self.percent or self.style >= self.styles

    def _cell(self, at: tuple[int, int]) -> None:
        if self.kind == "e":
            self.marks.faults[at] = error_fault(*at, self.value)
        elif self.formula and not self.value and not (self.stored and self.kind == "str"):
            self.marks.faults[at] = uncached_fault(*at)
            self.marks.rows = max(self.marks.rows, at[0])
            self.marks.columns = max(self.marks.columns, at[1] + 1)
        elif self.kind == "n" and self.value and self.style >= self.styles:
            self.marks.faults[at] = format_fault(*at)
        elif self.kind == "n" and self.value and self.style in self.percent:
            self.marks.percent.add(at)
