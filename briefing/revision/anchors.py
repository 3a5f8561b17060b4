"""Where things stand in a document: every anchor that an edit can be of, and its words.

The anchors are those of the Word file: a block's id, "id#3" of the third row of a list,
"id#caption" of a table, "headerblock:LABEL" of a value in the header, "ID~1" of the first block
without an id after the one called ID.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

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
    Inlines,
    Panel,
    Paragraph,
    Picture,
    Prompt,
    Table,
    Text,
    blocks,
    plain,
)
from briefing.reading.word.anchors import row_id


@dataclass(frozen=True, slots=True)
class Anchored:
    """What stands at an anchor: its block, its words as inlines, and its row in a list (from 0)."""

    block: Block
    inlines: Inlines
    row: int = 0

    @property
    def words(self) -> str:
        """Its words, blanks made single."""
        return squeezed(plain(self.inlines))

    @property
    def statements(self) -> tuple[str, ...]:
        """The ids of the statements that it says, each once."""
        return tuple(dict.fromkeys(one.statement for one in self.inlines if one.statement))


def squeezed(text: str) -> str:
    """The words with single blanks, and none at the ends."""
    return " ".join(text.split())


class Naming:
    """The names of blocks without an id: they are called after the one before."""

    def __init__(self) -> None:
        self._last, self._standing = "", 0

    def of(self, block_id: str) -> str:
        """The anchor of a block with that id."""
        if block_id:
            self._last, self._standing = block_id, 0
            return block_id
        self._standing += 1
        return f"{self._last}~{self._standing}"

    def blocks(self, block: Block) -> Iterator[tuple[str, Anchored]]:
        """The anchors of a block by itself, in their order in the file."""
        match block:
            case Heading():
                yield self.of(block.id), Anchored(block, (Text(block.text),))
            case Paragraph():
                if plain(block.inlines):
                    yield self.of(block.id), Anchored(block, block.inlines)
            case Prompt():
                yield self.of(block.id), Anchored(
                    block, (Text(block.text, statement=block.statement),))
            case Bullets():
                for number, row in enumerate(block.items, 1):
                    yield self.of(row_id(block.id, number)), Anchored(block, row, number - 1)
            case HeaderBlock():
                if block.rows:
                    self.of("")
                for number, (label, value) in enumerate(block.rows):
                    yield f"headerblock:{label}", Anchored(block, value, number)
            case Table():
                if block.caption_shown:
                    yield self.of(f"{block.id}#caption" if block.id else ""), Anchored(
                        block, (Text(block.caption),))
                yield self.of(block.id), Anchored(block, ())
            case Chart():
                yield self.of(block.id), Anchored(block, block.caption)
            case CoverTable() | Picture() | Panel() | Columns() | Contents():
                return


def anchored(document: Document) -> Mapping[str, Anchored]:
    """Everything that stands at an anchor, by the anchor, in reading order."""
    naming = Naming()
    return {name: what for block in blocks(document) for name, what in naming.blocks(block)}
