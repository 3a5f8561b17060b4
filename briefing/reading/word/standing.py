"""A Word file's text as it stands: its paragraphs and tables in order, and where bookmarks are.

Tracked deletions are left out, insertions taken, and paragraphs joined whose mark is deleted. The
results of caption numbers, the lines of the contents and what stands in drawings are no words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from briefing.reading.word.anchors import PREFIX
from briefing.reading.word.drawings import Drawing, drawing_of
from briefing.reading.word.looks import OFF, Looks
from briefing.reading.word.parts import NAMESPACES, value, w
from briefing.reading.word.runs import By
from briefing.reading.word.units import (
    Cell,
    Paragraph,
    Standing,
    Table,
    TableRow,
    Unit,
)

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
PARAGRAPH, RUN, RUN_LOOKS, WORDS = w("p"), w("r"), w("rPr"), w("t")
DRAWN = {w("drawing"), w("pict"), w("object")}
DELETED = {w("del"), w("moveFrom")}
INSERTED = {w("ins"), w("moveTo")}
SKIPPED = {w(name) for name in (
    "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "delText",
    "delInstrText", "tblPrEx", "fldData")}  # fmt: skip
# Fields whose results Word works out: numbers, and nobody's words.
COUNTS = ("SEQ", "PAGEREF", "PAGE", "NUMPAGES", "SECTIONPAGES")
NO_LINKS: Mapping[str, str] = {}
# Marks of the direction of writing, which come with what is pasted; two of them turn words round.
DIRECTIONS = str.maketrans("", "", "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069")
TURNED = ("\u202d", "\u202e")
# What Word's own prompt of a control that nobody has filled in says of itself.
UNFILLED = f"{w('sdtPr')}/{w('showingPlcHdr')}"
# Signs of Word's own fonts, by the characters that look so.
SIGNS = {"F0FC": "✓", "F0FB": "✗", "F0A7": "▪", "F0B7": "•", "F0E0": "→", "F0D8": "➢",
         "F0A8": "□", "F0FE": "☑", "F06F": "□"}
# What may stand in a run beside words, and says nothing.
SILENT = {w(name) for name in (
    "lastRenderedPageBreak", "softHyphen", "footnoteRef", "endnoteRef", "annotationRef",
    "separator", "continuationSeparator", "delText", "delInstrText", "pgNum", "dayShort",
    "monthShort", "yearShort", "dayLong", "monthLong", "yearLong")}


class _Walk:
    """Takes in the elements of a part, in order."""

    def __init__(self, looks: Looks, links: Mapping[str, str]) -> None:
        self.looks, self.links = looks, links
        self.made = Standing()
        self.names: dict[str, str] = {}
        self.last: Paragraph | None = None      # of what went before, wherever it stood
        self.here: Paragraph | None = None      # what is being read
        self.open = False           # the last paragraph goes on: its mark is deleted
        self.codes: list[str] = []
        self.fields: list[bool] = []            # of each field, whether its result has begun
        self.waiting: list[str] = []
        self.tables: list[Table] = []
        self.tracked: list[By] = []
        self.target = ""
        self.in_contents = False

    # ── blocks ──

    def blocks(self, parent: etree._Element, into: list[Unit]) -> None:
        """The paragraphs and tables directly in an element, or in what wraps them."""
        for one in parent:
            tag = one.tag
            if tag == PARAGRAPH:
                self.paragraph(one, into)
            elif tag in SKIPPED:
                continue
            elif tag == w("tbl"):
                self.table(one, into)
            elif tag == w("bookmarkStart"):
                self.begin(one)
            elif tag == w("bookmarkEnd"):
                self.end(one)
            elif tag in (w("commentRangeStart"), w("commentRangeEnd")):
                self.remark(one)
            elif tag == w("sdt") and one.find(UNFILLED) is not None:
                self.marks_in(one)
            elif tag == w("sdt"):
                outer = self.in_contents
                gallery = one.find(f"{w('sdtPr')}/{w('docPartObj')}/{w('docPartGallery')}")
                self.in_contents = outer or value(gallery).casefold() == "table of contents"
                self.blocks(one, into)
                self.in_contents = outer
            elif tag == f"{MARKUP}AlternateContent":
                choice = one.find(f"{MARKUP}Choice")
                if choice is not None:
                    self.blocks(choice, into)
            elif isinstance(tag, str) and tag not in DELETED:
                self.blocks(one, into)

    def paragraph(self, one: etree._Element, into: list[Unit]) -> None:
        properties = one.find(w("pPr"))
        shape = self.looks.shape(properties)
        if not self.open or self.last is None:
            self.here = Paragraph(shape, number=len(self.made.paragraphs))
            self.made.paragraphs.append(self.here)
            into.append(self.here)
        else:
            self.here = self.last
            self.here.shape = shape         # the mark that stays is the last one's
        self.here.elements.append(one)
        codes = [n for n, code in enumerate(self.codes) if listing(code)]
        self.fields = [self.fields[n] for n in codes]
        self.codes = [self.codes[n] for n in codes]
        self.target = ""
        for name in self.waiting:
            self.place(name)
        self.waiting = []
        if self.in_contents or (shape.style_name.startswith("toc ") and (
                shape.style_name[4:].isdecimal())):
            self.here.listing = True
        marks = properties.find(w("rPr")) if properties is not None else None
        self.inside(one)
        # a letter that hangs over several lines is the first of the paragraph behind it
        frame = properties.find(w("framePr")) if properties is not None else None
        self.open = value(frame, "dropCap") in ("drop", "margin")
        for mark in marks if marks is not None else ():
            if mark.tag in DELETED:
                self.open = True
                self.note(by_of(mark))
            elif mark.tag in INSERTED:
                self.note(by_of(mark))
        self.last, self.here = self.here, None

    def table(self, one: etree._Element, into: list[Unit]) -> None:
        made = Table(one, number=len(self.made.paragraphs))
        self.tables.append(made)
        self.open = False
        into.append(made)
        for row in _rows(one):
            properties = row.find(w("trPr"))
            deleted = properties.find(w("del")) if properties is not None else None
            if deleted is not None:
                made.gone.append(by_of(deleted))
                continue
            inserted = properties.find(w("ins")) if properties is not None else None
            cells = TableRow(by=by_of(inserted) if inserted is not None else By())
            cells.hidden = properties is not None and _is_on(properties.find(w("hidden")))
            made.rows.append(cells)
            for held in _cells(row):
                about = held.find(w("tcPr"))
                if about is not None and (cut := about.find(w("cellDel"))) is not None:
                    made.cut.append(by_of(cut))
                    continue
                span = value(about.find(w("gridSpan"))) if about is not None else ""
                merged = about.find(w("vMerge")) if about is not None else None
                cell = Cell(held, span=int(span) if span.isdecimal() and len(span) < 4 else 1,
                            below=merged is not None and value(merged) != "restart")
                cells.cells.append(cell)
                self.blocks(held, cell.content)
                self.open = False
        self.tables.pop()

    # ── words ──

    def inside(self, parent: etree._Element) -> None:
        """The runs in a paragraph, or in what wraps them."""
        for one in parent:
            tag = one.tag
            if tag == RUN:
                self.run(one)
            elif tag in SKIPPED:
                continue
            elif tag == w("bookmarkStart"):
                self.begin(one)
            elif tag == w("bookmarkEnd"):
                self.end(one)
            elif tag in (w("commentRangeStart"), w("commentRangeEnd")):
                self.remark(one)
            elif tag == w("hyperlink"):
                outer, self.target = self.target, self.leads_to(one)
                self.inside(one)
                self.target = outer
            elif tag in INSERTED:
                self.tracked.append(by_of(one))
                self.inside(one)
                self.tracked.pop()
            elif tag in DELETED:
                self.note(by_of(one))
                self.marks_in(one)
            elif tag == w("sdt") and one.find(UNFILLED) is not None:
                self.marks_in(one)
            elif tag == w("fldSimple"):
                code = value(one, "instr")
                if not counts(code):
                    self.inside(one)
            elif tag == f"{MATH}oMath" or tag == f"{MATH}oMathPara":
                if self.here is not None:
                    self.here.drawings.append(Drawing("equation", one, text="".join(
                        each.text or "" for each in one.iter(f"{MATH}t"))))
            elif tag == f"{MARKUP}AlternateContent":
                self.alternative(one)
            elif isinstance(tag, str):
                self.inside(one)

    def marks_in(self, deleted: etree._Element) -> None:
        """The bookmarks in what is deleted: they stand where it stood."""
        for one in deleted.iter(w("bookmarkStart"), w("bookmarkEnd"), w("commentRangeStart"),
                                w("commentRangeEnd")):
            if one.tag == w("bookmarkStart"):
                self.begin(one)
            elif one.tag == w("bookmarkEnd"):
                self.end(one)
            else:
                self.remark(one)

    def run(self, run: etree._Element) -> None:
        assert self.here is not None
        properties: etree._Element | None = None
        for one in run:
            tag = one.tag
            if tag == RUN_LOOKS:
                properties = one
            elif tag == WORDS:
                self.say(one.text or "", properties)
            elif tag in (w("tab"), w("ptab"), w("br"), w("cr")):
                if tag == w("br") and value(one, "type") in ("page", "column"):
                    # before a heading it is how LibreOffice saves a heading that begins a page
                    self.here.breaks += bool(self.here.text) or (
                        self.here.shape.kind[0] != "heading")
                else:
                    self.say("\t" if tag in (w("tab"), w("ptab")) else " ", properties)
            elif tag == w("fldChar"):
                self.field(value(one, "fldCharType"))
            elif tag == w("instrText"):
                if self.codes:
                    self.codes[-1] += one.text or ""
            elif tag == w("noBreakHyphen"):
                self.say("\u2011", properties)
            elif tag == w("sym"):
                self.say(_symbol(one), properties)
            elif tag in DRAWN:
                self.here.drawings.append(drawing_of(one))
            elif tag == f"{MARKUP}AlternateContent":
                self.alternative(one)
            elif tag in (w("footnoteReference"), w("endnoteReference")):
                self.here.notes += 1
            elif tag == w("ruby"):
                for base in one.iterchildren(w("rubyBase")):
                    self.inside(base)
                above = "".join(each.text or "" for each in one.iterfind(f"{w('rt')}//{WORDS}"))
                self.here.odd.append(("set above others", above))
            elif tag == w("commentReference"):
                self.made.remarks.setdefault(value(one, "id"), (self.here, len(self.here.text)))
            elif isinstance(tag, str) and tag not in SILENT:
                unknown = "".join(each.text or "" for each in one.iter(WORDS))
                self.here.odd.append((f"in {etree.QName(one).localname}", unknown))

    def alternative(self, one: etree._Element) -> None:
        """A drawing as newer programs write it; what stands in for it elsewhere is the same."""
        choice = one.find(f"{MARKUP}Choice")
        drawn = next((each for each in (one if choice is None else choice).iter(*DRAWN)), None)
        if drawn is not None and self.here is not None:
            self.here.drawings.append(drawing_of(drawn))

    def say(self, words: str, properties: etree._Element | None) -> None:
        here = self.here
        assert here is not None
        words = words.translate(DIRECTIONS)
        if here.listing or any(listing(code) for code in self.codes):
            here.listing = True
            return
        if self.codes and any(counts(code) for code in self.codes):
            return
        emphasis, odd = self.looks.words(properties, here.shape)
        if any(mark in words for mark in TURNED):
            odd = (*odd, "turned round")
        target = self.target
        if self.codes and not target:
            target = next((to for code in self.codes if (to := _linked(code))), "")
        unseen = next((what for what in ("hidden", "turned round") if what in odd), "")
        if unseen:
            here.odd.append((unseen, words))
            return
        for what in odd:
            if words.strip():
                here.odd.append((what, words))
        start = len(here.text)
        here.pieces.append((words, emphasis, target))
        here.text += words
        if self.tracked:
            here.by.append((start, len(here.text), self.tracked[-1]))

    def note(self, by: By) -> None:
        """A tracked change at this place, of which no words stand."""
        if self.here is not None:
            at = len(self.here.text)
            self.here.by.append((at, at, by))

    def leads_to(self, link: etree._Element) -> str:
        anchor = value(link, "anchor")
        address = self.links.get(link.get(f"{{{NAMESPACES['r']}}}id", ""), "")
        return f"{address}#{anchor}" if anchor else address

    def field(self, kind: str) -> None:
        if kind == "begin":
            self.codes.append("")
            self.fields.append(False)
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.codes:
            self.codes.pop()
            self.fields.pop()

    # ── bookmarks and comments ──

    def begin(self, one: etree._Element) -> None:
        name = value(one, "name")
        if not name.startswith(PREFIX):
            return
        if name in self.made.begins or name in self.waiting:
            return          # a copy: Word keeps the first
        self.names[value(one, "id")] = name
        if self.here is not None:
            self.place(name)
        else:
            self.waiting.append(name)       # between paragraphs: it begins with the next

    def place(self, name: str) -> None:
        assert self.here is not None
        kept = [n for n, code in enumerate(self.codes) if not listing(code)]
        self.fields = [self.fields[n] for n in kept]
        self.codes = [self.codes[n] for n in kept]
        if self.here.shape.style_name[:4] != "toc ":
            self.here.listing = False
        at = len(self.here.text)
        self.made.begins[name] = self.here, at
        self.here.starts.append((at, name))
        if self.tables:
            self.tables[-1].starts.append(name)

    def end(self, one: etree._Element) -> None:
        name = self.names.get(value(one, "id"))
        there = self.here or self.last
        if name is not None and there is not None:
            # a copy may bring the same mark again: it ended where it first did
            self.made.ends.setdefault(name, (there, len(there.text)))

    def remark(self, one: etree._Element) -> None:
        there = self.here or self.last
        if there is None:
            return
        known = (self.made.remarks if one.tag == w("commentRangeStart")
                 else self.made.remarks_end)
        known.setdefault(value(one, "id"), (there, len(there.text)))


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, content controls round them apart."""
    for one in table:
        if one.tag == w("tr"):
            yield one
        elif one.tag in (w("sdt"), w("sdtContent"), w("customXml"), w("ins")):
            yield from _rows(one)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for one in row:
        if one.tag == w("tc"):
            yield one
        elif one.tag in (w("sdt"), w("sdtContent"), w("customXml")):
            yield from _cells(one)


