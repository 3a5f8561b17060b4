"""A native chart: DrawingML as text, in the schema's order.

Every optional boolean is written out: a reader takes a missing one for true, another for false.
Formulas point into the workbook that lies inside the chart, and the values stand beside them, so
that the chart is drawn without it.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from briefing.document import ChartSpec, Look
from briefing.reading.word.parts import NAMESPACES
from briefing.writers.word.chart_axes import (
    AXES,
    FLOW_AXES,
    axis_title,
    category_axis,
    flow_axes,
    value_axis,
)
from briefing.writers.word.chart_layout import Plot
from briefing.writers.word.chart_strip import scatter
from briefing.writers.word.chart_text import fill, quoted, text_properties
from briefing.writers.word.lines import GROUND, Plotted, axis_words, number_of
from briefing.writers.word.markup import escape
from briefing.writers.word.number_formats import number_format
from briefing.writers.word.units import emu_of_pt
from briefing.writers.word.workbook import SHEET, shown_as

WORKBOOK_ID = "workbook"
MARKER_PT = 6
SPECIAL_PT = 10     # a mark round a point
LEAST_LABELLED = 6      # per cent: a smaller share has no room for its value; the legend says it
DECLARED = " ".join(f'xmlns:{p}="{NAMESPACES[p]}"' for p in ("c", "a", "r"))


def chart_part(
    spec: ChartSpec, series: tuple[Plotted, ...], plot: Plot, look: Look, language: str
) -> str:
    """The chart's part, whole."""
    if spec.kind == "strip":
        return _whole(scatter(spec, series, look), series, plot, look, language)
    axis = axis_words(spec)
    drawn = [series_xml(one, n, axis, look) for n, one in enumerate(series)]
    columns = [x for x, one in zip(drawn, series, strict=True) if one.columns]
    lines = [x for x, one in zip(drawn, series, strict=True) if not one.columns]
    plots = columns_plot(columns, spec) if columns else ""
    plots += lines_plot(lines) if lines else ""
    axes = category_axis(plot, look, crosses="min" if spec.kind == "stock" else "autoZero")
    axes += value_axis(spec, look)
    if spec.kind == "stock":
        axes += flow_axes(spec, look)
    over = axis_title(spec.axis_title, look, over=True) if spec.axis_title else ""
    return _whole(plots + axes, series, plot, look, language, over)


def _whole(inside: str, series: tuple[Plotted, ...], plot: Plot, look: Look, language: str,
           over: str = "") -> str:
    """The part round its plots and axes: what stands over them, legend, letters and the link to
    the workbook."""
    # a legend counts its own entries: columns come first in it
    entries = sorted(series, key=lambda one: not one.columns)
    hidden = "".join(
        f'<c:legendEntry><c:idx val="{n}"/><c:delete val="1"/></c:legendEntry>'
        for n, one in enumerate(entries)
        if not one.in_legend
    )
    size = look.note_pt
    legend = (
        f'<c:legend><c:legendPos val="b"/>{hidden}{legend_layout(plot)}<c:overlay val="0"/>'
        f"{text_properties(look, size, look.palette.ink)}</c:legend>"
        if any(one.in_legend for one in series)
        else ""
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace {DECLARED}><c:date1904 val="0"/><c:lang val="{language}"/>'
        f'<c:roundedCorners val="0"/><c:chart>{over}'
        f'<c:autoTitleDeleted val="{int(not over)}"/>'
        f"<c:plotArea>{layout_xml(plot)}{inside}"
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:plotArea>"
        f"{legend}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        '<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></c:spPr>"
        f"{text_properties(look, size, look.palette.ink)}"
        f'<c:externalData r:id="{WORKBOOK_ID}"><c:autoUpdate val="0"/></c:externalData>'
        "</c:chartSpace>"
    )


def layout_xml(plot: Plot) -> str:
    """The place of the plot, its labels not counted."""
    sizes = {"x": plot.x, "y": plot.y, "w": plot.width, "h": plot.height}
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/>'
        '<c:xMode val="edge"/><c:yMode val="edge"/>'
        + "".join(f'<c:{name} val="{share:.4f}"/>' for name, share in sizes.items())
        + "</c:manualLayout></c:layout>"
    )


