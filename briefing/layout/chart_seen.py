"""What can be seen on a chart, for who cannot see it: its extremes, its gaps, its other lines.

All of it is taken from the chart's own points, by their place and series and never by their words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from briefing.amounts import Reason, as_printed
from briefing.document import ChartPoint, ChartSeries
from briefing.findings import Fact, Finding
from briefing.layout.chart_points import full_period
from briefing.layout.chart_spec import YEARS
from briefing.layout.charted import Charted
from briefing.layout.control import special_periods
from briefing.narrative.chart_words import WHYS, Absence, Beside, Extreme, Extremes, Seen, Special
from briefing.periods import Month

# The charts that show the months themselves, of which the highest and the lowest can be seen.
OF_MONTHS = ("line", "column", "stock", "xmr", "spc", "own")
SPELT = 2       # so many periods in a row are named one by one
STEPS = 3       # a line of more values is told by its first and last


def seen(finding: Finding, chart: Charted) -> Seen:
    """What is to be said of the chart beside its caption."""
    spec, months = chart.spec, chart.months
    alone = spec.kind != "comparison"
    return Seen(chart.shape, full_period(finding.indicator, months[0]),
                spec.cut and spec.kind != "own",
                extremes(finding, months, spec.main.points) if spec.kind in OF_MONTHS else None,
                tuple(_absences(finding, chart)) if alone else (),
                tuple(_beside(finding, chart)),
                tuple(_special(finding, chart)))


def extremes(finding: Finding, months: Sequence[Month], points: Sequence[ChartPoint],
             whole: bool = False) -> Extremes | None:
    """The highest and lowest of the points shown, as printed; None where there are no two.

    After a break in the series they are of the points since, which are those that compare, unless
    they are to be of the `whole`.
    """
    one = finding.indicator
    start = 0 if whole or not one.breaks else max((
        n for n, month in enumerate(months) if n and finding.measure.breaks_in(month)), default=0)
    shown: list[tuple[Decimal, Month, ChartPoint]] = []
    for month, point in list(zip(months, points, strict=True))[start:]:
        amount = finding.measure.at(month).amount
        if point.value is not None and amount is not None:
            shown.append((amount, month, point))
    if len(shown) < 2:
        return None
    values = [as_printed(amount, one.unit, one.decimals) for amount, _, _ in shown]

    def extreme(value: Decimal) -> Extreme:
        last = max(n for n, other in enumerate(values) if other == value)
        amount, month, point = shown[last]
        fact = Fact(one.id, "month", str(month), amount, one.decimals, one.unit)
        return Extreme(fact, full_period(one, month), values.count(value),
                       point.marking if point.mark == "provisional" else "")

    return Extremes(extreme(max(values)), extreme(min(values)),
                    full_period(one, months[start]) if start else "")


def _special(finding: Finding, chart: Charted) -> Iterator[Special]:
    """The points that a control chart marks, by what they are."""
    if chart.spec.kind == "spc":
        for cause, places in special_periods(finding, chart.months):
            yield Special(cause, tuple(_runs(finding, chart.months, places)))


def _absences(finding: Finding, chart: Charted) -> Iterator[Absence]:
    """Gaps and marks of the main series and of flows, and where a new series begins."""
    one, spec = finding.indicator, chart.spec
    for series in spec.series:
        main = series is spec.main
        if not main and series.role not in ("inflow", "outflow"):
            continue
        whys = [_why(finding, chart.months[n], point, main)
                for n, point in enumerate(series.points)]
        for why in WHYS:
            marked = [n for n, of_point in enumerate(whys) if of_point == why]
            if marked:
                yield Absence(why, tuple(_runs(finding, chart.months, marked)),
                              "" if main else series.name)
    begun = tuple((full_period(one, month), "") for n, month in enumerate(chart.months)
                  if n in spec.breaks and finding.measure.breaks_in(month))
    if begun:
        yield Absence("break", begun)


def _why(finding: Finding, month: Month, point: ChartPoint, main: bool) -> str:
    """How the point is marked, or why it is not there; what is unreliable is not withheld."""
    if point.mark == "provisional":
        return point.marking
    unreliable = main and finding.measure.at(month).reason is Reason.UNRELIABLE
    return "unreliable" if point.mark == "withheld" and unreliable else point.mark


def _runs(finding: Finding, months: Sequence[Month], places: Sequence[int]
          ) -> Iterator[tuple[str, str]]:
    """The periods at these places, those of a run of three or more as its first and last."""
    for _, run in groupby(enumerate(places), key=lambda pair: pair[1] - pair[0]):
        named = [full_period(finding.indicator, months[n]) for _, n in run]
        if len(named) > SPELT:
            yield named[0], named[-1]
        else:
            yield from ((name, "") for name in named)


def _beside(finding: Finding, chart: Charted) -> Iterator[Beside]:
    """Every line, bar and share besides the main series, each with its own values."""
    one, spec = finding.indicator, chart.spec
    if spec.kind == "comparison":
        yield from (Beside(f"{name} {point.text}")
                    for name, point in zip(spec.months, spec.main.points, strict=True))
        yield from (Beside(series.label) for series in spec.series[1:])
        return
    if spec.kind == "composition":
        yield from (Beside(series.label) for series in spec.series)
        return
    for series in spec.series[1:]:
        ends = [n for n, point in enumerate(series.points) if point.value is not None]
        if not ends:
            continue
        last = ends[-1]
        match series.role:
            case "last_year" | "earlier":
                back = YEARS.index(series.role) if spec.kind == "cumulative" else 1
                then = chart.months[last].back(12 * back)
                yield Beside(series.label if spec.kind == "cumulative" else (
                    f"{series.name} {series.points[last].text}"), "at", full_period(one, then))
            case "inflow" | "outflow":
                yield Beside(f"{series.name} {series.points[last].text}", "at",
                             full_period(one, chart.months[last]))
            case "target":
                yield from _steps(finding, chart, series)
            case "improving" | "worsening" | "unusual":
                continue        # they are said by their periods
            case _ if series.label:
                yield Beside(series.label)
            case _:         # a limit of an earlier series, named with its end
                yield Beside(f"{series.name} {series.points[last].text}")


def _steps(finding: Finding, chart: Charted, series: ChartSeries) -> Iterator[Beside]:
    """A line that changes: each of its values with the periods for which it holds."""
    one = finding.indicator
    held = []
    for value, run in groupby(enumerate(series.points), key=lambda pair: pair[1].value):
        places = [n for n, _ in run]
        if value is not None:
            held.append((f"{series.points[places[0]].text}", places[0], places[-1]))
    end = len(chart.months) - 1
    named = [full_period(one, month) for month in chart.months]
    if len(held) > STEPS:
        yield Beside(f"{series.name} {held[0][0]}", "steps", named[held[0][1]],
                     named[held[-1][2]], held[-1][0])
        return
    for text, start, stop in held:
        label = f"{series.name} {text}"
        if start == stop and end:
            yield Beside(label, "at", named[start])
        elif start and stop < end:
            yield Beside(label, "between", named[start], named[stop])
        elif start:
            yield Beside(label, "from", named[start])
        elif stop < end:
            yield Beside(label, "to", "", named[stop])
        else:
            yield Beside(label)
