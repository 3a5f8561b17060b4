"""Small indicators from a line of figures, for tests that read like a page of the manual."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

from briefing.findings import Finding, find
from briefing.indicators import Benchmark, Dictionary, Indicator, Target
from briefing.measures import Measure, Measures, measure
from briefing.periods import Month, Year, parse_month
from briefing.reading.cells import read_number
from briefing.reading.grids import Grid
from briefing.reading.observations import Observation

GRID = Grid("values.csv", "", (), ())
PLAIN = Indicator("a.b", "Area", "Referrals", "number of referrals", "count", 0, "flow", "neutral",
                  "sum")  # fmt: skip
PERCENT = dataclasses.replace(PLAIN, unit="percent", decimals=1, polarity="higher",
                              title="On time", subject="percentage of visits on time",
                              year_to_date="pooled")  # fmt: skip


def observed(figures: str, last: str, indicator: str = "a.b", step: int = 1) -> list[Observation]:
    """Observations of "12 14 [c] - 9p 3/4", every `step` months, the last in `last`; - is no cell.
    """
    cells = figures.split()
    month = parse_month(last).back(step * (len(cells) - 1))
    made = []
    for cell in cells:
        if cell != "-":
            made.append(_observation(cell, month, indicator))
        month = month.back(-step)
    return made


def _observation(cell: str, month: Month, indicator: str) -> Observation:
    if "/" in cell:
        above, below = (Decimal(part) for part in cell.split("/"))
        value = above * 100 / below
        return Observation(indicator, month, value, above, below, None, False, GRID, 1)
    found = read_number(cell)
    return Observation(indicator, month, found.number, None, None, found.reason,
                       found.provisional, GRID, 1, marked=found.marked)


def measured(figures: str, last: str = "2022-07", one: Indicator = PLAIN) -> Measure:
    """The measure of the one indicator."""
    return everything(figures, last, one)["a.b"]


def everything(
    figures: str, last: str = "2022-07", one: Indicator = PLAIN,
    targets: str = "", benchmarks: str = "", period: str = "",
) -> Measures:
    """The measures; targets as "2022/23: 95" or "2022/23: 0-18", benchmarks as "national: 40".

    `last` is the last month with a figure, `period` the report's where that is later.
    """
    made_targets = []
    for target in filter(None, targets.split(";")):
        year, _, value = target.partition(":")
        lower, _, upper = value.strip().rpartition("-")
        span = Year.parse(year) if "/" in year else parse_month(year.strip())
        made_targets.append(Target("a.b", span, Decimal(upper), Decimal(lower) if lower else None))
    made_benchmarks = []
    for benchmark in filter(None, benchmarks.split(";")):
        name, _, value = benchmark.partition(":")
        made_benchmarks.append(Benchmark("a.b", name.strip(), "2020/21", Decimal(value)))
    dictionary = Dictionary((one,), tuple(made_targets), tuple(made_benchmarks))
    return measure(observed(figures, last, step=one.step), dictionary,
                   parse_month(period or last))


def found(figures: str, last: str = "2022-07", one: Indicator = PLAIN, targets: str = "",
          benchmarks: str = "", period: str = "") -> Finding:
    """The finding on the one indicator."""
    return find(everything(figures, last, one, targets, benchmarks, period))["a.b"]
