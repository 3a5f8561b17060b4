"""A finished PDF read back: words by the tag they are marked with, alt texts, what is hidden."""

from __future__ import annotations

import ctypes
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as raw

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
    """The whole file: spans in the order they are drawn, alt texts, hidden words, attachments."""

    spans: tuple[Span, ...]
    alts: tuple[Alt, ...]
    hidden: tuple[Hidden, ...]
    attached: tuple[tuple[str, bytes], ...]


def read_pdf(content: bytes) -> ReadPdf:
    """The PDF's words; raises ValueError when it is none."""
    try:
        with pikepdf.open(io.BytesIO(content)) as opened:
            alts, hidden = _structure(opened)
            hidden += _about(opened)
            attached = tuple((name, opened.attachments[name].get_file().read_bytes())
                             for name in opened.attachments)
    except (pikepdf.PdfError, AttributeError, KeyError, TypeError, RuntimeError) as fault:
        raise ValueError(str(fault)) from None      # its parts are not what they ought to be
    try:
        with pypdfium2.PdfDocument(content) as pages:
            spans = tuple(span for n, page in enumerate(pages, 1) for span in _spans(n, page))
    except pypdfium2.PdfiumError as fault:
        raise ValueError(str(fault)) from None
    return ReadPdf(spans, tuple(alts), tuple(hidden), attached)


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


def _structure(opened: pikepdf.Pdf) -> tuple[list[Alt], list[Hidden]]:
    """The alt texts of figures in reading order, and replacement and expansion texts."""
    alts: list[Alt] = []
    pages = {page.objgen: n for n, page in enumerate(opened.pages, 1)}
    hidden: list[Hidden] = []
    root = opened.Root.get("/StructTreeRoot")
    waiting: list[Any] = [root.get("/K")] if root is not None else []
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Array):
            waiting += list(each)[::-1]
        elif isinstance(each, pikepdf.Dictionary):
            if each.get("/S") == "/Figure" and "/Alt" in each:
                alts.append(Alt(str(each.Alt), frozenset(_contents(each, pages))))
            hidden += [Hidden(f"{key[1:]} text", str(each[key]))
                       for key in ("/Alt", "/ActualText", "/E", "/T")
                       if key in each and not (key == "/Alt" and each.get("/S") == "/Figure")]
            if "/K" in each:
                waiting.append(each.K)
    return alts, hidden


def _contents(figure: Any, pages: Mapping[Any, int]) -> Iterator[tuple[int, int]]:
    inside = figure.get("/K")
    for each in inside if isinstance(inside, pikepdf.Array) else [inside]:
        if isinstance(each, int):
            yield pages.get(figure.Pg.objgen, 0), each
        elif isinstance(each, pikepdf.Dictionary) and "/MCID" in each:
            yield pages.get(each.get("/Pg", figure.get("/Pg")).objgen, 0), int(each.MCID)


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
