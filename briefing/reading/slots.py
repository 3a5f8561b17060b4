"""{period}, {previous_period}, {year} and {meeting_date} in the author's own words.

They stand in the titles, the page note and the further fields of report.toml, and in commentary,
and are the period's own when the report is made: nobody need change them month after month.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from briefing.periods import Period, day_in_words
from briefing.problems import Place, Problem, did_you_mean, listed
from briefing.reading.commentary import Commentary
from briefing.reading.settings import FILE, Report

SLOTS = ("period", "previous_period", "year", "meeting_date")
IN_REPORT = ("title", "running_title", "page_note", "meeting")
_SLOT = re.compile(r"\{([a-z_]+)\}")


def words_of(report: Report, period: Period, area: str = "") -> dict[str, str]:
    """What each slot is in a report of the period: "July 2022", "June 2022", "2022/23" and the day.

    {area} is one in the report of an area.
    """
    return ({"area": area} if area else {}) | {
            "period": period.full, "previous_period": period.previous.full,
            "year": str(period.year), "meeting_date": day_in_words(report.date)}


def of_area(report: Report, area: str, name: str) -> Report:
    """The report's words for one area: {area} filled, and the area's name at the end of the title
    where that does not say it; the name of its files ends with the name of the area's folder.
    """
    words = {"area": name}

    def titled(title: str) -> str:
        return filled(title, words) if "{area}" in title else f"{title}: {name}"

    fields = {key: filled(value, words) if isinstance(value, str)
              else tuple(filled(line, words) for line in value)
              for key, value in report.fields.items()}
    plain = report.name or folder_name(_SLOT.sub(" ", report.title)) or "report"
    return replace(report, title=titled(report.title), fields=fields, name=f"{plain}-{area}",
                   running_title=titled(report.running_title) if report.running_title else "",
                   page_note=filled(report.page_note, words),
                   meeting=filled(report.meeting, words))


LONGEST = 60        # letters of a name that is made of a title or an area


def folder_name(name: str) -> str:
    """The name as that of a file or folder, "st-helens"; "" where it makes none."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = plain.casefold().replace("'", "").replace("&", " and ")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-")


def filled(text: str, words: Mapping[str, str]) -> str:
    """The text with its slots filled; what is no slot of these stays as it stands."""
    return _SLOT.sub(lambda match: words.get(match[1], match[0]), text)


def filled_report(report: Report, words: Mapping[str, str]) -> Report:
    """The report's own words with their slots filled.

    Files that are called by the title are called by it without its slots: their names have the
    period anyway.
    """
    title = filled(report.title, words)
    fields = {name: filled(value, words) if isinstance(value, str)
              else tuple(filled(line, words) for line in value)
              for name, value in report.fields.items()}
    name = report.name
    if not name and title != report.title:
        bare = re.sub(r"[^a-z0-9]+", "-", _SLOT.sub(" ", report.title).casefold())
        name = bare.strip("-")[:60].strip("-")
    return replace(report, title=title, fields=fields, name=name,
                   running_title=filled(report.running_title, words),
                   page_note=filled(report.page_note, words),
                   meeting=filled(report.meeting, words))


def filled_commentary(commentary: Iterable[Commentary], words: Mapping[str, str]
                      ) -> tuple[Commentary, ...]:
    """The author's paragraphs with their slots filled."""
    return tuple(replace(own, texts=tuple(filled(text, words) for text in own.texts))
                 for own in commentary)


def slot_problems(report: Report) -> Iterator[Problem]:
    """A problem for each slot in report.toml that there is none of."""
    texts = [(f"report.{name}", getattr(report, name)) for name in IN_REPORT]
    texts += [(f"report.fields.{name}", line) for name, value in report.fields.items()
              for line in ((value,) if isinstance(value, str) else value)]
    for key, text in texts:
        for match in _SLOT.finditer(text):
            if match[1] not in SLOTS:
                yield Problem(Place(FILE, column=key), f"there is no slot '{match[0]}'.",
                              did_you_mean(match[1], SLOTS)
                              or f"There is {listed([f'{{{one}}}' for one in SLOTS], 'and')}.")
