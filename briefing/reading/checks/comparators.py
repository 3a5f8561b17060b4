"""Benchmarks of a period that cannot be read, that is not over yet, or that is long past."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache

from briefing.indicators import Indicator
from briefing.periods import Month, Year, YearKind, day_in_words, parse_period
from briefing.problems import Place, Problem
from briefing.reading.checks.series import Checked
from briefing.reading.checks.thresholds import COMPARATOR_MONTHS
from briefing.reading.grids import Grid, records

FORMS = "Give it as 2020/21, 2021, Q4 2020/21, March 2021 or, over several years, 2018 to 2021."
KINDS: tuple[YearKind, ...] = ("financial", "academic", "calendar")
_MARK = re.compile(r"\s*[\[(]?(?:provisional|revised|final|p|r)[\])]?", re.I)
_YEARS = re.compile(r"(\d{4})\s*(?:to|[-–])\s*(?:20)?(\d{2})")


def last_month(period: str, one: Indicator) -> Month:
    """The month that a published period ends with; raises ValueError when it cannot be read.

    A year is of the indicator's own kind where it can be. Several years, "2018 to 2021" or
    "2018-21", are financial ones and end in March.
    """
    return _last_month(period.strip(), one.year)


@lru_cache(256)     # a table has many benchmarks of a few periods, and each check asks again
def _last_month(text: str, own: YearKind) -> Month:
    for found in (text, *(text[:m.start()] for m in _MARK.finditer(text) if m.end() == len(text))):
        for kind in (own, *KINDS):
            for step in (12, 3, 1):
                with suppress(ValueError):
                    return parse_period(found, step, kind)
        years = _YEARS.fullmatch(found)
        if years and 2000 + int(years[2]) > int(years[1]):
            return Year(2000 + int(years[2]) - 1).last
    raise ValueError(f"'{text}' is not a period")


def unreadable(checked: Checked) -> Iterator[Problem]:
    """An error for each benchmark whose period cannot be read."""
    for one, comparator, period, place in _rows(checked):
        try:
            last_month(period, one)
        except ValueError as fault:
            yield Problem(place, f"{fault} that the benchmark of '{one.id}' for {comparator} "
                          "can be of.", FORMS)


def not_yet(checked: Checked) -> Iterator[Problem]:
    """An error for each benchmark of a period that had not ended when the report was dated."""
    dated = Month.of(checked.dated.year, checked.dated.month)
    for one, comparator, period, place in _rows(checked):
        with suppress(ValueError):      # an error of its own
            if last_month(period, one) > dated:
                yield Problem(
                    place, f"the benchmark of '{one.id}' for {comparator} is of {period}, which is "
                    f"not over on {day_in_words(checked.dated)}.",
                    "Give the newest that is published, with the period that it is of.")


def outdated(checked: Checked) -> Iterator[Problem]:
    """A warning for each benchmark whose period ended more than two years before the report's."""
    oldest = checked.period.back(COMPARATOR_MONTHS)
    for one, comparator, period, place in _rows(checked):
        with suppress(ValueError):      # an error of its own
            if last_month(period, one) < oldest:
                yield Problem(
                    place, f"the benchmark of '{one.id}' for {comparator} is of {period}, more "
                    f"than two years before {checked.period.full}.",
                    "Give the newest that is published.", warning=True)


def _rows(checked: Checked) -> Iterator[tuple[Indicator, str, str, Place]]:
    """Each benchmark of the dictionary: its indicator, comparator, period and cell."""
    places = _places(checked.benchmarks) if checked.benchmarks is not None else {}
    for benchmark in checked.dictionary.benchmarks:
        key = (benchmark.indicator, benchmark.comparator)
        if key in places:
            yield (checked.dictionary[benchmark.indicator],
                   checked.dictionary.comparator_title(benchmark.comparator), benchmark.period,
                   places[key])


def _places(grid: Grid) -> dict[tuple[str, str], Place]:
    found: dict[tuple[str, str], Place] = {}
    for record in records(grid, ("indicator", "comparator", "period"), (), []):
        key = (record.text("indicator"), record.text("comparator").casefold())
        found.setdefault(key, record.place("period"))
    return found
