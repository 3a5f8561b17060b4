"""Folders to start from: a copy of the worked example, or a new report with its workbook."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path
from typing import Any

from briefing import shelves
from briefing.periods import Month
from briefing.problems import Place, Problem, ProblemsFound

# Sheet, its columns with the note that stands over each, and example rows ("" is left blank).
INDICATOR_NOTES = {
    "id": "Small letters, digits and underscores, parts joined by dots",
    "section": "The service area, as its heading",
    "title": "As the scorecard calls it",
    "subject": "As a sentence calls it: number of referrals",
    "unit": "count, percent, rate_per_10000, days, weeks, months, pounds ...",
    "decimals": "0 to 4",
    "kind": "flow (over the month), stock (at its end), cumulative (since April), rolling_12",
    "polarity": "Better is: higher, lower, neutral or range",
    "year_to_date": "sum, pooled, annualised, latest, or blank",
    "numerator": "Id of the series that is divided, when worked out",
    "denominator": "Id of the series that it is divided by",
    "tolerance": "Amber within: 2 (points) or 10% (of the target); blank as in report.toml",
    "zero": "What is said when it is nought: no child waited ...",
    "breaks": "Months in which a new series begins: 2022-04; 2023-09",
    "definition": "Printed under the chart",
    "source": "Printed under the chart",
    "note": "Printed under the chart",
}
VALUE_NOTES = {
    "indicator": "Its id from the sheet Indicators",
    "period": "The month: 2022-07 or July 2022",
    "value": "A number, blank, or a symbol: [c] confidential, [x] not available, "
             "[z] not applicable; a p after a number marks it provisional",
    "numerator": "For a percentage: the count",
    "denominator": "For a percentage: out of how many",
}
TARGET_NOTES = {
    "indicator": "Its id", "year": "2022/23", "lower": "Only for a range: its lower end",
    "target": "The target, or the upper end of a range",
}
BENCHMARK_NOTES = {
    "indicator": "Its id", "comparator": "statistical_neighbours, region or national",
    "period": "The year it is of: 2020/21", "value": "The published figure",
}
COMMENTARY_NOTES = {
    "place": "background, summary, recommendations, attachments, questions, a service area "
             "or an indicator's id",
    "text": "Your paragraph",
}


def copy_example(name: str, folder: Path) -> None:
    """Put the worked example into the folder; files that are there already are left as they are.

    Raises ProblemsFound when the folder holds something else.
    """
    _check_folder(folder, allowed="report.toml")
    source = shelves.example(name)
    try:
        for path in sorted(source.rglob("*")):
            copy = folder / path.relative_to(source)
            if path.is_file() and "__pycache__" not in path.parts and not copy.exists():
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, copy)
    except OSError as fault:
        raise ProblemsFound([_cannot_write(folder, fault)]) from fault


def new_folder(folder: Path) -> list[Path]:
    """The files of a new report folder, made in it; raises ProblemsFound when it is not empty."""
    _check_folder(folder)
    today = date.today()
    period = Month.of(today.year, today.month).previous
    source = shelves.example("starter")
    made = [folder / "report.toml", folder / "data.xlsx"]
    try:
        (folder / "commentary").mkdir(parents=True)
        text = (source / "report.toml").read_text("utf-8")
        text = text.replace("{date}", today.isoformat()).replace("{period}", str(period))
        made[0].write_text(text, encoding="utf-8", newline="\n")
        _workbook(made[1], period)
        for path in sorted((source / "commentary").glob("*.md")):
            made.append(folder / "commentary" / path.name)
            shutil.copyfile(path, made[-1])
    except OSError as fault:
        raise ProblemsFound([_cannot_write(folder, fault)]) from fault
    return made


def _check_folder(folder: Path, allowed: str = "") -> None:
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())
                            and not (allowed and (folder / allowed).exists())):
        raise ProblemsFound([Problem(Place(str(folder)), "it is there already and is not empty.",
                                     "Give the name of a new folder; nothing in it was touched.")])


def _cannot_write(folder: Path, fault: OSError) -> Problem:
    return Problem(Place(str(folder)), f"it cannot be written: {fault.strerror}.",
                   "Give another folder.")


def _workbook(path: Path, period: Month) -> None:
    """The workbook: a sheet a table, notes on its heads, one filled row to follow."""
    import xlsxwriter

    example = {
        "id": "referrals.volume", "section": "Referrals", "title": "Referrals",
        "subject": "number of referrals", "unit": "count", "decimals": 0, "kind": "flow",
        "polarity": "neutral", "year_to_date": "sum",
    }
    months = [period.previous, period]
    values = [{"indicator": "referrals.volume", "period": str(month), "value": amount}
              for month, amount in zip(months, (200, 210), strict=True)]
    sheets: dict[str, tuple[dict[str, str], list[dict[str, Any]]]] = {
        "Indicators": (INDICATOR_NOTES, [example]),
        "Values": (VALUE_NOTES, values),
        "Targets": (TARGET_NOTES, []),
        "Benchmarks": (BENCHMARK_NOTES, []),
        "Commentary": (COMMENTARY_NOTES, []),
    }
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"created": datetime(period.year, period.number, 1)})
        bold = book.add_format({"bold": True, "bottom": 1})
        for name, (notes, rows) in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for n, (column, note) in enumerate(notes.items()):
                sheet.write(0, n, column, bold)
                sheet.write_comment(0, n, note)
                sheet.set_column(n, n, max(12, len(column) + 2))
                for m, row in enumerate(rows, 1):
                    if column in row:
                        sheet.write(m, n, row[column])
