"""One indicator looked at: its facts worked out, compared as printed, and rated."""

from __future__ import annotations

from decimal import Decimal

from briefing.amounts import as_printed, decimals_of
from briefing.findings.compared import Compared
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
from briefing.findings.series import gap_of
from briefing.indicators import target_of
from briefing.periods import Month
from briefing.targets import usual_figure


class Workings(Compared):
    """All that is found of one indicator, and how it is judged."""

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
        judged = self.facts["current" if self.aim is None or self.aim.on == "month"
                            else "year_to_date"]
        return self._rated(target, target.relation, target.gap.value, target.end.value,
                           judged.printed)

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
