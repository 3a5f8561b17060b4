"""The pages of headings, worked out before Word does it: what the contents show until then.

Word works a page reference out when it prints, saves as PDF or updates the field; not on opening.
So the lines of the contents are given the pages on which their headings will stand: lines are
broken by the widths of Arial's letters, and what keeps together is kept together. On a council's
template with a font of its own a page may be one off until Word has seen it.

A template's document is read as a tree. What `body` writes is read as it stands, by the few marks
that count here: a report has thousands of cells, and a tree of them takes most of the time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html import unescape
from typing import NamedTuple

from lxml import etree

from briefing.reading.word.parts import NAMESPACES, number_in, parsed, value, w
from briefing.writers.word.filling import Item, Style, placed
from briefing.writers.word.markup import DECLARED
from briefing.writers.word.units import twips_said

LEAF = re.compile(rb"leaf:(_b_\w+)")
LEAF_WORDS = "leaf:"
RULES = (10, 40, 20)    # twips that lines take of a table's row, of its head, of its last row
LIST_LEFT = 340         # twips: where the words of a list begin, and of those set in
INSET = {"Numbered": 680, "ListBullet2": 1020, "ListNumber2": 1020}
P_STYLE, KEEP = w("pStyle"), w("keepNext")
PARAGRAPH = w("p")
P_PROPERTIES, MARK, WORDS = w("pPr"), w("bookmarkStart"), w("t")
EXTENT = f"{{{NAMESPACES['wp']}}}extent"
OFF = ("0", "false", "off")
BODY, TABLE, TABLE_ROW, CELL, SECTION = w("body"), w("tbl"), w("tr"), w("tc"), w("sectPr")
VAL, NAME, WIDE = w("val"), w("name"), w("w")     # attributes
AT_ONCE = 1 << 16   # bytes that are read before what is whole of them is looked at
TEXT_PROPERTIES, TABLE_PROPERTIES, ROW_PROPERTIES, CELL_PROPERTIES = (
    w("rPr"), w("tblPr"), w("trPr"), w("tcPr"))
CELL_WIDTH, TABLE_STYLE, TABLE_HEADER, MARGINS = (
    w("tcW"), w("tblStyle"), w("tblHeader"), w("tblCellMar"))
SIZE, BOLD, SPACING, INDENT, NUMBERED, LIST = (
    w("sz"), w("b"), w("spacing"), w("ind"), w("numPr"), w("numId"))
IN_ROW = (CELL, CELL_WIDTH, PARAGRAPH, MARK, WORDS, EXTENT)
# as `markup`, `tables` and `body` write them
OUR_TABLE, OUR_ROW, OUR_CELL, OUR_PARAGRAPH = b"<w:tbl>", b"<w:tr>", b"<w:tc>", b"<w:p>"
OUR_SECTION, OUR_HEAD, OUR_LEAF = b"<w:sectPr", b"<w:tblHeader/>", b"leaf:"
OUR_PROPERTIES_END = b"</w:pPr>"
OUR_TABLE_STYLE = re.compile(rb'<w:tblStyle w:val="([^"]*)"/>')
OUR_WIDTH = re.compile(rb'<w:tcW w:w="(\d+)"')
OUR_MARK = re.compile(rb'<w:bookmarkStart [^>]*w:name="([^"]*)"')
OUR_WORDS = re.compile(rb'<w:t xml:space="preserve">([^<]*)</w:t>')
OUR_EXTENT = re.compile(rb'<wp:extent [^>]*cy="(\d+)"')
TOGETHER = (("keep", KEEP), ("whole", w("keepLines")), ("new_page", w("pageBreakBefore")))


def _section(items: list[Item], properties: etree._Element, page: int, found: dict[str, int]
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
    return placed(items, room, start, found)


def _within(element: etree._Element | None, *tags: str) -> etree._Element | None:
    """The first child of that name, its first child of the next name, and so on.

    lxml's `find` reads a path anew each time, and a report has tens of thousands of them.
    """
    for tag in tags:
        element = next(element.iterchildren(tag), None) if element is not None else None
    return element


class Cell(NamedTuple):
    """How high a cell's words stand, whether they keep with the next row, and their marks."""

    high: int
    keep: bool
    marks: list[str]


def leaf(anchor: str) -> str:
    """What stands for the page of an anchor until it is worked out."""
    return f"{LEAF_WORDS}{anchor}"


