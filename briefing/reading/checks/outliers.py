"""Figures far outside the history of their own series.

A figure is far outside when all of this holds:
- it lies more than `FAR_OUTSIDE` sigmas from the median of the months before it, a sigma being
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
from math import sqrt
from statistics import median

from briefing.indicators import Indicator
from briefing.problems import Problem
from briefing.reading.checks.series import (
    Checked,
    base,
    figures,
    named,
    said,
    since_break,
)
from briefing.reading.checks.thresholds import (
    ASSUMED_COHORT,
    ENOUGH_MONTHS,
    FAR_OUTSIDE,
    FEW_CASES,
    QUIET_SHARE,
    SIGMA_OF_MAD,
    USUAL_MONTHS,
)
from briefing.reading.observations import Observation


def outliers(checked: Checked) -> Iterator[Problem]:
    """A warning for each figure far outside its history, of the months not published yet.

    Where nothing was published, that is the report's month alone; a figure that is reported late
    is taken to be new when it is due.
    """
    published = max((record.month for record in checked.history), default=checked.period.previous)
    for one, cells in checked.indicators():
        shown = figures(cells)
        for month in [m for m in shown if published.back(one.lag) < m <= checked.period]:
            earlier = since_break(one, shown, month)[-USUAL_MONTHS:]
            if len(earlier) < ENOUGH_MONTHS:
                continue
            history = [float(shown[m]) for m in earlier]
            if far_outside(one, cells[month], history):
                low, high = min(earlier, key=shown.__getitem__), max(earlier, key=shown.__getitem__)
                yield Problem(
                    cells[month].place, f"{said(one, shown[month])} for {named(one, month)} is far "
                    f"outside what '{one.id}' has been: {said(one, shown[low])} "
                    f"({named(one, low)}) to {said(one, shown[high])} ({named(one, high)}) over "
                    f"the {len(earlier)} figures before.",
                    "Mend it, or accept it with what happened.", warning=True)


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
    if one.unit_class == "percent":
        cases = cohort or float(ASSUMED_COHORT)
        # never a share of all or none: what was always 100% can fall by a case (Laplace)
        share = (middle / 100 * cases + 1) / (cases + 2)
        return 100 * sqrt(share * (1 - share) / cases)
    if one.unit_class == "rate" and cohort:
        times = float(base(one))
        return times * sqrt(max(middle * cohort / times, 1.0)) / cohort
    return abs(middle) * QUIET_SHARE
