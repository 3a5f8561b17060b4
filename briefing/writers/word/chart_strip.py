"""A strip of dots as a native scatter chart: values along, dots one over the other where they meet.

The values stand in the workbook, a row an area; how high a dot stands says nothing, and stands
beside them in the chart alone. Lines across are points with an error bar down to the axis.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from briefing.charts.labels import tiers
from briefing.document import ChartSpec, Look
from briefing.writers.word.chart_axes import axis_title
from briefing.writers.word.chart_layout import (
    LEGEND_FOOT_MM,
    LEGEND_LEADING,
    MM_OF_PT,
    TOP_MM,
    Plot,
    legend_rows,
)
from briefing.writers.word.chart_text import fill, hairline, quoted, text_properties
from briefing.writers.word.lines import GROUND, Plotted, number_of
from briefing.writers.word.markup import escape
from briefing.writers.word.number_formats import axis_format
from briefing.writers.word.units import emu_of_pt
from briefing.writers.word.workbook import SHEET, shown_as

ALONG, UP = 1, 2
DOT_SHARE = 1 / 68      # of the axis, that a dot is wide
TIER = 0.16             # of the plot's height from one dot to the one over it, where there is room
DOT_PT, OWN_PT = 5, 9


def strip_plot(spec: ChartSpec, series: Sequence[Plotted], look: Look, width_mm: float,
               height_mm: float) -> Plot:
    """The place of the plot: under it the axis with its title, and the legend."""
    letter = look.note_pt * MM_OF_PT
    legend = LEGEND_LEADING * letter * legend_rows(tuple(series), width_mm, letter)
    below = 1.5 + letter * (2.9 if spec.axis_title else 1.4) + legend
    side = 6.0
    return Plot(x=side / width_mm, y=TOP_MM / height_mm, width=(width_mm - 2 * side) / width_mm,
                height=max(0.25, (height_mm - TOP_MM - below) / height_mm), turned=False,
                legend=(height_mm - legend - LEGEND_FOOT_MM) / height_mm)


def heights(spec: ChartSpec) -> tuple[float, ...]:
    """How high the dot of each place stands, as a share of the plot's height."""
    values = [value for value, _ in spec.ticks]
    low, reach = values[0], (spec.top or values[-1]) - values[0]
    places = []
    for n in range(len(spec.months)):
        value = next((s.points[n].value for s in spec.series
                      if s.role in ("main", "area") and s.points[n].value is not None), None)
        places.append(float((value - low) / reach) if value is not None and reach else 0.0)
    order = sorted(range(len(places)), key=lambda n: (
        places[n], spec.main.points[n].value is not None))
    half = DOT_SHARE / 2
    rows = tiers([(places[n] - half, places[n] + half) for n in order], gap=-1e-6)
    apart = min(TIER, 0.8 / max(1, *rows, 1))
    made = [0.0] * len(places)
    for n, tier in zip(order, rows, strict=True):
        made[n] = round(0.1 + tier * apart, 4)
    return tuple(made)


def scatter(spec: ChartSpec, series: Sequence[Plotted], look: Look) -> str:
    """The dots and lines with their axes."""
    up = heights(spec)
    drawn = "".join(_series(one, n, spec, up, look) for n, one in enumerate(series))
    return (
        '<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>'
        f'{drawn}<c:axId val="{ALONG}"/><c:axId val="{UP}"/></c:scatterChart>'
        f"{_along(spec, look)}{_up()}"
    )


def _series(one: Plotted, number: int, spec: ChartSpec, up: Sequence[float], look: Look) -> str:
    column, count = chr(ord("B") + number), len(spec.months)
    line = spec.series[number].role in ("average", "comparator")
    values = [(n, p.value) for n, p in enumerate(one.points) if p.value is not None]
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>'
        f"<c:tx><c:strRef><c:f>{SHEET}!${column}$1</c:f><c:strCache><c:ptCount val=\"1\"/>"
        f'<c:pt idx="0"><c:v>{escape(one.heading)}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"
        f"{_marker(one, look)}{_bar(one) if line else ''}"
        f"<c:xVal><c:numRef><c:f>{SHEET}!${column}$2:${column}${count + 1}</c:f><c:numCache>"
        f"<c:formatCode>{escape(shown_as(one))}</c:formatCode>"
        f'<c:ptCount val="{count}"/>{"".join(_point(n, number_of(v)) for n, v in values)}'
        "</c:numCache></c:numRef></c:xVal>"
        f'<c:yVal><c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="{count}"/>'
        f'{"".join(_point(n, "1" if line else f"{up[n]:g}") for n, _ in values)}'
        '</c:numLit></c:yVal><c:smooth val="0"/></c:ser>'
    )


def _point(number: int, value: str) -> str:
    return f'<c:pt idx="{number}"><c:v>{value}</c:v></c:pt>'


def _marker(one: Plotted, look: Look) -> str:
    hollow = one.main and any(point.mark == "provisional" for point in one.points)
    size = OWN_PT if one.main else DOT_PT
    face = GROUND if hollow else one.others or one.colour
    return (
        f'<c:marker><c:symbol val="{one.symbol}"/><c:size val="{size}"/><c:spPr>{fill(face)}'
        f'<a:ln w="{emu_of_pt(1.5 if hollow else 0.75)}">{fill(one.edge or one.colour)}'
        '<a:prstDash val="solid"/></a:ln></c:spPr></c:marker>'
    )


def _bar(one: Plotted) -> str:
    """A line from the point down to the axis."""
    return (
        '<c:errBars><c:errDir val="y"/><c:errBarType val="minus"/><c:errValType val="fixedVal"/>'
        '<c:noEndCap val="1"/><c:val val="1"/>'
        f'<c:spPr><a:ln w="{emu_of_pt(one.width_pt)}">{fill(one.colour)}'
        f'<a:prstDash val="{one.dash}"/></a:ln></c:spPr></c:errBars>'
    )


def _along(spec: ChartSpec, look: Look) -> str:
    """The values, from the first tick to the last."""
    values = [value for value, _ in spec.ticks]
    code = axis_format(tuple(text for _, text in spec.ticks))
    step = values[1] - values[0] if len(values) > 1 else Decimal(1)
    title = axis_title(spec.axis_title, look, level=True) if spec.axis_title else ""
    return (
        f'<c:valAx><c:axId val="{ALONG}"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{number_of(spec.top or values[-1])}"/><c:min val="{number_of(values[0])}"/>'
        '</c:scaling><c:delete val="0"/><c:axPos val="b"/>'
        f"<c:majorGridlines><c:spPr>{hairline(look.palette.rule)}</c:spPr></c:majorGridlines>"
        f'{title}<c:numFmt formatCode="{quoted(code)}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f"<c:spPr>{hairline(look.palette.quiet)}</c:spPr>"
        f"{text_properties(look, look.note_pt, look.palette.ink)}"
        f'<c:crossAx val="{UP}"/><c:crosses val="min"/><c:crossBetween val="midCat"/>'
        f'<c:majorUnit val="{number_of(step)}"/></c:valAx>'
    )


def _up() -> str:
    """The axis that says nothing, and is not shown."""
    return (
        f'<c:valAx><c:axId val="{UP}"/><c:scaling><c:orientation val="minMax"/>'
        '<c:max val="1"/><c:min val="0"/></c:scaling><c:delete val="1"/><c:axPos val="l"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="none"/>'
        f'<c:crossAx val="{ALONG}"/><c:crosses val="min"/><c:crossBetween val="midCat"/></c:valAx>'
    )
