"""The cells of an indicator's month to its observation: worked out, and held against each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from briefing.amounts import RATE_BASES, Reason, number, rounded, worst_marking
from briefing.indicators import Indicator
from briefing.periods import Month
from briefing.problems import Place, Problem, listed
from briefing.reading.cells import FAULTY, MISSING, Reading
from briefing.reading.checks.percentages import nearest_percentages
from briefing.reading.grids import Grid
from briefing.reading.limits import limits_problem
from briefing.reading.observations import Observation

PARTS = ("value", "numerator", "denominator")


@dataclass(slots=True)
class Gathered:
    """The cells of one indicator's month, until value, numerator and denominator are together."""

    grid: Grid
    row: int
    column: str
    by_column: bool
    day: date | None = None         # that it is as at
    parts: dict[str, Reading] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        """Where they stand, for a problem."""
        return self.grid.place(self.row, self.column)


def observation(
    key: tuple[str, Month], found: Gathered, indicators: Mapping[str, Indicator],
    problems: list[Problem],
) -> Observation | None:
    """The month's observation; None, with a problem, when its cells contradict each other."""
    name, month = key
    value, numerator, denominator = (found.parts.get(part, MISSING) for part in PARTS)
    if value is FAULTY or numerator is FAULTY or denominator is FAULTY:
        return None
    one = indicators.get(name)
    amount, reason = value.number, value.reason
    paired = numerator.number is not None and denominator.number is not None
    # a month is withheld as a whole: its other cells would give the withheld one away
    for part in (value, numerator, denominator):
        if part.reason not in (None, Reason.MISSING):
            reason, amount, paired = part.reason, None, False
            break
    else:
        one_alone = (numerator.number is None) != (denominator.number is None)
        if one_alone and (numerator.number is not None or amount is None):
            _unpaired(numerator, found.place, problems)
            return None
    if one is not None and paired and one.is_ratio:
        assert numerator.number is not None
        assert denominator.number is not None
        if denominator.number == 0 and numerator.number == 0:
            amount, reason = None, Reason.NOT_APPLICABLE    # no cases: they still add up
        elif denominator.number == 0:
            problems.append(Problem(found.place, f"the denominator is 0, the numerator "
                                    f"{numerator.number}.", "Mend one of them."))
            return None
        else:
            stated = amount
            amount = numerator.number * _base(one) / denominator.number
            reason = None
            if not _pair_is_sound(one, stated, amount, numerator.number, denominator.number, found,
                                  problems):
                return None
    elif one is not None and amount is not None and denominator.number is not None:
        _check_printable(one, amount, denominator.number, found, problems)
    if one is not None and amount is not None:
        _check_value(one, amount, found, problems)
    marks = value.marked, numerator.marked, denominator.marked
    marked = worst_marking(marks) if any(marks) else ""
    return Observation(
        name, month, amount,
        numerator.number if paired else None, denominator.number if paired else None,
        None if amount is not None else reason or Reason.MISSING,
        marked != "", found.grid, found.row, found.column, marked, found.day,
    )  # fmt: skip


def _unpaired(numerator: Reading, place: Place, problems: list[Problem]) -> None:
    there, lost = ("numerator", "denominator") if numerator.number is not None else (
        "denominator", "numerator")
    problems.append(Problem(place, f"it has a {there} but no {lost}.",
                            "Give both, or neither and the value alone."))


def _base(one: Indicator) -> int:
    if one.unit_class == "percent":
        return 100
    return RATE_BASES[one.unit] * (12 // one.step if one.annualised else 1)


def _pair_is_sound(one: Indicator, stated: Decimal | None, worked_out: Decimal, numerator: Decimal,
                   denominator: Decimal, found: Gathered, problems: list[Problem]) -> bool:
    if not one.limits.hold(worked_out):
        fault = limits_problem(one, worked_out, found.place, numerator, denominator)
        problems += [fault] if fault is not None else []
        return False
    if stated is not None and rounded(stated, one.decimals) != rounded(worked_out, one.decimals):
        problems.append(Problem(
            found.place, f"the value is {number(stated, one.decimals)}, but {numerator} over "
            f"{denominator} is {number(worked_out, one.decimals)}.",
            "Mend one of the three, or leave the value blank to have it worked out."))
    return True


def _check_printable(one: Indicator, value: Decimal, denominator: Decimal, found: Gathered,
                     problems: list[Problem]) -> None:
    """A problem for a percentage that no whole numerator over its denominator can print."""
    if one.unit_class != "percent" or denominator <= 0 or not one.limits.hold(value):
        return
    nearest = nearest_percentages(value, denominator, one.decimals)
    if nearest:
        shown = listed([number(v, one.decimals) for v in nearest], "and")
        problems.append(Problem(
            found.place, f"no whole number out of {denominator} is "
            f"{number(value, one.decimals)} per cent; the nearest are {shown}.",
            "Mend the value or the denominator."))


def _check_value(one: Indicator, value: Decimal, found: Gathered, problems: list[Problem]) -> None:
    if one.unit == "count" and value != value.to_integral_value():
        problems.append(Problem(found.place, f"{value} is not a whole count.",
                                "Mend it, or give the indicator another unit."))
    elif not one.limits.hold(value):
        fault = limits_problem(one, value, found.place)
        problems += [fault] if fault is not None else []