def with_leaves(document: Sequence[bytes], styles: bytes, *, ours: bool = False) -> list[bytes]:
    """The document's part, in pieces, with the pages of its headings in its contents.

    With `ours` the pieces are the elements of the body, as we write them; else they are those of a
    whole part, and what stands for a page is never parted by the end of a piece.
    """
    if not any(map(LEAF.search, document)):
        return list(document)
    pages = leaves(document if ours else _elements(document), parsed(styles))
    return [LEAF.sub(lambda leaf: str(pages.get(leaf[1].decode(), "")).encode(), piece)
            for piece in document]


def leaves(body: Iterable[etree._Element | bytes], styles: etree._Element) -> dict[str, int]:
    """The page of each of our anchors, by its name; `body` are its elements, or ours as written.

    What was read is forgotten: a long report's tree takes more memory than all its pages.
    """
    reader = _Reader(styles)
    pages: dict[str, int] = {}
    page = 0
    items: list[Item] = []
    for element in body:
        if isinstance(element, bytes):
            if OUR_SECTION not in element and element.count(OUR_TABLE) <= 1:
                items += reader.ours(element)
                continue
            element = _element(element)
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


def _element(markup: bytes) -> etree._Element:
    """An element of ours as a tree."""
    return parsed(b"<w:body %s>%s</w:body>" % (DECLARED.encode(), markup))[0]


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


class _Reader:
    """Paragraphs and tables as items, by the styles of the file."""

    def __init__(self, styles: etree._Element) -> None:
        self.elements = {value(one, "styleId"): one for one in styles.iterchildren(w("style"))}
        defaults = styles.find(w("docDefaults"))
        first = Style()
        if defaults is not None:
            for path in (f"{w('rPrDefault')}", f"{w('pPrDefault')}"):
                held = defaults.find(path)
                first = _with(first, held) if held is not None else first
        self.first = first
        self.default = next((name for name, one in self.elements.items()
                             if value(one, "type") == "paragraph"
                             and value(one, "default") in ("1", "true")), "")
        self.known: dict[str, Style] = {}
        # of ours, by their markup: paragraphs without words, and cells
        self.like: dict[bytes, Item] = {}
        self.cells_like: dict[tuple[bytes, int], Cell] = {}
        self.changed: dict[tuple[object, ...], Style] = {}

    def style(self, name: str, seen: tuple[str, ...] = ()) -> Style:
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

    def items(self, element: etree._Element) -> list[Item]:
        """What an element of the body puts on the page."""
        if element.tag == PARAGRAPH:
            return [self.paragraph(element)]
        if element.tag == TABLE:
            return self.rows(element)
        return [item for child in element for item in (
            self.items(child) if isinstance(child.tag, str) else [])]

    def ours(self, element: bytes) -> list[Item]:
        """What a paragraph or a table of ours puts on the page."""
        if element.startswith(OUR_PARAGRAPH):
            return [self._our_paragraph(element[len(OUR_PARAGRAPH):])]
        before, *rows = element.split(OUR_ROW)
        named = OUR_TABLE_STYLE.search(before)
        sides = self.style(named[1].decode() if named else "").sides
        return _rows(([self._our_cell(cell, sides) for cell in row.split(OUR_CELL)[1:]],
                      OUR_HEAD in row) for row in rows)

    def _our_cell(self, markup: bytes, sides: int) -> Cell:
        """A cell of ours, its padding so wide: half of them are as others are."""
        cell = self.cells_like.get((markup, sides))
        if cell is None:
            before, *paragraphs = markup.split(OUR_PARAGRAPH)
            width = OUR_WIDTH.search(before)
            cell = self.cells_like[markup, sides] = _cell(
                int(width[1]) - sides if width else 0, map(self._our_paragraph, paragraphs))
        return cell

    def _our_paragraph(self, markup: bytes) -> Item:
        """A paragraph of ours with its words: its markup behind its beginning."""
        properties, end, content = markup.partition(OUR_PROPERTIES_END)
        like = self.like.get(properties)
        if like is None:
            like = self.like[properties] = self.begun(_element(
                OUR_PARAGRAPH + properties + end + b"</w:p>"))
        words = OUR_WORDS.findall(content)
        if OUR_LEAF in content:
            words = [one for one in words if not one.startswith(OUR_LEAF)]
        item = Item(1, like.line, like.before, like.after, like.keep, like.whole, like.new_page,
                     [name.decode() for name in OUR_MARK.findall(content)], 0,
                     unescape(b"".join(words).decode()), like.style)
        for high in OUR_EXTENT.findall(content):
            item.draw(int(high))
        return item

    def paragraph(self, element: etree._Element) -> Item:
        """A paragraph with its words, whose lines are not counted yet."""
        item = self.begun(element)
        for content in element.iter(MARK, WORDS, EXTENT):
            _take(item, content)
        return item

    def begun(self, element: etree._Element) -> Item:
        """A paragraph without its words: what its style and its own properties make of it."""
        # properties come first in a paragraph: ISO/IEC 29500-1, 17.3.1.22
        properties = list(element[0]) if len(element) and element[0].tag == P_PROPERTIES else []
        name, keep, more = self.default, False, False
        for one in properties:
            tag = one.tag
            if tag == P_STYLE:
                name = one.get(VAL) or name
            elif tag == KEEP:
                keep = one.get(VAL) not in OFF
            else:
                more = True
        style = self._changed(name, properties, element) if more else self.style(name)
        return Item(1, style.high, style.before, style.after, style.keep or keep, style.whole,
                     style.new_page, style=style)

    def _changed(self, name: str, properties: list[etree._Element], element: etree._Element
                 ) -> Style:
        """The style of that name with a paragraph's own properties: many have the same ones."""
        key = (name, *((one.tag, *one.items(), *((inside.tag, *inside.items()) for inside in one))
                       for one in properties if one.tag != P_STYLE))
        if key not in self.changed:
            self.changed[key] = _with(self.style(name), element)
        return self.changed[key]

    def rows(self, table: etree._Element) -> list[Item]:
        """The rows of a table; its head is repeated."""
        sides = self.style(value(_within(table, TABLE_PROPERTIES, TABLE_STYLE))).sides
        return _rows(([_cell(width - sides, items) for width, items in self.cells(row)],
                      _within(row, ROW_PROPERTIES, TABLE_HEADER) is not None)
                     for row in table.iterchildren(TABLE_ROW))

    def cells(self, row: etree._Element) -> list[tuple[int, list[Item]]]:
        """The width and the paragraphs of each cell, in one walk: a report has thousands.

        What stands in a table inside a cell is the cell's.
        """
        made: list[tuple[int, list[Item]]] = []
        for one in row.iter(*IN_ROW):
            if one.tag == CELL:
                if one.getparent() is row or next(one.iterancestors(TABLE_ROW)) is row:
                    made.append((0, []))
            elif one.tag == CELL_WIDTH:
                if not made[-1][1]:     # else a cell's of the table inside
                    made[-1] = twips_said(one.get(WIDE, "")), made[-1][1]
            elif one.tag == PARAGRAPH:
                made[-1][1].append(self.begun(one))
            elif made and made[-1][1]:
                _take(made[-1][1][-1], one)
        return made


