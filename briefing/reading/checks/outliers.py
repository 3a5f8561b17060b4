"""Figures far outside the history of their own series.

All months that a report prints, or makes a printed figure of, and that were not published yet are
judged: those of this year and of the two before. They are set beside the months on both sides, so
that a month with few before it is judged too and a series that came to stay at another level is
not; the report's own month, and any since the last published report, beside those before it.

A figure is far outside when all of this holds:
- it lies more than `FAR_OUTSIDE` sigmas from the median of those months, a sigma being
  1.4826 times the median absolute deviation from that median (the modified z-score of B. Iglewicz
  and D. Hoaglin, "How to Detect and Handle Outliers", 1993). Sigma is never taken for less than
  what chance does: √n for a count of n (Poisson), √(p(1−p)/n) for a percentage of n cases
  (binomial). So small counts may jump, and a percentage of few children may move a good deal;
- it lies outside the range of those months by more than the range is wide, in the figures
  themselves or, downwards and not for percentages, in their ratios;
- it is away from the median by `FEW_CASES` children, families or visits or more, where it counts
  them or says out of how many it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from math import sqrt
from statistics import median

from briefing.indicators import Indicator
from briefing.periods import Month, Year
from briefing.problems import Problem
from briefing.reading.checks.series import (
    Checked,
    base,
    named,
    said,
    since_break,
)
from briefing.reading.checks.thresholds import (
    ASSUMED_COHORT,
    ENOUGH_MONTHS,
    FAR_OUTSIDE,
    FEW_CASES,
    QUIET_POINTS,
    QUIET_SHARE,
    SIGMA_OF_MAD,
    USUAL_MONTHS,
)
from briefing.reading.observations import Observation

NEAREST = 12    # on either side: what is inside these is no outlier, which saves looking further


def outliers(checked: Checked) -> Iterator[Problem]:
    """A warning for each figure far outside its series, of the months not published yet.

    Where nothing was published, the report's month alone is new, and the others that it prints are
    judged by what is on both sides of them. A figure that is reported late is taken to be new when
    it is due.
    """
    last = max((record.month for record in checked.history), default=None)
    published = last or checked.period.previous
    for one, cells in checked.indicators():
        shown = {month: value for month, value in checked.figures(one).items()
                 if month <= checked.period}
        late = published.back(one.lag)
        fresh = {month for month in shown if month > late}
        printed = Year.holding(checked.period, one.year).previous.previous.first
        peaks = _peaks(shown) if last is None else set()
        sizes = {month: float(value) for month, value in shown.items()}
        for month in [m for m in shown if m in fresh or (m in peaks and m >= printed)]:
            earlier = since_break(one, shown, month)[-USUAL_MONTHS:] if month in fresh else []
            if len(earlier) >= ENOUGH_MONTHS and far_outside(
                    one, cells[month], [sizes[m] for m in earlier]):
                low, high = min(earlier, key=shown.__getitem__), max(earlier, key=shown.__getitem__)
                yield Problem(
                    cells[month].place, f"{said(one, shown[month])} for {named(one, month)} is far "
                    f"outside what '{one.id}' has been: {said(one, shown[low])} "
                    f"({named(one, low)}) to {said(one, shown[high])} ({named(one, high)}) over "
                    f"the {len(earlier)} figures before.",
                    "Mend it, or accept it with what happened.", warning=True)
                continue
            around = _around(one, shown, month) if month in peaks or last is not None else []
            if len(around) < ENOUGH_MONTHS or not far_outside(
                    one, cells[month], [sizes[m] for m in around]):
                continue
            least, most = (pick(shown[m] for m in around) for pick in (min, max))
            yield Problem(
                cells[month].place, f"{said(one, shown[month])} for {named(one, month)} is far "
                f"outside the other figures of '{one.id}' around it, {said(one, least)} to "
                f"{said(one, most)}.", "Mend it, or accept it with what happened.", warning=True)


def _peaks(shown: dict[Month, Decimal]) -> set[Month]:
    """The months whose figure is the highest, or lowest, of the nearest ones on both sides."""
    order = {value: rank for rank, value in enumerate(sorted(set(shown.values())))}
    ranks = [order[value] for value in shown.values()]      # which compare faster than figures
    found = set()
    for n, month in enumerate(shown):
        near = ranks[max(n - NEAREST, 0) : n + NEAREST + 1]
        if ranks[n] in (max(near), min(near)):
            found.add(month)
    return found


def _around(one: Indicator, shown: dict[Month, Decimal], month: Month) -> list[Month]:
    """The months on both sides of it that it may be compared with, the nearest, without itself."""
    start = max((b for b in one.breaks if b <= month), default=None)
    end = min((b for b in one.breaks if b > month), default=None)
    others = [m for m in shown if m != month and (start is None or m >= start)
              and (end is None or m < end)]
    if len(others) <= USUAL_MONTHS:
        return others
    return sorted(sorted(others, key=lambda m: abs(m.ordinal - month.ordinal))[:USUAL_MONTHS])


def far_outside(one: Indicator, cell: Observation, history: list[float]) -> bool:
    """Whether the cell's figure is far outside the figures before it."""
    assert cell.value is not None
    value, middle = float(cell.value), median(history)
    low, high = min(history), max(history)
    floor = 2 * low - high
    if one.unit_class != "percent" and low > 0:
        floor = max(floor, low * low / high)
    if floor <= value <= 2 * high - low:
        return False
    if (cases := _cases(one, cell)) and abs(value - middle) * cases < FEW_CASES:
        return False
    spread = SIGMA_OF_MAD * median(abs(past - middle) for past in history)
    return abs(value - middle) > FAR_OUTSIDE * max(spread, _chance(one, cell, middle))


def _cases(one: Indicator, cell: Observation) -> float:
    """How many cases one of the indicator's unit is; 0 when that is not known."""
    if one.unit_class == "count":
        return 1.0
    if not one.is_ratio or cell.denominator is None:
        return 0.0
    return float(cell.denominator / base(one))


def _chance(one: Indicator, cell: Observation, middle: float) -> float:
    """The sigma that chance alone gives a figure of this kind, in the indicator's unit."""
    cohort = float(cell.denominator) if cell.denominator else 0.0
    if one.unit_class == "count":
        return sqrt(max(middle, 1.0))
    if one.is_share:
        cases = cohort or float(ASSUMED_COHORT)
        # never a share of all or none: what was always 100% can fall by a case (Laplace)
        share = (min(max(middle / 100, 0.0), 1.0) * cases + 1) / (cases + 2)
        return 100 * sqrt(share * (1 - share) / cases)
    if one.unit_class == "rate" and cohort:
        times = float(base(one))
        return times * sqrt(max(middle * cohort / times, 1.0)) / cohort
    if one.unit_class == "percent":     # of what is collected, or a change: a point at least
        return max(abs(middle) * QUIET_SHARE, QUIET_POINTS)
    return abs(middle) * QUIET_SHARE
