"""A finished PDF read back: words by the tag they are marked with, alt texts, what is hidden."""

from __future__ import annotations

import ctypes
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as raw

from briefing.attack.lines import Line
from briefing.attack.structure import Structure, lines_in, read_structure

# What is read elsewhere, or has no words: of the file, of its names and of a page. All else is no
# part of a report of ours, and whatever it says is read.
OF_FILE = {"/Type", "/Version", "/Extensions", "/Pages", "/Outlines", "/OutputIntents", "/PageMode",
           "/PageLayout", "/MarkInfo", "/Lang", "/Metadata", "/StructTreeRoot",
           "/ViewerPreferences", "/AcroForm", "/AF", "/Names"}
OF_NAMES = {"/EmbeddedFiles"}
OF_PAGE = {"/Type", "/Parent", "/Resources", "/Contents", "/Annots", "/MediaBox", "/CropBox",
           "/TrimBox", "/BleedBox", "/ArtBox", "/Rotate", "/Tabs", "/StructParents", "/Group"}
WIDE = ctypes.POINTER(ctypes.c_ushort)


@dataclass(frozen=True, slots=True)
class Span:
    """Text drawn at one go: its page, the tag of its marked content ("" for none), the words.

    `content` is the number of that marked content on its page, -1 for none.
    """

    page: int
    tag: str
    text: str
    content: int = -1


@dataclass(frozen=True, slots=True)
class Hidden:
    """Words that are not on a page: where they are, and what they say."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Alt:
    """A figure's words for those who cannot see it, and its marked contents by page and number."""

    text: str
    contents: frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class ReadPdf:
    """The whole file: spans in the order they are drawn, alt texts, hidden words, attachments.

    `lines` are those of the body, in the order in which they are read out, `links` addresses
    outside the file.
    """

    spans: tuple[Span, ...]
    alts: tuple[Alt, ...]
    hidden: tuple[Hidden, ...]
    attached: tuple[tuple[str, bytes], ...]
    lines: tuple[Line, ...]
    links: tuple[str, ...] = ()


def read_pdf(content: bytes) -> ReadPdf:
    """The PDF's words; raises ValueError when it is none."""
    try:
        with pikepdf.open(io.BytesIO(content)) as opened:
            structure = read_structure(opened)
            hidden = [*(Hidden(*each) for each in structure.hidden), *_about(opened)]
            links = tuple(_links(opened))
            attached = tuple((name, opened.attachments[name].get_file().read_bytes())
                             for name in opened.attachments)
    except (pikepdf.PdfError, AttributeError, KeyError, TypeError, RuntimeError) as fault:
        raise ValueError(str(fault)) from None      # its parts are not what they ought to be
    try:
        with pypdfium2.PdfDocument(content) as pages:
            spans = tuple(span for n, page in enumerate(pages, 1) for span in _spans(n, page))
    except pypdfium2.PdfiumError as fault:
        raise ValueError(str(fault)) from None
    alts = tuple(Alt(*each) for each in structure.alts)
    return ReadPdf(spans, alts, tuple(hidden), attached, tuple(_lines(structure, spans, alts)),
                   links)


def _links(opened: pikepdf.Pdf) -> Iterator[str]:
    """What the notes on pages lead to outside the file, or do."""
    for page in opened.pages:
        for note in page.get("/Annots", []):
            for held in (note.get(key) for key in ("/A", "/AA")):
                if held is not None and held.get("/S") == "/URI":
                    yield str(held.get("/URI", ""))
                elif held is not None and held.get("/S") != "/GoTo":
                    yield " ".join(_words_in(held))


def _lines(structure: Structure, spans: Sequence[Span], alts: Iterable[Alt]) -> Iterator[Line]:
    """The lines as they are read out, then what is drawn on a page and is in none of them."""
    drawn: dict[tuple[int, int], list[str]] = {}
    for span in spans:
        if span.content >= 0:
            drawn.setdefault((span.page, span.content), []).append(span.text)
    known = {content for alt in alts for content in alt.contents}
    for line in lines_in(structure.whole):
        known.update(*line.cells)
        yield Line(tuple(" ".join(text for content in cell for text in drawn.get(content, ()))
                         for cell in line.cells), entry=line.entry)
    for content, texts in drawn.items():
        if content not in known:
            yield Line((" ".join(texts),))
    yield from (Line((span.text,)) for span in spans
                if span.content < 0 and span.tag != "Artifact")


