"""The lines of a Word file's body, and those that its trace repeats."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from briefing.attack.lines import Line
from briefing.reading.word.anchors import TRACE

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARAGRAPH, TABLE, ROW, CELL = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"
OF_CONTENTS = "toc"
T = f"{{{TRACE}}}"

Words = Callable[[Any], str]


def lines_of(body: Any, words: Words, tables: Iterator[int] | None = None) -> Iterator[Line]:
    """The lines under an element in order; `words` gives those of a paragraph.

    The rows of each table bear its number, so that tiers can be put together.
    """
    tables = count(1) if tables is None else tables
    for each in _blocks(body):
        if each.tag == TABLE:
            yield from _rows(each, words, next(tables), tables)
            continue
        line = _paragraph(each, words)
        if line.words.strip():
            yield line


def _blocks(holder: Any) -> Iterator[Any]:
    """The paragraphs and tables in an element, whatever else they are wrapped in."""
    for each in holder:
        if each.tag in (PARAGRAPH, TABLE):
            yield each
        elif isinstance(each.tag, str):
            yield from _blocks(each)


def _paragraph(paragraph: Any, words: Words) -> Line:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    named = "" if style is None else style.get(f"{W}val") or ""
    return Line((words(paragraph),), entry=named.casefold().startswith(OF_CONTENTS))


def _rows(table: Any, words: Words, number: int, tables: Iterator[int]) -> Iterator[Line]:
    for row in _inside(table, ROW):
        cells: list[str] = []
        parts: list[Line] = []
        for cell in _inside(row, CELL):
            lines = list(lines_of(cell, words, tables))
            cells.append(" ".join(line.words for line in lines))
            parts += lines
        yield Line(tuple(cells), tuple(parts), table=number)


def _inside(holder: Any, tag: str) -> Iterator[Any]:
    """The rows or cells of this table, whatever else they are wrapped in; none of one inside it."""
    for each in holder:
        if each.tag == tag:
            yield each
        elif isinstance(each.tag, str) and each.tag not in (TABLE, PARAGRAPH, ROW, CELL):
            yield from _inside(each, tag)


@dataclass(frozen=True, slots=True)
class Trace:
    """What a trace repeats: lines of the body, series of charts (the chart's words, the values),
    and the words that it holds besides."""

    lines: tuple[Line, ...] = ()
    series: tuple[tuple[str, tuple[str, ...]], ...] = ()
    words: tuple[str, ...] = ()


def trace_in(root: Any) -> Trace:
    """What stands in the trace, from its root."""
    lines: list[Line] = []
    series: list[tuple[str, tuple[str, ...]]] = []
    words: list[str] = []
    for number, each in enumerate(root, 1):
        if each.tag == f"{T}table":
            lines += (Line(tuple("".join(cell.itertext()) for cell in row), table=number)
                      for row in each)
        elif each.tag == f"{T}anchor":
            lines.append(Line(("".join(each.itertext()),)))
        else:
            lines.append(Line(("",)))       # tables before and after it are not one
            words += (inner.text or "" for inner in each.iter() if inner.tag != f"{T}value")
            series += ((each.findtext(f"{T}alt") or "", tuple(
                value.text or "" for value in own.iter(f"{T}value")))
                for own in each.iter(f"{T}series"))
        words.append(each.tail or "")
    return Trace(tuple(lines), tuple(series), tuple(text for text in words if text.strip()))
