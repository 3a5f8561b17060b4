"""The lines, markers and shapes of charts as matplotlib's, for whatever it draws on."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from matplotlib.lines import Line2D
from matplotlib.path import Path
from matplotlib.transforms import Transform

from briefing.charts.geometry import Sides
from briefing.charts.inks import MARKER_EDGE, Line, Marker, digits
from briefing.document import Palette

# Whoever draws with matplotlib holds it: artists are shared, and so are its settings and caches.
DRAWING = threading.RLock()


def line_of(ink: Line | Marker, palette: Palette, page: Transform) -> Line2D:
    """The line or markers of that ink, without points yet; `page` takes points to dots."""
    if isinstance(ink, Marker):
        return Line2D(
            [], [], linestyle="", marker="o", markersize=ink.size,
            markerfacecolor=f"#{digits(ink.face, palette)}", markeredgewidth=MARKER_EDGE,
            markeredgecolor=f"#{digits(ink.edge, palette)}", transform=page)
    # matplotlib gives dashes in widths of the line; ours are points.
    style = (0, tuple(dash / ink.width for dash in ink.dashes)) if ink.dashes else "-"
    return Line2D(
        [], [], color=f"#{digits(ink.colour, palette)}", linewidth=ink.width, linestyle=style,
        dash_capstyle=ink.cap, solid_capstyle=ink.cap, marker="", solid_joinstyle="round",
        transform=page)


def rectangles(sides: Sequence[Sides]) -> Path:
    """One path of many rectangles, each from (left, foot) to (right, top)."""
    points = [corner for left, foot, right, top in sides
              for corner in ((left, foot), (right, foot), (right, top), (left, top), (left, foot))]
    codes = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY] * len(sides)
    return Path(points, codes)
