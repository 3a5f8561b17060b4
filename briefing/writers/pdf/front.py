"""The header block, headings and the contents: what a reader finds their way by."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Flowable

from briefing.charts.faces import text_width
from briefing.document import ContentsEntry, Heading, PageOf
from briefing.escaping import escape
from briefing.writers.pdf.canvas import BriefingCanvas
from briefing.writers.pdf.cells import Type, wrapped
from briefing.writers.pdf.inlines import Prose, digits
from briefing.writers.pdf.styles import WIDEST, Styles, colour
from briefing.writers.pdf.tags import Element

LABEL_SHARE = 0.28  # of the header block's width
HEADER_PADDING = 4.0
PAGE_ROOM = 40.0    # points kept free for a page number and some dots


class HeadingLine(Prose):
    """A heading, its bookmark and its entry in the outline."""

    keepWithNext = 1

    def __init__(self, heading: Heading, styles: Styles, element: Element) -> None:
        style = styles.headings[min(heading.level, 3)]
        words = escape(heading.text)
        if heading.underlined:
            style, words = styles.underlined, f"<u>{words}</u>"
        if heading.number:
            style = styles.counted(style) if heading.numbering else styles.numbered(style)
        super().__init__(words, style, element, bulletText=heading.number or None)
        self.heading = heading

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        wide, tall = super().wrap(width, height)
        self.beside = width - wide  # how far the measure is narrower than the page's
        if self.heading.level == 1 and len(self.blPara.lines) > 1:
            # A title's lines are about equally long: no last word alone under the others.
            low, high = wide / 2, wide
            while high - low > 4:
                middle = (low + high) / 2
                low, high = (low, middle) if super().wrap(middle, height)[1] <= tall else (
                    middle, high)
            self.beside = width - super().wrap(high, height)[0]
        return wide, tall

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        heading = self.heading
        canvas.mark(heading.id, x, y + self.height + 8)
        canvas.outline(heading.id, " ".join(filter(None, (heading.number, heading.text))),
                       heading.level - 1)
        if self.style.alignment and self.beside > 0:
            # centred or right in what it was laid out in, which is narrower than the page
            x += self.beside * self.style.alignment / 2
        super().drawOn(canvas, x, y, _sW)

    def split(self, width: float, height: float) -> list[Any]:
        return []  # a heading of two lines stays whole


class HeaderRow(Flowable):  # type: ignore[misc]
    """A label in bold, its value beside it, and a hairline under both (over the first as well)."""

    def __init__(self, label: Prose, value: Prose, styles: Styles, first: bool, last: bool) -> None:
        super().__init__()
        self.label, self.value, self.styles, self.first, self.last = (
            label, value, styles, first, last)
        self.keepWithNext = 0 if last else 1

    def getSpaceAfter(self) -> float:
        return 14.0 if self.last else 0.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = min(width, WIDEST)
        beside = self.width * LABEL_SHARE
        tall = max(self.label.wrap(beside - 8, 1e6)[1],
                   self.value.wrap(self.width - beside, 1e6)[1])
        self.height = tall + 2 * HEADER_PADDING
        return self.width, self.height

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        top, right = y + self.height - HEADER_PADDING, x + self.width
        self.label.drawOn(canvas, x, top - self.label.height)
        self.value.drawOn(canvas, x + self.width * LABEL_SHARE, top - self.value.height)
        canvas.rules([(x, at, right, at) for at in (y, y + self.height)[: 1 + self.first]], 0.5,
                     self.styles.look.palette.rule)


class ContentsLine(Flowable):  # type: ignore[misc]
    """An entry of the contents: a link, a dotted leader, and the page, known when all are laid."""

    def __init__(self, entry: ContentsEntry, styles: Styles, element: Element) -> None:
        super().__init__()
        self.link = element.add("Reference").add("Link")
        self.entry, self.styles = entry, styles
        self.style = styles.contents[min(entry.level, 3)]

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = min(width, WIDEST)
        self.lines = wrapped(self.entry.text, self.style.fontName, self.style.fontSize,
                             self.width - self.style.leftIndent - PAGE_ROOM)
        self.height = len(self.lines) * self.style.leading
        return self.width, self.height

    def draw(self) -> None:
        canvas, style = self.canv, self.style
        top, ink = self.height - style.fontSize, digits(style.textColor)
        words = [*self.lines[:-1], f"{self.lines[-1]} "]    # apart from the page
        with canvas.content(self.link):
            canvas.letter([(style.leftIndent, top - n * style.leading, line)
                           for n, line in enumerate(words)], style.fontName, style.fontSize, ink,
                          None)
            canvas.later(lambda: self._draw_page(canvas))
        with canvas.artifact("layout"):
            canvas.later(lambda: self._draw_dots(canvas))
        canvas.links.append((self.link, self.entry.text))
        canvas.linkRect("", self.entry.target, (0, 0, self.width, self.height))

    def _page(self, canvas: BriefingCanvas) -> str:
        return str(canvas.page_of[self.entry.target])

    def _draw_page(self, canvas: BriefingCanvas) -> None:
        """The page number at the right of the last line."""
        style, number = self.style, self._page(canvas)
        x = self.width - text_width(number, style.fontName, style.fontSize)
        canvas.letter([(x, style.leading - style.fontSize, number)], style.fontName,
                      style.fontSize, digits(style.textColor), None)

    def _draw_dots(self, canvas: BriefingCanvas) -> None:
        """The dots that lead to the page number."""
        style, number = self.style, self._page(canvas)
        y = style.leading - style.fontSize
        end = style.leftIndent + text_width(self.lines[-1], style.fontName, style.fontSize) + 6
        start = self.width - text_width(number, style.fontName, style.fontSize) - 5
        canvas.setStrokeColor(colour(self.styles.look.palette.last_year))
        canvas.setLineWidth(0.7)
        canvas.setLineCap(1)
        canvas.setDash([0.1, 3.4], 0)
        canvas.line(start, y + 1, end, y + 1)  # from the right: the dots of all lines meet


def page_in_cell(canvas: BriefingCanvas, page: PageOf, cell: Element, face: str, kind: Type,
                 box: tuple[float, float, float, float], styles: Styles) -> None:
    """The page at the right of the first line of a cell, a link to it, known when all are laid.

    `box` is the room inside the cell: left, foot, width and height.
    """
    left, foot, width, height = box
    key = page.target.removeprefix("#")
    baseline = foot + height - kind.above - kind.leading + (kind.leading - 0.72 * kind.size) / 2

    def draw() -> None:
        number = str(canvas.page_of[key])
        x = left + width - text_width(number, face, kind.size)
        canvas.letter([(x, baseline, number)], face, kind.size, styles.look.palette.heading, None)

    link = cell.add("Reference").add("Link")
    with canvas.content(link):
        canvas.later(draw)
    canvas.links.append((link, page.of))
    canvas.linkRect("", key, (left, foot, left + width, foot + height), relative=1)
