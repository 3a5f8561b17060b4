"""The backend for charts that an author draws: what our own charts never need as well.

Clipping, transparency (mixed with the white of the page: an archived PDF is best without), curves,
hatches, turned and slanted text. A picture, a formula, or a character that the font lacks is said
so and not left out.
"""

from __future__ import annotations

import math
from functools import cache
from typing import Any

from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.path import Path
from matplotlib.transforms import Affine2D
from reportlab.pdfbase.pdfmetrics import getFont

from briefing.charts.faces import Faces
from briefing.charts.renderer import CanvasRenderer, pen, shape

HATCH_TILE = 36.0   # points: matplotlib's patterns are drawn in a square of the unit


class Undrawable(Exception):
    """What the author's function draws that a page cannot hold; `hint` says what to do."""

    def __init__(self, said: str, hint: str = "Mend the function, or give it another chart."
                 ) -> None:
        super().__init__(said)
        self.hint = hint


class FreehandRenderer(CanvasRenderer, RendererBase):
    """Draws whatever an author's function made; without a canvas it only looks whether it can."""

    def __init__(self, faces: Faces, width: float, height: float) -> None:
        super().__init__(faces)
        self.width, self.height = width, height

    def new_gc(self) -> Any:
        return GraphicsContextBase()

    def get_canvas_width_height(self) -> tuple[float, float]:
        return self.width, self.height

    def _face(self, prop: Any) -> tuple[str, float]:
        face, size = super()._face(prop)
        if prop.get_style() in ("italic", "oblique"):
            face = self.faces.bold_italic if face == self.faces.bold else self.faces.italic
        return face, size

    # ── drawing ─────────────────────────────────────────────────────────────────────────────────

    def draw_path(self, gc: Any, path: Path, transform: Any, rgbFace: Any = None) -> None:
        operators = shape(path, transform)
        stroke = gc.get_linewidth() > 0 and gc.get_rgb()[3] > 0
        fill = rgbFace is not None and (len(rgbFace) < 4 or rgbFace[3] > 0)
        hatch = gc.get_hatch_path() if gc.get_hatch() else None
        if not operators or not (stroke or fill or hatch is not None):
            return
        made = []
        if fill or (stroke and hatch is None):
            paint = "B" if stroke and fill and hatch is None else "f" if fill else "S"
            made.append(f"{self._pen(gc, rgbFace)} {operators} {paint}")
        if hatch is not None:
            made.append(self._hatched(gc, hatch, path, transform, operators))
            if stroke:
                made.append(f"{self._pen(gc, None)} {operators} S")
        self._draw(f"q {self._clip(gc)}{' '.join(made)} Q")

    def draw_markers(self, gc: Any, marker_path: Path, marker_trans: Any, path: Path, trans: Any,
                     rgbFace: Any = None) -> None:
        for x, y in trans.transform(path.vertices).tolist():
            if x == x and y == y:
                self.draw_path(gc, marker_path, marker_trans + Affine2D().translate(x, y), rgbFace)

    def draw_text(self, gc: Any, x: float, y: float, s: str, prop: Any, angle: float,
                  ismath: object = False, mtext: object = None) -> None:
        if ismath:
            raise Undrawable(f"'{s}' is a formula", "Write it as plain text.")
        face, size = self._face(prop)
        lacking = sorted(set(s) - _known(face))
        if lacking:
            raise Undrawable(f"the font has no '{lacking[0]}' (U+{ord(lacking[0]):04X}), found "
                             f"in '{s}'", "Use another character.")
        if self.canvas is None:
            return
        text = self.canvas.beginText()
        turn = math.radians(angle)
        text.setTextTransform(math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn), x, y)
        text.setFont(face, size)
        text.setFillColorRGB(*_opaque(gc.get_rgb()))
        text.textOut(s)
        self.canvas.drawText(text)

    def draw_image(self, gc: Any, x: float, y: float, im: Any, transform: Any = None) -> None:
        raise Undrawable("it draws a picture (imshow or the like)",
                         "A page holds lines, shapes and text: draw with pcolor or bars.")

    def draw_gouraud_triangles(self, *_: Any) -> None:
        raise Undrawable("it draws a smooth shading", "Use flat colours.")

    def draw_tex(self, *_: Any, **__: Any) -> None:
        raise Undrawable("it sets text by TeX", "Write it as plain text.")

    # ── operators ───────────────────────────────────────────────────────────────────────────────

    def _draw(self, operators: str) -> None:
        if self.canvas is not None:
            self.canvas._code.append(operators)

    def _pen(self, gc: Any, face: Any) -> str:
        return pen(gc, _opaque(gc.get_rgb()), None if face is None else _opaque(face))

    def _clip(self, gc: Any) -> str:
        """The operators that keep what follows inside the axes, or inside a path."""
        made = ""
        box = gc.get_clip_rectangle()
        if box is not None:
            made += f"{box.x0:.2f} {box.y0:.2f} {box.width:.2f} {box.height:.2f} re W n "
        path, transform = gc.get_clip_path()
        if path is not None:
            made += f"{shape(path, transform)} W n "
        return made

    def _hatched(self, gc: Any, hatch: Path, path: Path, transform: Any, operators: str) -> str:
        """The pattern in tiles all over the path, and clipped to it."""
        box = path.get_extents(transform)
        if not all(map(math.isfinite, (box.x0, box.y0, box.x1, box.y1))):
            return ""
        red, green, blue = _opaque(gc.get_hatch_color())
        made = [f"q {operators} W n {red:.3f} {green:.3f} {blue:.3f} RG "
                f"{red:.3f} {green:.3f} {blue:.3f} rg {gc.get_hatch_linewidth():.2f} w"]
        tiles = [(column, row) for column in range(int(box.x0 // HATCH_TILE),
                                                   int(box.x1 // HATCH_TILE) + 1)
                 for row in range(int(box.y0 // HATCH_TILE), int(box.y1 // HATCH_TILE) + 1)]
        for column, row in tiles:
            place = Affine2D().scale(HATCH_TILE).translate(column * HATCH_TILE, row * HATCH_TILE)
            made.append(f"{shape(hatch, place)} B")
        return " ".join([*made, "Q"])


def _opaque(colour: Any) -> tuple[float, float, float]:
    """The colour as it looks on white."""
    red, green, blue, *alpha = (float(part) for part in colour)
    share = alpha[0] if alpha else 1.0
    return (1 - share * (1 - red), 1 - share * (1 - green), 1 - share * (1 - blue))


@cache
def _known(face: str) -> frozenset[str]:
    """The characters that the face can print."""
    return frozenset(chr(code) for code in getFont(face).face.charToGlyph if code >= ord(" "))


