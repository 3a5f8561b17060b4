"""The month, day or longer period that the text, date or number of a cell names.

Dates are read day first, as Britain writes them. What names no period, or none of the sort that is
asked for, is a ValueError that says what was written.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from functools import lru_cache

from briefing.periods.longer import FREQUENCIES, PERIOD_WORDS, TERMS
from briefing.periods.months import MONTH_NAMES, YEAR_STARTS, Month, Year, YearKind

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


def parse_month(cell: object) -> Month:
    """The month of a cell: a date, or text such as 2022-07, Jul-22, July 2022 or 01/07/2022.

    Raises ValueError, with what was found, when it is no month.
    """
    if isinstance(cell, datetime | date):
        return Month.of(cell.year, cell.month)
    return _read(str(cell).strip())


def as_at_day(cell: object) -> date | None:
    """The day that a cell's period is as at: "as at 15 July 2022", or a date within a month.

    None of a month, and of its first or last day, which stand for the month.
    """
    said = False
    if isinstance(cell, int | float) and 20_000 <= cell < 80_000:
        cell = date(1899, 12, 30) + timedelta(days=int(cell))
    if isinstance(cell, datetime | date):
        year, month, day = cell.year, cell.month, cell.day
    else:
        text = str(cell).strip()
        said = text.casefold().startswith("as at")
        parts = _day_parts(_AT_THE_END.sub("", text, count=1))
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
# it begins what it matches, if only by nothing
_AT_THE_END = re.compile(r"(?:as\s+)?(?:at\s+)?(?:the\s+)?(?:end\s+(?:of\s+)?)?", re.I)


def parse_period(cell: object, step: int, kind: YearKind = "financial") -> Month:
    """The last month of the period in a cell, for an indicator with a period every `step` months.

    Besides months: Q1 2022/23 and 2022/23 Q1 where there are quarters, 2022/23, 2022-23, 202223 and
    (of calendar years) 2022 where there are years. "at the end of July 2022" is July 2022. A month
    stands for the period that it ends. Raises ValueError, with what was found, when it is none.
    """
    if isinstance(cell, datetime | date):
        return _ending(parse_month(cell), step, kind, cell)
    if isinstance(cell, int | float) and 20_000 <= cell < 80_000:
        # a spreadsheet's day number, counted from the end of 1899
        day = date(1899, 12, 30) + timedelta(days=int(cell))
        return _ending(parse_month(day), step, kind, cell)
    text = str(cell).strip()
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
    return _ending(_read(_AT_THE_END.sub("", text, count=1)), step, kind, text)


def is_term(text: str) -> bool:
    """Whether the text is a term of a year, as "autumn term 2024" and "spring 2024/25" are."""
    return _TERM.fullmatch(text) is not None


def check_quarter(text: str, kind: YearKind) -> None:
    """Raise ValueError where the text is a quarter of "2024", which may be of two years."""
    if _QUARTER.fullmatch(text):
        parse_period(text, 3, kind)


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
    ours, calendar = (Month.of(year, YEAR_STARTS[of]).back(-3 * (number - 1)).back(-2)
                      for of in (kind, "calendar"))
    return (f"'{text}' could be of {Year(year, kind)}, which ends in {ours.full}, or of the "
            f"calendar year, which ends in {calendar.full}")


def _year_text(text: str, kind: YearKind) -> str:
    joined = _JOINED_YEAR.fullmatch(text)
    return f"{joined[1]}/{joined[2]}" if joined and kind != "calendar" else text


def _ending(month: Month, step: int, kind: YearKind, written: object) -> Month:
    """The month, when a period of so many months ends with it."""
    if (month.ordinal - Year.holding(month, kind).first.ordinal + 1) % step:
        named = f"{kind} year" if step == 12 else PERIOD_WORDS[FREQUENCIES[step]]
        raise ValueError(f"'{written}' does not end a {named}")
    return month
