"""A matplotlib backend that draws on a ReportLab canvas: vectors, and text in its own fonts.

One matplotlib point is one point of the page (the figure has 72 dots an inch) and the origin is
at the bottom left in both, so that no length is ever converted. It draws what our charts are
made of (opaque paths, markers and upright text, no clipping) and refuses pictures.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from matplotlib.path import Path
from reportlab.pdfbase.pdfmetrics import getAscentDescent

from briefing.charts.faces import Faces, text_width
from briefing.charts.lettering import letter

CAPS = {"butt": 0, "round": 1, "projecting": 2}
JOINS = {"miter": 0, "round": 1, "bevel": 2}
Rgba = tuple[float, ...]
BOLD = 600  # matplotlib's weights from here on are set in the bold face


class Context:
    """What matplotlib sets before it draws a path; of what it asks for beside that we use nothing.

    It is what its own `GraphicsContextBase` does of the same names, which comes with half of
    matplotlib.
    """

    __slots__ = ("cap", "colour", "dashes", "join", "wide")

    def __init__(self) -> None:
        self.cap, self.join, self.wide = "butt", "round", 1.0
        self.colour: Rgba = (0.0, 0.0, 0.0, 1.0)
        self.dashes: tuple[float, Sequence[float] | None] = (0.0, None)

    def get_capstyle(self) -> str:
        return self.cap

    def set_capstyle(self, style: Any) -> None:
        self.cap = str(getattr(style, "name", style))

    def get_joinstyle(self) -> str:
        return self.join

    def set_joinstyle(self, style: Any) -> None:
        self.join = str(getattr(style, "name", style))

    def get_linewidth(self) -> float:
        return self.wide

    def set_linewidth(self, width: float) -> None:
        self.wide = float(width)

    def get_dashes(self) -> tuple[float, Sequence[float] | None]:
        return self.dashes

    def set_dashes(self, offset: float, dashes: Sequence[float] | None) -> None:
        self.dashes = (offset, dashes)

    def get_rgb(self) -> Rgba:
        return self.colour

    def set_foreground(self, colour: Rgba, isRGBA: bool = True) -> None:
        self.colour = colour

    def _unused(self, *_: object) -> None:
        """Of no use to a chart of ours: it is opaque, unclipped and on no screen."""

    set_alpha = set_antialiased = set_clip_path = set_clip_rectangle = set_gid = set_snap = _unused
    set_url = restore = _unused


class CanvasRenderer:
    """Draws matplotlib's lines and paths on to the canvas that was given last.

    It is no RendererBase, whose module loads for as long as all the rest of what a page needs of
    matplotlib; `FreehandRenderer` is one.
    """

    # what `Artist.draw` asks of a renderer: never a picture in place of a drawing
    _raster_depth = 0
    _rasterizing = False

    def __init__(self, faces: Faces) -> None:
        super().__init__()
        self.faces = faces
        self.canvas: Any = None

    def new_gc(self) -> Any:
        return Context()

    def open_group(self, s: str, gid: str | None = None) -> None:
        """A page has no groups."""

    def close_group(self, s: str) -> None:
        """A page has no groups."""

    # ── measuring ───────────────────────────────────────────────────────────────────────────────

    def get_canvas_width_height(self) -> tuple[float, float]:
        return 1.0, 1.0  # only a renderer whose y runs downwards is asked in earnest

    def flipy(self) -> bool:
        return False

    def points_to_pixels(self, points: Any) -> Any:
        return points

    def get_text_width_height_descent(
        self, s: str, prop: Any, ismath: object
    ) -> tuple[float, float, float]:
        face, size = self._face(prop)
        ascent, descent = getAscentDescent(face, size)
        return text_width(s, face, size), ascent - descent, -descent

    def _get_font_height_metrics(self, prop: Any) -> tuple[float, float, float]:
        # matplotlib from 3.11 asks this of the backend before it would load a font of its own.
        ascent, descent = getAscentDescent(*self._face(prop))
        return ascent, -descent, 0.0

    def _face(self, prop: Any) -> tuple[str, float]:
        weight = prop.get_weight()
        bold = weight == "bold" or (isinstance(weight, int) and weight >= BOLD)
        return self.faces.bold if bold else self.faces.regular, prop.get_size_in_points()

    # ── drawing ─────────────────────────────────────────────────────────────────────────────────

    def put(self, operators: str) -> None:
        """Put the operators on the page."""
        self.canvas._code.append(operators)

    def draw_path(self, gc: Any, path: Path, transform: Any, rgbFace: Any = None) -> None:
        painted = paint(gc, rgbFace)
        if painted:
            # Straight into the page's operators: a path object of ReportLab's costs more than
            # all the rest of a chart.
            self.put(
                f"q {pen(gc, gc.get_rgb()[:3], rgbFace)} {shape(path, transform)} {painted} Q")

    def draw_markers(
        self, gc: Any, marker_path: Path, marker_trans: Any, path: Path, trans: Any,
        rgbFace: Any = None,
    ) -> None:
        painted = paint(gc, rgbFace)
        if painted:
            drawn = stamps(_points(path, trans), f"{shape(marker_path, marker_trans)} {painted}")
            self.put(f"q {pen(gc, gc.get_rgb()[:3], rgbFace)} {drawn} Q")

    def draw_text(
        self, gc: Any, x: float, y: float, s: str, prop: Any, angle: float,
        ismath: object = False, mtext: object = None,
    ) -> None:
        red, green, blue = (round(255 * part) for part in gc.get_rgb()[:3])
        self.write(x, y, s, *self._face(prop), f"{red:02x}{green:02x}{blue:02x}")

    def write(self, x: float, y: float, words: str, face: str, size: float, ink: str) -> None:
        """Words from (x, y) on, upright, in an ink of six hexadecimal digits."""
        letter(self.canvas, ((x, y, words),), face, size, ink)

    def draw_image(self, gc: Any, x: float, y: float, im: Any, transform: Any = None) -> None:
        # matplotlib asks for it only for pixels; were one drawn, it must not vanish without a word
        raise NotImplementedError("charts are vectors: no picture is drawn on a page")


def paint(gc: Any, face: Any) -> str:
    """The operator that paints a path: stroke, fill, both, or "" for nothing to be seen."""
    stroke, fill = gc.get_linewidth() > 0 and gc.get_rgb()[3] > 0, face is not None and face[3] > 0
    return {(True, True): "B", (True, False): "S", (False, True): "f"}.get((stroke, fill), "")


def pen(gc: Any, line: Any, face: Any) -> str:
    """The operators that set line, dashes and the colours of line and face."""
    red, green, blue = line
    made = (f"{red:.3f} {green:.3f} {blue:.3f} RG {gc.get_linewidth():.2f} w "
            f"{CAPS[gc.get_capstyle()]} J {JOINS[gc.get_joinstyle()]} j")
    offset, dashes = gc.get_dashes()
    if dashes is not None:
        made += f" [{' '.join(f'{dash:.2f}' for dash in dashes)}] {offset:.2f} d"
    if face is not None:
        made += f" {face[0]:.3f} {face[1]:.3f} {face[2]:.3f} rg"
    return made


def _points(path: Path, transform: Any) -> list[tuple[float, float]]:
    """The path's points on the page."""
    vertices: Any = path.vertices
    points: list[tuple[float, float]] = transform.transform(vertices).tolist()
    return points


