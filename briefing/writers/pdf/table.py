"""A table drawn row by row, its heads repeated on each page; no row splits.

ReportLab's Table takes longer a row the longer it is, because every piece lays the rest out again.
Here the rows are laid out once and the pieces of a split table share them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from reportlab.platypus import Flowable

from briefing.amounts import at_point, is_figure
from briefing.charts.faces import text_width
from briefing.document import Table
from briefing.escaping import escape
from briefing.problems import Place, Problem, listed
from briefing.writers.pdf.cells import LaidCell, LaidRow, Setting, Type
from briefing.writers.pdf.chart import spark_in_cell
from briefing.writers.pdf.front import page_in_cell
from briefing.writers.pdf.inlines import Prose
from briefing.writers.pdf.stack import at_top
from briefing.writers.pdf.styles import Styles
from briefing.writers.pdf.tags import Element, attributes

HAIRLINE = 0.4
FEW_ROWS = 40     # about two pages: a longer table has no last page that closer rows would save
SPARK_SIDE = 3.0  # padding of a sparkline, left and right
FIGURE = re.compile(r"[−£(]*\d[\d,.]*[%km)]*")
COLUMN_HEAD = attributes("Table", Scope="/Column")
ROW_HEAD = attributes("Table", Scope="/Row")


@dataclass(slots=True)
class Laid:
    """A table laid out at one width, shared by its pieces."""

    width: float
    widths: tuple[float, ...]
    type: Type
    caption: Any
    head: LaidRow
    rows: tuple[LaidRow, ...]
    group_of: tuple[LaidRow | None, ...]  # for each row its group's head, as it is repeated


@dataclass(slots=True)
class Places:
    """A table's place in the structure, shared by its pieces and tiers.

    `rows` are its rows' elements, by their number and -1 for the heads. Where the table has
    groups, `columns` and `group` are the names of the heads that the cells of a row refer to: what
    a group's head heads is not the column under it, so each cell says itself what its heads are.
    """

    table: Element
    grouped: bool
    rows: dict[int, Element] = field(default_factory=dict)
    columns: list[str] = field(default_factory=list)
    group: str = ""

    def row(self, number: int) -> Element:
        """The element of the row of that number."""
        if number not in self.rows:
            self.rows[number] = self.table.add("TR")
        return self.rows[number]

    def name(self, element: Element) -> str:
        """The name of a head."""
        return self.table.structure.name(element)


class Rows(Flowable):  # type: ignore[misc]
    """The rows of a table from one to another; the first piece carries the caption.

    A piece that begins inside a group repeats the group's head under the column heads. The
    elements of the rows are made as they are drawn: what is repeated has none. A lower tier of a
    table repeats the heads of the rows (`heads_repeated`). `weights` are those of its columns where
    they are not their own.
    """

    def __init__(self, table: Table, styles: Styles, element: Element | Places, start: int = 0,
                 stop: int | None = None, laid: Laid | None = None,
                 heads_repeated: bool = False, weights: Sequence[float] = ()) -> None:
        super().__init__()
        self.table, self.styles = table, styles
        self.places = element if isinstance(element, Places) else Places(
            element, any(row.group for row in table.rows))
        self.start, self.stop = start, len(table.rows) if stop is None else stop
        self.laid, self.heads_repeated, self.weights = laid, heads_repeated, weights
        self.spacing = 1.0

    def space(self, by: float) -> None:
        """Set the rows so many times as far apart, where the table is short."""
        if len(self.table.rows) <= FEW_ROWS and by != self.spacing:
            self.spacing, self.laid = by, None

    def getSpaceBefore(self) -> float:
        return 12.0 if self.table.caption_shown else 6.0

    def getSpaceAfter(self) -> float:
        return 4.0 if self.table.small else 10.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        laid = self._lay_out(width)
        self.width = width
        self.height = self._top(laid) + sum(row.height for row in laid.rows[self.start:self.stop])
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Any]:
        laid = self._lay_out(width)
        cut, left = self.start, height - self._top(laid)
        while cut < self.stop and laid.rows[cut].height <= left:
            left -= laid.rows[cut].height
            cut += 1
        if cut == self.stop - 1 and cut - self.start > 2:
            cut -= 1  # nor is the last row alone overleaf
        while cut > self.start and laid.rows[cut - 1].kind == "group":
            cut -= 1  # a group's head goes with its first row
        if cut == self.start:
            return self._row_divided(laid, left) if at_top(self) and cut < self.stop else []
        return [self._piece(self.start, cut, laid), self._piece(cut, self.stop, laid)]

    def _piece(self, start: int, stop: int, laid: Laid) -> Rows:
        return Rows(self.table, self.styles, self.places, start, stop, laid, self.heads_repeated,
                    self.weights)

    def _row_divided(self, laid: Laid, height: float) -> list[Any]:
        """The piece in two, its first row divided at the height: no page could hold it."""
        row = laid.rows[self.start]
        pieces = row.divided(height, laid.type)
        if not pieces:
            return []
        rows = (*laid.rows[: self.start], *pieces, *laid.rows[self.start + 1 :])
        groups = (*laid.group_of[: self.start + 1], *laid.group_of[self.start :])
        laid = replace(laid, rows=rows, group_of=groups)
        return [self._piece(self.start, self.start + 1, laid),
                self._piece(self.start + 1, self.stop + 1, laid)]

    def draw(self) -> None:
        laid, canvas = self._lay_out(self.width), self.canv
        y = self.height
        if self._captioned(laid):
            y -= laid.caption.height
            laid.caption.part.element = laid.caption.part.label = self.places.table.add(
                "Caption")
            laid.caption.drawOn(canvas, 0, y)
            y -= laid.caption.getSpaceAfter()
        repeated = (laid.head, *self._carried(laid)) if self.start else ()
        own = laid.rows[self.start : self.stop] if self.start else (
            laid.head, *laid.rows[: self.stop])
        self._draw_grounds(laid, (*repeated, *own), y)
        top = y
        if repeated:
            with canvas.artifact("repeated"):
                for row in repeated:
                    y = self._draw_row(laid, row, y, None)
        first = self.start if self.start else -1
        for number, row in enumerate(own, first):
            y = self._draw_row(laid, row, y, self._elements(laid, row, number))
        self._draw_rules((*repeated, *own), top)

    def _draw_grounds(self, laid: Laid, rows: Sequence[LaidRow], top: float) -> None:
        """The colours behind the cells."""
        grounds: dict[str, list[tuple[float, float, float, float]]] = {}
        for row in rows:
            top -= row.height
            if row.grounded:
                x = 0.0
                for cell, width in zip(row.cells, self._widths(laid, row), strict=True):
                    if cell.ground:
                        grounds.setdefault(cell.ground, []).append((x, top, width, row.height))
                    x += width
        for ink, places in grounds.items():
            self.canv.grounds(places, ink)

    def _draw_rules(self, rows: Sequence[LaidRow], top: float) -> None:
        """The lines under the rows, that under the heads a strong one."""
        colours, places = self.styles.look.palette, []
        for row in rows:
            top -= row.height
            places.append((0.0, top, self.width, top))
        self.canv.rules(places[:1], 1.0, colours.heading)
        if len(places) > 1:
            self.canv.rules(places[1:], HAIRLINE, colours.rule)

    def _elements(self, laid: Laid, row: LaidRow, number: int) -> list[Element | None]:
        """The elements of the row's cells; the pieces of a divided row have the same.

        The head of a row that is repeated has none.
        """
        if row.elements:
            return list(row.elements)
        skipped = int(self.heads_repeated)
        made = cell_elements(self.places, row, number, len(laid.widths), skipped)
        if row.elements is not None:
            row.elements.extend(made)
        return [None] * skipped + made

    def _draw_row(
        self, laid: Laid, row: LaidRow, top: float, places: Sequence[Element | None] | None
    ) -> float:
        """Draw the row's words under `top`, as content of its cells' elements if it has any.

        The row's foot comes back.
        """
        x = 0.0
        for n, (cell, width) in enumerate(zip(row.cells, self._widths(laid, row), strict=True)):
            place = places[n] if places else None
            if places and place is None:
                with self.canv.artifact("repeated"):
                    self._draw_cell(laid.type, cell, x, top, width, row, None)
            else:
                self._draw_cell(laid.type, cell, x, top, width, row, place)
            x += width
        return top - row.height

    def _draw_cell(
        self, kind: Type, cell: LaidCell, x: float, top: float, width: float, row: LaidRow,
        element: Element | None,
    ) -> None:
        """Draw a cell's words from the top, or down to the foot of a row of heads."""
        canvas = self.canv
        y = top - kind.above
        if cell.paragraph:
            cell.paragraph.part.element = cell.paragraph.part.label = element
            cell.paragraph.drawOn(canvas, x + kind.side, y - cell.paragraph.height)
            return
        if cell.spark is not None and element is not None:
            spark_in_cell(canvas, cell.spark, element, x + SPARK_SIDE, y - kind.leading,
                          width - 2 * SPARK_SIDE, kind.leading, self.styles)
            return
        if cell.page is not None and element is not None:
            page_in_cell(canvas, cell.page, element, cell.face, kind, (
                x + kind.side, top - row.height, width - 2 * kind.side, row.height),
                self.styles)
            return
        if not any(cell.lines):
            return
        if row.kind == "head":
            y = top - row.height + kind.above + len(cell.lines) * kind.leading
        lift = (kind.leading - 0.72 * kind.size) / 2
        lines = [(self._line_start(kind, cell, line, x, width), y - n * kind.leading + lift, line)
                 for n, line in enumerate(cell.lines, 1)]
        canvas.letter(lines, cell.face, kind.size, cell.ink, element)

    def _line_start(self, kind: Type, cell: LaidCell, line: str, x: float, width: float) -> float:
        """Where the line begins, by the alignment of its cell."""
        if cell.align == "left":
            return x + kind.side
        free = width - 2 * kind.side - text_width(line.rstrip(), cell.face, kind.size)
        if cell.point and len(cell.lines) == 1 and is_figure(line.rstrip()):
            before = text_width(at_point(line)[0], cell.face, kind.size)
            free = max(min(free, width - 2 * kind.side - cell.point - before), 0.0)
        return x + kind.side + (free if cell.align == "right" else free / 2)

    def _widths(self, laid: Laid, row: LaidRow) -> tuple[float, ...]:
        """The widths of the row's cells; a group's head has one, across them all."""
        return (self.width,) if row.kind == "group" else laid.widths

    def _captioned(self, laid: Laid) -> bool:
        return laid.caption is not None and self.start == 0

    def _top(self, laid: Laid) -> float:
        """The height of what stands above the rows: the caption, or what is repeated, and heads."""
        caption = laid.caption.height + laid.caption.getSpaceAfter() if self._captioned(laid) else 0
        return float(caption + laid.head.height + sum(row.height for row in self._carried(laid)))

    def _carried(self, laid: Laid) -> tuple[LaidRow, ...]:
        """The head of the group that began before this piece, if it goes on here."""
        if not 0 < self.start < self.stop or laid.rows[self.start].kind == "group":
            return ()
        head = laid.group_of[self.start]
        return () if head is None else (head,)

    def _too_wide(self, words: Iterable[str]) -> list[Problem]:
        """A problem for the figures that no column is wide enough for: they are never broken."""
        figures = [f"'{word}'" for word in sorted(words) if FIGURE.fullmatch(word)]
        if not figures:
            return []
        return [Problem(Place("the report", column=self.table.id),
                        f"the table '{self.table.caption}' is too wide: no column can hold "
                        f"{listed(figures[:3], 'and')}.",
                        "Give the indicator fewer decimals or a larger unit.")]

    def _lay_out(self, width: float) -> Laid:
        """The table laid out at the width: once, whatever number of pages it runs over."""
        if self.laid is None or self.laid.width != width:
            table, styles = self.table, self.styles
            setting = Setting.of(table, styles, width, self.weights)
            if self.spacing < 1:
                setting = setting.closer(table, self.spacing)
            head, rows = setting.head(table), tuple(setting.row(row) for row in table.rows)
            if setting.broken:
                setting = setting.tighter(table)
                head, rows = setting.head(table), tuple(setting.row(row) for row in table.rows)
                styles.problems += self._too_wide(setting.broken)
            caption = None
            if table.caption_shown and table.caption:
                caption = Prose(escape(table.caption), styles.roles["caption"])
                caption.wrap(width, 1e6)
            heads: list[LaidRow | None] = []
            for row, made in zip(table.rows, rows, strict=True):
                if row.group:
                    heads.append(setting.repeated(row) if made.cells[0].paragraph else made)
                else:
                    heads.append(heads[-1] if heads else None)
            self.laid = Laid(width, setting.widths, setting.type, caption, head, rows,
                             tuple(heads))
        return self.laid


