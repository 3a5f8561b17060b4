"""How each area stands among the others: ranks, quartiles, medians, averages of all and of regions.

Shares, rates and lengths of time are compared, not counts: areas differ in size. The figures are
those that the edition shows, as they are printed: what an area withholds is neither ranked nor in
any average, so nothing of it is told. Areas that others add up to are not among them. Figures of
other periods are not set beside each other.

    rank        1 + the areas whose printed figure is better (lower where lower is better, else
                higher); equal ones have the same
    quartile    1 for the first quarter of ranks, by (rank - 1) x 4 / areas
    average     of shares and rates all numerators over all denominators, where every one of all
                areas is known; else the mean of the figures
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from statistics import median

from briefing.amounts import RATE_BASES, as_printed
from briefing.indicators import (
    AREAS_AVERAGE,
    AREAS_DISTANCE,
    AREAS_NEIGHBOURS,
    AREAS_QUARTILE,
    AREAS_RANK,
    AREAS_REGION,
    Among,
    Benchmark,
    Comparator,
    Indicator,
    Strip,
    Strips,
)
from briefing.measures import Measure, Measures
from briefing.periods import Month, Period
from briefing.reading.areas import AreaList
from briefing.reading.settings import Areas

QUARTILES_FROM = 8      # fewer areas have no quartiles


@dataclass(frozen=True, slots=True)
class Standing:
    """How one area stands, by indicator; `benchmarks` say so in tables."""

    among: Mapping[str, Among]
    benchmarks: tuple[Benchmark, ...]


@dataclass(frozen=True, slots=True)
class Standings:
    """How each area stands; and the figures of all of them where they are ranked."""

    by_area: Mapping[str, Standing]
    strips: Strips


def is_compared(one: Indicator) -> bool:
    """Whether areas are set beside each other by it."""
    return one.is_ratio or one.unit_class in ("duration", "ratio")


def comparators(area: str, areas: AreaList, asked: Areas) -> tuple[Comparator, ...]:
    """What ranks and averages are called in the area's report."""
    own = areas[area]
    word = asked.word[:1].upper() + asked.word[1:]
    region = areas.region_names.get(own.regions[0], "") if own.regions else ""
    made = [Comparator(AREAS_RANK, f"Rank among {asked.plural}", f"rank among {asked.plural}",
                       "rank", "Rank")]
    if "quartile" in asked.scorecard:
        made.append(Comparator(AREAS_QUARTILE, f"Quartile among {asked.plural}",
                               f"quartile among {asked.plural}", "quartile", "Quartile"))
    if "distance" in asked.scorecard:
        made.append(Comparator(AREAS_DISTANCE, f"Distance from the median of {asked.plural}",
                               f"distance from the median of {asked.plural}", "distance",
                               "From median"))
    made.append(
        Comparator(AREAS_AVERAGE, f"{word} average", f"all {asked.plural}", "among",
                   f"All {asked.plural}"))
    if region:
        made.append(Comparator(AREAS_REGION, f"{region} average", region, "among", region))
    if own.neighbours:
        made.append(Comparator(AREAS_NEIGHBOURS, "Average of neighbours", "its neighbours", "among",
                               "Neighbours"))
    return tuple(made)


def standings(by_area: Mapping[str, Measures], areas: AreaList, asked: Areas
              ) -> Standings:
    """How each area stands, by what the measures show of all."""
    peers = [area for area in by_area if not areas[area].members and area not in areas.regions]
    if len(peers) < 2:
        return Standings({}, {})
    strips: dict[tuple[str, str], Strip] = {}
    among: dict[str, dict[str, Among]] = {area: {} for area in peers}
    benchmarks: dict[str, list[Benchmark]] = {area: [] for area in peers}
    first = by_area[peers[0]]
    for one in first.dictionary.indicators:
        if is_compared(one):
            _of_indicator(one, peers, by_area, areas, asked, among, benchmarks, strips)
    return Standings({area: Standing(among[area], tuple(benchmarks[area])) for area in peers},
                     strips)


def _of_indicator(one: Indicator, peers: Sequence[str], by_area: Mapping[str, Measures],
                  areas: AreaList, asked: Areas, among: Mapping[str, dict[str, Among]],
                  benchmarks: Mapping[str, list[Benchmark]],
                  strips: dict[tuple[str, str], Strip]) -> None:
    having = {area: by_area[area][one.id] for area in peers if one.id in by_area[area].by_indicator}
    periods = {measure.period for measure in having.values()}
    for period in sorted(periods):
        some = {area: measure for area, measure in having.items() if measure.period == period}
        shown = {area: as_printed(amount, one.unit, one.decimals) for area, measure in some.items()
                 if (amount := measure.at(period).amount) is not None}
        withheld = sum(bool((reason := measure.at(period).reason) and reason.withheld)
                       for measure in some.values())
        if len(shown) < 2:
            continue
        compared = _Compared(one, period, shown, some, withheld,
                             len(peers) - len(shown) - withheld, areas, asked)
        if len(shown) >= asked.ranked_from:
            strips[one.id, compared.said] = Strip(str(period), tuple(sorted(
                ((area, areas[area].name, own) for area, own in shown.items()),
                key=lambda each: (each[2], each[1]))))
        for area in shown:
            among[area][one.id] = compared.standing(area)
            benchmarks[area] += _benchmarks(compared, area, among[area][one.id])


