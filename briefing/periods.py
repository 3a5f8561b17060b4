"""Months and years as values with an order, a previous and a year before.

Convention: a year is named by the month it starts in. The financial year 2022/23 is April 2022 to
March 2023, the academic year 2022/23 September 2022 to August 2023, the calendar year 2022 January
to December 2022. Dates are read day first, as Britain writes them.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
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
# How often there is a figure or a report, and the months from one to the next. A year's terms are
# its thirds: of the academic year autumn ends in December, spring in April, summer in August.
Frequency = Literal["monthly", "quarterly", "termly", "half_yearly", "annual"]
STEPS: dict[Frequency, int] = {"monthly": 1, "quarterly": 3, "termly": 4, "half_yearly": 6,
                               "annual": 12}
FREQUENCIES: dict[int, Frequency] = {step: name for name, step in STEPS.items()}
# What a period is called, by how often it comes; and what several of them are.
PERIOD_WORDS: dict[Frequency, str] = {"monthly": "month", "quarterly": "quarter", "termly": "term",
                                      "half_yearly": "half year", "annual": "year"}
TERMS = ("autumn", "spring", "summer")
HALVES = ("first", "second")


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


_FORMS = (
    re.compile(r"(?P<y>\d{4})[-/](?P<m>\d{1,2})(?:[-/](?P<d>\d{1,2}))?(?:[ T]00:00(?::00)?)?"),
    re.compile(r"(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>\d{4})"),
    re.compile(r"(?P<m>\d{1,2})[/.](?P<y>\d{4})"),
    re.compile(r"(?:(?P<d>\d{1,2})[ -])?(?P<name>[A-Za-z]{3,9})[ \-'’]*(?P<y>\d{4}|\d{2})"),
)
_NUMBERS = {name[:n].casefold(): i for i, name in enumerate(MONTH_NAMES, 1) for n in (3, len(name))}
_NUMBERS["sept"] = 9
_SPAN = re.compile(r"(\d{4})/(\d{2})")    # 2011/12 is a year; 2011-12 is December


@lru_cache(4096)
def _read(text: str) -> Month:
    span = _SPAN.fullmatch(text)
    if span and int(span[2]) == (int(span[1]) + 1) % 100:
        raise ValueError(f"'{text}' is a year, not a month")
    for form in _FORMS:
        match = form.fullmatch(text)
        if match:
            parts = match.groupdict()
            year = int(parts["y"]) + (2000 if len(parts["y"]) == 2 else 0)
            number = int(parts["m"]) if "m" in parts else _NUMBERS.get(parts["name"].casefold(), 0)
            if 1 <= number <= 12 and year and 1 <= int(parts.get("d") or 1) <= monthrange(
                    year, number)[1]:
                return Month.of(year, number)
    raise ValueError(f"'{text}' is not a month")


def parse_month(found: object) -> Month:
    """The month of a cell: a date, or text such as 2022-07, Jul-22, July 2022 or 01/07/2022.

    Raises ValueError, with what was found, when it is no month.
    """
    if isinstance(found, datetime | date):
        return Month.of(found.year, found.month)
    return _read(str(found).strip())


def day_in_words(day: date) -> str:
    """ "13 September 2022"."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def as_at_day(found: object) -> date | None:
    """The day that a cell's period is as at: "as at 15 July 2022", or a date within a month.

    None of a month, and of its first or last day, which stand for the month.
    """
    said = False
    if isinstance(found, int | float) and 20_000 <= found < 80_000:
        found = date(1899, 12, 30) + timedelta(days=int(found))
    if isinstance(found, datetime | date):
        year, month, day = found.year, found.month, found.day
    else:
        text = str(found).strip()
        said = text.casefold().startswith("as at")
        parts = _day_parts(text[_AT_THE_END.match(text).end():])   # type: ignore[union-attr]
        if parts is None:
            return None
        year, month, day = parts
    last = monthrange(year, month)[1]
    return None if day in (1, last) and not said else date(year, month, day)


def _day_parts(text: str) -> tuple[int, int, int] | None:
    """Year, month and day of a text that names a day."""
    for form in _FORMS:
        match = form.fullmatch(text)
        if match and match.groupdict().get("d"):
            parts = match.groupdict()
            year = int(parts["y"]) + (2000 if len(parts["y"]) == 2 else 0)
            number = int(parts["m"]) if parts.get("m") else _NUMBERS.get(
                parts["name"].casefold(), 0)
            whole = 1 <= number <= 12 and 1 <= int(parts["d"]) <= monthrange(year, number)[1]
            return (year, number, int(parts["d"])) if whole else None
    return None


