"""What is known of each indicator, to hold an author's words to: its figures, and what each is.

The figures are worked out by `reckoning` from the observations as they were read; the findings of
the editions add those that only they have (a count as it is rounded for the public).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from briefing.amounts import UNITS
from briefing.findings import Finding, Findings
from briefing.findings.further import further_facts
from briefing.indicators import Indicator
from briefing.periods import Month, Year, parse_month
from briefing.reading import ReportFolder
from briefing.review.cells import Cell, derived, half_up
from briefing.review.hedges import Hedges
from briefing.review.reckoning import Reckoning

MONTHS_BACK = 36        # what a report prints, and what authors look back at
ROLES = {
    "target": "the target", "target_lower": "the lower end of the target",
    "mean_12m": "the 12 month average", "sum_12m": "the total of 12 months",
    "usual_low": "the lower end of the usual range",
    "usual_high": "the upper end of the usual range",
    "statistical_neighbours": "the average of similar councils", "region": "the regional average",
    "national": "the average for England",
}


@dataclass(frozen=True, slots=True)
class Reference:
    """A figure that can be meant: whose it is, what, of which month or year, and how it prints.

    `role` is month, to_date, numerator, denominator, rest (of the denominator), apart (a
    difference), count (of months) or a comparator's. `unit` is the class of its unit; the parts of
    a ratio are counts.
    """

    indicator: str
    role: str
    period: Month | Year | None
    value: Fraction
    decimals: int
    unit: str
    label: str
    text: str

    @property
    def printed(self) -> Fraction:
        """The value as it is printed."""
        return half_up(self.value, self.decimals)


class Known:
    """All that is known of the indicators of a report."""

    def __init__(self, report: ReportFolder, editions: Sequence[Findings], hedges: Hedges) -> None:
        self.report = report
        self.period = report.period
        self.hedges = hedges
        self.editions = tuple(editions)
        self.indicators = {one.id: one for one in report.dictionary.indicators}
        self._references: dict[str, tuple[Reference, ...]] = {}

    @cached_property
    def truths(self) -> Mapping[str, Reckoning]:
        """The reckoning of each indicator, from the observations as they were read."""
        cells: dict[str, dict[Month, Cell]] = defaultdict(dict)
        for o in self.report.observations:
            cells[o.indicator][o.month] = Cell(
                o.value, o.numerator, o.denominator, o.reason,
                o.marked or ("provisional" if o.provisional else ""), o.day)
        targets, benchmarks, marks = defaultdict(list), defaultdict(list), defaultdict(list)
        for mark in self.report.dictionary.marks:
            marks[mark.indicator].append(mark)
        for target in self.report.dictionary.targets:
            targets[target.indicator].append(target)
        for benchmark in self.report.dictionary.benchmarks:
            benchmarks[benchmark.indicator].append(benchmark)
        return {name: Reckoning(
            one, cells.get(name) or derived(one, cells[one.numerator], cells[one.denominator]),
            self.period.last, targets[name], benchmarks[name], marks[name],
            self.report.dictionary.comparators)
            for name, one in self.indicators.items()}

    @cached_property
    def sections(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the indicators of each service area."""
        by_section: dict[str, list[str]] = defaultdict(list)
        for name, one in self.indicators.items():
            by_section[one.section].append(name)
        return {section: tuple(names) for section, names in by_section.items()}

    def finding(self, indicator: str) -> Finding | None:
        """The indicator's finding, by the edition that shows most; None where it has none."""
        return self.editions[0].by_indicator.get(indicator) if self.editions else None

    def references(self, indicator: str) -> tuple[Reference, ...]:
        """Every figure of the indicator that an author can mean, the month's own first."""
        if indicator not in self._references:
            self._references[indicator] = tuple(_references(
                self.truths[indicator],
                [edition.by_indicator[indicator] for edition in self.editions
                 if indicator in edition.by_indicator]))
        return self._references[indicator]

    def name(self, indicator: str) -> str:
        """What sentences call the indicator."""
        return self.indicators[indicator].subject

    def names(self, indicators: Sequence[str]) -> str:
        """ "‘referrals’ or ‘open cases’ or their like": what the indicators are called."""
        names = [f"‘{self.name(indicator)}’" for indicator in indicators[:2]]
        return " or ".join(names) + (" or their like" if len(indicators) > 2 else "")

    def has_unit(self, indicators: Iterable[str], unit: str) -> bool:
        """Whether one of the indicators is in a unit of that class."""
        return any(self.indicators[name].unit_class == unit for name in indicators)


