"""The pages of headings, worked out before Word does it: what the contents show until then.

Word works a page reference out when it prints, saves as PDF or updates the field; not on opening.
So the lines of the contents are given the pages on which their headings will stand: lines are
broken by the widths of Arial's letters, and what keeps together is kept together. On a council's
template with a font of its own a page may be one off until Word has seen it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from lxml import etree
from reportlab.pdfbase.pdfmetrics import stringWidth

from briefing.reading.word.parts import NAMESPACES, number_in, parsed, value, w
from briefing.writers.word.units import twips_said

LEAF = re.compile(rb"leaf:(_b_\w+)")
LEAF_WORDS = "leaf:"
TWIPS_OF_EMU = 1 / 635
NATURAL = 1.15          # Arial's line, of its size
SLACK = 120             # twips: what so nearly fits does not fit in every program
RULES = (10, 40, 20)    # twips that lines take of a table's row, of its head, of its last row
NO_SIZE = 20            # half points, where nothing says a size
LIST_LEFT = 340         # twips: where the words of a list begin, and of those set in
INSET = {"Numbered": 680, "ListBullet2": 1020, "ListNumber2": 1020}
WIDOWS = 2              # lines that stay together at a page's end
P_STYLE, KEEP = w("pStyle"), w("keepNext")
PARAGRAPH = w("p")
P_PROPERTIES, MARK, WORDS = w("pPr"), w("bookmarkStart"), w("t")
EXTENT = f"{{{NAMESPACES['wp']}}}extent"
OFF = ("0", "false", "off")
BODY, TABLE, TABLE_ROW, CELL, SECTION = w("body"), w("tbl"), w("tr"), w("tc"), w("sectPr")
AT_ONCE = 1 << 16   # bytes that are read before what is whole of them is looked at
TEXT_PROPERTIES, TABLE_PROPERTIES, ROW_PROPERTIES, CELL_PROPERTIES = (
    w("rPr"), w("tblPr"), w("trPr"), w("tcPr"))
CELL_WIDTH, TABLE_STYLE, TABLE_HEADER, MARGINS = (
    w("tcW"), w("tblStyle"), w("tblHeader"), w("tblCellMar"))
SIZE, BOLD, SPACING, INDENT, NUMBERED, LIST = (
    w("sz"), w("b"), w("spacing"), w("ind"), w("numPr"), w("numId"))
IN_ROW = (CELL, CELL_WIDTH, PARAGRAPH, MARK, WORDS, EXTENT)
TOGETHER = (("keep", KEEP), ("whole", w("keepLines")), ("new_page", w("pageBreakBefore")))


@dataclass(frozen=True)
class _Style:
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
class _Item:
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
    style: _Style | None = None
    drawn: int = 0      # the heights of its drawings, in English metric units

    @property
    def height(self) -> int:
        return self.lines * self.line

    def take(self, content: etree._Element) -> None:
        """Take a mark, words or a drawing into the paragraph."""
        if content.tag == WORDS:
            words = content.text or ""
            if not words.startswith(LEAF_WORDS):
                self.words += words
        elif content.tag == MARK:
            self.marks.append(value(content, "name"))
        elif high := int(content.get("cy", "0")):
            self.drawn += high
            self.line, self.whole, self.style = round(self.drawn * TWIPS_OF_EMU), True, None

    def set_in(self, width: int) -> None:
        """Break the words into lines in a place so wide."""
        if self.style is not None:
            self.lines = _lines(self.words, self.style.bold, self.style.size,
                                width - self.style.left - self.style.right)


def _within(element: etree._Element | None, *tags: str) -> etree._Element | None:
    """The first child of that name, its first child of the next name, and so on.

    lxml's `find` reads a path anew each time, and a report has tens of thousands of them.
    """
    for tag in tags:
        element = next(element.iterchildren(tag), None) if element is not None else None
    return element


def leaf(anchor: str) -> str:
    """What stands for the page of an anchor until it is worked out."""
    return f"{LEAF_WORDS}{anchor}"


def with_leaves(document: Sequence[bytes], styles: bytes) -> list[bytes]:
    """The document's part, in pieces, with the pages of its headings in its contents.

    What stands for a page is never parted by the end of a piece.
    """
    if not any(map(LEAF.search, document)):
        return list(document)
    pages = leaves(document, parsed(styles))
    return [LEAF.sub(lambda leaf: str(pages.get(leaf[1].decode(), "")).encode(), piece)
            for piece in document]


def leaves(document: Iterable[bytes], styles: etree._Element) -> dict[str, int]:
    """The page of each of our anchors, by its name.

    What was read is forgotten: a long report's tree takes more memory than all its pages.
    """
    reader = _Reader(styles)
    pages: dict[str, int] = {}
    page = 0
    items: list[_Item] = []
    for element in _elements(document):
        if element.tag == SECTION:
            properties = element
        else:
            items += reader.items(element)
            properties = (_within(element, P_PROPERTIES, SECTION) if element.tag == PARAGRAPH
                          else None)
        if properties is not None:
            page = _section(items, properties, page, pages)
            items = []
        element.clear()     # to take it out takes longer than to read it
    return pages


def _elements(document: Iterable[bytes]) -> Iterator[etree._Element]:
    """The elements of the body, each when it is whole: when the next has begun."""
    parser = etree.XMLPullParser(("start",), tag=BODY, huge_tree=True)
    body: etree._Element | None = None
    last: etree._Element | None = None
    for piece in document:
        for at in range(0, len(piece), AT_ONCE):
            parser.feed(piece[at : at + AT_ONCE])
            if body is None:
                body = next((body for _, body in parser.read_events()), None)
            if last is None and body is not None and len(body):
                last = body[0]
            while last is not None and (following := last.getnext()) is not None:
                yield last
                last = following
    if last is not None:
        yield last


def _section(items: list[_Item], properties: etree._Element, page: int, found: dict[str, int]
             ) -> int:
    """Put a section's items on pages after that page; the last page it takes comes back."""
    size, margins = properties.find(w("pgSz")), properties.find(w("pgMar"))
    if size is None or margins is None:
        return page + 1
    width = twips_said(value(size, "w")) - sum(
        twips_said(value(margins, side)) for side in ("left", "right", "gutter"))
    room = twips_said(value(size, "h")) - sum(
        twips_said(value(margins, side)) for side in ("top", "bottom"))
    numbered = properties.find(w("pgNumType"))
    start = number_in(numbered, "start") if value(numbered, "start") else page + 1
    for item in items:
        item.set_in(width)
    return _placed(items, room, start, found)


