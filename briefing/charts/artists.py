"""Every matplotlib artist of a chart, made once and used for all charts of a look.

What makes matplotlib slow is its axis objects: each tick is three artists that measure themselves.
There are no Axes here, only lines, shapes and texts. Whoever draws with them holds `DRAWING`: the
artists are shared, and so are matplotlib's own settings and caches.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, TypeVar

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from briefing.charts.faces import Faces
from briefing.charts.inks import FILLS, GROUND, OVER, UNDER, Line, Marker
from briefing.charts.pens import Pens
from briefing.charts.strokes import line_of, rectangles
from briefing.document import Look

A = TypeVar("A", bound=Artist)


class ArtistPens(Pens):
    """The figure and its artists; a chart takes what it needs, the rest is hidden."""

    def __init__(self, look: Look, faces: Faces, family: str = "") -> None:
        """`family` is what matplotlib calls the faces, for when it draws the letters itself."""
        super().__init__(look, faces)
        self.family = family or "sans-serif"
        self.page = Affine2D()      # points to dots, when the chart is drawn as a picture
        self.figure = Figure(dpi=72)
        self.figure.patch.set_visible(False)
        self.lines: dict[str, Line2D] = {}
        self.texts: list[Text] = []
        for ink in UNDER:
            self._ink(ink)
        self.shapes = [self._own(PathPatch(Path([(0, 0)]), transform=self.page))
                       for _ in range(FILLS)]
        for ink_over in OVER:
            self._ink(ink_over)
        self.ground = self._own(PathPatch(Path([(0, 0)]), facecolor=f"#{GROUND}",
                                          edgecolor="none", linewidth=0, transform=self.page))

    def draw(self, renderer: Any) -> None:
        """Draw what was given since `start`."""
        self._finish()
        self.figure.draw(renderer)

    def _finish(self) -> None:
        """Give every artist what was drawn with it, and hide the others."""
        for name, line in self.lines.items():
            drawn = self.strokes.get(name)
            if drawn is not None:
                line.set_data(*drawn)
            line.set_visible(drawn is not None)
        for shape in self.shapes[len(self.fills) :]:
            shape.set_visible(False)
        for shape, fill in zip(self.shapes, self.fills, strict=False):
            shape.set_path(rectangles(fill.sides))
            shape.set_facecolor(f"#{fill.face}")
            shape.set_edgecolor(f"#{fill.edge}")
            shape.set_linewidth(fill.width)
            shape.set_visible(True)
        while len(self.texts) < len(self.written):
            self.texts.append(self._own(Text(0, 0, "", parse_math=False,
                                             verticalalignment="baseline", transform=self.page)))
        for text in self.texts[len(self.written) :]:
            text.set_visible(False)
        for text, written in zip(self.texts, self.written, strict=False):
            text.set_text(written.words)
            text.set_position((written.x, written.y))
            text.set_color(f"#{written.colour}")
            text.set_horizontalalignment(written.align)
            text.set_fontproperties(_font(written.size, written.bold, self.family))
            text.set_visible(True)
        if self.grounds:
            self.ground.set_path(rectangles(self.grounds))
        self.ground.set_visible(bool(self.grounds))

    def _ink(self, ink: Line | Marker) -> None:
        self.lines[ink.name] = self._own(line_of(ink, self.look.palette, self.page))

    def _own(self, artist: A) -> A:
        """The artist as one of the figure's, drawn in the order in which it was made."""
        self.figure.add_artist(artist)
        artist.set_zorder(len(self.figure.get_children()))
        artist.set_visible(False)
        return artist


@lru_cache(maxsize=64)
def _font(size: float, bold: bool, family: str) -> FontProperties:
    return FontProperties(family=family, size=size, weight="bold" if bold else "normal")
