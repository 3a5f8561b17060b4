"""A native chart: DrawingML as text, in the schema's order.

Every optional boolean is written out: a reader takes a missing one for true, another for false.
Formulas point into the workbook that lies inside the chart, and the values stand beside them, so
that the chart is drawn without it.
"""

from __future__ import annotations

from decimal import Decimal

from briefing.document import ChartSpec, Look
from briefing.writers.word.chart_layout import Plot
from briefing.writers.word.lines import Plotted, axis_words, number_of
from briefing.writers.word.look import font_in_word
from briefing.writers.word.markup import NAMESPACES, escape
from briefing.writers.word.number_formats import axis_format, number_format
from briefing.writers.word.units import emu_of_pt, hundredths
from briefing.writers.word.workbook import SHEET, shown_as

WORKBOOK_ID = "workbook"
CATEGORY_AXIS, VALUE_AXIS = 1, 2
AXES = f'<c:axId val="{CATEGORY_AXIS}"/><c:axId val="{VALUE_AXIS}"/>'
MARKER_PT = 6
DECLARED = " ".join(f'xmlns:{p}="{NAMESPACES[p]}"' for p in ("c", "a", "r"))


def chart_part(
    spec: ChartSpec, series: tuple[Plotted, ...], plot: Plot, look: Look, language: str
) -> str:
    """The chart's part, whole."""
    axis = axis_words(spec)
    drawn = [series_xml(one, n, axis, look) for n, one in enumerate(series)]
    columns = [x for x, one in zip(drawn, series, strict=True) if one.columns]
    lines = [x for x, one in zip(drawn, series, strict=True) if not one.columns]
    plots = (columns_plot(columns) if columns else "") + (lines_plot(lines) if lines else "")
    hidden = "".join(
        f'<c:legendEntry><c:idx val="{n}"/><c:delete val="1"/></c:legendEntry>'
        for n, one in enumerate(series)
        if not one.in_legend
    )
    size = look.note_pt
    legend = (
        f'<c:legend><c:legendPos val="b"/>{hidden}<c:overlay val="0"/>'
        f"{text_properties(look, size, look.palette.ink)}</c:legend>"
        if any(one.in_legend for one in series)
        else ""
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace {DECLARED}><c:date1904 val="0"/><c:lang val="{language}"/>'
        '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
        f"<c:plotArea>{layout_xml(plot)}{plots}{category_axis(plot, look)}{value_axis(spec, look)}"
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


# ── plots and series ────────────────────────────────────────────────────────────────────────────


def columns_plot(series: list[str]) -> str:
    """The series that are columns."""
    return (
        '<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{"".join(series)}<c:gapWidth val="60"/><c:overlap val="0"/>{AXES}</c:barChart>'
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
    hollow = "".join(hollow_point(one, n) for n, _ in values if one.points[n].mark == "provisional")
    labelled = label_xml(one, look)
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
            f"{start}<c:spPr>{fill(one.colour)}{outline(one)}</c:spPr>"
            f'<c:invertIfNegative val="0"/>{hollow}{labelled}{months}{numbers}</c:ser>'
        )
    return (
        f"{start}<c:spPr>{outline(one)}</c:spPr>{marker(one)}{hollow}{labelled}{months}{numbers}"
        '<c:smooth val="0"/></c:ser>'
    )


def words_cache(words: tuple[str, ...]) -> str:
    """The words that a formula stands for."""
    points = "".join(
        f'<c:pt idx="{n}"><c:v>{escape(word)}</c:v></c:pt>' for n, word in enumerate(words)
    )
    return f'<c:strCache><c:ptCount val="{len(words)}"/>{points}</c:strCache>'


def value_xml(number: int, value: Decimal) -> str:
    """One value of the cache."""
    return f'<c:pt idx="{number}"><c:v>{number_of(value)}</c:v></c:pt>'


def fill(colour: str) -> str:
    """A colour that fills a shape or draws a line."""
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def outline(one: Plotted, width_pt: float | None = None) -> str:
    """The line of a series; columns have an edge of their own colour."""
    width = emu_of_pt(width_pt or (0.75 if one.columns else one.width_pt))
    return (
        f'<a:ln w="{width}" cap="{"rnd" if one.main else "flat"}">{fill(one.colour)}'
        f'<a:prstDash val="{one.dash}"/><a:round/></a:ln>'
    )


def marker(one: Plotted, ground: str = "") -> str:
    """The marker of a line's points, filled with the line's colour or with the ground's."""
    if not one.marked:
        return '<c:marker><c:symbol val="none"/></c:marker>'
    size = MARKER_PT if one.main else MARKER_PT - 2
    return (
        f'<c:marker><c:symbol val="circle"/><c:size val="{size}"/><c:spPr>'
        f'{fill(ground or one.colour)}<a:ln w="{emu_of_pt(1.5)}">{fill(one.colour)}'
        '<a:prstDash val="solid"/></a:ln></c:spPr></c:marker>'
    )


def hollow_point(one: Plotted, number: int) -> str:
    """A provisional point: a hollow marker, or a column that is only an edge."""
    start = f'<c:dPt><c:idx val="{number}"/>'
    if one.columns:
        return (
            f'{start}<c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
            f"<c:spPr>{fill('FFFFFF')}{outline(one, 1.5)}</c:spPr></c:dPt>"
        )
    # The line into the point is the point's too, so it is said again.
    return (
        f'{start}{marker(one, "FFFFFF")}<c:bubble3D val="0"/><c:spPr>{outline(one)}</c:spPr>'
        "</c:dPt>"
    )


def label_xml(one: Plotted, look: Look) -> str:
    """The label of the main series' last point, where that month has a value.

    Right of a line no other line runs; above a column one may. The ground covers the grid.
    """
    last = len(one.points) - 1
    nothing = f"<c:dLbls>{shown(False)}</c:dLbls>"
    if not one.main or last < 0 or one.points[last].value is None:
        return nothing
    place = "outEnd" if one.columns else "r"
    text = one.points[last].text
    return (
        f'<c:dLbls><c:dLbl><c:idx val="{last}"/>'
        f'<c:numFmt formatCode="{quoted(number_format(text))}" sourceLinked="0"/>'
        f"<c:spPr>{fill('FFFFFF')}<a:ln><a:noFill/></a:ln></c:spPr>"
        f"{text_properties(look, look.caption_pt, one.colour, bold=True)}"
        f'<c:dLblPos val="{place}"/>{shown(True)}</c:dLbl>{shown(False)}</c:dLbls>'
    )


def shown(value: bool) -> str:
    """What a label shows: its value or nothing."""
    names = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent",
             "showBubbleSize")
    return "".join(f'<c:{name} val="{name == "showVal" and value:d}"/>' for name in names)


