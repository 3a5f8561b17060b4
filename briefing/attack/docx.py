"""A finished Word file read back: words, alt texts, charts with their workbooks, other parts."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any
from zipfile import ZipFile

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook

from briefing.attack.lines import Line
from briefing.attack.pdf import Hidden
from briefing.attack.word_lines import Trace, lines_of, trace_in
from briefing.files import BROKEN, opened_zip, xml_of
from briefing.periods import MONTH_NAMES
from briefing.problems import Place, Problem
from briefing.reading.word.anchors import TRACE

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
# Parts whose numbers are sizes, colours and addresses.
FORMAL = re.compile(r"\[Content_Types\]\.xml|.*\.rels|word/(numbering|fontTable|webSettings)"
                    r"\.xml|word/theme/.*|customXml/itemProps\d+\.xml|"
                    r"docProps/thumbnail.*|word/media/.*|word/fonts/.*")
# What an office program counts, and dates: of no figures.
COUNTED = {"created", "modified", "revision", "lastPrinted", "Pages", "Words", "Characters",
           "CharactersWithSpaces", "Lines", "Paragraphs", "TotalTime", "AppVersion", "DocSecurity"}
# The trace: its words stand in pieces, and what it says of them are looks, sums and addresses.
T = f"{{{TRACE}}}"
WHOLE = (f"{T}anchor", f"{T}cell")
PIECES = (f"{T}text", f"{T}figure", f"{T}number")
OF_FORM = ("form", "kind", "level", "emphasis", "target", "book", "words")
LINKS = "word/_rels/document.xml.rels"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A series of a chart, as a part of the file holds it: its name, and (label, value) pairs.

    `first` is the chart's main one; `axis` are the ends of the value axis, "" where they are open.
    """

    place: str
    name: str
    points: tuple[tuple[str, str], ...]
    first: bool
    axis: tuple[str, str] = ("", "")
    chart: int = 0              # which of the file's charts


Axis = tuple[str, str, str]     # from, to and the step of its marks, "" where it is open


@dataclass(frozen=True, slots=True)
class ReadDocx:
    """The whole file: paragraphs of the body, alt texts, series of charts, all other words."""

    paragraphs: tuple[str, ...]
    alts: tuple[str, ...]
    drawn: tuple[Drawn, ...]
    hidden: tuple[Hidden, ...]
    marked: tuple[tuple[str, str, str], ...]    # place, a fact's identity, the number beside it
    said_of: Mapping[int, str]      # the alt text of each chart
    lines: tuple[Line, ...]         # of the body
    links: tuple[str, ...]          # addresses outside the file
    trace: Trace                    # what a part of its own repeats of it
    custom: tuple[Hidden, ...]      # what other such parts say
    axes: Mapping[int, tuple[Axis, ...]]    # the value axes of each chart
    formats: Mapping[int, tuple[str, ...]]  # the words in the formats of its numbers


A_PAGE = re.compile(r"\d{1,4}")
# The ids of what is said, "referrals.volume/change.1", of which the last counts statements.
STATEMENTS = re.compile(r"(?:[\w.-]+/[a-z_]+\.\d{1,3} ?)+")
# A fact is of a month or year; others' figures are also of quarters, "999:national:Q2 2024/25".
FACT = re.compile(r"(?<![\w.-])([\w.-]+):([a-z0-9_.]+):"
                  r"(\d{4}(?:-\d\d|/\d\d)?|Q[1-4] (?:19|20)\d\d/\d\d"
                  rf"|(?:{'|'.join(MONTH_NAMES)}) (?:19|20)\d\d)(?![\w-])")
BESIDE = re.compile(r"(?<![\w.,])([−£\d][\d,.]*%?)[^;:.]{0,30}? is " + FACT.pattern)


# "heading 1", "toc 2", "List Bullet 3", "Grid Table 4 Accent 1": Word's own
OWN_STYLE = re.compile(r"[A-Za-z .()-]+(?: [1-9])?(?: Accent [1-6])?(?: Char)?")
OWN_BOOKMARK = re.compile(r"_b_\w*_[0-9a-f]{8}|_Toc\d+|_GoBack")
OWN_FIELDS = ("PAGEREF", "PAGE", "NUMPAGES", "SEQ", "TOC", "REF", "HYPERLINK", "STYLEREF")


