"""What a target is of, and what a period's figure is set beside: an aim.

A target is of a period (each month, or quarter, by itself), of the year to date, or of the whole
year. A whole year's target is judged when the year is over. Before that a trajectory stands in, if
there is one; else its part for the months so far, where it is to be taken pro rata; else it waits.

Where a target's row does not say what it is of, this does, as far as it is plain:

    stock, rolling           the period
    percentage, rate         what is judged: the year to date where it is pooled, else the period
    cumulative               the whole year where it adds up, counts say, or grows through each
                             year; else the year to date. A trajectory's is of the year to date
    flow that adds up        by its size: one like a month's figures is of the month, one like
                             twelve months' together of the year. Between the two it is not plain
    its trajectory           of the year to date where it climbs as a sum does, else of the month

Only figures that may be shown are looked at, so that a public edition tells nothing by it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import log
from statistics import median
from typing import Literal

from briefing.amounts import rounded
from briefing.indicators import Indicator, Target, TargetOf, target_of
from briefing.periods import Month, Year

Figures = Mapping[Month, Decimal]
# How a target stands to the figure: of the period, of the year to date, of the year that is over,
# its part for the months so far; or it waits for the year's end, or is not plain ("unclear").
Standing = Literal["period", "to_date", "year", "pro_rata", "waits", "unclear"]
# Of n periods in a year: so many times a period's figure is still like it (n to this power), and so
# many is already like the whole year's.
LIKE_A_PERIOD, LIKE_A_YEAR = 0.3, 0.6


@dataclass(frozen=True, slots=True)
class Aim:
    """What one period's figure is set beside.

    `value` and `lower` are what it is compared with: the target's, or their part pro rata. `on` is
    the figure that it is set beside; it is not, where the aim does not count yet.
    """

    target: Target
    of: TargetOf
    standing: Standing
    on: Literal["month", "year_to_date"]
    value: Decimal
    lower: Decimal | None

    @property
    def low(self) -> Decimal | None:
        """The lower end, None where the target is given as a range of one and the same figure."""
        return None if self.target.lower == self.target.value else self.lower

    @property
    def counts(self) -> bool:
        """Whether the figure is judged by it now."""
        return self.standing not in ("waits", "unclear")

    @property
    def of_a_period(self) -> bool:
        """Whether each period's own figure can be set beside it."""
        return self.standing == "period" and self.of == "month"


def aim_of(one: Indicator, targets: Sequence[Target], month: Month, figures: Figures
           ) -> Aim | None:
    """The aim for the period that ends with the month; None where it has no target."""
    target = target_of(targets, month)
    if target is None:
        return None
    of = of_what(one, target, targets, figures)
    times = _times(one, target, of, figures)
    on = _judged_figure(one, of)
    unmade = on == "year_to_date" and not one.year_to_date     # it never can be set beside it
    if of == "" or not times or (of == "year_to_date" and unmade):
        return Aim(target, of, "unclear", on, target.value, target.lower)
    if of == "year":
        year = Year.holding(month, one.year)
        if unmade:
            return Aim(target, of, "waits", on, target.value, target.lower)
        if month == year.last:
            return Aim(target, of, "year", on, target.value, target.lower)
        if in_year(one, target) != "pro rata":
            return Aim(target, of, "waits", on, target.value, target.lower)
        months = month.ordinal - year.first.ordinal + 1
        value, lower = (None if end is None else rounded(end * months / 12, one.decimals)
                        for end in (target.value, target.lower))
        assert value is not None
        return Aim(target, of, "pro_rata", on, value, lower)
    to_date = of == "year_to_date" and isinstance(target.span, Month)
    value, lower = target.value * times, None if target.lower is None else target.lower * times
    return Aim(target, of, "to_date" if to_date else "period", on, value, lower)


def aims_of(one: Indicator, targets: Sequence[Target], months: Sequence[Month], figures: Figures
            ) -> list[Aim | None]:
    """The aim of each of the months; one of a period or of the year to date, or that is not plain,
    is the same for all the months of its target."""
    aims: list[Aim | None] = []
    aim: Aim | None = None
    for month in months:
        target = target_of(targets, month)
        if aim is None or aim.target is not target or aim.of == "year":
            aim = None if target is None else aim_of(one, targets, month, figures)
        aims.append(aim)
    return aims


def _times(one: Indicator, target: Target, of: TargetOf, figures: Figures) -> int:
    """How often the target counts in a figure that is rolled up, where it is of each as given.

    0 where it is not plain. A whole year's figure is of the year, so that `of` does not tell.
    """
    if of != "month" or not one.given_step or target.whole or not (
            one.kind == "flow" and one.amounts_to):
        return 1
    if one.frequency == "annual":
        meant = target.of or by_size(one, target.lower or target.value, figures)
        if meant != "month":
            return 1 if meant else 0
    return one.step // one.given_step


def in_year(one: Indicator, target: Target) -> str:
    """What a whole year's target is within the year: its own row says it, else the indicator's."""
    return target.in_year or (one.in_year if isinstance(target.span, Year) else "")