def polyline(places: Iterable[tuple[float, float]]) -> str:
    """The operators that build a line; a point that is not a number lifts the pen."""
    runs: list[list[float]] = [[]]
    for place in places:
        if place[0] == place[0] and place[1] == place[1]:
            runs[-1] += place
        elif runs[-1]:
            runs.append([])
    # a run at a time: to format each point by itself takes half as long again
    return " ".join([("%.2f %.2f m" + " %.2f %.2f l" * (len(run) // 2 - 1)) % tuple(run)
                     for run in runs if run])


def stamps(places: Iterable[tuple[float, float]], stamp: str) -> str:
    """The operators of a marker, at each place that is one."""
    return " ".join([f"q 1 0 0 1 {x:.2f} {y:.2f} cm {stamp} Q" for x, y in places if x == x])


def shape(path: Path, transform: Any) -> str:
    """The operators that build the path; a point that is not a number lifts the pen."""
    points = _points(path, transform)
    if path.codes is None:
        return polyline(points)
    made: list[str] = []
    at = 0
    drawn: Any = path.codes
    codes: list[int] = drawn.tolist()
    while at < len(codes):
        code, (x, y) = codes[at], points[at]
        if code == Path.CLOSEPOLY:
            made += ["h"] * bool(made)
        elif code == Path.CURVE4:
            (x2, y2), (x3, y3) = points[at + 1 : at + 3]
            made.append(f"{x:.2f} {y:.2f} {x2:.2f} {y2:.2f} {x3:.2f} {y3:.2f} c")
            at += 2
        elif code == Path.CURVE3:
            # PDF has cubic curves only: the one control point stands for two, at two thirds
            (x1, y1), (x3, y3) = points[at - 1], points[at + 1]
            made.append(f"{(x1 + 2 * x) / 3:.2f} {(y1 + 2 * y) / 3:.2f} {(x3 + 2 * x) / 3:.2f} "
                        f"{(y3 + 2 * y) / 3:.2f} {x3:.2f} {y3:.2f} c")
            at += 1
        elif code in (Path.MOVETO, Path.LINETO) and x == x and y == y:
            lifted = code == Path.MOVETO or not made
            made.append(f"{x:.2f} {y:.2f} {'m' if lifted else 'l'}")
        at += 1     # STOP draws nothing
    return " ".join(made)