@dataclass(frozen=True)
class _Compared:
    """An indicator's figures of one period, as they are printed, of the areas that show one.

    What is the same for each area is worked out once: there may be hundreds.
    """

    indicator: Indicator
    period: Month
    shown: Mapping[str, Decimal]
    measures: Mapping[str, Measure]
    withheld: int
    missing: int
    areas: AreaList
    asked: Areas

    @cached_property
    def said(self) -> str:
        """The period in words."""
        return Period(self.period, self.indicator.frequency, self.indicator.year).full

    @cached_property
    def pooled(self) -> bool:
        """Whether its averages are of all numerators over all denominators."""
        return _pooled(self.indicator, self.measures, list(self.shown), self.period) is not None

    @cached_property
    def median(self) -> Decimal:
        """The middle figure, as it is printed."""
        return as_printed(median(self.shown.values()), self.indicator.unit, self.indicator.decimals)

    @cached_property
    def highest(self) -> tuple[Decimal, tuple[str, ...]]:
        """The highest figure, and the areas that have it."""
        return self._having(max(self.shown.values()))

    @cached_property
    def lowest(self) -> tuple[Decimal, tuple[str, ...]]:
        """The lowest figure, and the areas that have it."""
        return self._having(min(self.shown.values()))

    def _having(self, figure: Decimal) -> tuple[Decimal, tuple[str, ...]]:
        return figure, tuple(self.areas[name].name for name, value in self.shown.items()
                             if value == figure)

    @cached_property
    def _averages(self) -> dict[tuple[str, ...], Decimal]:
        return {}

    def average(self, inside: tuple[str, ...]) -> Decimal:
        """The average of those areas, as it is printed, by the method of all of its averages."""
        if inside not in self._averages:
            one = self.indicator
            average = _pooled(one, self.measures, inside, self.period) if self.pooled else None
            if average is None:
                average = sum((self.shown[name] for name in inside), Decimal(0)) / len(inside)
            self._averages[inside] = as_printed(average, one.unit, one.decimals)
        return self._averages[inside]

    def standing(self, area: str) -> Among:
        """How the area stands."""
        one, own, number = self.indicator, self.shown[area], len(self.shown)
        lower = one.polarity == "lower"
        better = sum(other < own if lower else other > own for other in self.shown.values())
        ranked = number >= self.asked.ranked_from
        rank = better + 1 if ranked else 0
        quartile = (rank - 1) * 4 // number + 1 if ranked and number >= QUARTILES_FROM else 0
        return Among(
            self.said, number, rank, sum(other == own for other in self.shown.values()) - 1,
            not lower, quartile, own, self.median, self.highest, self.lowest, self.withheld,
            self.missing, self.pooled, self.asked.plural, self.areas[area].name)


def _benchmarks(compared: _Compared, area: str, among: Among) -> list[Benchmark]:
    one, asked, shown = compared.indicator, compared.asked, compared.shown
    made = []
    if among.rank:
        made.append(Benchmark(one.id, AREAS_RANK, among.period, Decimal(among.rank),
                              Decimal(among.of), among=among))
        if among.quartile and "quartile" in asked.scorecard:
            made.append(Benchmark(one.id, AREAS_QUARTILE, among.period, Decimal(among.quartile)))
        if "distance" in asked.scorecard:
            made.append(Benchmark(one.id, AREAS_DISTANCE, among.period, among.own - among.median))
    own = compared.areas[area]
    groups = [(AREAS_AVERAGE, tuple(shown))]
    if own.regions:
        groups.append((AREAS_REGION, tuple(
            name for name in shown if own.regions[0] in compared.areas[name].regions)))
    if own.neighbours:
        groups.append((AREAS_NEIGHBOURS, tuple(name for name in shown if name in own.neighbours)))
    for comparator, inside in groups:
        if len(inside) > 1:
            made.append(Benchmark(one.id, comparator, among.period, compared.average(inside)))
    return made


def _pooled(one: Indicator, measures: Mapping[str, Measure], inside: Sequence[str], period: Month
            ) -> Decimal | None:
    """All numerators over all denominators; None where one is not known."""
    values = [measures[name].at(period) for name in inside]
    above = [value.numerator for value in values if value.numerator is not None]
    below = [value.denominator for value in values if value.denominator is not None]
    if not one.is_ratio or len(above) < len(values) or len(below) < len(values) or not sum(below):
        return None
    base = Decimal(100) if one.unit_class == "percent" else Decimal(RATE_BASES[one.unit])
    factor = Decimal(12) / one.step if one.annualised else Decimal(1)
    return base * factor * sum(above) / sum(below)
