"""One indicator's figures compared, as printed: with target, benchmarks, average, last year."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from briefing.amounts import as_printed, decimals_of
from briefing.findings.facts import (
    Comparison,
    Fact,
    Relation,
)
from briefing.findings.series import Series, gap_of, relation_of
from briefing.indicators import BESIDE, Benchmark, Comparator, Indicator, target_of
from briefing.periods import Month, Year
from briefing.reading.published import is_of_a_year
from briefing.targets import Aim, of_what

LEAST_MEAN = 6          # months of a period, of which a year has too few for a mean


def is_part_of(one: Indicator, published: str) -> bool:
    """Whether one of its figures is a month's or quarter's part of what others had in a year."""
    return one.kind == "flow" and one.step < 12 and one.amounts_to and (
        one.year_to_date == "sum" or one.unit_class == "count") and is_of_a_year(published, one)


class Compared(Series):
    """The comparisons of one indicator's figures, with what they are compared with."""

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
            if fact is not None and not self._part_of_a_year(judged) and not (
                    judged == "month" and is_part_of(self.one, benchmark.period)):
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
        """Keep a rank, quartile, change, average of areas or distance: none is set beside ours."""
        self.among = benchmark.among or self.among
        unit = {"change": "percent", "among": self.one.unit,
                "distance": self.one.unit}.get(own.kind, "count")
        for role, value in ((own.name, benchmark.value), (f"{own.name}.of", benchmark.of)):
            if value is not None:
                decimals = (self.one.decimals if own.kind in ("among", "distance")
                            else decimals_of(value))
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

    @staticmethod
    def _has_target(comparisons: tuple[Comparison, ...]) -> bool:
        return bool(comparisons) and comparisons[0].role == "target"
