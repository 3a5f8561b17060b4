"""The body: one walk over the document's sections and blocks.

A block becomes a list of top-level elements as strings, never a tree: python-docx's own objects
take a time that grows with the square of a table's rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import assert_never

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
    Panel,
    Paragraph,
    Picture,
    Prompt,
    Section,
    Table,
    Text,
    plain,
    without_drawings,
)
from briefing.reading.word.anchors import bookmark_name, row_id
from briefing.reading.word.parts import NAMESPACES
from briefing.reading.word.runs import Block as Kind
from briefing.reading.word.written import WrittenBlock
from briefing.writers.word.inlines import anchored, remarked
from briefing.writers.word.leaves import leaf
from briefing.writers.word.markup import (
    FIELD_END,
    TAB,
    attribute,
    field,
    field_start,
    keep,
    paragraph,
    run,
    sequence,
)
from briefing.writers.word.pictures import picture_xml
from briefing.writers.word.position import Position
from briefing.writers.word.references import References
from briefing.writers.word.sections import section_properties
from briefing.writers.word.tables import (
    cell_xml,
    described,
    header_block_xml,
    looks,
    tables_xml,
    whole,
)
from briefing.writers.word.trace import plain_pieces, written_chart
from briefing.writers.word.units import emu, emu_of_twips, shares

PARAGRAPH_STYLE = {
    "lead": "BriefingLead",
    "note": "BriefingNote",
    "source": "BriefingSource",
    "caption": "Caption",
    "stack": "BriefingStack",
}
COVER_LABEL_SHARE = 0.30
COVER_PADDING = 120     # twips, as the style of the table says
PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
# Word wants a paragraph between two tables, and after one that ends a cell or a section.
AFTER_TABLE = paragraph("BriefingAfterTable", "")


def body_xml(document: Document, references: References) -> list[bytes]:
    """The content of the body element in pieces, its sections in order.

    They are encoded one by one: a whole text with a single arrow in it takes two bytes a letter.
    """
    made: list[bytes] = []
    before: Section | None = None
    for section, elements in sections_xml(document, references):
        properties = section_properties(document, section, before)
        last = next(elements)
        for element in elements:
            made.append(last.encode())
            last = element
        ends = [last, properties] if section is document.sections[-1] else carrying(
            properties, [last])
        made += [end.encode() for end in ends]
        before = section
    return made


def sections_xml(
    document: Document, references: References
) -> Iterator[tuple[Section, Iterator[str]]]:
    """The sections with their elements, the last of them a paragraph; to be taken in order."""
    for section in document.sections:
        place = Position(references.text_width(section.landscape))
        yield section, ending_in_paragraph(
            flowing(at_page_start(section.blocks), place, references))


def at_page_start(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks of a section: the first is at the head of a page already."""
    match blocks:
        case (Heading() as first, *rest):
            return replace(first, new_page=False), *rest
    return blocks


def ending_in_paragraph(elements: Iterable[str]) -> Iterator[str]:
    """The elements, the last of them a paragraph."""
    last = ""
    for last in elements:
        yield last
    if not last.startswith("<w:p>"):
        yield AFTER_TABLE


def carrying(properties: str, elements: list[str]) -> list[str]:
    """The elements with the section's properties in their last paragraph, as Word wants them."""
    if elements[-1].endswith(f"{FIELD_END}</w:p>"):
        # a section that ends inside the contents loses the pages in its head in LibreOffice
        elements = [*elements, AFTER_TABLE]
    last = elements[-1].replace("</w:pPr>", properties + "</w:pPr>", 1)
    return [*elements[:-1], last]


def flow(blocks: tuple[Block, ...], place: Position, references: References) -> list[str]:
    """Blocks one under the other."""
    return list(flowing(blocks, place, references))


