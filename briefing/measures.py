"""Observations to measures: rates, years to date, 12 month figures and outturns.

A year to date is divided once, from pooled numerators and denominators, and never a mean of
percentages. The 12 month mean is another thing: the mean of the twelve monthly figures, a typical
month to set one month beside. A figure over several months is given only when every one of its
months is there, with no break in the series inside it. A period is named by its last month; what is
said here of months holds of quarters, of which a year has four, and of years.

    percentage        100 × numerator / denominator
    rate              base × numerator / population, for a flow × 12 / months ("annualised")
    pooled            100 × sum of numerators / sum of denominators
    12 month mean     sum of the twelve monthly figures / 12
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from briefing.amounts import RATE_BASES, Marking, Reason, as_printed, worst_marking
from briefing.indicators import Dictionary, Indicator
from briefing.periods import ORDINAL, Month, Year
from briefing.reading.observations import Observation
from briefing.sums import Sums, Value

MISSING = Value(None, Reason.MISSING)


@dataclass(frozen=True, slots=True)
class Window:
    """What is worked out over the months that end with one month; None where it cannot be.

    `withheld` names those of the three that are kept back.
    """

    year_to_date: Decimal | None = None
    provisional: bool = False       # a month of the year to date is
    sum_12m: Decimal | None = None
    mean_12m: Decimal | None = None
    withheld: frozenset[str] = frozenset()


NO_WINDOW = Window()


@dataclass(frozen=True, slots=True)
class Measure:
    """All that is worked out for one indicator.

    `period` is the indicator's own latest one: the report's, or an earlier one where it is late or
    has no figure every month. `values` has an entry for every period from its first. `windows` has
    one for the period, the one before it and the same two a year earlier. `outturns` has the years
    that ended before the period; those in `outturns_withheld` are kept back. `rounded` counts are
    multiples, whose sum is not what the sum of the true ones is printed as.
    """

    indicator: Indicator
    period: Month
    values: Mapping[Month, Value]
    windows: Mapping[Month, Window]
    outturns: Mapping[Year, Decimal]
    outturns_withheld: frozenset[Year] = frozenset()
    rounded: bool = False

    @property
    def first(self) -> Month:
        """The first period of the series; the indicator's latest where it has none."""
        return min(self.values, key=ORDINAL, default=self.period)

    def at(self, month: Month) -> Value:
        """The month's value; a month without a cell is missing."""
        return self.values.get(month, MISSING)

    def year_marking(self, month: Month) -> Marking:
        """How the year to date at the end of the month is marked: as the least sure of its months.
        """
        latest = self.indicator.year_to_date == "latest"
        first = month if latest else Year.holding(month, self.indicator.year).first
        return worst_marking(self.at(Month(n)).marking
                             for n in range(first.ordinal, month.ordinal + 1))

    def printed(self) -> dict[Month, Decimal]:
        """The figures of the months that have one, as they are printed."""
        one = self.indicator
        return {month: as_printed(value.amount, one.unit, one.decimals)
                for month, value in self.values.items() if value.amount is not None}

    def window(self, month: Month) -> Window:
        """The figures over the months up to this one."""
        return self.windows.get(month, NO_WINDOW)

    def to_date(self, month: Month) -> Decimal | None:
        """The year to date at the end of the month, of a sum or a cumulative.

        Where no window was worked out it is the sum of the months shown: None where one of them is
        not, or where a new series begins among them. A window that is withheld stays so.
        """
        one = self.indicator
        if one.kind == "cumulative":
            return self.at(month).amount
        if one.year_to_date != "sum":
            return None
        if month in self.windows:
            return self.windows[month].year_to_date
        total = Decimal(0)
        first = Year.holding(month, one.year).first.back(1 - one.step)
        for n in range(first.ordinal, month.ordinal + 1, one.step):
            amount = self.at(Month(n)).amount
            if amount is None or (n > first.ordinal and self.breaks_in(Month(n))):
                return None
            total += amount
        return total

    def lacks_withheld(self, month: Month) -> bool:
        """Whether there is no year to date as it, or a month of it, is withheld."""
        one = self.indicator
        if not one.year_to_date or self.window(month).year_to_date is not None:
            return False
        first = month if one.year_to_date == "latest" else (
            Year.holding(month, one.year).first.back(1 - one.step))
        reasons = (self.at(Month(n)).reason
                   for n in range(first.ordinal, month.ordinal + 1, one.step))
        return "year_to_date" in self.window(month).withheld or any(
            reason is not None and reason.withheld for reason in reasons)

    def before(self, month: Month) -> Month:
        """The period before the one that ends with this month."""
        return self.indicator.before(month)

    def breaks_in(self, month: Month) -> bool:
        """Whether a new series begins within the period that ends with this month."""
        breaks = self.indicator.breaks
        return bool(breaks) and any(self.before(month) < b <= month for b in breaks)

    def segment_start(self) -> Month:
        """The first month that the period may be compared with: none before a gap or a break."""
        month = self.period
        while not self.breaks_in(month):
            earlier = self.before(month)
            before = self.at(earlier)
            if before.amount is None and not (before.reason and before.reason.withheld):
                break
            month = earlier
        return month


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of every indicator, in the dictionary's order.

    `period` is the last month of what the report is of, `step` the months that it is of.
    """

    period: Month
    dictionary: Dictionary
    by_indicator: Mapping[str, Measure]
    step: int = 1

    def __getitem__(self, indicator: str) -> Measure:
        """The indicator's measure; raises KeyError for an unknown one."""
        return self.by_indicator[indicator]


