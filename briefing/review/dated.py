"""Months and years that belong to another month's report: words that were pasted as they were."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.periods import MONTH_NAMES, Month, Period
from briefing.review.faults import Fault
from briefing.review.quantities import quantities
from briefing.review.said import Said
from briefing.review.spans import SPAN, YEAR, month_named

_MONTH = "|".join(MONTH_NAMES)
_NAMED = re.compile(rf"(?<![\w’'])(?P<month>{SPAN})(?: (?:of )?(?P<year>{YEAR}))?\b"
                    r"(?! \d{1,2}(?:st|nd|rd|th)?\b)")
_DAY = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{_MONTH})\b(?: \d{{4}})?")
_EDITION = re.compile(
    rf"\b(?:this|the) (?:[a-z]+ )?(?:report|edition|briefing|scorecard|update)(?: is)?(?: "
    rf"(?:for|of|covers|"
    rf"covering|to|–|-))+ (?:the month of )?(?P<month>{SPAN})(?: (?:of )?(?P<year>{YEAR}))?", re.I)
# A month that the report's own, which need not be named, is set beside.
_BESIDE = re.compile(rf"\b(?:than|from|compared (?:with|to)|against|on)(?: (?:in|at the end of"
                     rf"|that of))? (?:{SPAN})\b(?: (?:of )?(?:{YEAR}))?")
_PAST = re.compile(r"\b(?:rose|fell|was|were|increased|decreased|dropped|declined|improved|worsened"
                   r"|had|remained|stood|reached)\b", re.I)
_AHEAD = re.compile(r"\b(?:will|due|planned|expected|meets?|meeting|next|from|by|until|before"
                    r"|deadline|review(?:ed)?|starts?|begins?|launch(?:es)?|scheduled|ahead"
                    r"|to be)\b", re.I)


def dated(said: Said, now: Period, was_standing: bool) -> Iterator[Fault]:
    """Warnings of months that do not lie in the report's period.

    `was_standing` tells that the written sentence was of no figures: its month is the report's own.
    """
    edition = _EDITION.search(said.text)
    if edition is not None:
        month = month_named(edition["month"].capitalize(), edition["year"] or "", now.last,
                            now.step)
        if month is not None and month not in now and edition[0] not in said.before:
            named = month.full if now.step == 1 else f"{edition['month']} {edition['year'] or ''}"
            yield Fault("warning", f"it speaks of the report of {named.strip()}; this one is of "
                        f"{now.full}.", f"Write {now.full}.", edition.span())
            return
    text = _DAY.sub(lambda day: "·" * len(day[0]), said.text)
    text = _BESIDE.sub(lambda then: "·" * len(then[0]), text) if not _months(
        _BESIDE.sub("", text), now) else text
    written = _DAY.sub("", said.before)
    months = _months(text, now)
    before = _months(written, now)
    new = {month: place for month, place in months.items() if month not in before}
    for month, place in new.items():
        if month > now.last and _PAST.search(text) and not _AHEAD.search(text):
            yield Fault("warning", f"it tells of {month.full}, which is after {now.full}.",
                        f"This report is of {now.full}.", place)
            return
    had, has = (any(month in now for month in named) for named in (before, months))
    if said.before and had and not has and new:
        month, place = next(iter(new.items()))
        if was_standing or quantities(text):
            named = month.full if now.step == 1 else text[slice(*place)]
            yield Fault("warning", f"it says {named} where it was written {now.full}, the "
                        f"{now.word} of this report.",
                        f"Write {now.name}, if it is of this {now.word}.", place)
    years = set(re.findall(r"\b20\d\d/\d\d\b", text)) - set(re.findall(r"\b20\d\d/\d\d\b", written))
    gone = set(re.findall(r"\b20\d\d/\d\d\b", written)) - set(re.findall(r"\b20\d\d/\d\d\b", text))
    if said.before and years and gone:
        year = min(years)
        yield Fault("warning", f"it says {year} where it was written {min(gone)}.",
                    "Put the year back, unless the sentence is of another one now.",
                    _place_of(text, year))


def _months(text: str, now: Period) -> dict[Month, tuple[int, int]]:
    """The months that a text names, a bare one as the latest of its name, with their places."""
    found: dict[Month, tuple[int, int]] = {}
    for match in _NAMED.finditer(text):
        if match["month"] == "May" and re.match(r" (?:be|have|not|also|we|need|I)\b",
                                                text[match.end():]):
            continue
        month = month_named(match["month"], match["year"] or "", now.last, now.step)
        if month is not None:
            found.setdefault(month, match.span())
    return found


def _place_of(text: str, words: str) -> tuple[int, int]:
    at = text.find(words)
    return at, at + len(words)
