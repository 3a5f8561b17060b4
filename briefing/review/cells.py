"""A period of a raw series, as its row gives it, and what is worked out of two such series."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from briefing.amounts import Marking, Reason
from briefing.indicators import Indicator
from briefing.periods import Month

WITHHELD = (Reason.CONFIDENTIAL, Reason.LOW, Reason.UNRELIABLE)
BASES = {"rate_per_1000": 1_000, "rate_per_10000": 10_000, "rate_per_100000": 100_000}


@dataclass(frozen=True, slots=True)
class Cell:
    """One month of the raw series."""

    value: Decimal | Fraction | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    reason: Reason | None = None
    marking: Marking = ""
    day: date | None = None


LESS_SURE: tuple[Marking, ...] = ("", "provisional", "estimated", "unreliable")
NO_CELL = Cell(None, reason=Reason.MISSING)


def half_up(value: Fraction, decimals: int) -> Fraction:
    """Rounded half up, away from nought, as a spreadsheet does."""
    scale = 10**decimals        # whole numbers: this is asked a hundred thousand times
    above, below = abs(value.numerator) * scale, value.denominator
    size = Fraction((2 * above + below) // (2 * below), scale)
    return -size if value < 0 else size


def ratio(one: Indicator, numerator: Fraction, denominator: Fraction) -> Fraction:
    """A month's percentage, or its rate, which for a flow is multiplied up to a year."""
    base = 100 if one.unit == "percent" else BASES[one.unit]
    return numerator * base * (12 // one.step if one.annualised else 1) / denominator


def derived(one: Indicator, numerators: Mapping[Month, Cell],
            denominators: Mapping[Month, Cell]) -> dict[Month, Cell]:
    """The cells of an indicator that has none of its own, from the two series it is made of."""
    made: dict[Month, Cell] = {}
    for month, above in numerators.items():
        below = denominators.get(month, NO_CELL)
        if above.value is None or below.value is None:
            reasons = [cell.reason for cell in (above, below) if cell.reason]
            made[month] = Cell(None, reason=next((r for r in reasons if r in WITHHELD), reasons[0]))
        elif below.value == 0:
            made[month] = Cell(None, above.numerator, below.denominator, Reason.NOT_APPLICABLE)
        else:
            made[month] = Cell(
                ratio(one, Fraction(above.value), Fraction(below.value)),
                Decimal(str(above.value)), Decimal(str(below.value)),
                marking=max(above.marking, below.marking, key=LESS_SURE.index))
    return made


def sum_of(amounts: Sequence[Decimal | Fraction | None]) -> Fraction | None:
    """The sum; None when an amount is not there."""
    if any(amount is None for amount in amounts):
        return None
    return sum((Fraction(amount) for amount in amounts if amount is not None), Fraction(0))
