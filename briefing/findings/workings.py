"""One indicator looked at: its facts worked out, compared as printed, and rated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from briefing.amounts import Marking, as_printed, decimals_of, mean_decimals, worst_marking
from briefing.findings.control import Control, NoControl, control_of
from briefing.findings.facts import (
    Comparison,
    Direction,
    Fact,
    Finding,
    Progress,
    RatingWord,
    Record,
    Relation,
    Run,
    Variation,
)
from briefing.indicators import BESIDE, Among, Benchmark, Comparator, Target, target_of
from briefing.measures import Measure
from briefing.periods import Month, Year
from briefing.targets import Aim, aim_of, of_what, usual_figure

# The months that limits are worked out from: fewer are no history, more are another time.
LIMITS_FROM_AT_LEAST, LIMITS_FROM_AT_MOST = 12, 24
LEAST_MEAN = 6          # months of a period, of which a year has too few for a mean
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


class Workings:
    """One indicator's facts, worked out in the order in which they build on each other."""

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

    def finding(self) -> Finding:
        """All that there is to find in the period, worked out once; no words yet."""
        value = self.measure.at(self.period)
        before = self.measure.at(self.measure.before(self.period))
        direction: Direction | None = None
        run: Run | None = None
        run_before: Run | None = None
        record: Record = ""
        variation: Variation = ""
        if value.amount is not None:
            self._fact("current", self.period, value.amount)
            self._count("months_known", len(self.shown))
            if value.numerator is not None and value.denominator is not None:
                self._count("numerator", value.numerator)
                self._count("denominator", value.denominator)
            direction = self._change()
            run, run_before = self._runs()
            record = self._records()
            variation = self._variation()
        control, no_control = self._control()
        if control is not None:
            variation = ""      # one range of an indicator is enough: its process limits
        self._windows()
        judged = self.aim.on if self.aim is not None and self.aim.counts else usual_figure(self.one)
        on_month = self._on_month()
        on_year = self._on_year()
        judged_on = self._judged(judged)
        self._other_marks()
        progress = self._progress(direction)
        if judged == "month":
            on_month += judged_on
        else:
            on_year = judged_on[:1] + on_year + judged_on[1:] if self._has_target(
                judged_on) else on_year + judged_on
        for comparison in on_month + on_year:
            self.facts[comparison.gap.role] = comparison.gap
        return Finding(
            self.one, self.measure, self.period, self.report, value.reason, before.reason,
            value.marking, before.marking, self.measure.year_marking(self.period), self.facts,
            direction, progress, self._progress_run(progress), run, run_before, record,
            self._record_before(), variation, len(self.shown), self._from_the_start(), judged,
            on_month, on_year, self._rating(judged_on), self._rating_before(judged_on), self.aim,
            self.report_step, self.comparators, control, no_control, self.among,
        )  # fmt: skip

    def _aim(self, month: Month) -> Aim | None:
        return aim_of(self.one, self.targets, month, self.printed)

    @staticmethod
    def _has_target(comparisons: tuple[Comparison, ...]) -> bool:
        return bool(comparisons) and comparisons[0].role == "target"

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
                self.one.frequency != "annual"):    # of which it is the period before
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

    # ── comparisons ─────────────────────────────────────────────────────────────────────────────

    def _before(self, role: str) -> Decimal | None:
        """Last month's figure of the role, as printed; None across a gap, break or year's end."""
        month = self.measure.before(self.period)
        if month < self.start or len(self.shown) < 2:
            return None
        if role == "current":
            return self.shown[1][1]
        window = self.measure.window(month)
        if role == "mean_12m":
            return None if window.mean_12m is None else as_printed(
                window.mean_12m, self.one.unit, self._mean_places(window.mean_12m))
        amount = window.year_to_date
        same_year = Year.holding(month, self.one.year) == Year.holding(self.period, self.one.year)
        if amount is None or not same_year:
            return None
        return self._print(amount)

    def _compare(self, fact: Fact, comparator: Fact, lower: Fact | None = None,
                 before: tuple[Decimal | None, Decimal | None] = (None, None),
                 lower_before: Decimal | None = None) -> Comparison:
        """`before` is last month's figure and last month's comparator, which for a range ended
        below at `lower_before`."""
        low = lower.printed if lower else None
        relation = relation_of(fact.printed, comparator.printed, low)
        decimals = max(fact.decimals, comparator.decimals, lower.decimals if lower else 0)
        gap = Fact(self.one.id, f"gap.{comparator.role}", fact.period,
                   gap_of(fact.printed, comparator.printed, low), decimals, self.one.unit)
        then, comparator_then = before
        relation_before, gap_before, relation_to_this, gap_to_this = None, None, None, None
        if then is not None and comparator_then is not None:
            relation_before = relation_of(then, comparator_then, lower_before)
            gap_before = gap_of(then, comparator_then, lower_before)
            relation_to_this = relation_of(then, comparator.printed, low)
            gap_to_this = gap_of(then, comparator.printed, low)
        ranged = comparator.role == "target" and self.aim is not None and (
            self.aim.target.lower is not None)
        better = relation in ("within", "equal") if ranged else self._better(relation)
        return Comparison(comparator, lower, relation, gap, better, relation_before, gap_before,
                          comparator_then, relation_to_this, gap_to_this)

    def _better(self, relation: Relation) -> bool | None:
        if relation == "equal" or self.one.polarity in ("neutral", "range"):
            return None
        return (relation == "above") == (self.one.polarity == "higher")

    def _on_month(self) -> tuple[Comparison, ...]:
        now = self.facts.get("current")
        made: list[Comparison] = []
        if now is None:
            return ()
        mean = self.facts.get("mean_12m")
        # to be above the mean of two half years, of which it is one, is only to have risen
        if mean is not None and self.one.step < LEAST_MEAN:
            before = (self._before("current"), self._before("mean_12m"))
            made.append(self._compare(now, mean, before=before))
        last_year = self.facts.get("same_month_last_year")
        if last_year is not None:
            # "remains below July" would set June beside another June: no relation is carried over
            made.append(self._compare(now, last_year))
        return tuple(made)

    def _on_year(self) -> tuple[Comparison, ...]:
        to_date = self.facts.get("year_to_date")
        if to_date is None or self.one.kind == "cumulative":
            return ()
        made: list[Comparison] = []
        outturn = self.facts.get("outturn")
        if outturn is not None and self.one.year_to_date != "sum":
            made.append(self._compare(to_date, outturn, None, (
                self._before("year_to_date"), outturn.printed)))
        last_year = self.facts.get("year_to_date_last_year")
        if last_year is not None:
            made.append(self._compare(to_date, last_year))
        return tuple(made)

    def _judged(self, judged: str) -> tuple[Comparison, ...]:
        """Target first, then the benchmarks in their one order."""
        role = "current" if judged == "month" else "year_to_date"
        fact = self.facts.get(role)
        made: list[Comparison] = []
        if self.aim is not None:
            comparison = self._on_target(self.aim, fact)
            if comparison is not None:
                made.append(comparison)
        wanted = self.one.comparators
        benchmarks = [b for b in self.benchmarks if not wanted or b.comparator in wanted]
        for benchmark in benchmarks:
            own = self.comparators.get(benchmark.comparator)
            if own is not None and own.kind not in BESIDE:
                self._other_sort(benchmark, own)
                continue
            comparator = self._fact(benchmark.comparator, benchmark.period, benchmark.value)
            if fact is not None and not self._part_of_a_year(judged):
                made.append(replace(self._compare(fact, comparator, None, (
                    self._before(role), comparator.printed)), benchmark=True))
        return tuple(made)

    def _other_marks(self) -> None:
        """Keep the budget, forecast, floor or stretch of the period, and a year's target beside a
        period's: they are told with the figure, and it is not rated by them."""
        for kind in dict.fromkeys(mark.kind for mark in self.marks):
            alike = [mark for mark in self.marks if mark.kind == kind]
            mark = target_of(alike, self.period)
            if mark is not None:
                # a budget of each period, whose row names the year, is no whole year's
                each = kind == "budget" and isinstance(mark.span, Year) and of_what(
                    self.one, mark, alike, self.printed) != "year"
                self._fact(kind, self.period if each else mark.span, mark.value,
                           decimals_of(mark.value))
        if self.aim is not None and self.aim.of != "year" and "target_year" not in self.facts:
            whole = target_of([t for t in self.targets if t.of == "year"], self.period)
            if whole is not None:
                self._fact("target_year", whole.span, whole.value, decimals_of(whole.value))
                if whole.lower is not None:
                    self._fact("target_year_lower", whole.span, whole.lower,
                               decimals_of(whole.lower))

    def _other_sort(self, benchmark: Benchmark, own: Comparator) -> None:
        """Keep a rank, a quartile, a change or an average of areas: what ours is not set beside."""
        self.among = benchmark.among or self.among
        unit = {"change": "percent", "among": self.one.unit}.get(own.kind, "count")
        for role, value in ((own.name, benchmark.value), (f"{own.name}.of", benchmark.of)):
            if value is not None:
                decimals = self.one.decimals if own.kind == "among" else decimals_of(value)
                self.facts[role] = Fact(self.one.id, role, benchmark.period, value, decimals, unit)

    def _part_of_a_year(self, judged: str) -> bool:
        """Whether what is judged gathers over part of a year: others' figures are of whole ones."""
        if self.period == Year.holding(self.period, self.one.year).last:
            return False
        return (judged == "year_to_date" and self.one.year_to_date == "sum") or (
            self.one.kind == "cumulative" and (self.one.amounts_to or self._gathers()))

    def _gathers(self) -> bool:
        """Whether a share is one that a year fills up, as council tax collected is: in every year
        that is known from its first period to its last it never fell, and doubled at the least."""
        shown = {month: amount for month, value in self.measure.values.items()
                 if (amount := value.amount) is not None}
        whole = 12 // self.one.step
        years: dict[Year, list[Decimal]] = {}
        for month in sorted(shown):
            years.setdefault(Year.holding(month, self.one.year), []).append(shown[month])
        known = [figures for figures in years.values() if len(figures) == whole > 1]
        return bool(known) and all(figures == sorted(figures) and figures[-1] >= 2 * figures[0] > 0
                                   for figures in known)

    def _on_target(self, aim: Aim, fact: Fact | None) -> Comparison | None:
        """The figure beside its target; None where there is no figure or the target waits.

        The facts of the target are there all the same; a year's of which only a part is due is
        `target_year`.
        """
        span: object = aim.target.span
        if aim.standing == "pro_rata":
            whole = aim.target
            self._fact("target_year", span, whole.value, decimals_of(whole.value))
            if whole.lower not in (None, whole.value):
                assert whole.lower is not None
                self._fact("target_year_lower", span, whole.lower, decimals_of(whole.lower))
            span = self.period
        # a target is printed as short as it is exact: 95%, 18.5%
        upper = self._fact("target", span, aim.value, decimals_of(aim.value))
        lower = None
        if aim.low is not None:
            lower = self._fact("target_lower", span, aim.low, decimals_of(aim.low))
        if fact is None or not aim.counts:
            return None
        before = self._aim_before(aim)
        if before is None:
            return self._compare(fact, upper, lower)
        role = "current" if aim.on == "month" else "year_to_date"
        # a target that is written shorter as it is large is compared as it is written
        high, low = (None if end is None else as_printed(end, self.one.unit, decimals_of(end))
                     for end in (before.value, before.low))
        return self._compare(fact, upper, lower, (self._before(role), high), low)

    def _aim_before(self, aim: Aim) -> Aim | None:
        """Last month's aim; a new year's target is a new line, and has none.

        But of what has one figure a year, each is held to its own year's target.
        """
        before = self._aim(self.measure.before(self.period))
        if before is None or not before.counts or (before.standing, before.on) != (
                aim.standing, aim.on):
            return None
        trajectory = all(isinstance(a.target.span, Month) for a in (before, aim))
        yearly = self.one.frequency == "annual" and before.target.kind == aim.target.kind
        same = before.target == aim.target or (
            (trajectory or yearly) and (before.lower is None) == (aim.lower is None)
            and (before.low is None) == (aim.low is None))
        return before if same else None

    # ── judgements ──────────────────────────────────────────────────────────────────────────────

    def _progress(self, direction: Direction | None) -> Progress:
        if direction in (None, "none") or self.one.polarity == "neutral":
            return "none"
        if self.one.kind == "cumulative":
            return "none"       # its year, not its month, is better or worse than another
        if self.one.polarity == "range":
            return self._through_range(0)
        better = (direction == "up") == (self.one.polarity == "higher")
        return "improving" if better else "worsening"

    def _through_range(self, back: int) -> Progress:
        """Whether a change brought the figure nearer to the target's range; none inside it."""
        aim = self.aim
        if aim is None or aim.target.lower is None or (
                self.one.kind == "flow" and self.one.amounts_to and not aim.of_a_period):
            return "none"       # a month's count does not come nearer to a year's range
        (_, now), (_, before) = self.shown[back : back + 2]
        gaps = [gap_of(v, aim.value, aim.lower) for v in (now, before)]
        if gaps[0] == gaps[1]:
            return "none"
        return "improving" if gaps[0] < gaps[1] else "worsening"

    def _progress_run(self, progress: Progress) -> Fact | None:
        """How many changes in a row made the same progress, where the latest made any."""
        if progress == "none":
            return None
        if self.one.polarity != "range":
            return self.facts.get("run")
        steps = [self._through_range(n) for n in range(len(self.shown) - 1)]
        length = next((n for n, step in enumerate(steps) if step != progress), len(steps))
        return self._count("progress_run", length)

    def _rating(self, judged_on: tuple[Comparison, ...]) -> RatingWord:
        if not self._has_target(judged_on):
            return "none"
        target = judged_on[0]
        end = target.lower if target.lower and target.relation == "below" else target.comparator
        judged = self.facts["current" if self.aim is None or self.aim.on == "month"
                            else "year_to_date"]
        return self._rated(target, target.relation, target.gap.value, end.value, judged.printed)

    def _rating_before(self, judged_on: tuple[Comparison, ...]) -> RatingWord | None:
        """Last month's rating, by last month's own target and tolerance."""
        if not self._has_target(judged_on) or judged_on[0].relation_before is None:
            return None
        target = judged_on[0]
        assert target.gap_before is not None
        assert target.comparator_before is not None
        end = (target.lower.value if target.lower and target.relation_before == "below"
               else target.comparator_before)
        return self._rated(target, target.relation_before, target.gap_before, end, self._before(
            "current" if self.aim is None or self.aim.on == "month" else "year_to_date"), back=1)

    def _rated(self, target: Comparison, relation: Relation | None, gap: Decimal,
               missed: Decimal, figure: Decimal | None, back: int = 0) -> RatingWord:
        """The rating of a figure so far from `missed`, the target or the end of its range.

        Where there is a floor, it is amber down to the floor, whatever the tolerance is.
        """
        ranged = self.aim is not None and self.aim.target.lower is not None
        if not ranged and self.one.polarity in ("neutral", "range"):
            return "none"
        better = relation == "within" if ranged else (
            (relation == "above") == (self.one.polarity == "higher"))
        # each period by its own target: a trajectory's may be strict in one month alone
        aim = self.aim if not back else self._aim(self.period.back(back * self.one.step))
        strict = aim is not None and aim.target.strict
        if relation == "equal":
            better = not strict
        if better:
            exceeds = self.one.exceeds
            far = exceeds is not None and relation != "within" and (
                relation != "equal" and gap >= exceeds.around(missed))
            return "blue" if far else "green"
        floor = self._floor(self.period.back(back * self.one.step))
        if floor is not None and figure is not None:
            kept = figure >= floor if self.one.polarity == "higher" else figure <= floor
            return "amber" if kept else "red"
        tolerance = self.one.tolerance
        if tolerance is not None and gap <= tolerance.around(missed):
            return "amber"
        return "amber" if self.one.by_improvement and self._improved(back) else "red"

    def _floor(self, month: Month) -> Decimal | None:
        """The floor of that month's own year, as it is printed."""
        mark = target_of([mark for mark in self.marks if mark.kind == "floor"], month)
        return None if mark is None else as_printed(
            mark.value, self.one.unit, decimals_of(mark.value))

    def _improved(self, back: int) -> bool:
        """Whether the change to the figure so many before the latest was for the better."""
        if len(self.shown) < back + 2 or self.one.polarity not in ("higher", "lower"):
            return False
        (_, now), (_, before) = self.shown[back : back + 2]
        return now != before and (now > before) == (self.one.polarity == "higher")
