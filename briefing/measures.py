"""Observations to measures: rates, years to date, 12 month figures and outturns.

Sums are of whole numbers of millionths, so they are exact. A year to date is divided once, from
pooled numerators and denominators, and never a mean of percentages. The 12 month mean is another
thing: the mean of the twelve monthly figures, a typical month to set one month beside. A figure
over several months is given only when every one of its months is there, with no break in the
series inside it.

    percentage        100 × numerator / denominator
    rate              base × numerator / population, for a flow × 12 / months ("annualised")
    pooled            100 × sum of numerators / sum of denominators
    12 month mean     sum of the twelve monthly figures / 12
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from briefing.amounts import RATE_BASES, Reason
from briefing.indicators import Dictionary, Indicator
from briefing.periods import YEAR_STARTS, Month, Year, YearKind
from briefing.reading.observations import Observation

MILLIONTHS = 1_000_000
YEAR_OF_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Value:
    """An indicator's figure for one month, or the reason why there is none."""

    amount: Decimal | None
    reason: Reason | None = None
    provisional: bool = False
    numerator: Decimal | None = None
    denominator: Decimal | None = None


MISSING = Value(None, Reason.MISSING)


@dataclass(frozen=True, slots=True)
class Window:
    """What is worked out over the months that end with one month; None where it cannot be."""

    year_to_date: Decimal | None = None
    provisional: bool = False       # a month of the year to date is
    sum_12m: Decimal | None = None
    mean_12m: Decimal | None = None


NO_WINDOW = Window()


@dataclass(frozen=True, slots=True)
class Measure:
    """All that is worked out for one indicator.

    `values` has an entry for every month from its first to the period. `windows` has one for the
    period, the month before it and the same two a year earlier. `outturns` has the years that
    ended before the period.
    """

    indicator: Indicator
    period: Month
    values: Mapping[Month, Value]
    windows: Mapping[Month, Window]
    outturns: Mapping[Year, Decimal]

    def at(self, month: Month) -> Value:
        """The month's value; a month without a cell is missing."""
        return self.values.get(month, MISSING)

    def window(self, month: Month) -> Window:
        """The figures over the months up to this one."""
        return self.windows.get(month, NO_WINDOW)

    def segment_start(self) -> Month:
        """The first month that the period may be compared with: none before a gap or a break."""
        month = self.period
        while month not in self.indicator.breaks:
            before = self.at(month.previous)
            if before.amount is None and not (before.reason and before.reason.withheld):
                break
            month = month.previous
        return month


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of every indicator, in the dictionary's order."""

    period: Month
    dictionary: Dictionary
    by_indicator: Mapping[str, Measure]

    def __getitem__(self, indicator: str) -> Measure:
        """The indicator's measure; raises KeyError for an unknown one."""
        return self.by_indicator[indicator]


def measure(
    observations: Iterable[Observation], dictionary: Dictionary, period: Month
) -> Measures:
    """Measures of every indicator up to the period, later months left aside."""
    series: dict[str, dict[Month, Value]] = {}
    for o in observations:
        if o.month <= period:
            series.setdefault(o.indicator, {})[o.month] = Value(
                o.value, o.reason, o.provisional, o.numerator, o.denominator)
    for one in dictionary.indicators:
        if one.id not in series:
            series[one.id] = _derived(one, series)
        else:
            _withhold_with_parts(one, series)
    sums = _Sums(series, dictionary, period)
    return Measures(period, dictionary, {
        one.id: _measure(one, series[one.id], sums, period) for one in dictionary.indicators})


def _derived(one: Indicator, series: Mapping[str, Mapping[Month, Value]]) -> dict[Month, Value]:
    """The indicator's values from the series that its dictionary row names."""
    numerators, denominators = series.get(one.numerator, {}), series.get(one.denominator, {})
    made: dict[Month, Value] = {}
    for month, above in numerators.items():
        below = denominators.get(month, MISSING)
        if above.amount is None or below.amount is None:
            # the worse reason of the two: a withheld part withholds the whole
            reasons = [v.reason for v in (above, below) if v.reason is not None]
            kept = next((r for r in reasons if r.withheld), reasons[0])
            made[month] = Value(None, kept)
        elif below.amount == 0:
            made[month] = Value(None, Reason.NOT_APPLICABLE, False, above.amount, below.amount)
        else:
            made[month] = Value(
                _ratio(one, above.amount, below.amount, 1), None,
                above.provisional or below.provisional, above.amount, below.amount)
    return made


def _withhold_with_parts(one: Indicator, series: Mapping[str, dict[Month, Value]]) -> None:
    """Withhold the months in which a series that the indicator is made of is withheld.

    A percentage and its denominator give its numerator away.
    """
    for part in (one.numerator, one.denominator):
        for month, value in series.get(part, {}).items():
            if value.reason is not None and value.reason.withheld and month in series[one.id]:
                series[one.id][month] = Value(None, value.reason)


def _ratio(one: Indicator, numerator: Decimal, denominator: Decimal, months: int) -> Decimal:
    if one.unit_class == "percent":
        return numerator * 100 / denominator
    base = numerator * RATE_BASES[one.unit] / denominator
    return base * 12 / months if one.annualised else base


