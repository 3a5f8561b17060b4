"""The text of a Word file as it stands, by the bookmarks that anchor it.

Tracked deletions are left out, insertions taken, and paragraphs joined whose mark is deleted. The
results of caption numbers, the lines of the contents and what stands in drawings are no words of
ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from briefing.reading.word.anchors import PREFIX
from briefing.reading.word.parts import value, w

GONE = {w(one) for one in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid",
                           "trPr", "tcPr", "drawing", "pict", "object", "sectPr", "instrText",
                           "delText", "delInstrText")}  # fmt: skip
MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
COUNTS = ("SEQ", "PAGEREF")    # fields whose results Word works out: numbers, and nobody's words


def counts(code: str) -> bool:
    """Whether a field gives a number that is no word of the author's."""
    return code.split()[:1] in ([one] for one in COUNTS)


def listing(code: str) -> bool:
    """Whether a field is the contents, whose lines Word gathers: they are nobody's words."""
    return code.split()[:1] == ["TOC"]


@dataclass(slots=True)
class Standing:
    """The words at each anchor by its bookmark's name, and those at none.

    `places` number the paragraphs, so that what stands before what is known.
    """

    texts: dict[str, str] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    loose: list[tuple[int, str]] = field(default_factory=list)


@dataclass(slots=True)
class _Paragraph:
    """A paragraph while it is read: its words, and the anchors that begin in it, with where."""

    table: etree._Element | None
    text: str = ""
    starts: list[tuple[int, str]] = field(default_factory=list)


@dataclass(slots=True)
class _Walk:
    """The paragraphs in reading order, and where every anchor begins and ends."""

    paragraphs: list[_Paragraph] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    begins: dict[str, tuple[int, int]] = field(default_factory=dict)
    ends: dict[str, tuple[int, int]] = field(default_factory=dict)
    open: bool = False          # the last paragraph goes on: its mark is deleted
    field_code: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)

    def element(self, one: etree._Element, table: etree._Element | None, inside: bool) -> None:
        """Take in an element, `inside` a paragraph or not, in the innermost table that holds it."""
        if one.tag == w("instrText") and self.field_code:
            self.field_code[-1] += one.text or ""
        elif not isinstance(one.tag, str) or one.tag in GONE or one.tag == MARKUP:
            return
        elif one.tag == w("bookmarkStart"):
            self._begin(one, inside)
        elif one.tag == w("bookmarkEnd"):
            self._end(one)
        elif one.tag == w("p"):
            self._paragraph(one, table)
        elif one.tag == w("tbl"):
            self._children(one, one, False)
        elif one.tag == w("fldChar"):
            self._field(value(one, "fldCharType"))
        elif one.tag == w("fldSimple"):
            if not counts(value(one, "instr")):
                self._children(one, table, inside)
        elif inside and one.tag == w("t"):
            self._say(one.text or "")
        elif inside and one.tag in (w("tab"), w("br"), w("cr")):
            self._say(" ")
        elif inside and one.tag == w("noBreakHyphen"):
            self._say("\u2011")
        else:
            self._children(one, table, inside)

    def _children(self, one: etree._Element, table: etree._Element | None, inside: bool) -> None:
        for child in one:
            self.element(child, table, inside)

    def _paragraph(self, one: etree._Element, table: etree._Element | None) -> None:
        if not self.open:
            self.paragraphs.append(_Paragraph(table))
        self.field_code = [code for code in self.field_code if listing(code)]
        for name in self.waiting:
            self._place(name)
        self.waiting = []
        self._children(one, table, True)
        mark = f"{w('pPr')}/{w('rPr')}/"
        self.open = any(one.find(mark + w(gone)) is not None for gone in ("del", "moveFrom"))

    def _say(self, words: str) -> None:
        if not any(counts(code) or listing(code) for code in self.field_code):
            self.paragraphs[-1].text += words

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.field_code.append("")
        elif kind == "end" and self.field_code:
            self.field_code.pop()

    def _begin(self, one: etree._Element, inside: bool) -> None:
        name = value(one, "name")
        if name.startswith(PREFIX):
            self.names[value(one, "id")] = name
            if inside:
                self._place(name)
            else:
                self.waiting.append(name)       # between paragraphs: it begins with the next

    def _place(self, name: str) -> None:
        self.field_code = [code for code in self.field_code if not listing(code)]
        last = self.paragraphs[-1]
        self.begins[name] = len(self.paragraphs) - 1, len(last.text)
        last.starts.append((len(last.text), name))

    def _end(self, one: etree._Element) -> None:
        name = self.names.get(value(one, "id"))
        if name is not None and self.paragraphs:
            self.ends[name] = len(self.paragraphs) - 1, len(self.paragraphs[-1].text)


