"""Tables, and the committee's header block.

The grounds of cells are the cells' own, not a style's: a table's style knows rows and columns, and
which of them is red is not for it to know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from reportlab.pdfbase.pdfmetrics import stringWidth

from briefing.amounts import at_point
from briefing.document import Cell, Column, HeaderBlock, Look, Row, Table, plain
from briefing.reading.word.written import WrittenBlock
from briefing.writers.widths import fitted, in_tiers, least_mm, tiers_needed
from briefing.writers.word.inlines import remarked, runs
from briefing.writers.word.markup import attribute, keep, paragraph, run, sequence
from briefing.writers.word.position import Position
from briefing.writers.word.references import References
from briefing.writers.word.trace import plain_pieces, written_header_block, written_table
from briefing.writers.word.units import mm_of_twips, shares

ALIGNED = {"left": "", "right": "Right", "centre": "Centre"}
EDITED = "/edit."       # in the ids of what authors wrote in the place of standing words
LABEL_SHARE = 0.27


def tables_xml(table: Table, place: Position, references: References) -> list[str]:
    """The table; in tiers, each a table of its own, where its columns are more than the page holds.

    Word repeats no head inside a table, so that only a table of its own has heads for all of it.
    """
    count = 1
    if table.in_tiers:
        least = least_mm(table.columns, table.rows, references.look, table.small, whole_heads=True)
        count = tiers_needed(least, mm_of_twips(place.width))
    made: list[str] = []
    for number, tier in enumerate(in_tiers(table, count) if count > 1 else (table,), 1):
        last = number == count
        if number > 1:
            made.append(paragraph("BriefingAfterTable", "", keep(place.together)))
            tier = replace(tier, id=f"{table.id}#{number}" if table.id else "", caption_shown=False)
        made += table_xml(tier, place if last else place.before_another(), references)
    return made


def table_xml(table: Table, place: Position, references: References) -> list[str]:
    """The table, under its caption where that is shown."""
    width = mm_of_twips(place.width)
    if not table.small and sum(least_mm(table.columns, table.rows, references.look, False,
                                        whole=False)) > width:
        table = replace(table, small=True)      # rather smaller than with broken words
    size = "Small" if table.small else ""
    widths = shares(place.width, fitted(table.columns, table.rows, references.look, width,
                                        table.small))
    made = []
    if table.caption_shown:
        name = f"{table.id}#caption" if table.id else ""
        part = WrittenBlock(name, "caption", plain_pieces(table.caption))
        words = references.bookmarks.around(part, remarked(name, run(table.caption), references))
        made.append(paragraph("Caption", sequence("Table") + words, keep(True)))
    bookmark = references.bookmarks.pair(table.id, written_table(table))
    rows = [head_row(table, widths, size, bookmark, references)]
    points = indents(table, widths, references.look)
    for number, row in enumerate(table.rows, 1):
        kept = place.keeps(last=number == len(table.rows))
        rows.append(body_row(row, table.columns, widths, size, kept, references, points))
    look = looks(head=True, labels=any(row.cells[0].header for row in table.rows if row.cells))
    words = (f"<w:tblCaption w:val={attribute(table.caption)}/>" if table.caption else "") + (
        f"<w:tblDescription w:val={attribute(table.summary)}/>" if table.summary else ""
    )
    made.append(whole(f"BriefingTable{size}", widths, look, words, rows))
    return made


def head_row(
    table: Table, widths: tuple[int, ...], size: str, bookmark: tuple[str, str],
    references: References
) -> str:
    """The head row, repeated on each page; it holds the bookmark of the table."""
    start, end = bookmark
    cells = []
    for number, (column, width) in enumerate(zip(table.columns, widths, strict=True)):
        words = remarked(f"{table.id}#{column.heading}", run(column.heading), references) if (
            column.heading) else ""
        if number == 0:
            words = start + words + end
        style = f"BriefingCell{size}Head{ALIGNED[column.align]}"
        cells.append(cell_xml(width, paragraph(style, words)))
    return row_xml(cells, head=True)


def body_row(
    row: Row,
    columns: tuple[Column, ...],
    widths: tuple[int, ...],
    size: str,
    kept: bool,
    references: References,
    points: tuple[Mapping[str, int], ...],
) -> str:
    """A row; a group's label spans all columns and keeps with the row below by its style.

    `points` give the indents of figures by column, so that their decimal points meet.
    """
    if row.group:
        (label,) = row.cells
        words = paragraph(f"BriefingCell{size}Group", cell_runs(label, references), keep(kept))
        ground = references.look.palette.head_ground
        return row_xml([cell_xml(sum(widths), words, len(columns), ground)])
    cells = []
    for cell, column, width, point in zip(row.cells, columns, widths, points, strict=True):
        style = f"BriefingCell{size}{ALIGNED[column.align]}"
        tone = references.look.tone(cell.tone)
        indent = point.get(plain(cell.inlines), 0)
        set_in = f'<w:ind w:right="{indent}"/>' if indent else ""
        words = paragraph(style, cell_runs(cell, references), keep(kept) + set_in)
        cells.append(cell_xml(width, words, ground=tone[0] if tone else ""))
    return row_xml(cells)


def indents(table: Table, widths: tuple[int, ...], look: Look) -> tuple[Mapping[str, int], ...]:
    """For each column, how far from its right each figure ends for the points to meet, in twips.

    A column whose figures all end alike needs none; one too narrow for it has none.
    """
    size, padding = (look.small_pt, 80) if table.small else (look.table_pt, 200)
    found: list[Mapping[str, int]] = []
    for number, (column, width) in enumerate(zip(table.columns, widths, strict=True)):
        texts = [plain(row.cells[number].inlines) for row in table.rows if not row.group]
        parts = {text: at_point(text) for text in texts if column.align == "right"}
        tails = {text: digits_wide(part[1] + part[2], size) for text, part in parts.items()}
        most = max(tails.values(), default=0)
        whole = max((digits_wide(part[0], size) for part in parts.values()), default=0)
        fits = most + whole <= width - padding
        found.append({text: most - tail for text, tail in tails.items()} if fits else {})
    return tuple(found)


@lru_cache(1 << 14)
def digits_wide(text: str, size_pt: float) -> int:
    """How wide a figure or its unit is in Arial, whose letters are Helvetica's, in twips."""
    return round(float(stringWidth(text, "Helvetica", size_pt * 20)))


