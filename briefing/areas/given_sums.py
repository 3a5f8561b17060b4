"""Benchmarks that an author types and that are what the areas of a run come to.

The public editions of areas are decided over everything that adds up: but a count of all of them,
or of a region, that stands in the benchmarks is no row of that system. With all but one area's
figures it tells the one that is withheld. A count of a month stands in the system as a total of
those areas, so that either it is left out of the reports or one more area is withheld. One of a
year is left out where an area of it is withheld; an average, which tells no more than its decimals
do, is warned of where that is little.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from briefing.amounts import RATE_BASES, decimals_of
from briefing.disclosure import Policy, Protected
from briefing.disclosure.counts import AREA_MARK, TYPED, is_of_people
from briefing.indicators import Benchmark, Dictionary, Indicator
from briefing.measures import Measure, Measures
from briefing.periods import Month, Year, parse_period
from briefing.problems import Problem, listed
from briefing.reading.areas import AreaList

# What is a figure of others, or none of the unit.
OF_OTHERS = ("peers", "neighbour", "rank", "quartile", "change", "among", "best_quartile")
REMEDY = ("Give it as an area of its own, with whole or [areas.regions] saying what it is made of, "
          "so that it is protected with the others; or leave it out.")


@dataclass(frozen=True, slots=True)
class _Group:
    """Areas that a benchmark may be of, and the area that is their total, "" without one."""

    areas: tuple[str, ...]
    total: str = ""


@dataclass(frozen=True, slots=True)
class TypedSum:
    """A month's count that an author gives as a benchmark, and that areas come to: `name` is the
    total that it is taken for; `measures` hold it alone where that is no area."""

    name: str
    mark: Benchmark
    month: Month
    members: tuple[str, ...]
    measures: Measures | None = None

    @property
    def series(self) -> str:
        """The total's indicator."""
        return f"{self.mark.indicator}{AREA_MARK}{self.name}"

    def is_left_out(self, protected: Protected) -> bool:
        """Whether it is withheld with what it would tell."""
        return _is_withheld(protected.measures[self.series], self.month)


def typed_sums(by_area: Mapping[str, Measures], areas: AreaList) -> tuple[TypedSum, ...]:
    """The counts of a month among the benchmarks that are what some areas come to."""
    made: list[TypedSum] = []
    for mark in _marks(by_area):
        for group in _groups(by_area, areas):
            measures = [by_area[area].by_indicator.get(mark.indicator) for area in group.areas]
            one = measures[0].indicator if measures[0] is not None else None
            if one is None or one.is_ratio or not is_of_people(one):
                continue
            month = _ends(mark, one)
            known = [measure.at(month).amount for measure in measures
                     if measure is not None and isinstance(month, Month)]
            if not isinstance(month, Month) or len(known) < len(measures) or None in known or (
                    sum(part for part in known if part is not None) != mark.value):
                continue
            whole = by_area.get(group.total)
            if whole is not None and one.id in whole.by_indicator and (
                    whole[one.id].at(month).amount == mark.value):
                made.append(TypedSum(group.total, mark, month, group.areas))
                continue        # the total is an area: what is shown of that may be shown here
            alone = replace(one, part_of=(), inflow="", outflow="", composition="")
            measure = replace(
                by_area[group.areas[0]][one.id], indicator=alone, windows={}, outturns={},
                outturns_withheld=frozenset(),
                values={month: replace(by_area[group.areas[0]][one.id].at(month),
                                       amount=mark.value)})
            alone_in = replace(by_area[group.areas[0]], dictionary=Dictionary((alone,)),
                               by_indicator={one.id: measure})
            made.append(TypedSum(f"{TYPED}{len(made) + 1}", mark, month, group.areas, alone_in))
    return tuple(made)


def left_out(sums: Iterable[TypedSum], protected: Protected) -> tuple[Problem, ...]:
    """A warning for each of them that is withheld with what it would tell."""
    return tuple(dict.fromkeys(_left_out(one.mark, len(one.members))
                               for one in sums if one.is_left_out(protected)))


def _left_out(mark: Benchmark, members: int) -> Problem:
    return Problem(
        mark.place, f"the benchmark {mark.value} of '{mark.indicator}' for {mark.period} is what "
        f"{members} areas come to, and figures of theirs are withheld: it is left out of what may "
        "be circulated.", "Leave it so, or take it out of the benchmarks; to have it protected "
        "with the others, give it as an area of its own, with whole or [areas.regions] saying what "
        "it is made of.", warning=True)


def _marks(by_area: Mapping[str, Measures]) -> list[Benchmark]:
    """Every benchmark that may be a figure of the areas, each once."""
    given: dict[tuple[str, str, str, Decimal], Benchmark] = {}
    kinds: dict[str, str] = {}
    for measures in by_area.values():
        kinds |= {one.name: one.kind for one in measures.dictionary.comparators}
        for mark in measures.dictionary.benchmarks:
            given.setdefault((mark.indicator, mark.comparator, mark.period, mark.value), mark)
    return [mark for mark in given.values() if kinds.get(mark.comparator) not in OF_OTHERS]


