"""What was written in a Word file, as the file keeps it in a part of its own: the trace.

Blocks in the order of the document: paragraphs with their statements and figures, tables by cells,
charts by their figures, pictures. It holds words and figures as they are printed, which the body
says as well: nothing that is not shown stands in it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, cast, get_args

from lxml import etree

from briefing.escaping import escape, quoted
from briefing.files import short_hash
from briefing.reading.word.anchors import TRACE
from briefing.reading.word.runs import Block, Emphasis, Printed, Run, Runs, Said

FORM = 2            # of the trace; a file of a higher one is of a newer version of the program
T = f"{{{TRACE}}}"
TableKind = Literal["table", "headerblock"]


class Piece(NamedTuple):
    """Words of one look as they were written, of which statement, and of which fact."""

    text: str
    emphasis: Emphasis = "plain"
    target: str = ""
    statement: str = ""
    fact: str = ""


Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class WrittenBlock:
    """A paragraph; `number` is what stands typed before a heading, "2. "."""

    id: str
    block: Block
    pieces: Pieces
    level: int = 0
    number: str = ""

    @property
    def runs(self) -> Runs:
        return runs_of(self.pieces)

    @property
    def words(self) -> str:
        """Its words, the number before them left out."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class WrittenTable:
    """A table by its rows of cells, the heads first; a row of one cell spans all columns.

    A header block has no row of heads: its first column names its rows.
    """

    id: str
    kind: TableKind
    rows: tuple[tuple[Pieces, ...], ...]

    @property
    def words(self) -> str:
        return "\n".join(" | ".join(words_in(cell) for cell in row) for row in self.rows)


