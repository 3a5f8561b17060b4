"""What a finding is made of: facts, comparisons, runs. No words, and nothing worked out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from briefing.amounts import Marking, Reason
from briefing.facts import Fact as Fact
from briefing.findings.control import Control, NoControl
from briefing.indicators import BESIDE, COMPARATORS, Among, Comparator, Indicator
from briefing.measures import Measure
from briefing.periods import Month
from briefing.targets import Aim

Direction = Literal["up", "down", "none"]
Progress = Literal["improving", "worsening", "none"]
Relation = Literal["above", "below", "equal", "within"]
RatingWord = Literal["blue", "green", "amber", "red", "none"]
Record = Literal["", "high", "low"]
Variation = Literal["", "within", "above", "below"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a figure stands to a comparator, and how the same stood a month ago (None if unknown).

    `gap` is the distance as printed, never negative. `better` is None where neither is better.
    For a target range, `comparator` is its upper end and `lower` its lower one. A comparator can
    have been another a month ago: `relation_before` and `gap_before` set last month's figure
    beside `comparator_before`, `relation_to_this` and `gap_to_this` beside this month's.
    `benchmark` tells that the comparator is what others achieved.
    """

    comparator: Fact
    lower: Fact | None
    relation: Relation
    gap: Fact
    better: bool | None
    relation_before: Relation | None = None
    gap_before: Decimal | None = None
    comparator_before: Decimal | None = None
    relation_to_this: Relation | None = None
    gap_to_this: Decimal | None = None
    benchmark: bool = False

    @property
    def role(self) -> str:
        """The comparator's role: `target`, `national`, `outturn` ..."""
        return self.comparator.role

    @property
    def end(self) -> Fact:
        """The comparator, or of a range the end of it that the gap is to."""
        return self.lower if self.lower is not None and self.relation == "below" else (
            self.comparator)

    @property
    def held(self) -> bool | None:
        """Whether the relation also held last month; None when that is not known.

        Last month's figure has to have stood so to its own comparator and to this month's, or to
        neither: where they differ it is the comparator that moved.
        """
        if self.relation_before is None:
            return None
        before = {self.relation_before, self.relation_to_this}
        return True if before == {self.relation} else None if self.relation in before else False


@dataclass(frozen=True, slots=True)
class Run:
    """How many changes in a row, the latest included, went the same way; at least one."""

    direction: Direction
    length: Fact


@dataclass(frozen=True, slots=True)
class Finding:
    """What is known of one indicator in the period; a fact that cannot be had is not in `facts`.

    `report` is the last month of the report's period, which is `report_step` months long: that of
    the period itself, or a later one.

    `on_month` compares the month's figure, `on_year` the year to date. `judged` is the figure that
    target and benchmarks are set beside. `months_known` counts the unbroken months that end with
    the period; `from_the_start` tells whether they are all that there are. `marking` is how
    the month's figure is marked, `marking_before` last month's and `marking_year` the year to
    date. `run_before` is the run that the latest change ended. `record` and `record_before` tell
    whether this month's, or last month's, figure is the one highest or lowest of the 12 months.
    `variation` is where the figure lies by the limits of its usual month-to-month range.
    `aim` is what the figure's target is now, and whether it counts yet: only then is there a
    comparison with it. `rating_before` is last month's rating, None where that is not known.
    `comparators` are those of the council's own, by name.
    `progress_run` is how many changes in a row made the same progress.
    `control` is the control chart where one was asked for, `no_control` why there is none.
    `among` is how the figure stands among those of other areas, where it is ranked among them.
    """

    indicator: Indicator
    measure: Measure
    period: Month
    report: Month
    reason: Reason | None
    previous_reason: Reason | None
    marking: Marking
    marking_before: Marking
    marking_year: Marking
    facts: Mapping[str, Fact]
    direction: Direction | None
    progress: Progress
    progress_run: Fact | None
    run: Run | None
    run_before: Run | None
    record: Record
    record_before: Record
    variation: Variation
    months_known: int
    from_the_start: bool
    judged: Literal["month", "year_to_date"]
    on_month: tuple[Comparison, ...]
    on_year: tuple[Comparison, ...]
    rating: RatingWord
    rating_before: RatingWord | None = None
    aim: Aim | None = None
    report_step: int = 1
    comparators: Mapping[str, Comparator] = field(default_factory=dict)
    control: Control | None = None
    no_control: NoControl = ""
    among: Among | None = None

    @property
    def benchmarks(self) -> tuple[Fact, ...]:
        """The figures of others, in their order."""
        return tuple(fact for role, fact in self.facts.items() if role in COMPARATORS or (
            role in self.comparators and self.comparators[role].kind in BESIDE))

    @property
    def is_of_report(self) -> bool:
        """Whether its period is the report's own: as long, and the same."""
        return self.period == self.report and self.indicator.step == self.report_step

    @property
    def provisional(self) -> bool:
        """Whether the month's figure is not final: provisional, estimated or unreliable."""
        return self.marking != ""

    @property
    def provisional_before(self) -> bool:
        """Whether last month's is not."""
        return self.marking_before != ""

    @property
    def provisional_year(self) -> bool:
        """Whether a month of the year to date is not."""
        return self.marking_year != ""

    @property
    def withholds_year(self) -> bool:
        """Whether there is a year to date, which is withheld; one that is the latest figure is
        withheld with that.
        """
        latest = self.indicator.year_to_date == "latest" and self.reason is Reason.CONFIDENTIAL
        return latest or "year_to_date" in self.measure.window(self.period).withheld

    @property
    def waits(self) -> bool:
        """Whether there is a target that does not count yet, or of which it is not plain when."""
        return self.aim is not None and not self.aim.counts

    @property
    def is_tolerated(self) -> bool:
        """Whether it is off its target, and amber because that is within its tolerance."""
        target, tolerance = self.comparison("target"), self.indicator.tolerance
        return (self.rating == "amber" and target is not None and tolerance is not None
                and "floor" not in self.facts
                and target.gap.value <= tolerance.around(target.end.value))

    @property
    def judged_fact(self) -> Fact | None:
        """The figure that target and benchmarks are compared with."""
        return self.facts.get("current" if self.judged == "month" else "year_to_date")

    @property
    def judged_comparisons(self) -> tuple[Comparison, ...]:
        """The comparisons of the figure that is judged."""
        return self.on_month if self.judged == "month" else self.on_year

    def comparison(self, role: str) -> Comparison | None:
        """The comparison of that role, whichever figure it is on."""
        both = self.on_month + self.on_year
        return next((c for c in both if c.role == role), None)


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings of every indicator, in the dictionary's order."""

    period: Month
    by_indicator: Mapping[str, Finding]

    def __getitem__(self, indicator: str) -> Finding:
        """The indicator's finding; raises KeyError for an unknown one."""
        return self.by_indicator[indicator]
