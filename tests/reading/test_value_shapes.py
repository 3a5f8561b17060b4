"""Tables of values in the shapes that analysts keep them in, and how report.toml chooses of them.

Every table on the left tells the same figures, or those beside it.
"""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.indicators import Frequency, Indicator
from briefing.periods import MONTH_NAMES, Month, Year, YearKind, quarter_number
from briefing.prepared import prepare
from briefing.problems import Problem
from briefing.reading.csv_files import read_csv
from briefing.reading.grids import Cell
from briefing.reading.headings import identified
from briefing.reading.settings import ValuesSource
from briefing.reading.tables import grid_of
from briefing.reading.value_sources import Table, month_in_name
from briefing.reading.values import Known, read_values

SETTINGS = """[report]
title = "Monthly report"
meeting = "Scrutiny"
date = 2024-09-13
author = "Performance officer"
"""
INDICATORS = """id,section,title,subject,unit,kind,polarity,frequency
referrals,Referrals,Referrals,number of referrals,count,flow,neutral,
assessed,Assessments,Assessed in time,proportion assessed in time,percent,flow,higher,
plans,Plans,Plans,number of plans,count,stock,neutral,quarterly
placed,Care,Placed nearby,share placed nearby,percent,stock,higher,annual
"""


def figures(how: str, folder: Path, /, **files: str) -> list[str]:
    """The figures that a report with these [values] reads from these files."""
    return told(SETTINGS + how, folder, {f"{name}.csv": text for name, text in files.items()})


def told(settings: str, folder: Path, files: dict[str, str]) -> list[str]:
    for name, text in ({"report.toml": settings, "indicators.csv": INDICATORS} | files).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    shown = []
    for o in prepare(folder).report.observations:
        shown.append(f"{o.indicator} {o.month} {o.reason or o.value}" + (
            f" = {o.numerator} / {o.denominator}" if o.numerator is not None else ""))
    return shown


# ── which file, which rows ───────────────────────────────────────────────────────────────────────


def test_a_tables_own_names_are_mapped(tmp_path: Path) -> None:
    assert figures("""[values]
columns = { indicator = "KPI", period = "Month", value = "Result" }
indicators = { "Contacts made" = "referrals", "In time" = "assessed" }
""", tmp_path, values="KPI,Team,Month,Result,Comment\n"
                      "Contacts made,North,Jun-22,190,checked\n"
                      "In time,North,Jun-22,80.5%,\n"
                      "Not ours,North,Jun-22,7,\n") == [
        "referrals 2022-06 190", "assessed 2022-06 80.5"]  # fmt: skip


def test_where_keeps_the_rows_of_one_area_and_leaves_totals_out(tmp_path: Path) -> None:
    assert figures("""[values]
where = { Area = "barnsley", kind = "Actual" }
""", tmp_path, values="indicator,period,value,area,kind\n"
                      "referrals,2022-06,190, Barnsley ,actual\n"
                      "referrals,2022-06,180,Barnsley,forecast\n"
                      "referrals,2022-06,9000,Total,actual\n") == [
        "referrals 2022-06 190"]  # fmt: skip


def test_several_files_each_in_its_own_shape(tmp_path: Path) -> None:
    assert figures("""[[values]]
file = "counts.csv"
[[values]]
file = "shares.csv"
shape = "wide"
indicator = "assessed"
""", tmp_path, counts="indicator,period,value\nreferrals,2022-06,190\n",
        shares="measure,Jun 22,Jul 22\nnumerator,40,42\ndenominator,50,60\n") == [
        "referrals 2022-06 190", "assessed 2022-06 80 = 40 / 50", "assessed 2022-07 70 = 42 / 60",
    ]  # fmt: skip


def test_a_pair_may_stand_in_two_files(tmp_path: Path) -> None:
    assert figures("""[[values]]
file = "met.csv"
indicator = "assessed"
columns = { numerator = "met" }
[[values]]
file = "all.csv"
indicator = "assessed"
columns = { denominator = "all" }
""", tmp_path, met="period,met\n2022-06,40\n", all="period,all\n2022-06,50\n") == [
        "assessed 2022-06 80 = 40 / 50"]  # fmt: skip


def test_a_folder_of_monthly_files(tmp_path: Path) -> None:
    assert told(SETTINGS + '[values]\nfile = "monthly/*.csv"\n', tmp_path, {
        "monthly/2022-06.csv": "indicator,value\nreferrals,190\n",
        "monthly/figures Jul 2022.csv": "indicator,value\nreferrals,200\nassessed,81\n",
        "monthly/~lock.csv": "",
    }) == ["referrals 2022-06 190", "referrals 2022-07 200", "assessed 2022-07 81"]  # fmt: skip


