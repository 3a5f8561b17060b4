"""The workbook inside a chart, which opens when an author chooses "Edit Data" in Word.

XlsxWriter makes one with the number formats of a chart, and the charts that have the same ones put
their own figures in its sheet: the rest of a workbook is the same for all of them.
"""

from __future__ import annotations

import io
import re
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from briefing.escaping import escape
from briefing.writers.word.lines import Plotted
from briefing.writers.word.number_formats import number_format

SHEET = "Figures"
SHEET_PART = "xl/worksheets/sheet1.xml"
BEGINS, ENDS, NO_ROWS = b"<sheetData>", b"</sheetData>", b"<sheetData/>"
DIMENSION = re.compile(rb"<dimension [^>]*/>")      # of the pattern's own cells
STYLE = re.compile(rb'<c r="[A-Z]+1"(?: s="(\d+)")?>')


def workbook_file(
    axis: tuple[str, ...], series: tuple[Plotted, ...], dated: date, author: str,
    axis_name: str = "",
) -> bytes:
    """A row a place of the axis, a column a series; a point without value is a blank cell.

    The parts are stored as they are: the Word file that holds the workbook compresses it.
    """
    codes = tuple(dict.fromkeys(shown_as(one) for one in series))
    pattern = _pattern(codes, dated, author)
    style_of = dict(zip(codes, pattern.styles, strict=True))
    styles = [style_of[shown_as(one)] for one in series]
    heads = "".join(_words(0, column, words) for column, words in enumerate(
        (axis_name, *(one.heading for one in series))))
    rows = [f'<row r="1">{heads}</row>']
    for row, words in enumerate(axis, 1):
        figures = "".join(
            f'<c r="{xl_col_to_name(column)}{row + 1}" s="{style}"><v>{value:f}</v></c>'
            for column, (one, style) in enumerate(zip(series, styles, strict=True), 1)
            if row <= len(one.points) and (value := one.points[row - 1].value) is not None)
        rows.append(f'<row r="{row + 1}">{_words(row, 0, words)}{figures}</row>')
    stored = io.BytesIO()
    with ZipFile(stored, "w", ZIP_STORED) as archive:
        for name, part in pattern.parts.items():
            if name == SHEET_PART:
                part = part.replace(NO_ROWS, b"".join([BEGINS, "".join(rows).encode(), ENDS]))
            archive.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), part)
    return stored.getvalue()


def _words(row: int, column: int, words: str) -> str:
    """A cell of words, which are never a formula."""
    return (f'<c r="{xl_col_to_name(column)}{row + 1}" t="inlineStr"><is>'
            f'<t xml:space="preserve">{escape(words)}</t></is></c>')


class _Pattern(NamedTuple):
    """A workbook's parts by their names, its sheet without rows, and the styles of its formats."""

    parts: dict[str, bytes]
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
    with ZipFile(made) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    begin, end = parts[SHEET_PART].index(BEGINS), parts[SHEET_PART].index(ENDS) + len(ENDS)
    styles = tuple(int(style or 0) for style in STYLE.findall(parts[SHEET_PART][begin:end]))
    parts[SHEET_PART] = DIMENSION.sub(
        b"", parts[SHEET_PART][:begin] + NO_ROWS + parts[SHEET_PART][end:])
    return _Pattern(parts, styles)


def shown_as(series: Plotted) -> str:
    """The number format of a series: that of its latest value."""
    texts = [point.text for point in series.points if point.value is not None and point.text]
    return number_format(texts[-1]) if texts else "General"
