"""The walk: from the document's blocks to flowables, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, assert_never
from xml.sax.saxutils import escape

from reportlab.platypus import PageBreak
from reportlab.platypus.doctemplate import NextPageTemplate

from briefing.document import (
    Block,
    Bullets,
    Chart,
    Columns,
    Contents,
    Document,
    HeaderBlock,
    Heading,
    Panel,
    Paragraph,
    Prompt,
    Table,
    Text,
    plain,
)
from briefing.writers.pdf.chart import ChartDrawing
from briefing.writers.pdf.columns import SideBySide
from briefing.writers.pdf.front import ContentsLine, HeaderRow, HeadingLine
from briefing.writers.pdf.inlines import Prose, prose
from briefing.writers.pdf.pages import ON_ITS_SIDE, UPRIGHT, NewPage
from briefing.writers.pdf.stack import Together, following
from briefing.writers.pdf.styles import Styles
from briefing.writers.pdf.table import Rows

ONE_LINE = 75  # characters that may well fit on one line


def story(document: Document, styles: Styles) -> Iterator[Any]:
    """The flowables of every section, each section on pages of its own."""
    for number, section in enumerate(document.sections):
        if number:
            yield NextPageTemplate(ON_ITS_SIDE if section.landscape else UPRIGHT)
            yield PageBreak()
        yield from following(flowables(section.blocks, styles))


def flowables(blocks: Iterable[Block], styles: Styles) -> Iterator[Any]:
    """The flowables of the blocks, in reading order."""
    headed = False
    for block in blocks:
        made = list(_flowables(block, styles))
        if headed and isinstance(block, Paragraph) and len(plain(block.inlines)) < ONE_LINE:
            made[0].keepWithNext = 1  # one line under its heading is not enough at a page's foot
        headed = isinstance(block, Heading)
        yield from made


def _flowables(block: Block, styles: Styles) -> Iterator[Any]:
    link = styles.look.palette.heading
    match block:
        case Heading():
            if block.new_page:
                yield NewPage()
            yield HeadingLine(block, styles)
        case Paragraph():
            made = prose(block.inlines, styles.roles[block.role], link)
            made.keepWithNext = int(block.keep_with_next or block.role == "caption")
            yield made
        case Prompt():
            return      # only the editor's version asks
        case Bullets():
            yield from _bullets(block, styles)
        case HeaderBlock():
            last = len(block.rows) - 1
            for n, (label, value) in enumerate(block.rows):
                yield HeaderRow(prose((Text(label),), styles.label, link),
                                prose(value, styles.value, link), styles, n == 0, n == last)
        case Table():
            yield Rows(block, styles)
        case Chart():
            caption = prose(block.caption, styles.roles["caption"], link)
            caption.keepWithNext = 1
            yield caption
            yield ChartDrawing(block, styles)
        case Panel():
            inside = list(flowables(block.blocks, styles))
            yield from _breaks(inside)
            yield Together(_unbroken(inside))
        case Columns():
            columns = [list(flowables(column, styles)) for column in block.columns]
            yield from _breaks(list(chain(*columns)))
            yield SideBySide([_unbroken(column) for column in columns])
        case Contents():
            title = Prose(escape(block.title), styles.headings[2])
            title.keepWithNext = 1
            yield title
            for n, entry in enumerate(block.entries):
                line = ContentsLine(entry, styles)
                line.keepWithNext = int(n == 0)
                yield line
        case _:
            assert_never(block)


def _bullets(block: Bullets, styles: Styles) -> Iterator[Any]:
    """The list's rows; neither its first nor its last stands on a page alone."""
    for n, row in enumerate(block.items):
        sign = f"{n + 1}." if block.ordered else "•"
        last = len(block.items) - 1
        made = prose(row, styles.last_bullet if n == last else styles.bullet,
                     styles.look.palette.heading, bullet=sign)
        made.keepWithNext = int(n < last and n in (0, last - 1))
        yield made


def _breaks(inside: list[Any]) -> list[Any]:
    """The new page that a heading inside asks for: it can only come before the whole."""
    return [flowable for flowable in inside if isinstance(flowable, NewPage)][:1]


def _unbroken(inside: list[Any]) -> list[Any]:
    return [flowable for flowable in inside if not isinstance(flowable, NewPage)]
