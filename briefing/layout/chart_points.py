"""The points of a chart's series, and what its months are called."""

from __future__ import annotations

from decimal import Decimal
from sys import intern

from briefing import amounts
from briefing.amounts import Marking, Reason
from briefing.document import ChartPoint, Mark
from briefing.findings import Fact, Finding
from briefing.indicators import Frequency, Indicator
from briefing.layout.material import Material
from briefing.periods import Month, Year, period_short

# How many periods a chart goes back: a year and a month, two years of quarters, five years.
PERIODS_BACK: dict[Frequency, int] = {"monthly": 12, "quarterly": 8, "termly": 6, "half_yearly": 6,
                                      "annual": 5}
NO_POINT = ChartPoint(None, "")


def chart_months(finding: Finding, periods: int = 0) -> list[Month]:
    """The last periods, so many back: the latest back to none before the series begins."""
    period = finding.period
    first = finding.measure.first
    if finding.indicator.kind == "cumulative":      # its chart is of this year and two before
        first = max(first, Year.holding(period, finding.indicator.year).first.back(24))
    count = periods or PERIODS_BACK[finding.indicator.frequency]
    back = finding.indicator.periods_back(period, count + 1)
    return [month for month in reversed(back) if month >= first or month == period]


def point_of(finding: Finding, month: Month, material: Material) -> ChartPoint:
    """The month's point: its figure as printed, or the symbol that stands in its place."""
    value = finding.measure.at(month)
    if value.amount is None:
        reason = value.reason or Reason.MISSING
        mark: Mark = "withheld" if reason.withheld else "missing"
        return ChartPoint(None, material.symbol(reason), mark,
                          f"{finding.indicator.id}:month:{month}")
    return printed_point(finding, "month", month, value.amount, value.marking)


def points_of(finding: Finding, months: list[Month], material: Material
              ) -> tuple[ChartPoint, ...]:
    """The points of the months; the chart, the sparkline and the scorecard have mostly the same."""
    name = finding.indicator.id
    known, points = material.points.get(name, (None, ()))
    if known != months:
        points = tuple(point_of(finding, month, material) for month in months)
        material.points[name] = months, points
    return points


def printed_point(finding: Finding, role: str, month: Month, amount: Decimal,
                  marking: Marking = "") -> ChartPoint:
    """The figure of that role and month as a point, with the indicator's decimals."""
    one = finding.indicator
    return ChartPoint(amounts.as_drawn(amount, one.unit, one.decimals),
                      amounts.in_cell(amount, one.unit, one.decimals),
                      "provisional" if marking else "", intern(f"{one.id}:{role}:{month}"),
                      marking or "provisional")


def fact_point(finding: Finding, fact: Fact) -> ChartPoint:
    """The fact as a point, with the fact's decimals."""
    return ChartPoint(amounts.as_drawn(fact.value, finding.indicator.unit, fact.decimals),
                      amounts.in_cell(fact.value, finding.indicator.unit, fact.decimals),
                      "provisional" if fact.marking else "", fact.id,
                      fact.marking or "provisional")


def begins(finding: Finding, month: Month) -> bool:
    """Whether a series begins with the period: after a break, or as a cumulative year does."""
    one = finding.indicator
    anew = one.kind == "cumulative" and Year.holding(month, one.year) != Year.holding(
        finding.measure.before(month), one.year)
    return anew or finding.measure.breaks_in(month)


def breaks_among(finding: Finding, months: list[Month]) -> tuple[int, ...]:
    """The positions of the months with which a series begins, but for the first."""
    return tuple(n for n, month in enumerate(months) if n and begins(finding, month))


def full_period(one: Indicator, month: Month) -> str:
    """ "July 2022", "Q1 22/23" or "2021/22"."""
    return month.full if one.step == 1 else period_short(month, one.step, one.year)


def axis_label(one: Indicator, month: Month, first: bool) -> str:
    """ "Jul", with its year where it is the chart's first or January; a longer period's name."""
    if one.frequency != "monthly":
        return period_short(month, one.step, one.year)
    return month.short if first or month.number == 1 else month.name[:3]