def test_a_table_of_one_month_says_so_in_report_toml(tmp_path: Path) -> None:
    assert figures('[values]\nperiod = "June 2022"\n', tmp_path,
                   values="indicator,value\nreferrals,190\n") == ["referrals 2022-06 190"]


@pytest.mark.parametrize(("stem", "month"), [
    ("2022-07", "2022-07"), ("202207", "2022-07"), ("2022_07_referrals", "2022-07"),
    ("kpis july 2022", "2022-07"), ("Jul-22", "2022-07"), ("JUL22", "2022-07"),
    ("referrals 07-2022", "2022-07"), ("2022 July", "2022-07"), ("may2023", "2023-05"),
    ("sept 2022", "2022-09"), ("2022-13", ""), ("referrals", ""), ("dismay 22", ""),
    ("123456", ""), ("2022", ""),
])  # fmt: skip
def test_the_month_in_a_files_name(stem: str, month: str) -> None:
    assert month_in_name(stem) == month


# ── April to March, and the Department's files ───────────────────────────────────────────────────

APRIL_TO_MARCH = ",".join((*MONTH_NAMES[3:], *MONTH_NAMES[:3]))
DFE = "time_period,time_identifier,geographic_level,la_name"


@pytest.mark.parametrize(("year", "identifier", "first"), [
    ("2024", "Reporting year", "2023-04"),      # the year that ends in March 2024
    ("2023/24", "Reporting year", "2023-04"),
    ("202324", "Reporting year", "2023-04"),
    ("202324", "Financial year", "2023-04"),
])  # fmt: skip
def test_the_departments_year_is_the_one_that_ends_then(
    year: str, identifier: str, first: str, tmp_path: Path
) -> None:
    numbers = ",".join(str(n) for n in range(1, 13))
    found = figures("""[values]
indicator = "referrals"
where = { la_name = "Barnsley" }
""", tmp_path, values=f"{DFE},Referrals,{APRIL_TO_MARCH}\n"
                      f"{year},{identifier},Local authority,Barnsley,78,{numbers}\n"
                      f"{year},{identifier},National,,7800,{numbers}\n")
    assert found[0] == f"referrals {first} 1"
    assert found[11] == f"referrals {Month.of(int(first[:4]) + 1, 3)} 12"
    assert len(found) == 12


def test_a_row_a_year_with_an_indicator_in_each(tmp_path: Path) -> None:
    head = "indicator,year," + ",".join(name[:3] for name in APRIL_TO_MARCH.split(","))
    found = figures("", tmp_path, values=f"{head}\nreferrals,2022/23,1,2,[c],4,,,,,,,,\n"
                                         "referrals,2021-22,,,,,,,,,,,11,12\n")
    assert [f for f in found if "missing" not in f] == [
        "referrals 2022-04 1", "referrals 2022-05 2", "referrals 2022-06 confidential",
        "referrals 2022-07 4", "referrals 2022-02 11", "referrals 2022-03 12"]  # fmt: skip


def test_the_departments_columns_are_mapped_to_indicators(tmp_path: Path) -> None:
    assert figures("""[values]
where = { la_name = "Barnsley" }
indicators = { Placed_percent = "placed" }
""", tmp_path, values=f"{DFE},placed_percent,placed_count\n"
                      "2024,Reporting year,Local authority,Barnsley,71.5,143\n"
                      "2023,Reporting year,Local authority,Barnsley,c,c\n"
                      "2023,Reporting year,National,,70,14300\n") == [
        "placed 2024-03 71.5", "placed 2023-03 confidential"]  # fmt: skip


def test_the_departments_columns_as_a_pair(tmp_path: Path) -> None:
    assert figures("""[values]
indicator = "placed"
columns = { numerator = "near", denominator = "all_children" }
""", tmp_path, values=f"{DFE},near,all_children\n2024,Reporting year,Local authority,B,3,4\n") == [
        "placed 2024-03 75 = 3 / 4"]  # fmt: skip


