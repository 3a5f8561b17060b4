"""Our own lint of a Word file: what a validator of the format does not know, and an author meets.

`lint` gives a line a fault. It opens the file as Word does, part by part.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from zipfile import ZipFile

from lxml import etree
from openxml_audit import OpenXmlValidator
from python_calamine import CalamineWorkbook

NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
W = f"{{{NAMES['w']}}}"
# What no style can say: what a paragraph keeps with, its list, its page, its section, its style.
# Where a figure ends for its point to meet those over it depends on the figures, and the stop of a
# line of the contents on the page.
STRUCTURE = {"pStyle", "keepNext", "pageBreakBefore", "numPr", "sectPr", "ind", "tabs"}
EMPTY = {"Briefing After Table"}      # Word wants a paragraph there


class Opened:
    """A Word file, its parts by name."""

    def __init__(self, file: bytes) -> None:
        with ZipFile(io.BytesIO(file)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.body = self.tree("word/document.xml")
        self.styles = {s.get(f"{W}styleId"): s for s in find(self.tree("word/styles.xml"),
                                                            "./w:style")}

    def tree(self, name: str) -> etree._Element:
        return etree.fromstring(self.parts[name])

    def running(self) -> dict[str, etree._Element]:
        """Headers and footers."""
        return {name: self.tree(name) for name in self.parts
                if re.fullmatch(r"word/[\w]*(header|footer)\w*\.xml", name)}

    def style_name(self, paragraph: etree._Element) -> str:
        used = find(paragraph, "./w:pPr/w:pStyle/@w:val")
        style = self.styles.get(used[0]) if used else None
        return str(find(style, "./w:name/@w:val")[0]) if style is not None else ""

    def charts(self) -> Iterator[tuple[etree._Element, list[list[object]]]]:
        """Every chart with the cells of its workbook."""
        for name in self.parts:
            if re.fullmatch(r"word/charts/chart\d+\.xml", name):
                relations = self.tree(name.replace("charts/", "charts/_rels/") + ".rels")
                (target,) = [one.get("Target") for one in relations
                             if one.get("Type", "").endswith("/package")]
                book = io.BytesIO(self.parts["word/" + target.removeprefix("../").removeprefix(
                    "/word/")])
                sheet = CalamineWorkbook.from_filelike(book).get_sheet_by_index(0)
                yield self.tree(name), sheet.to_python()


def find(tree: etree._Element, path: str) -> list[etree._Element]:
    return tree.xpath(path, namespaces=NAMES)


def said(element: etree._Element) -> str:
    return "".join(find(element, ".//w:t/text()"))


def audit(file: bytes, path) -> list[str]:
    """What the validator of Open XML finds."""
    path.write_bytes(file)
    return [str(error) for error in OpenXmlValidator().validate(path).errors]


def lint(file: bytes) -> list[str]:
    """Every fault of our own file."""
    opened = Opened(file)
    return [*structure(opened), *formatting(opened), *tables(opened), *drawings(opened),
            *charts(opened), *fields(opened), *styles(opened), *lists(opened)]


def structure(opened: Opened) -> Iterator[str]:
    core = opened.tree("docProps/core.xml")
    if not [e for e in core if e.tag.endswith("}title") and e.text]:
        yield "the file has no title"
    if find(opened.tree("word/styles.xml"), "./w:docDefaults//w:lang/@w:val") != ["en-GB"]:
        yield "the language is not British English"
    names = find(opened.body, ".//w:bookmarkStart/@w:name")
    for name, count in Counter(names).items():
        if count > 1 or (name.startswith("_b_") and not re.fullmatch(r"_b_\w{1,37}", name)):
            yield f"the bookmark {name} is there {count} times"
    starts = find(opened.body, ".//w:bookmarkStart/@w:id")
    if sorted(starts) != sorted(find(opened.body, ".//w:bookmarkEnd/@w:id")) or len(
            set(starts)) < len(starts):
        yield "bookmarks begin and end unevenly"
    for anchor in set(find(opened.body, ".//w:hyperlink/@w:anchor")) - set(names):
        yield f"a link leads to {anchor}, which is not there"
    last = 0
    for paragraph in find(opened.body, ".//w:p"):
        heading = re.fullmatch(r"heading (\d)", opened.style_name(paragraph), re.IGNORECASE)
        if heading:
            if int(heading[1]) > last + 1 and last:
                yield f"a heading of level {heading[1]} follows one of {last}: {said(paragraph)}"
            last = int(heading[1])
        shows = find(paragraph, ".//w:t | .//w:drawing | .//w:pPr/w:sectPr | .//w:fldChar")
        in_cell = paragraph.getparent().tag == f"{W}tc"
        if not shows and not in_cell and opened.style_name(paragraph) not in EMPTY:
            yield f"an empty paragraph in {opened.style_name(paragraph)}"


def formatting(opened: Opened) -> Iterator[str]:
    for name, tree in {"the body": opened.body}.items():
        for one in find(tree, ".//w:rPr/*"):
            if one.tag != f"{W}rStyle" and not find(one, "./ancestor::w:sdt"):
                yield f"{name} has a run with direct {one.tag.removeprefix(W)}"
        for one in find(tree, ".//w:pPr/*"):
            if one.tag.removeprefix(W) not in STRUCTURE:
                yield f"{name} has a paragraph with direct {one.tag.removeprefix(W)}"
        for one in find(tree, ".//w:tcPr/*"):
            if one.tag.removeprefix(W) not in ("tcW", "gridSpan", "shd"):
                yield f"{name} has a cell with direct {one.tag.removeprefix(W)}"
        for paragraph in find(tree, ".//w:p"):
            if re.search(r" {3,}|\t", said(paragraph)):
                yield f"{name} sets words apart with spaces: {said(paragraph)[:40]}"
            if re.match(r"\s*[•·*–-]\s", said(paragraph)):
                yield f"a bullet is typed: {said(paragraph)[:40]}"


def tables(opened: Opened) -> Iterator[str]:
    for table in find(opened.body, ".//w:tbl"):
        rows = find(table, "./w:tr")
        if not find(table, "./w:tblPr/w:tblDescription/@w:val | ./w:tblPr/w:tblCaption/@w:val"):
            yield "a table has neither title nor description"
        if find(table, "./w:tblPr/w:tblCaption"):       # one of figures, not of layout
            if not find(rows[0], "./w:trPr/w:tblHeader"):
                yield "a table's head is not repeated"
            if [r for r in rows if not find(r, "./w:trPr/w:cantSplit")]:
                yield "a row may split"
        grid = len(find(table, "./w:tblGrid/w:gridCol"))
        for row in rows:
            spans = [int((find(c, "./w:tcPr/w:gridSpan/@w:val") or ["1"])[0])
                     for c in find(row, "./w:tc")]
            if sum(spans) != grid:
                yield f"a row has {sum(spans)} cells in a table of {grid} columns"
        for cell in find(table, ".//w:tc"):
            if cell[-1].tag != f"{W}p":
                yield "a cell does not end in a paragraph"


def drawings(opened: Opened) -> Iterator[str]:
    trees = [opened.body, *opened.running().values()]
    drawn = [one for tree in trees for one in find(tree, ".//wp:docPr")]
    for one in find(opened.body, ".//wp:docPr"):
        if not one.get("descr") and not one.xpath(".//*[local-name()='decorative']"):
            yield f"{one.get('name')} has no words for those who cannot see it"
    for number, count in Counter(one.get("id") for one in drawn).items():
        if count > 1:
            yield f"{count} drawings have the number {number}"


def charts(opened: Opened) -> Iterator[str]:
    """A chart's stored values are those of its workbook, and its axes are there."""
    for chart, sheet in opened.charts():
        axes = set(find(chart, "//c:catAx/c:axId/@val | //c:valAx/c:axId/@val"))
        used = set(find(chart, "//c:plotArea/*[not(self::c:catAx or self::c:valAx)]/c:axId/@val"))
        if axes != used:
            yield f"a chart uses the axes {used} and has {axes}"
        for stored in find(chart, "//c:val/c:numRef"):
            formula = find(stored, "./c:f")[0].text or ""
            place = re.fullmatch(r".*!\$([A-Z]+)\$(\d+):\$\1\$(\d+)", formula)
            if place is None:
                yield f"a chart refers to {formula}"
                continue
            column = 0
            for letter in place[1]:
                column = column * 26 + ord(letter) - ord("A") + 1
            cells = [row[column - 1] for row in sheet[int(place[2]) - 1:int(place[3])]]
            kept = {int(p.get("idx")): float(p[0].text) for p in find(stored, ".//c:pt")}
            if kept != {n: float(cell) for n, cell in enumerate(cells) if cell != ""}:
                yield f"a chart shows other figures than its workbook at {formula}"


