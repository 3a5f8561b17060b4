"""A table's cells laid out: lines of plain text broken by string width, and the height of each row.

A ReportLab paragraph in every cell is what makes its tables slow, so a cell is plain lines unless
it holds a link or emphasis. Lengths are points.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple

from reportlab.lib.units import mm

from briefing.amounts import at_point, is_figure
from briefing.charts.faces import text_width
from briefing.document import (
    Align,
    Cell,
    Inlines,
    Look,
    PageOf,
    Row,
    Spark,
    Table,
    Text,
    plain,
)
from briefing.narrative.sentence import Figure
from briefing.writers.pdf.inlines import Prose, markup
from briefing.writers.pdf.styles import ALIGNMENTS, Styles
from briefing.writers.pdf.tags import Element
from briefing.writers.widths import OF_WORDS_MM, fitted, given_way, words_of

Kind = Literal["head", "group", "row"]
STEP = 0.5      # points by which type gets smaller
SMALLEST = 6.5  # points, of a table that would be too wide
SLACK = 0.1     # points: sums of widths are not exact
SHIFTS = (0.0, 8.0, 16.0, 24.0, 32.0, -8.0, -16.0, -24.0)    # points that one column gives another


@dataclass(frozen=True, slots=True)
class Type:
    """How a table is set: its sizes and the padding of its cells."""

    size: float
    leading: float
    side: float   # padding left and right
    above: float  # padding above and below
    bold_row_heads: bool

    def smaller(self) -> Type:
        """The next size down."""
        return replace(self, size=self.size - STEP, leading=self.leading - STEP)

    @classmethod
    def of(cls, table: Table, look: Look) -> Type:
        """The sizes of the table's words and padding, in points."""
        if table.small:
            return cls(look.small_pt, look.small_pt + 2, side=2.0, above=2.0,
                       bold_row_heads=True)
        return cls(look.table_pt, look.table_leading_pt, side=6.0, above=3.0,
                   bold_row_heads=False)