@dataclass(frozen=True, slots=True)
class WrittenSeries:
    """A series of a chart: its name, and its values as text, "" where there is none."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrittenChart:
    """A chart: what is said of it, its axis and series; a `drawn` one is a picture.

    `book` is the sum of the workbook inside it, or of the picture.
    """

    id: str
    alt: str = ""
    axis: tuple[str, ...] = ()
    series: tuple[WrittenSeries, ...] = ()
    drawn: bool = False
    book: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class WrittenPicture:
    """A picture, by the sum of its content and what is said of it."""

    id: str
    alt: str = ""
    sum: str = ""
    words: str = ""


WrittenPart = WrittenBlock | WrittenTable | WrittenChart | WrittenPicture


@dataclass(frozen=True, slots=True)
class Written:
    """All that was written: of which run, the parts in order, and what has no anchor.

    `labels` are standing words of the body, `headers` and `footers` the words of each of them.
    """

    run: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[WrittenPart, ...] = ()
    labels: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    footers: tuple[str, ...] = ()


def words_in(pieces: Pieces) -> str:
    """The words of pieces as a reader sees them."""
    return "".join(piece.text for piece in pieces)


def runs_of(pieces: Pieces) -> Runs:
    """The pieces as runs, neighbours of one look together."""
    made: list[Run] = []
    for piece in pieces:
        if made and (made[-1].emphasis, made[-1].target) == (piece.emphasis, piece.target):
            made[-1] = Run(made[-1].text + piece.text, piece.emphasis, piece.target)
        elif piece.text:
            made.append(Run(piece.text, piece.emphasis, piece.target))
    return tuple(made)


def said_in(pieces: Pieces) -> tuple[Said, ...]:
    """The statements of pieces with their places; one that is broken off stands twice."""
    made: list[Said] = []
    at = 0
    for piece in pieces:
        end = at + len(piece.text)
        if made and made[-1].statement == piece.statement and made[-1].end == at:
            made[-1] = Said(piece.statement, made[-1].start, end)
        elif piece.statement:
            made.append(Said(piece.statement, at, end))
        at = end
    return tuple(made)


def printed_in(pieces: Pieces) -> tuple[Printed, ...]:
    """The figures of pieces with their places."""
    made: list[Printed] = []
    at = 0
    for piece in pieces:
        if piece.fact:
            made.append(Printed(piece.fact, piece.text, at))
        at += len(piece.text)
    return tuple(made)


def sum_of(content: bytes) -> str:
    """By what a picture or a workbook is known again."""
    return short_hash(hashlib.sha256(content).hexdigest(), 16)


# ── as a part of the file ───────────────────────────────────────────────────────────────────────


def written_xml(written: Written) -> bytes:
    """The part; its run also tells the sum of the words."""
    run = {**written.run, "words": words_sum(written)}
    about = "".join(f" {name}={quoted(words)}" for name, words in run.items() if words)
    ends = "".join(f"<unmarked>{escape(words)}</unmarked>" for words in written.labels)
    ends += "".join(f"<header>{escape(words)}</header>" for words in written.headers)
    ends += "".join(f"<footer>{escape(words)}</footer>" for words in written.footers)
    # encoded part by part: see `writers.word.body.body_xml`
    return b"".join([
        f'<?xml version="1.0" encoding="UTF-8"?>\n<trace xmlns="{TRACE}" form="{FORM}"{about}>'
        .encode(), *(_part_xml(part).encode() for part in written.parts),
        f"{ends}</trace>".encode()])


def words_sum(written: Written) -> str:
    """The beginning of the hash of all words: equal where the same was written."""
    words = hashlib.sha256()
    for number, part in enumerate(written.parts):
        words.update((("\n" if number else "") + part.words).encode())
    return short_hash(words.hexdigest(), 12)


def _some(**attributes: str) -> str:
    """The attributes that say something."""
    return "".join([f" {name}={quoted(words)}" for name, words in attributes.items() if words])


def _part_xml(part: WrittenPart) -> str:
    match part:
        case WrittenBlock():
            level = str(part.level) if part.level else ""
            number = f"<number>{escape(part.number)}</number>" if part.number else ""
            return (f"<anchor{_some(id=part.id, kind=part.block, level=level)}>{number}"
                    f"{_pieces_xml(part.pieces)}</anchor>")
        case WrittenTable():
            rows = "".join("<row>" + "".join(f"<cell>{_pieces_xml(cell)}</cell>" for cell in row)
                           + "</row>" for row in part.rows)
            return f"<table{_some(id=part.id, kind=part.kind)}>{rows}</table>"
        case WrittenChart():
            axis = "".join(f"<place>{escape(words)}</place>" for words in part.axis)
            series = "".join(
                f"<series><name>{escape(one.name)}</name>"
                + "".join(f"<value>{value}</value>" if value else "<value/>"
                          for value in one.values) + "</series>" for one in part.series)
            drawn = "drawn" if part.drawn else ""
            return (f"<chart{_some(id=part.id, kind=drawn, book=part.book)}>"
                    f"<alt>{escape(part.alt)}</alt>{axis}{series}</chart>")
        case WrittenPicture():
            return (f"<picture{_some(id=part.id, book=part.sum)}><alt>{escape(part.alt)}</alt>"
                    "</picture>")


def _pieces_xml(pieces: Iterable[Piece]) -> str:
    made = []
    for piece in pieces:
        text, emphasis, target, statement, fact = piece
        tag = "figure" if fact else "text"
        about = f" fact={quoted(fact)}" if fact else ""     # there are thousands
        if emphasis != "plain" or target:
            about += _some(emphasis="" if emphasis == "plain" else emphasis, target=target)
        if statement:
            about += f" statement={quoted(statement)}"
        made.append(f"<{tag}{about}>{escape(text)}</{tag}>")
    return "".join(made)


# ── read again ──────────────────────────────────────────────────────────────────────────────────


def form_of(tree: etree._Element) -> int:
    """The form of a trace; 1 is the one that told none."""
    said = tree.get("form", "1")
    return int(said) if said.isdecimal() and len(said) < 6 else FORM + 1


def written_of(tree: etree._Element) -> Written:
    """What a trace of our form tells; raises ValueError where it is not whole."""
    parts: list[WrittenPart] = []
    other: dict[str, list[str]] = {"unmarked": [], "header": [], "footer": []}
    for one in tree:
        name = str(one.tag).removeprefix(T)
        if name == "anchor":
            parts.append(_block(one))
        elif name == "table":
            parts.append(_table(one))
        elif name == "chart":
            parts.append(_chart(one))
        elif name == "picture":
            parts.append(WrittenPicture(one.get("id", ""), one.findtext(f"{T}alt") or "",
                                        one.get("book", "")))
        elif name in other:
            other[name].append(one.text or "")
        else:
            raise ValueError(f"the trace holds <{name}>")
    run = {str(name): str(words) for name, words in tree.attrib.items() if name != "form"}
    return Written(run, tuple(parts), tuple(other["unmarked"]), tuple(other["header"]),
                   tuple(other["footer"]))


def _block(one: etree._Element) -> WrittenBlock:
    kind, level = one.get("kind", ""), one.get("level", "0")
    if kind not in get_args(Block) or not level.isdecimal():
        raise ValueError(f"the trace holds a block '{kind}' of level '{level}'")
    return WrittenBlock(one.get("id", ""), cast(Block, kind), _pieces(one), int(level),
                        one.findtext(f"{T}number") or "")


def _table(one: etree._Element) -> WrittenTable:
    kind = one.get("kind", "")
    if kind not in get_args(TableKind):
        raise ValueError(f"the trace holds a table '{kind}'")
    rows = tuple(tuple(map(_pieces, row)) for row in one)
    return WrittenTable(one.get("id", ""), cast(TableKind, kind), rows)


def _chart(one: etree._Element) -> WrittenChart:
    series = tuple(
        WrittenSeries(each.findtext(f"{T}name") or "",
                      tuple(value.text or "" for value in each.findall(f"{T}value")))
        for each in one.findall(f"{T}series"))
    axis = tuple(place.text or "" for place in one.findall(f"{T}place"))
    return WrittenChart(one.get("id", ""), one.findtext(f"{T}alt") or "", axis, series,
                        one.get("kind") == "drawn", one.get("book", ""))


def _pieces(one: etree._Element) -> Pieces:
    made = []
    for each in one:
        if each.tag not in (f"{T}text", f"{T}figure"):
            continue
        emphasis = each.get("emphasis", "plain")
        if emphasis not in get_args(Emphasis):
            raise ValueError(f"the trace holds an emphasis '{emphasis}'")
        made.append(Piece(each.text or "", cast(Emphasis, emphasis), each.get("target", ""),
                          each.get("statement", ""), each.get("fact", "")))
    return tuple(made)
