"""Percentages that no count can give, and fractions given as per cent."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from statistics import median

from briefing.amounts import decimals_of, rounded
from briefing.indicators import Indicator
from briefing.periods import Month
from briefing.problems import Problem
from briefing.reading.checks.series import Cells, Checked, spans
from briefing.reading.checks.thresholds import ENOUGH_FRACTIONS, FRACTION_TIMES

FRACTIONS = "Percentages are given as 12.5, not as 0.125."


def nearest_percentages(value: Decimal, denominator: Decimal, decimals: int) -> list[Decimal]:
    """Nothing when some whole numerator over the denominator prints the value, else the nearest.

    These are what the whole numbers below and above value × denominator / 100 give. A value with
    fewer decimals than are printed was rounded by hand and is compared at its own.
    """
    places = min(decimals, decimals_of(value))
    exact = value * denominator / 100
    whole = {exact.to_integral_value(ROUND_FLOOR), exact.to_integral_value(ROUND_CEILING)}
    near = [n * 100 / denominator for n in sorted(whole)]
    if rounded(value, places) in [rounded(percentage, places) for percentage in near]:
        return []
    return [rounded(percentage, decimals) for percentage in near]


def fractions(checked: Checked) -> Iterator[Problem]:
    """Errors and warnings for percentages that look like fractions of 1.

    Looked at are figures without a numerator and denominator, which could not lie. All of at most
    1 is an error where they are meant to be high, or where a target or benchmark shows that they
    are fractions; elsewhere they may be as small as that, and it is a warning. So it is when some
    are at most 1 among far larger ones.
    """
    beside: dict[str, list[Decimal]] = {}
    for target in checked.dictionary.targets:
        beside.setdefault(target.indicator, []).append(target.value)
    for benchmark in checked.dictionary.benchmarks:
        beside.setdefault(benchmark.indicator, []).append(benchmark.value)
    for one, cells in checked.indicators():
        if one.unit_class == "percent" and not one.can_be_negative:     # a change may be small
            yield from _fractions(one, cells, beside.get(one.id, []))


def _fractions(one: Indicator, cells: Cells, beside: list[Decimal]) -> Iterator[Problem]:
    shown = {month: cell.value for month, cell in cells.items() if cell.value
             and cell.numerator is None}
    small: list[Month] = [month for month, value in shown.items() if value <= 1]
    if not small:
        return
    place = cells[small[0]].place
    if len(small) == len(shown):
        if len(small) < ENOUGH_FRACTIONS:
            return
        middle = median(shown.values())
        certain = one.polarity == "higher" or any(
            value >= middle * FRACTION_TIMES for value in beside)
        yield Problem(
            place, f"every figure of '{one.id}' is at most 1 per cent.",
            FRACTIONS if certain else f"{FRACTIONS} If they are so small, accept this.",
            warning=not certain)
    elif median(v for v in shown.values() if v > 1) >= FRACTION_TIMES:
        yield Problem(place, f"'{one.id}' is at most 1 per cent for {spans(one, small)}, and "
                      f"{FRACTION_TIMES} times larger otherwise.", FRACTIONS, warning=True)
