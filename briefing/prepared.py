"""A report folder checked whole, and its findings: the first four steps.

Every problem of every file is named at once, those of figures among themselves, of what was
published before and of the author's own paragraphs included.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from briefing import shelves
from briefing.disclosure import edition_problem, protect
from briefing.document import Picture
from briefing.findings import Findings, find
from briefing.history import Restatement, restatements
from briefing.indicators import Indicator
from briefing.layout import (
    Layout,
    asked_problems,
    exempt_problems,
    logo_file,
    read_layout,
    read_logo,
    word_problems,
)
from briefing.measures import Measures, measure
from briefing.narrative.book import Book, read_book
from briefing.periods import Month
from briefing.problems import Place, Problem, ProblemsFound, did_you_mean, listed, stop_if_any
from briefing.reading import ReportFolder, Settings, read, read_settings
from briefing.reading.accepting import settle
from briefing.reading.checks.restated import restated
from briefing.reading.settings import FILE, Accepted


@dataclass(frozen=True, slots=True)
class Prepared:
    """A report folder that can be built, with its findings, sentence book and layout.

    `warnings` are those that report.toml does not accept, `accepted` the acceptances of the
    others. `restatements` are the figures that print otherwise now than they were published.
    """

    report: ReportFolder
    findings: Findings
    book: Book
    layout: Layout
    edition: str
    warnings: tuple[Problem, ...]
    accepted: tuple[Accepted, ...]
    restatements: tuple[Restatement, ...]
    logo: Picture | None = None


def prepare(folder: Path, period: str = "", edition: str = "") -> Prepared:
    """The folder checked whole; raises ProblemsFound with every problem of every file at once."""
    problems: list[Problem] = []
    settings = read_settings(folder, problems)
    stop_if_any(problems)
    assert settings is not None
    wanted = edition or settings.report.edition
    place = Place("--edition") if edition else Place(FILE, column="report.edition")
    refused = edition_problem(wanted, place)
    problems += [refused] if refused is not None else []
    book, layout = _shelved(folder, settings, problems)
    logo = _asked_by_layout(folder, layout, settings, wanted, problems)
    report = read(folder, settings, period, problems, layout.places if layout else None)
    findings: Findings | None = None
    changed: tuple[Restatement, ...] = ()
    if report is not None and refused is None:
        measures = protect(measure(report.observations, report.dictionary, report.period), wanted)
        findings = find(measures)
        changed = _restatements(report, measures, wanted)
        problems += restated(changed, report.dictionary, report.observations)
        problems += word_problems(report, findings)
    problems, accepted = settle(problems, settings.accept, spare=not period)
    stop_if_any(problems)
    if report is None or findings is None or book is None or layout is None:
        raise AssertionError("the report is not whole, but no problem says why")
    return Prepared(report, findings, book, layout, wanted, tuple(sorted(set(problems))), accepted,
                    changed, logo)


def _shelved(folder: Path, settings: Settings, problems: list[Problem]
             ) -> tuple[Book | None, Layout | None]:
    """The sentence book and the layout that the settings name."""
    path = shelves.find("narratives", settings.report.narrative, folder)
    book = read_book(path, problems, folder) if path is not None else None
    path = shelves.find("layouts", settings.report.layout, folder)
    return book, read_layout(path, problems, folder) if path is not None else None


def _asked_by_layout(folder: Path, layout: Layout | None, settings: Settings, edition: str,
                     problems: list[Problem]) -> Picture | None:
    """The logo; adds what is not as the layout asks: fields of the header, the marking."""
    path = shelves.find("layouts", settings.report.layout, folder)
    if layout is None or path is None:
        return None
    problems += asked_problems(layout, settings.report)
    problems += exempt_problems(layout, settings.report, edition)
    return read_logo(layout, path, settings.report, folder, problems)


def _restatements(report: ReportFolder, measures: Measures, edition: str
                  ) -> tuple[Restatement, ...]:
    """The restated figures among those that the edition may show."""
    if not report.history:
        return ()

    def now(one: Indicator, month: Month) -> Decimal | None:
        return measures[one.id].at(month).amount

    return restatements(report.history, edition, report.dictionary, now)


def read_book_named(name: str, folder: Path | None = None) -> Book:
    """The sentence book of that name; raises ProblemsFound when there is none or it is faulty."""
    path = shelves.find("narratives", name, folder)
    if path is None:
        known = shelves.names("narratives", folder)
        raise ProblemsFound([Problem(Place("--book"), f"there is no sentence book '{name}'.",
                                     did_you_mean(name, known)
                                     or f"There is {listed(known, 'and')}.")])
    problems: list[Problem] = []
    book = read_book(path, problems, folder)
    stop_if_any(problems)
    assert book is not None
    return book


def shelf_files(prepared: Prepared) -> list[tuple[str, Path]]:
    """The layout, the sentence book and the logo that it is made by: name and path of each."""
    asked = prepared.report.settings.report
    layout = shelves.find("layouts", asked.layout, prepared.report.folder)
    logo = logo_file(prepared.layout, layout, asked, prepared.report.folder) if layout else None
    found = ((shelf, shelves.find(shelf, name, prepared.report.folder))
             for shelf, name in (("layouts", asked.layout), ("narratives", asked.narrative)))
    shelved = [(f"{shelf}/{path.name}", path) for shelf, path in found if path is not None]
    return shelved + ([logo] if logo else [])