def _spans(number: int, page: Any) -> Iterator[Span]:
    words = page.get_textpage()
    for n in range(raw.FPDFPage_CountObjects(page)):
        drawn = raw.FPDFPage_GetObject(page, n)
        if raw.FPDFPageObj_GetType(drawn) == raw.FPDF_PAGEOBJ_TEXT:
            size = raw.FPDFTextObj_GetText(drawn, words, None, 0)
            held = ctypes.create_string_buffer(size)
            raw.FPDFTextObj_GetText(drawn, words, ctypes.cast(held, WIDE), size)
            text = held.raw.decode("utf-16-le", "replace").rstrip("\0")
            yield Span(number, _tag(drawn), text, raw.FPDFPageObj_GetMarkedContentID(drawn))


def _tag(drawn: Any) -> str:
    marks = raw.FPDFPageObj_CountMarks(drawn)
    if marks < 1:
        return ""
    mark = raw.FPDFPageObj_GetMark(drawn, marks - 1)
    held, size = ctypes.create_string_buffer(128), ctypes.c_ulong()
    raw.FPDFPageObjMark_GetName(mark, ctypes.cast(held, WIDE), 128, ctypes.byref(size))
    return held.raw[: size.value].decode("utf-16-le", "replace").rstrip("\0")


def _about(opened: pikepdf.Pdf) -> list[Hidden]:
    found = [Hidden(f"property {key[1:]}", str(value))
             for key, value in opened.docinfo.items()
             if key not in ("/CreationDate", "/ModDate", "/Producer", "/Creator")]
    with opened.open_outline() as outline:
        waiting = list(outline.root)
        while waiting:
            entry = waiting.pop(0)
            found.append(Hidden("bookmark", entry.title))
            waiting += list(entry.children)
    found += [Hidden("attachment's name", name) for name in opened.attachments]
    for page in opened.pages:
        for note in page.get("/Annots", []):
            found += [Hidden("annotation", str(note[key])) for key in ("/Contents", "/TU", "/T")
                      if key in note]
    return [*found, *_fields(opened), *_others(opened)]


def _others(opened: pikepdf.Pdf) -> Iterator[Hidden]:
    """What stands in parts of the file that a report of ours does not have: names of layers and
    pages, scripts, an editor's own notes."""
    places: list[tuple[str, Any, set[str]]] = [
        ("file", opened.Root, OF_FILE), ("names", opened.Root.get("/Names"), OF_NAMES),
        *((f"page {n}", page.obj, OF_PAGE) for n, page in enumerate(opened.pages, 1))]
    for place, holder, ours in places:
        for key, held in holder.items() if holder is not None else ():
            if key not in ours:
                # "plans3" is a number too
                words = re.sub(r"(?<=[^\W\d])(?=\d)", " ", " ".join(_words_in(held)))
                yield Hidden(f"{place}, {key[1:]}", words)


def _words_in(held: Any) -> Iterator[str]:
    """Every text, name and number in a part of the file, but for pages, which are read as such."""
    waiting, seen = [held], set()
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Object) and each.is_indirect:
            if each.objgen in seen:
                continue
            seen.add(each.objgen)
        if isinstance(each, pikepdf.Array):
            waiting += list(each)[::-1]
        elif isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            if each.get("/Type") != "/Page":
                for key, value in each.items():
                    yield key[1:]
                    waiting.append(value)
            if isinstance(each, pikepdf.Stream):
                yield each.read_bytes().decode("utf-8", "replace")
        else:
            yield str(each).removeprefix("/")


def _fields(opened: pikepdf.Pdf) -> Iterator[Hidden]:
    """What the fields of a form hold; a report of ours has none."""
    form = opened.Root.get("/AcroForm")
    waiting = list(form.get("/Fields", [])) if form is not None else []
    while waiting:
        field = waiting.pop(0)
        for key in ("/T", "/TU", "/V", "/DV"):
            if key in field:
                yield Hidden("form's field", str(field[key]))
        waiting += list(field.get("/Kids", []))