def _references(truth: Reckoning, findings: Iterable[Finding]) -> Iterable[Reference]:
    one = truth.one
    unit = one.unit_class

    def reference(role: str, period: Month | Year | None, value: Fraction, label: str,
                  decimals: int | None = None, of: str = "") -> Reference:
        places = one.decimals if decimals is None else decimals
        text = truth.worded(value, places) if not of else str(int(half_up(value, 0)))
        return Reference(one.id, role, period, value, places, of or unit, label, text)

    months = [truth.now.back(n) for n in range(0, MONTHS_BACK + 1, one.step)]
    for month in months:
        label = f"{truth.named(month)}’s figure"
        value, cell = truth.value(month), truth.cell(month)
        if value is not None:
            yield reference("month", month, value, label)
        if cell.numerator is not None and cell.value is not None:
            yield reference("numerator", month, Fraction(cell.numerator),
                            f"the numerator of {label}", 0, "count")
        if cell.denominator is not None and cell.value is not None:
            yield reference("denominator", month, Fraction(cell.denominator),
                            f"the denominator of {label}", 0, "count")
        if one.unit == "percent" and cell.numerator is not None and cell.denominator is not None:
            yield reference("rest", month, Fraction(cell.denominator) - Fraction(cell.numerator),
                            f"the denominator less the numerator of {label}", 0, "count")
    if one.year_to_date and one.year_to_date != "latest":
        for month in months[:13]:
            value = truth.to_date(month)
            if value is not None:
                yield reference("to_date", month, value,
                                f"the year to date at the end of {truth.named(month)}")
    yield from _over_months(truth, reference)
    yield from _comparators(truth, reference)
    yield from _as_found(one, findings)


def _over_months(truth: Reckoning, reference):  # type: ignore[no-untyped-def]
    for month in (truth.now, truth.before(truth.now)):
        mean, total = truth.mean(month), truth.total(month)
        if mean is not None:
            yield reference("mean_12m", month, mean, f"{ROLES['mean_12m']} to {month.full}",
                            truth.mean_places(mean))
        if total is not None and truth.one.amounts_to:
            yield reference("sum_12m", month, total, f"{ROLES['sum_12m']} to {month.full}")
    year = Year.holding(truth.now, truth.one.year).previous
    for _ in range(3):
        outturn = truth.outturn(year)
        if outturn is not None:
            yield reference("outturn", year, outturn, f"the {year} outturn")
        year = year.previous


def _comparators(truth: Reckoning, reference):  # type: ignore[no-untyped-def]
    for month in (truth.now, truth.before(truth.now)):
        for target in (truth.target(month), truth.whole_target(month)):
            if target is not None:
                ends = [target.value] if target.lower is None else [target.value, target.lower]
                for end in ends:
                    yield reference("target", month, Fraction(end), ROLES["target"],
                                    max(truth.one.decimals, _places(end)))
    for name, benchmark in truth.benchmarks.items():
        value = Fraction(benchmark.value)
        yield reference(name, None, value, ROLES.get(name, f"the figure of {name}"),
                        max(truth.one.decimals, _places(benchmark.value)))
    usual = truth.usual()
    for role, limit in zip(("usual_low", "usual_high"), usual or (), strict=False):
        yield reference(role, truth.now, limit, ROLES[role], truth.usual_places(limit))


def _as_found(one: Indicator, findings: Iterable[Finding]) -> Iterable[Reference]:
    """What the editions print, and differences and counts of months, which only they work out."""
    for finding in findings:
        further = {fact.role: fact for fact in further_facts(finding)}
        for role, fact in (further | dict(finding.facts)).items():
            apart = role == "change" or role.startswith("gap.")
            counted = (fact.unit == "count" and one.unit != "count") or role in (
                "run", "run_before", "months_known", "periods_met", "peak_over", "sum_over",
                "years_back")
            changed = fact.role.startswith("per_cent.")     # only of a change that is spoken of
            role = "change" if changed else "apart" if apart else "count" if counted else role
            label = (f"the difference ({fact.role.removeprefix('gap.').replace('_', ' ')})"
                     if apart else fact.role.replace("_", " "))
            value = abs(fact.value) if apart else fact.value
            yield Reference(one.id, role, _period(fact.period), Fraction(value), fact.decimals,
                            UNITS[fact.unit].unit_class, label, f"{fact.printed:f}")


def _period(text: str) -> Month | None:
    """The month of a fact; None of one that is of a year."""
    try:
        return parse_month(text)
    except ValueError:
        return None


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
