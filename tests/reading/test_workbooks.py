"""Workbooks as people keep them: what a spreadsheet shows, and what only its file tells."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from briefing import files
from briefing.indicators import Indicator
from briefing.periods import Month
from briefing.problems import Problem
from briefing.reading.grids import Grid, text_of
from briefing.reading.value_sources import Table
from briefing.reading.values import Known, read_values
from briefing.reading.workbooks import as_percentage, read_workbook

Edit = Callable[[Worksheet], object]


def sheet(*rows: list[Any], edit: Edit = lambda sheet: None) -> bytes:
    """A workbook with one sheet, saved as a program other than Excel would."""
    book = openpyxl.Workbook()
    made = book.active
    assert made is not None
    made.title = "Values"
    for row in rows:
        made.append(row)
    edit(made)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def read(content: bytes, folder: Path) -> tuple[Grid | None, list[str]]:
    (folder / "data.xlsx").write_bytes(content)
    problems: list[Problem] = []
    book = read_workbook(folder / "data.xlsx", "data.xlsx", problems)
    grid = book.grid(book.names[0], problems) if book is not None else None
    return grid, [str(problem) for problem in problems]


def table(content: bytes, folder: Path) -> list[list[str]]:
    """The grid's head and rows, as text."""
    grid, problems = read(content, folder)
    assert grid is not None
    assert problems == []
    return [list(grid.head), *([text_of(cell) for cell in row] for _, row in grid.rows)]


@pytest.mark.parametrize(("cell", "number_format", "text"), [
    (0.125, "0%", "12.5%"), (0.125, "0.00%", "12.5%"), (0.125, "General", "0.125"),
    (0.125, '0.0"%"', "0.125"), (0.125, r"0.0\%", "0.125"), (1, "0%", "100%"), (0, "0%", "0%"),
    (-0.02, "[Red]0.0%", "-2%"), (0.1 + 0.2, "0%", "30%"), (2 / 3, "0%", "66.666666667%"),
    ("0.125", "0%", "0.125"), (1250, '£#,##0', "1250"),
])  # fmt: skip
def test_a_percentage_is_read_as_it_shows(
    cell: Any, number_format: str, text: str, tmp_path: Path
) -> None:
    def edit(made: Worksheet) -> None:
        made["B2"].number_format = number_format

    assert table(sheet(["id", "value"], ["a", cell], edit=edit), tmp_path) == [
        ["id", "value"], ["a", text]]


@pytest.mark.parametrize(("fraction", "text"), [
    (0.07, "7%"), (0.29, "29%"), (1e-12, "0%"), (12.5, "1250%"),
    (1e17, "10000000000000000000%"), (float("nan"), "nan"),
])  # fmt: skip
def test_a_fraction_is_multiplied_without_dust(fraction: float, text: str) -> None:
    assert as_percentage(fraction) == text


def test_a_title_above_and_notes_below_are_no_part_of_the_table(tmp_path: Path) -> None:
    def edit(made: Worksheet) -> None:
        made.merge_cells("A1:B1")

    assert table(sheet(["Monthly figures"], [], ["id", "value"], ["a", 1], [], ["Source: DfE"],
                       ["1. Rounded to five."], edit=edit), tmp_path) == [
        ["id", "value"], ["a", "1"]]


def test_a_note_right_below_the_table_is_marked(tmp_path: Path) -> None:
    grid, _ = read(sheet(["id", "value"], ["a", 1], ["Source: DfE"]), tmp_path)
    assert grid is not None
    assert grid.notes == {3}


def test_an_id_alone_below_the_table_is_kept(tmp_path: Path) -> None:
    assert table(sheet(["id", "value"], ["a", 1], [], ["b.c"]), tmp_path)[-1] == ["b.c", ""]


@pytest.mark.parametrize(("rows", "merged", "head"), [
    ([["id", "2022/23", None, "2023/24"], [None, "Feb", "Mar", "Apr"]], ["A1:A2", "B1:C1"],
     ["id", "February 2023", "March 2023", "April 2023"]),
    ([["id", "2022/23", None], [None, "Feb", "Mar"]], ["A1:A2", "B1:C1"],
     ["id", "February 2023", "March 2023"]),
    ([[None, "2022", None], ["id", "Feb", "Mar"]], ["B1:C1"],
     ["id", "February 2022", "March 2022"]),
    ([["id", "Counts", None], [None, date(2022, 6, 1), "Jul 22"]], ["B1:C1"],
     ["id", "June 2022", "Jul 22"]),
    ([["id", None, "Jul 22"]], ["A1:B1"], ["id", "", "Jul 22"]),
    ([["id", "Numbers", None], [None, "value", "note"]], ["B1:C1"],
     ["id", "Numbers / value", "Numbers / note"]),
])  # fmt: skip
def test_merged_head_cells(
    rows: list[list[Any]], merged: list[str], head: list[str], tmp_path: Path
) -> None:
    def edit(made: Worksheet) -> None:
        for area in merged:
            made.merge_cells(area)

    width = len(head)
    found = table(sheet(*rows, ["a", *range(1, width)], edit=edit), tmp_path)
    assert found == [head, ["a", *map(str, range(1, width))]]


def test_a_dated_head_is_named_as_a_month(tmp_path: Path) -> None:
    assert table(sheet(["id", datetime(2022, 7, 1)], ["a", 1]), tmp_path)[0] == ["id", "July 2022"]


