"""How long a report takes, and how much memory, as the number of its indicators grows.

    python -m tests.benchmarks.synthetic [60 600 2400] [--times 5] [--keep DIR]

Run it from the repository's root on a quiet machine. Each report is built in a process of its own,
start of the interpreter included, and the median of the times is shown; the folder's figures are
the same on every run. Read the last line first: the steps' time per indicator over that of the
first report, loading left out, so 1.00 is linear growth and more means that something grows faster.
"start" is the interpreter with its imports and whatever no step owns.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pikepdf

ROOT = Path(__file__).parents[2]
AREAS = ("Early Help", "Contacts", "Referrals", "Assessments", "Section 47 Enquiries",
         "Child Protection", "Care Proceedings", "Looked After Children", "Adoption",
         "Care Leavers", "Fostering", "Youth Justice")
AREA_HOLDS = 12
MONTHS = tuple(f"{year}-{number:02}" for year, first, last in (
    (2020, 8, 12), (2021, 1, 12), (2022, 1, 7)) for number in range(first, last + 1))
REPORT = """\
[report]
title   = "Synthetic Monthly Report – July 2022"
meeting = "Overview and Scrutiny Committee"
date    = 2022-09-13
author  = "Performance Analyst"
period  = "2022-07"
name    = "synthetic"
"""


# ── the report folder ───────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Shape:
    """A sort of indicator: its dictionary columns and the figures it moves between."""

    title: str
    subject: str
    unit: str
    kind: str
    polarity: str
    to_date: str
    low: int
    high: int


SHAPES = (
    Shape("{area} started", "number of {area} started", "count", "flow", "lower", "sum", 40, 400),
    Shape("{area} within timescale", "percentage of {area} within timescale", "percent", "flow",
          "higher", "pooled", 30, 90),
    Shape("{area} open", "number of {area} open", "count", "stock", "lower", "", 300, 3_000),
    Shape("{area} per 10,000 under 18s", "rate of {area} per 10,000", "rate_per_10000", "flow",
          "lower", "annualised", 60, 300),
    Shape("{area} with a plan", "proportion of {area} with a plan", "percent", "stock", "higher",
          "", 60, 98),
    Shape("{area}: average length", "average length of {area}", "weeks", "stock", "lower", "", 20,
          60),
)
UNDER_18 = 50_000


def synthetic(folder: Path, indicators: int) -> None:
    """A report folder of so many indicators by 24 months, with targets and benchmarks for each."""
    chance = random.Random(indicators)
    dictionary, values, targets, benchmarks = [], [], [], []
    for n in range(indicators):
        shape, name = SHAPES[n % len(SHAPES)], f"synthetic.n{n + 1:04}"
        area = f"{AREAS[n // AREA_HOLDS % len(AREAS)]} {n // AREA_HOLDS + 1}"
        group = f"{area} group {n % AREA_HOLDS // len(SHAPES) + 1}"
        decimals = 0 if shape.unit == "count" else 1
        dictionary.append((name, area, shape.title.format(area=group),
                           shape.subject.format(area=group), shape.unit, decimals, shape.kind,
                           shape.polarity, shape.to_date, "Illustrative figures."))
        values += [(name, month, *cells) for month, cells in _months(shape, chance)]
        low, high = (shape.low, shape.high)
        if shape.to_date == "annualised":
            low, high = (end * 10_000 * 12 // UNDER_18 for end in (low, high))
        targets += [(name, year, chance.randint(low, high)) for year in ("2021/22", "2022/23")]
        benchmarks += [(name, comparator, "2020/21", chance.randint(low, high))
                       for comparator in ("statistical_neighbours", "national")]
    (folder / "report.toml").write_text(REPORT, "utf-8")
    for file, head, lines in (
        ("indicators", "id,section,title,subject,unit,decimals,kind,polarity,year_to_date,note",
         dictionary),
        ("values", "indicator,period,value,numerator,denominator", values),
        ("targets", "indicator,year,target", targets),
        ("benchmarks", "indicator,comparator,period,value", benchmarks),
    ):
        with (folder / f"{file}.csv").open("w", encoding="utf-8", newline="") as opened:
            rows = csv.writer(opened)
            rows.writerow(head.split(","))
            rows.writerows(lines)


def _months(shape: Shape, chance: random.Random) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Value, numerator and denominator of each month; one in 50 is withheld, one in 50 missing."""
    level = chance.uniform(shape.low, shape.high)
    for month in MONTHS:
        level = min(max(level * chance.uniform(0.9, 1.1), shape.low), shape.high)
        gap = chance.random()
        if gap < 0.04:
            yield month, ("c" if gap < 0.02 else "", "", "")
        elif shape.to_date == "pooled":
            yield month, ("", round(level * 2), 200)
        elif shape.to_date == "annualised":
            yield month, ("", round(level), UNDER_18)
        else:
            yield month, (round(level) if shape.unit == "count" else round(level, 1), "", "")


