"""earlier/: the settings and paragraphs of reports before, as `briefing next` kept them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from briefing.files import json_of, read_bytes, toml_of
from briefing.periods import Period, day_in_words
from briefing.problems import Place, Problem, listed
from briefing.reading.checks.files import LASTING
from briefing.reading.checks.thresholds import NAMED
from briefing.reading.commentary import Commentary
from briefing.reading.settings import FILE

FOLDER = "earlier"


def settings_name(period: Period, number: int = 0) -> str:
    """ "2022-07.report.toml"; "2022-07.1.report.toml" of a second of the same period."""
    return f"{period}{f'.{number}' if number else ''}.report.toml"


def kept_paragraphs(period: Period, commentary: Sequence[Commentary]) -> dict[str, bytes]:
    """The file that keeps the paragraphs of the period, by its name in the report's folder."""
    rows = [{"place": own.place, "edition": own.edition, "text": text}
            for own in commentary for text in own.texts]
    return {f"{FOLDER}/{period}.commentary.json":
            (json.dumps(rows, indent=1, ensure_ascii=False) + "\n").encode()}


def meeting_before(folder: Path, period: Period) -> object:
    """The meeting's date in the settings that were kept of the period's report; None without."""
    name = f"{FOLDER}/{settings_name(period)}"
    if not (folder / name).is_file():
        return None
    raw = read_bytes(folder / name, name, "", [])
    before = toml_of(raw, Place(name), []) if raw is not None else None
    report = before.get("report") if before is not None else None
    return report.get("date") if isinstance(report, dict) else None


def same_meeting(folder: Path, period: Period, day: date) -> Iterator[Problem]:
    """A warning where the meeting's date is that of the report before."""
    if meeting_before(folder, period.previous) == day:
        yield Problem(Place(FILE, column="report.date"), f"{day_in_words(day)} was the meeting of "
                      f"the report of {period.previous.full}.", "Give the date of this report's "
                      "meeting.", warning=True)


def left_as_it_was(folder: Path, period: Period, commentary: Iterable[Commentary]
                   ) -> Iterator[Problem]:
    """A warning where what is said of areas and indicators is what was said the period before.

    A file of commentary's own is looked at by its paragraphs too: part of it may be new. A file
    that cannot be read as `briefing next` writes it says nothing: it is but a reminder.
    """
    name = f"{FOLDER}/{period.previous}.commentary.json"
    if not (folder / name).is_file():
        return
    raw = read_bytes(folder / name, name, "", [])
    try:
        rows = json_of(raw) if raw is not None else []
    except ValueError:
        return
    before = {(str(row.get("place")), str(row.get("text"))) for row in rows
              if isinstance(row, dict)} if isinstance(rows, list) else set()
    same: dict[str, Place] = {}
    for own in commentary:
        if own.place not in LASTING and any(
                (own.place, text) in before for text in own.texts):
            same.setdefault(own.place, own.source)
    if same:
        shown = [f"'{place}'" for place in list(same)[:NAMED]]
        if len(same) > NAMED:
            shown.append(f"{len(same) - NAMED} more")
        yield Problem(next(iter(same.values())),
                      f"what is said of {listed(shown, 'and')} is as it was in "
                      f"{period.previous.full}.", "See that it still holds, then accept this.",
                      warning=True)
