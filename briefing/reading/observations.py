"""Observations: one indicator's figure for one month, as it stood in a cell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from briefing.amounts import Marking, Reason
from briefing.periods import Month
from briefing.problems import Place
from briefing.reading.grids import Grid


@dataclass(frozen=True, slots=True)
class Observation:
    """A value, a numerator over a denominator or both, or the reason why there is none.

    `provisional` says that the figure is not final, `marked` how it is marked for that. `day` is
    the day that it is as at, where its period says one.
    """

    indicator: str
    month: Month
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    reason: Reason | None
    provisional: bool
    grid: Grid
    row: int
    column: str = ""
    marked: Marking = ""
    day: date | None = None

    @property
    def place(self) -> Place:
        """The cell that it was read from."""
        return self.grid.place(self.row, self.column)