def cell_elements(places: Places, row: LaidRow, number: int, columns: int, skipped: int = 0
                  ) -> list[Element]:
    """The elements of a row's cells from the one on that is not skipped.

    What heads a column or a row says so. In a table with groups each cell also names its heads:
    its group's, its row's and its column's, and no other.
    """
    whole = places.row(number)
    cells = row.cells[skipped:]
    if row.kind == "group":
        head = whole.add("TH", attributes=attributes("Table", Scope="/Row", ColSpan=columns))
        places.group = places.name(head)
        return [head]
    if row.kind == "head":
        made = [whole.add("TH", attributes=COLUMN_HEAD) if any(cell.lines) else whole.add("TD")
                for cell in cells]
        if places.grouped:
            places.columns = [places.name(each) if each.tag == "TH" else "" for each in made]
        return made
    made = [whole.add("TH", attributes=ROW_HEAD) if cell.header else whole.add("TD")
            for cell in cells]
    if places.grouped:
        of_row = [(each, places.name(each)) for each in made if each.tag == "TH"]
        for each, column in zip(made, places.columns, strict=True):
            heads = [places.group, *(name for head, name in of_row if each.tag == "TD"), column]
            named = "".join(f"({name})" for name in heads if name)
            scope = {"Scope": "/Row"} if each.tag == "TH" else {}
            each.attributes = attributes("Table", **scope, Headers=f"[{named}]")
    return made