# ── periods longer than a month ─────────────────────────────────────────────────────────────────

_QUARTER = re.compile(
    r"(?:q(?:uarter|tr)?\.?\s*(?P<q1>[1-4])\s*[,/ -]?\s*(?P<y1>\d{2,4}(?:\s*[/–-]\s*\d{2,4})?)"
    r"|(?P<y2>\d{2,4}(?:\s*[/–-]\s*\d{2,4})?)\s*[,/ -]?\s*q(?:uarter|tr)?\.?\s*(?P<q2>[1-4]))",
    re.I)
_BARE_QUARTER = re.compile(r"(?:q(?:uarter|tr)?\.?\s*[1-4]|[1-4](?:st|nd|rd|th) quarter)", re.I)
# "Apr-Jun 2023", "October 2022 to September 2023": from the first month to the last
_MONTHS = re.compile(r"([A-Za-z]{3,9})\.?(?:\s+(\d{4}|\d{2}))?\s*(?:-|–|to)\s*([A-Za-z]{3,9})\.?"
                     r"\s+(\d{4}|\d{2})", re.I)
_TERM = re.compile(r"(?:the\s+)?(autumn|spring|summer)\s*(?:term)?\s*,?\s*"
                   r"(\d{4}(?:\s*[/–-]\s*\d{2,4})?)", re.I)
_HALF = re.compile(
    r"(?:h(?:alf)?(?:\s*year)?\s*(?P<n1>[12])|(?:the\s+)?(?P<n2>first|second|1st|2nd)\s+half"
    r"(?:\s*year)?(?:\s+of)?)\s*[,/ -]?\s*(?P<y1>\d{2,4}(?:\s*[/–-]\s*\d{2,4})?)"
    r"|(?P<y2>\d{2,4}(?:\s*[/–-]\s*\d{2,4})?)\s*[,/ -]?\s*h(?:alf)?(?:\s*year)?\s*(?P<n3>[12])",
    re.I)
_IN_BRACKETS = re.compile(r"\s*\(([A-Za-z]{3,9}\s*(?:-|–|to)\s*[A-Za-z]{3,9})\)", re.I)
_JOINED_YEAR = re.compile(r"(\d{4})(\d{2})")
_AT_THE_END = re.compile(r"(?:as\s+)?(?:at\s+)?(?:the\s+)?(?:end\s+(?:of\s+)?)?", re.I)


def parse_period(found: object, step: int, kind: YearKind = "financial") -> Month:
    """The last month of the period in a cell, for an indicator with a period every `step` months.

    Besides months: Q1 2022/23 and 2022/23 Q1 where there are quarters, 2022/23, 2022-23, 202223 and
    (of calendar years) 2022 where there are years. "at the end of July 2022" is July 2022. A month
    stands for the period that it ends. Raises ValueError, with what was found, when it is none.
    """
    if isinstance(found, datetime | date):
        return _ending(parse_month(found), step, kind, found)
    if isinstance(found, int | float) and 20_000 <= found < 80_000:
        # a spreadsheet's day number, counted from the end of 1899
        day = date(1899, 12, 30) + timedelta(days=int(found))
        return _ending(parse_month(day), step, kind, found)
    text = str(found).strip()
    months = _MONTHS.fullmatch(text)
    if months:
        return _spanned(months, step, kind, text)
    match = _QUARTER.fullmatch(_IN_BRACKETS.sub("", text))      # "Q1 (Apr-Jun) 2023/24"
    for form, word, own in ((match, "quarter", 3), (_TERM.fullmatch(text), "term", 4),
                            (_HALF.fullmatch(text), "half year", 6)):
        if form and step != own:
            rhythm = FREQUENCIES[step].replace("_", "-")
            raise ValueError(f"'{text}' is a {word}, but the indicator is {rhythm}")
    if match:
        named = match["y1"] or match["y2"]
        if kind != "calendar" and re.fullmatch(r"\d{4}", named):
            raise ValueError(_two_quarters(text, int(match["q1"] or match["q2"]), int(named), kind))
        year = Year.parse(_year_text(named, kind), kind)
        return year.first.back(-3 * int(match["q1"] or match["q2"]) + 1)
    if step == 3 and _BARE_QUARTER.fullmatch(text):
        raise ValueError(f"'{text}' is a quarter of a year that is not named")
    if step == 4 and (match := _TERM.fullmatch(text)):
        return _term(match)
    if step == 6 and (match := _HALF.fullmatch(text)):
        named = match["y1"] or match["y2"]
        number = 1 if (match["n1"] or match["n2"] or match["n3"])[0].casefold() in "1f" else 2
        return Year.parse(_year_text(named, kind), kind).first.back(1 - 6 * number)
    if step == 12:
        try:
            return Year.parse(_year_text(text, kind), kind).last
        except ValueError:
            pass    # a month may name the year that it ends
    bare = text[_AT_THE_END.match(text).end():]  # type: ignore[union-attr]
    return _ending(_read(bare), step, kind, text)


