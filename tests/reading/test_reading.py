"""What an author's files say when they are sound: cells to figures, reasons and paragraphs.

A figure is shown here as the reader holds it: its exact number, or the reason why there is none,
with the pair it was worked out from and a p when it is provisional.
"""

from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from briefing import shelves
from briefing.indicators import Indicator, Tolerance
from briefing.periods import Month, Period
from briefing.prepared import prepare
from briefing.problems import Place, Problem
from briefing.reading.cells import NotANumber, read_number
from briefing.reading.commentary import parse, slug
from briefing.reading.folder import ReportFolder
from briefing.reading.grids import Grid, text_of
from briefing.reading.settings import read_tolerance
from briefing.reading.value_sources import Table
from briefing.reading.values import Known, read_values

SETTINGS = """[report]
title = "Monthly report"
meeting = "Scrutiny"
date = 2022-09-13
author = "Performance officer"
"""
INDICATORS = """id,section,title,subject,unit,kind,polarity
referrals,Referrals,Referrals,number of referrals,count,flow,neutral
assessed,Assessments,Assessed in time,proportion assessed in time,percent,flow,higher
"""
VALUES = """indicator,period,value,numerator,denominator
referrals,2022-06,190,,
referrals,2022-07,"1,247 p",,
assessed,2022-06,[c],,
assessed,2022-07,,42,60
"""
WHERE = Place("commentary/background.md")
WIDE = """indicator,measure,Jun 22,Jul 22
referrals,,190,"1,247 p"
assessed,value,[c],
assessed,numerator,,42
assessed,denominator,,60
"""
FIGURES = [
    "referrals 2022-06 190",
    "referrals 2022-07 1247 p",
    "assessed 2022-06 confidential",
    "assessed 2022-07 70 = 42 / 60",
]


def folder_of(folder: Path, files: dict[str, str | bytes]) -> ReportFolder:
    """The report in the folder with these files; none of them gives a warning."""
    for name, content in ({"report.toml": SETTINGS} | files).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    prepared = prepare(folder)
    assert prepared.warnings == ()
    return prepared.report


def figures(report: ReportFolder) -> list[str]:
    shown = []
    for o in report.observations:
        text = f"{o.indicator} {o.month} {o.reason or o.value}"
        if o.numerator is not None:
            text += f" = {o.numerator} / {o.denominator}"
        shown.append(text + " p" * o.provisional)
    return shown


