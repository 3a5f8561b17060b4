"""A finding to the spec of its chart, whatever its kind, and to what is said of it in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from briefing import amounts
from briefing.document import ChartPoint, ChartSeries, ChartSpec, OwnDrawing, SeriesRole
from briefing.findings import Finding
from briefing.layout import chart_lines as lines
from briefing.layout.chart_choice import chart_name, drawn_as, flows_of
from briefing.layout.chart_points import (
    NO_POINT,
    axis_label,
    breaks_among,
    chart_months,
    full_period,
    point_of,
    printed_point,
)
from briefing.layout.chart_whole import comparison, composition, same_months, shares, short_names
from briefing.layout.contents import Material
from briefing.layout.ticks import ticks
from briefing.narrative.tell import Beside
from briefing.periods import Month, Year

XMR_BACK = 24       # as many months as the limits are worked out from
# A cumulative chart's years, the present one first.
YEARS: tuple[SeriesRole, ...] = ("main", "last_year", "earlier")
FLOWS: tuple[SeriesRole, ...] = ("inflow", "outflow")


@dataclass(frozen=True, slots=True)
class Charted:
    """A chart's spec, the months that it shows, and the series beside its main one in words."""

    spec: ChartSpec
    months: tuple[Month, ...]
    beside: tuple[Beside, ...]

    @property
    def shape(self) -> str:
        """How the chart is told in words: its kind, or that a year stands alone."""
        alone = not any(s.role == "last_year" for s in self.spec.series)
        return "year" if self.spec.kind == "cumulative" and alone else self.spec.kind


def chart_spec(finding: Finding, material: Material) -> ChartSpec:
    """The spec of the indicator's chart."""
    return charted(finding, material).spec


def charted(finding: Finding, material: Material) -> Charted:
    """The indicator's chart, of the kind that its row or else the layout asks for."""
    name = chart_name(finding, material)
    match drawn_as(name, finding):
        case "cumulative":
            return _cumulative(finding, material)
        case "stock":
            return _stock(finding, material)
        case "composition":
            return _composition(finding, material)
        case "comparison":
            return _comparison(finding, material)
        case "xmr":
            months = chart_months(finding, XMR_BACK)
            return _months(finding, material, ChartSpec("xmr", (), (), (), ""), months,
                           lines.limits(finding, months, material))
        case drawn:
            months = chart_months(finding)
            before = lines.last_year(finding, months, material) if name == "last_year" else []
            own = OwnDrawing(material.report.own_charts[name], name) if drawn == "own" else None
            return _months(finding, material, ChartSpec(drawn, (), (), (), "", own=own), months, [
                *before, *lines.average(finding, months, material),
                *lines.targets(finding, months, material, finding.indicator.kind == "cumulative"),
                *lines.benchmarks(finding, months, material)])


def _months(finding: Finding, material: Material, kind: ChartSpec, months: list[Month],
            others: list[ChartSeries]) -> Charted:
    """A chart along the months, of the given kind: the main series, then the others.

    The ticks are those of the line, or of the columns; flows have their own.
    """
    one = finding.indicator
    main = tuple(point_of(finding, month, material) for month in months)
    latest = main[-1].text if main[-1].value is not None else ""
    series = (ChartSeries(one.title, "main", main, latest), *others)
    level = tuple(s for s in series if s.role not in FLOWS)
    spec = replace(
        kind, months=tuple(axis_label(one, month, n == 0) for n, month in enumerate(months)),
        series=series, ticks=ticks(finding, _values(level), kind.from_nought),
        axis_title=amounts.unit_in_words(one.unit), breaks=breaks_among(finding, months))
    return Charted(spec, tuple(months), _beside(
        finding, spec, months, material.layout.words.chart_target_to_date))


def _values(series: tuple[ChartSeries, ...]) -> list[Decimal]:
    return [p.value for s in series for p in s.points if p.value is not None]


def _cumulative(finding: Finding, material: Material) -> Charted:
    """The year so far beside the years before it, from the first month of a year to its last."""
    one = finding.indicator
    year = Year.holding(finding.period, one.year)
    count = 12 // one.step
    months = [year.first.back(1 - one.step * (n + 1)) for n in range(count)]
    series: list[ChartSeries] = []
    for back, role in enumerate(YEARS):
        points = tuple(_to_date(finding, month, back, material) for month in months)
        last = next((p for p in reversed(points) if p.value is not None), None)
        if last is None and back:
            break
        of = str(Year(year.start - back, one.year))
        label = f"{of} {last.text}" if last is not None else of
        series.append(ChartSeries(of, role, points, label))
    series += lines.targets(finding, months, material, so_far=True)
    if one.kind == "cumulative":
        series += lines.benchmarks(finding, months, material)
    spec = ChartSpec(
        "cumulative", tuple(axis_label(one, m, first=False) if one.step > 1 else m.name[:3]
                            for m in months),
        tuple(series), ticks(finding, _values(tuple(series)), from_zero=False),
        amounts.unit_in_words(one.unit),
        tuple(n for n, month in enumerate(months)
              if n and month <= finding.period and finding.measure.breaks_in(month)))
    shown = [month for month in months if month <= finding.period]
    return Charted(spec, tuple(shown), _beside(
        finding, spec, months, material.layout.words.chart_target_to_date))


