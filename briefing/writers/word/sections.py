"""Pages: their size and orientation, the running head and the foot.

The head has its stops at the centre and at the right, so each orientation has a head of its own;
the foot is one. A section that changes neither takes both from the section before.
"""

from __future__ import annotations

import string

from reportlab.pdfbase.pdfmetrics import stringWidth

from briefing.document import Document, Section
from briefing.writers.word.look import text_width
from briefing.writers.word.markup import DECLARED, TAB, field, paragraph, run
from briefing.writers.word.units import A4_MM, twips

FURNITURE_MM = 10.0
PAGE_FIELDS = {"page": "PAGE", "pages": "NUMPAGES"}
LANDSCAPE_HEAD = "BriefingHeaderLandscape"


def section_properties(document: Document, section: Section, before: Section | None) -> str:
    """The section's page, with references to the head and foot where they begin or change."""
    width, height = (twips(mm) for mm in A4_MM)
    orientation = ""
    if section.landscape:
        width, height = height, width
        orientation = ' w:orient="landscape"'
    references = ""
    if before is None or before.landscape != section.landscape:
        references = f'<w:headerReference w:type="default" r:id="{head_id(section)}"/>'
    if before is None and document.page_note:
        references += '<w:footerReference w:type="default" r:id="foot"/>'
    margin, furniture = twips(document.look.margin_mm), twips(FURNITURE_MM)
    return (
        f'<w:sectPr>{references}<w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{orientation}/>'
        f'<w:pgMar w:top="{margin}" w:right="{margin}" w:bottom="{margin}" w:left="{margin}" '
        f'w:header="{furniture}" w:footer="{furniture}" w:gutter="0"/></w:sectPr>'
    )


def head_id(section: Section) -> str:
    """The relationship id of the running head of the section's orientation."""
    return "landscapeHead" if section.landscape else "portraitHead"


def heads(document: Document) -> dict[str, str]:
    """The running heads that the document needs, by relationship id."""
    styles = {"portraitHead": "Header", "landscapeHead": LANDSCAPE_HEAD}
    needed = {head_id(section) for section in document.sections}
    return {name: head(document, styles[name]) for name in styles if name in needed}


def head(document: Document, style: str) -> str:
    """The running head: short title left, marking in the centre, page right.

    A marking that has no room between the two stands on a line of its own over them.
    """
    pages = "".join(
        (run(words) if words else "") + (field(PAGE_FIELDS[slot], "1") if slot else "")
        for words, slot, _, _ in string.Formatter().parse(document.page_of))
    # a space ends each, for whoever reads the words without the tabs
    title, marking = run(f"{document.running_title} "), run(f"{document.marking} ", "Strong")
    if not document.marking or one_line(document, style):
        between = TAB + marking if document.marking else TAB
        return f"<w:hdr {DECLARED}>{paragraph(style, title + between + TAB + pages)}</w:hdr>"
    over = paragraph("BriefingMarking", marking)
    return f"<w:hdr {DECLARED}>{over}{paragraph(style, title + TAB + TAB + pages)}</w:hdr>"


def one_line(document: Document, style: str) -> bool:
    """Whether title, marking and page stand side by side, with an em between them.

    Helvetica's letters are as wide as Arial's.
    """
    size = 20 * document.look.furniture_pt      # in twips, as the widths are
    width = text_width(document.look, style == LANDSCAPE_HEAD)
    half = (width - stringWidth(document.marking, "Helvetica-Bold", size)) / 2 - size
    beside = (document.running_title, document.page_of.format(page=100, pages=100))
    return all(stringWidth(words, "Helvetica", size) <= half for words in beside)


def foot(document: Document) -> str:
    """The foot of every page: its note."""
    return f"<w:ftr {DECLARED}>{paragraph('Footer', run(document.page_note))}</w:ftr>"
