"""The document as plain text, one block a line: what an officer proof-reads, the golden file.

A table has a line a row, its cells parted by " | "; a list has a line an item; a chart is its
caption and, in square brackets, what it shows in words, as is a logo and a sparkline.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from briefing.document import (
    Block,
    Bullets,
    Chart,
    Columns,
    Contents,
    CoverTable,
    Document,
    HeaderBlock,
    Heading,
    Panel,
    Paragraph,
    Picture,
    Prompt,
    Table,
    plain,
    without_pages,
)


def text_file(document: Document) -> bytes:
    """The document's words as UTF-8 text; an empty line stands before each heading."""
    lines: list[str] = []
    if document.marking:
        lines.append(document.marking)
    if document.page_note:
        lines.append(document.page_note)
    for section in document.sections:
        for block in section.blocks:
            lines += _lines(block)
    return ("\n".join(lines).strip("\n") + "\n").encode()


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield ""
            yield f"{block.number} {block.text}".strip()
        case Paragraph():
            yield f"{block.number} {plain(block.inlines)}".strip()
        case Prompt():
            return      # only the editor's version asks
        case Bullets():
            for n, item in enumerate(block.items, 1):
                yield f"{f'{n}.' if block.ordered else '•'} {plain(item)}"
        case HeaderBlock():
            for label, value in block.rows:
                yield f"{label}: {plain(value)}"
        case CoverTable():
            for cover in block.rows:
                yield f"{cover.label}:"
                for inside in cover.blocks:
                    yield from _lines(inside)
        case Picture():
            if block.alt:
                yield f"[{block.alt}]"
        case Table():
            if block.caption_shown:
                yield block.caption
            table = without_pages(block)
            yield " | ".join(column.heading for column in table.columns)
            for row in table.rows:
                yield " | ".join(f"[{cell.spark.alt}]" if cell.spark else plain(cell.inlines)
                                 for cell in row.cells)
        case Chart():
            yield plain(block.caption)
            yield f"[{block.alt}]"
        case Panel():
            for inside in block.blocks:
                yield from _lines(inside)
        case Columns():
            for column in block.columns:
                for inside in column:
                    yield from _lines(inside)
        case Contents():
            yield ""
            yield block.title
            for entry in block.entries:
                yield f"{'  ' * (entry.level - 1)}{entry.text}"
        case _:
            assert_never(block)