def _judged_figure(one: Indicator, of: TargetOf) -> Literal["month", "year_to_date"]:
    """The figure that a target of that sort is set beside.

    A cumulative, rolling or annual figure, and a stock, stand for the year by themselves.
    """
    if one.frequency == "annual" or of == "month":
        return "month"
    if one.kind != "flow":
        return "year_to_date" if one.judged_on == "year_to_date" else "month"
    return "year_to_date"


def usual_figure(one: Indicator) -> Literal["month", "year_to_date"]:
    """The figure that is judged where no target says otherwise."""
    if one.frequency == "annual":
        return "month"
    pooled = one.year_to_date in ("pooled", "annualised")
    return one.judged_on or ("year_to_date" if pooled else "month")


def of_what(one: Indicator, target: Target, targets: Sequence[Target], figures: Figures
            ) -> TargetOf:
    """What the target is of; "" where its row does not say and it is not plain.

    `targets` are all of the indicator's, `figures` those of its periods that may be shown.
    """
    if one.frequency == "annual":
        return "month"      # its year is its period
    if target.of:
        return target.of
    trajectory = isinstance(target.span, Month)
    if not trajectory and in_year(one, target):
        return "year"
    if one.kind == "cumulative":
        accrues = one.amounts_to or grows_through_years(one, figures)
        return "year" if accrues and not trajectory else "year_to_date"
    if one.kind != "flow" or one.is_ratio:
        return usual_figure(one)
    if one.judged_on:
        whole = one.judged_on == "year_to_date" and not trajectory
        return "year" if whole else one.judged_on
    if trajectory and not one.amounts_to:
        return "month"
    if trajectory:
        return _of_trajectory(one, target, targets, figures)
    # a figure on its way to a range is nearer to its lower end
    return by_size(one, target.lower or target.value, figures)


def by_size(one: Indicator, value: Decimal, figures: Figures) -> TargetOf:
    """Whether it is like a period's figure or like a whole year's; "" where neither is plain."""
    usual = usual_size(figures)
    given = one.given_step or one.step
    if one.amounts_to:      # as large as the figures that it was rolled up from
        usual = usual * given / one.step
    if value == 0 or (usual < 0) != (value < 0):
        return "month"      # none is none, in a month or in a year
    if not usual:
        return ""
    sort = _like(float(value / usual), 12 // given)
    # what does not add up can only be so far from its figures that it cannot be meant of a month
    return "month" if sort == "" and not one.amounts_to else sort


def usual_size(figures: Figures) -> Decimal:
    """The middle of the latest year's figures; their mean where more than half are nought."""
    latest = [figures[month] for month in sorted(figures)[-12:]]
    if not latest:
        return Decimal(0)
    return median(latest) or sum(latest, Decimal(0)) / len(latest)


def _like(times: float, periods: int) -> TargetOf:
    if times <= periods ** LIKE_A_PERIOD:
        return "month"
    return "year" if times >= periods ** LIKE_A_YEAR else ""


def _of_trajectory(one: Indicator, target: Target, targets: Sequence[Target], figures: Figures
                   ) -> TargetOf:
    """By how the year's trajectory climbs; of a single month's target, by its size."""
    assert isinstance(target.span, Month)
    year = Year.holding(target.span, one.year)
    steps = sorted((_position(one, other.span), other.value) for other in targets
                   if isinstance(other.span, Month) and other.span in year)
    (first, least), (last, most) = steps[0], steps[-1]
    if last == 1 or most == 0:
        return "month"      # of the year's first period the year to date is the same
    climbs = all(before <= after for (_, before), (_, after) in pairwise(steps))
    if last > first and least > 0:
        steepness = log(float(most / least)) / log(last / first) if most > 0 else 0.0
        if steepness <= LIKE_A_PERIOD or not climbs:
            return "month"
        return "year_to_date" if steepness >= LIKE_A_YEAR else ""
    usual = usual_size(figures)
    if not usual or (usual < 0) != (most < 0):
        return ""
    like = _like(float(most / usual), last)
    return "year_to_date" if like == "year" else like


def _position(one: Indicator, month: Month) -> int:
    """Which period of its year it is, from 1."""
    return (month.ordinal - Year.holding(month, one.year).first.ordinal) // one.step + 1


def grows_through_years(one: Indicator, figures: Figures) -> bool:
    """Whether figures grow from little through each year, as what is collected or used up does.

    They never fall within a year, and a year's latest is at least twice its first.
    """
    years: dict[Year, list[tuple[int, Decimal]]] = {}
    for month in sorted(figures):
        years.setdefault(Year.holding(month, one.year), []).append(
            (_position(one, month), figures[month]))
    known = [found for found in years.values()
             if len(found) > 1 and found[0][0] <= max(1, found[-1][0] // 2)]
    return bool(known) and all(
        0 < 2 * found[0][1] <= found[-1][1]
        and all(before <= after for (_, before), (_, after) in pairwise(found))
        for found in known)