def _cell(width: int, items: Iterable[Item]) -> Cell:
    """A cell with those paragraphs, so much of it wide for their words."""
    tall, after, keep, marks = 0, 0, False, list[str]()
    for item in items:
        item.set_in(width)
        tall += max(after, item.before) + item.height
        after = item.after
        keep = keep or item.keep
        marks += item.marks
    return Cell(tall + after, keep, marks)


def _rows(rows: Iterable[tuple[Sequence[Cell], bool]]) -> list[Item]:
    """A table's rows by their cells, and whether each is of its head."""
    made: list[Item] = []
    head = 0
    for cells, repeated in rows:
        high = max((cell.high for cell in cells), default=0) + RULES[repeated]
        made.append(Item(1, high, 0, 0, repeated or any(cell.keep for cell in cells), True, False,
                         [mark for cell in cells for mark in cell.marks], head=head))
        if repeated:
            head += high
    if made:
        made[-1].line += RULES[2] - RULES[0]
    return made


def _take(item: Item, content: etree._Element) -> None:
    """Take a mark, words or a drawing into the paragraph."""
    if content.tag == WORDS:
        words = content.text or ""
        if not words.startswith(LEAF_WORDS):
            item.words += words
    elif content.tag == MARK:
        item.marks.append(content.get(NAME, ""))
    else:
        item.draw(int(content.get("cy", "0")))


def _with(style: Style, element: etree._Element) -> Style:
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
