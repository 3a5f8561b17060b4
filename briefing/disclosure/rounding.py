"""Counts rounded to a multiple, and the percentages and rates that the rounded counts give.

A percentage of the exact counts would give them away: of about 100 children, 12.0% are 12. So where
a rule rounds counts, every percentage and rate is worked out from what is printed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from briefing.amounts import JUST_SHORT, RATE_BASES
from briefing.disclosure.candidates import Role, months_of
from briefing.indicators import Indicator
from briefing.measures import Measure, Measures, Window
from briefing.periods import Month
from briefing.sums import Value


def to_multiple(amount: Decimal, base: int) -> Decimal:
    """The nearest multiple of the base, half up."""
    return (amount / base + Decimal("0.5")).to_integral_value("ROUND_FLOOR") * base


def of_rounded(measures: Measures, base: int) -> Measures:
    """The measures with each percentage and rate of people as its rounded counts give it.

    Numerators and denominators stay as they are. What is exempt, or has none, stays too.
    """
    made = {name: _of_rounded(measure, base) if measure.indicator.is_ratio
            and measure.indicator.disclosure != "exempt" else measure
            for name, measure in measures.by_indicator.items()}
    return replace(measures, by_indicator=made)


def _of_rounded(measure: Measure, base: int) -> Measure:
    values = {month: _value(measure, month, base) for month in measure.values}
    monthly = replace(measure, values=values)
    windows = {month: _window(monthly, month, window, base)
               for month, window in measure.windows.items()}
    outturns = {year: _over(monthly, "outturn", year.last, amount, base)
                for year, amount in measure.outturns.items()}
    return replace(monthly, windows=windows, outturns=outturns)


def _value(measure: Measure, month: Month, base: int) -> Value:
    value = measure.at(month)
    if value.amount is None:
        return value
    return replace(value, amount=_ratio(measure.indicator, [value], value.amount, base))


def _window(measure: Measure, month: Month, window: Window, base: int) -> Window:
    to_date, mean = window.year_to_date, window.mean_12m
    if mean is not None:
        months = months_of(measure, "mean_12m", month)
        amounts = [measure.at(one).amount or Decimal(0) for one in months]
        mean = sum(amounts, Decimal(0)) / len(amounts)
    if to_date is not None:
        to_date = _over(measure, "year_to_date", month, to_date, base)
    return replace(window, year_to_date=to_date, mean_12m=mean)


def _over(measure: Measure, role: Role, last: Month, amount: Decimal, base: int) -> Decimal:
    months = months_of(measure, role, last)
    return _ratio(measure.indicator, [measure.at(month) for month in months], amount, base)


def _ratio(indicator: Indicator, values: Iterable[Value], exact: Decimal, base: int) -> Decimal:
    """What the rounded sums of the numerators and denominators give, for the exact figure."""
    pairs = [(v.numerator, v.denominator) for v in values
             if v.numerator is not None and v.denominator is not None]
    if not pairs:
        return exact
    sums = sum((a for a, _ in pairs), Decimal(0)), sum((b for _, b in pairs), Decimal(0))
    if indicator.annualised:
        sums = sums[0], pairs[-1][1]
    above, below = (to_multiple(part, base) for part in sums)
    if not below:
        return exact
    if indicator.unit_class == "percent":
        made = above * 100 / below
        if made in (0, 100) and exact != made:      # "all" is said of all alone
            made += JUST_SHORT if exact > made else -JUST_SHORT
        return made
    made = above * RATE_BASES[indicator.unit] / below
    return made * 12 / (indicator.step * len(pairs)) if indicator.annualised else made
