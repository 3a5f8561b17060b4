"""The value axis of a chart: round ticks that hold every point, with room above and below.

A line at 99.6 and 99.7 would fill the whole height of an axis that ran from the one to the other.
So an axis spans at least so much (`least`), and no point or line lies on its edge. Nought is the
one edge that may be met: nothing is below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from briefing import amounts
from briefing.findings import Finding

Ticks = tuple[tuple[Decimal, str], ...]

STEPS_AT_MOST = 6
ROOM = Decimal("0.04")      # of the axis, that is free above the highest point and below the lowest
SIXTY = 60              # seconds of a minute, minutes of an hour
NOUGHT, WHOLE = Decimal(0), Decimal(100)


@dataclass(frozen=True, slots=True)
class Axis:
    """The ticks, and where the axis ends if not at the last of them: above the whole of 100%."""

    ticks: Ticks
    top: Decimal | None = None


def axis_of(finding: Finding, values: Sequence[Decimal], from_nought: bool,
            least: Decimal = NOUGHT) -> Axis:
    """The axis of the values: from nought where they are lengths, or where nought is near."""
    one = finding.indicator
    lowest, highest = min(values, default=NOUGHT), max(values, default=Decimal(1))
    most = WHOLE if one.is_share and highest <= WHOLE else None
    low, high = lowest, highest
    if from_nought or low < 0 or low * 2 < high:
        low, high = min(low, NOUGHT), max(high, NOUGHT)
    if not from_nought and high - low < least:
        low, high = _widened(low, high, least, most)
    first = last = step = NOUGHT
    base = amounts.FORM_BASES.get(amounts.UNITS[one.unit].form)
    for step in _steps((high - low) / STEPS_AT_MOST, one.decimals == 0) if base is None else (
            _parts(high - low, base)):
        first = (low / step).to_integral_value(ROUND_FLOOR)
        last = (high / step).to_integral_value(ROUND_CEILING)
        last += last == first
        room = (last - first) * ROOM
        first -= first != 0 and lowest / step < first + room
        last += highest / step > last - room
        if most is not None and step <= most:   # no axis runs past the whole
            last = min(last, most / step)
        if last - first <= STEPS_AT_MOST and last == last.to_integral_value():
            break
    room = (last - first) * step * ROOM
    places = amounts.decimals_of(step)
    marks = [(first + n) * step for n in range(int(last - first) + 1)]
    return Axis(tuple((mark, amounts.in_cell(mark, one.unit, places)) for mark in marks),
                marks[-1] + 2 * room if highest > marks[-1] - room else None)


def _widened(low: Decimal, high: Decimal, least: Decimal, most: Decimal | None
             ) -> tuple[Decimal, Decimal]:
    """Ends so far apart, about the middle of these; not below nought, nor above the whole."""
    middle = (low + high) / 2
    start = middle - least / 2
    if most is not None:
        start = min(start, most - least)
    if low >= 0:
        start = max(start, NOUGHT)
    return min(low, start), max(high, start + least)


def _parts(span: Decimal, base: int) -> Iterator[Decimal]:
    """1, 2, 5, 10, 15, 20, 30 seconds, 1, 2, 5 minutes and so on: what goes evenly into the next.

    Of months and years (`base` 12) 1, 2, 3, 6, 12, 24, 60 ...
    """
    even = (1, 2, 3, 6) if base < SIXTY else (1, 2, 5, 10, 15, 20, 30)
    yield from (Decimal(n) for n in even if n * STEPS_AT_MOST >= span)
    for large in _steps(span / STEPS_AT_MOST / base, whole=True):
        yield large * base


def _steps(least: Decimal, whole: bool) -> Iterator[Decimal]:
    """1, 2, 5 (or 25, 250 ...) times powers of ten, from the first that is at least so large."""
    least = least if least > 0 else Decimal(1) / STEPS_AT_MOST
    power = Decimal(10) ** least.adjusted()
    while True:
        for factor in ("1", "2", "2.5", "5"):
            step = Decimal(factor) * power
            uneven = step != step.to_integral_value() and (whole or factor == "2.5")
            if step >= least and not uneven:
                yield step.quantize(Decimal(1)) if step == int(step) else step.normalize()
        power *= 10