def _placed(items: list[_Item], room: int, page: int, found: dict[str, int]) -> int:
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


def _chains(items: list[_Item]) -> Iterator[list[_Item]]:
    """The items in runs that stay together."""
    chain: list[_Item] = []
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


class _Reader:
    """Paragraphs and tables as items, by the styles of the file."""

    def __init__(self, styles: etree._Element) -> None:
        self.elements = {value(one, "styleId"): one for one in styles.iterchildren(w("style"))}
        defaults = styles.find(w("docDefaults"))
        first = _Style()
        if defaults is not None:
            for path in (f"{w('rPrDefault')}", f"{w('pPrDefault')}"):
                held = defaults.find(path)
                first = _with(first, held) if held is not None else first
        self.first = first
        self.default = next((name for name, one in self.elements.items()
                             if value(one, "type") == "paragraph"
                             and value(one, "default") in ("1", "true")), "")
        self.known: dict[str, _Style] = {}
        self.changed: dict[tuple[object, ...], _Style] = {}

    def style(self, name: str, seen: tuple[str, ...] = ()) -> _Style:
        """A style with what it is based on."""
        if name not in self.known:
            one = self.elements.get(name)
            if one is None or name in seen:
                return self.first
            base = value(one.find(w("basedOn")))
            style = _with(self.style(base, (*seen, name)) if base else self.first, one)
            inset = next((left for ending, left in INSET.items() if name.endswith(ending)), 0)
            self.known[name] = replace(style, left=max(style.left, inset))
        return self.known[name]

    def items(self, element: etree._Element) -> list[_Item]:
        """What an element of the body puts on the page."""
        if element.tag == PARAGRAPH:
            return [self.paragraph(element)]
        if element.tag == TABLE:
            return self.rows(element)
        return [item for child in element for item in (
            self.items(child) if isinstance(child.tag, str) else [])]

    def paragraph(self, element: etree._Element) -> _Item:
        """A paragraph with its words, whose lines are not counted yet."""
        item = self.begun(element)
        for content in element.iter(MARK, WORDS, EXTENT):
            item.take(content)
        return item

    def begun(self, element: etree._Element) -> _Item:
        """A paragraph without its words: what its style and its own properties make of it."""
        # properties come first in a paragraph: ISO/IEC 29500-1, 17.3.1.22
        properties = list(element[0]) if len(element) and element[0].tag == P_PROPERTIES else []
        name, keep, more = self.default, False, False
        for one in properties:
            tag = one.tag
            if tag == P_STYLE:
                name = value(one) or name
            elif tag == KEEP:
                keep = value(one) not in OFF
            else:
                more = True
        style = self._changed(name, properties, element) if more else self.style(name)
        return _Item(1, style.high, style.before, style.after, style.keep or keep, style.whole,
                     style.new_page, style=style)

    def _changed(self, name: str, properties: list[etree._Element], element: etree._Element
                 ) -> _Style:
        """The style of that name with a paragraph's own properties: many have the same ones."""
        key = (name, *((one.tag, *one.items(), *((inside.tag, *inside.items()) for inside in one))
                       for one in properties if one.tag != P_STYLE))
        if key not in self.changed:
            self.changed[key] = _with(self.style(name), element)
        return self.changed[key]

    def rows(self, table: etree._Element) -> list[_Item]:
        """The rows of a table; its head is repeated."""
        own = self.style(value(_within(table, TABLE_PROPERTIES, TABLE_STYLE)))
        made: list[_Item] = []
        head = 0
        for row in table.iterchildren(TABLE_ROW):
            high, keep, marks = 0, False, list[str]()
            for width, items in self.cells(row):
                tall, after = 0, 0
                for item in items:
                    item.set_in(width - own.sides)
                    tall += max(after, item.before) + item.height
                    after = item.after
                    keep = keep or item.keep
                    marks += item.marks
                high = max(high, tall + after)
            repeated = _within(row, ROW_PROPERTIES, TABLE_HEADER) is not None
            high += RULES[repeated]
            made.append(_Item(1, high, 0, 0, keep or repeated, True, False, marks, head=head))
            if repeated:
                head += high
        if made:
            made[-1].line += RULES[2] - RULES[0]
        return made

    def cells(self, row: etree._Element) -> list[tuple[int, list[_Item]]]:
        """The width and the paragraphs of each cell, in one walk: a report has thousands.

        What stands in a table inside a cell is the cell's.
        """
        made: list[tuple[int, list[_Item]]] = []
        for one in row.iter(*IN_ROW):
            if one.tag == CELL:
                if one.getparent() is row or next(one.iterancestors(TABLE_ROW)) is row:
                    made.append((0, []))
            elif one.tag == CELL_WIDTH:
                if not made[-1][1]:     # else a cell's of the table inside
                    made[-1] = twips_said(value(one, "w")), made[-1][1]
            elif one.tag == PARAGRAPH:
                made[-1][1].append(self.begun(one))
            elif made and made[-1][1]:
                made[-1][1][-1].take(one)
        return made


