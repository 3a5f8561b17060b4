"""The tables under a chart: each of its points stands in one, whatever the page can hold.

Where the months do not fit side by side is for the writers that have pages to see: none is left
out here.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from briefing.amounts import MARKS, SYMBOLS, Reason, decimals_of, in_cell
from briefing.document import Cell, ChartPoint, ChartSeries, Column, Inline, Row, Table, Text
from briefing.facts import Fact, FactId
from briefing.findings import Finding
from briefing.layout.chart_points import chart_months, full_period
from briefing.layout.chart_seen import OF_MONTHS
from briefing.layout.charted import Charted
from briefing.layout.material import Material, month_cell, month_fact
from briefing.narrative.sentence import Figure
from briefing.periods import Month, parse_month, period_short

PLACE = 11.5                    # the share of each period, and those of a row's head:
HEAD, NAMED_HEAD = 15.0, 24.0   # of the figures alone, and of rows that have names


def chart_tables(finding: Finding, chart: Charted, material: Material) -> tuple[Table, ...]:
    """The table of the periods, and one of the chart's points where those are others; made once."""
    name = finding.indicator.id
    if name not in material.tables:
        material.tables[name] = _chart_tables(finding, chart, material)
    return material.tables[name]


def _chart_tables(finding: Finding, chart: Charted, material: Material) -> tuple[Table, ...]:
    spec, one = chart.spec, finding.indicator
    if spec.kind in OF_MONTHS:
        beside = [s for s in spec.series[1:] if s.role in ("last_year", "inflow", "outflow")
                  or (s.role == "target" and _varies(s))]
        return (_periods(finding, chart.months, chart, beside, material),)
    own = _periods(finding, chart_months(finding), chart, [], material)
    if spec.kind == "comparison":
        return (own,)
    rows = [s for s in spec.series if s.role != "comparator" and (
        s.role != "target" or _varies(s))]
    points = _points(finding, chart, rows, material)
    # what is counted from the year's start is the chart's own line: its months are there already
    whole = spec.kind == "cumulative" and one.kind == "cumulative"
    return (points,) if whole else (own, points)


def _varies(series: ChartSeries) -> bool:
    return len({point.value for point in series.points}) > 1


def _periods(finding: Finding, months: Sequence[Month], chart: Charted,
             beside: Sequence[ChartSeries], material: Material) -> Table:
    """The indicator's own figures by period, and under them what the chart sets beside each."""
    one, words = finding.indicator, material.layout.words
    columns = (Column("", NAMED_HEAD if beside else HEAD),
               *(_period_column(period_short(m, one.step, one.year)) for m in months))
    head = Cell((Text(words.value),), header=True)
    rows = [Row((head, *(month_cell(finding, month, material) for month in months)))]
    rows += [_row(finding, series, chart, material) for series in beside]
    caption = material.fill(words.months_caption, title=one.title,
                            first_month=full_period(one, months[0]),
                            last_month=full_period(one, months[-1]))
    summary = material.fill(words.months_summary, period_word=one.period_word)
    return Table(f"months.{one.id}", caption, summary, columns, tuple(rows),
                 caption_shown=False, small=True, in_tiers=True)


@lru_cache(256)     # the tables of most indicators have the same ones
def _period_column(heading: str) -> Column:
    return Column(heading, PLACE, "right")


def _points(finding: Finding, chart: Charted, rows: Sequence[ChartSeries], material: Material
            ) -> Table:
    """A row for each line or share of the chart, a column for each of its places."""
    one, words = finding.indicator, material.layout.words
    columns = (Column("", NAMED_HEAD),
               *(_period_column(name) for name in chart.spec.months))
    caption = material.fill(words.points_caption, title=one.title,
                            first_month=full_period(one, chart.months[0]),
                            last_month=full_period(one, chart.months[-1]))
    return Table(f"plotted.{one.id}", caption, material.fill(words.points_summary, title=one.title),
                 columns, tuple(_row(finding, series, chart, material) for series in rows),
                 caption_shown=False, small=True, in_tiers=True)


def _row(finding: Finding, series: ChartSeries, chart: Charted, material: Material) -> Row:
    cells = [Cell((Text(series.name),), header=True)]
    for month, point in zip(chart.months, series.points, strict=True):
        if series.role == "target" and point.value is None:
            cells.append(Cell((Text(material.layout.words.nothing_target),)))
        else:
            cells.append(_point_cell(finding, month, point, material))
    return Row(tuple(cells))


def _point_cell(finding: Finding, month: Month, point: ChartPoint, material: Material) -> Cell:
    """The point's figure as its own indicator prints it, or what stands in its place."""
    if point.value is None:
        if point.text:
            return Cell((Text(point.text, instead_of=point.fact),))
        of = material.findings[point.fact.split(":")[0]] if point.fact else finding
        if month > of.period:
            return Cell((Text(material.layout.words.nothing_month),))
        return Cell((Text(SYMBOLS[Reason.NOT_AVAILABLE]),))
    fact = _fact_of(point, material)
    mark: tuple[Inline, ...] = (
        Text(f" {MARKS[point.marking]}"),) if point.mark == "provisional" else ()
    unit = material.findings[fact.indicator].indicator.unit
    return Cell((Figure(in_cell(fact.value, unit, fact.decimals), fact), *mark))


def _fact_of(point: ChartPoint, material: Material) -> Fact:
    """The fact that the point shows, with its exact value."""
    identity = FactId.parse(point.fact)
    assert identity is not None, "a point with a value has the fact that it shows"
    name, role, period = identity
    finding = material.findings[name]
    one = finding.indicator
    if role in ("target", "target_lower"):
        assert point.value is not None, "a target is drawn where it has a value"
        return Fact(one.id, role, period, point.value, decimals_of(point.value), one.unit)
    month = parse_month(period)
    if role == "month":
        fact = month_fact(finding, month, finding.measure.at(month))
        assert fact is not None, "a point has a value only where its month has a figure"
        return fact
    known = finding.facts.get(role)
    if known is not None and known.period == period:
        return known
    amount = finding.measure.to_date(month)
    assert isinstance(amount, Decimal)
    return Fact(one.id, role, period, amount, one.decimals, one.unit)