# ── a build, measured ───────────────────────────────────────────────────────────────────────────

BUILD = """\
import json, sys
from pathlib import Path
from briefing import build
print(json.dumps(dict(build.build(Path(sys.argv[1])).seconds)))
"""


@dataclass(frozen=True)
class Run:
    """What one build took: seconds by the clock, of processor and by step; memory at its peak."""

    wall: float
    cpu: float
    steps: dict[str, float]
    peak_mib: float

    @property
    def start(self) -> float:
        """The interpreter, what is imported before the first step, and what no step owns."""
        return self.wall - sum(self.steps.values())

    @property
    def work(self) -> float:
        """The steps that grow with the report."""
        return sum(seconds for step, seconds in self.steps.items() if not step.startswith("load"))


def measured(folder: Path) -> Run:
    """A build of the folder in a fresh process; raises CalledProcessError when it fails."""
    command = [sys.executable, "-c", BUILD, str(folder)]
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as build:
        assert build.stdout is not None
        said = build.stdout.read()
        _, status, usage = os.wait4(build.pid, 0)
        wall = time.perf_counter() - began
        build.returncode = os.waitstatus_to_exitcode(status)
    if build.returncode:
        raise subprocess.CalledProcessError(build.returncode, command)
    # a Mac counts bytes here, Linux KiB
    peak = usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return Run(wall, usage.ru_utime + usage.ru_stime, json.loads(said), peak)


# ── the table ───────────────────────────────────────────────────────────────────────────────────


def row_of(indicators: int, runs: Sequence[Run], folder: Path) -> dict[str, str]:
    """The medians of the runs, and what they wrote, as a row of text by heading."""
    row = {
        "indicators": f"{indicators:,}",
        "wall s": f"{median(run.wall for run in runs):.2f}",
        "cpu s": f"{median(run.cpu for run in runs):.2f}",
        "start": f"{median(run.start for run in runs):.2f}",
    }
    row |= {step: f"{median(run.steps[step] for run in runs):.2f}" for step in runs[0].steps}
    row["peak MiB"] = f"{max(run.peak_mib for run in runs):.0f}"
    pdf, word = (next((folder / "out").glob(f"*.{ending}")) for ending in ("pdf", "docx"))
    with pikepdf.open(pdf) as opened:
        row["pages"] = f"{len(opened.pages)}"
    return row | {"pdf kB": f"{pdf.stat().st_size // 1000:,}",
                  "docx kB": f"{word.stat().st_size // 1000:,}"}


def table(rows: Sequence[dict[str, str]]) -> str:
    """The rows turned on their side: a column a report, for the measures are many."""
    return "\n".join(f"{heading:<14}" + "".join(f"{row[heading]:>12}" for row in rows)
                     for heading in rows[0])


def main() -> None:
    """Build each size and print the table."""
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("indicators", type=int, nargs="*", default=[60, 600, 2400])
    parser.add_argument("--times", type=int, default=1, help="builds of each, for the median")
    parser.add_argument("--keep", type=Path, help="keep the report folders here")
    asked = parser.parse_args()
    rows: list[dict[str, str]] = []
    first = 0.0
    with tempfile.TemporaryDirectory() as beside:
        for indicators in asked.indicators:
            folder = (asked.keep or Path(beside)) / f"synthetic-{indicators}"
            folder.mkdir(parents=True, exist_ok=True)
            synthetic(folder, indicators)
            runs = [measured(folder) for _ in range(asked.times)]
            each = median(run.work for run in runs) / indicators
            first = first or each
            rows.append(row_of(indicators, runs, folder) | {"of linear": f"{each / first:.2f}"})
    print(table(rows))  # noqa: T201 - the command's one output


if __name__ == "__main__":
    main()
