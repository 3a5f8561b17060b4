"""A chart as a picture, by the same artists as on the page: for programs that show no native ones.

What matplotlib's own renderer measures and draws with is the fonts of the shelf, so that the words
stand where they stand on the page.
"""

from __future__ import annotations

import io
import tomllib
from functools import cache
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import fontManager
from PIL import Image

from briefing.charts.artists import ArtistPens
from briefing.charts.faces import Faces
from briefing.charts.kinds import KINDS
from briefing.charts.strokes import DRAWING
from briefing.document import ChartSpec, Look
from briefing.shelves import shelf

DOTS_PER_INCH = 200
NEARLY_WHITE = 250
COLOURS = 64        # a chart has fewer, but for the soft edges of its letters


def chart_picture(spec: ChartSpec, width: float, height: float, look: Look, faces: Faces) -> bytes:
    """The chart as a PNG file on white; width and height are in points."""
    scale = DOTS_PER_INCH / 72
    renderer = RendererAgg(round(width * scale), round(height * scale), DOTS_PER_INCH)
    with DRAWING:
        family = _family(look.font)
        if spec.own is not None:
            from briefing.charts.own import drawn_by_author

            drawn_by_author(spec, width, height, look, faces, family, renderer)
        else:
            pens = _pens(look, faces, family)
            pens.page.clear().scale(scale)
            pens.figure.dpi = DOTS_PER_INCH
            pens.start()
            KINDS[spec.kind](pens, spec, width, height)
            pens.draw(renderer)
    return _png(renderer)


def _png(renderer: Any) -> bytes:
    """What was drawn, on white, in few colours: a tenth of the size of true colour."""
    drawn = Image.fromarray(np.asarray(renderer.buffer_rgba()), "RGBA")
    white = Image.new("RGBA", drawn.size, "white")
    few = Image.alpha_composite(white, drawn).convert("RGB").quantize(
        COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    # the page's white is mixed with the palest edges of letters: it is to be white
    palette = few.getpalette() or []
    few.putpalette([255 if min(palette[n - n % 3 : n - n % 3 + 3]) >= NEARLY_WHITE else shade
                    for n, shade in enumerate(palette)])
    out = io.BytesIO()
    few.save(out, "PNG", dpi=(DOTS_PER_INCH, DOTS_PER_INCH))
    return out.getvalue()


@cache
def _pens(look: Look, faces: Faces, family: str) -> ArtistPens:
    return ArtistPens(look, faces, family)


@cache
def _family(font: str) -> str:
    """The name by which matplotlib knows the family of fonts.toml, its files made known to it."""
    folder = shelf("fonts")
    entry = tomllib.loads((folder / "fonts.toml").read_text("utf-8"))[font]
    for face in ("regular", "bold", "italic", "bold_italic"):
        fontManager.addfont(str(folder / entry[face]))
    return str(entry["name"])
