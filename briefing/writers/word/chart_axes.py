"""The axes of a native chart: the months, the values, and those of the flows under a stock."""

from __future__ import annotations

import math
from decimal import Decimal

from briefing.document import ChartSpec, Look
from briefing.writers.word.chart_layout import Plot
from briefing.writers.word.chart_text import hairline, letters, quoted, text_properties
from briefing.writers.word.lines import number_of
from briefing.writers.word.markup import escape
from briefing.writers.word.number_formats import axis_format

CATEGORY_AXIS, VALUE_AXIS = 1, 2
FLOW_CATEGORIES, FLOW_VALUES = 3, 4
AXES = f'<c:axId val="{CATEGORY_AXIS}"/><c:axId val="{VALUE_AXIS}"/>'
FLOW_AXES = f'<c:axId val="{FLOW_CATEGORIES}"/><c:axId val="{FLOW_VALUES}"/>'
FLOWS_SHARE = 0.3       # of the plot's height, for the columns of flows under a stock


def category_axis(plot: Plot, look: Look, crosses: str = "autoZero") -> str:
    """The months, each with its label."""
    turn = -90 if plot.turned else 0
    return (
        f'<c:catAx><c:axId val="{CATEGORY_AXIS}"/>'
        '<c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f"<c:spPr>{hairline(look.palette.quiet)}</c:spPr>"
        f"{text_properties(look, look.note_pt, look.palette.ink, turn=turn)}"
        f'<c:crossAx val="{VALUE_AXIS}"/><c:crosses val="{crosses}"/><c:auto val="0"/>'
        f'<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:tickLblSkip val="1"/>'
        '<c:noMultiLvlLbl val="1"/>'
        "</c:catAx>"
    )


def value_axis(spec: ChartSpec, look: Look) -> str:
    """The values, from the first tick to the last.

    A stock's begin further down, so that the flows have room under it; those ticks say nothing.
    """
    values = [value for value, _ in spec.ticks]
    code = axis_format(tuple(text for _, text in spec.ticks))
    scale = step = ""
    if len(values) > 1:
        apart, low = values[1] - values[0], values[0]
        if spec.kind == "stock":
            below = math.ceil((len(values) - 1) * FLOWS_SHARE / (1 - FLOWS_SHARE))
            low -= below * apart
            code = f'[>={number_of(values[0])}]{code.split(";")[0]};""'
        scale = f'<c:max val="{number_of(spec.top or values[-1])}"/><c:min val="{number_of(low)}"/>'
        step = f'<c:majorUnit val="{number_of(apart)}"/>'
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


def flow_axes(spec: ChartSpec, look: Look) -> str:
    """The axes of flows: no months of their own, and values on the right, under the stock's."""
    top = spec.flow_ticks[-1][0]
    most = top / Decimal(str(FLOWS_SHARE))
    shown_as = axis_format(tuple(text for _, text in spec.flow_ticks)).split(";")[0]
    code = f'[<={number_of(top)}]{shown_as};""'
    return (
        f'<c:valAx><c:axId val="{FLOW_VALUES}"/>'
        f'<c:scaling><c:orientation val="minMax"/><c:max val="{number_of(most)}"/>'
        '<c:min val="0"/></c:scaling><c:delete val="0"/><c:axPos val="r"/>'
        f'<c:numFmt formatCode="{quoted(code)}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"
        f"{text_properties(look, look.note_pt, look.palette.ink)}"
        f'<c:crossAx val="{FLOW_CATEGORIES}"/><c:crosses val="max"/>'
        f'<c:crossBetween val="between"/><c:majorUnit val="{number_of(top)}"/></c:valAx>'
        f'<c:catAx><c:axId val="{FLOW_CATEGORIES}"/>'
        '<c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="1"/>'
        '<c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="none"/>'
        f'<c:crossAx val="{FLOW_VALUES}"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def axis_title(words: str, look: Look, level: bool = False) -> str:
    """What the values are, up the side of the axis, or `level` under it."""
    turn = 0 if level else -5400000
    return (
        f'<c:title><c:tx><c:rich><a:bodyPr rot="{turn}" vert="horz"/><a:p><a:pPr>'
        f"{letters(look, look.note_pt, look.palette.ink, name='defRPr')}</a:pPr>"
        f"<a:r>{letters(look, look.note_pt, look.palette.ink, name='rPr')}"
        f"<a:t>{escape(words)}</a:t></a:r></a:p></c:rich></c:tx>"
        '<c:overlay val="0"/></c:title>'
    )