# ── axes ────────────────────────────────────────────────────────────────────────────────────────


def category_axis(plot: Plot, look: Look) -> str:
    """The months, each with its label."""
    turn = -90 if plot.turned else 0
    return (
        f'<c:catAx><c:axId val="{CATEGORY_AXIS}"/>'
        '<c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f"<c:spPr>{hairline(look.palette.quiet)}</c:spPr>"
        f"{text_properties(look, look.note_pt, look.palette.ink, turn=turn)}"
        f'<c:crossAx val="{VALUE_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        f'<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:tickLblSkip val="1"/>'
        '<c:noMultiLvlLbl val="1"/>'
        "</c:catAx>"
    )


def value_axis(spec: ChartSpec, look: Look) -> str:
    """The values, from the first tick to the last."""
    values = [value for value, _ in spec.ticks]
    scale = step = ""
    if len(values) > 1:
        scale = f'<c:max val="{number_of(values[-1])}"/><c:min val="{number_of(values[0])}"/>'
        step = f'<c:majorUnit val="{number_of(values[1] - values[0])}"/>'
    code = axis_format(tuple(text for _, text in spec.ticks))
    return (
        f'<c:valAx><c:axId val="{VALUE_AXIS}"/>'
        f'<c:scaling><c:orientation val="minMax"/>{scale}</c:scaling><c:delete val="0"/>'
        '<c:axPos val="l"/>'
        f"<c:majorGridlines><c:spPr>{hairline(look.palette.rule)}</c:spPr></c:majorGridlines>"
        f"{axis_title(spec.axis_title, look) if spec.axis_title else ''}"
        f'<c:numFmt formatCode="{quoted(code)}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"
        f"{text_properties(look, look.note_pt, look.palette.ink)}"
        f'<c:crossAx val="{CATEGORY_AXIS}"/><c:crosses val="autoZero"/>'
        f'<c:crossBetween val="between"/>{step}</c:valAx>'
    )


def axis_title(words: str, look: Look) -> str:
    """What the values are, up the side of the axis."""
    return (
        '<c:title><c:tx><c:rich><a:bodyPr rot="-5400000" vert="horz"/><a:p><a:pPr>'
        f"{letters(look, look.note_pt, look.palette.ink, name='defRPr')}</a:pPr>"
        f"<a:r>{letters(look, look.note_pt, look.palette.ink, name='rPr')}"
        f"<a:t>{escape(words)}</a:t></a:r></a:p></c:rich></c:tx>"
        '<c:overlay val="0"/></c:title>'
    )


def hairline(colour: str) -> str:
    """The line of an axis or of the grid."""
    return f'<a:ln w="{emu_of_pt(0.5)}">{fill(colour)}</a:ln>'


def text_properties(
    look: Look, size_pt: float, colour: str, *, bold: bool = False, turn: int | None = None
) -> str:
    """How a part of the chart is lettered; `turn` is in degrees, None leaves it to Word."""
    turned = "<a:bodyPr/>" if turn is None else f'<a:bodyPr rot="{turn * 60000}" vert="horz"/>'
    return (
        f"<c:txPr>{turned}<a:p><a:pPr>{letters(look, size_pt, colour, bold=bold)}</a:pPr>"
        "<a:endParaRPr/></a:p></c:txPr>"
    )


def letters(
    look: Look, size_pt: float, colour: str, *, bold: bool = False, name: str = "defRPr"
) -> str:
    """Size, weight, colour and family of letters."""
    return (
        f'<a:{name} sz="{hundredths(size_pt)}" b="{bold:d}">{fill(colour)}'
        f'<a:latin typeface="{font_in_word(look.font)}"/></a:{name}>'
    )


def quoted(code: str) -> str:
    """A number format inside an attribute."""
    return escape(code).replace('"', "&quot;")
