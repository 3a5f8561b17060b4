"""The walk: from the document's blocks to flowables, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any, assert_never

from reportlab.platypus import PageBreak
from reportlab.platypus.doctemplate import NextPageTemplate

from briefing.document import (
    Block,
    Bullets,
    Chart,
    Columns,
    Contents,
    CoverTable,
    Document,
    HeaderBlock,
    Heading,
    Inlines,
    Panel,
    Paragraph,
    Picture,
    Prompt,
    Table,
    Text,
    plain,
)
from briefing.escaping import escape
from briefing.writers.pdf.chart import ChartDrawing
from briefing.writers.pdf.columns import SideBySide
from briefing.writers.pdf.cover import Centred, LabelledRow, LogoDrawing
from briefing.writers.pdf.endings import drawn_in
from briefing.writers.pdf.front import ContentsLine, HeaderRow, HeadingLine
from briefing.writers.pdf.inlines import Prose, prose
from briefing.writers.pdf.pages import ON_ITS_SIDE, UPRIGHT, NewPage, Room
from briefing.writers.pdf.panels import shared
from briefing.writers.pdf.stack import Together, following
from briefing.writers.pdf.styles import Styles
from briefing.writers.pdf.table import ROW_HEAD
from briefing.writers.pdf.tags import Element, Structure, attributes
from briefing.writers.pdf.tiers import table_flowable

ONE_LINE = 75  # characters that may well fit on one line


@dataclass(slots=True)
class Walk:
    """The way from blocks to flowables; each makes its place in the document's structure."""

    styles: Styles
    structure: Structure
    room: Callable[[], Room]  # what the page has left, while the story is being taken

    def story(self, document: Document) -> Iterator[Any]:
        """The flowables of every section, each section on pages of its own."""
        for number, section in enumerate(document.sections):
            if number:
                yield NextPageTemplate(ON_ITS_SIDE if section.landscape else UPRIGHT)
                yield PageBreak()
            place = self.structure.document.add("Sect")
            flowables = following(self._all(section.blocks, place))
            if any(isinstance(block, Panel) for block in section.blocks):
                yield from shared(flowables, self.room, self.styles.look.palette)
            else:
                yield from drawn_in(flowables, self.room)

    def _all(self, blocks: Iterable[Block], place: Element) -> Iterator[Any]:
        """The flowables of the blocks, in reading order."""
        headed = False
        for block in blocks:
            made = list(self._each(block, place))
            if headed and isinstance(block, Paragraph) and len(plain(block.inlines)) < ONE_LINE:
                made[0].keepWithNext = 1  # one line under its heading: too little at a page's foot
            headed = isinstance(block, Heading)
            yield from made

    def _each(self, block: Block, place: Element) -> Iterator[Any]:
        styles = self.styles
        match block:
            case Heading():
                if block.new_page:
                    yield NewPage()
                yield HeadingLine(block, styles, place.add(self.structure.heading(block.level)))
            case Paragraph():
                yield self._paragraph(block, place)
            case Prompt():
                return      # only the editor's version asks
            case Bullets():
                yield from self._bullets(block, place)
            case HeaderBlock():
                yield from self._header(block, place)
            case CoverTable():
                yield from self._cover(block, place)
            case Picture():
                yield LogoDrawing(block, place.add("Figure", alt=block.alt) if block.alt else None)
            case Table():
                said = block.summary if block.caption_shown else f"{block.caption}. {block.summary}"
                element = place.add("Table", summary=said)
                yield table_flowable(block, styles, element)
            case Chart():
                caption = self._prose(block.caption, styles.roles["caption"], place.add("Caption"))
                caption.keepWithNext = 1
                yield caption
                yield ChartDrawing(block, styles, place.add(
                    "Figure", alt=block.alt or plain(block.caption)))
            case Panel():
                inside = list(self._all(block.blocks, place.add("Sect")))
                yield from _breaks(inside)
                yield Together(_unbroken(inside))
            case Columns():
                columns = [list(self._all(column, place.add("Sect"))) for column in block.columns]
                yield from _breaks(list(chain(*columns)))
                yield SideBySide([_unbroken(column) for column in columns])
            case Contents():
                yield from self._contents(block, place)
            case _:
                assert_never(block)

    def _prose(self, row: Inlines, style: Any, element: Element, **more: Any) -> Any:
        return prose(row, style, self.styles.look.palette.heading, element, **more)

    def _paragraph(self, block: Paragraph, place: Element) -> Any:
        if block.role == "note":
            element = self.structure.note(place)
        else:
            element = place.add("Caption" if block.role == "caption" else "P")
        style = self.styles.roles[block.role]
        if block.number:
            # the number is content of the paragraph, before its words
            made = self._prose(block.inlines, self.styles.counted(style), element,
                               bullet=block.number)
        elif block.role == "stack":
            made = Centred(self._prose(block.inlines, style, element))
        else:
            made = self._prose(block.inlines, style, element)
        made.keepWithNext = int(block.keep_with_next or block.role == "caption")
        return made

    def _bullets(self, block: Bullets, place: Element) -> Iterator[Any]:
        """The list's rows; neither its first nor its last stands on a page alone."""
        if not block.items:
            return
        whole = place.add("L", attributes=attributes(
            "List", ListNumbering="/Decimal" if block.ordered else "/Disc"))
        last = len(block.items) - 1
        for n, row in enumerate(block.items):
            one = whole.add("LI")
            label, body = one.add("Lbl"), one.add("LBody")
            style = self.styles.last_bullet if n == last else self.styles.bullet
            made = self._prose(
                row, self.styles.inset(style) if block.inset else style, body,
                label=label, bullet=f"{n + 1}." if block.ordered else "•")
            made.keepWithNext = int(n < last and n in (0, last - 1))
            yield made

    def _header(self, block: HeaderBlock, place: Element) -> Iterator[Any]:
        """The header's rows; to who hears them it is a table of which each label heads a row."""
        if not block.rows:
            return
        whole = place.add("Table")
        last = len(block.rows) - 1
        for n, (label, value) in enumerate(block.rows):
            row = whole.add("TR")
            yield HeaderRow(
                self._prose((Text(label),), self.styles.label,
                            row.add("TH", attributes=ROW_HEAD)),
                self._prose(value, self.styles.value, row.add("TD")), self.styles, n == 0,
                n == last)

    def _cover(self, block: CoverTable, place: Element) -> Iterator[Any]:
        """The rows of a cover table, each a row to who hears it, headed by its label."""
        if not block.rows:
            return
        whole = place.add("Table")
        last = len(block.rows) - 1
        for n, cover in enumerate(block.rows):
            row = whole.add("TR")
            label = self._prose((Text(cover.label),), self.styles.label,
                                row.add("TH", attributes=ROW_HEAD))
            inside = list(self._all(cover.blocks, row.add("TD")))
            yield LabelledRow(label, inside, self.styles, n == last)

    def _contents(self, block: Contents, place: Element) -> Iterator[Any]:
        """The title and the entries, those of a lower level as contents of their own."""
        title = Prose(escape(block.title), self.styles.headings[2],
                      place.add(self.structure.heading(2)))
        title.keepWithNext = 1
        yield title
        open_levels: list[Element] = []
        for n, entry in enumerate(block.entries):
            del open_levels[entry.level :]
            while len(open_levels) < entry.level:
                open_levels.append((open_levels[-1] if open_levels else place).add("TOC"))
            line = ContentsLine(entry, self.styles, open_levels[-1].add("TOCI"))
            line.keepWithNext = int(n == 0)
            yield line


def _breaks(inside: list[Any]) -> list[Any]:
    """The new page that a heading inside asks for: it can only come before the whole."""
    return [flowable for flowable in inside if isinstance(flowable, NewPage)][:1]


def _unbroken(inside: list[Any]) -> list[Any]:
    return [flowable for flowable in inside if not isinstance(flowable, NewPage)]
