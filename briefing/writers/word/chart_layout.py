"""Where the plot lies in its chart.

Left to themselves Word and LibreOffice fill the chart to its edge, and the label of the last point
falls on the lines. So the plot is placed: room at the right for the label, beneath for the months
and the legend. Widths of words are estimates on the safe side; neither program is asked.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from briefing.document import ChartSpec, Look
from briefing.writers.word.lines import Plotted, axis_words

MM_OF_PT = 25.4 / 72
# Shares of the em that Arial takes: a figure, a letter in a run of words, one in a short word.
FIGURE_EM, LETTER_EM, SHORT_EM = 0.556, 0.48, 0.6
LEGEND_KEY_MM = 16.0
LEGEND_LEADING = 1.6
LEGEND_FOOT_MM = 0.5
TOP_MM = 3.0
TITLE_LEADING = 1.5     # of the line over the plot that says what the values are
LEAST_HEIGHT = 0.3


@dataclass(frozen=True, slots=True)
class Plot:
    """The plot's edges as shares of the chart's width and height, and the top of the legend.

    `turned` is true when the months are too many to stand level, and run up the side instead.
    """

    x: float
    y: float
    width: float
    height: float
    turned: bool
    legend: float


def plot_of(
    spec: ChartSpec, series: tuple[Plotted, ...], look: Look, width_mm: float, height_mm: float
) -> Plot:
    """The place of the plot in a chart of that size."""
    letter = look.note_pt * MM_OF_PT
    ticks = max((len(text) for _, text in spec.ticks), default=1) * FIGURE_EM * letter
    count = max(1, len(spec.months))
    across = width_mm - 3 - ticks
    right = max(2.0, 2.5 + label_mm(series, look) - across / count / 2)
    if spec.flow_ticks:     # an axis of its own at the right
        right += 2 + max(len(text) for _, text in spec.flow_ticks) * FIGURE_EM * letter
    turned, months = month_labels(spec, (across - right - 2 * letter) / count, letter)
    legend = LEGEND_LEADING * letter * legend_rows(series, width_mm, letter)
    below = 3 + months + legend
    top = TOP_MM + (TITLE_LEADING * letter if spec.axis_title else 0)
    height = max(LEAST_HEIGHT * height_mm, height_mm - top - below)
    left = 3 + ticks
    return Plot(
        x=left / width_mm,
        y=top / height_mm,
        width=(width_mm - left - right) / width_mm,
        height=height / height_mm,
        turned=turned,
        legend=(height_mm - legend - LEGEND_FOOT_MM) / height_mm,
    )


def label_mm(series: tuple[Plotted, ...], look: Look) -> float:
    """The width of the label at the right of a main line; columns have it above them."""
    texts = [one.points[-1].text for one in series if one.main and not one.columns and one.points
             and one.points[-1].value is not None]
    longest = max((len(text) for text in texts), default=0)
    return 1.05 * longest * FIGURE_EM * look.caption_pt * MM_OF_PT


def month_labels(spec: ChartSpec, month_mm: float, letter_mm: float) -> tuple[bool, float]:
    """Whether the months must be turned, and the height that they take.

    Leaving some out would be the other way; LibreOffice shows all whatever the file says.
    """
    months = spec.months or ("",)
    word = max(len(part) for month in months for part in month.split(" "))
    whole = max(len(month) for month in months) * LETTER_EM * letter_mm
    if 1 + word * SHORT_EM * letter_mm > month_mm:
        return True, 1.2 * whole + 1.5
    broken = whole > 0.9 * month_mm     # what is near to it is broken by one program or the other
    marked = any("\n" in label for label in axis_words(spec))
    return False, 1.4 * letter_mm * (1 + broken + marked)


def legend_rows(series: tuple[Plotted, ...], width_mm: float, letter_mm: float) -> int:
    """The legend's rows, its entries all as wide as the widest."""
    entries = [one.heading for one in series if one.in_legend]
    widest = max((len(words) for words in entries), default=0)
    each = LEGEND_KEY_MM + widest * LETTER_EM * letter_mm
    return math.ceil(len(entries) / max(1, int(width_mm / each)))
