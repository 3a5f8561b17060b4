"""A table's cells laid out: lines of plain text broken by string width, and the height of each row.

A ReportLab paragraph in every cell is what makes its tables slow, so a cell is plain lines unless
it holds a link or emphasis. Lengths are points.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from briefing.charts.renderer import text_width
from briefing.document import Align, Cell, Link, Look, Row, Spark, Table, Text, plain
from briefing.writers.pdf.inlines import Prose, markup
from briefing.writers.pdf.styles import ALIGNMENTS, Styles

Kind = Literal["head", "group", "row"]


@dataclass(frozen=True, slots=True)
class Type:
    """How a table is set: its sizes and the padding of its cells."""

    size: float
    leading: float
    side: float   # padding left and right
    above: float  # padding above and below
    bold_row_heads: bool

    @classmethod
    def of(cls, table: Table, look: Look) -> Type:
        if table.small:
            return cls(look.small_pt, look.small_pt + 2, side=2.0, above=2.0,
                       bold_row_heads=True)
        return cls(look.table_pt, look.table_leading_pt, side=6.0, above=3.0,
                   bold_row_heads=False)


@dataclass(frozen=True, slots=True)
class LaidCell:
    """A cell ready to draw: lines of text, or a paragraph where it holds more than plain text."""

    lines: tuple[str, ...]
    paragraph: Any
    face: str
    ink: str
    ground: str
    align: Align
    header: bool  # of its row
    spark: Spark | None = None  # what is drawn in place of words


@dataclass(frozen=True, slots=True)
class LaidRow:
    """A row ready to draw, and how high it is."""

    cells: tuple[LaidCell, ...]
    height: float
    kind: Kind


@dataclass(slots=True)
class Setting:
    """What a table's cells are laid out by; the widths are of its columns."""

    styles: Styles
    type: Type
    columns: tuple[Align, ...]
    widths: tuple[float, ...]

    def head(self, table: Table) -> LaidRow:
        """The row of column heads."""
        colours = self.styles.look.palette
        return self._row(tuple(
            self._cell(Cell((Text(column.heading),)), column.align, width, bold=True,
                       ink=colours.heading)
            for column, width in zip(table.columns, self.widths, strict=True)), "head")

    def row(self, row: Row) -> LaidRow:
        """One of the table's own rows."""
        colours = self.styles.look.palette
        if row.group:
            head = self._cell(row.cells[0], "left", sum(self.widths), bold=True, ink=colours.ink,
                              ground=colours.head_ground)
            return self._row((head,), "group")
        cells = []
        for cell, align, width in zip(row.cells, self.columns, self.widths, strict=True):
            tone = self.styles.look.tone(cell.tone)
            ground, ink = tone if tone else ("", colours.ink)
            cells.append(self._cell(cell, align, width, ink=ink, ground=ground,
                                    bold=cell.header and self.type.bold_row_heads))
        return self._row(tuple(cells), "row")

    def _row(self, cells: tuple[LaidCell, ...], kind: Kind) -> LaidRow:
        tallest = max((cell.paragraph.height if cell.paragraph
                       else len(cell.lines) * self.type.leading for cell in cells), default=0.0)
        return LaidRow(cells, tallest + 2 * self.type.above, kind)

    def _cell(
        self, cell: Cell, align: Align, width: float, *, bold: bool, ink: str, ground: str = ""
    ) -> LaidCell:
        faces = self.styles.faces
        face = faces.bold if bold else faces.regular
        inner = width - 2 * self.type.side
        if all(not isinstance(inline, Link) and getattr(inline, "emphasis", "plain") == "plain"
               for inline in cell.inlines):
            lines = wrapped(plain(cell.inlines), face, self.type.size, inner)
            return LaidCell(lines, None, face, ink, ground, align, cell.header, cell.spark)
        paragraph = Prose(markup(cell.inlines, self.styles.look.palette.heading), self.styles.cell(
            self.type.size, self.type.leading, bold, ink, ALIGNMENTS[align]))
        paragraph.wrap(inner, 1e6)
        return LaidCell((), paragraph, face, ink, ground, align, cell.header)


def wrapped(text: str, face: str, size: float, width: float) -> tuple[str, ...]:
    """The text in lines no wider than the width; a word that is wider itself is broken.

    A line keeps the space that it ends at: the lines together are the text.
    """
    if text_width(text, face, size) <= width:
        return (text,)
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if text_width(longer, face, size) <= width:
            line = longer
            continue
        if line:
            lines.append(f"{line} ")
        while text_width(word, face, size) > width and len(word) > 1:
            fits = next((n for n in range(len(word) - 1, 1, -1)
                         if text_width(word[:n], face, size) <= width), 1)
            lines.append(word[:fits])
            word = word[fits:]
        line = word
    return (*lines, line)