def flowing(
    blocks: tuple[Block, ...], place: Position, references: References
) -> Iterator[str]:
    """The elements of blocks one under the other, made as they are taken."""
    last = ""
    for number, block in enumerate(blocks, 1):
        here = place if number == len(blocks) else place.before_another()
        elements = block_xml(block, here, references)
        if elements and last[:7] == elements[0][:7] == "<w:tbl>":
            yield paragraph("BriefingAfterTable", "", keep(place.together))
        yield from elements
        last = elements[-1] if elements else last


def block_xml(block: Block, place: Position, references: References) -> list[str]:
    """The top-level elements of one block."""
    match block:
        case Heading():
            return [heading_xml(block, references)]
        case Paragraph():
            # a paragraph without words would be space only
            return [paragraph_xml(block, place, references)] if plain(block.inlines) else []
        case Prompt():
            words = anchored(block.id, (Text(block.text, statement=block.statement),),
                             references, "prompt")
            return [paragraph("BriefingPrompt", words)]
        case Bullets():
            return bullets_xml(block, place, references)
        case HeaderBlock():
            return header_block_xml(block, place, references)
        case CoverTable():
            return cover_table_xml(block, place, references)
        case Picture():
            return [picture_xml(block, place, references)]
        case Table():
            # Word would draw each small line as a native chart: too much for a file to be edited
            return tables_xml(without_drawings(block), place, references)
        case Chart():
            return chart_xml(block, place, references)
        case Panel():
            return flow(block.blocks, replace(place, together=True), references)
        case Columns():
            return columns_xml(block, place, references)
        case Contents():
            return contents_xml(block, references)
        case unknown:
            assert_never(unknown)


def heading_xml(heading: Heading, references: References) -> str:
    """A heading with its number; it keeps with the next paragraph by its style."""
    words = references.heading_words(heading)
    new_page = "<w:pageBreakBefore/>" if heading.new_page else ""
    part = WrittenBlock(heading.id, "heading", plain_pieces(heading.text), heading.level,
                        words.removesuffix(heading.text))
    marked = references.bookmarks.around(part, remarked(heading.id, run(words), references))
    return paragraph(references.heading_style(heading), marked,
                     new_page + counted(heading.numbering, 0, references))


def counted(numbering: str, level: int, references: References) -> str:
    """The property that makes Word count the paragraph, "" where nothing counts it."""
    if not numbering:
        return ""
    return (f'<w:numPr><w:ilvl w:val="{level}"/>'
            f'<w:numId w:val="{references.numbering(numbering)}"/></w:numPr>')


def paragraph_xml(block: Paragraph, place: Position, references: References) -> str:
    """A paragraph in the style of its role."""
    kept = keep(block.keep_with_next or place.keeps(last=True))
    if block.numbering:
        level = block.number.rstrip(".").count(".")     # "1." under none, "1.1" under a heading
        content = anchored(block.id, block.inlines, references, "counted", level)
        return paragraph("BriefingNumbered", content,
                         kept + counted(block.numbering, level, references))
    kind: Kind = "caption" if block.role == "caption" else "paragraph"
    content = anchored(block.id, block.inlines, references, kind)
    style = place.body if block.role == "body" else PARAGRAPH_STYLE[block.role]
    return paragraph(style, content, kept)


def bullets_xml(block: Bullets, place: Position, references: References) -> list[str]:
    """A list, a bookmark a row; an ordered one starts at 1."""
    numbering = ""
    if block.ordered:
        number = references.new_list()
        level = f'<w:ilvl w:val="{block.inset:d}"/>'
        numbering = f'<w:numPr>{level}<w:numId w:val="{number}"/></w:numPr>'
    style = ("ListNumber" if block.ordered else "ListBullet") + "2" * block.inset
    made = []
    for number, inlines in enumerate(block.items, 1):
        last = number == len(block.items)
        content = anchored(row_id(block.id, number), inlines, references,
                           "numbered" if block.ordered else "bullet", int(block.inset))
        made.append(paragraph(style, content, keep(place.keeps(last)) + numbering))
    return made


