"""Targets that cannot be meant: nought, in another unit, or out of all reach."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from statistics import median

from briefing.indicators import Indicator, Target
from briefing.problems import Place, Problem
from briefing.reading.cells import NotANumber, read_number
from briefing.reading.checks.series import Checked, said
from briefing.reading.checks.thresholds import ENOUGH_MONTHS, RANGES_AWAY, TARGET_TIMES_OUT
from briefing.reading.grids import Grid, Record, records


def targets(checked: Checked) -> Iterator[Problem]:
    """At most one warning for each target that the report's period has.

    Those of other years and months are not printed, and are looked at when they are.
    """
    if checked.targets is None:
        return
    rows = _Rows(checked.targets)
    for target in checked.dictionary.targets:
        one = checked.dictionary[target.indicator]
        figures = checked.figures(one)
        latest = max((m for m in figures if m <= checked.period), default=checked.period)
        if not (target.covers(checked.period) or target.covers(latest)):
            continue
        place, values = rows.place(target), list(figures.values())
        if target.value == 0 and one.unit != "count" and one.polarity not in ("lower", "range"):
            yield Problem(place, f"the target of '{one.id}' is 0.",
                          "Leave the row out where there is no target.", warning=True)
        elif (times := _times_out(target.value, values)) is not None:
            yield Problem(
                place, f"the target {said(one, target.value)} of '{one.id}' is {times:,.0f} times "
                f"{'above' if target.value > median(values) else 'below'} its usual figure, "
                f"{said(one, median(values))}.", "Give it in the same unit as the figures.",
                warning=True)
        elif (never := _out_of_reach(one, target, values)) is not None:
            # it may stand for years: words that change with each month could not be accepted
            yield Problem(
                place, f"the target {said(one, target.value)} of '{one.id}' was "
                f"{'missed' if never else 'met'} by every figure there is, and by far.",
                "Mend it or the polarity, or accept it if it is meant so.", warning=True)


def _times_out(target: Decimal, values: list[Decimal]) -> float | None:
    """How many times the target is the usual figure or the other way, where that is far too many.

    The usual figure is the median.
    """
    usual = median(values) if values else Decimal(0)
    if target <= 0 or usual <= 0:
        return None
    times = float(max(target / usual, usual / target))
    return times if times >= TARGET_TIMES_OUT else None


def _out_of_reach(one: Indicator, target: Target, values: list[Decimal]) -> bool | None:
    """True for a target that no month came near, False for one that each met by far, else None.

    All of something, or none of it, is an aim that may stand out of reach. A cumulative figure
    meets its target at the end of the year.
    """
    if (len(values) < ENOUGH_MONTHS or one.polarity not in ("higher", "lower")
            or one.kind == "cumulative" or target.value == 0
            or (one.unit_class == "percent" and target.value == 100)):
        return None
    low, high = min(values), max(values)
    away = (high - low) * RANGES_AWAY
    if low == high or low - away <= target.value <= high + away:
        return None
    return (target.value > high) == (one.polarity == "higher")


class _Rows:
    """The table's rows by indicator, so that a target finds its own again."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.by_indicator: dict[str, list[Record]] = {}
        for record in records(grid, ("indicator",), ("year", "target", "lower", "note"), []):
            self.by_indicator.setdefault(record.text("indicator"), []).append(record)

    def place(self, target: Target) -> Place:
        """The cell of the target's value."""
        found = self.by_indicator.get(target.indicator, [])
        same = [record for record in found if _is(record, target.value)]
        exact = [record for record in same if record.text("year") == str(target.span)]
        return (exact or same)[0].place("target")


def _is(record: Record, value: Decimal) -> bool:
    try:
        return read_number(record.cells.get("target", "")).number == value
    except NotANumber:
        return False
