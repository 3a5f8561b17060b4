"""A chart that an author's function draws, as SVG: curves, clipping, hatches and turned words."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import fields
from html import escape
from typing import Any

from matplotlib.colors import to_hex
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from briefing.charts.faces import Faces
from briefing.charts.freehand import HATCH_TILE, FreehandRenderer
from briefing.charts.own import drawn_with
from briefing.document import ChartSpec, Look

MOVE, CLOSE, STOP = int(Path.MOVETO), int(Path.CLOSEPOLY), int(Path.STOP)
CURVES = {int(Path.CURVE3): ("Q", 2), int(Path.CURVE4): ("C", 3)}


def own_svg(spec: ChartSpec, width: float, height: float, look: Look, faces: Faces,
            prefix: str) -> tuple[str, float]:
    """What the author's function draws, as elements, and how many times as large they are.

    `prefix` begins the ids of what clips them. Raises whatever the function raises, or Undrawable.
    """
    renderer, times = drawn_with(
        lambda wide, high: SvgRenderer(faces, wide, high, look, prefix), spec, width, height, look,
        faces)
    return "".join(renderer.elements), times


class SvgRenderer(FreehandRenderer):
    """Draws as on a page; a colour of the look is a class, so that it suits a dark ground too."""

    def __init__(self, faces: Faces, width: float, height: float, look: Look, prefix: str) -> None:
        super().__init__(faces, width, height)
        self.elements: list[str] = []
        self.prefix = prefix
        self.size = look.small_pt
        self.clips: dict[str, str] = {}
        palette = look.palette
        self.names = {f"#{getattr(palette, field.name)}".casefold(): field.name.replace("_", "-")
                      for field in reversed(fields(palette))
                      if isinstance(getattr(palette, field.name), str)}
        self.names |= {"#ffffff": "paper", "#000000": "ink"}

    def draw_path(self, gc: Any, path: Path, transform: Any, rgbFace: Any = None) -> None:
        drawn = self._d(path, transform)
        stroke = gc.get_linewidth() > 0 and gc.get_rgb()[3] > 0
        fill = rgbFace is not None and (len(rgbFace) < 4 or rgbFace[3] > 0)
        hatch = gc.get_hatch_path() if gc.get_hatch() else None
        if not drawn or not (stroke or fill or hatch is not None):
            return
        made = ""
        if fill:
            made += f'<path d="{drawn}"{self._paint("fill", rgbFace)}/>'
        if hatch is not None:
            made += self._tiles(gc, hatch, path, transform, drawn)
        if stroke:
            made += f'<path d="{drawn}" fill="none"{self._stroke(gc)}/>'
        self._place(gc, made)

    def draw_text(self, gc: Any, x: float, y: float, s: str, prop: Any, angle: float,
                  ismath: object = False, mtext: object = None) -> None:
        canvas, self.canvas = self.canvas, None
        super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)     # what it cannot hold is said
        self.canvas = canvas
        face, size = self._face(prop)
        bold = ' font-weight="bold"' if face in (self.faces.bold, self.faces.bold_italic) else ""
        slant = ' font-style="italic"' if face in (
            self.faces.italic, self.faces.bold_italic) else ""
        own = "" if size == self.size else f' font-size="{size:.3g}"'
        left, top = f"{x:.1f}", f"{self.height - y:.1f}"
        turned = f' transform="rotate({-angle:.4g} {left} {top})"' if angle else ""
        self._place(gc, f'<text x="{left}" y="{top}"{own}{bold}{slant}{turned}'
                        f"{self._paint('fill', gc.get_rgb())}>{escape(s, quote=False)}</text>")

    def _draw(self, operators: str) -> None:
        raise AssertionError("nothing is drawn by a page's operators")

    # ── elements ────────────────────────────────────────────────────────────────────────────────

    def _place(self, gc: Any, made: str) -> None:
        """The elements, inside what clips them."""
        box = gc.get_clip_rectangle()
        if box is not None:
            made = self._clipped(made, f"M{box.x0:.1f} {self.height - box.y0:.1f}h{box.width:.1f}"
                                       f"v{-box.height:.1f}h{-box.width:.1f}z")
        path, transform = gc.get_clip_path()
        if path is not None:
            made = self._clipped(made, self._d(path, transform))
        self.elements.append(made)

    def _clipped(self, made: str, clip: str) -> str:
        known = self.clips.get(clip)
        if known is None:
            known = self.clips[clip] = f"{self.prefix}.{len(self.clips) + 1}"
            self.elements.append(f'<clipPath id="{escape(known)}"><path d="{clip}"/></clipPath>')
        return f'<g clip-path="url(#{escape(known)})">{made}</g>'

    def _tiles(self, gc: Any, hatch: Path, path: Path, transform: Any, drawn: str) -> str:
        """The pattern in tiles all over the path, and clipped to it."""
        box = path.get_extents(transform)
        if not all(map(math.isfinite, (box.x0, box.y0, box.x1, box.y1))):
            return ""       # of a month without a figure
        colour = gc.get_hatch_color()
        wide = f' stroke-width="{gc.get_hatch_linewidth():.2f}"'
        tiles = [self._d(hatch, Affine2D().scale(HATCH_TILE).translate(
            column * HATCH_TILE, row * HATCH_TILE))
            for column in range(int(box.x0 // HATCH_TILE), int(box.x1 // HATCH_TILE) + 1)
            for row in range(int(box.y0 // HATCH_TILE), int(box.y1 // HATCH_TILE) + 1)]
        return self._clipped(f'<path d="{"".join(tiles)}"{wide}{self._paint("stroke", colour)}'
                             f"{self._paint('fill', colour)}/>", drawn)

    def _stroke(self, gc: Any) -> str:
        offset, dashes = gc.get_dashes()
        made = f' stroke-width="{gc.get_linewidth():.2f}"{self._paint("stroke", gc.get_rgb())}'
        if gc.get_capstyle() != "butt":
            made += f' stroke-linecap="{gc.get_capstyle().replace("projecting", "square")}"'
        if gc.get_joinstyle() != "miter":
            made += f' stroke-linejoin="{gc.get_joinstyle()}"'
        if dashes is not None:
            made += f' stroke-dasharray="{" ".join(f"{dash:.2f}" for dash in dashes)}"'
            made += f' stroke-dashoffset="{offset:.2f}"' if offset else ""
        return made

    def _paint(self, what: str, colour: Any) -> str:
        """The colour as an attribute: one of the look's as the property that has it."""
        digits = to_hex(colour[:3])
        name = self.names.get(digits)
        made = f' {what}="{f"var(--{name})" if name else digits}"'
        see_through = float(colour[3]) if len(colour) > 3 else 1.0
        return made if see_through >= 1 else f'{made} {what}-opacity="{see_through:.3g}"'

    def _d(self, path: Path, transform: Any) -> str:
        return "".join(self._pieces(path, transform))

    def _pieces(self, path: Path, transform: Any) -> Iterator[str]:
        """The commands that build the path; a point that is not a number lifts the pen."""
        vertices: Any = path.vertices
        drawn: Any = path.codes
        points: Any = transform.transform(vertices).tolist()
        codes = [int(Path.LINETO)] * len(points) if drawn is None else [int(c) for c in drawn]
        lifted, at = True, 0
        while at < len(codes):
            code = codes[at]
            letter, size = CURVES.get(code, ("L", 1))
            some = points[at : at + size]
            at += size
            if code == CLOSE:
                if not lifted:      # a bar of a month without a figure has no corner to go back to
                    yield "z"
            elif code == STOP or any(x != x or y != y for x, y in some):
                lifted = True
            else:
                begins = "M" if lifted or code == MOVE else letter
                lifted = False
                yield begins + " ".join(f"{x:.1f} {self.height - y:.1f}" for x, y in some)
