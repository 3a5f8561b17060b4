"""Whatever stands in the author's files, the answer is a report or a list of problems.

A traceback is ours and fails the test. Every problem met on the way has its remedy.
"""

from __future__ import annotations

import io
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from briefing.prepared import prepare
from briefing.problems import ProblemsFound

REPORT = """[report]
title = "Monthly report"
meeting = "Scrutiny"
date = 2022-09-13
author = "Performance officer"
"""
INDICATORS = b"""id,section,title,subject,unit,kind,polarity,decimals,year_to_date,breaks,frequency
referrals,Referrals,Referrals,number of referrals,count,flow,neutral,0,sum,2022-04,
assessed,Assessments,"Assessed, in time",proportion assessed,percent,flow,higher,1,pooled,,monthly
"""
VALUES = b"""indicator,period,value,numerator,denominator
referrals,2022-06,190,,
referrals,2022-07,"1,247 p",,
assessed,2022-06,[c],,
assessed,2022-07,,42,60
"""
TARGETS = b"indicator,year,lower,target\nassessed,2022/23,,82.5\n"
BENCHMARKS = b"indicator,comparator,period,value\nassessed,national,2020/21,81\n"
TABLES = {"indicators": INDICATORS, "values": VALUES, "targets": TARGETS,
          "benchmarks": BENCHMARKS}  # fmt: skip
patient = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
                   deadline=None)


def answered(folder: Path, files: dict[str, bytes]) -> None:
    """Read the folder: a report, or problems that each have a remedy."""
    for name, content in ({"report.toml": REPORT.encode()} | files).items():
        (folder / name).write_bytes(content)
    try:
        problems = prepare(folder).warnings
    except ProblemsFound as found:
        problems = found.problems
    assert [str(problem) for problem in problems if not problem.hint] == []


@st.composite
def mutated(draw: st.DrawFn, original: bytes) -> bytes:
    """The bytes with a few of them changed, taken out, doubled or put in."""
    content = bytearray(original)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(content) - 1)))
        size = draw(st.integers(0, 8))
        match draw(st.sampled_from(["change", "cut", "double", "insert"])):
            case "change":
                content[at:at + size] = draw(st.binary(min_size=size, max_size=size))
            case "cut":
                del content[at:at + size]
            case "double":
                content[at:at] = content[at:at + size * 9]
            case _:
                content[at:at] = draw(st.sampled_from([
                    b'"', b",", b"\n", b"\r", b"\0", b"\xff", b"\xe9", b"%", b"[c]", b"-",
                    "’−£½²٣".encode(), b"9" * 400, b"1e400", b";", b"\t"]))
    return bytes(content)


@patient
@given(st.sampled_from(sorted(TABLES)), st.data())
def test_csv_files_with_bytes_changed(
    tmp_path_factory: Any, table: str, data: st.DataObject
) -> None:
    tables = TABLES | {table: data.draw(mutated(TABLES[table]))}
    answered(tmp_path_factory.mktemp("fuzz"), {f"{n}.csv": text for n, text in tables.items()})


@patient
@given(st.binary(max_size=400))
@example(b"")
@example(b"\xff\xfe")
@example(b"\xff\xfei")
@example(b"indicator,period,value\nreferrals,2022-07,\x00")
@example("indicator,period,value\nreferrals,2022-07,١٢".encode())
@example(b"indicator,period,value\nreferrals,9999-12,1\nreferrals,0001-01,1\n")
def test_values_of_any_bytes(tmp_path_factory: Any, content: bytes) -> None:
    answered(tmp_path_factory.mktemp("fuzz"), {"indicators.csv": INDICATORS, "values.csv": content})


WORDS = st.sampled_from(["referrals", "assessed", "2022-07", "July 2022", "2022/23", "Q1 2022/23",
                         "[c]", "x", "12.5%", "£3", "1,247", "count", "percent", "flow", "sum",
                         "national", "=1+1", "#N/A", "indicator", "period", "value", "April",
                         "time_period", "time_identifier", "geographic_level", "year"])
CELL = st.one_of(
    st.none(), WORDS, st.booleans(), st.integers(-10**15, 10**15),
    st.floats(allow_nan=False, allow_infinity=False), st.dates(date(1901, 1, 1)),
    st.datetimes(datetime(1901, 1, 1), datetime(9998, 12, 31)),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12),
)
ROWS = st.lists(st.lists(CELL, max_size=8), max_size=8)


def workbook(sheets: dict[str, list[list[Any]]], *, percent: bool = False,
             merged: str = "") -> bytes:
    book = openpyxl.Workbook()
    del book["Sheet"]
    for name, rows in sheets.items():
        made = book.create_sheet(name)
        for row in rows:
            made.append(row)
        if percent:
            for cells in made.iter_rows():
                for cell in cells:
                    cell.number_format = "0.0%"
        if merged:
            made.merge_cells(merged)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def rows_of(text: bytes) -> list[list[Any]]:
    return [line.split(",") for line in text.decode().splitlines()]


@patient
@given(st.sampled_from(["Indicators", "Values", "Targets", "Benchmarks", "Commentary"]),
       st.booleans(), ROWS, st.booleans(), st.sampled_from(["", "A1:B1", "B1:D1", "A1:A2"]))
def test_workbooks_with_cells_of_any_kind(
    tmp_path_factory: Any, name: str, headed: bool, rows: list[list[Any]], percent: bool,
    merged: str,
) -> None:
    sheets = {table.capitalize(): rows_of(text) for table, text in TABLES.items()}
    head = sheets.get(name, [["place", "text"]])[:1] if headed else []
    sheets[name] = [*head, *rows]
    answered(tmp_path_factory.mktemp("fuzz"),
             {"data.xlsx": workbook(sheets, percent=percent, merged=merged)})


@cache
def sound() -> bytes:
    return workbook({table.capitalize(): rows_of(text) for table, text in TABLES.items()})


@patient
@given(st.data())
def test_workbooks_with_bytes_changed(tmp_path_factory: Any, data: st.DataObject) -> None:
    answered(tmp_path_factory.mktemp("fuzz"), {"data.xlsx": data.draw(mutated(sound()))})


@patient
@given(st.sampled_from(["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml",
                        "xl/styles.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels",
                        "[Content_Types].xml"]), st.data())
def test_workbooks_with_their_xml_changed(
    tmp_path_factory: Any, part: str, data: st.DataObject
) -> None:
    import zipfile

    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound())) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, data.draw(mutated(content)) if name == part else content)
    answered(tmp_path_factory.mktemp("fuzz"), {"data.xlsx": made.getvalue()})


@patient
@given(st.data())
def test_settings_with_bytes_changed(tmp_path_factory: Any, data: st.DataObject) -> None:
    text = REPORT + """[values]
shape = "long"
columns = { value = "value" }
where = { indicator = "referrals" }
"""
    answered(tmp_path_factory.mktemp("fuzz"), {
        "indicators.csv": INDICATORS, "values.csv": VALUES,
        "report.toml": data.draw(mutated(text.encode()))})  # fmt: skip