def _spanned(match: re.Match[str], step: int, kind: YearKind, text: str) -> Month:
    """The last of the months that the text spans; raises ValueError when they are no period."""
    first, last = (_NUMBERS.get(match[n].casefold(), 0) for n in (1, 3))
    if not first or not last:
        raise ValueError(f"'{text}' is not a month")
    end = Month.of(_full_year(match[4]), last)
    begin = Month.of(_full_year(match[2]), first) if match[2] else end.back((last - first) % 12)
    length = end.ordinal - begin.ordinal + 1
    if length != step:
        wanted = FREQUENCIES[step].replace("_", "-")
        counted = f"{length} month{'s' * (length != 1)}" if length > 0 else "no months"
        raise ValueError(f"'{text}' is {counted}, but the indicator is {wanted}")
    return _ending(end, step, kind, text)


def _term(match: re.Match[str]) -> Month:
    """The last month of "autumn term 2024" or "spring term 2024/25"."""
    number = TERMS.index(match[1].casefold())
    if re.fullmatch(r"\d{4}", match[2]):
        start = int(match[2]) - (number > 0)        # spring and summer are of the year after
    else:
        start = Year.parse(match[2], "academic").start
    return Year(start, "academic").first.back(-4 * number - 3)


def _full_year(text: str) -> int:
    return int(text) + (2000 if len(text) == 2 else 0)


def _two_quarters(text: str, number: int, year: int, kind: YearKind) -> str:
    """What is said of the quarter of "2023", which may be of 2023/24 or of the calendar year."""
    ours, calendar = (Month.of(year, YEAR_STARTS[one]).back(-3 * (number - 1)).back(-2)
                      for one in (kind, "calendar"))
    return (f"'{text}' could be of {Year(year, kind)}, which ends in {ours.full}, or of the "
            f"calendar year, which ends in {calendar.full}")


def _year_text(text: str, kind: YearKind) -> str:
    joined = _JOINED_YEAR.fullmatch(text)
    return f"{joined[1]}/{joined[2]}" if joined and kind != "calendar" else text


def _ending(month: Month, step: int, kind: YearKind, found: object) -> Month:
    """The month, when a period of so many months ends with it."""
    if (month.ordinal - Year.holding(month, kind).first.ordinal + 1) % step:
        named = f"{kind} year" if step == 12 else PERIOD_WORDS[FREQUENCIES[step]]
        raise ValueError(f"'{found}' does not end a {named}")
    return month


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


# ── what a report is of ─────────────────────────────────────────────────────────────────────────

