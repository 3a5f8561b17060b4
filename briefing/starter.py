"""Folders to start from: a copy of the worked example, or a new report with its workbook."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_args

from briefing import shelves
from briefing.amounts import UNITS
from briefing.indicators import (
    COMPARATORS,
    Disclosure,
    Frequency,
    JudgedOn,
    Kind,
    Polarity,
    TargetKind,
    YearToDate,
)
from briefing.periods import Month, YearKind
from briefing.placing import alone_in, holds_nothing, settle
from briefing.problems import Place, Problem, ProblemsFound
from briefing.reading.commentary import EDITIONS
from briefing.spreadsheets import ONLY_WORDS

# What stands over each column of the workbook: a note for each, tested to be whole.
INDICATOR_NOTES = {
    "id": "Small letters, digits and underscores, parts joined by dots: referrals.volume",
    "section": "The service area, as its heading",
    "title": "As the scorecard calls it",
    "subject": "As a sentence calls it: number of referrals",
    "unit": "What it is counted in: count, percent, rate_per_10000, weeks ...",
    "kind": "flow (over the period), stock (at its end), cumulative (since the year began), "
            "rolling_12 (the 12 months to its end)",
    "polarity": "What is better: higher, lower, neutral (neither) or range (within one)",
    "decimals": "0 to 4; blank is 0 for a count, else 1",
    "year_to_date": "How it is made: sum, pooled, annualised, latest; blank for none",
    "numerator": "Id of the series that is divided, when it is worked out from two",
    "denominator": "Id of the series that it is divided by",
    "note": "Printed under the chart",
    "year": "financial (from April), academic (from September) or calendar; blank is as in "
            "report.toml, else financial",
    "tolerance": "Amber within: 2 (points) or 10% (of the target); blank as in report.toml",
    "judged_on": "What the target is set beside: month or year_to_date; blank is month",
    "zero": "What is said when it is nought: no child waited",
    "plural": "yes when the subject takes are, not is",
    "breaks": "Months in which a new series begins: 2022-04; 2023-09",
    "break_reason": "Why the series was broken, as the report says it",
    "definition": "What is counted, and what is not; printed under the chart",
    "source": "The system or return that it comes from; printed under the chart",
    "owner": "Who answers for it",
    "frequency": "monthly, quarterly, termly, half_yearly or annual; blank is as in report.toml, "
                 "else monthly",
    "lag": "How many months late its figures come: 2; blank is 0",
    "why": "Why it matters, in a sentence",
    "checked_by": "Who checked this row",
    "review_date": "When this row is next looked at: 2027-04-01",
    "small_cohort": "A denominator below this is small, and said to be: 10",
    "comparators": "Which benchmarks are used, joined by ; blank is all",
    "inflow": "For a stock: id of the series that it grows by",
    "outflow": "For a stock: id of the series that it shrinks by",
    "composition": "One name for the indicators that are shares of a whole and add up to 100",
    "disclosure": "exempt (counts no people), withhold (not for the public), aggregates (only over "
                  "several months); blank: small counts are withheld from the public",
    "part_of": "Ids of the totals that it is a part of, joined by ; : cases, or cases/gender where "
               "a total is broken down in several ways",
    "chart": "line, column, last_year, cumulative, stock, composition, comparison, xmr, spc or one "
             "of your own; blank leaves it to the layout",
    "range": "From what to what a figure can lie: 0 to (collection rates), any (changes); blank is "
             "0 to 100 for per cent, 0 to for counts and durations",
    "in_year": "pro rata where a year's target is due in equal parts month by month; blank leaves "
               "it to be judged at the year's end",
    "weight": "How much it matters to people that it is told: 1, 1.25 or 1.5; blank is 1",
    "was": "The id, or ids joined by ;, under which it was published before",
    "over": "Of a rolling figure that is not of 12 months: 3 years, 6 months, 8 quarters",
    "spc": "yes or no: whether it is judged by a control chart; blank is as in report.toml",
    "increments": "yes when what each month adds to a cumulative count is a count of people",
    "baseline": "The period that sentences always look back at as well: 2019/20, 2019-07",
    "sum_of": "How many of the latest figures are added up in a sentence: 3",
    "months": "The months that have a figure, where not all do: Mar; Jul; Nov",
}
VALUE_NOTES = {
    "indicator": "Its id from the sheet Indicators",
    "period": "2022-07 or July 2022; Q1 2022/23 of a quarterly, autumn term 2022 of a termly, "
              "H1 2022/23 of a half-yearly, 2022/23 of an annual indicator",
    "value": "A number, blank, or a symbol: [c] confidential, [x] not available, "
             "[z] not applicable; a p after a number marks it provisional",
    "numerator": "For a percentage or rate: the count",
    "denominator": "For a percentage or rate: out of how many",
    "source": "For yourself; not printed",
    "note": "For yourself; not printed",
}
TARGET_NOTES = {
    "indicator": "Its id", "year": "2022/23, or a month of a trajectory: 2022-07",
    "lower": "Only for a range: its lower end",
    "target": "The target, or the upper end of a range; <= 250, at least 95%, TBC or no target",
    "of": "What the target is of: month (each month, or quarter, by itself), quarter or half_year "
          "(of a report by those), year_to_date or year; "
          "blank where it is plain",
    "in_year": "Of a year's target: pro rata where equal parts are due month by month; blank is "
               "judged at the year's end",
    "note": "For yourself; printed as the reason where the target is “no target” or TBC",
    "kind": "What it is: target, threshold, milestone, trajectory, budget, floor, stretch, "
            "forecast or outturn_forecast; blank is target",
}
BENCHMARK_NOTES = {
    "indicator": "Its id", "comparator": "statistical_neighbours, region or national",
    "period": "The year it is of: 2020/21", "value": "The published figure",
    "note": "For yourself; not printed", "source": "For yourself; not printed",
}
COMMENTARY_NOTES = {
    "place": "background, summary, recommendations, attachments, questions, a service area "
             "or an indicator's id",
    "text": "Your paragraph",
    "edition": "private or public where it is for that one alone; blank for both",
}
EXAMPLE = {
    "id": "referrals.volume", "section": "Referrals", "title": "Referrals",
    "subject": "number of referrals", "unit": "count", "kind": "flow", "polarity": "neutral",
    "decimals": 0, "year_to_date": "sum", "year": "financial", "plural": "no",
    "definition": "Referrals to children's social care received in the month",
    "source": "Case management system", "owner": "Head of service", "frequency": "monthly",
    "lag": 0, "why": "It shows how many families need help", "checked_by": "Performance officer",
}  # fmt: skip
# What a column may hold, by sheet; a blank cell is always allowed.
CHOICES: dict[tuple[str, str], tuple[str, ...]] = {
    ("Indicators", "unit"): tuple(UNITS),
    ("Indicators", "kind"): get_args(Kind),
    ("Indicators", "polarity"): get_args(Polarity),
    ("Indicators", "year_to_date"): get_args(YearToDate),
    ("Indicators", "year"): get_args(YearKind),
    ("Indicators", "judged_on"): get_args(JudgedOn),
    ("Indicators", "plural"): ("yes", "no"),
    ("Indicators", "in_year"): ("pro rata",),
    ("Targets", "of"): ("month", "year_to_date", "year"),
    ("Targets", "in_year"): ("pro rata",),
    ("Targets", "kind"): get_args(TargetKind),
    ("Indicators", "frequency"): get_args(Frequency),
    ("Indicators", "disclosure"): get_args(Disclosure),
    ("Benchmarks", "comparator"): tuple(COMPARATORS),
    ("Commentary", "edition"): EDITIONS,
}
SHEETS = {
    "Indicators": INDICATOR_NOTES, "Values": VALUE_NOTES, "Targets": TARGET_NOTES,
    "Benchmarks": BENCHMARK_NOTES, "Commentary": COMMENTARY_NOTES,
}  # fmt: skip
ELSEWHERE = "Give another folder."
ROWS = 2_000        # rows below the head that the lists reach


def copy_example(name: str, folder: Path) -> None:
    """Put the worked example into the folder, new, empty or an earlier copy of it.

    Files that are there already are left as they are. Raises ProblemsFound when the folder holds
    something else.
    """
    source = shelves.example(name)
    settle(folder)
    _check_folder(folder, allowed=source / "report.toml")
    files = {path.relative_to(source).as_posix(): path.read_bytes()
             for path in sorted(source.rglob("*"))
             if path.is_file() and "__pycache__" not in path.parts
             and not (folder / path.relative_to(source)).exists()}
    if files:
        with alone_in(folder, remedy=ELSEWHERE) as room:
            _check_folder(folder, allowed=source / "report.toml")
            room.put(files)


SERVICES = ("housing", "corporate", "nhs", "police", "schools", "children")
# The sentence book of each service.
BOOKS = {"children": "childrens-social-care", "housing": "housing", "corporate": "corporate",
         "nhs": "nhs", "police": "police", "schools": "corporate"}


def indicators_of(service: str) -> list[dict[str, Any]]:
    """Rows of the sheet Indicators that are commonly published of the service; no figures."""
    path = shelves.example("services") / f"{service}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return [{name: int(cell) if name == "decimals" else cell for name, cell in row.items()}
                for row in csv.DictReader(file)]


def new_folder(folder: Path, service: str = "") -> list[Path]:
    """The files of a new report folder, made in it; raises ProblemsFound when it is not empty.

    With a `service` its workbook has the indicators that are commonly published of it, and no
    figures.
    """
    settle(folder)
    _check_folder(folder)
    today = date.today()
    period = Month.of(today.year, today.month).previous
    source = shelves.example("starter")
    text = (source / "report.toml").read_text("utf-8")
    text = text.replace("{date}", today.isoformat()).replace("{period}", str(period))
    book = f'"{BOOKS.get(service, "childrens-social-care")}"'
    text = text.replace('"childrens-social-care"   #', f"{book:<26}#")
    if service == "schools":
        # its indicators are of terms: there is no figure of a month
        text = re.sub(r'^period    = "[^"]*" ', 'period    = ""        ', text, flags=re.M)
    files = {"report.toml": text.encode(), "data.xlsx": _workbook(period, service)}
    files |= {f"commentary/{path.name}": path.read_bytes()
              for path in sorted((source / "commentary").glob("*.md"))}
    with alone_in(folder, remedy=ELSEWHERE) as room:
        _check_folder(folder)   # again: nobody else can fill it now
        return list(room.put(files))


def _check_folder(folder: Path, allowed: Path | None = None) -> None:
    """Raise ProblemsFound unless the folder is new or empty, or holds the allowed settings."""
    settings = folder / "report.toml"
    try:
        if not folder.is_file() and holds_nothing(folder):
            return
        if allowed is not None and settings.is_file() and (
                settings.read_bytes() == allowed.read_bytes()):
            return
    except OSError as fault:
        raise ProblemsFound([Problem(Place(str(folder)), f"it cannot be written: {fault.strerror}.",
                                     ELSEWHERE)]) from fault
    raise ProblemsFound([Problem(Place(str(folder)), "it is there already and is not empty.",
                                 "Give the name of a new folder; nothing in it was touched.")])


def _workbook(period: Month, service: str = "") -> bytes:
    """The workbook: a sheet a table, notes on its heads, lists to choose from, an example row or
    the service's indicators."""
    import xlsxwriter

    rows: dict[str, list[dict[str, Any]]] = {
        "Indicators": [EXAMPLE],
        "Values": [{"indicator": EXAMPLE["id"], "period": str(month), "value": amount}
                   for month, amount in zip((period.previous, period), (200, 210), strict=True)],
    } if not service else {"Indicators": indicators_of(service)}
    stored = io.BytesIO()
    with xlsxwriter.Workbook(stored, {"in_memory": True, **ONLY_WORDS}) as book:
        book.set_properties({"created": datetime(period.year, period.number, 1)})
        bold = book.add_format({"bold": True, "bottom": 1})
        for name, notes in SHEETS.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for n, (column, note) in enumerate(notes.items()):
                sheet.write(0, n, column, bold)
                sheet.write_comment(0, n, note)
                sheet.set_column(n, n, max(12, len(column) + 2))
                choice = _choice(name, column)
                if choice:
                    sheet.data_validation(1, n, ROWS, n, choice)
                for m, row in enumerate(rows.get(name, ()), 1):
                    if column in row:
                        sheet.write(m, n, row[column])
    return stored.getvalue()


def _choice(sheet: str, column: str) -> dict[str, Any]:
    """The list that a column's cells are chosen from, as XlsxWriter wants it; none for most."""
    words = [word for word in CHOICES.get((sheet, column), ()) if word]
    if words:
        return {"validate": "list", "source": words, "error_title": column,
                "error_message": "Choose one from the list, or leave the cell blank."}
    if column == "indicator":
        # a series that only serves as a numerator stands in no row of the dictionary
        return {"validate": "list", "source": f"=Indicators!$A$2:$A${ROWS + 1}",
                "error_type": "warning", "error_title": "indicator",
                "error_message": "No row of the sheet Indicators has this id."}
    return {}