def _to_date(finding: Finding, month: Month, years_back: int, material: Material) -> ChartPoint:
    """The year to date of the month, so many years back; none to come, and none across a break."""
    then, now = month.back(12 * years_back), min(month, finding.period)
    if then > finding.period or any(then < b <= now for b in finding.indicator.breaks):
        return NO_POINT
    measure = finding.measure
    amount = measure.to_date(then)
    if amount is not None:
        first = then if finding.indicator.kind == "cumulative" else Year.holding(
            then, finding.indicator.year).first
        role = "month" if finding.indicator.kind == "cumulative" else "year_to_date"
        return printed_point(finding, role, then, amount, any(
            measure.at(Month(n)).provisional for n in range(first.ordinal, then.ordinal + 1)))
    if years_back:
        return NO_POINT
    point = point_of(finding, then, material)
    # a month after one without a figure has one of its own, but no year to date
    return point if point.value is None else ChartPoint(None, "", "missing")


def _stock(finding: Finding, material: Material) -> Charted:
    """The level as a line, over columns of what it grew and shrank by."""
    months = chart_months(finding)
    flows = flows_of(finding, material)
    assert flows is not None, "a chart with flows is chosen only where both are there"
    names = short_names([f.indicator.title for f in flows])
    others = []
    for flow, name, role in zip(flows, names, FLOWS, strict=True):
        points = same_months(flow, months, material)
        label = f"{name} {points[-1].text}".strip() if points[-1].value is not None else name
        others.append(ChartSeries(name, role, points, label))
    flowing = ticks(finding, _values(tuple(others)) or [Decimal(0)], from_zero=True)
    kind = ChartSpec("stock", (), (), (), "", flow_ticks=(flowing[0], flowing[-1]))
    others += lines.targets(finding, months, material)
    return _months(finding, material, kind, months, others)


def _composition(finding: Finding, material: Material) -> Charted:
    one = finding.indicator
    months, series = composition(finding, material)
    spec = ChartSpec(
        "composition", tuple(axis_label(one, month, first=True) for month in months),
        tuple(series), ticks(finding, [Decimal(0), Decimal(100)], from_zero=True),
        amounts.unit_in_words(one.unit))
    others = [s.label for s, member in zip(series, shares(finding, material), strict=True)
              if member is not finding]
    return Charted(spec, tuple(months), tuple(map(Beside, others)))


def _comparison(finding: Finding, material: Material) -> Charted:
    names, series = comparison(finding, material)
    made = tuple(series)
    spec = ChartSpec("comparison", names, made, ticks(finding, _values(made), from_zero=True),
                     amounts.unit_in_words(finding.indicator.unit))
    beside = [Beside(f"{name} {point.text}")
              for name, point in zip(names[1:], made[0].points[1:], strict=True)]
    return Charted(spec, (finding.period,),
                   (*beside, *(Beside(s.label) for s in made if s.role == "target")))


def _beside(finding: Finding, spec: ChartSpec, months: list[Month], climbing: str
            ) -> tuple[Beside, ...]:
    """Every series besides the main one, in words.

    A target that changed is a line of its own for each value that it had, but for one of the name
    `climbing`, a target to date.
    """
    one = finding.indicator
    made: list[Beside] = []
    for series in spec.series[1:]:
        if series.role in ("last_year", "earlier") and spec.kind == "cumulative":
            last = max(n for n, p in enumerate(series.points) if p.value is not None)
            then = months[last].back(12 * YEARS.index(series.role))
            made.append(Beside(series.label, full_period(one, then), "end"))
            continue
        if series.role not in ("target", "comparator"):
            made.append(Beside(series.label))
            continue
        if series.name == climbing:
            # it climbs month by month: where it is now, and where it leads
            made += [Beside(f"{series.name} {point.text}", full_period(one, month), "end")
                     for month, point in zip(months, series.points, strict=True)
                     if point.value is not None and month in (finding.period, months[-1])]
            continue
        before = ""
        for month, point in zip(months, series.points, strict=True):
            if point.value is not None and point.text != before:
                label = series.label if point.text in series.label else (
                    f"{series.name} {point.text}")
                late = month != months[0]
                made.append(Beside(label, full_period(one, month) if late else "",
                                   "part" if late else "whole"))
            before = point.text
    return tuple(made)
