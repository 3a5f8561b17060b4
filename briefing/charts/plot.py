"""A ChartSpec, or a sparkline, drawn on a ReportLab canvas by the lines of its look."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from briefing.charts.faces import Faces
from briefing.charts.kinds import KINDS
from briefing.charts.on_page import PagePens
from briefing.charts.renderer import CanvasRenderer
from briefing.charts.sparkline import draw_sparkline
from briefing.charts.strokes import DRAWING
from briefing.document import ChartSpec, Look, Spark


def draw_chart(
    spec: ChartSpec, canvas: Any, width: float, height: float, look: Look, faces: Faces
) -> None:
    """Draw the chart on the canvas, its bottom left corner at the origin, in points."""
    if spec.own is not None:
        from briefing.charts.own import draw_own  # matplotlib's Axes: only where an author asks

        draw_own(spec, canvas, width, height, look, faces)
        return
    with DRAWING:
        pens, renderer = _drawing(look, faces)
        pens.start()
        KINDS[spec.kind](pens, spec, width, height)
        _put(pens, renderer, canvas)


def draw_spark(
    spark: Spark, canvas: Any, width: float, height: float, look: Look, faces: Faces
) -> None:
    """Draw the sparkline on the canvas, its bottom left corner at the origin, in points."""
    with DRAWING:
        pens, renderer = _drawing(look, faces)
        pens.start()
        draw_sparkline(pens, spark, width, height)
        _put(pens, renderer, canvas)


def _put(pens: PagePens, renderer: CanvasRenderer, canvas: Any) -> None:
    renderer.canvas = canvas
    pens.draw(renderer)
    renderer.canvas = None      # the pens outlive a file, which its canvas would keep whole


@lru_cache(maxsize=4)
def _drawing(look: Look, faces: Faces) -> tuple[PagePens, CanvasRenderer]:
    return PagePens(look, faces), CanvasRenderer(faces)
