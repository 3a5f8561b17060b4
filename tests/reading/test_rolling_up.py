"""A quarter's report from monthly figures: what each kind of indicator becomes of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.prepared import prepare
from briefing.problems import ProblemsFound
from tests.folders import said_of

HEAD = ("id,section,title,subject,unit,decimals,kind,polarity,year_to_date,frequency,year,"
        "numerator,denominator,over\n")
SETTINGS = """[report]
title = "Performance"
meeting = "Cabinet"
date = 2024-11-19
author = "Performance officer"
narrative = "corporate"
{more}
"""


def report(path: Path, row: str, values: str, period: str = "Q2 2024/25", targets: str = "",
           more: str = "") -> Path:
    """A folder with one indicator, `row`, and its figures: "2024-04 10" a line or after a ;."""
    path.mkdir(exist_ok=True)
    asked = f'period = "{period}"\n{more}' if period else more
    (path / "report.toml").write_text(SETTINGS.format(more=asked), "utf-8")
    (path / "indicators.csv").write_text(f"{HEAD}{row}\n", "utf-8")
    lines = ["indicator,period,value,numerator,denominator"]
    for cell in filter(None, values.replace(";", "\n").split("\n")):
        month, *rest = cell.split()
        name = rest.pop(0) if len(rest) > 1 else "x"
        lines.append(f"{name},{month}," + (",{},{}".format(*rest[0].split("/")) if "/" in rest[0]
                                           else f"{rest[0]},,"))
    (path / "values.csv").write_text("\n".join(lines) + "\n", "utf-8")
    if targets:
        (path / "targets.csv").write_text(f"indicator,year,target,of\n{targets}\n", "utf-8")
    return path


def months(figures: str, first: str = "2024-04") -> str:
    """The figures as cells of the months from the first on; "." is no cell."""
    year, month = map(int, first.split("-"))
    cells = []
    for n, figure in enumerate(figures.split()):
        at = year * 12 + month - 1 + n
        if figure != ".":
            cells.append(f"{at // 12}-{at % 12 + 1:02} {figure}")
    return ";".join(cells)


def figures(folder: Path) -> dict[str, str]:
    """Every period's figure of the one indicator, to two decimals; the reason where there is none.
    """
    measure = prepare(folder).findings["x"].measure
    one = measure.indicator
    from briefing.periods import period_short
    return {period_short(month, one.step, one.year): (
        f"{value.amount:.2f}".rstrip("0").rstrip(".") if value.amount is not None
        else str(value.reason)) for month, value in measure.values.items()}


COUNT = "x,A,Repairs,number of repairs,count,0,flow,higher,sum,,,,,"
RENT = "x,A,Rent,percentage of rent collected,percent,1,flow,higher,pooled,,,,,"


@pytest.mark.parametrize(("row", "cells", "quarters"), [
    (COUNT, "10 20 30 5 5 5", {"Q1 24/25": "60", "Q2 24/25": "15"}),
    (COUNT, "10 . 30 5 5 5", {"Q1 24/25": "missing", "Q2 24/25": "15"}),
    (COUNT, "10 [c] 30 5 5 5", {"Q1 24/25": "confidential", "Q2 24/25": "15"}),
    ("x,A,Empty homes,number of empty homes,count,0,stock,lower,,,,,,", "10 20 30 5 6 7",
     {"Q1 24/25": "30", "Q2 24/25": "7"}),
    ("x,A,Savings,savings,pounds_thousand,0,cumulative,higher,,,,,,", "10 20 30 45 60 75",
     {"Q1 24/25": "30", "Q2 24/25": "75"}),
    ("x,A,Sickness,days lost,days,1,rolling_12,lower,,,,,,", "9 9.5 8.5 8 8.1 8.2",
     {"Q1 24/25": "8.5", "Q2 24/25": "8.2"}),
    # 90 of 100, 10 of 20 and 30 of 30 are 130 of 150, and no mean of 90%, 50% and 100%
    (RENT, "90/100 10/20 30/30 1/2 1/2 1/2", {"Q1 24/25": "86.67", "Q2 24/25": "50"}),
    # 10, 20 and 30 in a quarter are 240 a year, of 1,000 people
    ("x,A,Crime,rate of crime,rate_per_1000,1,flow,lower,annualised,,,,,",
     "10/1000 20/1000 30/1000 1/1000 1/1000 1/1000", {"Q1 24/25": "240", "Q2 24/25": "12"}),
])
def test_months_become_quarters_by_their_kind(row: str, cells: str, quarters: dict[str, str],
                                              tmp_path: Path) -> None:
    assert figures(report(tmp_path, row, months(cells))) == quarters


@pytest.mark.parametrize(("period", "periods"), [
    ("H1 2024/25", {"H2 23/24": "missing", "H1 24/25": "78"}),
    ("2023/24", {"2022/23": "missing", "2023/24": "24"}),
    ("2023", {"2023": "12"}),
    ("Q1 2024/25", {"Q4 22/23": "3", "Q1 23/24": "6", "Q2 23/24": "6", "Q3 23/24": "6",
                    "Q4 23/24": "6", "Q1 24/25": "39"}),
    ("June 2024", {"Jun 24": "13"}),
])
def test_a_report_is_of_any_period(period: str, periods: dict[str, str], tmp_path: Path) -> None:
    """The same months: 1 each in the first quarter of 2023, then 2 each, then 13 each."""
    cells = months("1 1 1 " + "2 " * 12 + "13 " * 6, "2023-01")
    folder = report(tmp_path, COUNT, cells, period)
    if period == "2023":
        (folder / "indicators.csv").write_text(
            HEAD + COUNT.replace("sum,,,", "sum,,calendar,") + "\n", "utf-8")
        periods = {"2023": "21"}
    found = figures(folder)
    assert {name: found[name] for name in periods if name in found} == {
        "H2 23/24": {"H2 23/24": "12", "H1 24/25": "78"},
        "2022/23": {"2022/23": "missing", "2023/24": "24"},
    }.get(next(iter(periods)), periods)


def test_terms_are_thirds_of_the_academic_year(tmp_path: Path) -> None:
    row = "x,A,Exclusions,number of exclusions,count,0,flow,lower,sum,,academic,,,"
    folder = report(tmp_path, row, months("1 1 1 1 2 2 2 2 3 3 3 3", "2023-09"), "summer term 2024")
    assert figures(folder) == {"Aut 23": "4", "Spr 24": "8", "Sum 24": "12"}
    assert "in the summer term" in said_of(folder)


def test_a_new_series_inside_a_quarter_is_not_added_up(tmp_path: Path) -> None:
    folder = report(tmp_path, COUNT, months("10 20 30 5 5 5"))
    table = (folder / "indicators.csv").read_text().splitlines()
    (folder / "indicators.csv").write_text(f"{table[0]},breaks\n{table[1]},2024-05\n")
    assert figures(folder) == {"Q1 24/25": "missing", "Q2 24/25": "15"}


@pytest.mark.parametrize(("row", "why"), [
    ("x,A,Relet,days to relet,days,1,flow,lower,,,,,,", "figures in days do not add up."),
    ("x,A,Rent,rent collected,percent,1,flow,higher,,,,,,",
     "it has no numerators and denominators to pool."),
    ("x,A,Pupils,number of pupils,count,0,flow,higher,sum,,academic,,,",
     "its academic year is not divided as the report's is."),
])
def test_what_cannot_be_rolled_up_stays_monthly_and_is_named_by_its_months(
        row: str, why: str, tmp_path: Path) -> None:
    folder = report(tmp_path, row, months("20 21 22 23 24 25"))
    prepared = prepare(folder)
    assert [p.what for p in prepared.warnings if "stays" in p.what] == [
        f"'x' stays monthly in a quarterly report: {why}"]
    assert prepared.findings["x"].indicator.frequency == "monthly"
    assert "in September" in said_of(folder)


# ── targets ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("targets", "target", "rating"), [
    ("x,2024/25,100,month", "300", "green"),        # 100 a month are 300 a quarter
    ("x,2024/25,310,quarter", "310", "amber"),      # of the quarter as it stands
    ("x,2024/25,1200,year", "1200", "none"),        # waits for the year's end
    ("x,2024/25,100,", "300", "green"),             # by its size one month's
    ("x,2024/25,1200,", "1200", "none"),            # by its size the year's
    ("x,2024-07,90,month\nx,2024-08,100,month\nx,2024-09,115,month", "305", "amber"),
    ("x,2024-08,100,\nx,2024-09,600,", "600", "green"),     # climbs: of the year to date
])
def test_a_months_targets_are_together_a_quarters(targets: str, target: str, rating: str,
                                                  tmp_path: Path) -> None:
    cells = months("100 100 100 100 100 100")
    folder = report(tmp_path, COUNT, cells, targets=targets)
    finding = prepare(folder).findings["x"]
    assert (str(finding.facts["target"].value), finding.rating) == (target, rating)


@pytest.mark.parametrize(("targets", "target", "rating"), [
    ("x,2023/24,100,month", "1200", "green"),
    ("x,2023/24,1300,year", "1300", "amber"),
    ("x,2023/24,1300,", "1300", "amber"),
])
def test_a_whole_years_report_has_the_years_target(targets: str, target: str, rating: str,
                                                   tmp_path: Path) -> None:
    cells = months("100 " * 12, "2023-04")
    finding = prepare(report(tmp_path, COUNT, cells, "2023/24", targets)).findings["x"]
    assert (str(finding.facts["target"].value), finding.rating) == (target, rating)


# ── words ───────────────────────────────────────────────────────────────────────────────────────


def test_no_month_is_named_over_a_quarters_figure(tmp_path: Path) -> None:
    """Headings, columns, travel, chart and notes are of quarters, and so is the file's name."""
    from briefing.build import build
    folder = report(tmp_path / "r", COUNT, months("10 20 30 5 5 5 40 40 40", "2024-01"))
    said = said_of(folder)
    assert "Data report: scorecard for quarter 2 2024/25" in said
    assert "| Q4 23/24 | Q1 24/25 | Q2 24/25 |" in said
    assert "Direction of travel compares quarter 2 with quarter 1" in said
    assert "The number of repairs rose to 120 in quarter 2 from 15" in said
    assert "No indicator is listed here this quarter." in said
    assert not [name for name in ("January", "June", "July", "September", "Jul 24", "month ")
                if name in said.replace("12 month", "").replace("19 November", "")]
    names = {path.name for path in build(folder).files}
    assert "performance-2024-25-q2.pdf" in names


