"""A finding to the spec of its chart: thirteen months, the target and the benchmarks."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from briefing import amounts
from briefing.amounts import Reason
from briefing.document import ChartPoint, ChartSeries, ChartSpec, Mark
from briefing.findings import Fact, Finding
from briefing.indicators import Frequency, Indicator, Target, target_of
from briefing.layout.contents import Material
from briefing.periods import Month, Year, period_short
from briefing.sums import Value

TICKS_AT_MOST = 6
# How many periods a chart goes back: a year and a month, two years of quarters, five years.
PERIODS_BACK: dict[Frequency, int] = {"monthly": 12, "quarterly": 8, "annual": 5}


def chart_months(finding: Finding) -> list[Month]:
    """The last months of the periods shown: the latest back to none before the series begins."""
    period, step = finding.period, finding.indicator.step
    first = min(finding.measure.values, default=period)
    back = [period.back(step * n) for n in range(PERIODS_BACK[finding.indicator.frequency] + 1)]
    return [month for month in reversed(back) if month >= first or month == period]


def chart_spec(finding: Finding, material: Material) -> ChartSpec:
    """The spec: columns from nought for counts over the month, a line for everything else."""
    one = finding.indicator
    months = chart_months(finding)
    main = tuple(_point(finding, finding.measure.at(month), material) for month in months)
    latest = main[-1].text if main[-1].value is not None else ""
    series = [ChartSeries(one.title, "main", main, latest)]
    series += _average(finding, months, material)
    series += _targets(finding, months, material)
    series += _benchmarks(finding, months, material)
    kind = "column" if one.unit_class in ("count", "money") and one.kind == "flow" else "line"
    values = [p.value for s in series for p in s.points if p.value is not None]
    return ChartSpec(
        "column" if kind == "column" else "line",
        tuple(_label(one, month, n == 0) for n, month in enumerate(months)),
        tuple(series), ticks(finding, values, kind == "column"),
        amounts.unit_in_words(one.unit),
        tuple(n for n, month in enumerate(months) if n and _begins(finding, month)),
    )  # fmt: skip


def _begins(finding: Finding, month: Month) -> bool:
    """Whether a series begins with the period: after a break, or as a cumulative year does."""
    one = finding.indicator
    before = finding.measure.before(month)
    anew = one.kind == "cumulative" and Year.holding(month, one.year) != Year.holding(
        before, one.year)
    return anew or finding.measure.breaks_in(month)


def lines_beside(finding: Finding, spec: ChartSpec, months: list[Month]
                 ) -> list[tuple[str, str]]:
    """Every line besides the main one: its label, and its first period where it begins late.

    A target that changed is a line of its own for each value that it had.
    """
    month_names = {month: full_period(finding.indicator, month) for month in months}
    made: list[tuple[str, str]] = []
    for series in spec.series[1:]:
        before = ""
        for month, point in zip(months, series.points, strict=True):
            if point.value is not None and point.text != before:
                label = series.label if point.text in series.label else (
                    f"{series.name} {point.text}")
                made.append((label, "" if month == months[0] else month_names[month]))
            before = point.text
    return made


def full_period(one: Indicator, month: Month) -> str:
    """ "July 2022", "Q1 22/23" or "2021/22"."""
    return month.full if one.step == 1 else period_short(month, one.step, one.year)


def _label(one: Indicator, month: Month, first: bool) -> str:
    if one.frequency != "monthly":
        return period_short(month, one.step, one.year)
    return month.short if first or month.number == 1 else month.name[:3]


def _point(finding: Finding, value: Value, material: Material) -> ChartPoint:
    one = finding.indicator
    if value.amount is None:
        reason = value.reason or Reason.MISSING
        mark: Mark = "withheld" if reason.withheld else "missing"
        return ChartPoint(None, material.symbol(reason), mark)
    return ChartPoint(amounts.rounded(value.amount, one.decimals),
                      amounts.in_cell(value.amount, one.unit, one.decimals),
                      "provisional" if value.provisional else "")


def _flat(fact: Fact, finding: Finding, months: int) -> tuple[ChartPoint, ...]:
    text = amounts.in_cell(fact.value, finding.indicator.unit, fact.decimals)
    return (ChartPoint(fact.printed, text),) * months


def _average(finding: Finding, months: list[Month], material: Material) -> list[ChartSeries]:
    fact = finding.facts.get("mean_12m")
    if fact is None or finding.indicator.unit_class not in ("count", "money"):
        return []
    name = material.layout.words.average
    points = _flat(fact, finding, len(months))
    return [ChartSeries(name, "average", points, f"{name} {points[0].text}")]


def _targets(finding: Finding, months: list[Month], material: Material) -> list[ChartSeries]:
    """The target of each month's own year; a range has a line at either end, but none at nought."""
    one = finding.indicator
    targets = material.targets.get(one.id, [])
    current = target_of(targets, finding.period)
    if current is None:
        return []
    name = material.layout.words.target
    made = []
    for lower in (False, True):
        values = [_end(target_of(targets, m), lower) for m in months]
        end = _end(current, lower)
        if end is None or (lower and end == 0):
            continue
        texts = ["" if v is None else amounts.in_cell(v, one.unit, amounts.decimals_of(v))
                 for v in values]
        points = tuple(ChartPoint(v, t) for v, t in zip(values, texts, strict=True))
        made.append(ChartSeries(name, "target", points, f"{name} {points[-1].text}"))
    return made


