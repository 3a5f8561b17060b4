"""Months and years as values with an order, a previous and a year before.

Convention: a year is named by the month it starts in. The financial year 2022/23 is April 2022 to
March 2023, the academic year 2022/23 September 2022 to August 2023, the calendar year 2022 January
to December 2022.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import attrgetter
from sys import intern
from typing import Literal

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
YearKind = Literal["financial", "academic", "calendar"]
YEAR_STARTS: dict[YearKind, int] = {"financial": 4, "academic": 9, "calendar": 1}


@dataclass(frozen=True, slots=True, eq=False, init=False)
class Month:
    """A calendar month; `ordinal` counts months from year 0, so that months subtract.

    There is one object of each, so that months are equal where they are the same object: they are
    the keys of every series, and a report walks along the same few tens of thousands of times.
    """

    ordinal: int

    def __new__(cls, ordinal: int) -> Month:
        known = _EVERY_MONTH.get(ordinal)
        if known is None:
            known = object.__new__(cls)
            object.__setattr__(known, "ordinal", ordinal)
            known = _EVERY_MONTH.setdefault(ordinal, known)      # that of the first thread to ask
        return known

    def __reduce__(self) -> tuple[type[Month], tuple[int]]:
        return Month, (self.ordinal,)

    def __hash__(self) -> int:
        return self.ordinal     # an address would put months in another order on each run

    def __lt__(self, other: Month) -> bool:
        return self.ordinal < other.ordinal

    def __le__(self, other: Month) -> bool:
        return self.ordinal <= other.ordinal

    def __gt__(self, other: Month) -> bool:
        return self.ordinal > other.ordinal

    def __ge__(self, other: Month) -> bool:
        return self.ordinal >= other.ordinal

    @classmethod
    def of(cls, year: int, number: int) -> Month:
        """The month of that year; raises ValueError unless the number is 1 to 12."""
        if not 1 <= number <= 12 or not 1 <= year <= 9999:
            raise ValueError(f"there is no month {number} of {year}")
        return cls(year * 12 + number - 1)

    @property
    def year(self) -> int:
        """The calendar year."""
        return self.ordinal // 12

    @property
    def number(self) -> int:
        """1 for January to 12 for December."""
        return self.ordinal % 12 + 1

    @property
    def name(self) -> str:
        """ "July"."""
        return MONTH_NAMES[self.number - 1]

    @property
    def full(self) -> str:
        """ "July 2022"."""
        return f"{self.name} {self.year}"

    @property
    def short(self) -> str:
        """ "Jul 22", for an axis or a table's head."""
        return f"{self.name[:3]} {self.year % 100:02}"

    def back(self, months: int) -> Month:
        """The month so many months before (after, when negative)."""
        ordinal = self.ordinal - months
        return _EVERY_MONTH.get(ordinal) or Month(ordinal)

    @property
    def previous(self) -> Month:
        """The month before."""
        return self.back(1)

    @property
    def year_before(self) -> Month:
        """The same month a year before."""
        return self.back(12)

    def __str__(self) -> str:
        return _iso(self.ordinal)

    def said(self, now: Month, kind: YearKind = "financial") -> str:
        """ "July" within the year of `now`, "July 2021" outside it."""
        return self.name if Year.holding(self, kind) == Year.holding(now, kind) else self.full


ORDINAL = attrgetter("ordinal")     # the key of the first of many months: asked in C
_EVERY_MONTH: dict[int, Month] = {}


@lru_cache(4096)
def _iso(ordinal: int) -> str:
    return intern(f"{ordinal // 12:04}-{ordinal % 12 + 1:02}")      # in every fact's name


def month_range(first: Month, last: Month) -> Iterator[Month]:
    """Every month from the first to the last, both included."""
    return (Month(n) for n in range(first.ordinal, last.ordinal + 1))


@dataclass(frozen=True, slots=True, order=True)
class Year:
    """A financial, academic or calendar year, by the calendar year that it starts in."""

    start: int
    kind: YearKind = "financial"

    @classmethod
    def holding(cls, month: Month, kind: YearKind = "financial") -> Year:
        """The year of that kind that the month lies in."""
        return _year_holding(month, kind)

    @classmethod
    def parse(cls, text: str, kind: YearKind = "financial") -> Year:
        """The year written "2022/23", "2022-23", "22/23" or, for a calendar year, "2022".

        Raises ValueError when the text is no such year or its two halves do not follow.
        """
        match = re.fullmatch(r"(\d{4}|\d{2})(?:\s*[/–-]\s*(\d{4}|\d{2}))?", text.strip())
        if not match:
            raise ValueError(f"'{text}' is not a year such as 2022/23")
        start = int(match[1]) + (2000 if len(match[1]) == 2 else 0)
        if kind == "calendar" and match[2] is None and len(match[1]) == 4:
            return cls(start, kind)
        if match[2] is None or int(match[2]) % 100 != (start + 1) % 100 or kind == "calendar":
            raise ValueError(f"'{text}' is not a{'n' * (kind == 'academic')} {kind} year")
        return cls(start, kind)

    @property
    def first(self) -> Month:
        """Its first month."""
        return _first_month(self.start, self.kind)

    @property
    def last(self) -> Month:
        """Its last month."""
        return self.first.back(-11)

    @property
    def previous(self) -> Year:
        """The year before, of the same kind."""
        return Year(self.start - 1, self.kind)

    def __contains__(self, month: object) -> bool:
        # asked of every target for every month: without making its months
        return isinstance(month, Month) and (
            0 <= month.ordinal - (12 * self.start + YEAR_STARTS[self.kind] - 1) < 12)

    def __str__(self) -> str:
        if self.kind == "calendar":
            return f"{self.start}"
        return f"{self.start}/{(self.start + 1) % 100:02}"


@lru_cache(4096)
def _first_month(start: int, kind: YearKind) -> Month:
    return Month.of(start, YEAR_STARTS[kind])


@lru_cache(4096)
def _year_holding(month: Month, kind: YearKind) -> Year:
    return Year(month.back(YEAR_STARTS[kind] - 1).year, kind)


def day_in_words(day: date) -> str:
    """ "13 September 2022"."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
