"""What is drawn of a chart, put on a page: matplotlib's lines and paths, and ReportLab's words.

A Figure, and matplotlib's own Text, take longer to load than all charts of a report to draw; only
pictures and an author's own charts need them (`artists`, `own`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, cast

from matplotlib.colors import to_rgba
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform

from briefing.charts.faces import Faces, text_width
from briefing.charts.geometry import Places
from briefing.charts.inks import GROUND, OVER, UNDER, Line, Marker
from briefing.charts.pens import Fill, Pens, Written
from briefing.charts.renderer import CanvasRenderer, paint, pen, polyline, shape, stamps
from briefing.charts.strokes import line_of, rectangles
from briefing.document import Look

if TYPE_CHECKING:
    from matplotlib.backend_bases import RendererBase

NOTHING: Places = ([], [])


class Stroke(NamedTuple):
    """How matplotlib draws a line, or a marker: the operators of its pen, of its shape where it is
    a marker, and that which paints."""

    pen: str
    stamp: str
    paint: str


class Notes(CanvasRenderer):
    """Notes how it is asked to draw, and draws nothing."""

    noted: Stroke

    def draw_path(self, gc: Any, path: Path, transform: Any, rgbFace: Any = None) -> None:
        self.noted = Stroke(pen(gc, gc.get_rgb()[:3], rgbFace), "", paint(gc, rgbFace))

    def draw_markers(self, gc: Any, marker_path: Path, marker_trans: Any, path: Path, trans: Any,
                     rgbFace: Any = None) -> None:
        painted = paint(gc, rgbFace)
        self.noted = Stroke(pen(gc, gc.get_rgb()[:3], rgbFace),
                            f"{shape(marker_path, marker_trans)} {painted}", painted)


class PagePens(Pens):
    """Pens whose strokes matplotlib draws once; in all charts of a look they are as it drew them.

    To have it draw each line anew is most of what charts would take.
    """

    def __init__(self, look: Look, faces: Faces) -> None:
        super().__init__(look, faces)
        self.page = IdentityTransform()
        self.inks = {ink.name: self._noted(ink) for ink in (*UNDER, *OVER)}
        self.shapes: dict[tuple[str, str, float], Stroke] = {}

    def _noted(self, ink: Line | Marker) -> Stroke:
        notes, line = Notes(self.faces), line_of(ink, self.look.palette, self.page)
        line.set_data([0.0, 1.0], [0.0, 0.0])
        line.draw(cast("RendererBase", notes))      # it has all that is asked of one here
        return notes.noted

    def draw(self, renderer: CanvasRenderer) -> None:
        """Draw what was given since `start`."""
        self._draw_lines(UNDER, renderer)
        for fill in self.fills:
            self._draw_fill(fill, renderer)
        self._draw_lines(OVER, renderer)
        if self.grounds:
            self._draw_fill(Fill(tuple(self.grounds), GROUND, "", 0.0), renderer)
        for written in self.written:
            self._write(written, renderer)

    def _draw_lines(self, inks: tuple[Line | Marker, ...], renderer: CanvasRenderer) -> None:
        for ink in inks:
            xs, ys = self.strokes.get(ink.name, NOTHING)
            if xs:
                stroke, places = self.inks[ink.name], zip(xs, ys, strict=True)
                drawn = stamps(places, stroke.stamp) if stroke.stamp else (
                    f"{polyline(places)} {stroke.paint}")
                renderer.put(f"q {stroke.pen} {drawn} Q")

    def _draw_fill(self, fill: Fill, renderer: CanvasRenderer) -> None:
        """Rectangles; those without a colour of the edge have none."""
        kind = (fill.face, fill.edge, fill.width)
        if kind not in self.shapes:
            self.shapes[kind] = self._noted_fill(fill)
        stroke = self.shapes[kind]
        drawn = [f"{left:.2f} {foot:.2f} m {right:.2f} {foot:.2f} l {right:.2f} {top:.2f} l "
                 f"{left:.2f} {top:.2f} l h" for left, foot, right, top in fill.sides]
        renderer.put(f"q {stroke.pen} {' '.join(drawn)} {stroke.paint} Q")

    def _noted_fill(self, fill: Fill) -> Stroke:
        notes = Notes(self.faces)
        context = notes.new_gc()
        context.set_joinstyle("miter")
        context.set_linewidth(fill.width)
        context.set_foreground(to_rgba(f"#{fill.edge}" if fill.edge else "none"))
        notes.draw_path(context, rectangles(fill.sides[:1]), self.page, to_rgba(f"#{fill.face}"))
        return notes.noted

    def _write(self, written: Written, renderer: CanvasRenderer) -> None:
        face = self.faces.bold if written.bold else self.faces.regular
        x = written.x
        if written.align != "left":
            wide = text_width(written.words, face, written.size)
            x -= wide if written.align == "right" else wide / 2
        if written.words:
            renderer.write(x, written.y, written.words, face, written.size, written.colour)
