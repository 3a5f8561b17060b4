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
        said = Period(period, one.frequency, one.year).full
        if len(shown) >= asked.ranked_from:
            strips[one.id, said] = Strip(str(period), tuple(sorted(
                ((area, areas[area].name, own) for area, own in shown.items()),
                key=lambda each: (each[2], each[1]))))
        for area, own in shown.items():
            among[area][one.id] = _among(one, area, own, shown, said, withheld,
                                         len(peers) - len(shown) - withheld, areas, asked,
                                         _pooled(one, some, list(shown), period) is not None)
            benchmarks[area] += _benchmarks(one, area, among[area][one.id], some, list(shown),
                                            period, areas, asked)


def _among(one: Indicator, area: str, own: Decimal, shown: Mapping[str, Decimal], period: str,
           withheld: int, missing: int, areas: AreaList, asked: Areas, pooled: bool) -> Among:
    lower = one.polarity == "lower"
    better = sum(other < own if lower else other > own for other in shown.values())
    ranked = len(shown) >= asked.ranked_from
    rank = better + 1 if ranked else 0
    quartile = (rank - 1) * 4 // len(shown) + 1 if ranked and len(shown) >= QUARTILES_FROM else 0
    high, low = max(shown.values()), min(shown.values())
    return Among(
        period, len(shown), rank, sum(other == own for other in shown.values()) - 1, not lower,
        quartile, own, as_printed(median(shown.values()), one.unit, one.decimals),
        (high, tuple(areas[name].name for name, value in shown.items() if value == high)),
        (low, tuple(areas[name].name for name, value in shown.items() if value == low)),
        withheld, missing, pooled, asked.plural, areas[area].name)


def _benchmarks(one: Indicator, area: str, among: Among, measures: Mapping[str, Measure],
                shown: Sequence[str], period: Month, areas: AreaList, asked: Areas
                ) -> list[Benchmark]:
    made = []
    if among.rank:
        made.append(Benchmark(one.id, AREAS_RANK, among.period, Decimal(among.rank),
                              Decimal(among.of), among=among))
        if among.quartile and "quartile" in asked.scorecard:
            made.append(Benchmark(one.id, AREAS_QUARTILE, among.period, Decimal(among.quartile)))
        if "distance" in asked.scorecard:
            made.append(Benchmark(one.id, AREAS_DISTANCE, among.period, among.own - among.median))
    own = areas[area]
    groups = [(AREAS_AVERAGE, shown)]
    if own.regions:
        groups.append((AREAS_REGION, [name for name in shown
                                      if own.regions[0] in areas[name].regions]))
    if own.neighbours:
        groups.append((AREAS_NEIGHBOURS, [name for name in shown if name in own.neighbours]))
    for comparator, inside in groups:
        if len(inside) > 1:
            # by the one method, that the report says of all its averages
            average = _pooled(one, measures, inside, period) if among.pooled else None
            if average is None:
                figures = [measures[name].printed()[period] for name in inside]
                average = sum(figures, Decimal(0)) / len(figures)
            made.append(Benchmark(one.id, comparator, among.period,
                                  as_printed(average, one.unit, one.decimals)))
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
