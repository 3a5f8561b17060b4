"""The workbook inside a chart, which opens when an author chooses "Edit Data" in Word."""

from __future__ import annotations

import io
from datetime import date, datetime

import xlsxwriter

from briefing.spreadsheets import ONLY_WORDS
from briefing.writers.word.lines import Plotted
from briefing.writers.word.number_formats import number_format

SHEET = "Figures"


def workbook_file(
    axis: tuple[str, ...], series: tuple[Plotted, ...], dated: date, author: str,
    axis_name: str = "",
) -> bytes:
    """A row a place of the axis, a column a series; a point without value is a blank cell."""
    stored = io.BytesIO()
    workbook = xlsxwriter.Workbook(stored, {"in_memory": True, **ONLY_WORDS})
    workbook.set_properties({
        "author": author,
        "created": datetime(dated.year, dated.month, dated.day),
    })
    formats = {}
    for code in dict.fromkeys(shown_as(s) for s in series):
        formats[code] = workbook.add_format({"num_format": code})
    sheet = workbook.add_worksheet(SHEET)
    sheet.write_row(0, 0, [axis_name, *(s.heading for s in series)])
    for row, words in enumerate(axis, 1):
        sheet.write_string(row, 0, words)
    for column, one in enumerate(series, 1):
        shown = formats[shown_as(one)]
        for row, point in enumerate(one.points, 1):
            if point.value is not None:
                sheet.write_number(row, column, point.value, shown)
    workbook.close()
    return stored.getvalue()


def shown_as(series: Plotted) -> str:
    """The number format of a series: that of its latest value."""
    texts = [point.text for point in series.points if point.value is not None and point.text]
    return number_format(texts[-1]) if texts else "General"