def test_hidden_rows_errors_and_formulas_are_told(tmp_path: Path) -> None:
    def edit(made: Worksheet) -> None:
        made["B3"].data_type = "e"
        made.row_dimensions[2].hidden = True

    grid, problems = read(sheet(["id", "value"], ["a", "=1+1"], ["b", "#N/A"], ["c", 3],
                                edit=edit), tmp_path)
    assert problems == []
    assert grid is not None
    assert grid.hidden == (2,)
    assert {at: fault.what for at, fault in grid.faults.items()} == {
        (2, 1): "the formula in cell B2 has never been worked out.",
        (3, 1): "cell B3 holds the error #N/A.",
    }


def rewritten(content: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """The workbook with one part of its zip file changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, change(text.decode()).encode() if name == part else text)
    return made.getvalue()


def test_a_formula_is_read_as_the_value_it_was_saved_with(tmp_path: Path) -> None:
    content = rewritten(
        sheet(["id", "value"], ["a", "=6*7"], ["b", "=IF(1,\"\")"]), "xl/worksheets/sheet1.xml",
        lambda text: text.replace('<c r="B2"><f>6*7</f><v></v></c>', '<c r="B2"><f>6*7</f><v>42'
                                  '</v></c>').replace('<c r="B2"><f>6*7</f><v /></c>',
                                                      '<c r="B2"><f>6*7</f><v>42</v></c>')
        .replace('<c r="B3"', '<c r="B3" t="str"'))
    assert table(content, tmp_path) == [["id", "value"], ["a", "42"], ["b", ""]]


def test_macros_and_links_are_passed_over(tmp_path: Path) -> None:
    content = io.BytesIO(sheet(["id", "value"], ["a", 1]))
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"never run")
        archive.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
    assert table(content.getvalue(), tmp_path) == [["id", "value"], ["a", "1"]]


@settings(deadline=None)
@given(st.dictionaries(st.integers(2015 * 12, 2024 * 12).map(Month),
                       st.decimals(0, 100, allow_nan=False, places=3), min_size=1, max_size=12),
       st.booleans(), st.booleans(), st.booleans())
def test_a_percentage_reads_back_however_it_is_stored(
    tmp_path_factory: pytest.TempPathFactory, series: dict[Month, Decimal], fraction: bool,
    wide: bool, dated: bool,
) -> None:
    """As itself or as a fraction shown as a percentage, long or wide, under text or real dates."""
    def edit(made: Worksheet) -> None:
        for row in made.iter_rows(min_row=2):
            for cell in row:
                if fraction and isinstance(cell.value, float):
                    cell.number_format = "0.0%"

    heads = [datetime(m.year, m.number, 1) if dated else m.full for m in series]
    cells = [float(value / 100 if fraction else value) for value in series.values()]
    rows = [["indicator", *heads], ["met", *cells]] if wide else [
        ["indicator", "period", "value"],
        *(["met", head, cell] for head, cell in zip(heads, cells, strict=True))]
    grid, problems = read(sheet(*rows, edit=edit), tmp_path_factory.mktemp("series"))
    assert problems == []
    assert grid is not None
    one = Indicator("met", "Plans", "Met", "share met", "percent", 1, "flow", "higher")
    told: list[Problem] = []
    found = read_values([Table(grid)], Known({one.id: one}), told)
    assert told == []
    assert {o.month: o.value for o in found} == series


# ── refused before it is unpacked ────────────────────────────────────────────────────────────────


def test_a_stray_cell_far_out_is_refused(tmp_path: Path) -> None:
    def edit(made: Worksheet) -> None:
        made["XFD1048576"] = 1

    grid, problems = read(sheet(["id", "value"], ["a", 1], edit=edit), tmp_path)
    assert grid is None
    assert problems == [
        "data.xlsx, sheet Values: it is 1,048,576 rows by 16,384 columns large; at most 5,000,000 "
        "cells are read. Delete the rows and columns beyond the table: one stray cell far out is "
        "enough to make a sheet so large."]


@pytest.mark.parametrize("honest", [True, False])
def test_a_zip_bomb_is_refused(
    honest: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGEST", 1 << 20)
    content = io.BytesIO(sheet(["id", "value"], ["a", 1]))
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/nought.bin", b"\0" * (4 << 20))
    raw = content.getvalue()
    if not honest:      # its directory says that it is small
        raw = raw.replace((4 << 20).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    grid, problems = read(raw, tmp_path)
    assert grid is None
    assert len(problems) == 1
    assert "MB; at most 1 MB are read." in problems[0]


def test_a_huge_file_is_not_even_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 1 << 10)
    _, problems = read(sheet(["id", "value"], ["a", 1]), tmp_path)
    assert problems == [
        "data.xlsx: it holds 1 MB; at most 1 MB are read. Keep only the figures that "
        "the report needs in it."]


@pytest.mark.parametrize(("part", "was", "becomes"), [
    ("xl/worksheets/sheet1.xml", "<sheetData>", "<sheetData><row><c r='1A'><v>1</v></c></row>"),
    ("xl/worksheets/sheet1.xml", "<worksheet", "<!DOCTYPE w [<!ENTITY a 'b'>]><worksheet"),
    ("xl/worksheets/sheet1.xml", "</worksheet>", ""),
    ("xl/workbook.xml", "sheetId", "sheetId='1' sheetId"),
    ("xl/_rels/workbook.xml.rels", "sheet1.xml", "nowhere.xml"),
])  # fmt: skip
def test_damaged_xml_is_a_problem(part: str, was: str, becomes: str, tmp_path: Path) -> None:
    content = rewritten(sheet(["id", "value"], ["a", 1]), part,
                        lambda text: text.replace(was, becomes, 1))
    grid, problems = read(content, tmp_path)
    assert grid is None
    assert len(problems) == 1
    assert "it is not a workbook that can be read (" in problems[0]
