"""The lines that a chart's main series is read against: average, targets, benchmarks, last year."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

from briefing import amounts
from briefing.document import ChartPoint, ChartSeries
from briefing.findings import Fact, Finding
from briefing.indicators import Target, target_of
from briefing.layout.chart_points import NO_POINT, fact_point, point_of
from briefing.layout.material import Material
from briefing.periods import Month


def _flat(finding: Finding, fact: Fact, months: int) -> tuple[ChartPoint, ...]:
    return (dataclasses.replace(fact_point(finding, fact), mark=""),) * months


def average(finding: Finding, months: list[Month], material: Material) -> list[ChartSeries]:
    """The 12 month average of counts and money."""
    fact = finding.facts.get("mean_12m")
    if fact is None or finding.indicator.unit_class not in ("count", "money"):
        return []
    name = material.layout.words.average
    points = _flat(finding, fact, len(months))
    return [ChartSeries(name, "average", points, f"{name} {points[0].text}")]


def targets(finding: Finding, months: list[Month], material: Material) -> list[ChartSeries]:
    """The target of each month's own year; a range has a line at either end, but none at nought."""
    one = finding.indicator
    known = material.targets.get(one.id, [])
    current = target_of(known, finding.period)
    if current is None:
        return []
    words = material.layout.words
    between = current.lower is not None and current.lower != 0
    made = []
    for lower in (False, True):
        held = [target_of(known, m) for m in months]
        values = [_end(target, lower) for target in held]
        role = "target_lower" if lower else "target"
        end = _end(current, lower)
        if end is None or (lower and end == 0):
            continue
        name = words.target_from if lower else words.target_to if between else words.target
        texts = ["" if v is None else amounts.in_cell(v, one.unit, amounts.decimals_of(v))
                 for v in values]
        points = tuple(
            ChartPoint(v, t, "", "" if v is None or target is None
                       else f"{one.id}:{role}:{target.span}")
            for v, t, target in zip(values, texts, held, strict=True))
        last = next((p.text for p in reversed(points) if p.text), "")
        made.append(ChartSeries(name, "target", points, f"{name} {last}".strip()))
    return made


def _end(target: Target | None, lower: bool) -> Decimal | None:
    return None if target is None else target.lower if lower else target.value


def benchmarks(finding: Finding, months: list[Month], material: Material) -> list[ChartSeries]:
    """A flat line for each benchmark."""
    made = []
    for role, word in material.layout.words.comparators.items():
        fact = finding.facts.get(role)
        if fact is not None:
            points = _flat(finding, fact, len(months))
            made.append(ChartSeries(f"{word} {fact.period}", "comparator", points,
                                    f"{word} {points[0].text} ({fact.period})"))
    return made


def comparable_a_year_before(finding: Finding, month: Month) -> bool:
    """Whether no new series begins between the month and the same month a year before."""
    return not any(month.year_before < b <= month for b in finding.indicator.breaks)


def last_year(finding: Finding, months: list[Month], material: Material) -> list[ChartSeries]:
    """The same months a year earlier, where they compare."""
    points = []
    for month in months:
        point = point_of(finding, month.year_before, material)
        compares = point.value is not None and comparable_a_year_before(finding, month)
        points.append(point if compares else NO_POINT)
    if not any(point.value is not None for point in points):
        return []
    name = material.layout.words.chart_last_year
    return [ChartSeries(name, "last_year", tuple(points), f"{name} {points[-1].text}".strip())]


def limits(finding: Finding, months: list[Month], material: Material) -> list[ChartSeries]:
    """The mean and the ends of the usual range, over the months that they are worked out from."""
    words = material.layout.words
    known = min(finding.months_known, len(months))
    made = []
    for role, name in (("usual_high", words.chart_usual_high), ("usual_mean", words.chart_mean),
                       ("usual_low", words.chart_usual_low)):
        flat = _flat(finding, finding.facts[role], known)
        points = (NO_POINT,) * (len(months) - known) + flat
        made.append(ChartSeries(name, "average" if role == "usual_mean" else "limit", points,
                                f"{name} {flat[-1].text}"))
    return made