def read_docx(content: bytes) -> ReadDocx:
    """The Word file's words; raises ValueError when it is none."""
    paragraphs: list[str] = []
    alts: list[str] = []
    drawn: list[Drawn] = []
    hidden: list[Hidden] = []
    bookmarks: set[str] = set()
    marked: list[tuple[str, str, str]] = []
    said_of: dict[int, str] = {}
    lines: list[Line] = []
    links: list[str] = []
    trace = Trace()
    custom: list[Hidden] = []
    axes: dict[int, tuple[Axis, ...]] = {}
    formats: dict[int, tuple[str, ...]] = {}
    try:
        with _unpacked(content) as archive:
            for name in archive.namelist():
                if name.endswith(".rels"):
                    links += _outside(xml_of(archive.read(name)))
                if FORMAL.fullmatch(name):
                    continue
                part = archive.read(name)
                if name.endswith(".xlsx"):
                    drawn += _workbook(name, part)
                    hidden += _inside(name, part)
                elif name.endswith((".xml", ".vml")):
                    tree = xml_of(part)
                    marked += _facts(name, tree)
                    if name == "word/document.xml":
                        paragraphs += _paragraphs(tree)
                        lines += lines_of(tree, _words_of)
                        bookmarks |= {(each.get(f"{W}name") or "").rpartition("_")[2]
                                      for each in tree.iter(f"{W}bookmarkStart")}
                        alts += [each.get("descr") for each in tree.iter(f"{WP}docPr")
                                 if each.get("descr")]
                        hidden += (*_table_words(tree), *_codes(tree))
                        if LINKS in archive.namelist():
                            said_of = _said_of(tree, etree.fromstring(archive.read(LINKS)))
                    elif name.startswith("word/charts/") and tree.tag == f"{C}chartSpace":
                        drawn += _chart(name, tree)
                        axes[_chart_number(name)] = tuple(_axes(tree))
                        formats[_chart_number(name)] = tuple(_formats(tree))
                        hidden += [Hidden(name, "".join(each.itertext()))
                                   for each in tree.iter(f"{A}p")]
                    else:
                        hidden += _words(name, tree)
                        if tree.tag == f"{T}trace":
                            if trace.lines:     # there is one alone
                                custom += (Hidden(name, words) for words in tree.itertext())
                            else:
                                trace = trace_in(tree)
                        elif name.startswith("customXml/"):
                            custom += (Hidden(name, words) for words in tree.itertext())
                else:
                    hidden.append(Hidden(name, part.decode("utf-8", "replace")))
    except (*BROKEN, KeyError, IndexError, TypeError, etree.XMLSyntaxError, CalamineError) as fault:
        raise ValueError(str(fault)) from None
    said = {words.strip() for words in paragraphs} | {""}
    # the trace repeats what charts draw, which is examined where it is drawn
    said |= {words.strip() for one in drawn for words in (one.name, *chain(*one.points))}
    own = [one for one in hidden if not _in_the_body(one, said, bookmarks)]
    return ReadDocx(tuple(paragraphs), tuple(alts), tuple(drawn), tuple(own), tuple(marked),
                    said_of, tuple(lines), tuple(links), trace, tuple(custom), axes,
                    formats)


def _unpacked(content: bytes) -> ZipFile:
    """The zip file; raises one of BROKEN when it is none, or unpacks to too much."""
    problems: list[Problem] = []
    archive = opened_zip(content, Place(""), problems)
    if archive is None:
        raise ValueError(problems[0].what.rstrip("."))
    return archive


def _in_the_body(one: Hidden, said: set[str], bookmarks: set[str]) -> bool:
    """Whether a custom part repeats what the body says, or an id that a bookmark of it is made of.

    A table is repeated a line a row, its cells parted by " | ".
    """
    if not one.place.startswith("customXml/"):
        return False
    if one.place.endswith(", id"):
        return f"{zlib.crc32(one.text.encode()):08x}" in bookmarks
    return all(line.strip() in said or all(cell.strip() in said for cell in line.split(" | "))
               for line in one.text.split("\n"))


def _paragraphs(tree: Any) -> Iterator[str]:
    return map(_words_of, tree.iter(f"{W}p"))


def _words_of(paragraph: Any) -> str:
    pages = _pages(paragraph)
    return "".join((each.text or "") if each.tag in (f"{W}t", f"{W}delText") else " "
                   for each in paragraph.iter(f"{W}t", f"{W}delText", f"{W}tab", f"{W}br")
                   if each not in pages)


