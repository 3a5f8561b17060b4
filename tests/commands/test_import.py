"""`briefing import`: a scorecard, and the dictionary, figures and questions that come of it."""

from __future__ import annotations

import csv
from datetime import time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from briefing.importing import import_workbook
from briefing.prepared import prepare
from briefing.problems import ProblemsFound

HEAD = ["Ref", "Measure", "Good is", "Target", "Apr 2024", "May 2024", "Jun 2024", "RAG"]
ROWS: list[list[Any]] = [
    ["", "Housing", "", "", "", "", "", ""],
    ["H1", "Repairs completed on time (%)", "High", "92%", "91.2%", "90.1%", "92.4%", "G"],
    ["H2", "Average days to relet", "Low", 25, 31.5, 29, 27.25, "A"],
    ["H3", "Rent arrears", "Low", "TBC", "£1,204,500", "£1,190,000", "£1,180,250", ""],
    ["", "Customers", "", "", "", "", "", ""],
    ["C1", "Complaints received", "", "", 41, "n/a", 38, ""],
    ["C2", "Proportion of calls answered", "", "≥ 0.9", 0.91, 0.88, 0.93, "G"],
    ["C2", "Staff index", "", "about 3", 3.1, 3.2, 3.4, ""],
]


def scorecard(path: Path, head: list[Any] = HEAD, rows: list[list[Any]] = ROWS) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Scorecard"
    for row in (head, *rows):
        sheet.append(row)
    book.create_sheet("Notes").append(["Anything"])
    book.save(path / "kpis.xlsx")
    return path / "kpis.xlsx"


def table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def test_a_scorecard_becomes_a_folder_that_is_sound(tmp_path: Path) -> None:
    import_workbook(scorecard(tmp_path), tmp_path / "ours")
    assert [row[:3] + row[4:9] for row in table(tmp_path / "ours" / "indicators.csv")] == [
        ["h1", "Housing", "Repairs completed on time (%)", "percent", "flow", "higher", "1",
         "monthly"],
        ["h2", "Housing", "Average days to relet", "days", "flow", "lower", "2", "monthly"],
        ["h3", "Housing", "Rent arrears", "pounds", "stock", "lower", "0", "monthly"],
        ["c1", "Customers", "Complaints received", "count", "flow", "neutral", "0", "monthly"],
        ["c2", "Customers", "Proportion of calls answered", "percent", "flow", "higher", "0",
         "monthly"],
        ["c2_2", "Customers", "Staff index", "number", "flow", "neutral", "1", "monthly"],
    ]
    values = table(tmp_path / "ours" / "values.csv")
    assert values[0] == ["h1", "2024-04", "91.2"]
    assert ["h3", "2024-06", "1180250"] in values
    assert ["c2", "2024-04", "91"] in values
    assert table(tmp_path / "ours" / "targets.csv") == [
        ["h1", "2024/25", "92"], ["h2", "2024/25", "25"], ["c2", "2024/25", "90"]]
    report = prepare(tmp_path / "ours").report
    assert report.settings.report.title == "Performance report, June 2024"
    assert len(report.dictionary.indicators) == 6


def test_it_says_what_it_understood_and_asks_what_it_did_not(tmp_path: Path) -> None:
    done = import_workbook(scorecard(tmp_path), tmp_path / "ours")
    assert done.understood == (
        "Sheet Scorecard: 6 indicators, April 2024 to June 2024; columns Ref, Measure, Good is and "
        "Target.",
        "Sheet Notes: no scorecard (it wants a column of indicators and columns of months, "
        "quarters or years); it was left aside.")
    assert done.asked == (
        "Sheet Scorecard: RAG was not taken over. Is any of it needed?",
        "What is it measured in? It is taken for a count, or a number where it has decimals: "
        "Complaints received; Staff index.",
        "Is higher or lower better? They are not judged until it is said (polarity): Complaints "
        "received; Staff index.",
        "Are these fractions of 1? They were made per cent: Proportion of calls answered.",
        "What is the target, as a number? It was left out: Staff index: about 3.",
        "Is every figure over its period (kind = flow)? Give stock for what is counted at its end, "
        "cumulative for what is counted from the start of the year: Repairs completed on time (%); "
        "Average days to relet; Complaints received; Proportion of calls answered; Staff index.",
        "What do ‘n/a’ mean? They are taken for not available: see [symbols] in report.toml.")


def test_quarters_are_taken_as_quarters(tmp_path: Path) -> None:
    head = ["Indicator", "2023/24", "Q1 2024/25", "Q2 2024/25"]
    done = import_workbook(scorecard(tmp_path, head, [["Calls answered (%)", 90, 91, 92]]),
                           tmp_path / "ours")
    assert [row[1:] for row in table(tmp_path / "ours" / "values.csv")] == [
        ["Q1 2024/25", "91"], ["Q2 2024/25", "92"]]
    assert done.asked[0].startswith("Sheet Scorecard: 2023/24 was not taken over.")
    assert prepare(tmp_path / "ours").report.period.full == "quarter 2 2024/25"


def test_a_workbook_without_a_scorecard_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound, match=r"kpis\.xlsx: no sheet of it is a scorecard"):
        import_workbook(scorecard(tmp_path, ["a", "b"], [["x", 1]]), tmp_path / "ours")
    assert not (tmp_path / "ours").exists()


def test_work_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("")
    with pytest.raises(ProblemsFound, match="it is there already and is not empty"):
        import_workbook(scorecard(tmp_path), tmp_path)


