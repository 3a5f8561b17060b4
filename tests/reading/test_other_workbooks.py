"""Workbooks of other programs: the same table in .xls and .ods reads as it does in .xlsx.

`workbooks/mixed.xls` and `.ods` were saved by LibreOffice: percentages, a date, a hidden row, a
hidden column, errors, a hidden sheet, years merged over months.
"""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from briefing.problems import Problem
from briefing.reading.grids import Grid, sound_rows, warn_of_hidden
from briefing.reading.workbooks import read_workbook

FOLDER = Path(__file__).parents[1] / "workbooks"
REMEDY = ("Mend the formula, or put in its place a number, a blank or a symbol: [c] confidential, "
          "[x] not available, [z] not applicable.")


def read(path: Path, sheet: str) -> tuple[Grid | None, list[str]]:
    """The sheet's grid, and what is said of it when every column is read."""
    problems: list[Problem] = []
    book = read_workbook(path, path.name, problems)
    grid = book.grid(sheet, problems) if book is not None else None
    if grid is not None:
        warn_of_hidden(grid, problems)
        sound_rows(grid, set(range(len(grid.head))), problems)
    return grid, [str(problem) for problem in problems]


@pytest.mark.parametrize("file", ["mixed.xls", "mixed.ods"])
def test_percentages_and_dates_read_as_they_show(file: str) -> None:
    grid, said = read(FOLDER / file, "Values")
    assert grid is not None
    assert [cells[1:3] for _, cells in grid.rows] == [
        ("2022-04", 16.8), (date(2022, 5, 1), "17.1%"), ("2022-06", "18.25%"),
        ("2022-07", "12.5%")]
    assert said == [f"{file}, sheet Values: row 4 is hidden; it was read like the others. Show "
                    "it and look, or delete what should not count."]


@pytest.mark.parametrize(("file", "last"), [("mixed.xls", "#VALUE!"), ("mixed.ods", "Err:502")])
def test_errors_and_hidden_columns_are_said(file: str, last: str) -> None:
    grid, said = read(FOLDER / file, "Errors")
    assert grid is not None
    assert said == [
        f"{file}, sheet Errors, row {row}, column value: cell C{row} holds the error {shown}. "
        f"{REMEDY}" for row, shown in ((2, "#DIV/0!"), (3, "#N/A"), (5, last))] + [
        f"{file}, sheet Errors, row 1, column period: column B is hidden; it was read like the "
        "others. Show it and look, or delete it."]


@pytest.mark.parametrize("file", ["mixed.xls", "mixed.ods"])
def test_a_hidden_sheet_is_said_and_a_percent_sign_in_quotes_is_no_percentage(file: str) -> None:
    grid, said = read(FOLDER / file, "Hidden")
    assert grid is not None
    assert grid.rows[0][1][2] == 0.5
    assert said == [f"{file}, sheet Hidden: the sheet is hidden; it was read like the others. "
                    "Show it and look, or name another."]


@pytest.mark.parametrize("file", ["mixed.xls", "mixed.ods"])
def test_years_merged_over_months_are_one_head(file: str) -> None:
    grid, _ = read(FOLDER / file, "Merged")
    assert grid is not None
    assert grid.head == ("indicator", "April 2022", "May 2022", "April 2023")


# ── .ods files that other programs or hands write ────────────────────────────────────────────────


def ods(rows: str, top: str = "") -> bytes:
    """An .ods file whose one sheet has these rows."""
    names = "".join(f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
                    for short, name in (("office", "office"), ("table", "table"), ("text", "text")))
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<a/>")
        archive.writestr("content.xml", (
            f'<?xml version="1.0"?>{top}<office:document-content{names}><office:body>'
            f'<office:spreadsheet><table:table table:name="Values">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>"))
    return content.getvalue()


def cell(text: str, more: str = 'office:value-type="string"') -> str:
    return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


HEAD = row(cell("indicator"), cell("value"))


def test_what_is_repeated_in_an_ods_file_keeps_its_place(tmp_path: Path) -> None:
    path = tmp_path / "t.ods"
    path.write_bytes(ods(
        HEAD + row(more='table:number-rows-repeated="3"') + row(
            "<table:table-cell/>",
            cell("12%", 'office:value-type="percentage" office:value="0.12" '
                        'table:number-columns-repeated="2"'),
            more='table:number-rows-repeated="2" table:visibility="collapse"')))
    grid, said = read(path, "Values")
    assert grid is not None
    assert grid.rows == ((5, ("", "12%", "12%")), (6, ("", "12%", "12%")))
    assert grid.hidden == (5, 6)
    assert said[0].startswith("t.ods, sheet Values: rows 5 and 6 are hidden")


def test_a_formula_of_an_ods_file_without_its_result_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "t.ods"
    path.write_bytes(ods(HEAD + row(
        cell("a"), '<table:table-cell table:formula="of:=1/8"/>') + row(
        cell("b"), cell("#REF!", 'table:formula="of:=#REF!" office:value-type="string"'))))
    _, said = read(path, "Values")
    assert said == [
        "t.ods, sheet Values, row 2, column value: the formula in cell B2 has never been worked "
        "out. Open the workbook in a spreadsheet program, save it and try again.",
        "t.ods, sheet Values, row 3, column value: cell B3 holds the error #REF!. " + REMEDY]


@pytest.mark.parametrize(("raw", "said"), [
    (ods(HEAD + row(cell("a", 'office:value-type="float" office:value="1" '
                         'table:number-columns-repeated="16384"'),
                    more='table:number-rows-repeated="1048576"')),
     "t.ods, sheet Values: it is 1,048,577 rows by 16,384 columns large; at most 5,000,000 cells "
     "are read. Delete the rows and columns beyond the table: one stray cell far out is enough to "
     "make a sheet so large."),
    (ods(HEAD + row(cell("&b;")), '<!DOCTYPE a [<!ENTITY b "ha">]>'),
     "t.ods: it is not a workbook that can be read (it declares a document type). Save it again "
     "as an Excel workbook (.xlsx) without a password."),
    (ods(HEAD + "<table:table-row>"),
     "t.ods: it is not a workbook that can be read (mismatched tag: line 1, column "
     "529). Save it again as an Excel workbook (.xlsx) without a password."),
])  # fmt: skip
def test_an_ods_file_that_no_program_writes_is_refused(
    raw: bytes, said: str, tmp_path: Path
) -> None:
    (tmp_path / "t.ods").write_bytes(raw)
    assert read(tmp_path / "t.ods", "Values") == (None, [said])


def test_an_xls_file_that_is_damaged_is_refused_wherever_it_is_cut(tmp_path: Path) -> None:
    whole = (FOLDER / "mixed.xls").read_bytes()
    for length in range(8, len(whole), 400):
        (tmp_path / "t.xls").write_bytes(whole[:length])
        grid, said = read(tmp_path / "t.xls", "Values")
        assert grid is None
        assert len(said) == 1
        assert "t.xls: it is not a workbook that can be read (" in said[0]


def test_a_binary_workbook_is_refused_because_its_percentages_cannot_be_told(
    tmp_path: Path
) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("xl/workbook.bin", b"")
    (tmp_path / "t.xlsb").write_bytes(content.getvalue())
    assert read(tmp_path / "t.xlsb", "Values") == (None, [
        "t.xlsb: it is a binary workbook (.xlsb): it cannot be told which of its cells are "
        "percentages. Save it as .xlsx."])
