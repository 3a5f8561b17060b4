"""What was written of each block, for the trace: `reading.word.written` says what that is.

A later command reads by it what an author changed.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefing.document import Chart, HeaderBlock, Inline, Inlines, Link, PageOf, Table, Text
from briefing.narrative.sentence import Figure
from briefing.reading.word.anchors import TRACE
from briefing.reading.word.written import (
    Piece,
    Pieces,
    WrittenChart,
    WrittenSeries,
    WrittenTable,
)
from briefing.writers.word.lines import Plotted, values_of

# Word finds a part again by this identity; it is the same in every file, as the part is one.
STORE_ID = "{5B1E7A0C-3D52-4C1B-9E64-0F2A6B8C7D31}"
STORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
    f'<ds:datastoreItem ds:itemID="{STORE_ID}" '
    'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
    f'<ds:schemaRefs><ds:schemaRef ds:uri="{TRACE}"/></ds:schemaRefs></ds:datastoreItem>'
)


def pieces_of(inlines: Inlines) -> Pieces:
    """A row of inlines as it is written; a page has no words, because Word works it out."""
    if len(inlines) == 1:       # as in nearly every cell
        only = _piece(inlines[0])
        return (only,) if only.text else ()
    made: list[Piece] = []
    for piece in map(_piece, inlines):
        last = made[-1] if made else None
        if last is not None and not piece.fact and not last.fact and (
                last.emphasis, last.target, last.statement) == (
                piece.emphasis, piece.target, piece.statement):
            made[-1] = Piece(last.text + piece.text, last.emphasis, last.target, last.statement)
        elif piece.text:
            made.append(piece)
    return tuple(made)


def _piece(inline: Inline) -> Piece:
    match inline:
        case Text():
            return Piece(inline.text, inline.emphasis, statement=inline.statement)
        case Figure():
            return Piece(inline.text, statement=inline.statement, fact=inline.fact.id)
        case Link():
            return Piece(inline.text, target=inline.target, statement=inline.statement)
        case PageOf():
            return Piece("")


def plain_pieces(words: str) -> Pieces:
    """Words without figures or emphasis."""
    return (Piece(words),) if words else ()


def written_table(table: Table) -> WrittenTable:
    """A table by its cells, its caption apart."""
    heads = tuple(plain_pieces(column.heading) for column in table.columns)
    return WrittenTable(table.id, "table", (heads, *(
        tuple(pieces_of(cell.inlines) for cell in row.cells) for row in table.rows)))


def written_header_block(block: HeaderBlock) -> WrittenTable:
    """The committee's header block by its labels and values."""
    return WrittenTable("", "headerblock", tuple(
        (plain_pieces(label), pieces_of(value)) for label, value in block.rows))


def written_chart(chart: Chart, block_id: str, axis: tuple[str, ...], series: Iterable[Plotted],
                  drawn: bool) -> WrittenChart:
    """A chart by its figures; one that is a picture by its words alone."""
    if drawn:
        return WrittenChart(block_id, chart.alt, drawn=True)
    return WrittenChart(block_id, chart.alt, axis, tuple(
        WrittenSeries(one.heading, values_of(one)) for one in series))
