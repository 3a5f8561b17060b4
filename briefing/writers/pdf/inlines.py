"""Inlines as ReportLab's paragraph markup, and the paragraph that keeps to the measure."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape, quoteattr

from reportlab.platypus import Paragraph

from briefing.document import Inline, Inlines, Link, Text
from briefing.narrative.sentence import Figure
from briefing.writers.pdf.styles import MEASURE


class Prose(Paragraph):  # type: ignore[misc]
    """A paragraph whose lines are never longer than the measure, however wide the page."""

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        wide, tall = super().wrap(min(width, MEASURE), height)
        return float(wide), float(tall)

    def split(self, width: float, height: float) -> list[Any]:
        # ReportLab forgets the lines of a paragraph that it could not split; a stack that has
        # laid it out already will still draw them.
        lines = vars(self).get("blPara")
        pieces = super().split(width, height)
        if lines is not None:
            self.blPara = lines
        return list(pieces)


def markup(row: Inlines, link_colour: str) -> str:
    """The markup of a row of inlines."""
    return "".join(_markup(inline, link_colour) for inline in row)


def _markup(inline: Inline, link_colour: str) -> str:
    words = escape(inline.text)
    match inline:
        case Text(emphasis="strong"):
            return f"<b>{words}</b>"
        case Text(emphasis="emphasis"):
            return f"<i>{words}</i>"
        case Text() | Figure():
            return words
        case Link():
            return (f"<a href={quoteattr(inline.target)} color=\"#{link_colour}\" "
                    f"underline=\"1\">{words}</a>")


def prose(row: Inlines, style: Any, link_colour: str, bullet: str | None = None) -> Prose:
    """The row as a paragraph of the style."""
    return Prose(markup(row, link_colour), style, bulletText=bullet)
