"""`briefing attack NAME.pdf`: the finished files beside a PDF, attacked with what is public."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

from briefing import shelves
from briefing.attack.finished import READ, Outcome, attack_report
from briefing.attack.printed import Unreadable
from briefing.disclosure import of_present_frequency, policy_of
from briefing.files import cannot_read, content_of
from briefing.history import (
    FOLDER,
    PERIOD_FORM,
    Record,
    by_present_names,
    read_all_records,
    what_the_public_has,
)
from briefing.layout import read_layout, with_ratings
from briefing.narrative.book import read_book
from briefing.placing import settle
from briefing.problems import Place, Problem, ProblemsFound, stop_if_any
from briefing.reading import ReportFolder, Settings, read, read_settings
from briefing.reading.trust import read_trust
from briefing.revision import read_edits, words_of_edits

_NAME = re.compile(rf".*?-{PERIOD_FORM}(-public)?")


Read = Callable[[Path, Settings, str, list[Problem], Collection[str] | None],
                ReportFolder | None]


def attack_pdf(pdf: Path, folder: Path | None = None, trusted: bool = False, reading: Read = read
               ) -> Outcome:
    """The attack on the PDF and the files beside it; `folder` is its report's, else found.

    `reading` reads the folder, otherwise where it is that of an area of many. Raises ProblemsFound
    when the files or the folder cannot be read.
    """
    problems: list[Problem] = []
    home = folder or _home(pdf)
    for place in (pdf.parent, pdf.parent.parent, home / FOLDER):
        settle(place)
    settings = read_settings(home, problems)
    stop_if_any(problems)
    assert settings is not None
    problems += read_trust(home, trusted, problems).problems(settings)
    stop_if_any(problems)
    match = _NAME.fullmatch(pdf.stem)
    path = shelves.find("layouts", settings.report.layout, home)
    layout = read_layout(path, problems, home) if path is not None else None
    found = shelves.find("narratives", settings.report.narrative, home)
    layout = with_ratings(layout, settings.ratings) if layout is not None else None
    book = read_book(found, problems, home) if found is not None else None
    report = reading(home, settings, match[1] if match else "", problems,
                     layout.places if layout is not None else None)
    stop_if_any(problems)
    assert report is not None
    edits = read_edits(home, str(report.period)).edits
    files = _files(pdf)
    public = bool(match and match[2])
    policy = policy_of(settings.disclosure, problems)
    history = _history(report, ("public",) if public else ("public", "private"), problems)
    stop_if_any(problems)
    assert policy is not None
    assert layout is not None
    assert book is not None
    try:
        return attack_report(report, files, policy, history, layout, book,
                             words_of_edits(edits.all))
    except Unreadable as fault:
        raise ProblemsFound([Problem(Place(fault.file), f"it cannot be read back: {fault}.",
                                     "Build the report again, then attack it.")]) from fault


def _home(pdf: Path) -> Path:
    """The report's folder, from where the build puts its files: out/ or out/public/."""
    place = pdf.resolve().parent
    for _ in range(2):
        place = place.parent
        if (place / "report.toml").is_file():
            return place
    raise ProblemsFound([Problem(Place(str(pdf)), "its report's folder is not found from here.",
                                 "Name the folder: briefing attack NAME.pdf --folder FOLDER.")])


def _files(pdf: Path) -> dict[str, bytes]:
    """The PDF and what stands beside it under the same name; its figures must."""
    found: dict[str, bytes] = {}
    for end in READ:
        path = pdf.with_name(f"{pdf.stem}{end}")
        if not path.is_file() and end in (".docx", ".html", ".txt"):
            continue
        try:
            found[path.name] = content_of(path)
        except OSError as fault:
            raise ProblemsFound([replace(cannot_read(Place(path.name), fault), hint=(
                "Name a PDF with its figures beside it, as built."))]) from fault
    return found


def _history(report: ReportFolder, editions: tuple[str, ...], problems: list[Problem]
             ) -> list[Record]:
    """What its readers have of other reports, recorded or only built, the oldest first.

    One of the same month counts too: the report may have been published with other figures.
    """
    inputs = {source.file: source.sha256 for source in report.sources}
    found = list(what_the_public_has(report.folder, report.period.last, inputs, report.dictionary,
                                     problems))
    if "private" in editions:
        found += [by_present_names(one, report.dictionary)
                  for one in read_all_records(report.folder, "private", problems)]
    kept = [of_present_frequency(record, report.dictionary) for record in found
            if record.month <= report.period.last]
    return sorted(kept, key=lambda record: (record.month, record.published))
