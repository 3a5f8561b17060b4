"""What only a cover has: rows of a ruled table of two columns, centred lines, the logo."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from typing import Any

from PIL import Image
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable

from briefing.document import Picture
from briefing.writers.pdf.inlines import Prose
from briefing.writers.pdf.stack import Stack, following
from briefing.writers.pdf.styles import WIDEST, Styles
from briefing.writers.pdf.tags import Element, attributes

LABEL_SHARE = 0.30  # of the table's width
PADDING = 6.0
LEAST = 48.0        # points of a row's beginning that are worth their place at a page's foot
DOTS_PER_MM = 12    # of a logo: about 300 to the inch


class LabelledRow(Flowable):  # type: ignore[misc]
    """A label on its ground, what stands beside it, and rules all round.

    A row that is too long for its page goes on overleaf, its label empty.
    """

    def __init__(self, label: Prose | None, inside: Sequence[Any] | Stack, styles: Styles,
                 last: bool) -> None:
        super().__init__()
        self.label, self.styles, self.last = label, styles, last
        self.beside = inside if isinstance(inside, Stack) else Stack(following(inside))
        self.keepWithNext = 0

    def getSpaceAfter(self) -> float:
        return 14.0 if self.last else 0.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = min(width, WIDEST)
        left = self.width * LABEL_SHARE
        tall = self.beside.wrap(self.width - left - 2 * PADDING, 1e6)[1]
        if self.label is not None:
            tall = max(tall, self.label.wrap(left - 2 * PADDING, 1e6)[1])
        self.height = tall + 2 * PADDING
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Any]:
        wide = min(width, WIDEST)
        label = (self.label.wrap(wide * LABEL_SHARE - 2 * PADDING, 1e6)[1] if self.label is not None
                 else 0.0)
        if height < max(LEAST, label + 2 * PADDING):
            return []
        self.beside._frame = getattr(self, "_frame", None)
        here, rest = self.beside.filled(wide * (1 - LABEL_SHARE) - 2 * PADDING,
                                        height - 2 * PADDING)
        del self.beside._frame
        if not here or not rest:
            return []
        return [LabelledRow(self.label, here, self.styles, False),
                LabelledRow(None, rest, self.styles, self.last)]

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        left, colours = x + self.width * LABEL_SHARE, self.styles.look.palette
        right, top = x + self.width, y + self.height
        canvas.grounds([(x, y, left - x, self.height)], colours.head_ground)
        # the upper rule again: the ground lies over half of it
        canvas.rules([(x, y, right, y), (x, top, right, top),
                      *((at, y, at, top) for at in (x, left, right))], 0.5, colours.rule)
        top -= PADDING
        if self.label is not None:
            self.label.drawOn(canvas, x + PADDING, top - self.label.height)
        self.beside.drawOn(canvas, left + PADDING, top - self.beside.height)


class Centred(Flowable):  # type: ignore[misc]
    """A centred paragraph in the middle of the page, though its measure is narrower."""

    def __init__(self, prose: Prose) -> None:
        super().__init__()
        self.prose = prose

    def getSpaceBefore(self) -> float:
        return float(self.prose.getSpaceBefore())

    def getSpaceAfter(self) -> float:
        return float(self.prose.getSpaceAfter())

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width, (self.wide, self.height) = width, self.prose.wrap(width, height)
        return self.width, self.height

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        self.prose.drawOn(canvas, x + (self.width - self.wide) / 2, y)


class LogoDrawing(Flowable):  # type: ignore[misc]
    """The logo; without an element, for its looks alone."""

    def __init__(self, picture: Picture, element: Element | None) -> None:
        super().__init__()
        self.picture, self.element = picture, element

    def getSpaceAfter(self) -> float:
        return 14.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width, self.height = width, self.picture.height_mm * mm
        return self.width, self.height

    def draw(self) -> None:
        picture, canvas = self.picture, self.canv
        wide = picture.width_mm * mm
        left = {"left": 0.0, "centre": (self.width - wide) / 2,
                "right": self.width - wide}[picture.align]
        if self.element is None:
            with canvas.artifact("layout"):
                canvas.picture(_image(picture), left, 0, wide, self.height)
            return
        x, y = canvas.absolutePosition(left, 0)
        self.element.attributes = attributes(
            "Layout", Placement="/Block",
            BBox=f"[{x:.2f} {y:.2f} {x + wide:.2f} {y + self.height:.2f}]")
        with canvas.content(self.element):
            canvas.picture(_image(picture), left, 0, wide, self.height)


@cache
def _image(picture: Picture) -> Any:
    """The picture as PDF/A takes it: red, green and blue, no more dots than can be printed.

    What is see-through is white, as the paper.
    """
    with Image.open(io.BytesIO(picture.content)) as opened:
        seen = opened.convert("RGBA")
    most = (round(picture.width_mm * DOTS_PER_MM), round(picture.height_mm * DOTS_PER_MM))
    if seen.width > most[0] * 1.5:
        seen = seen.resize((max(most[0], 1), max(most[1], 1)), Image.Resampling.LANCZOS)
    flat = Image.new("RGB", seen.size, "white")
    flat.paste(seen, mask=seen.getchannel("A"))
    return ImageReader(flat)