def given_sums(by_area: Mapping[str, Measures], areas: AreaList, protected: Protected,
               policy: Policy, sums: Iterable[TypedSum] = ()
               ) -> tuple[frozenset[Benchmark], tuple[Problem, ...]]:
    """The benchmarks that are the sum of areas one of which is withheld, to be left out, with a
    warning for each; and one for each that is their average and leaves fewer numbers than the
    policy asks for. The `sums` are protected with the areas."""
    groups = _groups(by_area, areas)
    known = {(one.mark, one.members) for one in sums}
    gone: set[Benchmark] = set()
    problems: list[Problem] = []
    for mark in _marks(by_area):
        for group in groups:
            if (mark, group.areas) in known:
                continue
            is_sum, problem = _told(mark, group, by_area, areas, protected, policy)
            if problem is not None:
                problems.append(problem)
                gone |= {mark} if is_sum else set()
                break
    return frozenset(gone), tuple(problems)


def _groups(by_area: Mapping[str, Measures], areas: AreaList) -> list[_Group]:
    totals = {frozenset(areas[area].members): area for area in by_area if areas[area].members}
    plain = [area for area in by_area if not areas[area].members and area not in areas.regions]
    found = [tuple(plain), *(tuple(members) for members in areas.regions.values()),
             *(tuple(areas[area].members) for area in by_area)]
    return [_Group(group, totals.get(frozenset(group), "")) for group in dict.fromkeys(found)
            if len(group) > 1 and all(area in by_area for area in group)]


def _told(mark: Benchmark, group: _Group, by_area: Mapping[str, Measures], areas: AreaList,
          protected: Protected, policy: Policy) -> tuple[bool, Problem | None]:
    """Whether it is the sum of the areas, and what is said of it where it tells of one of them."""
    some = [by_area[area].by_indicator.get(mark.indicator) for area in group.areas]
    measures = [one for one in some if one is not None]
    if len(measures) < len(group.areas) or not is_of_people(measures[0].indicator):
        return False, None
    one = measures[0].indicator
    ends = _ends(mark, one)
    hidden = [area for area in group.areas if ends is not None and _is_withheld(
        protected.measures[f"{mark.indicator}{AREA_MARK}{area}"], ends)]
    parts = [_parts(measure, ends) for measure in measures] if ends is not None else []
    known = [part for part in parts if part is not None]
    if not hidden or len(known) < len(measures) or (
            group.total and ends is not None and not _is_withheld(
                protected.measures[f"{mark.indicator}{AREA_MARK}{group.total}"], ends)):
        return False, None
    above, below = sum(part[0] for part in known), sum(part[1] for part in known)
    whose = f"those of {listed([areas[area].name for area in group.areas], 'and')}" if len(
        group.areas) <= 4 else f"those of {len(group.areas)} areas"
    told = f"the benchmark {mark.value} of '{one.title}' for {mark.period}"
    withheld = f"the figure of '{areas[hidden[0]].name}' is withheld: with the others it tells it"
    if not one.is_ratio and mark.value == above:
        return True, _left_out(mark, len(group.areas))
    unit = Fraction(1, 10 ** max(decimals_of(mark.value), one.decimals))
    scale = _scale(one) / below if one.is_ratio and below else Fraction(1, len(known))
    if abs(above * scale - Fraction(mark.value)) <= unit / 2 and unit / scale < policy.protection:
        return False, Problem(
            mark.place, f"{told} is the average of {whose}, and {withheld} nearly.", REMEDY,
            warning=True)
    return False, None


def _ends(mark: Benchmark, one: Indicator) -> Month | Year | None:
    try:
        return Year.parse(mark.period, one.year)
    except ValueError:
        pass
    for step in dict.fromkeys((1, one.step)):
        try:
            return parse_period(mark.period, step, one.year)
        except ValueError:
            continue
    return None


def _months(one: Indicator, ends: Month | Year) -> list[Month]:
    """The periods that the figure is made of: a year's, or the one; of what stands, its end."""
    if isinstance(ends, Month):
        return [ends]
    if one.kind != "flow":
        return [ends.last]
    return [Month(n) for n in range(ends.first.ordinal + one.step - 1, ends.last.ordinal + 1,
                                    one.step)]


def _parts(measure: Measure, ends: Month | Year) -> tuple[Fraction, Fraction] | None:
    """Numerator and denominator of the period, of a count the count and nought; None where one is
    not known."""
    one = measure.indicator
    months = _months(one, ends)
    values = [measure.at(month) for month in months]
    above = [value.numerator if one.is_ratio else value.amount for value in values]
    below = [value.denominator if one.is_ratio else Decimal(0) for value in values]
    if any(part is None for part in (*above, *below)):
        return None
    if one.annualised:      # over the latest population
        below = below[-1:]
    factor = Fraction(12, one.step * len(months)) if one.annualised else Fraction(1)
    return (sum((Fraction(part) for part in above if part is not None), Fraction(0)) * factor,
            sum((Fraction(part) for part in below if part is not None), Fraction(0)))


def _scale(one: Indicator) -> Fraction:
    return Fraction(100) if one.unit_class == "percent" else Fraction(RATE_BASES[one.unit])


def _is_withheld(measure: Measure, ends: Month | Year) -> bool:
    return (isinstance(ends, Year) and ends in measure.outturns_withheld) or any(
        (reason := measure.at(month).reason) is not None and reason.withheld
        for month in _months(measure.indicator, ends))
