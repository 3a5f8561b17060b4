"""The whole numbers behind the figures: whose they are, and which figures show the same one.

A count is one series' number of one period. A percentage is made of two: its numerator and its
denominator are series of their own ("x/numerator") unless the dictionary names them or they are,
month for month, those of an indicator: a reader who knows both knows that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from briefing.indicators import Indicator
from briefing.measures import Measure, Measures
from briefing.periods import Month, Year

Count = tuple[str, Month]       # a series and its period, named by its last month

AREA_MARK = "@"     # parts an indicator's id from its area's, where many areas are one report
TYPED = "~"         # begins the name of a total of areas that is a typed benchmark

# How many months and different figures two series must share to be taken for the same.
SAME_MONTHS, SAME_FIGURES = 6, 3


def is_of_people(indicator: Indicator) -> bool:
    """Whether the indicator's figures are counts of people, or shares of such counts.

    What can be below nought, a change or a net movement, counts nobody; a public edition has it
    marked (`rules`).
    """
    return indicator.disclosure != "exempt" and not indicator.can_be_negative and (
        indicator.unit_class == "count" or indicator.is_ratio)


@dataclass(frozen=True, slots=True)
class Parts:
    """The series that hold a ratio's numerators and denominators; "" for one that is no count."""

    numerator: str
    denominator: str


class Counts:
    """Every count of the report that its figures are made of.

    `values` has the whole number of each count, None where it is not known to us either: a figure
    that came with a symbol. `parts` has the series of each ratio, `implied` the counts that no
    figure gives and others tell (`relations.implied_flows`), which `values` has too. What is
    `exempt` or is no count of people is not there: it is as good as printed.
    """

    def __init__(self, measures: Measures) -> None:
        self.values: dict[Count, int | None] = {}
        self.parts: dict[str, Parts] = {}
        self.implied: dict[Count, int] = {}
        self._series: dict[str, dict[Month, int]] = {}
        everything = [measures[indicator.id] for indicator in measures.dictionary.indicators]
        for measure in everything:
            indicator = measure.indicator
            if indicator.unit_class != "count" or not is_of_people(indicator):
                continue
            for month, value in measure.values.items():
                if value.amount is not None:
                    self._add(indicator.id, month, value.amount)
                elif value.reason is not None and value.reason.withheld:
                    self.values[indicator.id, month] = None
            if indicator.increments:
                self._add_increments(measure)
        own = dict(self._series)
        for measure in everything:
            indicator = measure.indicator
            if not indicator.is_ratio or not is_of_people(indicator):
                continue
            above = {m: v.numerator for m, v in measure.values.items() if v.numerator is not None}
            below = {m: v.denominator for m, v in measure.values.items()
                     if v.denominator is not None}
            self.parts[indicator.id] = Parts(
                self._part(indicator.id, "numerator", indicator.numerator, above, own, measures,
                           True),
                self._part(indicator.id, "denominator", indicator.denominator, below, own,
                           measures, False))
            for month, value in measure.values.items():
                withheld = value.amount is None and value.reason and value.reason.withheld
                if withheld and self.parts[indicator.id].numerator:
                    self.values.setdefault((self.parts[indicator.id].numerator, month), None)

    def imply(self, found: Mapping[Count, int]) -> None:
        """Take in counts that no figure gives and that readers can work out."""
        self.implied |= found
        self.values |= found

    def _add_increments(self, measure: Measure) -> None:
        """By how much each month added to a count from the start of the year: a series too."""
        indicator = measure.indicator
        for month, value in measure.values.items():
            before = month.back(indicator.step)
            added = value.amount
            if Year.holding(month, indicator.year) == Year.holding(before, indicator.year):
                then = measure.at(before).amount
                added = added - then if added is not None and then is not None else None
            if added is not None and added >= 0:
                self.values[f"{indicator.id}/increments", month] = int(added)

    def _add(self, series: str, month: Month, amount: Decimal) -> None:
        if amount == amount.to_integral_value():    # half a post is no child
            self.values[series, month] = int(amount)
            self._series.setdefault(series, {})[month] = int(amount)

    def _part(self, ratio: str, name: str, named: str, found: Mapping[Month, Decimal],
              own: Mapping[str, Mapping[Month, int]], measures: Measures, needed: bool) -> str:
        """The series of a ratio's numerators or denominators, entered if it is a new one."""
        if named in own and all(own[named].get(m, v) == v for m, v in found.items()):
            if needed:      # of months that the series itself lacks we have it from the ratio
                self._new(named, {m: v for m, v in found.items() if m not in own[named]})
            return named
        if named and named in measures.by_indicator:
            return "" if not needed else self._new(f"{ratio}/{name}", found)   # an exempt one
        same = next((series for series, counts in own.items()
                     if _of_one_area(series, ratio) and _same(found, counts)), "")
        if same:
            return same
        return self._new(f"{ratio}/{name}", found) if needed else ""

    def _new(self, series: str, found: Mapping[Month, Decimal]) -> str:
        for month, amount in found.items():
            self._add(series, month, amount)
        return series


def _of_one_area(series: str, other: str) -> bool:
    """Whether both are of the same area, where many areas are one report."""
    return series.partition(AREA_MARK)[2] == other.partition(AREA_MARK)[2]


def _same(found: Mapping[Month, Decimal], counts: Mapping[Month, int]) -> bool:
    if len(found) < SAME_MONTHS or len(set(found.values())) < SAME_FIGURES:
        return False
    return all(counts.get(month) == amount for month, amount in found.items())