class LaidCell(NamedTuple):
    """A cell ready to draw: lines of text, or a paragraph where it holds more than plain text."""

    lines: tuple[str, ...]
    paragraph: Any
    face: str
    ink: str
    ground: str
    align: Align
    header: bool  # of its row
    point: float = 0.0  # from the column's right to the decimal points of its figures
    spark: Spark | None = None  # what is drawn in place of words
    page: PageOf | None = None  # whose page is filled in when all are laid

    def divided(self, height: float, type_: Type) -> tuple[LaidCell, LaidCell]:
        """What of it goes into the height, and the rest."""
        if self.paragraph is None:
            fit = int(height // type_.leading)
            return self._replace(lines=self.lines[:fit]), self._replace(lines=self.lines[fit:])
        if self.paragraph.height <= height:
            return self, self._replace(paragraph=None)
        pieces = self.paragraph.split(self.paragraph.width, height)
        if len(pieces) < 2:
            return self._replace(paragraph=None), self
        for piece in pieces:
            piece.wrap(self.paragraph.width, 1e6)
        return self._replace(paragraph=pieces[0]), self._replace(paragraph=pieces[1])


@dataclass(frozen=True, slots=True)
class LaidRow:
    """A row ready to draw, and how high it is.

    The pieces of a divided row share `elements`, those of its cells once the first is drawn.
    """

    cells: tuple[LaidCell, ...]
    height: float
    kind: Kind
    elements: list[Element] | None = None

    @property
    def grounded(self) -> bool:
        """Whether a cell has a ground."""
        return any(cell.ground for cell in self.cells)

    @classmethod
    def of(cls, cells: tuple[LaidCell, ...], kind: Kind, type_: Type,
           elements: list[Element] | None = None) -> LaidRow:
        """The row of these cells, as high as the highest."""
        tallest = max((cell.paragraph.height if cell.paragraph
                       else len(cell.lines) * type_.leading for cell in cells), default=0.0)
        return cls(cells, tallest + 2 * type_.above, kind, elements)

    def divided(self, height: float, type_: Type) -> list[LaidRow]:
        """The row in two, the first no higher than so much; nothing if no line fits there."""
        inner = height - 2 * type_.above
        if inner < type_.leading or self.height <= height:
            return []
        pairs = [cell.divided(inner, type_) for cell in self.cells]
        if not any(first.lines or first.paragraph for first, _ in pairs):
            return []
        elements: list[Element] = [] if self.elements is None else self.elements
        return [LaidRow.of(tuple(pair[n] for pair in pairs), self.kind, type_, elements)
                for n in (0, 1)]


@dataclass(slots=True)
class Setting:
    """What a table's cells are laid out by; the widths are of its columns."""

    styles: Styles
    type: Type
    columns: tuple[Align, ...]
    widths: tuple[float, ...]
    points: tuple[float, ...]  # where the figures of a column meet, from its right
    broken: set[str] = field(default_factory=set)  # words wider than their column

    @classmethod
    def of(cls, table: Table, styles: Styles, width: float, weights: Sequence[float] = ()
           ) -> Setting:
        """The setting of a table of that width, its columns of these weights or of their own."""
        shares = fitted(table.columns, table.rows, styles.look, width / mm, table.small, weights)
        whole = sum(shares)
        widths = tuple([width * share / whole for share in shares])
        return cls._with(table, styles, Type.of(table, styles.look), widths)

    def tighter(self, table: Table) -> Setting:
        """A setting in which no word is wider than its column; else the one that comes nearest.

        The columns are as wide as their words ask for, the type smaller if they ask too much.
        """
        width, kind = sum(self.widths), self.type
        least = least_widths(table, self.styles, kind)
        while sum(least) > width and kind.size - STEP >= SMALLEST:
            kind = kind.smaller()
            least = least_widths(table, self.styles, kind)
        spare = width - sum(least)
        if spare < 0:
            widths = given_way(table.columns, least, width, OF_WORDS_MM * mm)
        else:
            whole = sum(self.widths)
            widths = [one + spare * share / whole
                      for one, share in zip(least, self.widths, strict=True)]
        return self._with(table, self.styles, kind, tuple(widths))

    def closer(self, table: Table, by: float) -> Setting:
        """A setting of less height: the padding of rows is less, figures have the room that they
        need, and of two columns of words the one that makes rows high has room of the other."""
        kind = replace(self.type, above=self.type.above * by * by)
        settings = [self._with(table, self.styles, kind, self.widths)]
        words = [n for n, align in enumerate(self.columns) if align == "left"
                 and not any(cell.spark for cell in _column(table, n))][:2]
        if len(words) == 2:
            whole = least_widths(table, self.styles, kind, whole=True)
            narrow = [min(width, least) if align == "right" else width
                      for width, least, align in zip(self.widths, whole, self.columns, strict=True)]
            spare = sum(self.widths) - sum(narrow)
            for shift in SHIFTS:
                widths = list(narrow)
                widths[words[0]] -= shift
                widths[words[1]] += shift + spare
                settings.append(self._with(table, self.styles, kind, tuple(widths)))
        heights = []
        for setting in settings:
            height = sum(setting.row(row).height for row in table.rows)
            heights.append((bool(setting.broken), height))
            setting.broken.clear()
        return settings[heights.index(min(heights))]

    @classmethod
    def _with(cls, table: Table, styles: Styles, kind: Type, widths: tuple[float, ...]) -> Setting:
        points = tuple(
            _point([plain(row.cells[n].inlines) for row in table.rows if not row.group],
                   styles.faces.regular, kind.size, widths[n] - 2 * kind.side)
            if column.align == "right" else 0.0 for n, column in enumerate(table.columns))
        return cls(styles, kind, tuple(c.align for c in table.columns), widths, points)

    def head(self, table: Table) -> LaidRow:
        """The row of column heads."""
        face, ink = self.styles.faces.bold, self.styles.look.palette.heading
        return LaidRow.of(tuple([
            LaidCell(self._lines(column.heading, face, width), None, face, ink, "", column.align,
                     header=False)
            for column, width in zip(table.columns, self.widths, strict=True)]), "head", self.type)

    def row(self, row: Row) -> LaidRow:
        """One of the table's own rows."""
        look = self.styles.look
        if row.group:
            head = self._cell(row.cells[0], "left", sum(self.widths), bold=True,
                              ink=look.palette.ink, ground=look.palette.head_ground)
            return LaidRow.of((head,), "group", self.type)
        cells = []
        for cell, align, width, point in zip(row.cells, self.columns, self.widths, self.points,
                                             strict=True):
            ground, ink = (look.tone(cell.tone) if cell.tone else None) or ("", look.palette.ink)
            cells.append(self._cell(cell, align, width, ink=ink, ground=ground,
                                    bold=cell.header and self.type.bold_row_heads,
                                    point=point))
        return LaidRow.of(tuple(cells), "row", self.type)

    def repeated(self, group: Row) -> LaidRow:
        """A group's head as it stands overleaf: its words alone, for a link is there once."""
        words = plain(group.cells[0].inlines)
        return self.row(replace(group, cells=(Cell((Text(words),)),)))

    def _cell(
        self, cell: Cell, align: Align, width: float, *, bold: bool, ink: str, ground: str = "",
        point: float = 0.0,
    ) -> LaidCell:
        faces = self.styles.faces
        face = faces.bold if bold else faces.regular
        if _are_plain(cell.inlines):
            lines = self._lines(plain(cell.inlines), face, width)
            return LaidCell(lines, None, face, ink, ground, align, cell.header, point, cell.spark)
        match cell.inlines:
            case (PageOf() as page,):
                return LaidCell(("",), None, face, ink, ground, align, cell.header, page=page)
        paragraph = Prose(markup(cell.inlines, self.styles.look.palette.heading), self.styles.cell(
            self.type.size, self.type.leading, bold, ink, ALIGNMENTS[align]))
        paragraph.wrap(width - 2 * self.type.side, 1e6)
        return LaidCell((), paragraph, face, ink, ground, align, cell.header)

    def _lines(self, text: str, face: str, width: float) -> tuple[str, ...]:
        """The text in lines, in a column so wide."""
        return wrapped(text, face, self.type.size, width - 2 * self.type.side, self.broken)


def _are_plain(row: Inlines) -> bool:
    """Whether there is neither a link nor emphasis among the inlines, as in most cells."""
    for inline in row:
        match inline:
            case Text(emphasis="plain") | Figure(emphasis="plain"):
                continue
            case _:
                return False
    return True


def _column(table: Table, number: int) -> Iterator[Cell]:
    return (row.cells[number] for row in table.rows if not row.group)


def least_widths(table: Table, styles: Styles, kind: Type, whole: bool = False) -> list[float]:
    """How wide each column must be for its longest word, in points; `whole` keeps short texts so.

    "Jul 22" is to be on one line where a tier more makes the room for it.
    """
    faces, found = styles.faces, []
    for n, column in enumerate(table.columns):
        words = [(word, faces.bold) for word in words_of(column.heading, whole)]
        words += [(word, faces.bold if row.cells[n].header and kind.bold_row_heads
                   else faces.regular)
                  for row in table.rows if not row.group
                  for word in words_of(plain(row.cells[n].inlines), whole)]
        found.append(2 * kind.side + SLACK + max(
            (text_width(word, face, kind.size) for word, face in words), default=0.0))
    return found


def _point(texts: Sequence[str], face: str, size: float, width: float) -> float:
    """How far the decimal points of a column's figures are from its right; 0 sets them flush.

    Remarks after a figure ("[p]") hang to the right of the others if there is room for that.
    """
    if len(texts) < 2:
        return 0.0
    parts = [at_point(text) for text in texts if is_figure(text)]
    if not parts:
        return 0.0
    before = max(text_width(whole, face, size) for whole, _, _ in parts)
    for last in (3, 2):
        after = max(text_width("".join(part[1:last]), face, size) for part in parts)
        if before + after <= width:
            return after
    return 0.0


def wrapped(text: str, face: str, size: float, width: float, broken: set[str] | None = None
            ) -> tuple[str, ...]:
    """The text in lines no wider than the width; a word that is wider itself is broken.

    Such words are added to `broken`.
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
        if broken is not None and text_width(word, face, size) > width:
            broken.add(word)
        while text_width(word, face, size) > width and len(word) > 1:
            fits = next((n for n in range(len(word) - 1, 1, -1)
                         if text_width(word[:n], face, size) <= width), 1)
            lines.append(word[:fits])
            word = word[fits:]
        line = word
    return (*lines, line)
