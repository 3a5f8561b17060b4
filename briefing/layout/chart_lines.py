"""The lines that a chart's main series is read against: average, targets, benchmarks, last year."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

from briefing import amounts
from briefing.document import ChartPoint, ChartSeries
from briefing.findings import Fact, Finding
from briefing.findings.compared import is_part_of
from briefing.indicators import Indicator, TargetKind, target_of
from briefing.layout.chart_points import NO_POINT, fact_point, point_of
from briefing.layout.material import Material
from briefing.periods import Month, Year
from briefing.targets import Aim, aims_of


def _flat(finding: Finding, fact: Fact, months: int) -> tuple[ChartPoint, ...]:
    return (dataclasses.replace(fact_point(finding, fact), mark=""),) * months


def average(finding: Finding, months: list[Month], material: Material) -> list[ChartSeries]:
    """The 12 month average of counts and money."""
    fact = finding.facts.get("mean_12m")
    if fact is None or finding.indicator.unit_class not in ("count", "amount", "money"):
        return []
    name = material.layout.words.average
    points = _flat(finding, fact, len(months))
    return [ChartSeries(name, "average", points, f"{name} {points[0].text}")]


def targets(finding: Finding, months: list[Month], material: Material, so_far: bool = False
            ) -> list[ChartSeries]:
    """The target of each month's own period; a range has a line at either end, but none at nought.

    A year's target is no line across months. Where the points are years `so_far` it is, unless a
    trajectory leads to it; its part for the months so far, taken pro rata, climbs.
    """
    one = finding.indicator
    known = material.targets.get(one.id, [])
    if target_of(known, finding.period) is None:
        return []
    shown = finding.measure.printed()
    aims = aims_of(one, known, months, shown)
    led = {Year.holding(target.span, one.year) for target in known
           if isinstance(target.span, Month)}
    drawn = [aim if aim is not None and _is_drawn(
        one, aim, so_far, month, Year.holding(month, one.year) in led) else None
        for aim, month in zip(aims, months, strict=True)]
    # a milestone and the year's target after it are lines of their own, each by its name
    kinds = dict.fromkeys(aim.target.kind for aim in drawn if aim is not None)
    return [series for kind in kinds for series in _of_kind(one, kind, [
        aim if aim is not None and aim.target.kind == kind else None for aim in drawn], material)]


def _of_kind(one: Indicator, kind: TargetKind, drawn: list[Aim | None], material: Material
             ) -> list[ChartSeries]:
    """The line of the targets of one kind, or the two of a range."""
    words = material.layout.words
    last = next(aim for aim in reversed(drawn) if aim is not None)
    name = words.mark(kind)
    if any(aim is not None and aim.standing in ("to_date", "pro_rata") for aim in drawn):
        name = words.mark(kind, "to_date")
    elif last.of == "year":
        name = words.mark(kind, "year")
    between = last.low is not None and last.low != 0
    lines = []
    for lower in (False, True):
        role = "target_lower" if lower else "target"
        values = [None if aim is None else aim.low if lower else aim.value for aim in drawn]
        end = last.low if lower else last.value
        if end is None or (lower and end == 0):
            continue
        end_name = words.target_from if lower else words.target_to if between else name
        known: dict[tuple[Decimal, Month | Year], ChartPoint] = {}      # one for a level line
        for value, aim in zip(values, drawn, strict=True):
            if value is not None and aim is not None and (value, aim.target.span) not in known:
                known[value, aim.target.span] = ChartPoint(
                    value, amounts.in_cell(value, one.unit, amounts.decimals_of(value)), "",
                    f"{one.id}:{role}:{aim.target.span}")
        points = tuple(NO_POINT if value is None or aim is None else known[value, aim.target.span]
                       for value, aim in zip(values, drawn, strict=True))
        label = next((p.text for p in reversed(points) if p.text), "")
        lines.append(ChartSeries(end_name, "target", points, f"{end_name} {label}".strip()))
    return lines


def _is_drawn(one: Indicator, aim: Aim, so_far: bool, month: Month, led: bool) -> bool:
    """Whether the aim of a month can stand beside the chart's point of that month.

    Where a trajectory leads to the year's target, that is a point at the year's end alone.
    """
    if so_far and led and isinstance(aim.target.span, Year) and month != aim.target.span.last:
        return False
    match aim.standing:
        case "period":
            return not (so_far and one.kind == "flow")
        case "to_date" | "pro_rata":
            return so_far
        case "year":
            return so_far or one.kind in ("stock", "rolling_12")
        case "waits":
            return so_far and not led
        case _:
            return False


def benchmarks(finding: Finding, months: list[Month], material: Material) -> list[ChartSeries]:
    """A flat line for each benchmark that the chart's figures can be set beside."""
    lines = []
    for fact in finding.benchmarks:
        if is_part_of(finding.indicator, fact.period):
            continue
        word = material.comparators[fact.role]
        points = _flat(finding, fact, len(months))
        lines.append(ChartSeries(f"{word} {fact.period}", "comparator", points,
                                 f"{word} {points[0].text} ({fact.period})"))
    return lines


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
    lines = []
    for role, name in (("usual_high", words.chart_usual_high), ("usual_mean", words.chart_mean),
                       ("usual_low", words.chart_usual_low)):
        flat = _flat(finding, finding.facts[role], known)
        points = (NO_POINT,) * (len(months) - known) + flat
        lines.append(ChartSeries(name, "average" if role == "usual_mean" else "limit", points,
                                 f"{name} {flat[-1].text}"))
    return lines