def _is_on(switch: etree._Element | None) -> bool:
    return switch is not None and value(switch) not in OFF


def by_of(tracked: etree._Element) -> By:
    """Who made a tracked change, and when."""
    return By(value(tracked, "author"), value(tracked, "date"), tracked=True)


def counts(code: str) -> bool:
    """Whether a field gives a number that is no word of the author's."""
    return code.split()[:1] in ([name] for name in COUNTS)


def listing(code: str) -> bool:
    """Whether a field is the contents, whose lines Word gathers: they are nobody's words."""
    return code.split()[:1] == ["TOC"]


def _linked(code: str) -> str:
    """Where a field of a link leads, "" for another field."""
    words = code.split()
    if words[:1] != ["HYPERLINK"]:
        return ""
    parts = code.split('"')
    local = "\\l" in words
    address = parts[1] if len(parts) > 1 else (words[1] if len(words) > 1 else "")
    return f"#{address}" if local and not address.startswith("http") else address


def _symbol(one: etree._Element) -> str:
    code = value(one, "char")
    if code.upper() in SIGNS:
        return SIGNS[code.upper()]
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return "\ufffd"


def standing_in(tree: etree._Element, looks: Looks, links: Mapping[str, str] = NO_LINKS
                ) -> Standing:
    """What stands in a part of the file; `links` are its addresses by their relationships."""
    walk = _Walk(looks, links)
    body = tree.find(w("body"))
    walk.blocks(tree if body is None else body, walk.made.units)
    return walk.made


def words_of_units(units: list[Unit]) -> Iterator[str]:
    """The words of paragraphs and tables, a text each."""
    for unit in units:
        if unit.text.strip() and not (isinstance(unit, Paragraph) and unit.listing):
            yield unit.text.strip()


def furniture_words(tree: etree._Element, looks: Looks | None = None) -> str:
    """The words of a header or footer, the pages apart, a line a paragraph."""
    return "\n".join(words_of_units(standing_in(tree, looks or Looks.none()).units))


def standing_words(tree: etree._Element) -> tuple[str, ...]:
    """The words of a template that stand in every report, paragraphs and tables in order."""
    return tuple(words_of_units(standing_in(tree, Looks.none()).units))