@pytest.mark.parametrize(("period", "identifier", "text"), [
    ("2024", "Reporting year", "2023/24"), ("202324", "Reporting year", "2023/24"),
    ("2023/24", "Financial year", "2023/24"), ("202324", "Academic year", "2023/24"),
    ("2023", "Calendar year", "2023"), ("2023", "July", "July 2023"), ("2023", "Jul", "Jul 2023"),
    ("202324", "Financial year Q1", "Q1 2023/24"), ("202324", "Q4", "Q4 2023/24"),
])  # fmt: skip
def test_what_the_departments_two_columns_name(period: str, identifier: str, text: str) -> None:
    assert identified(period, identifier) == text


@pytest.mark.parametrize(("period", "identifier"), [
    ("2024", "Week 12"), ("202325", "Financial year"), ("soon", "Reporting year"), ("2024", ""),
    ("2024", "Q1"), ("202324", "July"), ("202324", "Calendar year"),
])  # fmt: skip
def test_what_they_name_no_period_with(period: str, identifier: str) -> None:
    with pytest.raises(ValueError):     # noqa: PT011
        identified(period, identifier)


# ── periods ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("indicator", "period", "month"), [
    ("referrals", "44743", "2022-07"), ("referrals", "44743.0", "2022-07"),
    ("referrals", "at the end of July 2022", "2022-07"), ("referrals", "Jul-22", "2022-07"),
    ("referrals", "01/07/2022", "2022-07"), ("referrals", "31/07/2022", "2022-07"),
    ("plans", "Q1 2022/23", "2022-06"), ("plans", "2022/23 Q1", "2022-06"),
    ("plans", "June 2022", "2022-06"), ("placed", "2021/22", "2022-03"),
    ("placed", "202122", "2022-03"), ("placed", "31/03/2022", "2022-03"),
])  # fmt: skip
def test_a_period_is_read_as_its_indicator_has_it(
    indicator: str, period: str, month: str, tmp_path: Path
) -> None:
    assert figures("", tmp_path, values=f"indicator,period,value\n{indicator},{period},50\n") == [
        f"{indicator} {month} 50"]  # fmt: skip


def test_indicators_of_every_frequency_in_one_wide_table(tmp_path: Path) -> None:
    assert figures("", tmp_path, values="indicator,Apr 22,May 22,Jun 22,2021/22\n"
                                        "referrals,1,2,3,\nplans,,,30,\nplaced,,,,70\n") == [
        "referrals 2022-04 1", "referrals 2022-05 2", "referrals 2022-06 3", "plans 2022-06 30",
        "placed 2022-03 70"]  # fmt: skip


# ── any series, in any shape ─────────────────────────────────────────────────────────────────────

CELLS = st.one_of(
    st.sampled_from(["[c]", "[x]", "[z]", "low", "0", "7p"]),
    st.decimals(0, 10**6, allow_nan=False, places=2).map(str),
)
STEPS: dict[Frequency, int] = {"monthly": 1, "quarterly": 3, "annual": 12}


@st.composite
def series(draw: st.DrawFn) -> tuple[Indicator, dict[Month, str]]:
    """An indicator of any frequency and kind of year, and figures for some of its periods."""
    frequency = draw(st.sampled_from(list(STEPS)))
    kind: YearKind = draw(st.sampled_from(["financial", "academic", "calendar"]))
    one = Indicator("waits", "Early help", "Waits", "average wait", "weeks", 1, "flow", "lower",
                    year=kind, frequency=frequency)  # fmt: skip
    ends = [Year(year, kind).last.back(n) for year in range(2015, 2022)
            for n in range(0, 12, one.step)]  # fmt: skip
    return one, draw(st.dictionaries(st.sampled_from(ends), CELLS, min_size=1, max_size=20))


def written(month: Month, one: Indicator, how: str) -> Cell:
    """The period in one of the ways in which a spreadsheet may hold it."""
    day = date(month.year, month.number, 28)
    ways: dict[str, Cell] = {
        "standard": str(month), "short": f"{month.name[:3]}-{month.year % 100:02}",
        "full": month.full, "end": f"at the end of {month.full}", "date": day,
        "day first": f"{day:%d/%m/%Y}", "serial": float((day - date(1899, 12, 30)).days),
        "label": str(Year.holding(month, one.year)) if one.step == 12 else
                 f"Q{quarter_number(month, one.year)} {Year.holding(month, one.year)}"
                 if one.step == 3 else str(month),
    }  # fmt: skip
    return ways[how]


WRITTEN = st.sampled_from(["standard", "short", "full", "end", "date", "day first", "serial",
                           "label"])  # fmt: skip