class _Sums:
    """Sums over the months of the year and over 12 months, of all indicators at once.

    Frames have a row a month and a column an indicator. `stretch` counts the months without a gap
    or break that end with each month, so a sum over n months stands where stretch is n or more.
    """

    def __init__(self, series: Mapping[str, Mapping[Month, Value]], dictionary: Dictionary,
                 period: Month) -> None:
        wanted = dictionary.indicators
        firsts = [min(found) for one in wanted if (found := series[one.id])]
        first = min(firsts, default=period)
        self.first = first
        index = pd.RangeIndex(first.ordinal, period.ordinal + 1)
        places = {one.id: n for n, one in enumerate(wanted)}
        length = len(index)
        columns: dict[str, list[list[int]]] = {
            name: [[0] * length for _ in wanted] for name in ("value", "above", "below")}
        shown = [[False] * length for _ in wanted]
        paired = [[False] * length for _ in wanted]
        for name, n in places.items():
            for month, value in series[name].items():
                at = month.ordinal - first.ordinal
                if value.amount is not None:
                    columns["value"][n][at] = int(value.amount * MILLIONTHS)
                    shown[n][at] = True
                if value.numerator is not None and value.denominator is not None:
                    columns["above"][n][at] = int(value.numerator * MILLIONTHS)
                    columns["below"][n][at] = int(value.denominator * MILLIONTHS)
                    paired[n][at] = True
        ids = list(places)

        def frame(cells: list[Any]) -> Any:
            return pd.DataFrame(dict(enumerate(cells)), index=index).set_axis(ids, axis=1)

        months = pd.Series(index, index=index)
        self.stretch = {"value": self._stretch(frame(shown), dictionary),
                        "pair": self._stretch(frame(paired), dictionary)}
        cumulative = frame(columns["value"]).cumsum()
        self.rolling = cumulative - cumulative.shift(YEAR_OF_MONTHS, fill_value=0)
        self.to_date: dict[tuple[str, YearKind], Any] = {}
        for name, cells in columns.items():
            for kind in {one.year for one in wanted}:
                year = (months - (YEAR_STARTS[kind] - 1)) // 12
                self.to_date[name, kind] = frame(cells).groupby(year.to_numpy()).cumsum()

    @staticmethod
    def _stretch(shown: Any, dictionary: Dictionary) -> Any:
        count = shown.cumsum()
        before = count.where(~shown)
        for one in dictionary.indicators:
            for month in one.breaks:
                if month.ordinal in shown.index and shown.at[month.ordinal, one.id]:
                    before.at[month.ordinal, one.id] = count.at[month.ordinal, one.id] - 1
        return (count - before.ffill().fillna(0)).astype("int64")

    def months(self, which: str, one: Indicator, month: Month) -> int:
        """How many months without a gap or break end with this one."""
        if month < self.first:
            return 0
        return int(self.stretch[which].at[month.ordinal, one.id])

    def twelve(self, one: Indicator, month: Month) -> Decimal:
        """The sum of the values of the 12 months to this one."""
        return Decimal(int(self.rolling.at[month.ordinal, one.id])) / MILLIONTHS

    def year(self, name: str, one: Indicator, month: Month) -> Decimal:
        """The sum, from the start of the year, of values or numerators or denominators."""
        return Decimal(int(self.to_date[name, one.year].at[month.ordinal, one.id])) / MILLIONTHS


def _measure(one: Indicator, values: dict[Month, Value], sums: _Sums, period: Month) -> Measure:
    first = min(values, default=period)
    whole = {Month(n): values.get(Month(n), MISSING)
             for n in range(first.ordinal, period.ordinal + 1)}
    near = (period, period.previous, period.year_before, period.previous.year_before)
    windows = {month: _window(one, whole, sums, month) for month in near if month in whole}
    outturns: dict[Year, Decimal] = {}
    year = Year.holding(period, one.year)
    year = year if year.last == period else year.previous
    while year.first >= first:
        made = _year_to_date(one, whole, sums, year.last)
        if made is not None:
            outturns[year] = made
        year = year.previous
    return Measure(one, period, whole, windows, outturns)


def _window(one: Indicator, values: Mapping[Month, Value], sums: _Sums, month: Month) -> Window:
    total: Decimal | None = None
    mean: Decimal | None = None
    steady = one.kind in ("flow", "stock")   # a mean of cumulative or rolling figures says nothing
    if steady and sums.months("value", one, month) >= YEAR_OF_MONTHS:
        amounts = [values[month.back(n)].amount for n in range(YEAR_OF_MONTHS)]
        mean = sum((a for a in amounts if a is not None), Decimal(0)) / YEAR_OF_MONTHS
        if one.year_to_date == "sum":
            total = sums.twelve(one, month)
    year = Year.holding(month, one.year)
    provisional = any(values[m].provisional for m in values if m in year and m <= month)
    return Window(_year_to_date(one, values, sums, month), provisional, total, mean)


def _pooled(one: Indicator, above: Decimal, below: Decimal, latest: Value,
            months: int) -> Decimal | None:
    if one.annualised:
        # a rate over several months is over the population, not over the months' populations added
        return _ratio(one, above, latest.denominator, months) if latest.denominator else None
    return _ratio(one, above, below, months) if below else None


def _year_to_date(one: Indicator, values: Mapping[Month, Value], sums: _Sums,
                  month: Month) -> Decimal | None:
    if month not in values:
        return None
    months = month.ordinal - Year.holding(month, one.year).first.ordinal + 1
    match one.year_to_date:
        case "":
            return None
        case "latest":
            return values[month].amount
        case "sum":
            if sums.months("value", one, month) < months:
                return None
            return sums.year("value", one, month)
        case "pooled" | "annualised":
            if sums.months("pair", one, month) < months:
                return None
            return _pooled(one, sums.year("above", one, month), sums.year("below", one, month),
                           values[month], months)
