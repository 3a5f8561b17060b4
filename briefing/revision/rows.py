"""Rows of inlines with other words in the place of statements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

from briefing.document import (
    Block,
    Bullets,
    Chart,
    Document,
    HeaderBlock,
    Inline,
    Inlines,
    PageOf,
    Paragraph,
    Row,
    Table,
    plain,
)
from briefing.narrative.sentence import Figure
from briefing.revision.anchors import squeezed
from briefing.revision.walking import with_each

# Of a row of words, by its `id()`: the row itself, so that no other has that id, and the anchor
# that it stood at, or the id of the block that was added with it.
Origins = dict[int, tuple[Inlines, str]]


@dataclass(frozen=True, slots=True)
class NewWords:
    """What a statement says instead: `inlines`, none where it is not to be said.

    `original` is what it said: only where it stands whole does it stand to be replaced.
    """

    original: str
    inlines: Inlines


@dataclass(slots=True)
class Rewording:
    """Puts new words in the place of statements; `met` are the statements that were found.

    `origins` tell where rows of words stood, and learn of those that are changed.
    """

    words: Mapping[str, NewWords]
    origins: Origins = field(default_factory=dict)
    met: set[str] = field(default_factory=set)

    def document(self, document: Document) -> Document:
        """The document with the new words."""
        return with_each(document, self._block)

    def _block(self, block: Block) -> tuple[Block, ...]:
        match block:
            case Paragraph():
                row = self.row(block.inlines)
                if row is block.inlines:
                    return (block,)
                return (replace(block, inlines=row),) if plain(row).strip() else ()
            case Bullets():
                rows = tuple(self.row(item) for item in block.items)
                if all(a is b for a, b in zip(rows, block.items, strict=True)):
                    return (block,)
                rows = tuple(row for row in rows if plain(row).strip())
                return (replace(block, items=rows),) if rows else ()
            case Chart():
                return (self._chart(block),)
            case Table():
                return (self._table(block),)
            case HeaderBlock():
                return (replace(block, rows=tuple(
                    (label, self.row(value)) for label, value in block.rows)),)
            case _:
                return (block,)

    def _chart(self, chart: Chart) -> Chart:
        caption = self.row(chart.caption)
        if caption is not chart.caption and plain(caption).strip():
            chart = replace(chart, caption=caption)
        new = self._whole(chart.alt_statement, chart.alt)
        return replace(chart, alt=plain(new.inlines)) if new is not None and new.inlines else chart

    def _table(self, table: Table) -> Table:
        if not any((cell.spark is not None and cell.spark.statement in self.words)
                   or any(one.statement in self.words for one in cell.inlines)
                   for row in table.rows for cell in row.cells):
            return table
        return replace(table, rows=tuple(self._cells(row) for row in table.rows))

    def _cells(self, row: Row) -> Row:
        made = []
        for cell in row.cells:
            spark = cell.spark
            new = self._whole(spark.statement, spark.alt) if spark is not None else None
            if spark is not None and new is not None and new.inlines:
                spark = replace(spark, alt=plain(new.inlines), said=tuple(
                    one for one in new.inlines if isinstance(one, Figure)))
            made.append(replace(cell, inlines=self.row(cell.inlines), spark=spark))
        return replace(row, cells=tuple(made))

    def _whole(self, statement: str, words: str) -> NewWords | None:
        """What is said in place of a statement that stands there whole."""
        new = self.words.get(statement)
        if new is None or squeezed(words) != new.original:
            return None
        self.met.add(statement)
        return new

    def row(self, row: Inlines) -> Inlines:
        """The row with new words; the same row where none of its statements has any."""
        if not any(one.statement in self.words for one in row):
            return row
        made: list[Inline] = []
        for statement, several in groupby(row, key=lambda one: one.statement):
            group = tuple(several)
            new = self._whole(statement, plain(group)) if statement else None
            if new is None:
                made += group
            else:
                made += new.inlines
                made += [one for one in group if isinstance(one, PageOf)]
        changed = without_spare_blanks(tuple(made))
        if id(row) in self.origins:
            self.origins[id(changed)] = changed, self.origins[id(row)][1]
        return changed


def without_spare_blanks(row: Inlines) -> Inlines:
    """The row without the blanks that stood between statements of which one has gone."""
    made: list[Inline] = []
    for one in row:
        blank = not one.text.strip() and not isinstance(one, PageOf | Figure)
        if blank and (not made or not made[-1].text.strip()):
            continue
        made.append(one)
    while made and not made[-1].text.strip() and not isinstance(made[-1], PageOf):
        made.pop()
    return tuple(made)
