"""Paragraphs and rows of tables put on pages, one under the other, as Word does it.

Lines are broken by the widths of Arial's letters, and what keeps together is kept together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from reportlab.pdfbase.pdfmetrics import stringWidth

TWIPS_OF_EMU = 1 / 635
NATURAL = 1.15          # Arial's line, of its size
SLACK = 120             # twips: what so nearly fits does not fit in every program
NO_SIZE = 20            # half points, where nothing says a size
WIDOWS = 2              # lines that stay together at a page's end


@dataclass(frozen=True)
class Style:
    """What a style makes of a paragraph, in twips."""

    size: int = NO_SIZE
    bold: bool = False
    line: int = 240
    rule: str = "auto"
    before: int = 0
    after: int = 0
    left: int = 0
    right: int = 0
    keep: bool = False
    whole: bool = False
    new_page: bool = False
    sides: int = 216

    @cached_property
    def high(self) -> int:
        """The height of a line."""
        if self.rule == "exact":
            return self.line
        return max(
            round(self.size * 10 * NATURAL * (self.line / 240 if self.rule == "auto" else 1)),
            self.line if self.rule == "atLeast" else 0)


@dataclass(slots=True)
class Item:
    """What stands on one page or, in lines, on several: a paragraph, or a row of a table.

    The lines of `words` in their `style` are counted when the width of the page is known.
    """

    lines: int
    line: int
    before: int
    after: int
    keep: bool
    whole: bool
    new_page: bool
    marks: list[str] = field(default_factory=list)
    head: int = 0       # the height of the table's head, which a new page repeats
    words: str = ""
    style: Style | None = None
    drawn: int = 0      # the heights of its drawings, in English metric units

    @property
    def height(self) -> int:
        return self.lines * self.line

    def draw(self, high: int) -> None:
        """Take a drawing of that height into the paragraph."""
        if high:
            self.drawn += high
            self.line, self.whole, self.style = round(self.drawn * TWIPS_OF_EMU), True, None

    def set_in(self, width: int) -> None:
        """Break the words into lines in a place so wide."""
        if self.style is not None:
            self.lines = lines_of(self.words, self.style.bold, self.style.size,
                                  width - self.style.left - self.style.right)


def placed(items: list[Item], room: int, page: int, found: dict[str, int]) -> int:
    """The last page of those that the items take from that page on, each with so much room.

    The pages of their marks are put into `found`.
    """
    filled, after = 0, 0
    for chain in _chains(items):
        if chain[0].new_page and filled:
            page, filled, after = page + 1, 0, 0
        need, last = 0, after
        for item in chain:
            need += max(last, item.before) + item.height
            last = item.after
        if not chain[-1].whole and chain[-1].lines > 2 * WIDOWS - 1:
            need -= (chain[-1].lines - WIDOWS) * chain[-1].line
        if filled and filled + need > room - SLACK and need <= room:
            page, filled, after = page + 1, 0, 0
        for item in chain:
            gap = max(after, item.before) if filled else 0
            lines, filled = item.lines, filled + gap
            for name in item.marks:
                found[name] = page if filled + min(item.lines, WIDOWS) * item.line <= room else (
                    page + 1)
            while lines * item.line + filled > room:
                fit = max(0, (room - filled) // item.line) if not item.whole and item.line else 0
                if lines - fit == 1:
                    fit -= 1
                lines -= max(fit, 0)
                if filled == 0 and fit <= 0:
                    break       # taller than a page: it stands on one
                page, filled = page + 1, item.head
                if item.head + lines * item.line > room and fit <= 0:
                    break
            filled += lines * item.line
            after = item.after
    return page


def _chains(items: list[Item]) -> Iterator[list[Item]]:
    """The items in runs that stay together."""
    chain: list[Item] = []
    for item in items:
        if chain and item.new_page:
            yield chain
            chain = []
        chain.append(item)
        if not item.keep:
            yield chain
            chain = []
    if chain:
        yield chain


@lru_cache(1 << 16)
def _wide(word: str, font: str, size: int) -> float:
    return float(stringWidth(word, font, size))


@lru_cache(1 << 12)
def lines_of(words: str, bold: bool, half_points: int, width: int) -> int:
    """How many lines the words take."""
    font = "Helvetica-Bold" if bold else "Helvetica"      # as wide as Arial
    size = half_points * 10
    room, used, lines = max(width, 1), 0.0, 1
    space = _wide(" ", font, size)
    for word in words.split(" "):
        wide = _wide(word, font, size)
        if used and used + space + wide > room:
            lines, used = lines + 1, wide
        else:
            used += (space if used else 0.0) + wide
    return lines

