"""The report on a council's template: the places that it marks filled, our body put in.

The template's sections, headers, footers and standing text stay. Our body takes over the page of
the section it stands in; a section of ours that turns the page inherits its header and footer.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import replace

from lxml import etree

from briefing.document import Document, Heading, Look, Section
from briefing.reading.word.anchors import PREFIX
from briefing.reading.word.opening import MAIN
from briefing.reading.word.parts import NAMESPACES, Parts, serialised, value, w
from briefing.reading.word.standing import standing_words
from briefing.writers.word.body import AFTER_TABLE, carrying, sections_xml
from briefing.writers.word.clean_markup import with_results
from briefing.writers.word.controls import BODY, controls, fill
from briefing.writers.word.house import House
from briefing.writers.word.leaves import with_leaves
from briefing.writers.word.references import Pages, References
from briefing.writers.word.restyling import restyled
from briefing.writers.word.units import A4_MM, twips, twips_said

TITLE = "brief:title"
HERE = "here stands the body"
# What other parts of the file are written in, besides the body.
ALWAYS = ("BriefingMarking", "BriefingNote", "CommentText", "CommentReference")
CONTENTS = ("TOC1", "TOC2", "TOC3")     # Word writes in these when it gathers the contents anew
FIRST_PAGE = ("headerReference", "footerReference", "titlePg")


class Adopted:
    """A template while it is written on."""

    def __init__(self, house: House, document: Document, words: Mapping[str, str]) -> None:
        self.house = house
        self.parts = Parts(dict(house.blobs))
        self.tree = with_prefixes(self.parts.tree(self.parts.main))
        self.body = self.tree.find(w("body"))
        titled = any(tag == TITLE for tag, _ in controls(self.tree))
        self.document = without_title(document) if titled else document
        self.drawings = 0
        shown = {"TITLE": document.title, "SUBJECT": document.subject}
        for name in self.parts.every("header", "footer"):
            running = self.parts.tree(name)
            fill(running, words)
            with_results(running, shown)
            self._number_drawings(running)
            self.parts.blobs[name] = serialised(running)
        fill(self.tree, words)
        with_results(self.tree, shown)
        self._number_drawings(self.tree)
        forget_earlier(self.tree)
        self.mark = place_marked(self.body)
        self.standing = standing_words(self.tree)
        self.page = page_of(self.mark, self.body, document.look)

    def pages(self) -> Pages:
        """What the body needs to know of the template."""
        names = {ours: style.name for ours, style in self.house.styles.items()}
        trees = [self.tree, *(self.parts.tree(n) for n in self.parts.every("header", "footer"))]
        remarks = self.parts.related("comments")
        charts = sum("/charts/" in name for name in self.parts.blobs)
        return Pages(
            text_widths(self.page), names,
            max(highest(tree.iter(w("bookmarkStart")), w("id")) for tree in trees),
            highest(self.parts.tree(remarks).iter(w("comment")), w("id")) if remarks else 0,
            charts + self.drawings, self.house.numbered, without_tab(self.parts, self.house),
        )

    def _number_drawings(self, tree: etree._Element) -> None:
        """Number the template's drawings through: each of its parts begins at 1."""
        for one in tree.iter(f"{{{NAMESPACES['wp']}}}docPr"):
            self.drawings += 1
            one.set("id", str(self.drawings))

    def written(self, references: References) -> io.BytesIO:
        """The file, but for the parts that the body names by relationships."""
        sections = [(section, list(elements)) for section, elements in sections_xml(
            self.document, references)]
        text = "".join(self._on_pages(sections))
        also = (*ALWAYS, *(CONTENTS if references.listed else ()))
        terms = restyled(self.parts, self.house, text, also, references.lists,
                         self.document.look, self.document.language,
                         references.text_width(False))
        self.terms = terms
        whole = serialised(self.tree).decode()
        # as text, before anything is parsed: see `template.main_part`
        whole = whole.replace(f"<!--{HERE}-->", terms.said(text), 1)
        styles = self.parts.related("styles")
        assert styles is not None, "a template without styles is refused"
        self.parts.blobs[self.parts.main] = b"".join(
            with_leaves([whole.encode()], self.parts.blobs[styles]))
        self.parts.retype(self.parts.main, MAIN)
        return self.parts.zipped()

    def _on_pages(self, sections: list[tuple[Section, list[str]]]) -> Iterator[str]:
        """Our elements, each section but the last closed by properties made of the template's.

        The last one runs on into the template's own section, which then begins a page.
        """
        *closed, (last, elements) = sections
        columns = in_columns(self.page)
        if (turned(self.page) != last.landscape or columns) and not self._alone():
            closed.append((last, elements))
            elements = []
        other = turned(self.page) != sections[0][0].landscape or columns
        before = other and self._text_before()
        if before:
            # the template's text stays on its own kind of page, and ours begins another
            yield from carrying(own_section_xml(self.page), [AFTER_TABLE])
        for number, (section, made) in enumerate(closed):
            first = number == 0 and not before
            yield from carrying(section_xml(self.page, section.landscape, first), made)
        yield from elements
        if closed or before:
            begin_page(self.page)
        if elements:
            turn(self.page, last.landscape)
            one_column(self.page)

    def _text_before(self) -> bool:
        """Whether text of the template's stands before our body in its section."""
        for earlier in self.mark.itersiblings(preceding=True):
            if next(earlier.iter(w("sectPr")), None) is not None:
                return False
            if isinstance(earlier.tag, str) and shows(earlier):
                return True
        return False

    def _alone(self) -> bool:
        """Whether nothing of the template follows our body in its section."""
        for later in self.mark.itersiblings():
            if shows(later):
                return False
            if any(one is self.page for one in later.iter(w("sectPr"))):
                break
        return True


