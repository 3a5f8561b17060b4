"""Report folders from a few lines of figures, and what the report says of them."""

from __future__ import annotations

from pathlib import Path

from briefing.layout.compose import compose_report
from briefing.prepared import prepare
from briefing.writers.text import text_file

SETTINGS = """[report]
title = "Monthly report"
meeting = "Scrutiny"
date = 2022-09-13
author = "Performance officer"
period = "{period}"
length = "{length}"
[rating]
tolerance = "10%"
"""


def folder_of(path: Path, indicators: str, values: dict[str, str], targets: str = "",
              period: str = "2022-07", length: str = "full") -> Path:
    """A report folder: rows of indicators under their head, figures by indicator, targets.

    The figures of an indicator are "62 66", the last of them in the report's period or, after an
    "@", in another: "5 6 7 @2022-05"; "." is no cell and "4/5" a numerator and a denominator.
    """
    path.mkdir(parents=True, exist_ok=True)
    (path / "report.toml").write_text(SETTINGS.format(period=period, length=length),
                                      encoding="utf-8")
    (path / "indicators.csv").write_text(indicators, encoding="utf-8")
    rows = ["indicator,period,value,numerator,denominator"]
    for name, figures in values.items():
        cells, _, last = figures.partition("@")
        cells, _, months = cells.partition("every")
        year, month = map(int, (last.strip() or period).split("-"))
        at = year * 12 + month - 1
        for n, cell in enumerate(reversed(cells.split())):
            year, month = divmod(at - n * int(months or 1), 12)
            if cell != ".":
                value = f",{cell.replace('/', ',')}" if "/" in cell else f"{cell},,"
                rows.append(f"{name},{year}-{month + 1:02},{value}")
    (path / "values.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    if targets:
        (path / "targets.csv").write_text(
            "indicator,year,lower,target\n" + targets, encoding="utf-8")
    return path


def said_of(folder: Path, edition: str = "private") -> str:
    """The report's words, as plain text."""
    prepared = prepare(folder, "", edition)
    shown = prepared.editions[0]
    document = compose_report(prepared.report, shown.findings, prepared.book, prepared.layout,
                       shown.name, shown.restatements, shown.policy, shown.logo).document
    return text_file(document).decode()