@pytest.mark.parametrize(("row", "said"), [
    ("x,A,Recycling,recycling rate,percent,1,cumulative,higher,,annual,,,,",
     "The recycling rate rose to 45.0% in 2023/24 from 40.0%."),
    ("x,A,Sickness,days lost,days,1,rolling_12,lower,,annual,,,,",
     "The days lost rose to 45.0 days in 2023/24 from 40.0."),
    ("x,A,Attainment,average attainment,number,1,rolling_12,higher,,annual,,,,3 years",
     "The average attainment rose to 45.0 in the 3 years to 2023/24 from 40.0."),
])
def test_a_years_figure_is_of_the_year(row: str, said: str, tmp_path: Path) -> None:
    """Never "at the end of 2023/24 for the year so far", nor "in the 12 months to 2023/24"."""
    folder = report(tmp_path, row, "2022/23 40;2023/24 45", "2023/24")
    assert said in said_of(folder)


def test_a_report_without_a_period_is_of_the_latest_whole_one_of_its_frequency(
        tmp_path: Path) -> None:
    cells = months("10 20 30 5 5")
    folder = report(tmp_path, COUNT, cells.replace("x", ""), "", more='frequency = "quarterly"')
    (folder / "indicators.csv").write_text(HEAD + COUNT.replace("sum,,", "sum,monthly,") + "\n")
    assert prepare(folder).report.period.full == "quarter 1 2024/25"


def test_rows_without_a_frequency_have_the_reports(tmp_path: Path) -> None:
    folder = report(tmp_path, COUNT, "2024-06 10;2024-09 12", "", more='frequency = "quarterly"')
    assert figures(folder) == {"Q1 24/25": "10", "Q2 24/25": "12"}


def test_a_live_source_may_hold_later_months(tmp_path: Path) -> None:
    folder = report(tmp_path, COUNT, months("10 20 30 5 5 5 99 99"), "Q1 2024/25")
    assert figures(folder) == {"Q1 24/25": "60"}


def test_a_part_quarter_has_no_sum(tmp_path: Path) -> None:
    folder = report(tmp_path, COUNT, months("10 20 30 5 5"))
    with pytest.raises(ProblemsFound, match="there is no figure for quarter 2 2024/25"):
        prepare(folder)
