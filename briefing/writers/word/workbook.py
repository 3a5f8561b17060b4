"""The workbook inside a chart, which opens when an author chooses "Edit Data" in Word.

XlsxWriter makes one with the number formats of a chart, and the charts that have the same ones put
their own figures in its sheet: the rest of a workbook is the same for all of them.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple
from zipfile import ZIP_STORED, ZipFile

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from briefing.escaping import escape
from briefing.writers.word.lines import Plotted
from briefing.writers.word.number_formats import number_format
from briefing.writers.word.zipped import Packed, beginning, packed, put, stored

SHEET = "Figures"
SHEET_PART = "xl/worksheets/sheet1.xml"
BEGINS, ENDS = b"<sheetData>", b"</sheetData>"
ROWS = re.compile(rb"<sheetData>(.*)</sheetData>", re.DOTALL)
DIMENSION = re.compile(rb"<dimension [^>]*/>")      # of the pattern's own cells
ZIP_VERSION = 20            # that is needed to read it: APPNOTE.TXT, 4.4.3
FIRST_DAY = 0x21            # the earliest date that a zip can hold
END_OF_DIRECTORY = 22       # bytes
STYLE = re.compile(rb'<c r="[A-Z]+1"(?: s="(\d+)")?>')


class Workbook(NamedTuple):
    """A workbook's file, and the same as it comes into the Word file."""

    content: bytes
    packed: Packed


def workbook_file(
    axis: tuple[str, ...], series: tuple[Plotted, ...], dated: date, author: str,
    axis_name: str = "",
) -> Workbook:
    """A row a place of the axis, a column a series; a point without value is a blank cell.

    The parts are stored as they are: the Word file that holds the workbook compresses it.
    """
    codes = tuple(dict.fromkeys(shown_as(one) for one in series))
    pattern = _pattern(codes, dated, author)
    style_of = dict(zip(codes, pattern.styles, strict=True))
    styles = [style_of[shown_as(one)] for one in series]
    columns = [xl_col_to_name(column) for column in range(1, len(series) + 1)]
    heads = "".join(_words(0, column, words) for column, words in enumerate(
        (axis_name, *(one.heading for one in series))))
    rows = [f'<row r="1">{heads}</row>']
    for row, words in enumerate(axis, 1):
        figures = "".join(
            f'<c r="{column}{row + 1}" s="{style}"><v>{value:f}</v></c>'
            for column, one, style in zip(columns, series, styles, strict=True)
            if row <= len(one.points) and (value := one.points[row - 1].value) is not None)
        rows.append(f'<row r="{row + 1}">{_words(row, 0, words)}{figures}</row>')
    sheet = "".join(rows).encode().join(pattern.sheet)
    own = sheet_and_directory(sheet, pattern)
    return Workbook(pattern.parts + own, packed([own], behind=pattern.packed))


def sheet_and_directory(sheet: bytes, pattern: _Pattern) -> bytes:
    """The sheet as the last part of the workbook's zip, and the directory of all of them.

    As APPNOTE.TXT of PKWARE has it: 4.3.7 (head of a file), 4.3.12 and 4.3.16 (directory).
    """
    name, crc, size = SHEET_PART.encode(), zlib.crc32(sheet), len(sheet)
    common = struct.pack("<5H3L2H", ZIP_VERSION, 0, ZIP_STORED, 0, FIRST_DAY, crc, size, size,
                         len(name), 0)
    local = b"PK\3\4" + common + name
    entry = (b"PK\1\2" + struct.pack("<H", ZIP_VERSION) + common
             + struct.pack("<3H2L", 0, 0, 0, 0, len(pattern.parts)) + name)
    ends = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, pattern.many + 1, pattern.many + 1,
                       len(pattern.directory) + len(entry), len(pattern.parts) + len(local) + size,
                       0)
    return b"".join([local, sheet, pattern.directory, entry, ends])


def _words(row: int, column: int, words: str) -> str:
    """A cell of words, which are never a formula."""
    return (f'<c r="{xl_col_to_name(column)}{row + 1}" t="inlineStr"><is>'
            f'<t xml:space="preserve">{escape(words)}</t></is></c>')


class _Pattern(NamedTuple):
    """A workbook without its sheet's rows.

    `parts` are all parts but the sheet, each as it stands in the zip, and `packed` the same for the
    Word file; `directory` are their entries, `many` how many they are. The rows come between
    the two pieces of the `sheet`; `styles` are those of the number formats.
    """

    parts: bytes
    packed: Packed
    directory: bytes
    many: int
    sheet: tuple[bytes, bytes]
    styles: tuple[int, ...]


@lru_cache(64)
def _pattern(codes: tuple[str, ...], dated: date, author: str) -> _Pattern:
    """A workbook with those number formats."""
    made = io.BytesIO()
    workbook = xlsxwriter.Workbook(made, {"in_memory": True})
    workbook.set_properties({
        "author": author,
        "created": datetime(dated.year, dated.month, dated.day),
    })
    sheet = workbook.add_worksheet(SHEET)
    for column, code in enumerate(codes):
        # a format is given its place when it is used; "General" is that of a cell without any
        sheet.write_number(0, column, 0, workbook.add_format({"num_format": code}))
    workbook.close()
    kept = io.BytesIO()
    with ZipFile(made) as archive, ZipFile(kept, "w") as others:
        names = [name for name in archive.namelist() if name != SHEET_PART]
        for name in names:
            put(others, name, stored(archive.read(name)))
        begins = others.start_dir
        before, rows, after = ROWS.split(archive.read(SHEET_PART))
    parts, directory = kept.getvalue()[:begins], kept.getvalue()[begins:-END_OF_DIRECTORY]
    return _Pattern(parts, beginning(parts), directory, len(names),
                    (DIMENSION.sub(b"", before) + BEGINS, ENDS + after),
                    tuple(int(style or 0) for style in STYLE.findall(rows)))


def shown_as(series: Plotted) -> str:
    """The number format of a series: that of its latest value."""
    texts = [point.text for point in series.points if point.value is not None and point.text]
    return number_format(texts[-1]) if texts else "General"
