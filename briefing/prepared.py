"""A report folder checked whole, with what is said of it laid out: all steps but the writing.

Every problem of every file is named at once, those of figures among themselves, of what was
published before and of the author's own paragraphs included, and what the layout has no place for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from briefing import shelves
from briefing.disclosure import (
    Policy,
    frequency_problems,
    of_present_frequency,
    outcome_problems,
    people_problems,
    policy_of,
    share_problems,
)
from briefing.disclosure.standing import without_told_places
from briefing.document import Picture
from briefing.findings import Findings, find
from briefing.history import FOLDER as HISTORY
from briefing.history import (
    Record,
    Restatement,
    by_present_names,
    read_all_records,
    restatements,
    what_the_public_has,
)
from briefing.indicators import Among, Benchmark, Comparator, Indicator, Strips
from briefing.layout import (
    Composed,
    Layout,
    asked_problems,
    compose,
    contrast_problems,
    exempt_problems,
    logo_file,
    material_of,
    narrated,
    placeholder_problems,
    read_layout,
    read_logo,
    unplaced_problems,
    with_ratings,
)
from briefing.measures import Measures, measure
from briefing.narrative.book import Book, read_book
from briefing.narrative.own_words import given_away, typed_problems, word_problems
from briefing.periods import Month
from briefing.placing import settle as settle_folder
from briefing.problems import (
    Place,
    Problem,
    ProblemsFound,
    did_you_mean,
    in_file_order,
    listed,
    stop_if_any,
)
from briefing.reading import ReportFolder, Settings, read, read_settings
from briefing.reading.accepting import settle
from briefing.reading.checks.restated import restated
from briefing.reading.folder import Opened
from briefing.reading.grids import Source
from briefing.reading.settings import FILE, Accepted
from briefing.reading.slots import of_area
from briefing.reading.trust import Trust, read_trust
from briefing.revision import (
    NO_EDITS,
    NO_PICTURES,
    Agreed,
    Edits,
    Pictures,
    Revised,
    approval_problems,
    as_commentary,
    read_agreed,
    read_edits,
    read_pictures,
    refused,
    revise,
)

if TYPE_CHECKING:
    from briefing.disclosure import Protected, Search, Withheld
    from briefing.unchanged import Unchanged
    from briefing.writers.word.house import House

EditionName = Literal["private", "public"]
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


@dataclass(frozen=True, slots=True)
class Shared:
    """What the reports of one folder have in common: settings, rule, book, layout and template.

    `problems` are those that were found in them.
    """

    folder: Path
    settings: Settings
    names: tuple[EditionName, ...]
    policy: Policy | None
    book: Book | None
    layout: Layout | None
    logos: Mapping[EditionName, Picture | None]
    house: House | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """What the report of one area of many is given: its tables, and what hangs on the others.

    `protected` is what its public edition may show, decided over all areas together; it is None
    only where no edition withholds anything. `standing` is how its figures stand among those of the
    areas, by edition and indicator, `among` the benchmarks that say so in tables, `comparators`
    what they are called, `sources` what an edition is made of besides its own tables. `strips` are
    the figures of all areas, by edition: a worker has them once and gives them to each report.
    Benchmarks that are `left_out` would tell what a kept edition withholds. `read` is what who
    measured the area has read of it, with the problems; nothing of it hangs on the others.
    """

    area: str
    name: str
    opened: Opened
    protected: Protected | None = None
    among: Mapping[str, tuple[Benchmark, ...]] = field(default_factory=dict)
    standing: Mapping[str, Mapping[str, Among]] = field(default_factory=dict)
    comparators: tuple[Comparator, ...] = ()
    sources: Mapping[str, tuple[Source, ...]] = field(default_factory=dict)
    left_out: frozenset[Benchmark] = frozenset()
    strips: Mapping[str, Strips] = field(default_factory=dict)
    read: tuple[ReportFolder, tuple[Problem, ...]] | None = None


def prepare(folder: Path, period: str = "", edition: str = "", trusted: bool = False, *,
            given: Given | None = None, unchanged: Unchanged | None = None) -> Prepared:
    """The folder checked whole; raises ProblemsFound with every problem of every file at once.

    It is the report of the folder, or, with what it is `given`, that of an area of many. Nothing is
    run, and nothing outside the folder read, unless the user has `trusted` it. What is `unchanged`
    since an earlier time is taken from there.
    """
    return prepared_of(shared_of(folder, edition, trusted), period, given, unchanged)


def shared_of(folder: Path, edition: str = "", trusted: bool = False) -> Shared:
    """What is common to the folder's reports; raises ProblemsFound where there are no settings, or
    the folder asks for more than it may."""
    problems: list[Problem] = []
    settings = read_settings(folder, problems)
    stop_if_any(problems)
    assert settings is not None
    trust = read_trust(folder, trusted, problems)
    problems += trust.problems(settings)
    stop_if_any(problems)
    for place in (folder, folder / HISTORY):
        settle_folder(place)
    wanted = edition or settings.report.edition
    names: tuple[EditionName, ...] = ("private", "public") if wanted == "both" else (
        ("public",) if wanted == "public" else ("private",))
    policy = policy_of(settings.disclosure, problems)
    book, layout = _shelved(folder, settings, problems)
    if layout is not None:
        layout = with_ratings(layout, settings.ratings)
        problems += contrast_problems(settings.ratings)
    logos = {name: _asked_by_layout(folder, layout, settings, name, trust, problems)
             for name in names}
    house = _house(folder, settings, problems)
    return Shared(folder, settings, names, policy, book, layout, logos, house, tuple(problems))


def public_of(shared: Shared) -> tuple[EditionName, ...]:
    """The editions that are asked for and kept by the disclosure rule."""
    return tuple(name for name in shared.names
                 if name == "public" or name in shared.settings.disclosure.editions)


def read_for(shared: Shared, period: str, given: Given | None, problems: list[Problem]
             ) -> ReportFolder | None:
    """The folder's report, or that of the area; None, with problems, when it is not whole."""
    settings, layout = shared.settings, shared.layout
    if given is None and settings.areas is not None:
        problems.append(Problem(
            Place(FILE, column="areas"), "this folder has a report for each area.",
            "Say which: --area NAME, or --areas all."))
        return None
    if given is not None:
        settings = replace(settings, report=of_area(settings.report, given.area, given.name))
    report: ReportFolder | None
    if given is not None and given.read is not None:
        report, faults = given.read
        problems += faults
    else:
        report = read(shared.folder, settings, period, problems, layout.places if layout else None,
                      given.opened if given is not None else None,
                      given.name if given is not None else "")
    if report is None or given is None:
        return report
    dictionary = replace(report.dictionary, comparators=(
        *report.dictionary.comparators, *given.comparators))
    return replace(report, dictionary=dictionary)


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
        found = read_edits(folder, str(report.period))
        pictures, faults = read_pictures(folder, found.edits)
        problems += (*found.problems, *faults)
        edits = found.edits
        report = replace(report, sources=(*report.sources, *found.sources, *pictures.sources))
    editions: list[Edition] = []
    reports: dict[str, ReportFolder] = {}
    if report is not None and policy is not None:
        for name in names:
            reports[name] = among_areas(report, given, name)
        measures = measure(report.observations, report.dictionary, report.period.last,
                           report.period.step)
        if "public" not in names and policy.suppresses:
            problems += people_problems(measures, _places(measures, report), warning=True)
        for name in names:
            made = _edition(name, replace(measures, dictionary=reports[name].dictionary),
                            reports[name], policy, problems, given, unchanged)
            editions += [replace(made, logo=shared.logos[name])] if made is not None else []
    if report is not None and book is not None and layout is not None and not any(
            not problem.warning for problem in problems):
        editions = [laid_out(one, reports[one.name], book, layout, unchanged)
                    for one in editions]
        for one in editions:
            problems += unplaced_problems(one.composed.unplaced, report.settings.report.layout)
        editions = [revised(one, edits, pictures) for one in editions]
        for n, one in enumerate(editions):
            agreed, faults = read_agreed(folder, str(report.period), one.name)
            editions[n] = replace(one, agreed=agreed)
            problems += (*faults, *edit_problems(one, report, measures), *approval_problems(
                settings.approval.names, agreed, one.composed.document,
                f"{one.name} edition of {report.period.full}", final=False))
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