def _with(style: _Style, element: etree._Element) -> _Style:
    """The style with what an element's own properties say over it."""
    changed: dict[str, object] = {}
    of_text = _within(element, TEXT_PROPERTIES) if element.tag != PARAGRAPH else None
    if of_text is not None:
        size = number_in(_within(of_text, SIZE))
        changed |= {"size": size} if size else {}
        if (bold := _within(of_text, BOLD)) is not None:
            changed["bold"] = value(bold) not in OFF
    of_page = _within(element, P_PROPERTIES)
    if of_page is not None:
        space, sides = _within(of_page, SPACING), _within(of_page, INDENT)
        for name in ("before", "after", "line"):
            if value(space, name):
                changed[name] = twips_said(value(space, name))
        if value(space, "line"):
            changed["rule"] = value(space, "lineRule") or "auto"
        for name in ("left", "right"):
            if value(sides, name):
                changed[name] = twips_said(value(sides, name))
        for name, tag in TOGETHER:
            if (said := _within(of_page, tag)) is not None:
                changed[name] = value(said) not in OFF
        if value(_within(of_page, NUMBERED, LIST)) not in ("", "0") and not value(
                sides, "left"):
            changed["left"] = max(style.left, LIST_LEFT)
    margins = _within(element, TABLE_PROPERTIES, MARGINS)
    if margins is not None:
        changed["sides"] = sum(number_in(margins.find(w(side)), "w") for side in ("left", "right"))
    return replace(style, **changed)  # type: ignore[arg-type]


@lru_cache(1 << 16)
def _wide(word: str, font: str, size: int) -> float:
    return float(stringWidth(word, font, size))


@lru_cache(1 << 14)
def _lines(words: str, bold: bool, half_points: int, width: int) -> int:
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

