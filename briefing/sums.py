"""Sums over the periods of a year and over 12 months, of many indicators at once.

They are of whole numbers of millionths, so they are exact. The indicators of one table have one
rhythm: a period every so many months, and the year that they are added up over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from briefing.amounts import Marking, Reason
from briefing.indicators import Indicator
from briefing.periods import ORDINAL, YEAR_STARTS, Month

MILLIONTHS = 1_000_000


@dataclass(frozen=True, slots=True)
class Value:
    """An indicator's figure for one period, or the reason why there is none.

    `day` is the day that it is as at, where its cell said one.
    """

    amount: Decimal | None
    reason: Reason | None = None
    provisional: bool = False
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    marked: Marking = ""
    day: date | None = None

    @property
    def marking(self) -> Marking:
        """How the figure is marked; one that is not final and says no more is provisional."""
        return self.marked or ("provisional" if self.provisional else "")


class Sums:
    """The table: a row a period, a column an indicator.

    `stretch` counts the periods without a gap or break that end with each, so a sum over n periods
    stands where the stretch is n or more.
    """

    def __init__(self, series: Mapping[str, Mapping[Month, Value]], wanted: Sequence[Indicator],
                 last: Month) -> None:
        """`series` holds the values by indicator id; `last` is the last period of them all."""
        self.step = wanted[0].step
        firsts = [min(found, key=ORDINAL) for one in wanted if (found := series[one.id])]
        self.first = min(firsts, default=last)
        length = self._row(last) + 1
        cells = {name: [[0] * length for _ in wanted] for name in ("value", "above", "below")}
        shown = [[False] * length for _ in wanted]
        paired = [[False] * length for _ in wanted]
        for n, one in enumerate(wanted):
            for month, value in series[one.id].items():
                at = self._row(month)
                if value.amount is not None:
                    cells["value"][n][at] = int(value.amount * MILLIONTHS)
                    shown[n][at] = True
                if value.numerator is not None and value.denominator is not None:
                    cells["above"][n][at] = int(value.numerator * MILLIONTHS)
                    cells["below"][n][at] = int(value.denominator * MILLIONTHS)
                    paired[n][at] = True
        self.columns = {one.id: n for n, one in enumerate(wanted)}
        index = pd.RangeIndex(length)

        def table(columns: list[Any]) -> Any:
            return pd.DataFrame(np.array(columns).T, index=index)

        months = pd.Series(range(self.first.ordinal, self.first.ordinal + length * self.step,
                                 self.step), index=index)
        year = (months - (YEAR_STARTS[wanted[0].year] - 1)) // 12
        cumulative = table(cells["value"]).cumsum()
        per_year = 12 // self.step
        self.rolling = (cumulative - cumulative.shift(per_year, fill_value=0)).to_numpy()
        self.to_date = {name: table(columns).groupby(year.to_numpy()).cumsum().to_numpy()
                        for name, columns in cells.items()}
        self.stretch = {name: self._stretch(table(columns), wanted)
                        for name, columns in (("value", shown), ("pair", paired))}

    def _row(self, month: Month) -> int:
        return (month.ordinal - self.first.ordinal) // self.step

    def _stretch(self, shown: Any, wanted: Sequence[Indicator]) -> Any:
        count = shown.cumsum().astype("float64")    # with room for NaN: else column by column
        before = count.where(~shown)
        for n, one in enumerate(wanted):
            for month in one.breaks:
                # a break inside a period is one before the period's end
                at = -((self.first.ordinal - month.ordinal) // self.step)
                if 0 <= at < len(shown) and shown.iat[at, n]:
                    before.iat[at, n] = count.iat[at, n] - 1
        return (count - before.ffill().fillna(0)).astype("int64").to_numpy()

    def periods(self, which: str, one: Indicator, month: Month) -> int:
        """How many periods without a gap or break end with this one; `which` is value or pair."""
        if month < self.first:
            return 0
        return int(self.stretch[which][self._row(month), self.columns[one.id]])

    def twelve_months(self, one: Indicator, month: Month) -> Decimal:
        """The sum of the values of the 12 months to this one."""
        return Decimal(int(self.rolling[self._row(month), self.columns[one.id]])) / MILLIONTHS

    def year(self, name: str, one: Indicator, month: Month) -> Decimal:
        """The sum, from the start of the year, of value, above (numerators) or below."""
        found = self.to_date[name][self._row(month), self.columns[one.id]]
        return Decimal(int(found)) / MILLIONTHS
