"""What must stand on every page, on a council's template: the marking and the page's note.

They are added to every header and footer that the template has; where a page would have none, one
is made.
"""

from __future__ import annotations

from copy import deepcopy

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from lxml import etree

from briefing.document import Document
from briefing.reading.word.parts import value, w
from briefing.writers.word.markup import DECLARED, paragraph, run
from briefing.writers.word.restyling import Terms

OFF = ("0", "false", "off")


def on_every_page(word: docx.document.Document, document: Document, terms: Terms) -> None:
    """Put the marking into every header and the page's note into every footer."""
    for words, style, tag in ((document.marking, "BriefingMarking", "header"),
                              (document.page_note, "BriefingNote", "footer")):
        if words:
            xml = terms.said(paragraph(style, run(words)))
            _complete(word, tag)
            for part in _running(word, tag):
                part.element.append(parse_xml(xml.replace("<w:p>", f"<w:p {DECLARED}>", 1)))


def _running(word: docx.document.Document, tag: str) -> list[XmlPart]:
    """The headers or the footers, each once."""
    kind = RELATIONSHIP_TYPE.HEADER if tag == "header" else RELATIONSHIP_TYPE.FOOTER
    return list({one.target_part.partname: one.target_part for one in word.part.rels.values()
                 if one.reltype == kind}.values())


def _complete(word: docx.document.Document, tag: str) -> None:
    """Give every section a header of every sort that it shows: its own, else the one before's.

    Said outright where it is inherited, because LibreOffice does not inherit every sort.
    """
    sections = list(word.element.body.iter(w("sectPr")))
    sorts = ["default"]
    if any(value(one, "val") not in OFF for page in sections for one in page.findall(w("titlePg"))):
        sorts.append("first")
    if word.settings.odd_and_even_pages_header_footer:
        sorts.append("even")
    known: dict[str, etree._Element] = {}
    for page in sections:
        known |= {value(one, "type"): one for one in page.findall(w(f"{tag}Reference"))}
        there = {value(one, "type") for one in page.findall(w(f"{tag}Reference"))}
        for sort in sorts:
            if sort not in known:
                known[sort] = _reference(word, tag, sort)
            if sort not in there:
                page.insert(0, deepcopy(known[sort]))


def _reference(word: docx.document.Document, tag: str, sort: str) -> etree._Element:
    """A reference to a new header or footer, empty so far."""
    name = PackURI(f"/word/briefing_{tag}_{sort}.xml")
    is_header = tag == "header"
    root = "hdr" if is_header else "ftr"
    part = XmlPart(
        name, CONTENT_TYPE.WML_HEADER if is_header else CONTENT_TYPE.WML_FOOTER,
        parse_xml(f"<w:{root} {DECLARED}/>"), word.part.package)
    relation = f"our_{tag}_{sort}"
    word.part.rels.add_relationship(
        RELATIONSHIP_TYPE.HEADER if is_header else RELATIONSHIP_TYPE.FOOTER, part, relation)
    return parse_xml(
        f'<w:{tag}Reference {DECLARED} w:type="{sort}" r:id="{relation}"/>')