def workbook(**sheets: list[list[Any]]) -> bytes:
    """A workbook with these sheets: dates as dates, numbers as numbers, None an empty cell."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as made:
        month = made.add_format({"num_format": "mmm-yy"})
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for n, row in enumerate(rows):
                for m, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(n, m, cell, month)
                    elif cell is not None:
                        sheet.write(n, m, cell)
    return content.getvalue()


def cells(text: str) -> list[list[Any]]:
    return [line.split(",") for line in text.splitlines()]


# ── files ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("values", [
    VALUES,
    WIDE,
    VALUES.replace("\n", "\r\n"),
    VALUES.replace(",", ";").replace("1;247", "1,247"),
    VALUES.replace(",", "\t").replace("1\t247", "1,247"),
    "\ufeff" + VALUES,
    VALUES.replace("\n", "\n\n,,,,\n"),
    VALUES.upper().replace("REFERRALS", "referrals").replace("ASSESSED", "assessed"),
    VALUES.replace("2022-06", "01/06/2022").replace("2022-07", "Jul-22"),
    VALUES.replace("indicator,", " Indicator ,"),
    WIDE.replace("Jun 22,Jul 22", "2022-06-01,2022-07-01"),
    WIDE.replace("indicator,measure", "Indicator,Measure").replace("numerator", "Numerator"),
], ids=["long", "wide", "Windows line ends", "semicolons", "tabs", "byte order mark",
        "blank rows", "capitals", "other months", "blanks in a heading", "wide, dates",
        "wide, capitals"])  # fmt: skip
def test_one_table_in_every_form(values: str, tmp_path: Path) -> None:
    report = folder_of(tmp_path, {"indicators.csv": INDICATORS, "values.csv": values})
    assert sorted(figures(report)) == sorted(FIGURES)
    assert report.period == Period(Month.of(2022, 7))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_what_windows_programs_write_reads_as_it_was_typed(encoding: str, tmp_path: Path) -> None:
    report = folder_of(tmp_path, {
        "indicators.csv": INDICATORS.replace("Assessments", "Children’s assessments – £")
                                    .encode(encoding),
        "values.csv": VALUES.encode(encoding),
        "commentary/background.md": "The children’s plan – £5m.".encode(encoding),
    })  # fmt: skip
    assert report.dictionary.sections == ("Referrals", "Children’s assessments – £")
    assert report.commentary[0].texts == ("The children’s plan – £5m.",)


def test_a_workbook_with_real_dates_and_numbers(tmp_path: Path) -> None:
    report = folder_of(tmp_path, {"data.xlsx": workbook(
        Notes=[["Kept by the performance team"]],
        Indicators=cells(INDICATORS),
        Values=[
            ["Indicator", "Period", "Value", "Numerator", "Denominator"],
            ["referrals", datetime(2022, 6, 1), 190, None, None],
            [],
            ["referrals", datetime(2022, 7, 31), "1,247 p", None, None],
            ["assessed", datetime(2022, 6, 1), "[c]", None, None],
            ["assessed", "July 2022", None, 42, 60.0],
        ],
    )})  # fmt: skip
    assert figures(report) == FIGURES
    assert [str(o.place) for o in report.observations] == [
        f"data.xlsx, sheet Values, row {row}, column value" for row in (2, 4, 5, 6)]


def test_a_wide_workbook_with_dates_over_its_columns(tmp_path: Path) -> None:
    report = folder_of(tmp_path, {"data.xlsx": workbook(
        Indicators=cells(INDICATORS),
        Values=[
            ["indicator", "measure", datetime(2022, 6, 1), datetime(2022, 7, 1)],
            ["referrals", None, 190, "1,247 p"],
            ["assessed", None, "[c]", None],
            ["assessed", "numerator", None, 42],
            ["assessed", "denominator", None, 60],
        ],
    )})  # fmt: skip
    assert sorted(figures(report)) == sorted(FIGURES)


def test_a_workbook_holds_every_table(tmp_path: Path) -> None:
    report = folder_of(tmp_path, {"data.xlsx": workbook(
        Indicators=cells(INDICATORS),
        Values=[["indicator", "period", "value"], ["referrals", "2022-07", 190],
                ["assessed", "2022-07", 70]],
        Targets=[["indicator", "year", "lower", "target"], ["assessed", "2022/23", None, 82.5]],
        Benchmarks=[["indicator", "comparator", "period", "value"],
                    ["assessed", "national", "2020/21", 81]],
        Commentary=[["place", "text"], ["Assessments", "One.\n\nTwo."], ["background", "Why."],
                    ["assessed", "- first\n- second"]],
    )})  # fmt: skip
    (target,), (benchmark,) = report.dictionary.targets, report.dictionary.benchmarks
    assert (target.indicator, str(target.span), target.value, target.lower) == (
        "assessed", "2022/23", Decimal("82.5"), None)
    assert (benchmark.comparator, benchmark.period, benchmark.value) == (
        "national", "2020/21", Decimal(81))
    assert [(c.place, c.bullets, c.texts) for c in report.commentary] == [
        ("Assessments", False, ("One.",)), ("Assessments", False, ("Two.",)),
        ("background", False, ("Why.",)), ("assessed", True, ("first", "second")),
    ]  # fmt: skip


def test_a_csv_file_can_stand_in_for_a_sheet(tmp_path: Path) -> None:
    report = folder_of(tmp_path, {
        "report.toml": SETTINGS + '[files]\nworkbook = "data.xlsx"\nvalues = "figures.csv"',
        "data.xlsx": workbook(Indicators=cells(INDICATORS)),
        "figures.csv": VALUES,
    })  # fmt: skip
    assert figures(report) == FIGURES


def test_every_file_that_was_read_is_on_record_with_its_hash(tmp_path: Path) -> None:
    files = {"indicators.csv": INDICATORS, "values.csv": VALUES,
             "commentary/background.md": "Why."}  # fmt: skip
    report = folder_of(tmp_path, files)
    assert {s.file: s.sha256 for s in report.sources} == {
        name: sha256(text.encode()).hexdigest()
        for name, text in ({"report.toml": SETTINGS} | files).items()
    }


# ── cells ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("cell", "answer"), [
    ("190", "190"), (190, "190"), (190.0, "190"), ("1,247", "1247"), ("1,234,567", "1234567"),
    (" 12 ", "12"), ("12.5", "12.5"), (12.5, "12.5"), ("12.50", "12.50"), ("12.0", "12"),
    (".5", "0.5"), ("12.5%", "12.5"), ("£1,200", "1200"), ("−3", "-3"), ("-3", "-3"),
    ("-£3", "-3"), ("+3", "3"), ("0", "0"), (0, "0"), (100, "100"), (1e5, "100000"),
    (0.1 + 0.2, "0.3"), (1 / 3, "0.333333"), ("0.0000005", "0.000001"), ("0.0000004", "0"),
    ("999999999999.9", "999999999999.9"),
])  # fmt: skip
def test_a_cell_that_is_a_number(cell: Any, answer: str) -> None:
    reading = read_number(cell)
    assert (str(reading.number), reading.reason, reading.provisional) == (answer, None, False)


@pytest.mark.parametrize(("cell", "number", "provisional"), [
    ("190p", "190", True), ("190 p", "190", True), ("190 [p]", "190", True), ("190P", "190", True),
    ("12.5% p", "12.5", True), ("1,247 p", "1247", True), ("190 r", "190", False),
    ("190 [r]", "190", False),
])  # fmt: skip
def test_a_mark_after_a_number(cell: str, number: str, provisional: bool) -> None:
    reading = read_number(cell)
    assert (str(reading.number), reading.provisional) == (number, provisional)


@pytest.mark.parametrize(("cell", "reason"), [
    ("", "missing"), ("  ", "missing"),
    ("[c]", "confidential"), ("c", "confidential"), ("C", "confidential"), ("*", "confidential"),
    ("■", "confidential"), (" [c] ", "confidential"),
    ("[x]", "not available"), ("x", "not available"), ("..", "not available"),
    ("[z]", "not applicable"), ("z", "not applicable"),
    ("[low]", "low"), ("low", "low"), ("k", "low"), ("[u]", "unreliable"), ("u", "unreliable"),
])  # fmt: skip
def test_a_cell_that_says_why_there_is_no_number(cell: str, reason: str) -> None:
    reading = read_number(cell)
    assert (reading.number, str(reading.reason)) == (None, reason)


@pytest.mark.parametrize("cell", [
    "many", "12 weeks", "1,24", "12,5", "1.2.3", "1e5", "nan", "inf", "-", "%", "£", ".", "p",
    "[c] p", "n/a", "#DIV/0!", "1000000000000", 1e12, float("nan"), float("inf"), True, False,
    datetime(2022, 7, 1),
])  # fmt: skip
def test_a_cell_that_is_neither(cell: Any) -> None:
    with pytest.raises(NotANumber):
        read_number(cell)


@given(st.decimals(-10**12 + 1, 10**12 - 1, allow_nan=False, places=6))
def test_a_number_is_held_exactly(number: Decimal) -> None:
    assert read_number(f"{number:,f}").number == number
    assert read_number(f"{number:f}p").number == number


@given(st.floats(-1e11, 1e11))
def test_a_spreadsheets_number_is_held_to_six_decimals(number: float) -> None:
    found = read_number(number).number
    assert found is not None
    assert abs(found - Decimal(number)) <= Decimal("0.000001") + abs(Decimal(number)) / 10**15
    assert "E" not in str(found)


@pytest.mark.parametrize(("cell", "text"), [
    ("  two   words ", "two words"), ("line\nbreak", "line break"), (3.0, "3"), (3.5, "3.5"),
    (3, "3"), ("bell\x07here", "bell here"), (date(2022, 7, 1), "2022-07-01"),
])  # fmt: skip
def test_a_cell_as_text(cell: Any, text: str) -> None:
    assert text_of(cell) == text


# ── values ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("row", "figure"), [
    # value, numerator, denominator              as it is read
    ("70,,",                                     "70"),
    ("70.0,42,60",                               "70 = 42 / 60"),
    (",1,3",                                     "33.33333333333333333333333333 = 1 / 3"),
    (",0,60",                                    "0 = 0 / 60"),
    (",42p,60",                                  "70 = 42 / 60 p"),
    (",42,60p",                                  "70 = 42 / 60 p"),
    ("0,,",                                      "0"),
    (",,",                                       "missing"),
    (",0,0",                                     "not applicable = 0 / 0"),
    ("[x],,",                                    "not available"),
    # a month is withheld as a whole
    ("[c],42,60",                                "confidential"),
    (",[c],60",                                  "confidential"),
    ("70,42,[c]",                                "confidential"),
    ("70,[low],60",                              "low"),
])  # fmt: skip
def test_a_month_of_a_percentage(row: str, figure: str, tmp_path: Path) -> None:
    report = folder_of(tmp_path, {
        "indicators.csv": INDICATORS,
        "values.csv": "indicator,period,value,numerator,denominator\nreferrals,2022-06,190,,\n"
                      f"referrals,2022-07,[x],,\nassessed,2022-06,80,,\nassessed,2022-07,{row}\n",
    })  # fmt: skip
    assert figures(report)[3] == f"assessed 2022-07 {figure}"


@pytest.mark.parametrize(("kind", "unit", "rate"), [
    ("stock", "rate_per_10000", "50"),      # 250 children of 50,000
    ("stock", "rate_per_1000", "5"),
    ("stock", "rate_per_100000", "500"),
    ("flow", "rate_per_10000", "600"),      # a month's rate is multiplied up to a year
    ("rolling_12", "rate_per_10000", "50"),
    ("flow", "percent", "0.5"),
])  # fmt: skip
def test_a_rate_is_worked_out_from_its_pair(
    kind: str, unit: str, rate: str, tmp_path: Path
) -> None:
    report = folder_of(tmp_path, {
        "indicators.csv": "id,section,title,subject,unit,kind,polarity\n"
                          f"cared_for,Care,In care,children in care,{unit},{kind},lower",
        "values.csv": "indicator,period,value,numerator,denominator\n"
                      "cared_for,2022-07,,250,50000",
    })  # fmt: skip
    assert figures(report) == [f"cared_for 2022-07 {rate} = 250 / 50000"]


WAITS = Indicator("waits", "Early help", "Waits", "average wait", "weeks", 1, "flow", "lower")
CELLS = st.one_of(
    st.sampled_from(["", "[c]", "[x]", "[z]", "low", "0", "7p"]),
    st.decimals(0, 10**6, allow_nan=False, places=2).map(str),
)
SERIES = st.dictionaries(st.integers(2015 * 12, 2024 * 12).map(Month), CELLS, min_size=1,
                         max_size=24)  # fmt: skip


def told(grid: Grid) -> list[tuple[Any, ...]]:
    problems: list[Problem] = []
    found = read_values([Table(grid)], Known({WAITS.id: WAITS}), problems)
    assert problems == []
    return sorted((o.month, str(o.value), o.reason, o.provisional) for o in found)


@given(SERIES)
def test_long_and_wide_tell_the_same_series(series: dict[Month, str]) -> None:
    long = Grid("values.csv", "", ("indicator", "period", "value"), tuple(
        (n, (WAITS.id, month.full, cell)) for n, (month, cell) in enumerate(series.items(), 2)))
    wide = Grid("values.csv", "", ("indicator", *(str(month) for month in series)),
                ((2, (WAITS.id, *series.values())),))  # fmt: skip
    assert told(long) == told(wide)
    assert [month for month, *_ in told(long)] == sorted(series)


# ── the dictionary ───────────────────────────────────────────────────────────────────────────────


def test_an_indicator_left_short_takes_what_is_usual(tmp_path: Path) -> None:
    report = folder_of(tmp_path, {"indicators.csv": INDICATORS, "values.csv": VALUES})
    count, share = report.dictionary.indicators
    assert (count.decimals, share.decimals) == (0, 1)
    assert (count.year, count.year_to_date, count.plural, count.breaks) == (
        "financial", "", False, ())
    assert count.tolerance == Tolerance(Decimal(10), relative=True)


def test_an_indicator_filled_in(tmp_path: Path) -> None:
    report = folder_of(tmp_path, {
        "indicators.csv":
            "id,section,title,subject,unit,kind,polarity,decimals,year_to_date,year,tolerance,"
            "judged_on,plural,breaks,definition,source,owner,zero,note\n"
            "waits,Early Help,Waits,children waiting,WEEKS,Stock,Lower,2,latest,academic,2,month,"
            "yes,Apr 2023; 2022-09,How long,The register,Sam,no child waited,Late\n",
        "values.csv": "indicator,period,value\nwaits,2022-07,3\n",
    })  # fmt: skip
    (one,) = report.dictionary.indicators
    assert one == Indicator(
        "waits", "Early Help", "Waits", "children waiting", "weeks", 2, "stock", "lower", "latest",
        "", "", "Late", "academic", Tolerance(Decimal(2), relative=False), "month",
        "no child waited", True, (Month.of(2022, 9), Month.of(2023, 4)), "How long",
        "The register", "Sam")  # fmt: skip


def test_indicators_stand_together_by_section(tmp_path: Path) -> None:
    rows = INDICATORS + "plans,Referrals,Plans,number of plans,count,flow,neutral\n"
    report = folder_of(tmp_path, {"indicators.csv": rows,
                                  "values.csv": VALUES + "plans,2022-07,3,,\n"})  # fmt: skip
    assert [one.id for one in report.dictionary.indicators] == ["referrals", "plans", "assessed"]
    assert report.dictionary.sections == ("Referrals", "Assessments")
    assert "plans" in report.dictionary
    assert "adoption" not in report.dictionary


def test_an_indicator_worked_out_from_two_others_needs_no_values(tmp_path: Path) -> None:
    report = folder_of(tmp_path, {
        "indicators.csv":
            "id,section,title,subject,unit,kind,polarity,numerator,denominator\n"
            "repeat,Referrals,Repeats,share of repeats,percent,flow,lower,repeated,referrals\n"
            "referrals,Referrals,Referrals,number of referrals,count,flow,neutral,,\n",
        "values.csv": "indicator,period,value\nrepeated,2022-07,20\nreferrals,2022-07,100\n",
    })  # fmt: skip
    assert figures(report) == ["repeated 2022-07 20", "referrals 2022-07 100"]


@pytest.mark.parametrize(("text", "tolerance"), [
    ("2", Tolerance(Decimal(2), relative=False)),
    ("10%", Tolerance(Decimal(10), relative=True)),
    (" 2.5 % ", Tolerance(Decimal("2.5"), relative=True)),
    ("0", Tolerance(Decimal(0), relative=False)),
    ("", None),
])  # fmt: skip
def test_a_tolerance(text: str, tolerance: Tolerance | None) -> None:
    assert read_tolerance(text) == tolerance


@pytest.mark.parametrize(("text", "target", "around"), [
    ("2", "80", "2"), ("10%", "80", "8"), ("10%", "-80", "8"), ("0", "80", "0"),
])  # fmt: skip
def test_how_far_off_a_target_a_tolerance_reaches(text: str, target: str, around: str) -> None:
    tolerance = read_tolerance(text)
    assert tolerance is not None
    assert tolerance.around(Decimal(target)) == Decimal(around)


@pytest.mark.parametrize("text", ["two", "-2", "10%%%x", "nan", "inf", "%"])
def test_what_is_no_tolerance(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        read_tolerance(text)


# ── which month ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("setting", "asked", "month"), [
    ("", "", "2022-07"),
    ("2022-06", "", "2022-06"),
    ("June 2022", "", "2022-06"),
    ("2022-06", "2022-07", "2022-07"),
])  # fmt: skip
def test_the_month_reported_on(setting: str, asked: str, month: str, tmp_path: Path) -> None:
    folder_of(tmp_path, {"indicators.csv": INDICATORS, "values.csv": VALUES,
                         "report.toml": SETTINGS + f'period = "{setting}"'})  # fmt: skip
    assert str(prepare(tmp_path, asked).report.period) == month


def test_a_month_that_holds_only_symbols_is_not_the_latest(tmp_path: Path) -> None:
    report = folder_of(tmp_path, {"indicators.csv": INDICATORS,
                                  "values.csv": VALUES + "referrals,2022-08,[x],,\n"})  # fmt: skip
    assert str(report.period) == "2022-07"


# ── commentary ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("text", "paragraphs"), [
    ("One line.", ["One line."]),
    ("One\nline.", ["One line."]),
    ("One.\n\nTwo.", ["One.", "Two."]),
    ("One.\r\n\r\n\r\nTwo.\r\n", ["One.", "Two."]),
    ("- first\n- second", [["first", "second"]]),
    ("• first\n• second", [["first", "second"]]),
    ("- first\n  goes on\n- second", [["first goes on", "second"]]),
    ("Before:\n- first", ["Before:", ["first"]]),
    ("- first\n\nAfter.", [["first"], "After."]),
    ("5 - 3 is 2.", ["5 - 3 is 2."]),
    ("", []),
    (" \n \n", []),
])  # fmt: skip
def test_an_authors_paragraphs_and_bullets(text: str, paragraphs: list[str | list[str]]) -> None:
    found = [list(c.texts) if c.bullets else c.texts[0] for c in parse("background", text, WHERE)]
    assert found == paragraphs


@pytest.mark.parametrize(("section", "name"), [
    ("Care leavers", "care-leavers"),
    ("Looked After Children (LAC)", "looked-after-children-lac"),
    ("Children’s homes", "childrens-homes"), ("Children's homes", "childrens-homes"),
    ("Health & care", "health-care"),
])  # fmt: skip
def test_a_service_area_as_the_name_of_a_file(section: str, name: str) -> None:
    assert slug(section) == name


def test_commentary_goes_where_its_file_is_named_for(tmp_path: Path) -> None:
    report = folder_of(tmp_path, {
        "indicators.csv": INDICATORS.replace("Assessments", "Early help"),
        "values.csv": VALUES,
        "commentary/background.md": "Why.", "commentary/early-help.txt": "How.",
        "commentary/referrals.md": "What.", "commentary/.hidden": "", "commentary/~$notes.docx": "",
    })  # fmt: skip
    assert [(c.place, c.texts[0], str(c.source)) for c in report.commentary] == [
        ("background", "Why.", "commentary/background.md"),
        ("Early help", "How.", "commentary/early-help.txt"),
        ("referrals", "What.", "commentary/referrals.md"),
    ]


# ── the worked example ───────────────────────────────────────────────────────────────────────────


def test_the_worked_example_reads_without_a_warning() -> None:
    prepared = prepare(shelves.example("barnsley"))
    report = prepared.report
    assert prepared.warnings == ()
    assert str(report.period) == "2022-07"
    referrals = {str(o.month): str(o.value) for o in report.observations
                 if o.indicator == "referrals.volume"}  # fmt: skip
    assert (referrals["2022-06"], referrals["2022-07"]) == ("322", "247")
