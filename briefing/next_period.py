"""`briefing next`: the report's folder moved on to its next period, and what is still to be given.

Only report.toml is changed, in place, with the author's remarks and order; as it was it is kept in
earlier/, with the paragraphs of the period, so that those left as they were are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from briefing.files import LARGEST_TEXT, read_bytes
from briefing.indicators import Indicator
from briefing.periods import MONTH_NAMES, Month, Period, day_in_words
from briefing.placing import put_in_place
from briefing.prepared import Given, Prepared, prepare
from briefing.problems import Place, Problem, ProblemsFound, stop_if_any
from briefing.reading import read, read_settings
from briefing.reading.accepting import is_met
from briefing.reading.checks.other_months import other_months
from briefing.reading.commentary import Commentary
from briefing.reading.earlier import FOLDER, kept_paragraphs, meeting_before, settings_name
from briefing.reading.observations import Observation
from briefing.reading.settings import FILE, Accepted, Settings, asked_period
from briefing.reading.settings_edits import edited_settings
from briefing.revision import Edit, Revised, ended
from briefing.revision.versions import short

WEEK = 7
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ORDINALS = ("first", "second", "third", "fourth")
SHOWN = 60      # characters of a paragraph that are shown


@dataclass(frozen=True, slots=True)
class Moved:
    """What was done, and what is left to do.

    `lacking` are the titles of the indicators without a figure that is due, by owner. `speaking`
    are the author's paragraphs that speak of the old period, each with its place. `stale` are the
    settings and paragraphs that name another period than the new one. `edits` are those of the
    old report's words that ended with it, each with its place.
    """

    before: Period
    period: Period
    day: date
    day_why: str
    kept: Path
    dropped: tuple[Accepted, ...]
    lacking: dict[str, tuple[str, ...]]
    speaking: tuple[tuple[str, str], ...]
    stale: tuple[Problem, ...]
    edits: tuple[str, ...] = ()
    written: str = ""       # the period as report.toml has it now


def move_on(folder: Path, period: str = "", day: date | None = None, trusted: bool = False,
            given: Given | None = None) -> Moved:
    """The folder moved on to the period, else the one after its own, and the meeting with it; its
    report is its own, or that of the area of many that something is `given`.

    Raises ProblemsFound, with nothing changed, when the folder has errors as it stands, and when
    the period is none or not a later one.
    """
    problems: list[Problem] = []
    prepared = prepare(folder, trusted=trusted, given=given)
    settings = read_settings(folder, problems)
    raw = read_bytes(folder / FILE, FILE, "Put it back.", problems, LARGEST_TEXT)
    stop_if_any(problems)
    assert settings is not None
    assert raw is not None
    now = prepared.report.period
    then = asked_period(period, settings.report, Place("PERIOD"), problems) or now.back(-1)
    if not problems and then.last <= now.last:
        problems.append(Problem(Place("PERIOD"), f"{then.full} is not after {now.full}, which the "
                                "report is of.", "Name a later one, or change period in "
                                f"{FILE} by hand."))
    if not (settings.report.period or period) and (
            meeting_before(folder, now) not in (None, settings.report.date)):
        problems.append(Problem(
            Place(FILE, column="report.period"), f"it is blank, so that the report is of what the "
            f"figures end with, {now.full}; and it was moved on already, to the meeting of "
            f"{day_in_words(settings.report.date)}.", f"Give the figures of {then.full}, or name "
            f"the period that it is to be moved on to: briefing next \"{_written('', then)}\"."))
    stop_if_any(problems)
    months = then.last.ordinal - now.last.ordinal
    meeting, why = (day, "as asked") if day else _meeting_after(settings.report.date, months)
    dropped = tuple(_ended(prepared, folder, settings, then, meeting, given))
    moved = replace(settings.report, date=meeting)
    text = _written(settings.report.period, then)
    written = (settings.report.period and text) or (text if period else "")
    own = prepared.report.written
    files = {FILE: edited_settings(raw, written, meeting, dropped)}
    files |= _kept(folder, now, raw, own)
    placed = put_in_place(files, folder, remedy="Close report.toml in other programs and try "
                                                "again; nothing was changed.")
    return Moved(now, then, meeting, why, placed[1], dropped,
                 _lacking(prepared, then), tuple(_speaking(own, now)),
                 tuple(other_months(moved, own, then)),
                 tuple(map(_told, _edits_ended(prepared, folder, trusted, given))), written)


# ── the period and the day ───────────────────────────────────────────────────────────────────────


def _meeting_after(day: date, months: int) -> tuple[date, str]:
    """The meeting so many months later: on the same weekday of the month, in the same week of it.

    Committees meet so; the second Tuesday stays the second Tuesday. A fifth is the last.
    """
    month = Month.of(day.year, day.month).back(-months)
    first = date(month.year, month.number, 1)
    first += timedelta((day.weekday() - first.weekday()) % WEEK)
    week = (day.day - 1) // WEEK
    last_in_month = week >= len(ORDINALS)
    new = first + timedelta(WEEK * week)
    if new.month != month.number:
        new -= timedelta(WEEK)
    which = "last" if last_in_month else ORDINALS[week]
    return new, f"the {which} {WEEKDAYS[day.weekday()]} of the month, as before"


def _written(before: str, period: Period) -> str:
    """The period as report.toml has it, in the form that it was written in before."""
    year = str(period.year)
    number = re.sub(r"\D", "", period.name)
    match period.frequency:
        case "monthly":
            iso = re.fullmatch(r"\d{4}-\d\d", before.strip()) is not None or not before
            return str(period.last) if iso else period.full
        case "quarterly":
            return f"Q{number} {year}"
        case "half_yearly":
            return f"H{1 if 'first' in period.name else 2} {year}"
        case "termly":
            return period.full
        case "annual":
            return f"academic year {year}" if period.kind == "academic" else year


# ── what ends, what is lacking, what is stale ────────────────────────────────────────────────────


def _ended(prepared: Prepared, folder: Path, settings: Settings, then: Period, meeting: date,
           given: Given | None) -> Iterator[Accepted]:
    """The acceptances that no longer apply: met by nothing that can be said of the next period.

    What is said of the figures and files is looked for anew; of what is only said of a report that
    is whole (restated figures, the author's words), an acceptance is kept while it is met now.
    """
    early: list[Problem] = []
    places = prepared.layout.places
    opened, area = (given.opened, given.name) if given is not None else (None, "")
    read(folder, settings, "", early, places, opened, area)
    later: list[Problem] = []
    moved = replace(settings, report=replace(settings.report, date=meeting))
    read(folder, moved, _written("", then), later, places, opened, area)
    named = re.compile(rf"\b{re.escape(prepared.report.period.full)}\b")
    for one in settings.accept:
        if one.until is not None and one.until < meeting:
            yield one
        elif any(is_met(one, problem, area) for problem in later):
            continue
        elif one not in prepared.accepted or any(is_met(one, p, area) for p in early) or (
                one.warning and named.search(one.warning)):
            yield one


def _edits_ended(before: Prepared, folder: Path, trusted: bool, given: Given | None
                 ) -> Iterator[Edit]:
    """The edits that stood in the report before and do not in the folder as it has moved on.

    Where its figures are not there yet, those end that are not of standing words.
    """
    if not before.edits.all:
        return
    try:
        after = prepare(folder, trusted=trusted, given=given)
    except ProblemsFound:
        for edit in before.edits.all:
            had = [made for made in _revised(before) if edit in made.applied]
            if had and not any(made.before.stays(edit) for made in had):
                yield edit
        return
    over, stands = _over(after)
    over_before, _ = _over(before)
    yield from (edit for edit in after.edits.earlier
                if edit in over and edit not in stands and edit not in over_before)


def _over(prepared: Prepared) -> tuple[set[Edit], set[Edit]]:
    """The edits that ended in an edition, and those that one has."""
    return ({edit for made in _revised(prepared) for edit in ended(prepared.edits, made)},
            {edit for made in _revised(prepared) for edit in made.applied})


def _revised(prepared: Prepared) -> Iterator[Revised]:
    return (one.revised for one in prepared.editions if one.revised is not None)


def _told(edit: Edit) -> str:
    """Where the edit stands, and its words, or the report's where it took them out."""
    return f"{edit.place}: “{short(edit.words or edit.original)}”"


def _lacking(prepared: Prepared, then: Period) -> dict[str, tuple[str, ...]]:
    """The indicators without a figure of what is due in the period, by owner; "" has none."""
    given: set[tuple[str, Month]] = {
        (o.indicator, o.month) for o in prepared.report.observations if _is_given(o)}
    by_owner: dict[str, list[str]] = {}
    for one in prepared.report.dictionary.indicators:
        due = replace(one, lag=max(one.lag, one.usual_lag)).latest_period(then.last)
        # one that is reported more seldom has its figure already, or is to have it now
        if not any((part, due) in given for part in _parts(one)):
            by_owner.setdefault(one.owner, []).append(one.title)
    return {owner: tuple(titles) for owner, titles in by_owner.items()}


def _is_given(o: Observation) -> bool:
    return o.value is not None or o.numerator is not None or o.reason not in (None, "missing")


def _parts(one: Indicator) -> tuple[str, ...]:
    return (one.id, *((one.numerator,) if one.numerator and one.denominator else ()))


def _speaking(commentary: Iterable[Commentary], before: Period) -> Iterator[tuple[str, str]]:
    """Each paragraph that speaks of the period, with the place where it stands."""
    names = {before.full, before.short, before.name} | (
        {f"{MONTH_NAMES[before.last.number - 1]} {before.last.year}"})
    if before.frequency == "quarterly":
        names |= {f"Q{re.sub(r'[^0-9]', '', before.name)}"}
    told = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})\b")
    for own in commentary:
        for n, text in enumerate(own.texts):
            if told.search(text):
                line = f", line {own.lines[n]}" if n < len(own.lines) else ""
                short = text if len(text) <= SHOWN else f"{text[:SHOWN].rstrip()}…"
                yield f"{own.source}{line}", short


