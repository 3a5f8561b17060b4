"""Benchmarks of a period that cannot be read, that is not over yet, or that is long past."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from briefing.indicators import Indicator
from briefing.periods import Month, day_in_words, period_full
from briefing.problems import Place, Problem
from briefing.reading.checks.series import Checked
from briefing.reading.checks.thresholds import COMPARATOR_MONTHS
from briefing.reading.published import last_month

FORMS = "Give it as 2020/21, 2021, Q4 2020/21, March 2021 or, over several years, 2018 to 2021."


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
    """A warning for each benchmark that is more than two years older than the latest figure due."""
    for one, comparator, period, place in _rows(checked):
        latest = one.latest_period(checked.period)      # of what is late, others' are late as well
        with suppress(ValueError):      # an error of its own
            if last_month(period, one) < latest.back(COMPARATOR_MONTHS):
                yield Problem(
                    place, f"the benchmark of '{one.id}' for {comparator} is of {period}, more "
                    f"than two years before {period_full(latest, one.step, one.year)}.",
                    "Give the newest that is published.", warning=True)


def _rows(checked: Checked) -> Iterator[tuple[Indicator, str, str, Place]]:
    """Each benchmark of the table: its indicator, comparator, period and cell."""
    if checked.benchmarks is None:
        return
    grid = checked.benchmarks
    for benchmark in checked.dictionary.benchmarks:
        place = benchmark.place
        if (place.file, place.sheet) == (grid.file, grid.sheet):
            yield (checked.dictionary[benchmark.indicator],
                   checked.dictionary.comparator_title(benchmark.comparator), benchmark.period,
                   replace(place, column="period"))
