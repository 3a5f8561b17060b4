"""Charts: a ChartSpec drawn by matplotlib's artists straight on to a ReportLab canvas."""

from briefing.charts.plot import draw_chart, draw_spark
from briefing.charts.renderer import Faces

__all__ = ["Faces", "draw_chart", "draw_spark"]
