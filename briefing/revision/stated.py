"""What an author changed in Word that stands in report.toml, or in the data: where it stands.

A value of report.toml that is printed as it stands there is changed there, as a person would.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from briefing.periods import MONTH_NAMES
from briefing.reading.observations import Observation
from briefing.reading.settings import FILE, Report
from briefing.revision.anchors import squeezed

# Of [report]: those that are printed as they stand.
PRINTED = ("title", "running_title", "meeting", "author", "council", "page_note", "logo_alt")
LEAST = 3           # letters of a value, to be known within other words
_DAY = re.compile(r"(\d{1,2}) ([A-Z][a-z]+) (\d{4})")

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewValue:
    """A value of report.toml that is another now: its keys, what it was, and what it is."""

    key: Key
    before: str
    after: str | date

    @property
    def shown(self) -> str:
        """The keys as a person names them, "report.fields.ward"."""
        return ".".join(self.key)


def values_of(report: Report) -> Iterator[tuple[Key, str]]:
    """The values that are printed, by their keys, as they are printed."""
    for name in PRINTED:
        yield ("report", name), str(getattr(report, name))
    yield ("report", "date"), f"{report.date.day} {report.date:%B} {report.date.year}"
    for name, value in report.fields.items():
        yield ("report", "fields", name), value if isinstance(value, str) else ", ".join(value)


def new_value(report: Report, before: str, after: str, *, of: str = "") -> NewValue | None:
    """The value of report.toml whose words an author changed; None where none can be told.

    `of` is the name in [report] that it must be, "" for any: of those that stand in `before`, the
    longest that is all that changed.
    """
    before, after = squeezed(before), squeezed(after)
    fitting = sorted(
        ((len(value), key, value, between) for key, said in values_of(report)
         if (value := squeezed(said)) and (not of or key[-1] == of)
         and (between := _between(before, after, value)) is not None),
        key=lambda one: one[0], reverse=True)
    for _, key, value, between in fitting:
        held = report.fields.get(key[-1]) if key[1] == "fields" else None
        if isinstance(held, tuple) and len(held) > 1:
            continue        # a list, whose parts nobody can tell
        if key[-1] == "date":
            day = _day(between)
            if day is None:
                continue
            return NewValue(key, value, day)
        return NewValue(key, value, between)
    return None


def where_stated(report: Report, before: str) -> str:
    """Where in report.toml the words stand: "report.toml (report.fields.ward)"."""
    words = squeezed(before)
    key = next((key for key, said in values_of(report) if words and squeezed(said) == words), None)
    return f"{FILE} ({'.'.join(key)})" if key is not None else FILE


def _between(before: str, after: str, value: str) -> str | None:
    """What stands now in the place of a value, where nothing else changed."""
    if value == before:
        return after or None
    if len(value) < LEAST or before.count(value) != 1:
        return None
    start, _, end = before.partition(value)
    room = len(after) - len(start) - len(end)
    if room <= 0 or not after.startswith(start) or not after.endswith(end):
        return None
    return squeezed(after[len(start):len(after) - len(end)]) or None


def _day(text: str) -> date | None:
    read = _DAY.fullmatch(text)
    if read is None or read[2] not in MONTH_NAMES:
        return None
    try:
        return date(int(read[3]), MONTH_NAMES.index(read[2]) + 1, int(read[1]))
    except ValueError:
        return None


class Cells:
    """Where in the data the figures stand that a report prints."""

    def __init__(self, observations: Iterable[Observation] = ()) -> None:
        self._places: dict[str, dict[str, str]] = {}
        for one in observations:
            here = self._places.setdefault(one.indicator, {})
            for name in (str(one.month), one.month.short, one.month.full):
                here[name] = str(one.place)

    def of_facts(self, facts: Iterable[str]) -> str:
        """The cell of the first fact that is a value of the data, "values.csv, row 4"; "" for none.
        """
        for fact in facts:
            indicator, _, rest = fact.partition(":")
            role, _, period = rest.rpartition(":")
            if role in ("current", "previous", "month") and (
                    place := self._places.get(indicator, {}).get(period)):
                return place
        return ""

    def of_point(self, anchor: str, point: str) -> str:
        """The cell of a point of an indicator's chart, by what its axis says."""
        indicator: Mapping[str, str] = self._places.get(anchor.partition(".")[2], {})
        return indicator.get(point, "")
