"""Whether a figure in words can be a fact: its time, its unit, its rounding, its hedge."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

from briefing.periods import Month
from briefing.review.cells import half_up
from briefing.review.figures import number_of
from briefing.review.known import Reference
from briefing.review.quantities import Quantity
from briefing.review.reckoning import Reckoning
from briefing.review.spans import month_named

ABOUT = Fraction(6, 100)        # of a figure: as far off may "about" be
JUST = Fraction(15, 100)        # ... and "nearly" or "over": further away they mislead
NEXT = 1                        # ... of what is no round number: "just under 62%"
_SCALES = {"": 1, "k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000,
           "bn": 1_000_000_000, "billion": 1_000_000_000}


# ── times ───────────────────────────────────────────────────────────────────────────────────────


def times(quantity: Quantity, truth: Reckoning) -> tuple[Month, ...]:
    """The periods that the figure can be of, by what stands beside it."""
    if quantity.when:
        before = truth.before(truth.now)
        return {"now": (truth.now,), "before": (before,), "last": (before, truth.now),
                "ago": (truth.now.year_before,)}[quantity.when]
    month = month_named(quantity.month, quantity.year, truth.report, truth.one.step)
    if month is None:
        return ()
    # the period of a quarter may be named by any of its months
    return tuple(month.back(-n) for n in range(truth.one.step))


def time_said(quantity: Quantity) -> str:
    return {"now": "this month’s", "before": "that of the period before", "last": "last month’s",
            "ago": "that of a year before", "": f"{quantity.month}’s"}[quantity.when]


def of_month(quantity: Quantity) -> str:
    return f", said to be {time_said(quantity)}" if quantity.month or quantity.when else ""


# ── numbers ─────────────────────────────────────────────────────────────────────────────────────


def fits_unit(quantity: Quantity, reference: Reference) -> bool:
    kind = quantity.figure.kind
    if kind == "percent":
        return reference.unit == "percent"
    if kind == "money":
        return reference.unit == "money"
    if kind == "measure":
        return reference.unit in ("duration", "ratio")
    if kind == "points":
        return reference.unit == "percent" and reference.role == "apart"
    return reference.unit != "percent" or not quantity.noun


def matching(quantity: Quantity, references: Iterable[Reference]) -> tuple[Reference, str] | None:
    """The fact that the figure states, and how it is rounded: "", "fair" or "loose"."""
    places = quantity.figure.decimals
    rounded: tuple[Reference, str] | None = None
    for r in references:
        value = _in_unit(quantity, r)
        if quantity.role == "" and r.role == "count" and quantity.figure.kind == "percent":
            continue
        exact = r.printed == value or (places >= r.decimals and half_up(r.value, places) == value)
        if quantity.hedge in ("", "about") and (exact or abs(r.printed) == value):
            return r, ""
        if quantity.hedge == "":
            if (places < r.decimals and half_up(r.value, places) == value) or (
                    quantity.figure.kind == "money"
                    and abs(r.value - value) * 2 <= _last_place(quantity, r)):
                rounded = rounded or (r, "fair")
            elif _is_rounded(value) and abs(r.value - value) <= _unit(value) / 2 and r.role in (
                    "month", "to_date", "sum_12m", "outturn"):
                rounded = rounded or (r, "loose")
            continue
        gap = (r.value - value) / value if value else Fraction(0)
        least, most = {
            "about": (-ABOUT, ABOUT), "under": (-JUST, Fraction(0)), "over": (Fraction(0), JUST),
            "below": (-JUST, Fraction(0)), "above": (Fraction(0), JUST)}[quantity.hedge]
        if quantity.hedge in ("under", "over") and value % 5 and value.denominator == 1 and (
                abs(r.value - value) > NEXT):
            continue
        strict = quantity.hedge in ("below", "above", "under", "over")
        same = r.printed == value
        if least <= gap <= most and not (strict and same and quantity.hedge != "above"):
            if quantity.hedge in ("below", "above") and r.printed == value:
                return r, ""        # "above the target of 95%": the comparator itself
            rounded = rounded or (r, "fair")
        elif exact and quantity.hedge in ("below", "above", "over", "under"):
            return r, ""
    return rounded


def _in_unit(quantity: Quantity, reference: Reference) -> Fraction:
    """The number in the unit of a fact: "£0.9m" and "£900,000" are 900 of thousands of pounds."""
    if quantity.figure.kind != "money":
        return Fraction(quantity.value)
    number = Fraction(number_of(re.sub(r"[^\d.,]", "", quantity.text).rstrip(".,")))
    return number * _scale(quantity) / _own_scale(reference)


def _scale(quantity: Quantity) -> int:
    said = re.search(r"(k|m|bn|thousand|million|billion)$", quantity.text.strip())
    return _SCALES[said[1] if said else ""]


def _own_scale(reference: Reference) -> int:
    return {"k": 1_000, "m": 1_000_000}.get(reference.text[-1:], 1)


def _last_place(quantity: Quantity, reference: Reference) -> Fraction:
    """What the last digit of an amount of money counts, in the unit of a fact; 0 of a round one:
    "£1.43m" is of tens of thousands."""
    _, _, decimals = re.sub(r"[^\d.]", "", quantity.text).partition(".")
    return Fraction(_scale(quantity), 10**len(decimals) * _own_scale(reference)) if (
        decimals) else Fraction(0)


def is_so_much(quantity: Quantity, gap: Fraction) -> bool:
    """Whether a difference is what is said, as it is rounded and hedged."""
    size = abs(Fraction(quantity.value))
    slack = ABOUT * size if quantity.hedge else Fraction(0)
    return abs(half_up(gap, quantity.figure.decimals) - size) <= slack


def _is_rounded(value: Fraction) -> bool:
    """Whether it ends in a nought, as a number does that is not exact: 400, 1,730."""
    return value.denominator == 1 and value >= 100 and value % 10 == 0


def _unit(value: Fraction) -> Fraction:
    """The place that a number is rounded to by the noughts at its end, 100 for 400."""
    unit = 10
    while value % (unit * 10) == 0:
        unit *= 10
    return Fraction(unit)
