"""What a written part is, and what is said and printed in it."""

from __future__ import annotations

from briefing.reading.word.runs import Block
from briefing.reading.word.written import (
    WrittenBlock,
    WrittenChart,
    WrittenPart,
    WrittenPicture,
    WrittenTable,
    printed_in,
    said_in,
)


def block_of(part: WrittenPart) -> Block:
    """The kind of block that was written."""
    match part:
        case WrittenBlock():
            return part.block
        case WrittenTable():
            return "table"
        case WrittenChart():
            return "chart"
        case WrittenPicture():
            return "picture"


def level_of(part: WrittenPart) -> int:
    """The level of a heading that was written, 0 of others."""
    return part.level if isinstance(part, WrittenBlock) else 0


def statements(part: WrittenBlock) -> tuple[str, ...]:
    """The ids of what was said in a block, each once."""
    return tuple(dict.fromkeys(said.statement for said in said_in(part.pieces)))


def figures(part: WrittenBlock) -> tuple[tuple[str, str], ...]:
    """The facts that were printed in a block, each with its text."""
    return tuple((one.fact, one.text) for one in printed_in(part.pieces))
