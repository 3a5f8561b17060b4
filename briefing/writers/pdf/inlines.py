"""Inlines as ReportLab's paragraph markup, and the paragraph that keeps to the measure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from reportlab.pdfbase.pdfmetrics import getAscentDescent
from reportlab.platypus.paragraph import (
    Paragraph,
    _handleBulletWidth,
    cleanBlockQuotedText,
    split,
)

from briefing.charts.faces import text_width
from briefing.document import Inline, Inlines, Link, PageOf, Text
from briefing.escaping import escape, quoted
from briefing.narrative.sentence import Figure
from briefing.writers.pdf.styles import MEASURE
from briefing.writers.pdf.tags import Element, Part, ProseText, Untagged, letters

SOFT_HYPHEN = "\u00ad"
MARKED = re.compile("[<&]")
FRAGMENTS: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()    # by the style of each


class Prose(Paragraph):  # type: ignore[misc]
    """A paragraph whose lines are never longer than the measure, however wide the page.

    It is content of the element; its bullet or number is that of the label, if it has one.
    `spacing` is how many times as large the spaces above and below are as in its style.
    """

    spacing = 1.0
    laid_at: float | None = None  # the width at which its lines were broken last
    simple = False  # whether it is of words in one face, none of which may be parted

    def __init__(self, text: str | None, style: Any, element: Element | None = None,
                 label: Element | None = None, **more: Any) -> None:
        if text and not MARKED.search(text) and (words := cleanBlockQuotedText(text)):
            # ReportLab's parser takes longer to find no markup than all the rest of a paragraph.
            more["frags"] = [plain_fragment(style).clone(text=words, link=[], us_lines=[])]
            self.simple = SOFT_HYPHEN not in words
        super().__init__(text, style, **more)
        self.part, self.begins = Part(element, label or element), 0
        if text is not None:  # else it is a piece of another, which will share that one's part
            self.part.read(self.frags)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        wide = min(width, MEASURE)
        if wide != self.laid_at or "blPara" not in vars(self):
            # Breaking lines is most of the work: a paragraph is measured before it is drawn.
            super().wrap(wide, height)
            self.laid_at = wide
        return float(self.width), float(self.height)

    def breakLines(self, width: list[float]) -> Any:
        """The lines as ReportLab breaks them, which asks at every word what no word here is.

        The widths are those of the first line and of the others.
        """
        lines = self._lines_of_words(list(width)) if self.simple else None
        if lines is None:
            return super().breakLines(width)
        fragment = self.frags[0]
        ascent, descent = getAscentDescent(fragment.fontName, fragment.fontSize)
        return fragment.clone(kind=0, lines=lines, ascent=ascent, descent=descent)

    def _lines_of_words(self, widths: list[float]) -> list[tuple[float, list[str]]] | None:
        """What each line leaves free, and its words; None where a word is wider than its line."""
        fragment, style = self.frags[0], self.style
        face, size = fragment.fontName, fragment.fontSize
        _handleBulletWidth(self.bulletText, style, widths)
        space, most = text_width(" ", face, size), widths[0]
        narrower = style.spaceShrinkage * space     # so much each space of a full line may be
        lines: list[tuple[float, list[str]]] = []
        line: list[str] = []
        wide = -space
        for word in split(fragment.text):
            its = text_width(word, face, size)
            longer = wide + space + its
            if longer <= most + narrower * len(line):
                line.append(word)
                wide = longer
            elif its > most:
                return None
            else:
                lines.append((most - wide, line))
                line, wide, most = [word], its, widths[-1]
        return [*lines, (most - wide, line)]

    def getSpaceBefore(self) -> float:
        return float(self.style.spaceBefore * self.spacing)

    def getSpaceAfter(self) -> float:
        return float(self.style.spaceAfter * self.spacing)

    def split(self, width: float, height: float) -> list[Any]:
        # ReportLab forgets the lines of a paragraph that it could not split; a stack that has
        # laid it out already will still draw them.
        lines = vars(self).get("blPara")
        pieces = super().split(width, height)
        if lines is not None:
            self.blPara = lines
        if len(pieces) > 1:
            lines = self._lines()[: len(pieces[0].blPara.lines)]
            for piece in pieces:
                piece.part, piece.begins, piece.spacing = self.part, self.begins, self.spacing
            pieces[1].begins += sum(map(letters, lines))
        return list(pieces)

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        if self._is_plain():
            self._letter(canvas, x, y)
        else:
            super().drawOn(canvas, x, y, _sW)

    def _is_plain(self) -> bool:
        """Whether its lines are of one face and ink: no link, and nothing underlined.

        Nor has it a line that is wider than its place, whose spaces ReportLab makes narrower.
        """
        laid = self.blPara
        if not laid.lines:
            return True
        return (laid.kind == 0 and not laid.link and not laid.us_lines
                and isinstance(self.bulletText or "", str)
                and all(spare > -1e-8 for spare, _ in laid.lines))

    def _letter(self, canvas: Any, x: float, y: float) -> None:
        """Put the lines on the page as ReportLab would, which takes five times as long."""
        style, laid, part = self.style, self.blPara, self.part
        if not laid.lines:
            return
        baseline, left = y + self.height - laid.fontSize, x + style.leftIndent
        first = style.firstLineIndent
        if self.bulletText:
            face, size = style.bulletFontName, style.bulletFontSize
            ends = style.bulletIndent + text_width(self.bulletText, face, size) + 0.6 * size
            first = max(first, ends - style.leftIndent)
            ink = digits(getattr(style, "bulletColor", style.textColor))
            canvas.letter([(x + style.bulletIndent, baseline, f"{self.bulletText} ")], face, size,
                          ink, part.label)
        lines = []
        words = self._lines()
        for n, (line, spaced) in enumerate(zip(words, part.ends(words, self.begins), strict=True)):
            shift = laid.lines[n][0] * style.alignment / 2 + (0.0 if n else first)
            lines.append((left + shift, baseline - n * style.leading, line + " " * spaced))
        canvas.letter(lines, laid.fontName, laid.fontSize, digits(laid.textColor), part.element)

    def draw(self) -> None:
        self.canv.label = self.part.label
        super().draw()
        self.canv.label = None

    def beginText(self, x: float, y: float) -> ProseText:
        """The text object for the lines; ReportLab asks for it once the bullet is drawn."""
        part, laid, lines = self.part, self.blPara, self._lines()
        if part.element is None:
            raise Untagged(f"a paragraph that belongs to no element: {lines}")
        owner = part.element
        if laid.kind == 0 and laid.link:
            # One link and nothing else: ReportLab tells of no beginning, and links every line.
            owner, words = part.link(laid.link[-1])
            self.canv.links.extend([(owner, words)] * len(lines))
        return ProseText(self.canv, x, y, part, owner, part.ends(lines, self.begins))

    def _lines(self) -> list[str]:
        """The words of each line, as ReportLab has laid them: all of one kind, or in fragments."""
        if self.blPara.kind == 0:
            return [" ".join(words) for _, words in self.blPara.lines]
        return ["".join(word.text for word in line.words) for line in self.blPara.lines]


@lru_cache(64)
def digits(colour: Any) -> str:
    """The six hexadecimal digits of a colour of ReportLab's."""
    return str(colour.hexval())[2:]