def measure(
    observations: Iterable[Observation], dictionary: Dictionary, period: Month, step: int = 1
) -> Measures:
    """Measures of every indicator up to the period, later months left aside.

    The report is of the `step` months that end with `period`.
    """
    series: dict[str, dict[Month, Value]] = {}
    latest = {one.id: one.latest_period(period) for one in dictionary.indicators}
    for o in observations:
        if o.month <= latest.get(o.indicator, period):
            series.setdefault(o.indicator, {})[o.month] = Value(
                o.value, o.reason, o.provisional, o.numerator, o.denominator, o.marked, o.day)
    rhythms: dict[tuple[int, str], list[Indicator]] = {}
    for one in dictionary.indicators:
        if one.id not in series:
            series[one.id] = _derived(one, series, latest[one.id])
        else:
            _withhold_with_parts(one, series)
        rhythms.setdefault((one.step, one.year), []).append(one)
    made: dict[str, Measure] = {}
    for wanted in rhythms.values():
        sums = Sums(series, wanted, max(latest[one.id] for one in wanted))
        for one in wanted:
            made[one.id] = _measure(one, series[one.id], sums, latest[one.id])
    return Measures(period, dictionary, {one.id: made[one.id] for one in dictionary.indicators},
                    step)


def _derived(one: Indicator, series: Mapping[str, Mapping[Month, Value]],
             latest: Month) -> dict[Month, Value]:
    """The indicator's values, up to the latest, from the series that its dictionary row names."""
    numerators, denominators = series.get(one.numerator, {}), series.get(one.denominator, {})
    made: dict[Month, Value] = {}
    for month, above in numerators.items():
        if month > latest:
            continue
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
                _ratio(one, above.amount, below.amount, one.step), None,
                above.provisional or below.provisional, above.amount, below.amount,
                worst_marking((above.marking, below.marking)))
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


def _measure(one: Indicator, values: dict[Month, Value], sums: Sums, period: Month) -> Measure:
    first = min(values, key=ORDINAL, default=period)
    whole = {month: values.get(month, MISSING)
             for month in map(Month, range(first.ordinal, period.ordinal + 1, one.step))
             if not one.months or one.has(month) or month in values}
    before = one.before(period)
    near = (period, before, period.year_before, before.year_before)
    windows = {month: _window(one, whole, sums, month) for month in near if month in whole}
    outturns: dict[Year, Decimal] = {}
    year = Year.holding(period, one.year)
    year = year if year.last == period else year.previous
    while year.last >= first and one.frequency != "annual":     # an annual figure is its outturn
        made = _year_to_date(one, whole, sums, year.last)
        if made is not None:
            outturns[year] = made
        year = year.previous
    return Measure(one, period, whole, windows, outturns)


def _window(one: Indicator, values: Mapping[Month, Value], sums: Sums, month: Month) -> Window:
    total: Decimal | None = None
    mean: Decimal | None = None
    per_year = 12 // one.step
    # a mean of cumulative or rolling figures says nothing, nor does one of a single year
    steady = one.kind in ("flow", "stock") and per_year > 1
    if steady and sums.periods("value", one, month) >= per_year:
        amounts = [values[month.back(n * one.step)].amount for n in range(per_year)]
        mean = sum((a for a in amounts if a is not None), Decimal(0)) / per_year
        if one.year_to_date == "sum":
            total = sums.twelve_months(one, month)
    year = Year.holding(month, one.year)
    first = month if one.year_to_date == "latest" else year.first
    months = range(first.ordinal, month.ordinal + 1)
    provisional = any(values.get(Month(n), MISSING).provisional for n in months)
    return Window(_year_to_date(one, values, sums, month), provisional, total, mean)


def _pooled(one: Indicator, above: Decimal, below: Decimal, latest: Value,
            months: int) -> Decimal | None:
    if one.annualised:
        # a rate over several months is over the population, not over the months' populations added
        return _ratio(one, above, latest.denominator, months) if latest.denominator else None
    return _ratio(one, above, below, months) if below else None


def _year_to_date(one: Indicator, values: Mapping[Month, Value], sums: Sums,
                  month: Month) -> Decimal | None:
    if month not in values or one.frequency == "annual":
        return None
    months = month.ordinal - Year.holding(month, one.year).first.ordinal + 1
    periods = months // one.step
    match one.year_to_date:
        case "":
            return None
        case "latest":
            return values[month].amount
        case "sum":
            if sums.periods("value", one, month) < periods:
                return None
            return sums.year("value", one, month)
        case "pooled" | "annualised":
            if sums.periods("pair", one, month) < periods:
                return None
            return _pooled(one, sums.year("above", one, month), sums.year("below", one, month),
                           values[month], months)