def standing_text(tree: etree._Element, tables: set[str]) -> Standing:
    """The text of the document's part; the bookmarks in `tables` anchor a whole table each."""
    walk = _Walk()
    walk.element(tree, None, False)
    found = Standing()
    taken: set[int] = set()
    whole: set[etree._Element] = set()
    for name, begin in walk.begins.items():
        found.places[name] = begin[0]
        if name in tables:
            rows = walk.paragraphs[begin[0]].table
            taken.add(begin[0])
            if rows is not None:
                whole.add(rows)
                found.texts[name] = _rows(rows)
            continue
        covered = _covered(walk, name, begin, walk.ends.get(name, begin))
        if covered is not None:
            found.texts[name], places = covered
            taken.update(places)
    held = {walk.paragraphs[place].table for place, _ in walk.begins.values()}
    for n, one in enumerate(walk.paragraphs):
        if n in taken or one.table in whole or not one.text.strip():
            continue
        if one.table is not None and one.table not in held and len(one.table.findall(w("tr"))) > 1:
            whole.add(one.table)        # a table that holds no anchor is said as one
            found.loose.append((n, _rows(one.table)))
        else:
            found.loose.append((n, one.text))
    return found


def _covered(
    walk: _Walk, name: str, begin: tuple[int, int], end: tuple[int, int]
) -> tuple[str, range] | None:
    """The words of an anchor and the paragraphs that they stand in; None where nothing is left.

    Words beside the anchor belong to it, up to the next one: an author writes on at its end.
    """
    last = end[0]
    if last > begin[0] and end[1] == 0:
        last -= 1       # the end has slipped to the head of the next paragraph
    empty = (begin[0], begin[1]) == (end[0], end[1])
    said: list[str] = []
    for number in range(begin[0], max(last, begin[0]) + 1):
        one = walk.paragraphs[number]
        others = [at for at, other in one.starts if other != name]
        start, stop = 0, len(one.text)
        if number == begin[0] and any(at <= begin[1] for at in others):
            start = begin[1]
        later = [at for at, other in one.starts
                 if other != name and at >= (begin[1] if number == begin[0] else 0)]
        if later and (number > begin[0] or min(later) > begin[1] or empty):
            stop = min(later)
        said.append(one.text[start:stop])
    words = "\n".join(said).strip("\n")
    if empty and not words.strip():
        return None
    return words.strip(), range(begin[0], max(last, begin[0]) + 1)


# ── tables ──────────────────────────────────────────────────────────────────────────────────────


def _rows(table: etree._Element) -> str:
    """The words of a table, a line a row, the cells parted by " | "."""
    lines = []
    for row in table.iter(w("tr")):
        if row.find(f"{w('trPr')}/{w('del')}") is None:
            lines.append(" | ".join(" ".join(_paragraphs(cell)) for cell in row.iter(w("tc"))))
    return "\n".join(lines)


def _paragraphs(cell: etree._Element) -> Iterator[str]:
    walk = _Walk()
    walk.element(cell, None, False)
    return (one.text.strip() for one in walk.paragraphs if one.text.strip())