def cell_runs(cell: Cell, references: References) -> str:
    """The words of a cell, in the ground and ink of its tone."""
    words = runs(cell.inlines, references, f"BriefingTone{cell.tone.title()}" if cell.tone else "")
    edited = next((inline.statement for inline in cell.inlines if EDITED in inline.statement), "")
    return remarked(edited, words, references)


def header_block_xml(block: HeaderBlock, place: Position, references: References) -> list[str]:
    """A label and its value a row, between hairlines."""
    widths = shares(place.width, (LABEL_SHARE, 1 - LABEL_SHARE))
    if not block.rows:
        return []
    start, end = references.bookmarks.pair("", written_header_block(block))
    rows = []
    for number, (label, value) in enumerate(block.rows, 1):
        kept = keep(place.keeps(last=number == len(block.rows)))
        rows.append(
            row_xml([
                cell_xml(widths[0], paragraph("BriefingLabel", start + run(label) + end, kept)),
                cell_xml(widths[1], paragraph("BriefingValue", runs(value, references), kept)),
            ])
        )
        start = end = ""
    look = looks(head=False, labels=True)
    words = described(block.summary)
    return [whole("BriefingHeaderBlock", widths, look, words, rows)]


def described(summary: str) -> str:
    """The property that says how a table is built, "" where nothing is said of it."""
    return f"<w:tblDescription w:val={attribute(summary)}/>" if summary else ""


def looks(head: bool, labels: bool) -> str:
    """Which parts of its style a table uses: its head row, its column of labels."""
    value = (0x0020 if head else 0) | (0x0080 if labels else 0) | 0x0600
    return (
        f'<w:tblLook w:val="{value:04X}" w:firstRow="{head:d}" w:lastRow="0" '
        f'w:firstColumn="{labels:d}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    )


def whole(style: str, widths: tuple[int, ...], look: str, words: str, rows: list[str]) -> str:
    """A table of fixed widths."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{look}{words}'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def row_xml(cells: list[str], head: bool = False) -> str:
    """A row that does not split."""
    repeated = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def cell_xml(width: int, content: str, span: int = 1, ground: str = "") -> str:
    """A cell of finished paragraphs, on a ground of its own where that is given."""
    across = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    filled = f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>' if ground else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{across}{filled}</w:tcPr>'
        f"{content}</w:tc>"
    )
