"""What a Word file says was written in it, held to what the report says: the file is not believed.

The record stands in the file, where anybody can change it together with the words: then nothing
would look edited. So what it says of every block is laid beside the report as it is today.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefing.document import (
    Block,
    Bullets,
    CoverTable,
    HeaderBlock,
    Table,
    blocks,
    inlines,
    plain,
)
from briefing.reading.word.edited import Anchor
from briefing.revision.anchors import squeezed
from briefing.revision.changes import words_of
from briefing.revision.standing import Standing


@dataclass(frozen=True, slots=True)
class Misrecorded:
    """A place of which a file says that other words were written than the report has."""

    anchor: str
    recorded: str
    now: str


def misrecorded(anchors: Iterable[Anchor], standings: Sequence[Standing]
                ) -> tuple[Misrecorded, ...]:
    """The places of which the file says what none of these has: the report with its edits, and
    without them, as a file may be of either."""
    texts = [_Texts(one) for one in standings]
    made = []
    for anchor in anchors:
        recorded = squeezed(words_of(anchor.original))
        if recorded and not any(one.says(anchor, recorded) for one in texts):
            now = next((text for one in texts if (text := one.at(anchor.id))), "")
            made.append(Misrecorded(anchor.id, recorded, now))
    return tuple(made)


class _Texts:
    """What a document says, by anchor, and cell by cell in its tables."""

    def __init__(self, standing: Standing) -> None:
        self.by_anchor: dict[str, set[str]] = {}
        for name, place in standing.anchors.items():
            if not isinstance(place.block, Table) or name.endswith("#caption"):
                self.by_anchor.setdefault(name, set()).add(place.words)
        self.rows: dict[str, list[tuple[str, ...]]] = {}
        cover: set[str] = set()
        for block in blocks(standing.document):
            match block:
                case Table():
                    self.rows[block.id] = list(_rows(block))
                case HeaderBlock():
                    cover |= {squeezed(label) for label, _ in block.rows}
                    cover |= {squeezed(plain(value)) for _, value in block.rows}
                case CoverTable():
                    for row in block.rows:
                        cover.add(squeezed(row.label))
                        cover |= {squeezed(line) for inner in row.blocks
                                  for line in _lines(inner)}
        self.cover = frozenset(cover)

    def at(self, anchor: str) -> str:
        """What stands at an anchor, "" for a table."""
        return " ".join(self.by_anchor.get(anchor, ()))

    def says(self, anchor: Anchor, recorded: str) -> bool:
        """Whether those words stand at the anchor."""
        if anchor.block != "table" or anchor.id in self.by_anchor:
            return recorded in self.by_anchor.get(anchor.id, set())
        rows = self.rows.get(anchor.id.partition("#")[0])       # "#2" is a tier of a wide one
        lines = [tuple(filter(None, map(squeezed, line.split(" | "))))
                 for line in words_of(anchor.original).split("\n")]
        if rows is None:
            return all(cell in self.cover for line in lines for cell in line)
        return all(any(_in_order(line, row) for row in rows) for line in lines)


def _in_order(cells: Sequence[str], row: Iterable[str]) -> bool:
    """Whether the row has the cells, one after the other: a tier of it has not all."""
    rest = iter(row)
    return all(any(cell == other for other in rest) for cell in cells)


def _rows(table: Table) -> Iterator[tuple[str, ...]]:
    """The texts of each row's cells, the heads first."""
    yield tuple(squeezed(column.heading) for column in table.columns)
    for row in table.rows:
        yield tuple(squeezed(plain(cell.inlines)) for cell in row.cells)


def _lines(block: Block) -> Iterator[str]:
    """The lines of a block inside a cover's row."""
    if isinstance(block, Bullets):
        yield from (plain(item) for item in block.items)
    else:
        yield plain(tuple(inlines(block)))
