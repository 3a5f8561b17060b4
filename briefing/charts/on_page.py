"""What is drawn of a chart, put on a page: matplotlib's lines and paths, and ReportLab's words.

A Figure, and matplotlib's own Text, take longer to load than all charts of a report to draw; only
pictures and an author's own charts need them (`artists`, `own`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from matplotlib.colors import to_rgba
from matplotlib.transforms import IdentityTransform

from briefing.charts.faces import Faces, text_width
from briefing.charts.inks import GROUND, OVER, UNDER, Line, Marker
from briefing.charts.pens import Fill, Pens, Written
from briefing.charts.renderer import CanvasRenderer
from briefing.charts.strokes import line_of, rectangles
from briefing.document import Look

if TYPE_CHECKING:
    from matplotlib.backend_bases import RendererBase


class PagePens(Pens):
    """Pens whose lines are made once and used for all charts of a look."""

    def __init__(self, look: Look, faces: Faces) -> None:
        super().__init__(look, faces)
        self.page = IdentityTransform()
        self.lines = {ink.name: line_of(ink, look.palette, self.page) for ink in (*UNDER, *OVER)}

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
            if ink.name in self.strokes:
                line = self.lines[ink.name]
                line.set_data(*self.strokes[ink.name])
                line.draw(cast("RendererBase", renderer))    # it has all that is asked of one here

    def _draw_fill(self, fill: Fill, renderer: CanvasRenderer) -> None:
        """Rectangles; those without a colour of the edge have none."""
        context = renderer.new_gc()
        context.set_joinstyle("miter")
        context.set_linewidth(fill.width)
        context.set_foreground(to_rgba(f"#{fill.edge}" if fill.edge else "none"))
        renderer.draw_path(context, rectangles(fill.sides), self.page, to_rgba(f"#{fill.face}"))

    def _write(self, written: Written, renderer: CanvasRenderer) -> None:
        face = self.faces.bold if written.bold else self.faces.regular
        x = written.x
        if written.align != "left":
            wide = text_width(written.words, face, written.size)
            x -= wide if written.align == "right" else wide / 2
        if written.words:
            renderer.write(x, written.y, written.words, face, written.size, written.colour)