_NAMED_KIND = re.compile(r"\s*\(?\b(financial|academic|calendar)(?:\s+year)?\b\)?\s*", re.I)
_STORED = re.compile(r"(\d{4})(?:-(\d{2}))?-(?:q([1-4])|h([12])|(year)|(autumn|spring|summer))"
                     r"(-academic)?")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """What a report is of: a month, quarter, term, half year or year, by its last month.

    `kind` is the kind of year that it is, or is a part of. As text it is "2022-07", "2024-25-q2",
    "2024-25-h1", "2024-autumn" or "2024-25-year", which sorts with others of its kind, is fit for
    the name of a file, and is read back by `stored`.
    """

    last: Month
    frequency: Frequency = "monthly"
    kind: YearKind = "financial"

    @classmethod
    def parse(cls, text: str, frequency: Frequency | None = None,
              kind: YearKind = "financial") -> Period:
        """The period written "July 2022", "Q2 2024/25", "H1 2024/25", "autumn term 2024" or
        "2024/25"; "academic year 2023/24" and "calendar year 2024" name their kind of year.

        With a `frequency` a month stands for the period that it ends. Raises ValueError, with what
        was found, when the text is no period or none of that frequency.
        """
        bare = text.strip()
        if _STORED.fullmatch(bare) and frequency is None:
            return cls.stored(bare)
        named = _NAMED_KIND.search(bare)
        if named:
            kind = _kind_named(named[1])
            before = re.sub(r"\s+of(?:\s+the)?$", "", bare[:named.start()])
            bare = f"{before} {bare[named.end():]}".strip(" ,")
        if _TERM.fullmatch(bare) or frequency == "termly":
            kind = "academic"
        whole = not named and re.fullmatch(r"\d{4}", bare) and frequency in (None, "annual")
        if whole:
            kind = "calendar"
        for name, step in STEPS.items():
            if frequency is not None and name != frequency:
                continue
            try:
                return cls(parse_period(bare, step, kind), name, kind)
            except ValueError:
                if frequency is not None:
                    raise
        _say_two_quarters(bare, kind)
        raise ValueError(f"'{text}' is not a month, quarter, half year, term or year")

    @classmethod
    def stored(cls, text: str) -> Period:
        """The period that `str` wrote; raises ValueError when the text is none."""
        match = _STORED.fullmatch(text)
        if match is None:
            if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
                raise ValueError(f"'{text}' is no period")
            return cls(parse_month(text))
        start, second = int(match[1]), match[2]
        if match[6]:
            return cls.parse(f"{match[6]} term {start}")
        kind: YearKind = "calendar" if second is None else (
            "academic" if match[7] else "financial")
        if second is not None and int(second) != (start + 1) % 100:
            raise ValueError(f"'{text}' is no period")
        first = Year(start, kind).first
        if match[3]:
            return cls(first.back(1 - 3 * int(match[3])), "quarterly", kind)
        if match[4]:
            return cls(first.back(1 - 6 * int(match[4])), "half_yearly", kind)
        return cls(Year(start, kind).last, "annual", kind)

    @property
    def step(self) -> int:
        """Its months, which are those from one of its sort to the next."""
        return STEPS[self.frequency]

    @property
    def first(self) -> Month:
        """Its first month."""
        return self.last.back(self.step - 1)

    @property
    def word(self) -> str:
        """ "month", "quarter", "term", "half year" or "year"."""
        return PERIOD_WORDS[self.frequency]

    @property
    def full(self) -> str:
        """ "July 2022", "quarter 2 2024/25", "the first half of 2024/25", "the autumn term
        2024"."""
        return period_full(self.last, self.step, self.kind)

    @property
    def name(self) -> str:
        """The same within its year: "July", "quarter 2", "the autumn term"; a year's is its own."""
        number = part_number(self.last, self.step, self.kind)
        match self.frequency:
            case "monthly":
                return self.last.name
            case "quarterly":
                return f"quarter {number}"
            case "termly":
                return f"the {TERMS[number - 1]} term"
            case "half_yearly":
                return f"the {HALVES[number - 1]} half of the year"
            case "annual":
                return self.full

    @property
    def short(self) -> str:
        """ "Jul 22", "Q2 24/25", "H1 24/25", "Aut 24" or "2024/25", for a table's head."""
        return period_short(self.last, self.step, self.kind)

    @property
    def year(self) -> Year:
        """The year that it is, or lies in."""
        return Year.holding(self.last, self.kind)

    def back(self, periods: int) -> Period:
        """The period so many of its sort before (after, when negative)."""
        return Period(self.last.back(periods * self.step), self.frequency, self.kind)

    def back_to(self, month: Month) -> Month:
        """The last month of the latest period of its sort that is over at the end of the month."""
        into = month.ordinal - Year.holding(month, self.kind).first.ordinal + 1
        return month.back(into % self.step)

    @property
    def previous(self) -> Period:
        """The one before."""
        return self.back(1)

    @property
    def year_before(self) -> Period:
        """The same a year before."""
        return Period(self.last.year_before, self.frequency, self.kind)

    def __contains__(self, month: object) -> bool:
        return isinstance(month, Month) and self.first <= month <= self.last

    def __str__(self) -> str:
        if self.frequency == "monthly":
            return str(self.last)
        number = part_number(self.last, self.step, self.kind)
        if self.frequency == "termly":
            return f"{self.last.year}-{TERMS[number - 1]}"
        part = {"quarterly": f"q{number}", "half_yearly": f"h{number}"}.get(self.frequency, "year")
        academic = "-academic" if self.kind == "academic" else ""
        return f"{str(self.year).replace('/', '-')}-{part}{academic}"


def _kind_named(text: str) -> YearKind:
    kinds: dict[str, YearKind] = {kind: kind for kind in YEAR_STARTS}
    return kinds[text.casefold()]


def _say_two_quarters(text: str, kind: YearKind) -> None:
    """Raise ValueError where the text is a quarter of "2024", which may be of two years."""
    if _QUARTER.fullmatch(text):
        parse_period(text, 3, kind)