def among_areas(report: ReportFolder, given: Given | None, edition: str) -> ReportFolder:
    """The report as that edition has it: with how its figures stand among those of the areas."""
    if given is None:
        return report
    dictionary = report.dictionary
    keeps = edition == "public" or edition in report.settings.disclosure.editions
    kept = [one for one in dictionary.benchmarks if not keeps or one not in given.left_out]
    among = [one for one in given.among.get(edition, ()) if one.indicator in dictionary]
    return replace(report, among=given.standing.get(edition, {}),
                   strips=given.strips.get(edition, {}),
                   sources=(*report.sources, *given.sources.get(edition, ())), dictionary=replace(
        dictionary, benchmarks=(*kept, *among)))


def _edition(name: EditionName, measures: Measures, report: ReportFolder, policy: Policy,
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
        places = _places(measures, report)
        problems += share_problems(measures, places, policy)
        if policy.suppresses:
            problems += people_problems(measures, places, warning=False)
        published = _published(report, problems)
        if policy.suppresses:
            problems += frequency_problems(published, report.dictionary, _dictionary_place(report))
        records = tuple(of_present_frequency(one, report.dictionary) for one in published)
        problems += identity_problems(records, measures, report.settings.disclosure.retired,
                                      _dictionary_place(report))
        private = read_all_records(report.folder, "private", problems)
        if any(not p.warning for p in problems[before:]):
            return None
        private = tuple(of_present_frequency(by_present_names(one, report.dictionary),
                                             report.dictionary) for one in private)
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
    made = revise(edition.composed, edits, edition.findings, edition.name, pictures)
    return replace(edition, composed=made.composed, revised=made)


def edit_problems(edition: Edition, report: ReportFolder, measures: Measures) -> list[Problem]:
    """What is wrong with the edition's edits: those to be settled, figures that no fact supports,
    and figures that the edition withholds.

    What was accepted with a reason is said again as the warning that was accepted.
    """
    made = edition.revised
    if made is None or not (made.applied or made.unapplied):
        return []
    problems = made.problems(edition.name)
    problems += [refused(edit, edit.warning, edit.remedy, warning=True)
                 for edit in made.applied if edit.warning]
    own = as_commentary(made.applied, made.before, report.dictionary.sections)
    typed = as_commentary((edit for edit in made.applied if not edit.warning), made.before,
                          report.dictionary.sections)
    problems += typed_problems(typed, report, edition.findings)
    if edition.policy is not None:
        problems += given_away(replace(report, commentary=own), edition.withheld, measures,
                               edition.name)
    return problems


def public_records(report: ReportFolder, problems: list[Problem]) -> tuple[Record, ...]:
    """What the public has of earlier reports, of periods of the sort that the report is of now."""
    return tuple(of_present_frequency(one, report.dictionary)
                 for one in _published(report, problems))


def _published(report: ReportFolder, problems: list[Problem]) -> tuple[Record, ...]:
    """What the public has of earlier reports: recorded, or built and standing in out/public/."""
    inputs = {source.file: source.sha256 for source in report.sources}
    return what_the_public_has(report.folder, report.period.last, inputs, report.dictionary,
                               problems)


def _dictionary_place(report: ReportFolder) -> Place:
    """Where the indicators stand."""
    asked = report.settings.files
    named = [source.file for source in report.sources if "indicators" in source.file.casefold()
             or source.file.endswith((".xlsx", ".xls", ".ods"))]
    return Place(asked.indicators or asked.workbook or next(iter(named), FILE))


def _places(measures: Measures, report: ReportFolder) -> dict[str, Place]:
    """Where the figures of each indicator stand: its own first cell, or that of what it is made of.
    """
    first: dict[str, Place] = {}
    for o in report.observations:
        if o.indicator not in first:
            first[o.indicator] = o.place
    found: dict[str, Place] = {}
    for name, one in measures.by_indicator.items():
        parts = (name, one.indicator.numerator, one.indicator.denominator)
        found[name] = next((first[part] for part in parts if part in first), Place(FILE))
    return found


def _shelved(folder: Path, settings: Settings, problems: list[Problem]
             ) -> tuple[Book | None, Layout | None]:
    """The sentence book and the layout that the settings name."""
    path = shelves.find("narratives", settings.report.narrative, folder)
    book = read_book(path, problems, folder) if path is not None else None
    path = shelves.find("layouts", settings.report.layout, folder)
    return book, read_layout(path, problems, folder) if path is not None else None


def _asked_by_layout(folder: Path, layout: Layout | None, settings: Settings, edition: str,
                     trust: Trust, problems: list[Problem]) -> Picture | None:
    """The logo; adds what is not as the layout asks: fields of the header, the marking."""
    path = shelves.find("layouts", settings.report.layout, folder)
    if layout is None or path is None:
        return None
    problems += asked_problems(layout, settings.report)
    problems += exempt_problems(layout, settings.report, edition)
    logo = logo_file(layout, path, settings.report, folder)
    if logo is not None and path.parent != shelves.shelf("layouts"):
        outside = trust.outside(Place(logo[0]), logo[0], logo[1])
        if outside is not None:
            problems.append(outside)
            return None
    return read_logo(layout, path, settings.report, folder, problems)


def _house(folder: Path, settings: Settings, problems: list[Problem]) -> House | None:
    """The council's template; what reads it is loaded only where there is one."""
    if not settings.word.template and not settings.word.styles:
        return None
    from briefing.writers.word.house import read_house

    return read_house(folder, settings.word, problems)


def _restatements(report: ReportFolder, measures: Measures, edition: str
                  ) -> tuple[Restatement, ...]:
    """The restated figures among those that the edition may show."""
    if not report.history:
        return ()

    def now(one: Indicator, month: Month) -> Decimal | None:
        return measures[one.id].at(month).amount

    return restatements(report.history, edition, report.dictionary, now)


def read_book_named(name: str, folder: Path | None = None, trusted: bool = False) -> Book:
    """The sentence book of that name; raises ProblemsFound when there is none or it is faulty.

    A folder that is not trusted has no book that is a link to what lies outside it.
    """
    path = shelves.find("narratives", name, folder)
    if path is None:
        known = shelves.names("narratives", folder)
        raise ProblemsFound([Problem(Place("--book"), f"there is no sentence book '{name}'.",
                                     did_you_mean(name, known)
                                     or f"There is {listed(known, 'and')}.")])
    problems: list[Problem] = []
    if folder is not None and path.is_relative_to(folder):
        own = f"{path.parent.name}/{path.name}"
        led_out = read_trust(folder, trusted, problems).outside(Place(own), own, path)
        stop_if_any([led_out] if led_out else [])
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
