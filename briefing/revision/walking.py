"""A document with every row of words, or every number, as a function gives it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from briefing.document import (
    Block,
    Bullets,
    Chart,
    Columns,
    CoverRow,
    CoverTable,
    Document,
    HeaderBlock,
    Heading,
    Inlines,
    Panel,
    Paragraph,
    Row,
    Table,
)

BlockOf = Callable[[Block], Block]
BlocksOf = Callable[[Block], tuple[Block, ...]]


def with_blocks(document: Document, block_of: BlockOf) -> Document:
    """The document with each block that holds no others as the function gives it."""
    return with_each(document, lambda block: (block_of(block),))


def with_each(document: Document, blocks_of: BlocksOf) -> Document:
    """The document with what the function gives in the place of each block that holds no others."""
    def walk(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(new for block in blocks for new in inside(block))

    def inside(block: Block) -> tuple[Block, ...]:
        match block:
            case Panel():
                return (replace(block, blocks=walk(block.blocks)),)
            case Columns():
                return (replace(block, columns=tuple(map(walk, block.columns))),)
            case CoverTable():
                return (replace(block, rows=tuple(
                    CoverRow(row.label, walk(row.blocks)) for row in block.rows)),)
            case _:
                return blocks_of(block)

    return replace(document, sections=tuple(
        replace(section, blocks=walk(section.blocks)) for section in document.sections))


def with_rows(document: Document, row_of: Callable[[Inlines], Inlines]) -> Document:
    """The document with each row of words as the function gives it."""
    def changed(block: Block) -> Block:
        match block:
            case Paragraph():
                return replace(block, inlines=row_of(block.inlines))
            case Bullets():
                return replace(block, items=tuple(map(row_of, block.items)))
            case HeaderBlock():
                return replace(block, rows=tuple((label, row_of(words))
                                                 for label, words in block.rows))
            case Table():
                return replace(block, rows=tuple(Row(tuple(
                    replace(cell, inlines=row_of(cell.inlines)) for cell in row.cells), row.group)
                    for row in block.rows))
            case Chart():
                return replace(block, caption=row_of(block.caption))
            case _:
                return block

    return with_blocks(document, changed)


def with_numbers(document: Document, numbers: Mapping[int, str]) -> Document:
    """The document with these numbers, by the `id()` of the blocks that have one."""
    def changed(block: Block) -> Block:
        if isinstance(block, Heading | Paragraph) and id(block) in numbers:
            return replace(block, number=numbers[id(block)])
        return block

    return with_blocks(document, changed) if numbers else document
