"""A chart as a flowable of the page, and a sparkline in a cell of a table."""

from __future__ import annotations

from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from briefing.charts import draw_chart, draw_spark
from briefing.document import Chart, Spark
from briefing.writers.pdf.styles import WIDEST, Styles
from briefing.writers.pdf.tags import Element, attributes

HIGHEST_MM = 140.0  # a page on its side holds no more under a heading


class ChartDrawing(Flowable):  # type: ignore[misc]
    """The chart's drawing, as wide as an upright page or its column; its caption is a paragraph.

    `scale` is how many times its own height it has, where a page asks for more or less.
    """

    scale = 1.0

    def __init__(self, chart: Chart, styles: Styles, element: Element) -> None:
        super().__init__()
        self.chart, self.styles, self.element = chart, styles, element

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = min(width, WIDEST)
        self.height = min(self.scale * self.chart.height_mm, HIGHEST_MM) * mm
        return self.width, self.height

    def getSpaceAfter(self) -> float:
        return 8.0

    def draw(self) -> None:
        left, foot = self.canv.absolutePosition(0, 0)
        self.element.attributes = attributes(
            "Layout", Placement="/Block",
            BBox=f"[{left:.2f} {foot:.2f} {left + self.width:.2f} {foot + self.height:.2f}]")
        with self.canv.content(self.element):
            draw_chart(self.chart.spec, self.canv, self.width, self.height, self.styles.look,
                       self.styles.faces)


def spark_in_cell(canvas: Any, spark: Spark, cell: Element, left: float, foot: float, width: float,
                  height: float, styles: Styles) -> None:
    """Draw the sparkline as a figure of its own in the cell's element."""
    x, y = canvas.absolutePosition(left, foot)
    figure = cell.add("Figure", alt=spark.alt, attributes=attributes(
        "Layout", Placement="/Inline", BBox=f"[{x:.2f} {y:.2f} {x + width:.2f} {y + height:.2f}]"))
    with canvas.content(figure):
        canvas.saveState()
        canvas.translate(left, foot)
        draw_spark(spark, canvas, width, height, styles.look, styles.faces)
        canvas.restoreState()