def _end(target: Target | None, lower: bool) -> Decimal | None:
    return None if target is None else target.lower if lower else target.value


def _benchmarks(finding: Finding, months: list[Month], material: Material) -> list[ChartSeries]:
    made = []
    for role, word in material.layout.words.comparators.items():
        fact = finding.facts.get(role)
        if fact is not None:
            points = _flat(fact, finding, len(months))
            made.append(ChartSeries(f"{word} {fact.period}", "comparator", points,
                                    f"{word} {points[0].text} ({fact.period})"))
    return made


def ticks(finding: Finding, values: list[Decimal], from_zero: bool
          ) -> tuple[tuple[Decimal, str], ...]:
    """Round values that hold every point between the first and the last of them."""
    one = finding.indicator
    low = min(values, default=Decimal(0))
    high = max(values, default=Decimal(1))
    if from_zero or low < 0 or low * 2 < high:
        low = min(low, Decimal(0))
    whole = one.decimals == 0
    step = _step((high - low) / (TICKS_AT_MOST - 1), whole)
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    if first == last:
        last += 1
        first -= 1 if first else 0
    if one.unit_class == "percent" and last * step > 100 >= high:
        # no axis runs past the whole
        first, last = first - 1, (Decimal(100) / step).to_integral_value(ROUND_FLOOR)
        first = max(first, Decimal(0)) if low >= 0 else first
        if last * step < high:
            step = Decimal(100) / (Decimal(100) / step).to_integral_value(ROUND_CEILING)
            first = (low / step).to_integral_value(ROUND_FLOOR)
            last = Decimal(100) / step
    places = amounts.decimals_of(step)
    made = []
    at = first
    while at <= last:
        value = at * step
        made.append((value, amounts.in_cell(value, one.unit, places)))
        at += 1
    return tuple(made)


def _step(least: Decimal, whole: bool) -> Decimal:
    """The smallest of 1, 2, 5 (or 25, 250 ...) times a power of ten that is at least so large."""
    if least <= 0:
        return Decimal(1)
    power = Decimal(10) ** least.adjusted()
    for factor in ("1", "2", "2.5", "5", "10"):
        step = Decimal(factor) * power
        uneven = step != step.to_integral_value() and (whole or factor == "2.5")
        if step >= least and not uneven:
            return step.quantize(Decimal(1)) if step == int(step) else step.normalize()
    return Decimal(1)
