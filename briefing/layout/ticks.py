"""The ticks of a value axis: round values that hold every point."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from briefing import amounts
from briefing.findings import Finding

TICKS_AT_MOST = 6


def ticks(finding: Finding, values: list[Decimal], from_zero: bool
          ) -> tuple[tuple[Decimal, str], ...]:
    """Round values that hold every point between the first and the last of them."""
    one = finding.indicator
    low = min(values, default=Decimal(0))
    high = max(values, default=Decimal(1))
    if from_zero or low < 0 or low * 2 < high:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    whole = one.decimals == 0
    step = _step((high - low) / (TICKS_AT_MOST - 1), whole)
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    if first == last:
        last += 1
        first -= 1 if first else 0
    if one.is_share and last * step > 100 >= high:
        # no axis runs past the whole
        first, last = first - 1, (Decimal(100) / step).to_integral_value(ROUND_FLOOR)
        first = max(first, Decimal(0)) if low >= 0 else first
        if last * step < high:
            step = Decimal(100) / (Decimal(100) / step).to_integral_value(ROUND_CEILING)
            first = (low / step).to_integral_value(ROUND_FLOOR)
            last = Decimal(100) / step
    places = amounts.decimals_of(step)
    made = []
    at = first
    while at <= last:
        value = at * step
        made.append((value, amounts.in_cell(value, one.unit, places)))
        at += 1
    return tuple(made)


def _step(least: Decimal, whole: bool) -> Decimal:
    """The smallest of 1, 2, 5 (or 25, 250 ...) times a power of ten that is at least so large."""
    if least <= 0:
        return Decimal(1)
    power = Decimal(10) ** least.adjusted()
    for factor in ("1", "2", "2.5", "5", "10"):
        step = Decimal(factor) * power
        uneven = step != step.to_integral_value() and (whole or factor == "2.5")
        if step >= least and not uneven:
            return step.quantize(Decimal(1)) if step == int(step) else step.normalize()
    return Decimal(1)
