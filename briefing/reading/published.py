"""The periods that figures of others are published of: a month, a quarter, a year or several."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache

from briefing.indicators import Indicator
from briefing.periods import Month, Year, YearKind, parse_period

KINDS: tuple[YearKind, ...] = ("financial", "academic", "calendar")
_MARK = re.compile(r"\s*[\[(]?(?:provisional|revised|final|p|r)[\])]?", re.I)
_YEARS = re.compile(r"(\d{4})\s*(?:to|[-–])\s*(?:20)?(\d{2})")
_OF_A_YEAR = re.compile(r"\byear\b|\bannual|\b12 months\b", re.I)


def last_month(period: str, one: Indicator) -> Month:
    """The month that a published period ends with; raises ValueError when it cannot be read.

    A year is of the indicator's own kind where it can be. Several years, "2018 to 2021" or
    "2018-21", are financial ones and end in March.
    """
    return _last_month(period.strip(), one.year)


@lru_cache(256)     # a table has many benchmarks of a few periods, and each check asks again
def _last_month(text: str, own: YearKind) -> Month:
    for found in (text, *(text[:m.start()] for m in _MARK.finditer(text) if m.end() == len(text))):
        for kind in (own, *KINDS):
            for step in (12, 3, 1):
                with suppress(ValueError):
                    return parse_period(found, step, kind)
        years = _YEARS.fullmatch(found)
        if years and 2000 + int(years[2]) > int(years[1]):
            return Year(2000 + int(years[2]) - 1).last
    raise ValueError(f"'{text}' is not a period")


def is_of_a_year(period: str, one: Indicator) -> bool:
    """Whether the published period is a year or more, and no month or quarter."""
    for step in (3, 1):
        for kind in (one.year, *KINDS):
            with suppress(ValueError):
                parse_period(period.strip(), step, kind)
                return False
    if _OF_A_YEAR.search(period):
        return True
    with suppress(ValueError):
        last_month(period, one)
        return True
    return False
