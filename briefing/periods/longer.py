"""How often there is a figure or a report, and what the periods longer than a month are called.

A period is known by its last month and its months: the quarter to June by June and 3. A year's
terms are its thirds: of the academic year autumn ends in December, spring in April, summer in
August.
"""

from __future__ import annotations

from typing import Literal

from briefing.periods.months import Month, Year, YearKind

Frequency = Literal["monthly", "quarterly", "termly", "half_yearly", "annual"]
# The months from one to the next.
STEPS: dict[Frequency, int] = {"monthly": 1, "quarterly": 3, "termly": 4, "half_yearly": 6,
                               "annual": 12}
FREQUENCIES: dict[int, Frequency] = {step: name for name, step in STEPS.items()}
# What a period is called, by how often it comes; and what several of them are.
PERIOD_WORDS: dict[Frequency, str] = {"monthly": "month", "quarterly": "quarter", "termly": "term",
                                      "half_yearly": "half year", "annual": "year"}
TERMS = ("autumn", "spring", "summer")
HALVES = ("first", "second")


def period_short(month: Month, step: int, kind: YearKind = "financial") -> str:
    """ "Jul 22", "Q1 22/23", "H1 22/23", "Aut 22" or "2021/22": the period that ends so, for a
    table's head."""
    year = Year.holding(month, kind)
    if step in (3, 6):
        label = str(year)[2:]
        return f"{'Q' if step == 3 else 'H'}{part_number(month, step, kind)} {label}"
    if step == 4:
        return f"{TERMS[part_number(month, 4, kind) - 1][:3].capitalize()} {month.year % 100:02}"
    return str(year) if step == 12 else month.short


def period_full(month: Month, step: int, kind: YearKind = "financial") -> str:
    """ "July 2022", "quarter 1 2022/23", "the first half of 2022/23", "the autumn term 2022"
    or "2021/22": the period that ends so, in words."""
    year = Year.holding(month, kind)
    number = part_number(month, step, kind)
    match FREQUENCIES[step]:
        case "monthly":
            return month.full
        case "quarterly":
            return f"quarter {number} {year}"
        case "termly":
            return f"the {TERMS[number - 1]} term {month.year}"
        case "half_yearly":
            return f"the {HALVES[number - 1]} half of {year}"
        case "annual":
            return str(year)


def part_number(month: Month, step: int, kind: YearKind = "financial") -> int:
    """Which quarter, term or half of its year the month lies in, from 1."""
    return (month.ordinal - Year.holding(month, kind).first.ordinal) // step + 1


def quarter_number(month: Month, kind: YearKind = "financial") -> int:
    """Which quarter of its year the month lies in, 1 to 4."""
    return part_number(month, 3, kind)
