"""Ranks and quartiles that an author gives of a figure which is withheld.

Who knows what the others have knows by the place among them what ours lies between: the fourth of
many, after a 3 and before a 5, is one of three numbers. What others achieved tells nothing of ours.
"""

from __future__ import annotations

from dataclasses import replace

from briefing.indicators import Benchmark, Dictionary
from briefing.measures import Measure, Measures
from briefing.periods import Month, Year, parse_period

TELLING = ("rank", "quartile")


def without_told_places(measures: Measures) -> Dictionary:
    """The dictionary of the protected measures without the ranks and quartiles of figures that are
    withheld in them."""
    telling = {one.name for one in measures.dictionary.comparators if one.kind in TELLING}
    gone = [one for one in measures.dictionary.benchmarks if one.comparator in telling
            and one.indicator in measures.by_indicator
            and _is_withheld(measures[one.indicator], one)]
    return replace(measures.dictionary, benchmarks=tuple(
        one for one in measures.dictionary.benchmarks if one not in gone)) if gone else (
        measures.dictionary)


def _is_withheld(measure: Measure, given: Benchmark) -> bool:
    """Whether a figure that the place may be of is: the year's, or the period's or its year to
    date; of a period that cannot be read the latest."""
    indicator = measure.indicator
    try:
        year = Year.parse(given.period, indicator.year)
    except ValueError:
        pass
    else:
        return year in measure.outturns_withheld or (
            indicator.step == 12 and _hides(measure, year.last))
    for step in dict.fromkeys((1, indicator.step)):
        try:
            return _hides(measure, parse_period(given.period, step, indicator.year))
        except ValueError:
            continue
    return _hides(measure, measure.period)


def _hides(measure: Measure, month: Month) -> bool:
    reason = measure.at(month).reason
    return bool(reason is not None and reason.withheld) or (
        "year_to_date" in measure.window(month).withheld)
