"""The report in each edition that is asked for, made only where no problem stands in its way.

Every problem of every file is named at once, those of figures among themselves, of what was
published before and of the author's own paragraphs included, and what the layout has no place for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing import shelves
from briefing.disclosure import people_problems
from briefing.findings import Findings
from briefing.layout import Layout, logo_file, placeholder_problems, unplaced_problems
from briefing.measures import measure
from briefing.narrative.book import Book
from briefing.prepared.edition import (
    Edition,
    edit_problems,
    edition_of,
    laid_out,
    places_of,
    revised,
)
from briefing.prepared.given import Given, among_areas, read_for
from briefing.prepared.shared import Shared, shared_of
from briefing.problems import Problem, in_file_order, stop_if_any
from briefing.reading import ReportFolder
from briefing.reading.accepting import settle
from briefing.reading.settings import Accepted
from briefing.revision import (
    NO_EDITS,
    NO_PICTURES,
    Edits,
    Pictures,
    approval_problems,
    read_agreed,
    read_edits,
    read_pictures,
)

if TYPE_CHECKING:
    from briefing.unchanged import Unchanged
    from briefing.writers.word.house import House


@dataclass(frozen=True, slots=True)
class Prepared:
    """A report folder that can be built in each edition asked for, by its book and layout.

    `warnings` are those that report.toml does not accept, `accepted` the acceptances of the
    others. `house` is the council's own template for the Word file. `edits` are those of the
    folder, with the pictures that they name.
    """

    report: ReportFolder
    editions: tuple[Edition, ...]
    book: Book
    layout: Layout
    warnings: tuple[Problem, ...]
    accepted: tuple[Accepted, ...]
    house: House | None = None
    edits: Edits = NO_EDITS
    pictures: Pictures = NO_PICTURES
    reports: Mapping[str, ReportFolder] = field(default_factory=dict)

    def report_of(self, edition: str) -> ReportFolder:
        """The report as that edition has it: how its figures stand among areas may be other."""
        return self.reports.get(edition, self.report)

    @property
    def findings(self) -> Findings:
        """The findings of the first edition: the private one, where it is asked for."""
        return self.editions[0].findings


def prepare(folder: Path, period: str = "", edition: str = "", trusted: bool = False, *,
            given: Given | None = None, unchanged: Unchanged | None = None) -> Prepared:
    """The folder checked whole; raises ProblemsFound with every problem of every file at once.

    It is the report of the folder, or, with what it is `given`, that of an area of many. Nothing is
    run, and nothing outside the folder read, unless the user has `trusted` it. What is `unchanged`
    since an earlier time is taken from there.
    """
    return prepared_of(shared_of(folder, edition, trusted), period, given, unchanged)


def prepared_of(shared: Shared, period: str = "", given: Given | None = None,
                unchanged: Unchanged | None = None) -> Prepared:
    """The report of the folder, or of the area, checked whole; raises ProblemsFound."""
    folder, names, policy = shared.folder, shared.names, shared.policy
    book, layout, house = shared.book, shared.layout, shared.house
    problems: list[Problem] = list(shared.problems)
    report = read_for(shared, period, given, problems)
    settings = shared.settings if report is None else report.settings
    edits, pictures = NO_EDITS, NO_PICTURES
    if report is not None:
        filed = read_edits(folder, str(report.period))
        pictures, faults = read_pictures(folder, filed.edits)
        problems += (*filed.problems, *faults)
        edits = filed.edits
        report = replace(report, sources=(*report.sources, *filed.sources, *pictures.sources))
    editions: list[Edition] = []
    reports: dict[str, ReportFolder] = {}
    if report is not None and policy is not None:
        for name in names:
            reports[name] = among_areas(report, given, name)
        measures = measure(report.observations, report.dictionary, report.period.last,
                           report.period.step)
        if "public" not in names and policy.suppresses:
            problems += people_problems(measures, places_of(measures, report), warning=True)
        for name in names:
            shown = edition_of(name, replace(measures, dictionary=reports[name].dictionary),
                               reports[name], policy, problems, given, unchanged)
            editions += [replace(shown, logo=shared.logos[name])] if shown is not None else []
    if report is not None and book is not None and layout is not None and not any(
            not problem.warning for problem in problems):
        editions = [laid_out(edition, reports[edition.name], book, layout, unchanged)
                    for edition in editions]
        for edition in editions:
            problems += unplaced_problems(edition.composed.unplaced,
                                          report.settings.report.layout)
        editions = [revised(edition, edits, pictures) for edition in editions]
        for n, edition in enumerate(editions):
            agreed, faults = read_agreed(folder, str(report.period), edition.name)
            editions[n] = replace(edition, agreed=agreed)
            problems += (*faults, *edit_problems(edition, report, measures), *approval_problems(
                settings.approval.names, agreed, edition.composed.document,
                f"{edition.name} edition of {report.period.full}", final=False))
    if report is not None and layout is not None:
        for name in names:
            problems += placeholder_problems(layout, report, name)
    problems = list(dict.fromkeys(problems))    # both editions may have the same
    problems, accepted = settle(problems, settings.accept, settings.report.date,
                                spare=not period)
    stop_if_any(problems)
    if report is None or book is None or layout is None or len(editions) < len(names):
        raise AssertionError("the report is not whole, but no problem says why")
    return Prepared(report, tuple(editions), book, layout, tuple(in_file_order(problems)), accepted,
                    house, edits, pictures, reports)


def shelf_files(prepared: Prepared) -> list[tuple[str, Path]]:
    """The layout, the sentence book and the logo that it is made by: name and path of each."""
    asked = prepared.report.settings.report
    layout = shelves.find("layouts", asked.layout, prepared.report.folder)
    logo = logo_file(prepared.layout, layout, asked, prepared.report.folder) if layout else None
    paths = ((shelf, shelves.find(shelf, name, prepared.report.folder))
             for shelf, name in (("layouts", asked.layout), ("narratives", asked.narrative)))
    shelved = [(f"{shelf}/{path.name}", path) for shelf, path in paths if path is not None]
    return shelved + ([logo] if logo else [])
