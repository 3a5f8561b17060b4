"""A ChartSpec, or a sparkline, drawn on a ReportLab canvas by the artists of its look."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from briefing.charts.bars import draw_comparison
from briefing.charts.composition import draw_composition
from briefing.charts.months import draw_months
from briefing.charts.pens import Pens
from briefing.charts.renderer import CanvasRenderer, Faces
from briefing.charts.sparkline import draw_sparkline
from briefing.document import ChartSpec, Drawn, Look, Spark

Draw = Callable[[Pens, ChartSpec, float, float], None]
KINDS: dict[Drawn, Draw] = {
    "line": draw_months, "column": draw_months, "cumulative": draw_months, "stock": draw_months,
    "xmr": draw_months, "composition": draw_composition, "comparison": draw_comparison,
}  # fmt: skip


def draw_chart(
    spec: ChartSpec, canvas: Any, width: float, height: float, look: Look, faces: Faces
) -> None:
    """Draw the chart on the canvas, its bottom left corner at the origin, in points."""
    if spec.own is not None:
        from briefing.charts.own import draw_own  # matplotlib's Axes: only where an author asks

        draw_own(spec, canvas, width, height, look, faces)
        return
    pens, renderer = _drawing(look, faces)
    pens.start()
    KINDS[spec.kind](pens, spec, width, height)
    renderer.canvas = canvas
    pens.draw(renderer)


def draw_spark(
    spark: Spark, canvas: Any, width: float, height: float, look: Look, faces: Faces
) -> None:
    """Draw the sparkline on the canvas, its bottom left corner at the origin, in points."""
    pens, renderer = _drawing(look, faces)
    pens.start()
    draw_sparkline(pens, spark, width, height)
    renderer.canvas = canvas
    pens.draw(renderer)


@lru_cache(maxsize=4)
def _drawing(look: Look, faces: Faces) -> tuple[Pens, CanvasRenderer]:
    return Pens(look, faces), CanvasRenderer(faces)