def with_prefixes(tree: etree._Element) -> etree._Element:
    """The tree with the prefixes declared that our markup uses."""
    made = etree.Element(tree.tag, attrib=dict(tree.attrib), nsmap={**tree.nsmap, **NAMESPACES})
    made.extend(list(tree))
    return made


def without_title(document: Document) -> Document:
    """The document without its title's heading, which the template has a place for."""
    def is_title(block: object) -> bool:
        return isinstance(block, Heading) and block.level == 1 and block.text == document.title

    return replace(document, sections=tuple(
        replace(section, blocks=tuple(b for b in section.blocks if not is_title(b)))
        for section in document.sections))


def highest(elements: Iterable[etree._Element], name: str) -> int:
    """The highest number that these elements have in the attribute, 0 for none."""
    return max((int(one.get(name, "0")) for one in elements if one.get(name, "").isdigit()),
               default=0)


# ── what was there ──────────────────────────────────────────────────────────────────────────────


def forget_earlier(tree: etree._Element) -> None:
    """Take out our marks, if the template was once a report."""
    marks = {one.get(w("id")) for one in tree.iter(w("bookmarkStart"))
             if value(one, "name").startswith(PREFIX)}
    for one in [e for e in tree.iter(w("bookmarkStart"), w("bookmarkEnd"))
                if e.get(w("id")) in marks]:
        one.getparent().remove(one)


def place_marked(body: etree._Element) -> etree._Element:
    """A mark where our body goes: in place of its control, else after the template's text."""
    mark = etree.Comment(HERE)
    for tag, control in controls(body):
        if tag == BODY:
            place = control
            while place.getparent() is not body:
                place = place.getparent()
            place.addprevious(mark)
            control.getparent().remove(control)
            if place is not control and is_empty(place):
                body.remove(place)
            return mark
    final = body.find(w("sectPr"))
    for one in reversed([e for e in body if e is not final]):
        if one.tag != w("p") or not is_empty(one):
            break
        body.remove(one)        # an empty page is not the template's text
    if final is None:
        body.append(mark)
    else:
        final.addprevious(mark)
    return mark


def is_empty(paragraph: etree._Element) -> bool:
    """Whether it shows nothing and closes no section."""
    return not shows(paragraph) and next(paragraph.iter(w("sectPr")), None) is None


def shows(element: etree._Element) -> bool:
    """Whether there is something to be seen of it."""
    tags = ("t", "drawing", "pict", "object", "sdt", "fldSimple", "instrText", "br", "tbl")
    return next(element.iter(*map(w, tags)), None) is not None


# ── pages ───────────────────────────────────────────────────────────────────────────────────────


