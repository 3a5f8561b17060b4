"""A sparkline: the months of a year as a line as small as a word, the latest marked by a dot.

The dot is hollow where the figure is provisional.
"""

from __future__ import annotations

from briefing.charts.geometry import Box, last_value, pieces
from briefing.charts.pens import Pens
from briefing.document import ChartSeries, Spark

PADDING = 2.5


def draw_sparkline(pens: Pens, spark: Spark, width: float, height: float) -> None:
    """The line from the lowest to the highest of its own values; a gap where there is none."""
    series = ChartSeries("", "main", spark.points, "")
    values = [amount for amount in series.amounts if amount == amount]
    if not values:
        return
    low, high = min(values), max(values)
    if low == high:
        low, high = low - 1, high + 1
    box = Box(PADDING, width - PADDING, PADDING, height - PADDING, len(spark.points), low, high)
    pens.stroke("spark", pieces(series, box, spark.breaks))
    found = last_value(series)
    if found is not None and found[0] == len(spark.points) - 1:
        hollow = spark.points[-1].mark == "provisional"
        pens.stroke("hollow spark end" if hollow else "spark end",
                    ([box.x(found[0])], [box.y(found[1])]))