def _pages(paragraph: Any) -> set[Any]:
    """The page numbers of a line of the contents, which are no figures of the report."""
    found: set[Any] = set()
    code, shown = "", False
    for each in paragraph.iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
        kind = each.get(f"{W}fldCharType")
        if kind is not None:
            code, shown = ("" if kind == "begin" else code), kind == "separate"
        elif each.tag == f"{W}instrText":
            code += each.text or ""
        elif shown and code.split()[:1] == ["PAGEREF"] and A_PAGE.fullmatch(each.text or ""):
            found.add(each)
    return found


def _table_words(tree: Any) -> Iterator[Hidden]:
    for tag in ("tblCaption", "tblDescription", "alias", "tag"):
        for each in tree.iter(f"{W}{tag}"):
            yield Hidden(f"word/document.xml, {tag}", each.get(f"{W}val") or "")
    for each in tree.iter(f"{WP}docPr"):
        yield Hidden("word/document.xml, title", each.get("title") or "")
        yield Hidden("word/document.xml, name", re.sub(r"\d+$", "", each.get("name") or ""))
    for each in tree.iter():
        if isinstance(each.tag, str) and each.get("descr") and each.tag != f"{WP}docPr":
            yield Hidden("word/document.xml, alt text", each.get("descr"))


def _codes(tree: Any) -> Iterator[Hidden]:
    """Names of bookmarks that are not made of a statement's id, and fields that we do not write."""
    for each in tree.iter(f"{W}bookmarkStart"):
        if not OWN_BOOKMARK.fullmatch(each.get(f"{W}name") or ""):
            yield Hidden("word/document.xml, bookmark", re.sub(
                r"[_\W]+", " ", each.get(f"{W}name") or ""))
    for each in tree.iter(f"{W}instrText", f"{W}fldSimple"):
        code = each.text if each.tag == f"{W}instrText" else each.get(f"{W}instr")
        if (code or "").split()[:1] and code.split()[0] not in OWN_FIELDS:
            yield Hidden("word/document.xml, field", code)


def _words(name: str, tree: Any) -> Iterator[Hidden]:
    """Every text of a part; of the settings only variables, of properties no dates or counts."""
    if name == "word/settings.xml":
        for each in tree.iter(f"{W}docVar"):
            yield Hidden(f"{name}, variable", f"{each.get(f'{W}name')} {each.get(f'{W}val')}")
        return
    if name == "word/styles.xml":
        for each in tree.iter(f"{W}style"):
            named = each.find(f"{W}name")
            words = "" if named is None else named.get(f"{W}val") or ""
            if not OWN_STYLE.fullmatch(words):
                yield Hidden(f"{name}, style", words)
        return
    said = list(_paragraphs(tree))
    if said:
        yield from (Hidden(name, words) for words in said)
        return
    for each in tree.iter():
        if isinstance(each.tag, str):
            local = etree.QName(each).localname
            if local in COUNTED:
                continue
            if each.tag in WHOLE:
                yield Hidden(f"{name}, {local}", "".join(each.itertext()))
            elif each.text and each.text.strip() and each.tag not in PIECES:
                yield Hidden(f"{name}, {local}", each.text)
            if name.startswith("customXml/"):
                yield from (Hidden(f"{name}, {local}, {key}", value)
                            for key, value in each.attrib.items()
                            if not FACT.fullmatch(value) and not STATEMENTS.fullmatch(value)
                            and not (each.tag.startswith(T) and key in OF_FORM))


def _facts(name: str, tree: Any) -> Iterator[tuple[str, str, str]]:
    """Numbers that stand beside a fact's identity, in one element or in "7 is x:current:2022-07".
    """
    for each in tree.iter():
        if not isinstance(each.tag, str):
            continue
        values = [value for value in each.attrib.values() if value]
        own = each.text or ""
        for value in values:
            match = FACT.fullmatch(value)
            if match:
                beside = [other for other in [own, *values] if other != value and other.strip()
                          and not STATEMENTS.fullmatch(other)]
                yield from ((name, match[0], other) for other in beside
                            if re.search(r"\d", other) and not FACT.search(other))
        for match in BESIDE.finditer(own):
            yield name, ":".join(match.groups()[1:]), match[1]


