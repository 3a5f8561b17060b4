"""What a chart is drawn with: lines, shapes and words, placed in points from its bottom left.

What draws a chart knows only these; what becomes of them on a page, in a picture or on a screen is
a renderer's. A coordinate that is not a number lifts the pen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from briefing.charts.faces import Faces, text_width
from briefing.charts.geometry import Places, Sides
from briefing.charts.inks import COMPARATOR_DASHES, FILLS, GROUND
from briefing.document import Look

__all__ = ["COMPARATOR_DASHES", "GROUND", "Align", "Fill", "Pens", "Written"]

Align = Literal["left", "center", "right"]


class Fill(NamedTuple):
    """Rectangles of one colour and edge; the colours are those of the look."""

    sides: tuple[Sides, ...]
    face: str
    edge: str
    width: float


class Written(NamedTuple):
    """Words, and where their baseline begins, ends or has its middle."""

    words: str
    x: float
    y: float
    colour: str
    align: Align
    bold: bool
    size: float


class Pens:
    """What is drawn of one chart, in the order in which it was given.

    `strokes` holds the points of each line and marker by the name of its ink, `fills` lie under all
    lines, `grounds` cover what is under words, and `written` lies over everything.
    """

    def __init__(self, look: Look, faces: Faces) -> None:
        self.look, self.faces = look, faces
        self.strokes: dict[str, Places] = {}
        self.fills: list[Fill] = []
        self.written: list[Written] = []
        self.grounds: list[Sides] = []

    def start(self) -> None:
        """Nothing is drawn yet."""
        self.strokes.clear()
        self.fills.clear()
        self.written.clear()
        self.grounds.clear()

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
        if len(self.fills) == FILLS:
            raise AssertionError(f"a chart has no more than {FILLS} kinds of shapes")
        self.fills.append(Fill(tuple(sides), face, edge, width))

    def write(self, words: str, x: float, y: float, colour: str, align: Align = "left",
              bold: bool = False, size: float = 0.0) -> None:
        """Words with their baseline at y; `size` 0 is the look's small size."""
        self.written.append(Written(words, x, y, colour, align, bold,
                                    size or self.look.small_pt))

    def width(self, words: str, bold: bool = False, size: float = 0.0) -> float:
        """How wide the words are, in points."""
        return text_width(words, self.faces.bold if bold else self.faces.regular,
                          size or self.look.small_pt)