def chart_xml(chart: Chart, place: Position, references: References) -> list[str]:
    """The caption, and under it the chart in a paragraph of its own."""
    relation, number = references.chart(chart, place.width)
    caption = sequence("Figure") + anchored(chart.id, chart.caption, references, "caption")
    drawn = references.is_picture(chart)
    references.bookmarks.parts.append(written_chart(
        chart, references.bookmarks.latest, references.series[relation], drawn))
    wide, tall = emu_of_twips(place.width), emu(chart.height_mm)
    graphic = (drawn_xml(relation, number, wide, tall) if drawn else
               f'<a:graphicData uri="{NAMESPACES["c"]}"><c:chart r:id="{relation}"/>'
               "</a:graphicData>")
    drawing = (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{wide}" cy="{tall}"/>'
        f'<wp:docPr id="{number}" name="Chart {number}" descr={attribute(chart.alt)}/>'
        f"<wp:cNvGraphicFramePr/><a:graphic>{graphic}</a:graphic></wp:inline></w:drawing></w:r>"
    )
    return [
        paragraph("Caption", caption, keep(True)),      # a council's caption may not say so
        paragraph("BriefingChart", drawing, keep(place.keeps(last=True))),
    ]


def cover_table_xml(block: CoverTable, place: Position, references: References) -> list[str]:
    """A label and what stands beside it a row, ruled; a long row may go on overleaf."""
    widths = shares(place.width, (COVER_LABEL_SHARE, 1 - COVER_LABEL_SHARE))
    references.unmarked += [row.label for row in block.rows]
    inside = Position(widths[1] - 2 * COVER_PADDING, body="BriefingValue")
    rows = []
    for row in block.rows:
        beside = ending_in_paragraph(flowing(row.blocks, inside, references))
        rows.append("<w:tr>" + cell_xml(widths[0], paragraph("BriefingLabel", run(row.label)))
                    + cell_xml(widths[1], "".join(beside)) + "</w:tr>")
    words = described(block.summary)
    return [whole("BriefingCoverTable", widths, looks(head=False, labels=True), words, rows)]


def drawn_xml(relation: str, number: int, wide: int, tall: int) -> str:
    """A picture that fills the drawing; the drawing has its words."""
    return (
        f'<a:graphicData uri="{PICTURE}"><pic:pic xmlns:pic="{PICTURE}"><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="Chart {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{tall}"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData>"
    )


def columns_xml(block: Columns, place: Position, references: References) -> list[str]:
    """The columns one under the other.

    Side by side they would stand in a table, and Word's Navigation pane lists no heading in one.
    """
    return flow(tuple(inside for column in block.columns for inside in column), place, references)


def contents_xml(block: Contents, references: References) -> list[str]:
    """The contents as a field filled in beforehand, a line a heading with its page.

    Word gathers the lines anew by the styles of the headings, and works out the pages whenever it
    prints; until then they are those that `leaves` works out.
    """
    made = [paragraph("TOCHeading", run(block.title))]
    styles: dict[str, int] = {}
    for entry in block.entries:
        style = references.heading_style(references.headings[entry.target])
        styles.setdefault(references.style_name(style), entry.level)
    listed = ",".join(f"{style},{level}" for style, level in styles.items())
    references.unmarked.append(block.title)
    for number, entry in enumerate(block.entries, 1):
        first, last = number == 1, number == len(block.entries)
        words = references.listed_words(references.headings[entry.target])
        anchor = bookmark_name(entry.target)
        content = (
            (field_start(f'TOC \\t "{listed}" \\h \\z') if first else "")
            + f'<w:hyperlink w:anchor="{anchor}" w:history="1">'
            + run(words) + TAB + field(f"PAGEREF {anchor} \\h", leaf(anchor))
            + "</w:hyperlink>"
            + (FIELD_END if last else "")
        )
        made.append(paragraph(f"TOC{entry.level}", content,
                              references.contents_tab(entry.level)))
    return made