def test_shares_of_one_a_total_and_a_repeated_section_are_understood(tmp_path: Path) -> None:
    """As a scorecard is left: sections named once, shares as 0.93 beside "≥ 95%", totals, notes."""
    head = ["Domain", "Indicator", "Standard", "Apr-24", "May-24", "Jun-24"]
    rows = [["Homes", "% repairs completed on time", "≥ 95%", 0.934, 0.941, "n/a"],
            ["", "Fly-tips", "", 45, 51, "48 (p)"],
            ["", "Total fly-tips", "", 45, 51, 48],
            ["Total Homes", "", "", "", "", ""],
            ["Waits", "RTT 18 weeks", "92%", "58.1%", "58.4%", "58.0%*"]]
    done = import_workbook(scorecard(tmp_path, head, rows), tmp_path / "ours")
    assert [row[1:4] for row in table(tmp_path / "ours" / "indicators.csv")] == [
        ["Homes", "% repairs completed on time", "percentage of repairs completed on time"],
        ["Homes", "Fly-tips", "number of fly-tips"], ["Waits", "RTT 18 weeks", "RTT 18 weeks"]]
    figures = [row[2] for row in table(tmp_path / "ours" / "values.csv")]
    assert figures == ["93.4", "94.1", "n/a", "45", "51", "48 (p)", "58.1", "58.4", "58.0"]
    assert [row[2] for row in table(tmp_path / "ours" / "targets.csv")] == ["95", "92"]
    asked = "\n".join(done.asked)
    assert "Total fly-tips and Total Homes were left aside, as the total of other rows." in asked
    assert "What does ‘*’ after a figure mean? It was left out" in asked
    assert "What do ‘n/a’ mean?" in asked
    assert not [p for p in prepare(tmp_path / "ours").warnings if "total" in str(p)]


@pytest.mark.parametrize("merged", [True, False])
def test_each_period_may_have_its_target_beside_it(tmp_path: Path, merged: bool) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Ref", "KPI", "Polarity", "Q1 24/25", "", "Q2 24/25", "", "Year end target"])
    sheet.append(["", "", "", "Actual", "Target", "Actual", "Target", ""])
    sheet.append(["CP01", "Council tax collected (%)", "Higher", 28.4, 28.5, 55.9, 56, 98])
    if merged:
        sheet.merge_cells("D1:E1")
        sheet.merge_cells("F1:G1")
    book.save(tmp_path / "kpis.xlsx")
    import_workbook(tmp_path / "kpis.xlsx", tmp_path / "ours")
    assert table(tmp_path / "ours" / "values.csv") == [
        ["cp01", "Q1 2024/25", "28.4"], ["cp01", "Q2 2024/25", "55.9"]]
    assert table(tmp_path / "ours" / "targets.csv") == [
        ["cp01", "2024/25", "98"], ["cp01", "Q1 2024/25", "28.5"], ["cp01", "Q2 2024/25", "56"]]
    assert prepare(tmp_path / "ours").warnings == ()


def test_months_may_run_down_the_first_column(tmp_path: Path) -> None:
    """A log of changes, which has dates there too, is none."""
    file = scorecard(tmp_path, ["Month", "Calls answered (%)", "Complaints"],
                     [["Apr-24", 91, 31], ["May-24", 92.5, 28], ["Jun-24", 90.1, None]])
    book = openpyxl.load_workbook(file)
    log = book.create_sheet("Changes")
    for row in (["When", "What", "Who"], ["Apr-24", "New target", "AB"],
                ["May-24", "Row 7 added", "CD"]):
        log.append(row)
    book.save(file)
    said = import_workbook(file, tmp_path / "ours").understood
    assert said[0] == "Sheet Scorecard: 2 indicators, April 2024 to June 2024; columns Indicator."
    assert "Changes: no scorecard" in said[2]
    assert table(tmp_path / "ours" / "values.csv") == [
        ["scorecard.calls_answered", "2024-04", "91"],
        ["scorecard.calls_answered", "2024-05", "92.5"],
        ["scorecard.calls_answered", "2024-06", "90.1"],
        ["scorecard.complaints", "2024-04", "31"], ["scorecard.complaints", "2024-05", "28"]]


@pytest.mark.parametrize("cells", [("07:30", "07:29", "07:58"),
                                   (time(7, 30), time(7, 29), time(7, 58))])
def test_codes_stand_beside_names_and_times_are_times(cells: tuple[Any, ...], tmp_path: Path
                                                      ) -> None:
    """The column KPI has codes, the names are in Description; 7:30 is minutes and seconds."""
    said = import_workbook(scorecard(
        tmp_path, ["KPI", "Description", "Polarity", "Target", "Q1 24/25", "Q2 24/25", "Q3 24/25"],
        [["FR01", "Average response to dwelling fires (mm:ss)", "Smaller is better", "07:45",
          *cells],
         ["FR02", "Accidental dwelling fires", "Smaller is better", 220, 49, 44, 44]]),
        tmp_path / "ours")
    assert [row[:5] for row in table(tmp_path / "ours" / "indicators.csv")] == [
        ["fr01", "Scorecard", "Average response to dwelling fires (mm:ss)",
         "average response to dwelling fires", "minutes_and_seconds"],
        ["fr02", "Scorecard", "Accidental dwelling fires", "number of accidental dwelling fires",
         "count"]]
    assert "Are these minutes and seconds?" in " ".join(said.asked)
    assert "mean? They" not in " ".join(said.asked)     # no mark is met
    prepared = prepare(tmp_path / "ours", "", "private")
    finding = prepared.editions[0].findings["fr01"]
    assert (finding.facts["current"].value, finding.facts["target"].value) == (478, 465)
    assert finding.rating != "none"
