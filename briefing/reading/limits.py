"""From what to what an indicator's figures can lie: one check for every way in which one comes.

Values, what numerators and denominators give, targets and benchmarks are all held against the
indicator's limits: those of its unit, or those of the column `range` where it has any.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from briefing.amounts import UNITS
from briefing.indicators import Indicator, Limits, usual_limits
from briefing.problems import Place, Problem
from briefing.reading.cells import Mark

_LIMITS = re.compile(r"(?P<low>\S*)\s*\bto\b\s*(?P<high>\S*)", re.I)
FRACTIONS_HINT = "Percentages are given as 12.5, not as 0.125 or 1,250"


def read_limits(text: str) -> Limits:
    """ "0 to 100", "0 to", "to 50" or "any"; raises ValueError, with what was found, otherwise."""
    bare = text.strip().replace("−", "-")
    if bare.casefold() == "any":
        return Limits()
    found = _LIMITS.fullmatch(bare)
    if found is None or not (found["low"] or found["high"]):
        raise ValueError(f"'{text}' is not a range of figures")
    try:
        low, high = (Decimal(end.rstrip("%").replace(",", "")) if end else None
                     for end in (found["low"], found["high"]))
    except InvalidOperation:
        raise ValueError(f"'{text}' is not a range of figures") from None
    if any(end is not None and not end.is_finite() for end in (low, high)):
        raise ValueError(f"'{text}' is not a range of figures")
    if low is not None and high is not None and low >= high:
        raise ValueError(f"'{text}' has its ends the wrong way round")
    return Limits(low, high)


def limits_problem(one: Indicator, value: Decimal, place: Place, numerator: Decimal | None = None,
                   denominator: Decimal | None = None) -> Problem | None:
    """What is wrong with so much of the indicator, None where its limits hold it.

    The numerator and denominator are those that the value was worked out from, if it was.
    """
    limits = one.limits
    if limits.hold(value):
        return None
    if numerator is not None and denominator is not None and one.is_share and (
            numerator > denominator > 0):
        return Problem(place, f"the numerator {numerator} is more than the denominator "
                       f"{denominator}.", "Mend one of them; where there can be more than all, as "
                       "of rent collected, give the indicator the range '0 to'.")
    shown = f"{value.normalize():f}" if numerator is None else (
        f"{numerator} over {denominator}, which is {value:.1f},")
    if one.unit_class == "percent":
        said = _ends(limits, " per cent")
        hint = FRACTIONS_HINT
        if one.given_limits is None:
            hint += ("; where they can be above 100 or below 0, as collection rates and changes "
                     "can, give the indicator the range '0 to' or 'any'")
        return Problem(place, f"{shown} is outside {said}.", f"{hint}.")
    if value < 0 and limits.low == 0:
        if one.unit == "count":
            return Problem(place, f"{shown} is not a whole count.",
                           "Mend it, or give the indicator another unit.")
        what = one.unit.replace("_", " ")
        hint = f"Mend it, or give the indicator the range 'any' where {what} can be below 0."
        return Problem(place, f"{shown} is below 0, but '{one.id}' is in {what}.", hint)
    hint = "Mend it, or the range of the indicator."
    if one.given_limits is None and limits == usual_limits(one.unit):
        hint = "Mend it, or give the indicator the range '0 to' where it can be so much."
    return Problem(place, f"{shown} is outside {_ends(limits, '')}.", hint)


def _ends(limits: Limits, unit: str) -> str:
    if limits.low is None:
        return f"what goes up to {limits.high}{unit}"
    return f"{limits.low} to {limits.high:,}{unit}" if limits.high is not None else (
        f"what starts at {limits.low}{unit}")


def unit_problem(one: Indicator, mark: Mark, shown: str, part: str, place: Place
                 ) -> Problem | None:
    """What is wrong with a cell that names its unit, 12.5% or £1,200; None where that fits.

    `part` is value (a target or benchmark is one too), numerator or denominator.
    """
    fits = {"": True, "%": one.unit_class == "percent" and part == "value",
            "£": one.unit_class == "money" or "£" in UNITS[one.unit].before
            or part != "value"}[mark]
    if fits:
        return None
    sort = "a percentage" if mark == "%" else "money"
    if part != "value":
        return Problem(place, f"{shown} is {sort}, not a {part}.", "Give the number itself.")
    unit = {"count": "a count", "percent": "in per cent"}.get(
        one.unit, f"in {one.unit.replace('_', ' ')}")
    return Problem(place, f"{shown} is {sort}, but '{one.id}' is {unit}.",
                   "Mend the cell, or the indicator's unit.")
