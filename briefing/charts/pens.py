"""Every artist of a chart, made once and used for all charts of a look.

What makes matplotlib slow is its axis objects: each tick is three artists that measure themselves.
There are no Axes here, only lines, shapes and texts placed in points from the bottom left of the
chart. They are drawn in the order in which they stand in `Pens`: what is read lies over what is
only ground.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Literal, TypeVar

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from briefing.charts.geometry import Places, Sides, rectangles
from briefing.charts.renderer import Faces, text_width
from briefing.document import Look

Align = Literal["left", "center", "right"]
A = TypeVar("A", bound=Artist)

COMPARATOR_DASHES = ((5.0, 2.0), (8.0, 2.0, 1.5, 2.0), (2.5, 2.0), (10.0, 3.0))
GROUND = "FFFFFF"


class Pens:
    """The figure and its artists; a chart takes what it needs, `finish` hides the rest."""

    def __init__(self, look: Look, faces: Faces, family: str = "") -> None:
        """`family` is what matplotlib calls the faces, for when it draws the letters itself."""
        self.look, self.faces = look, faces
        self.family = family or "sans-serif"
        self.page = Affine2D()      # points to dots, when the chart is drawn as a picture
        self.figure = Figure(dpi=72)
        self.figure.patch.set_visible(False)
        colours = look.palette
        self.lines: dict[str, Line2D] = {}
        self.strokes: dict[str, Places] = {}
        self.texts: list[Text] = []
        self.written = 0
        self.fills: list[PathPatch] = []
        self._line("grid", colours.rule, 0.5)
        self._line("breaks", colours.quiet, 0.7, dashes=(0.7, 2.2))
        for _ in range(8):
            self.fills.append(self._own(PathPatch(Path([(0, 0)]), transform=self.page)))
        self.filled = 0
        self._line("hatch", colours.main, 0.7)
        self._line("hatch_light", GROUND, 1.0)
        self._line("absent", colours.quiet, 0.9)
        self._line("baseline", colours.ink, 0.8)
        self._line("leaders", colours.last_year, 0.5)
        for n, dashes in enumerate(COMPARATOR_DASHES):
            self._beside(f"comparator {n}", colours.comparator, 1.1, dashes)
        self._beside("earlier", colours.last_year, 1.1, (3.0, 2.0))
        self._beside("last_year", colours.last_year, 1.6)
        self._beside("limit", colours.quiet, 1.0, (6.0, 2.0, 1.0, 2.0))
        self._beside("average", colours.average, 1.3, (0.1, 2.6), cap="round")
        self._beside("target", colours.target, 1.4, (6.0, 2.5))
        self._line("main", colours.main, 2.0)
        self._markers("last_year points", GROUND, colours.last_year, 3.4)
        self._markers("points", colours.main, colours.main, 4.2)
        self._markers("hollow points", GROUND, colours.main, 4.6)
        self._line("spark", colours.main, 1.1)
        self._markers("spark end", colours.main, colours.main, 2.6)
        self._markers("hollow spark end", GROUND, colours.main, 2.8)
        self.ground = self._own(PathPatch(Path([(0, 0)]), facecolor=f"#{GROUND}",
                                          edgecolor="none", linewidth=0, transform=self.page))
        self.grounds: list[Sides] = []

    # ── what a chart is drawn with ──────────────────────────────────────────────────────────────

    def start(self) -> None:
        """Nothing is drawn yet."""
        self.strokes.clear()
        self.grounds.clear()
        self.written = self.filled = 0

    def stroke(self, name: str, places: Places) -> None:
        """More of the line, or of the markers, of that name."""
        if name not in self.strokes:
            self.strokes[name] = ([], [])
        xs, ys = self.strokes[name]
        xs += places[0]
        ys += places[1]

    def fill(self, sides: Sequence[Sides], face: str, edge: str, width: float = 1.0) -> None:
        """Rectangles of one colour and edge, under all lines; nothing where there are none."""
        if not sides:
            return
        if self.filled == len(self.fills):
            raise AssertionError("a chart has no more than eight kinds of shapes")
        shape = self.fills[self.filled]
        self.filled += 1
        shape.set_path(rectangles(sides))
        shape.set_facecolor(f"#{face}")
        shape.set_edgecolor(f"#{edge}")
        shape.set_linewidth(width)

    def write(self, words: str, x: float, y: float, colour: str, align: Align = "left",
              bold: bool = False, size: float = 0.0) -> None:
        """Words with their baseline at y; `size` 0 is the look's small size."""
        if self.written == len(self.texts):
            self.texts.append(self._own(Text(0, 0, "", parse_math=False,
                                             verticalalignment="baseline", transform=self.page)))
        text = self.texts[self.written]
        self.written += 1
        text.set_text(words)
        text.set_position((x, y))
        text.set_color(f"#{colour}")
        text.set_horizontalalignment(align)
        text.set_fontproperties(_font(size or self.look.small_pt, bold, self.family))
        text.set_visible(True)

    def width(self, words: str, bold: bool = False, size: float = 0.0) -> float:
        """How wide the words are, in points."""
        return text_width(words, self.faces.bold if bold else self.faces.regular,
                          size or self.look.small_pt)

    def finish(self) -> None:
        """Give every artist what was drawn with it, and hide the others."""
        for name, line in self.lines.items():
            drawn = self.strokes.get(name)
            if drawn is not None:
                line.set_data(*drawn)
            line.set_visible(drawn is not None)
        for n, shape in enumerate(self.fills):
            shape.set_visible(n < self.filled)
        for text in self.texts[self.written :]:
            text.set_visible(False)
        if self.grounds:
            self.ground.set_path(rectangles(self.grounds))
        self.ground.set_visible(bool(self.grounds))

    # ── the artists ─────────────────────────────────────────────────────────────────────────────

    def _line(self, name: str, colour: str, width: float, dashes: tuple[float, ...] = (),
              cap: str = "butt") -> None:
        # matplotlib gives dashes in widths of the line; ours are points.
        style = (0, tuple(dash / width for dash in dashes)) if dashes else "-"
        self.lines[name] = self._own(Line2D(
            [], [], color=f"#{colour}", linewidth=width, linestyle=style, dash_capstyle=cap,
            solid_capstyle="butt", marker="", solid_joinstyle="round", transform=self.page))

    def _beside(self, name: str, colour: str, width: float, dashes: tuple[float, ...] = (),
                cap: str = "butt") -> None:
        """A line that the main series is read against; light where it runs over dark columns."""
        self._line(name, colour, width, dashes, cap)
        self._line(f"light {name}", GROUND, width, dashes, cap)

    def _markers(self, name: str, face: str, edge: str, size: float) -> None:
        self.lines[name] = self._own(Line2D(
            [], [], linestyle="", marker="o", markersize=size, markerfacecolor=f"#{face}",
            markeredgewidth=1.2, markeredgecolor=f"#{edge}", transform=self.page))

    def _own(self, artist: A) -> A:
        """The artist as one of the figure's, drawn in the order in which it was made."""
        self.figure.add_artist(artist)
        artist.set_zorder(len(self.figure.get_children()))
        artist.set_visible(False)
        return artist

    def draw(self, renderer: Any) -> None:
        """Draw what was given since `start`."""
        self.finish()
        self.figure.draw(renderer)


@lru_cache(maxsize=64)
def _font(size: float, bold: bool, family: str) -> FontProperties:
    return FontProperties(family=family, size=size, weight="bold" if bold else "normal")
