"""Months and quarters as authors name them: "July", "Sept 2024", "Q2", "the second quarter"."""

from __future__ import annotations

import re

from briefing.periods import MONTH_NAMES, Month, Year

MONTH = "|".join((*MONTH_NAMES, *(f"{name[:3]}" for name in MONTH_NAMES), "Sept"))
QUARTER = (r"(?:[Qq]uarter |Q ?)[1-4]|(?:the )?(?:first|second|third|fourth) quarter"
           r"(?= of 20\d\d|[,.;)]|$| (?:was|were|to|and|of the year))")
SPAN = rf"{'|'.join(MONTH_NAMES)}|{QUARTER}"
YEAR = r"20\d\d(?:/\d\d)?"
_COUNTED = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def month_named(name: str, year: str, now: Month, step: int = 1) -> Month | None:
    """The month so named, of a quarter its last one: without a year the latest of that name up to
    the report's month. None where it names none, and of a quarter to what goes by other periods
    than quarters (`step` in months)."""
    quarter = quarter_named(name)
    if quarter:
        if step != 3:
            return None
        first = Year(int(year[:4])) if "/" in year else Year.holding(now)
        month = first.first.back(1 - 3 * quarter)
        return month if month <= now or year else month.back(12)
    number = next((n for n, full in enumerate(MONTH_NAMES, 1) if full[:3] == name[:3]), 0)
    if not number:
        return None
    if year:
        return Month.of(int(year[:4]), number)
    month = Month.of(now.year, number)
    return month if month <= now else month.back(12)


def quarter_named(name: str) -> int:
    """Which quarter of the year is named, 0 for none."""
    match = re.fullmatch(r"(?:quarter |q ?)(\d)|(?:the )?(\w+) quarter", name.strip().casefold())
    if match is None:
        return 0
    return int(match[1]) if match[1] else _COUNTED.get(match[2], 0)