def legend_layout(plot: Plot) -> str:
    """The place of the legend: under the months, which neither program makes room for itself."""
    return (
        '<c:layout><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="0.0100"/><c:y val="{plot.legend:.4f}"/><c:w val="0.9800"/>'
        f'<c:h val="{1 - plot.legend:.4f}"/></c:manualLayout></c:layout>'
    )


# ── plots and series ────────────────────────────────────────────────────────────────────────────


def columns_plot(series: list[str], spec: ChartSpec) -> str:
    """The series that are columns: side by side, one on the other, or on axes of their own."""
    stacked = spec.kind == "composition"
    return (
        '<c:barChart><c:barDir val="col"/>'
        f'<c:grouping val="{"stacked" if stacked else "clustered"}"/><c:varyColors val="0"/>'
        f'{"".join(series)}<c:gapWidth val="{45 if stacked else 60}"/>'
        f'<c:overlap val="{100 if stacked else 0}"/>'
        f"{FLOW_AXES if spec.kind == 'stock' else AXES}</c:barChart>"
    )


def lines_plot(series: list[str]) -> str:
    """The series that are lines, on the same axes."""
    return (
        '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>'
        f'{"".join(series)}<c:marker val="1"/>{AXES}</c:lineChart>'
    )


def series_xml(one: Plotted, number: int, axis: tuple[str, ...], look: Look) -> str:
    """One series, with its formulas and the values they stand for."""
    column = chr(ord("B") + number) if number < 25 else f"A{chr(ord('A') + number - 25)}"
    last = len(axis) + 1
    values = [(n, p.value) for n, p in enumerate(one.points) if p.value is not None]
    heading = (
        f"<c:tx><c:strRef><c:f>{SHEET}!${column}$1</c:f>{words_cache((one.heading,))}"
        "</c:strRef></c:tx>"
    )
    hollow = "".join(point_xml(one, n) for n, _ in values)
    labelled = labels_xml(one, look)
    months = (
        f"<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f>{words_cache(axis)}"
        "</c:strRef></c:cat>"
    )
    numbers = (
        f"<c:val><c:numRef><c:f>{SHEET}!${column}$2:${column}${last}</c:f><c:numCache>"
        f"<c:formatCode>{escape(shown_as(one))}</c:formatCode>"
        f'<c:ptCount val="{len(axis)}"/>{"".join(value_xml(n, value) for n, value in values)}'
        "</c:numCache></c:numRef></c:val>"
    )
    start = f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>{heading}'
    if one.columns:
        return (
            f"{start}<c:spPr>{ground(one)}{outline(one)}</c:spPr>"
            f'<c:invertIfNegative val="0"/>{hollow}{labelled}{months}{numbers}</c:ser>'
        )
    line = outline(one) if one.symbol == "circle" else "<a:ln><a:noFill/></a:ln>"
    return (
        f"{start}<c:spPr>{line}</c:spPr>{marker(one)}{hollow}{labelled}{months}{numbers}"
        '<c:smooth val="0"/></c:ser>'
    )


@lru_cache(1 << 8)
def words_cache(words: tuple[str, ...]) -> str:
    """The words that a formula stands for; the months are the same in every series."""
    points = "".join(
        f'<c:pt idx="{n}"><c:v>{escape(word)}</c:v></c:pt>' for n, word in enumerate(words)
    )
    return f'<c:strCache><c:ptCount val="{len(words)}"/>{points}</c:strCache>'


def value_xml(number: int, value: Decimal) -> str:
    """One value of the cache."""
    return f'<c:pt idx="{number}"><c:v>{number_of(value)}</c:v></c:pt>'


def ground(one: Plotted) -> str:
    """What fills the columns of a series: a colour, or a pattern of it on white."""
    if not one.pattern:
        return fill(one.colour)
    return (
        f'<a:pattFill prst="{one.pattern}"><a:fgClr><a:srgbClr val="{one.edge}"/></a:fgClr>'
        f'<a:bgClr><a:srgbClr val="{GROUND}"/></a:bgClr></a:pattFill>'
    )


