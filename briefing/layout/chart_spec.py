"""A finding to the spec of its chart, whatever its kind, and to what is said of it in words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from briefing import amounts
from briefing.amounts import Reason, worst_marking
from briefing.document import ChartPoint, ChartSeries, ChartSpec, OwnDrawing, SeriesRole
from briefing.findings import Finding
from briefing.layout import chart_lines as lines
from briefing.layout.chart_choice import chart_name, drawn_as, flows_of
from briefing.layout.chart_points import (
    NO_POINT,
    axis_label,
    breaks_among,
    chart_months,
    point_of,
    points_of,
    printed_point,
)
from briefing.layout.chart_whole import comparison, composition, same_months, short_names
from briefing.layout.charted import Charted
from briefing.layout.control import control_lines, control_months
from briefing.layout.material import Material
from briefing.layout.ticks import Axis, axis_of
from briefing.periods import Month, Year

XMR_BACK = 24       # as many months as the limits are worked out from
# A cumulative chart's years, the present one first.
YEARS: tuple[SeriesRole, ...] = ("main", "last_year", "earlier")
FLOWS: tuple[SeriesRole, ...] = ("inflow", "outflow")


def charted(finding: Finding, material: Material) -> Charted:
    """The indicator's chart, of the kind that its row or else the layout asks for; made once."""
    name = finding.indicator.id
    if name not in material.charts:
        chart = _charted(finding, material)
        spec = replace(chart.spec, axis_name=_axis_name(finding, material))
        material.charts[name] = replace(chart, spec=spec)
    return material.charts[name]


def _axis_name(finding: Finding, material: Material) -> str:
    """What the places along the axis are: "Month", "Quarter"."""
    name = material.fill(material.layout.words.chart_axis_name,
                         period_word=finding.indicator.period_word)
    return name[:1].upper() + name[1:]


def _charted(finding: Finding, material: Material) -> Charted:
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
        case "spc":
            months = control_months(finding)
            return _months(finding, material, ChartSpec("spc", (), (), (), ""), months, [
                *control_lines(finding, months, material),
                *lines.targets(finding, months, material)])
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
    main = points_of(finding, months, material)
    latest = main[-1].text if main[-1].value is not None else ""
    series = (ChartSeries(one.title, "main", main, latest), *others)
    level = tuple(s for s in series if s.role not in FLOWS)
    spec = on_axis(replace(
        kind, months=tuple(axis_label(one, month, n == 0) for n, month in enumerate(months)),
        series=series, breaks=breaks_among(finding, months)), finding, material, _values(level))
    return Charted(spec, tuple(months))


def _axis(finding: Finding, material: Material, values: list[Decimal], from_nought: bool) -> Axis:
    """The axis of the values, as long as the layout asks of the unit at the least."""
    least = material.layout.charts.span_of(finding.indicator.unit, max(values, default=Decimal(0)))
    return axis_of(finding, values, from_nought, least)


def on_axis(spec: ChartSpec, finding: Finding, material: Material, values: list[Decimal]
             ) -> ChartSpec:
    """The spec with the axis of the values, which says so where it does not begin at nought."""
    axis = _axis(finding, material, values, spec.from_nought)
    unit = amounts.unit_in_words(finding.indicator.unit)
    spec = replace(spec, ticks=axis.ticks, top=axis.top, axis_title=unit)
    if not spec.cut or spec.kind == "own":      # an author's function draws its own axis
        return spec
    return replace(spec, axis_title=material.fill(material.layout.words.axis_cut, unit=unit))


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
    spec = on_axis(ChartSpec(
        "cumulative", tuple(axis_label(one, m, first=False) if one.step > 1 else m.name[:3]
                            for m in months),
        tuple(series), (), "",
        tuple(n for n, month in enumerate(months)
              if n and month <= finding.period and finding.measure.breaks_in(month))),
        finding, material, _values(tuple(series)))
    return Charted(spec, tuple(months))


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
        return printed_point(finding, role, then, amount, worst_marking(
            measure.at(Month(n)).marking for n in range(first.ordinal, then.ordinal + 1)))
    if years_back:
        return _not_shown(finding, then, material)
    point = point_of(finding, then, material)
    # a month after one without a figure has one of its own, but no year to date
    return point if point.value is None else ChartPoint(None, "", "missing")


def _not_shown(finding: Finding, month: Month, material: Material) -> ChartPoint:
    """Nothing is drawn of an earlier year's month; its table says where that is withheld."""
    one, measure = finding.indicator, finding.measure
    if one.kind == "cumulative":
        point = point_of(finding, month, material)
        return replace(point, mark="") if point.mark == "withheld" else NO_POINT
    return ChartPoint(None, material.symbol(Reason.CONFIDENTIAL)) if (
        measure.lacks_withheld(month)) else NO_POINT


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
    flowing = axis_of(finding, _values(tuple(others)) or [Decimal(0)], from_nought=True).ticks
    kind = ChartSpec("stock", (), (), (), "", flow_ticks=(flowing[0], flowing[-1]))
    others += lines.targets(finding, months, material)
    return _months(finding, material, kind, months, others)


def _composition(finding: Finding, material: Material) -> Charted:
    one = finding.indicator
    months, series = composition(finding, material)
    spec = ChartSpec(
        "composition", tuple(axis_label(one, month, first=True) for month in months),
        tuple(series), axis_of(finding, [Decimal(0), Decimal(100)], from_nought=True).ticks,
        amounts.unit_in_words(one.unit))
    return Charted(spec, tuple(months))


def _comparison(finding: Finding, material: Material) -> Charted:
    names, series = comparison(finding, material)
    made = tuple(series)
    spec = on_axis(ChartSpec("comparison", names, made, (), ""), finding, material, _values(made))
    return Charted(spec, (finding.period,))
