"""One edition of a report: what it may show, what is found and said, laid out, with the edits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from briefing.disclosure import (
    Policy,
    frequency_problems,
    of_present_frequency,
    outcome_problems,
    people_problems,
    share_problems,
)
from briefing.disclosure.standing import without_told_places
from briefing.document import Picture
from briefing.findings import Findings, find
from briefing.history import (
    Record,
    Restatement,
    by_present_names,
    read_all_records,
    restatements,
    what_the_public_has,
)
from briefing.indicators import Indicator
from briefing.layout import Composed, Layout, compose, material_of, narrated
from briefing.measures import Measures
from briefing.narrative.book import Book
from briefing.narrative.own_words import given_away, typed_problems, word_problems
from briefing.periods import Month
from briefing.prepared.given import Given
from briefing.prepared.shared import EditionName
from briefing.problems import Place, Problem
from briefing.reading import ReportFolder
from briefing.reading.checks.restated import restated
from briefing.reading.settings import FILE
from briefing.revision import Agreed, Edits, Pictures, Revised, as_commentary, refused, revise

if TYPE_CHECKING:
    from briefing.disclosure import Search, Withheld
    from briefing.unchanged import Unchanged

NOTHING = Composed.empty()


@dataclass(frozen=True, slots=True)
class Edition:
    """What one edition may show: its findings, figures restated, what is withheld and by what rule;
    and its document.

    `restatements` are the figures that print otherwise now than they were published. `policy` is
    None for an edition that shows everything. `composed` has the authors' edits in it, `revised`
    says which those are; `agreed` who agreed to it.
    """

    name: EditionName
    findings: Findings
    restatements: tuple[Restatement, ...]
    policy: Policy | None = None
    withheld: tuple[Withheld, ...] = ()
    logo: Picture | None = None
    search: Search | None = None
    composed: Composed = NOTHING
    revised: Revised | None = None
    agreed: tuple[Agreed, ...] = ()


def edition_of(name: EditionName, measures: Measures, report: ReportFolder, policy: Policy,
             problems: list[Problem], given: Given | None = None,
             unchanged: Unchanged | None = None) -> Edition | None:
    """The edition's findings, from what it may show; None, with problems, when it cannot be."""
    kept = name == "public" or name in report.settings.disclosure.editions
    withheld: tuple[Withheld, ...] = ()
    bands: Mapping[str, int] = {}
    search: Search | None = None
    if kept:
        # it comes with a solver: not loaded for an edition that shows everything
        from briefing.disclosure import identity_problems, protect

        before = len(problems)
        places = places_of(measures, report)
        problems += share_problems(measures, places, policy)
        if policy.suppresses:
            problems += people_problems(measures, places, warning=False)
        published = _published(report, problems)
        if policy.suppresses:
            problems += frequency_problems(published, report.dictionary, _dictionary_place(report))
        records = tuple(of_present_frequency(record, report.dictionary) for record in published)
        problems += identity_problems(records, measures, report.settings.disclosure.retired,
                                      _dictionary_place(report))
        private = read_all_records(report.folder, "private", problems)
        if any(not p.warning for p in problems[before:]):
            return None
        private = tuple(of_present_frequency(by_present_names(record, report.dictionary),
                                             report.dictionary) for record in private)
        if given is None:
            protected = protect(measures, policy, records, private=private)
        elif given.protected is not None:
            protected = replace(given.protected, measures=replace(
                given.protected.measures, dictionary=measures.dictionary))
        else:
            raise AssertionError("an area's public edition is protected with those of the others")
        problems += outcome_problems(protected, places)
        problems += given_away(report, protected.withheld, measures, name)
        measures, withheld, search = protected.measures, protected.withheld, protected.search
        measures = replace(measures, dictionary=without_told_places(measures))
        bands = protected.bands
    findings = (find(measures, bands) if unchanged is None
                else unchanged.find(name, measures, bands))
    changed = _restatements(report, measures, name)
    problems += restated(changed, report.dictionary, report.observations)
    problems += word_problems(report, findings, name)
    return Edition(name, findings, changed, policy if kept else None, withheld,
                   search=search)


def laid_out(edition: Edition, report: ReportFolder, book: Book, layout: Layout,
             unchanged: Unchanged | None = None) -> Edition:
    """The edition with what is said of its findings, laid out: steps 5 and 6."""
    material = material_of(report, edition.findings, layout, edition.name, edition.restatements,
                           edition.policy, edition.logo)
    if unchanged is not None:
        unchanged.lay(material)
    return replace(edition, composed=compose(narrated(material, book), material))


def revised(edition: Edition, edits: Edits, pictures: Pictures) -> Edition:
    """The edition with the authors' edits: step 7."""
    revision = revise(edition.composed, edits, edition.findings, edition.name, pictures)
    return replace(edition, composed=revision.composed, revised=revision)


def edit_problems(edition: Edition, report: ReportFolder, measures: Measures) -> list[Problem]:
    """What is wrong with the edition's edits: those to be settled, figures that no fact supports,
    and figures that the edition withholds.

    What was accepted with a reason is said again as the warning that was accepted.
    """
    revision = edition.revised
    if revision is None or not (revision.applied or revision.unapplied):
        return []
    problems = revision.problems(edition.name)
    problems += [refused(edit, edit.warning, edit.remedy, warning=True)
                 for edit in revision.applied if edit.warning]
    own = as_commentary(revision.applied, revision.before, report.dictionary.sections)
    typed = as_commentary((edit for edit in revision.applied if not edit.warning), revision.before,
                          report.dictionary.sections)
    problems += typed_problems(typed, report, edition.findings)
    if edition.policy is not None:
        problems += given_away(replace(report, commentary=own), edition.withheld, measures,
                               edition.name)
    return problems


def public_records(report: ReportFolder, problems: list[Problem]) -> tuple[Record, ...]:
    """What the public has of earlier reports, of periods of the sort that the report is of now."""
    return tuple(of_present_frequency(record, report.dictionary)
                 for record in _published(report, problems))


def _published(report: ReportFolder, problems: list[Problem]) -> tuple[Record, ...]:
    """What the public has of earlier reports: recorded, or built and standing in out/public/."""
    inputs = {source.file: source.sha256 for source in report.sources}
    return what_the_public_has(report.folder, report.period.last, inputs, report.dictionary,
                               problems)


def _restatements(report: ReportFolder, measures: Measures, edition: str
                  ) -> tuple[Restatement, ...]:
    """The restated figures among those that the edition may show."""
    if not report.history:
        return ()

    def now(one: Indicator, month: Month) -> Decimal | None:
        return measures[one.id].at(month).amount

    return restatements(report.history, edition, report.dictionary, now)


def _dictionary_place(report: ReportFolder) -> Place:
    """Where the indicators stand."""
    asked = report.settings.files
    named = [source.file for source in report.sources if "indicators" in source.file.casefold()
             or source.file.endswith((".xlsx", ".xls", ".ods"))]
    return Place(asked.indicators or asked.workbook or next(iter(named), FILE))


def places_of(measures: Measures, report: ReportFolder) -> dict[str, Place]:
    """Where the figures of each indicator stand: its own first cell, or that of what it is made of.
    """
    first: dict[str, Place] = {}
    for o in report.observations:
        if o.indicator not in first:
            first[o.indicator] = o.place
    places: dict[str, Place] = {}
    for name, measure in measures.by_indicator.items():
        parts = (name, measure.indicator.numerator, measure.indicator.denominator)
        places[name] = next((first[part] for part in parts if part in first), Place(FILE))
    return places
