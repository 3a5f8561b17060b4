"""Charts: a ChartSpec drawn by matplotlib's artists straight on to a ReportLab canvas.

`chart` is what an author's own drawing functions are offered by; `own` says how.
"""

from briefing.charts.faces import Faces
from briefing.charts.offer import chart
from briefing.charts.plot import draw_chart, draw_spark

__all__ = ["Faces", "chart", "draw_chart", "draw_spark"]