def _kept(folder: Path, before: Period, raw: bytes, own: Sequence[Commentary]) -> dict[str, bytes]:
    """The settings and paragraphs as they were; those kept of the same period before, by number."""
    name = settings_name(before)
    number = 0
    while (folder / FOLDER / name).exists():
        number += 1
        name = settings_name(before, number)
    return {f"{FOLDER}/{name}": raw} | kept_paragraphs(before, own)


def told_of(moved: Moved) -> Iterator[str]:
    """What is said of it on a console, line by line."""
    yield f"{FILE} is of {moved.period.full} now; as it was it is in {FOLDER}/{moved.kept.name}."
    yield (f"The meeting is on {WEEKDAYS[moved.day.weekday()]} {day_in_words(moved.day)} "
           f"({moved.day_why}): change date in {FILE} if it is not.")
    for one in moved.dropped:
        yield f"No longer accepted: {one.warning or one.kind}"
    for problem in moved.stale:
        yield f"To mend: {problem}"
    for place, text in moved.speaking:
        yield f"Speaks of {moved.before.name}: {place}: “{text}”"
    for edit in moved.edits:
        yield f"Ended with the report of {moved.before.full}: {edit}"
    if not moved.lacking:
        yield f"Every indicator has its figure for {moved.period.full}."
        return
    count = sum(map(len, moved.lacking.values()))
    yield (f"Still to be given for {moved.period.full}: {count} "
           f"indicator{'s' * (count != 1)}")
    for owner, titles in moved.lacking.items():
        yield f"  {owner or 'no owner named'}:"
        yield from (f"    {title}" for title in titles)
