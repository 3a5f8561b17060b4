"""Plain numbers that are whole in every cell are printed whole: 132 farmers, not 132.0."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from briefing.amounts import UNITS
from briefing.indicators import Indicator
from briefing.reading.grids import Grid, records
from briefing.reading.observations import Observation


def without_decimals(grid: Grid) -> set[str]:
    """The ids of the rows of the table Indicators that say nothing of decimals."""
    return {record.text("id") for record in records(grid, ("id",), ("decimals",), [])
            if not record.text("decimals")}


def as_whole(rows: Sequence[Indicator], unsaid: Collection[str],
             observations: Iterable[Observation]) -> tuple[Indicator, ...]:
    """The indicators, those without decimals that are plain numbers whose figures all are whole.

    Of an average or an index one figure with a decimal shows that it has them.
    """
    plain = {one.id for one in rows if one.id in unsaid and one.unit_class == "ratio"
             and UNITS[one.unit].decimals is None and not UNITS[one.unit].form}
    whole: dict[str, bool] = {}
    for o in observations:
        if o.indicator in plain and (o.value is not None or o.numerator is not None):
            whole[o.indicator] = whole.get(o.indicator, True) and o.numerator is None and (
                o.value == o.value.to_integral_value() if o.value is not None else False)
    return tuple(replace(one, decimals=0) if whole.get(one.id) else one for one in rows)
