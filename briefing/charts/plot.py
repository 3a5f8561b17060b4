"""A ChartSpec drawn with matplotlib's artists, every one of them made once and used again.

What makes matplotlib slow is its axis objects: each tick is three artists that measure
themselves. There are no Axes here: the drawing places grid, tick texts, series and labels itself,
in points from the bottom left of the chart. Numbers come as text from the spec; the drawing turns
values into heights and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import count
from typing import Any, Literal, TypeVar

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform

from briefing.charts.geometry import (
    Box,
    last_value,
    pieces,
    points,
    rectangles,
    strokes,
)
from briefing.charts.labels import broken, spread, thinned
from briefing.charts.renderer import CanvasRenderer, Faces, text_width
from briefing.document import ChartSeries, ChartSpec, Look

Align = Literal["left", "center", "right"]
A = TypeVar("A", bound=Artist)

GAP = 5.0            # between the plot and the words beside it
LABEL_SHARE = 0.21   # of the chart's width: a wider label goes on two lines
COLUMN_SHARE = 0.62  # of a month's width
COMPARATOR_DASHES = ((5.0, 2.0), (8.0, 2.0, 1.5, 2.0), (2.5, 2.0), (10.0, 3.0))


def draw_chart(
    spec: ChartSpec, canvas: Any, width: float, height: float, look: Look, faces: Faces
) -> None:
    """Draw the chart on the canvas, its bottom left corner at the origin, in points."""
    _drawing(look, faces).draw(spec, canvas, width, height)


@lru_cache(maxsize=4)
def _drawing(look: Look, faces: Faces) -> Drawing:
    return Drawing(look, faces)


class Drawing:
    """One figure with its artists, used for every chart of a look."""

    def __init__(self, look: Look, faces: Faces) -> None:
        self.look, self.faces = look, faces
        self.renderer = CanvasRenderer(faces)
        self.figure = Figure(dpi=72)
        self.figure.patch.set_visible(False)
        colours = look.palette
        self.small = FontProperties(size=look.small_pt)
        self.bold = FontProperties(size=look.small_pt + 1, weight="bold")
        self.grid = self._line(colours.rule, 0.5)
        self.breaks = self._line(colours.quiet, 0.7, dashes=(0.7, 2.2))
        self.absent = self._line(colours.quiet, 0.9)
        self.columns = self._shape(colours.main, colours.main)
        self.hollow_columns = self._shape("FFFFFF", colours.main)
        self.halo = self._line("FFFFFF", 2.6)
        self.baseline = self._line(colours.ink, 0.8)
        self.leaders = self._line(colours.last_year, 0.5)
        self.comparators = [self._line(colours.comparator, 1.1, dashes=dashes)
                            for dashes in COMPARATOR_DASHES]
        self.last_year = self._line(colours.last_year, 1.3)
        self.average = self._line(colours.average, 1.3, dashes=(0.1, 2.6), cap="round")
        self.target = self._line(colours.target, 1.4, dashes=(6.0, 2.5))
        self.main = self._line(colours.main, 2.0)
        self.points = self._markers(colours.main, 4.2)
        self.hollow_points = self._markers("FFFFFF", 4.6)
        self.texts: list[Text] = []
        self.used = 0

    def draw(self, spec: ChartSpec, canvas: Any, width: float, height: float) -> None:
        """Set every artist to the spec and draw them all."""
        self.used = 0
        labels = [broken(series.label, width * LABEL_SHARE, self._measure(series))
                  for series in spec.series]
        box = self._box(spec, labels, width, height)
        self._axis(spec, box, height)
        self._series(spec, box)
        self._absences(spec, box)
        self._labels(spec, labels, box, height)
        for text in self.texts[self.used :]:
            text.set_text("")
        self.renderer.canvas = canvas
        self.figure.draw(self.renderer)

    # ── the frame of the plot ───────────────────────────────────────────────────────────────────

    def _box(
        self, spec: ChartSpec, labels: Sequence[Sequence[str]], width: float, height: float
    ) -> Box:
        """The plot's place: what the words around it leave."""
        size = self.look.small_pt
        ticks = max((text_width(text, self.faces.regular, size) for _, text in spec.ticks),
                    default=0.0)
        beside = max((self._measure(series)(line)
                      for series, lines in zip(spec.series, labels, strict=True)
                      for line in lines), default=0.0)
        values = [float(value) for value, _ in spec.ticks]
        values += [float(p.value) for s in spec.series for p in s.points if p.value is not None]
        if spec.kind == "column":
            values.append(0.0)  # a column's length is its value
        low, high = min(values, default=0.0), max(values, default=1.0)
        return Box(
            left=ticks + GAP, right=width - (beside + GAP if beside else 0.0),
            foot=size + 6, top=height - (2.3 * size if spec.axis_title else 0.6 * size),
            months=len(spec.months), low=low, high=high if high > low else low + 1,
        )

    def _axis(self, spec: ChartSpec, box: Box, height: float) -> None:
        """Grid, baseline, tick texts, months and the axis' title."""
        size, colours = self.look.small_pt, self.look.palette
        floor = 0.0 if spec.kind == "column" else box.low
        self.grid.set_data(*strokes(
            ((box.left, box.y(float(v))), (box.right, box.y(float(v))))
            for v, _ in spec.ticks if float(v) != floor))
        self.baseline.set_data([box.left, box.right], [box.y(floor), box.y(floor)])
        for value, text in spec.ticks:
            self._write(text, box.left - GAP, box.y(float(value)) - 0.35 * size, colours.quiet,
                        align="right")
        widths = [text_width(month, self.faces.regular, size) for month in spec.months]
        for month in thinned(spec.months, widths, box.pitch):
            self._write(spec.months[month], box.x(month), box.foot - size - 3, colours.quiet,
                        align="center")
        self._write(spec.axis_title, 0, height - size, colours.quiet)
        self.breaks.set_data(*strokes(
            ((box.x(at) - box.pitch / 2, box.foot), (box.x(at) - box.pitch / 2, box.top))
            for at in spec.breaks if 0 < at < box.months))

    # ── the series ──────────────────────────────────────────────────────────────────────────────

    def _series(self, spec: ChartSpec, box: Box) -> None:
        """Lines, columns and points; a line stops at an absent month and at a break."""
        for line in (self.main, self.last_year, self.average, self.target, *self.comparators):
            line.set_data([], [])
        for markers in (self.points, self.hollow_points):
            markers.set_data([], [])
        for shape in (self.columns, self.hollow_columns):
            shape.set_visible(False)
        turn = count()
        together: dict[Line2D, tuple[list[float], list[float]]] = {}
        halo: tuple[list[float], ...] = ([], [])
        for series in spec.series:
            if series.role != "main":
                drawn = pieces(series, box, ())     # a benchmark knows no break
                line = self._role(series, turn)
                # the two ends of a target range are drawn by one artist
                xs, ys = together.setdefault(line, ([], []))
                xs += drawn[0]
                ys += drawn[1]
                line.set_data(xs, ys)
                halo = tuple(a + b for a, b in zip(halo, drawn, strict=True))
            elif spec.kind == "column":
                self._columns(series, box)
            else:
                self.main.set_data(*pieces(series, box, spec.breaks, lone_points=False))
                self.points.set_data(*points(series, box, provisional=False))
                self.hollow_points.set_data(*points(series, box, provisional=True))
        # A dark dash on a dark column is seen by the white around it.
        self.halo.set_data(*(halo if spec.kind == "column" else ([], [])))

    def _role(self, series: ChartSeries, turn: count[int]) -> Line2D:
        """The line that draws the series; each comparator has a pattern of its own."""
        match series.role:
            case "last_year":
                return self.last_year
            case "average":
                return self.average
            case "target":
                return self.target
            case _:
                return self.comparators[next(turn) % len(self.comparators)]

    def _columns(self, series: ChartSeries, box: Box) -> None:
        half, foot = box.pitch * COLUMN_SHARE / 2, box.y(0.0)
        sides: dict[bool, list[tuple[float, float, float, float]]] = {True: [], False: []}
        for month, point in enumerate(series.points):
            if point.value is not None:
                x = box.x(month)
                sides[point.mark == "provisional"].append(
                    (x - half, foot, x + half, box.y(float(point.value))))
        for shape, those in ((self.columns, sides[False]), (self.hollow_columns, sides[True])):
            if those:
                shape.set_path(rectangles(those))
                shape.set_visible(True)

    def _absences(self, spec: ChartSpec, box: Box) -> None:
        """Just above the axis, where the main series has no value: the text that says why."""
        dashes = []
        for series in spec.series:
            if series.role != "main":
                continue
            for month, point in enumerate(series.points):
                if point.value is None and point.text:
                    self._write(point.text, box.x(month), box.foot + 3, self.look.palette.ink,
                                align="center")
                elif point.value is None:
                    x, y = box.x(month), box.foot + 5
                    dashes.append(((x - 2.5, y), (x + 2.5, y)))
        self.absent.set_data(*strokes(dashes))

    # ── the labels ──────────────────────────────────────────────────────────────────────────────

    def _labels(
        self, spec: ChartSpec, labels: Sequence[Sequence[str]], box: Box, height: float
    ) -> None:
        """Each series' label beside its end; a thin line leads to one that had to move."""
        shown = []
        for series, lines in zip(spec.series, labels, strict=True):
            found = last_value(series)
            if series.label and found is not None:
                shown.append((series, lines, *found))
        sizes = [self._label_size(series) for series, *_ in shown]
        heights = [len(lines) * size * 1.15 + 2
                   for (_, lines, *_), size in zip(shown, sizes, strict=True)]
        centres = spread([box.y(value) for *_, value in shown], heights, box.foot - 4, height)
        leaders = []
        x = box.right + GAP
        for (series, lines, end, value), size, centre in zip(shown, sizes, centres, strict=True):
            leading = size * 1.15
            top = centre + (len(lines) - 1) * leading / 2 - 0.36 * size
            for n, line in enumerate(lines):
                self._write(line, x, top - n * leading, self._label_colour(series),
                            bold=series.role == "main")
            if abs(centre - box.y(value)) > 2 and end == len(series.points) - 1:
                leaders.append(((box.x(end) + 4, box.y(value)), (x - 2, centre)))
        self.leaders.set_data(*strokes(leaders))

    def _label_colour(self, series: ChartSeries) -> str:
        colours = self.look.palette
        return {"main": colours.main, "target": colours.target,
                "last_year": colours.quiet}.get(series.role, colours.ink)

    def _label_size(self, series: ChartSeries) -> float:
        return self.look.small_pt + (1 if series.role == "main" else 0)

    def _measure(self, series: ChartSeries) -> Callable[[str], float]:
        """The width of a line of the series' label."""
        face = self.faces.bold if series.role == "main" else self.faces.regular
        size = self._label_size(series)
        return lambda line: text_width(line, face, size)

    # ── the artists ─────────────────────────────────────────────────────────────────────────────

    def _write(
        self, words: str, x: float, y: float, colour: str, align: Align = "left",
        bold: bool = False,
    ) -> None:
        """Words with their baseline at y, by the next artist that is free."""
        if self.used == len(self.texts):
            text = Text(0, 0, "", parse_math=False, verticalalignment="baseline",
                        transform=IdentityTransform())
            self.texts.append(self._own(text))
        text = self.texts[self.used]
        self.used += 1
        text.set_text(words)
        text.set_position((x, y))
        text.set_color(f"#{colour}")
        text.set_horizontalalignment(align)
        text.set_fontproperties(self.bold if bold else self.small)

    def _line(
        self, colour: str, width: float, dashes: tuple[float, ...] = (), cap: str = "butt"
    ) -> Line2D:
        # matplotlib gives dashes in widths of the line; ours are points.
        style = (0, tuple(dash / width for dash in dashes)) if dashes else "-"
        return self._own(Line2D([], [], color=f"#{colour}", linewidth=width, linestyle=style,
                                dash_capstyle=cap, solid_capstyle="butt", marker="",
                                solid_joinstyle="round", transform=IdentityTransform()))

    def _markers(self, face: str, size: float) -> Line2D:
        return self._own(Line2D([], [], linestyle="", marker="o", markersize=size,
                                markerfacecolor=f"#{face}", markeredgewidth=1.2,
                                markeredgecolor=f"#{self.look.palette.main}",
                                transform=IdentityTransform()))

    def _shape(self, face: str, edge: str) -> PathPatch:
        return self._own(PathPatch(Path([(0, 0)]), facecolor=f"#{face}", edgecolor=f"#{edge}",
                                   linewidth=1.0, transform=IdentityTransform()))

    def _own(self, artist: A) -> A:
        """The artist as one of the figure's, drawn in the order in which it was made."""
        self.figure.add_artist(artist)
        artist.set_zorder(len(self.figure.get_children()))
        return artist
