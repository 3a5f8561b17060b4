"""Pages: their size and orientation, the running head and the foot.

The head has its stops at the centre and at the right, so each orientation has a head of its own;
the foot is one. A section that changes neither takes both from the section before.
"""

from __future__ import annotations

from briefing.document import Document, Section
from briefing.writers.word.markup import DECLARED, TAB, field, paragraph, run
from briefing.writers.word.units import A4_MM, twips

FURNITURE_MM = 10.0


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
    styles = {"portraitHead": "Header", "landscapeHead": "BriefingHeaderLandscape"}
    needed = {head_id(section) for section in document.sections}
    return {name: head(document, styles[name]) for name in styles if name in needed}


def head(document: Document, style: str) -> str:
    """The running head: short title left, marking in the centre, page right."""
    content = (
        run(document.running_title)
        + TAB
        + run(document.marking, "Strong")
        + TAB
        + run("Page ")
        + field("PAGE", "1")
        + run(" of ")
        + field("NUMPAGES", "1")
    )
    return f"<w:hdr {DECLARED}>{paragraph(style, content)}</w:hdr>"


def foot(document: Document) -> str:
    """The foot of every page: its note."""
    return f"<w:ftr {DECLARED}>{paragraph('Footer', run(document.page_note))}</w:ftr>"
