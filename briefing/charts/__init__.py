"""Charts: a ChartSpec drawn by matplotlib's artists straight on to a ReportLab canvas.

`chart` is what an author's own drawing functions are offered by; `own` says how. What draws is
loaded when it is first asked for: whoever only places labels does without matplotlib.
"""

from typing import TYPE_CHECKING

from briefing.charts.faces import Faces
from briefing.charts.offer import chart

if TYPE_CHECKING:
    from briefing.charts.plot import draw_chart, draw_spark

__all__ = ["Faces", "chart", "draw_chart", "draw_spark"]


def __getattr__(name: str) -> object:
    if name not in ("draw_chart", "draw_spark"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from briefing.charts import plot

    return getattr(plot, name)