def page_of(mark: etree._Element, body: etree._Element, look: Look) -> etree._Element:
    """The properties of the section that the mark stands in; A4 where they give no page."""
    page = next((one for later in mark.itersiblings() for one in later.iter(w("sectPr"))), None)
    if page is None:
        page = etree.SubElement(body, w("sectPr"))
    for size in page.findall(w("pgSz")):
        if min(lengths(size, "w", "h")) < 1:
            page.remove(size)
    if page.find(w("pgSz")) is None:
        size = etree.Element(w("pgSz"))
        for name, mm in zip("wh", A4_MM, strict=True):
            size.set(w(name), str(twips(mm)))
        put(page, size, "type", *FIRST_PAGE[:2])
    if page.find(w("pgMar")) is None:
        margins = etree.Element(w("pgMar"))
        for side in ("top", "right", "bottom", "left"):
            margins.set(w(side), str(twips(look.margin_mm)))
        for side, mm in (("header", 10.0), ("footer", 10.0), ("gutter", 0.0)):
            margins.set(w(side), str(twips(mm)))
        put(page, margins, "pgSz")
    return page


def put(page: etree._Element, new: etree._Element, *after: str) -> None:
    """Put a property into a section's, behind the last of those that stand before it."""
    place = max((n for n, one in enumerate(page, 1) if one.tag in map(w, after)), default=0)
    page.insert(place, new)


def lengths(element: etree._Element, *names: str) -> list[int]:
    """Lengths in twips; what cannot be read is 0."""
    return [twips_said(value(element, name)) for name in names]


def text_widths(page: etree._Element) -> tuple[int, int]:
    """The width of the text on the page upright and turned."""
    short, long_ = sorted(lengths(page.find(w("pgSz")), "w", "h"))
    beside = sum(lengths(page.find(w("pgMar")), "left", "right", "gutter"))
    return short - beside, long_ - beside


def turned(page: etree._Element) -> bool:
    """Whether the page is wider than high."""
    width, height = lengths(page.find(w("pgSz")), "w", "h")
    return width > height


def turn(page: etree._Element, landscape: bool) -> None:
    """Give the page that orientation."""
    size = page.find(w("pgSz"))
    short, long_ = sorted(lengths(size, "w", "h"))
    size.set(w("w"), str(long_ if landscape else short))
    size.set(w("h"), str(short if landscape else long_))
    if landscape:
        size.set(w("orient"), "landscape")
    else:
        size.attrib.pop(w("orient"), None)


def without_tab(parts: Parts, house: House) -> frozenset[int]:
    """The levels of the contents for which the template has a style without a stop at the right."""
    styles = parts.related("styles")
    there = {value(one, "styleId"): one for one in parts.tree(styles).iterchildren(w("style"))
             } if styles is not None else {}
    return frozenset(level for level in (1, 2, 3) if f"TOC{level}" in house.styles and not any(
        value(tab) == "right" for tab in there[house.styles[f"TOC{level}"].id].iter(w("tab"))))


def in_columns(page: etree._Element) -> bool:
    """Whether the text of the section stands in columns, as no report of ours can."""
    columns = page.find(w("cols"))
    return columns is not None and (
        value(columns, "num") not in ("", "1") or len(columns.findall(w("col"))) > 1)


def one_column(page: etree._Element) -> None:
    """Give the section its whole width for the text."""
    for columns in page.findall(w("cols")):
        for name in ("num", "equalWidth", "sep"):
            columns.attrib.pop(w(name), None)
        for one in list(columns):
            columns.remove(one)


def own_section_xml(page: etree._Element) -> str:
    """The template's section as it is, for its text that stands before ours."""
    return as_text(deepcopy(page))


def section_xml(page: etree._Element, landscape: bool, first: bool) -> str:
    """The properties of a section of ours; the first begins as the template's own does."""
    made = deepcopy(page)
    turn(made, landscape)
    one_column(made)
    if not first:
        begin_page(made)
        for tag in FIRST_PAGE[:2]:
            for one in made.findall(w(tag)):
                made.remove(one)        # inherited
    return as_text(made)


def as_text(properties: etree._Element) -> str:
    """The properties of a section as they stand in the body."""
    properties.tail = None
    text: str = etree.tostring(properties, encoding="unicode")
    return re.sub(r' xmlns:\w+="[^"]*"', "", text)


def begin_page(page: etree._Element) -> None:
    """Let the section begin a page, which is no first page and goes on counting."""
    for one in page.findall(w("titlePg")):
        page.remove(one)
    for one in page.findall(w("pgNumType")):
        one.attrib.pop(w("start"), None)
    kind = page.find(w("type"))
    if kind is None:
        kind = etree.Element(w("type"))
        put(page, kind, "headerReference", "footerReference", "footnotePr", "endnotePr")
    kind.set(w("val"), "nextPage")