def fields(opened: Opened) -> Iterator[str]:
    for name, tree in {"body": opened.body, **opened.running()}.items():
        kinds = Counter(find(tree, ".//w:fldChar/@w:fldCharType"))
        if len(set(kinds.values())) > 1:
            yield f"{name}: fields do not end: {dict(kinds)}"
    if find(opened.tree("word/settings.xml"), "./w:updateFields"):
        yield "Word would ask on opening whether to update the fields"


def styles(opened: Opened) -> Iterator[str]:
    used = set()
    for tree in (opened.body, *opened.running().values()):
        used |= set(find(tree, ".//w:pStyle/@w:val|.//w:rStyle/@w:val|.//w:tblStyle/@w:val"))
    used |= {v for s in opened.styles.values() for v in find(s, "./w:basedOn/@w:val")}
    for name in used - set(opened.styles):
        if name != "PlaceholderText":      # of a template's own controls; Word knows it
            yield f"the style {name} is not there"


def lists(opened: Opened) -> Iterator[str]:
    """Every list used is there, and an ordered one starts anew."""
    numbering = opened.tree("word/numbering.xml")
    there = set(find(numbering, "./w:num/@w:numId"))
    kinds = set(find(numbering, "./w:abstractNum/@w:abstractNumId"))
    for number in set(find(opened.body, ".//w:numPr/w:numId/@w:val")):
        if number not in there:
            yield f"the list {number} is not there"
        elif not find(numbering, f"./w:num[@w:numId='{number}']//w:startOverride[@w:val='1']"):
            yield f"the list {number} goes on from another"
    for kind in set(find(numbering, "./w:num/w:abstractNumId/@w:val")) - kinds:
        yield f"the kind of list {kind} is not there"
