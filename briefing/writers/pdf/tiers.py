"""A table whose columns are more than the page holds: smaller, or in tiers one under the other.

To who hears it the table is one: a tier adds its cells to the rows that the first began, and the
heads of the rows that it repeats are there for the eye alone.
"""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Flowable

from briefing.document import Table
from briefing.writers.pdf.cells import STEP, Type, least_widths
from briefing.writers.pdf.styles import Styles
from briefing.writers.pdf.table import Places, Rows
from briefing.writers.pdf.tags import Element
from briefing.writers.widths import in_tiers, tiers_needed

SMALLEST = 7.0      # points: rather two tiers than type that is smaller
APART = 3.0         # points between two tiers


def table_flowable(table: Table, styles: Styles, element: Element) -> Rows | Tiers:
    """The table as the page takes it: in tiers where it may be, else whole."""
    return (Tiers if table.in_tiers else Rows)(table, styles, element)


class Tiers(Flowable):  # type: ignore[misc]
    """The tiers of a table, in as few as its words need at a size that can be read."""

    def __init__(self, table: Table, styles: Styles, element: Element) -> None:
        super().__init__()
        self.table, self.styles, self.element = table, styles, element
        self.parts: list[Rows] = []
        self.width = 0.0

    def getSpaceBefore(self) -> float:
        return 12.0 if self.table.caption_shown else 6.0

    def getSpaceAfter(self) -> float:
        return 4.0 if self.table.small else 10.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        if not self.parts or self.width != width:
            self.parts, self.width = self._made(width), width
        heights = [part.wrap(width, height)[1] for part in self.parts]
        self.height = sum(heights) + APART * (len(self.parts) - 1)
        return width, self.height

    def split(self, width: float, height: float) -> list[Any]:
        """The tiers that fit and the others; the first of them is divided where none does."""
        self.wrap(width, height)
        left = height
        for n, part in enumerate(self.parts):
            left -= part.height + (APART if n else 0.0)
            if left < 0:
                if n:
                    return self.parts
                part._frame = getattr(self, "_frame", None)
                pieces = part.split(width, height)
                del part._frame
                return [*pieces, *self.parts[1:]] if pieces else []
        return [self]

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        y += self.height
        for part in self.parts:
            y -= part.height
            part.drawOn(canvas, x, y)
            y -= APART

    def _made(self, width: float) -> list[Rows]:
        kind = Type.of(self.table, self.styles.look)
        while True:
            least = least_widths(self.table, self.styles, kind, whole=True)
            if sum(least) <= width or kind.size - STEP < SMALLEST:
                break
            kind = kind.smaller()
        places = Places(self.element, grouped=False)
        if sum(least) <= width:
            # what is to spare is shared out, so that no head of a column has to break
            whole, spare = sum(c.weight for c in self.table.columns), width - sum(least)
            return [Rows(self.table, self.styles, places, weights=[
                needed + spare * column.weight / whole
                for column, needed in zip(self.table.columns, least, strict=True)])]
        least = least_widths(self.table, self.styles, Type.of(self.table, self.styles.look),
                             whole=True)
        return [Rows(tier, self.styles, places, heads_repeated=n > 0) for n, tier in enumerate(
            in_tiers(self.table, tiers_needed(least, width)))]
