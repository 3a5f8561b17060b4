"""Blocks side by side, each column filled down the page before it goes on overleaf."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from briefing.writers.pdf.stack import Stack, following

GUTTER: float = 8 * mm


class SideBySide(Flowable):  # type: ignore[misc]
    """Columns of equal width with a gutter between them."""

    def __init__(self, columns: Sequence[Sequence[Any]]) -> None:
        super().__init__()
        self.columns = [Stack(following(column)) for column in columns]

    def getSpaceBefore(self) -> float:
        return max((column.getSpaceBefore() for column in self.columns), default=0.0)

    def getSpaceAfter(self) -> float:
        return max((column.getSpaceAfter() for column in self.columns), default=0.0)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        each = self._each(width)
        self.height = max((column.wrap(each, height)[1] for column in self.columns), default=0.0)
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Any]:
        each = self._each(width)
        halves = []
        for column in self.columns:
            column._frame = getattr(self, "_frame", None)
            halves.append(column.filled(each, height))
            del column._frame
        if not any(first for first, _ in halves):
            return []
        return [SideBySide([first for first, _ in halves]),
                SideBySide([rest for _, rest in halves])]

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        each = self._each(self.width)
        for n, column in enumerate(self.columns):
            column.drawOn(canvas, x + n * (each + GUTTER), y + self.height - column.height)

    def _each(self, width: float) -> float:
        gutters = GUTTER * (len(self.columns) - 1)
        return (width - gutters) / max(len(self.columns), 1)
