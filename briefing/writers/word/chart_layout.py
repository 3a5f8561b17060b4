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
# The em's share of Arial's figures, of its letters on average, and of its bold figures.
FIGURE_EM, LETTER_EM = 0.556, 0.52
LEGEND_KEY_MM = 17.0
TOP_MM = 3.0


@dataclass(frozen=True, slots=True)
class Plot:
    """The plot's edges as shares of the chart's width and height."""

    x: float
    y: float
    width: float
    height: float


def plot_of(
    spec: ChartSpec, series: tuple[Plotted, ...], look: Look, width_mm: float, height_mm: float
) -> Plot:
    """The place of the plot in a chart of that size."""
    letter = look.note_pt * MM_OF_PT
    tick = max((len(text) for _, text in spec.ticks), default=1)
    left = 3 + tick * FIGURE_EM * letter + (2 * letter if spec.axis_title else 0)
    across = width_mm - left
    month = across / max(1, len(spec.months))
    right = max(2.0, 2.5 + label_mm(series, look) - month / 2)
    across -= right
    month = across / max(1, len(spec.months))
    below = 1.4 * letter * month_lines(spec, month, letter) + 1.5
    below += 1.5 * letter * legend_rows(series, width_mm, letter) + 1.5
    return Plot(
        x=left / width_mm,
        y=TOP_MM / height_mm,
        width=across / width_mm,
        height=max(0.3, 1 - (TOP_MM + below) / height_mm),
    )


def label_mm(series: tuple[Plotted, ...], look: Look) -> float:
    """The width of the label at the right of a main line; columns have it above them."""
    texts = [one.points[-1].text for one in series if one.main and not one.columns and one.points]
    longest = max((len(text) for text in texts), default=0)
    return 1.05 * longest * FIGURE_EM * look.caption_pt * MM_OF_PT


def month_lines(spec: ChartSpec, month_mm: float, letter_mm: float) -> int:
    """The lines that the months take: two where they must break or a mark stands under them."""
    words = [word for label in axis_words(spec) for word in label.split("\n")]
    broken = any(len(word) * LETTER_EM * letter_mm > month_mm for word in words)
    marked = any("\n" in label for label in axis_words(spec))
    return 1 + broken + marked


def legend_rows(series: tuple[Plotted, ...], width_mm: float, letter_mm: float) -> int:
    """The legend's rows, its entries all as wide as the widest (as LibreOffice sets them)."""
    entries = [one.heading for one in series if not one.continued]
    widest = max((len(words) for words in entries), default=0)
    each = LEGEND_KEY_MM + widest * LETTER_EM * letter_mm
    return math.ceil(len(entries) / max(1, int(width_mm / each)))