def outline(one: Plotted, width_pt: float | None = None) -> str:
    """The line of a series, or the edge of its columns."""
    width = emu_of_pt(width_pt or (0.75 if one.columns else one.width_pt))
    return (
        f'<a:ln w="{width}" cap="{"rnd" if one.main else "flat"}">'
        f"{fill(one.edge if one.columns and one.edge else one.colour)}"
        f'<a:prstDash val="{one.dash}"/><a:round/></a:ln>'
    )


def marker(one: Plotted, ground: str = "") -> str:
    """The marker of a line's points, filled with the line's colour or with the ground's."""
    if not one.marked:
        return '<c:marker><c:symbol val="none"/></c:marker>'
    size = MARKER_PT if one.main else MARKER_PT - 2
    if one.symbol != "circle":
        return (
            f'<c:marker><c:symbol val="{one.symbol}"/><c:size val="{SPECIAL_PT}"/><c:spPr>'
            f'<a:noFill/><a:ln w="{emu_of_pt(1.5)}">{fill(one.colour)}'
            '<a:prstDash val="solid"/></a:ln></c:spPr></c:marker>'
        )
    return (
        f'<c:marker><c:symbol val="circle"/><c:size val="{size}"/><c:spPr>'
        f'{fill(ground or one.colour)}<a:ln w="{emu_of_pt(1.5)}">{fill(one.colour)}'
        '<a:prstDash val="solid"/></a:ln></c:spPr></c:marker>'
    )


def point_xml(one: Plotted, number: int) -> str:
    """A point unlike the rest of its series, "" for all others.

    A provisional one is a hollow marker, or a column that is only an edge; so is, in another
    colour, the column of one whom the council is compared with.
    """
    provisional = one.hollow and one.points[number].mark == "provisional"
    start = f'<c:dPt><c:idx val="{number}"/>'
    if one.columns and (provisional or (one.others and number)):
        colour = GROUND if provisional else one.others
        return (
            f'{start}<c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
            f"<c:spPr>{fill(colour)}{outline(one, 1.5 if provisional else None)}</c:spPr></c:dPt>"
        )
    if one.columns or not provisional:
        return ""
    # The line into the point is the point's too, so it is said again.
    return (
        f'{start}{marker(one, GROUND)}<c:bubble3D val="0"/><c:spPr>{outline(one)}</c:spPr>'
        "</c:dPt>"
    )


def labels_xml(one: Plotted, look: Look) -> str:
    """The labels of a series: of its last point, of all that have room, or none."""
    if one.labelled == "none" or one.last < 0:
        return f"<c:dLbls>{shown(False)}</c:dLbls>"
    points = [one.last] if one.labelled == "last" else [
        n for n, p in enumerate(one.points) if p.value is not None and (
            one.main or p.value >= LEAST_LABELLED)]
    return (f'<c:dLbls>{"".join(label_xml(one, n, look) for n in points)}{shown(False)}'
            "</c:dLbls>")


def label_xml(one: Plotted, number: int, look: Look) -> str:
    """The label of one point: its value as printed.

    Right of a line no other line runs; above a column one may. The ground covers the grid.
    """
    inside = number in one.inside
    place = "r" if not one.columns else "inEnd" if inside else "outEnd" if one.main else "ctr"
    own = one.main and (one.labelled == "last" or not number)
    size = look.caption_pt if one.main else look.note_pt
    behind = "<a:noFill/>" if inside or (place == "ctr" and not one.pattern) else fill(GROUND)
    ink = GROUND if inside and own else one.ink or look.palette.ink
    return (
        f'<c:dLbl><c:idx val="{number}"/>'
        f'<c:numFmt formatCode="{quoted(number_format(one.points[number].text))}" '
        'sourceLinked="0"/>'
        f"<c:spPr>{behind}<a:ln><a:noFill/></a:ln></c:spPr>"
        f"{text_properties(look, size, ink, bold=own)}"
        f'<c:dLblPos val="{place}"/>{shown(True)}</c:dLbl>'
    )


def shown(value: bool) -> str:
    """What a label shows: its value or nothing."""
    names = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent",
             "showBubbleSize")
    return "".join(f'<c:{name} val="{name == "showVal" and value:d}"/>' for name in names)