def _chart(name: str, tree: Any) -> Iterator[Drawn]:
    axis = next(iter(tree.iter(f"{C}valAx")), None)
    ends = ("", "")
    if axis is not None:
        low, high = (next(iter(axis.iter(f"{C}{end}")), None) for end in ("min", "max"))
        ends = ("" if low is None else low.get("val"), "" if high is None else high.get("val"))
    for series in tree.iter(f"{C}ser"):
        # columns stand before lines in the file, whatever the chart is of
        order = series.find(f"{C}order")
        first = order is not None and order.get("val") == "0"
        title = series.find(f"{C}tx")
        labels = _cached(series.find(f"{C}cat"))
        along = series.find(f"{C}xVal")     # of dots along a line
        values = _cached(along if along is not None else series.find(f"{C}val"))
        points = tuple((labels.get(at, ""), value) for at, value in sorted(values.items()))
        yield Drawn(name, _text(title), points, first, ends, _chart_number(name))


def _axes(tree: Any) -> Iterator[Axis]:
    """The value axes of a chart that are drawn."""
    for axis in tree.iter(f"{C}valAx"):
        deleted = axis.find(f"{C}delete")
        if deleted is None or deleted.get("val") not in ("1", "true"):
            ends = [next(iter(axis.iter(f"{C}{end}")), None) for end in ("min", "max", "majorUnit")]
            low, high, step = ("" if end is None else end.get("val") or "" for end in ends)
            yield low, high, step


def _formats(tree: Any) -> Iterator[str]:
    """The words in the formats of a chart's numbers."""
    for each in tree.iter(f"{C}numFmt", f"{C}formatCode"):
        yield from re.findall(r'"([^"]+)"', each.get("formatCode") or each.text or "")


def _outside(links: Any) -> Iterator[str]:
    """The addresses outside the file that a part leads to."""
    for each in links.iter():
        if isinstance(each.tag, str) and each.get("TargetMode") == "External":
            yield each.get("Target") or ""


def _text(title: Any) -> str:
    return "" if title is None else "".join(v.text or "" for v in title.iter(f"{C}v"))


def _cached(found: Any) -> dict[int, str]:
    if found is None:
        return {}
    return {int(point.get("idx")): (point.findtext(f"{C}v") or "")
            for point in found.iter(f"{C}pt")}


def _workbook(name: str, part: bytes) -> Iterator[Drawn]:
    opened = CalamineWorkbook.from_filelike(io.BytesIO(part))
    for sheet in opened.sheet_names:
        rows = opened.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        for column in range(1, max((len(row) for row in rows), default=0)):
            yield Drawn(f"{name}, sheet {sheet}", str(rows[0][column]), tuple(
                (str(row[0]), _number(row[column])) for row in rows[1:]
                if column < len(row) and row[column] not in ("", None)), column == 1,
                chart=_chart_number(name))


def _chart_number(name: str) -> int:
    """The number in the name of a chart's part or workbook: "word/charts/chart12.xml"."""
    digits = re.search(r"(\d+)\.", name.rpartition("/")[2])
    return int(digits[1]) if digits else 0


def _said_of(document: Any, links: Any) -> dict[int, str]:
    """The alt text of each chart by its number: the body names its part by a link."""
    parts = {each.get("Id"): each.get("Target") or "" for each in links.iter()
             if isinstance(each.tag, str)}
    said: dict[int, str] = {}
    for drawing in document.iter(f"{WP}inline", f"{WP}anchor"):
        chart = next(drawing.iter(f"{C}chart"), None)
        words = next(drawing.iter(f"{WP}docPr"), None)
        if chart is not None and words is not None:
            part = parts.get(chart.get(f"{R}id"), "")
            said[_chart_number(part)] = words.get("descr") or ""
    return said


def _number(found: object) -> str:
    return f"{found:.10g}" if isinstance(found, float) else str(found)


def _inside(name: str, part: bytes) -> Iterator[Hidden]:
    """What a workbook says besides its cells: properties, comments, words without a figure."""
    opened = CalamineWorkbook.from_filelike(io.BytesIO(part))
    for sheet in opened.sheet_names:
        for row in opened.get_sheet_by_name(sheet).to_python(skip_empty_area=False):
            if row and isinstance(row[0], str) and not any(
                    cell not in ("", None) for cell in row[1:]):
                yield Hidden(f"{name}, sheet {sheet}", row[0])
    with _unpacked(part) as archive:
        for inner in archive.namelist():
            if inner.startswith("docProps/core") or "comment" in inner or "customXml" in inner:
                yield from _words(f"{name}, {inner}", xml_of(archive.read(inner)))
