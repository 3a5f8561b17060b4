"""One indicator's series looked at: its facts, runs, records, usual range and windows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from briefing.amounts import Marking, as_printed, decimals_of, mean_decimals, worst_marking
from briefing.findings.control import Control, NoControl, control_of
from briefing.findings.facts import (
    Direction,
    Fact,
    Record,
    Relation,
    Run,
    Variation,
)
from briefing.indicators import Among, Benchmark, Comparator, Target
from briefing.measures import Measure
from briefing.periods import Month, Year
from briefing.targets import Aim, aim_of

# The months that limits are worked out from: fewer are no history, more are another time.
LIMITS_FROM_AT_LEAST, LIMITS_FROM_AT_MOST = 12, 24
XMR_FACTOR = Decimal("2.66")
# A series that drifts moves little from month to month for how far it comes: of independent figures
# the mean square of the moves is about twice the variance (J. von Neumann, 1941). Below this it has
# no usual range: one in thirty series of 12 independent figures, one in two hundred of 24, is so.
DRIFTS_BELOW = Decimal(1)


def relation_of(value: Decimal, upper: Decimal, lower: Decimal | None = None) -> Relation:
    """How a printed value stands to a printed comparator, or to a range with a lower end."""
    if lower is not None:
        return "below" if value < lower else "above" if value > upper else "within"
    return "above" if value > upper else "below" if value < upper else "equal"


def gap_of(value: Decimal, upper: Decimal, lower: Decimal | None = None) -> Decimal:
    """The distance between the two, nought inside a range."""
    if lower is not None:
        return max(lower - value, value - upper, Decimal(0))
    return abs(value - upper)


def direction_of(before: Decimal, after: Decimal) -> Direction:
    """Which way a printed figure went."""
    return "up" if after > before else "down" if after < before else "none"


def _same(ways: list[Direction]) -> int:
    """How many of the first ways are the same."""
    return next((n for n, way in enumerate(ways) if way != ways[0]), len(ways))


def drifts(figures: list[Decimal]) -> bool:
    """Whether neighbouring figures are so alike, for how far all of them spread, that the series
    is on its way from one level to another."""
    mean = sum(figures, Decimal(0)) / len(figures)
    moves = sum(((a - b) ** 2 for a, b in pairwise(figures)), Decimal(0)) / (len(figures) - 1)
    spread = sum(((a - mean) ** 2 for a in figures), Decimal(0)) / len(figures)
    return moves < DRIFTS_BELOW * spread


class Series:
    """The facts of one indicator's series, worked out in the order in which they build up."""

    def __init__(self, measure: Measure, targets: list[Target],
                 benchmarks: list[Benchmark], report: Month, report_step: int = 1,
                 comparators: Mapping[str, Comparator] | None = None,
                 marks: Sequence[Target] = ()) -> None:
        self.measure = measure
        self.one = measure.indicator
        self.period = measure.period
        self.report, self.report_step = report, report_step
        self.comparators = comparators or {}
        self.marks = marks
        self.targets = targets
        self.benchmarks = benchmarks
        self.facts: dict[str, Fact] = {}
        self.among: Among | None = None
        self.start = measure.segment_start()
        self.shown = self._shown()
        # what a target is of is told by figures that may be shown, and by no others
        self.printed = measure.printed() if targets else {}
        self.aim = self._aim(self.period)

    def _fact(self, role: str, period: object, value: Decimal, decimals: int | None = None,
              marking: Marking = "") -> Fact:
        """Keep the fact; `value` is exact, for what is rounded twice may print as another."""
        places = self.one.decimals if decimals is None else decimals
        fact = Fact(self.one.id, role, str(period), value, places, self.one.unit, marking)
        self.facts[role] = fact
        return fact

    def _count(self, role: str, count: int | Decimal) -> Fact:
        """A number of months or children: a count, whatever the indicator's own unit."""
        value = Decimal(count)
        fact = Fact(self.one.id, role, str(self.period), value, decimals_of(value))
        self.facts[role] = fact
        return fact

    def _print(self, value: Decimal) -> Decimal:
        return as_printed(value, self.one.unit, self.one.decimals)

    def _of(self, role: str, month: Month) -> Fact:
        """The month's own figure in another role."""
        value = self.measure.at(month)
        assert value.amount is not None
        return self._fact(role, month, value.amount, marking=value.marking)

    def _shown(self) -> list[tuple[Month, Decimal]]:
        """The unbroken months that end with the period, latest first, as printed."""
        found: list[tuple[Month, Decimal]] = []
        month = self.period
        first = self.start
        if self.one.kind == "cumulative":
            first = max(first, Year.holding(month, self.one.year).first)
        while month >= first and (amount := self.measure.at(month).amount) is not None:
            found.append((month, self._print(amount)))
            month = self.measure.before(month)
        # of some months a year no run, record or average is made: they are not so many in a row
        return found[:2] if self.one.months else found

    def _aim(self, month: Month) -> Aim | None:
        return aim_of(self.one, self.targets, month, self.printed)

    def _from_the_start(self) -> bool:
        """Whether no figure, shown or withheld, lies before the unbroken months."""
        earliest = self.shown[-1][0] if self.shown else self.period
        return not any(
            month < earliest and (v.amount is not None or (v.reason and v.reason.withheld))
            for month, v in self.measure.values.items())

    def _change(self) -> Direction | None:
        if len(self.shown) < 2:
            return None
        (_, now), (month, before) = self.shown[:2]
        previous = self.measure.at(month).amount
        assert previous is not None
        self._fact("previous", month, previous)
        # 3% less 0.5% is 2.5 points, though the indicator has no decimals
        places = max(self.one.decimals, min(1, decimals_of(now - before)))
        self._fact("change", self.period, now - before, places)
        return direction_of(before, now)

    def _runs(self) -> tuple[Run | None, Run | None]:
        """The run that the latest change belongs to, and the one before it when it is the first."""
        ways = [direction_of(before, after)
                for (_, after), (_, before) in zip(self.shown, self.shown[1:], strict=False)]
        if not ways:
            return None, None
        length = _same(ways)
        run = Run(ways[0], self._count("run", length))
        earlier = ways[length:]
        # a run back to the first figure may have begun before it
        if length > 1 or not earlier or _same(earlier) == len(earlier):
            return run, None
        return run, Run(earlier[0], self._count("run_before", _same(earlier)))

    def _records(self) -> Record:
        """The year's highest and lowest, and how far back the current figure was last reached."""
        if self.one.kind == "cumulative":
            low, high = (pick(self.shown, key=lambda found: found[1]) for pick in (min, max))
            self._of("year_low", low[0])
            self._of("year_high", high[0])
            return ""
        if len(self.shown) > 2:
            self._of("two_months_ago", self.shown[2][0])
        now = self.shown[0][1]
        before = self.shown[1:]
        above = next((found for found in before if found[1] >= now), None)
        below = next((found for found in before if found[1] <= now), None)
        if above is not None:
            self._of("last_at_or_above", above[0])
        if below is not None:
            self._of("last_at_or_below", below[0])
        per_year = 12 // self.one.step
        year = self.shown[:per_year]
        if len(year) < per_year or per_year == 1:
            return ""
        # of equal months the latest is named
        high = max(year, key=lambda found: found[1])
        low = min(year, key=lambda found: found[1])
        self._of("maximum_12m", high[0])
        self._of("minimum_12m", low[0])
        rest = [amount for _, amount in year[1:]]
        return "high" if now > max(rest) else "low" if now < min(rest) else ""

    def _record_before(self) -> Record:
        """Whether last month's figure is the one highest or lowest of the 12 months.

        Of those that end with the latest month and of those that end with its own.
        """
        year = self.shown[: 12 // self.one.step + 1]
        if "maximum_12m" not in self.facts:
            return ""
        before, rest = year[1][1], [amount for n, (_, amount) in enumerate(year) if n != 1]
        return "high" if before > max(rest) else "low" if before < min(rest) else ""

    def _variation(self) -> Variation:
        """Where the figure lies by the limits of an XmR chart of the months before it.

        The limits are the mean ± 2.66 times the mean moving range (Wheeler, "Understanding
        Variation"; NHS England, "Making Data Count").
        """
        months = [month for month, _ in self.shown[1 : LIMITS_FROM_AT_MOST + 1]]
        earlier = [a for month in months if (a := self.measure.at(month).amount) is not None]
        if len(earlier) < LIMITS_FROM_AT_LEAST or self.one.kind not in ("flow", "stock"):
            return ""
        mean = sum(earlier, Decimal(0)) / len(earlier)
        ranges = [abs(a - b) for a, b in pairwise(earlier)]
        if not any(ranges) or drifts(earlier):
            return ""           # what never moved has no range, nor has what is on its way
        reach = XMR_FACTOR * sum(ranges, Decimal(0)) / len(ranges)
        limits = self.one.limits
        floor = limits.low if limits.low is not None else (
            # money is seldom below nought
            Decimal(0) if self.one.unit_class == "money" and min(earlier) >= 0 else mean - reach)
        ceiling = mean + reach if limits.high is None else limits.high
        ends = max(mean - reach, floor), min(mean + reach, ceiling)
        places = mean_decimals(mean, self.one.unit, self.one.decimals)
        self._fact("usual_mean", self.period, mean, places)
        # a limit of nought is nought, whatever the mean is printed with
        low, high = (self._fact(role, self.period, end, places if end else self.one.decimals)
                     for role, end in (("usual_low", ends[0]), ("usual_high", ends[1])))
        if low.printed >= high.printed or (self.one.is_share and low.printed <= 0
                                           and high.printed >= 100):
            return ""           # every figure would be outside it, or none
        now = self.shown[0][1]
        return "above" if now > high.printed else "below" if now < low.printed else "within"

    def _control(self) -> tuple[Control | None, NoControl]:
        """The control chart, where one is asked for, with its mean and limits as facts."""
        if not self.one.spc:
            return None, ""
        aim = self.aim if self.aim is not None and self.aim.counts and (
            self.aim.on == "month") else None
        control, why = control_of(self.measure, aim)
        if control is not None:
            for fact in (control.mean, control.low, control.high):
                self.facts[fact.role] = fact
            if control.signal is not None and control.signal.length > 1:
                self._count("spc_run", control.signal.length)
            for role in ("usual_mean", "usual_low", "usual_high"):
                self.facts.pop(role, None)
        return control, why

    def _windows(self) -> None:
        """Facts over several months; they stand on their own when the month itself is missing."""
        window = self.measure.window(self.period)
        for role, amount in (("mean_12m", window.mean_12m), ("sum_12m", window.sum_12m),
                             ("year_to_date", window.year_to_date)):
            if amount is not None:
                marking = self.measure.year_marking(self.period) if role == "year_to_date" else (
                    self._marking(self.period.back(12), self.period))
                places = self._mean_places(amount) if role == "mean_12m" else None
                self._fact(role, self.period, amount, places, marking)
        past = self.period.year_before
        last_year = self.measure.at(past).amount
        if last_year is not None and past >= self.start and "current" in self.facts and (
                self.measure.before(self.period) != past):    # which is the period before
            self._fact("same_month_last_year", past, last_year,
                       marking=self.measure.at(past).marking)
        to_date = self.measure.window(past).year_to_date
        if to_date is not None and past >= self.start and "year_to_date" in self.facts:
            self._fact("year_to_date_last_year", past, to_date,
                       marking=self.measure.year_marking(past))
        year = Year.holding(self.period, self.one.year).previous
        outturn = self.measure.outturns.get(year)
        if outturn is not None and year.last >= self.start:
            self._fact("outturn", year, outturn,
                       marking=self._marking(
                           year.last.previous if self.one.year_to_date == "latest"
                           else year.first.previous, year.last))

    def _mean_places(self, mean: Decimal) -> int:
        return mean_decimals(mean, self.one.unit, self.one.decimals)

    def _marking(self, after: Month, last: Month) -> Marking:
        return worst_marking(value.marking for month, value in self.measure.values.items()
                             if after < month <= last)
