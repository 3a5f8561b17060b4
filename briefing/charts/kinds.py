"""Which function draws a chart of which kind, whatever it is drawn with."""

from __future__ import annotations

from collections.abc import Callable

from briefing.charts.bars import draw_comparison
from briefing.charts.composition import draw_composition
from briefing.charts.months import draw_months
from briefing.charts.pens import Pens
from briefing.charts.strip import draw_strip
from briefing.document import ChartSpec, Drawn

Draw = Callable[[Pens, ChartSpec, float, float], None]
KINDS: dict[Drawn, Draw] = {
    "line": draw_months, "column": draw_months, "cumulative": draw_months, "stock": draw_months,
    "xmr": draw_months, "spc": draw_months, "composition": draw_composition,
    "comparison": draw_comparison, "strip": draw_strip,
}  # fmt: skip