def plain_fragment(style: Any) -> Any:
    """A fragment of text without markup in the style, as ReportLab's parser makes it."""
    if style not in FRAGMENTS:
        FRAGMENTS[style] = Paragraph("x", style).frags[0]
    return FRAGMENTS[style]


def markup(row: Inlines, link_colour: str) -> str:
    """The markup of a row of inlines."""
    return "".join([_markup(inline, link_colour) for inline in row])


def _markup(inline: Inline, link_colour: str) -> str:
    words = escape(inline.text)
    match inline:
        case Text(emphasis="strong") | Figure(emphasis="strong"):
            return f"<b>{words}</b>"
        case Text(emphasis="emphasis") | Figure(emphasis="emphasis"):
            return f"<i>{words}</i>"
        case Text() | Figure():
            return words
        case PageOf():
            raise TypeError("a page is drawn in a cell of its own")
        case Link():
            return (f"<a href={quoted(inline.target)} color=\"#{link_colour}\" "
                    f"underline=\"1\">{words}</a>")


def prose(row: Inlines, style: Any, link_colour: str, element: Element,
          label: Element | None = None, bullet: str | None = None) -> Prose:
    """The row as a paragraph of the style, content of the element."""
    return Prose(markup(row, link_colour), style, element, label, bulletText=bullet)
