"""Words of the author's that name another period than the report's: most often last month's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefing.periods import MONTH_NAMES, Month, Period, day_in_words, parse_month
from briefing.problems import Place, Problem, listed
from briefing.reading.checks.files import LASTING
from briefing.reading.commentary import Commentary
from briefing.reading.settings import FILE, Report

TITLES = ("title", "running_title", "page_note", "name")
# A background tells of what went before; so near the report's own, a month is taken for a slip.
NEAR = 3
_NAMES = "|".join((*MONTH_NAMES, *(name[:3] for name in MONTH_NAMES), "Sept"))
_MONTH = re.compile(rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)? )?((?:{_NAMES})\.? \d{{4}}|\d{{4}}-\d\d)\b")
_LONGER = re.compile(r"\b(?:(?:Q|quarter )[1-4] |H[12] |(?:autumn|spring|summer) term )"
                     r"\d{4}(?:[/–-]\d\d)?\b|(?<![\w/])\d{4}/\d\d(?![\w/])", re.IGNORECASE)
# Without a year "March" and "May" are other words too.
_BARE = re.compile(rf"\b({'|'.join(n for n in MONTH_NAMES if n not in ('March', 'May'))})\b"
                   r"(?! \d)")
# What goes before a month of which something is only reckoned: "since April 2021".
_RECKONED = re.compile(r"\b(?:since|from|until|till|before|after|between|introduced in|begun in|"
                       r"began in|started in|opened in|closed in|launched in)"
                       r"(?: the| early| late| mid| \d{1,2}(?:st|nd|rd|th)?)?\s*$", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}/\d\d")


@dataclass(frozen=True, slots=True)
class Named:
    """A period that a text names: as it is written, and its first and last month."""

    text: str
    first: Month
    last: Month
    reckoned: bool = False

    def touches(self, first: Month, last: Month) -> bool:
        """Whether it has a month of those from the first to the last."""
        return self.first <= last and first <= self.last


def named_in(text: str) -> list[Named]:
    """The months with a year, quarters, halves, terms and years that the text names, in order."""
    found: list[tuple[int, Named]] = []
    for match in _MONTH.finditer(text):
        try:
            month = parse_month(match[1].replace(".", ""))
        except ValueError:      # 2022-23 is no month
            continue
        reckoned = _RECKONED.search(text[:match.start()]) is not None
        found.append((match.start(), Named(match[1], month, month, reckoned)))
    for match in _LONGER.finditer(text):
        try:
            period = Period.parse(match[0])
        except ValueError:
            continue
        reckoned = _RECKONED.search(text[:match.start()]) is not None
        # of a year it is not said whether from April or from September
        last = period.last.back(-5) if _YEAR.fullmatch(match[0]) else period.last
        found.append((match.start(), Named(match[0], period.first, last, reckoned)))
    return [named for _, named in sorted(found, key=lambda one: one[0])]


def other_months(report: Report, commentary: Iterable[Commentary], period: Period
                 ) -> Iterator[Problem]:
    """Warnings for a title, lasting paragraph or meeting's date of another period.

    A text that names the report's own period too sets the two side by side, and is left alone.
    """
    for name in TITLES:
        text = str(getattr(report, name))
        spaced = re.sub(r"[-_]", " ", text).title() if name == "name" else text
        yield from _title(Place(FILE, column=f"report.{name}"), spaced, period)
    meeting = Month.of(report.date.year, report.date.month)
    lines = [("meeting", report.meeting), *(
        (f"fields.{name}", line) for name, value in report.fields.items()
        for line in ((value,) if isinstance(value, str) else value))]
    for key, text in lines:
        named = [one for one in named_in(text) if not _YEAR.fullmatch(one.text)]
        if named and not any(one.touches(period.first, period.last) or meeting == one.first
                             for one in named):
            yield Problem(
                Place(FILE, column=f"report.{key}"), f"it names {_those(named)}, but the report is "
                f"of {period.full} and the meeting on {day_in_words(report.date)}.",
                "Mend it; {meeting_date} and {period} are always the report's own.", warning=True)
    for own in commentary:
        if own.place in LASTING:
            for text in own.texts:
                yield from _lasting(own, text, period)


def _title(place: Place, text: str, period: Period) -> Iterator[Problem]:
    named = named_in(text)
    if any(one.touches(period.first, period.last) for one in named):
        return
    if not named:
        ours = {month.name for month in _months(period)}
        bare = [match[1] for match in _BARE.finditer(text)]
        if not bare or ours & set(bare):
            return
        said = listed(list(dict.fromkeys(bare)), "and")
    else:
        said = _those(named)
    yield Problem(place, f"it names {said}, but the report is of {period.full}.",
                  "Mend it; {period} is always the report's own.", warning=True)


def _lasting(own: Commentary, text: str, period: Period) -> Iterator[Problem]:
    named = named_in(text)
    if any(one.touches(period.first, period.last) for one in named):
        return
    earliest = period.back(NEAR).first
    others = [one for one in named if not one.reckoned and not _YEAR.fullmatch(one.text) and (
        own.place == "attachments" or (earliest <= one.last < period.first))]
    if others:
        yield Problem(own.source, f"it names {_those(others)}, but the report is of {period.full}.",
                      "See that it still holds, then mend or accept it; {period} is always the "
                      "report's own.", warning=True)


def _those(named: Iterable[Named]) -> str:
    return listed(list(dict.fromkeys(one.text for one in named)), "and")


def _months(period: Period) -> Iterator[Month]:
    return (period.last.back(n) for n in range(period.step))