def read_back(rows: list[list[Cell]], one: Indicator, **how: Any) -> dict[Month, tuple[Any, ...]]:
    grid = grid_of("values.csv", "", rows)
    assert grid is not None
    problems: list[Problem] = []
    found = read_values([Table(grid, ValuesSource(**how))], Known({one.id: one}), problems)
    assert problems == []
    return {o.month: (o.value, o.reason, o.provisional) for o in found
            if str(o.reason) != "missing"}  # fmt: skip


def expected(cells: dict[Month, str]) -> dict[Month, tuple[Any, ...]]:
    reasons = {"[c]": "confidential", "[x]": "not available", "[z]": "not applicable", "low": "low"}
    return {month: (None, reasons[cell], False) if cell in reasons else
            (Decimal(cell.rstrip("p")), None, cell.endswith("p"))
            for month, cell in cells.items()}  # fmt: skip


@given(series(), WRITTEN)
def test_a_series_written_long_reads_back(
    given_series: tuple[Indicator, dict[Month, str]], how: str
) -> None:
    one, cells = given_series
    rows: list[list[Cell]] = [["indicator", "period", "value"]]
    rows += [[one.id, written(month, one, how), cell] for month, cell in cells.items()]
    assert read_back(rows, one) == expected(cells)


@given(series(), WRITTEN)
def test_a_series_written_wide_reads_back(
    given_series: tuple[Indicator, dict[Month, str]], how: str
) -> None:
    one, cells = given_series
    rows: list[list[Cell]] = [["indicator", *(written(month, one, how) for month in cells)],
                              [one.id, *cells.values()]]  # fmt: skip
    assert read_back(rows, one) == expected(cells)


@given(series().filter(lambda s: s[0].step == 1), st.sampled_from([4, 9, 1]), st.booleans())
def test_a_series_written_a_row_a_year_reads_back(
    given_series: tuple[Indicator, dict[Month, str]], starts: int, short: bool
) -> None:
    one, cells = given_series
    kinds: dict[int, YearKind] = {4: "financial", 9: "academic", 1: "calendar"}
    kind = kinds[starts]
    names = [name[:3] if short else name for name in (*MONTH_NAMES[starts - 1:],
                                                      *MONTH_NAMES[:starts - 1])]  # fmt: skip
    years = dict.fromkeys(Year.holding(month, kind) for month in cells)
    rows: list[list[Cell]] = [["indicator", "year", *names]]
    rows += [[one.id, str(year), *(cells.get(year.first.back(-n), "") for n in range(12))]
             for year in years]  # fmt: skip
    assert read_back(rows, one) == expected(cells)


@given(series().filter(lambda s: s[0].year == "financial"))
def test_a_series_in_the_departments_form_reads_back(
    given_series: tuple[Indicator, dict[Month, str]]
) -> None:
    one, cells = given_series
    rows: list[list[Cell]] = [["time_period", "time_identifier", "geographic_level", "count"]]
    for month, cell in cells.items():
        year = Year.holding(month)
        period, identifier = {
            1: (str(month.year), month.name),
            3: (str(year).replace("/", ""), f"Financial year Q{quarter_number(month)}"),
            12: (str(year.start + 1), "Reporting year"),
        }[one.step]
        rows.append([period, identifier, "Local authority", cell])
    assert read_back(rows, one, indicators={"Count": one.id}) == expected(cells)


@given(series(), st.sampled_from(",;\t"), st.sampled_from(["utf-8", "utf-8-sig", "utf-16",
                                                          "utf-16-le", "cp1252"]),
       st.sampled_from(["\n", "\r\n", "\r"]))  # fmt: skip
def test_a_series_reads_back_from_any_csv_file(
    tmp_path_factory: pytest.TempPathFactory,
    given_series: tuple[Indicator, dict[Month, str]], mark: str, encoding: str, ends: str,
) -> None:
    one, cells = given_series
    text = io.StringIO()
    writer = csv.writer(text, delimiter=mark, lineterminator=ends)
    writer.writerow(["indicator", "period", "value", "note"])
    for month, cell in cells.items():
        writer.writerow([one.id, str(month), cell, 'the team’s – £5, "approx"\nby hand'])
    path = tmp_path_factory.mktemp("csv") / "values.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    problems: list[Problem] = []
    grid, _ = read_csv(path, "values.csv", problems)
    assert grid is not None
    assert grid.rows[0][1][3] == 'the team’s – £5, "approx"\nby hand'
    found = read_values([Table(grid)], Known({one.id: one}), problems)
    assert problems == []
    assert {o.month: (o.value, o.reason, o.provisional) for o in found} == expected(cells)
