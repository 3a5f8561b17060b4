"""A report folder, whole: settings, dictionary, observations, the author's paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefing import shelves
from briefing.files import read_bytes
from briefing.history import Record, by_present_names, read_records
from briefing.indicators import Among, Dictionary, Indicator, Strips
from briefing.periods import Month, Period, YearKind, period_full
from briefing.problems import Place, Problem, did_you_mean, listed
from briefing.reading import dictionary as tables
from briefing.reading.benchmark_rows import read_benchmarks
from briefing.reading.checks import Checked, check_figures
from briefing.reading.checks.other_months import other_months
from briefing.reading.checks.series import in_order
from briefing.reading.commentary import Commentary, Places, read_commentary, slug
from briefing.reading.earlier import left_as_it_was, same_meeting
from briefing.reading.early import as_given
from briefing.reading.grids import Grid, Source, tidy, warn_of_hidden
from briefing.reading.observations import Observation
from briefing.reading.others import with_others
from briefing.reading.own_charts import own_charts
from briefing.reading.own_months import with_months
from briefing.reading.printed import printed_texts
from briefing.reading.references import check_references
from briefing.reading.rolling_up import rolled_up
from briefing.reading.settings import (
    FILE,
    Settings,
    asked_period,
)
from briefing.reading.slots import filled_commentary, filled_report, slot_problems, words_of
from briefing.reading.target_rows import read_targets
from briefing.reading.terms import terms_of
from briefing.reading.unread import TABLES, WORKBOOK, misplaced, unread_files, unread_sheets
from briefing.reading.unsaid import unsaid_frequencies
from briefing.reading.value_sources import Shelf, Table, read_sources
from briefing.reading.values import Known, read_values
from briefing.reading.whole_numbers import as_whole, without_decimals
from briefing.reading.workbooks import Workbook
from briefing.typefaces import unprintable

_ROW_OF = {"indicators": "indicator", "values": "figure"}


@dataclass(frozen=True, slots=True)
class ReportFolder:
    """Everything the author gave, typed and whole.

    `own_charts` holds, by its name, the file of each chart that the author draws. `written` are the
    author's paragraphs before their slots for the period were filled. `among` is how the figures of
    an area stand among those of others, by indicator; `strips` are the others' figures.
    """

    folder: Path
    settings: Settings
    period: Period
    dictionary: Dictionary
    observations: tuple[Observation, ...]
    commentary: tuple[Commentary, ...]
    sources: tuple[Source, ...]
    history: tuple[Record, ...] = ()
    own_charts: Mapping[str, Path] = field(default_factory=dict)
    written: tuple[Commentary, ...] = ()
    among: Mapping[str, Among] = field(default_factory=dict)
    strips: Strips = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Opened:
    """The report's tables as they stand in the files: by name, and those of values.

    `sources` are the files that they are from, `asked` all that were looked for; None where that
    was looked at once for many areas.
    """

    grids: Mapping[str, Grid]
    values: tuple[Table, ...]
    sources: tuple[Source, ...]
    asked: frozenset[str] | None = None


def open_tables(folder: Path, settings: Settings, problems: list[Problem]) -> Opened:
    """The folder's tables, each file read once; adds the problems of files and headings."""
    shelf = Shelf(folder, problems)
    grids, values = _grids(settings, shelf)
    problems += unread_sheets(shelf.books, grids)
    return Opened(grids, tuple(values), tuple(shelf.sources), frozenset(shelf.asked))


def read(
    folder: Path, settings: Settings, period: str, problems: list[Problem],
    parts: Collection[str] | None, opened: Opened | None = None, area: str = "",
) -> ReportFolder | None:
    """The folder's report for `period` (else report.toml's, else the latest with figures).

    `parts` are the places that the layout has for the author's paragraphs, None when it is not
    known; `opened` are its tables, where they were opened before; `area` is the name of the area
    that it is of. Adds every problem of every file; None when the report is not whole.
    """
    before = len(problems)
    names = [FILE, *filter(None, [settings.word.template])]
    sources = [Source.of(Path(name).name, content) for name in names
               if (content := read_bytes(folder / name, name, "", [])) is not None]
    _check_shelves(folder, settings, problems)
    asked = (asked_period(period, settings.report, Place("--period"), problems) if period
             else asked_period(settings.report.period, settings.report,
                               Place(FILE, column="report.period"), problems))
    opened = open_tables(folder, settings, problems) if opened is None else opened
    grids = opened.grids
    figures = [table for table in opened.values if not table.how.comparator]
    others = [table for table in opened.values if table.how.comparator]
    problems += misplaced(folder)
    drawn, charts_file = own_charts(folder, settings.report.own_charts, problems)
    unsaid = unsaid_frequencies(grids["indicators"], figures, asked, settings.report.year) if (
        "indicators" in grids and not settings.report.frequency
        and (period or settings.report.period)) else {}
    terms = terms_of(settings, tuple(drawn), unsaid)
    rows = tables.read_indicators(grids["indicators"], terms, problems) if (
        "indicators" in grids) else ()
    indicators = {one.id: one for one in rows}
    series = {name for one in rows for name in (
        one.numerator, one.denominator, one.inflow, one.outflow)} - {""} - set(indicators)
    # a row with a fault is no indicator, but nothing more is said where its id is used
    faulty = (set(grids["indicators"].texts("id")) if "indicators" in grids else set()) - set(
        indicators)
    observations: list[Observation] = []
    if indicators:
        observations = read_values(figures, Known(indicators, frozenset(series), frozenset(faulty),
                                                  settings.own_symbols),
                                   problems)
        rows = as_whole(with_months(rows, observations),
                        without_decimals(grids["indicators"]), observations)
        indicators = {one.id: one for one in rows}
        check_references(grids["indicators"], rows,
                         {o.indicator for o in observations} | faulty, problems)
    targets, untargeted = read_targets(
        grids["targets"].without("indicator", faulty), indicators, problems,
        settings.own_symbols) if "targets" in grids else ((), ())
    benchmarks = read_benchmarks(grids["benchmarks"].without("indicator", faulty),
                                        indicators, problems, settings.own_symbols, terms,
                                 Month.of(settings.report.date.year, settings.report.date.month)
                                 ) if (
        "benchmarks" in grids) else ()
    benchmarks = with_others(benchmarks, others, Known(indicators, frozenset(series), frozenset(
        faulty), settings.own_symbols), terms, asked, problems)
    dictionary = tables.dictionary(rows, targets, benchmarks, terms.comparators, untargeted)
    if "indicators" in grids:
        tables.check_charts(grids["indicators"], dictionary, problems)
    places = {part: part for part in parts or ()}
    places |= {slug(section): section for section in dictionary.sections}
    if faulty:
        places |= {slug(name): name for name in grids["indicators"].texts("section")}
    places |= {one: one for one in (*indicators, *faulty)}
    commentary, files = read_commentary(
        folder, grids.get("commentary"),
        Places(places, len(parts) if parts is not None else None, settings.report.layout), problems)
    sources += [*opened.sources, *files, *charts_file]
    problems += unprintable(printed_texts(settings, grids.get("indicators"), commentary))
    explained = any(not p.warning for p in problems[before:])
    wanted = _period(asked, settings, observations, indicators, figures, problems, bool(period),
                     explained)
    month = wanted.last if wanted is not None else None
    if month is not None:
        dictionary = as_given(dictionary, observations, month)
    problems += slot_problems(settings.report)
    if wanted is not None:
        problems += other_months(settings.report, commentary, wanted)
        problems += same_meeting(folder, wanted, settings.report.date)
        problems += left_as_it_was(folder, wanted, commentary)
    if indicators and observations and not any(not p.warning for p in problems[before:]):
        _warn_of_silence(grids["indicators"], dictionary, observations, month, problems)
    history = tuple(by_present_names(record, dictionary) for record in read_records(
        folder, wanted, problems)) if wanted is not None else ()
    sources += [Source(record.source, record.sha256) for record in history]
    if month is not None:
        problems += check_figures(Checked(
            dictionary, in_order(observations), month, settings.report.date, grids.get("targets"),
            grids.get("benchmarks"), history, tuple(sources), tuple(commentary)), problems)
    if wanted is None or month is None or any(not p.warning for p in problems[before:]):
        return None
    if opened.asked is not None:
        problems += unread_files(folder, opened.asked, grids)   # where all is read that can be
    known, rolled, fine = rolled_up(dictionary, observations, wanted, grids["indicators"].place())
    problems += fine
    words = words_of(settings.report, wanted, area)
    return ReportFolder(folder, replace(settings, report=filled_report(settings.report, words)),
                        wanted, known, rolled, filled_commentary(commentary, words),
                        tuple(sources), history, drawn, tuple(commentary))


def _check_shelves(folder: Path, settings: Settings, problems: list[Problem]) -> None:
    for shelf, key in (("layouts", "layout"), ("narratives", "narrative")):
        name = getattr(settings.report, key)
        known = shelves.names(shelf, folder)
        if name not in known:
            problems.append(Problem(
                Place(FILE, column=f"report.{key}"), f"there is no {key} '{name}'.",
                did_you_mean(name, known) or f"There is {listed(known, 'and')}."))


def _grids(settings: Settings, shelf: Shelf) -> tuple[dict[str, Grid], list[Table]]:
    """The report's tables by name, and those of values; each is sure to have rows."""
    files, folder, problems = settings.files, shelf.folder, shelf.problems
    workbook = files.workbook
    if not workbook and not files.values and (folder / WORKBOOK).exists():
        workbook = WORKBOOK
    book = shelf.workbook(workbook) if workbook else None
    grids: dict[str, Grid] = {}
    unmet = set(files.ignore)
    wanted = [name for name in TABLES if name != "values" or not settings.values]
    for name in wanted:
        file = getattr(files, name, "")
        if not file and not workbook and (
                (folder / f"{name}.csv").exists() or name in ("indicators", "values")) and (
                name != "commentary"):
            file = f"{name}.csv"
        if file:
            grid = shelf.csv(file)
        elif book is not None:
            grid = _sheet_of(book, name, problems)
        else:
            continue
        if grid is not None:
            unmet -= {heading for heading in unmet if tidy(heading) in map(tidy, grid.head)}
            grid = grid.ignoring(files.ignore)
            warn_of_hidden(grid, problems)
            if grid.rows or name in ("targets", "benchmarks", "commentary"):
                grids[name] = grid
            else:
                problems.append(Problem(grid.place(), "it has headings but no rows.",
                                        f"Add a row for each {_ROW_OF[name]}."))
    if settings.values:
        default = files.values or workbook or "values.csv"
        tables = read_sources(shelf, settings.values, default)
        unmet -= {heading for heading in unmet for table in tables
                  if tidy(heading) in map(tidy, table.grid.head)}
        problems += _unmet(files.ignore, unmet, [*grids.values(), *(t.grid for t in tables)])
        return grids, [replace(table, grid=table.grid.ignoring(files.ignore)) for table in tables]
    problems += _unmet(files.ignore, unmet, grids.values())
    return grids, [Table(grids["values"])] if "values" in grids else []


def _unmet(asked: Iterable[str], unmet: Collection[str], grids: Iterable[Grid]
           ) -> Iterator[Problem]:
    """A problem for each heading to be ignored that no table has."""
    heads = [heading for grid in grids for heading in grid.head if heading]
    for n, heading in enumerate(asked, 1):
        if heading in unmet:
            yield Problem(Place(FILE, column=f"files.ignore[{n}]"),
                          f"no table has a column '{heading}'.",
                          did_you_mean(heading, heads) or "Mend it, or take it out.")


def _sheet_of(book: Workbook, name: str, problems: list[Problem]) -> Grid | None:
    """The workbook's sheet of that table; a problem when it has none but needs one."""
    found = book.find(name)
    before = len(problems)
    grid = book.grid(found, problems) if found is not None else None
    if grid is None and name in ("indicators", "values") and len(problems) == before:
        have = listed([f"'{sheet}'" for sheet in book.names], "and")
        what, hint = ("is empty", "Its first row holds the headings.") if found else (
            "is missing", f"Its {'sheets are' if len(book.names) > 1 else 'sheet is'} {have}.")
        problems.append(Problem(Place(book.name), f"the sheet '{found or name.capitalize()}' "
                                f"{what}.", hint))
    return grid


def _period(
    asked: Period | None, settings: Settings, observations: list[Observation],
    indicators: dict[str, Indicator], figures: list[Table], problems: list[Problem],
    from_command: bool, explained: bool,
) -> Period | None:
    """The report's period; `explained` when other problems say why it may have no figure."""
    with_figures = Counter(o.month for o in observations if o.value is not None)
    if not with_figures:
        if not explained:
            place = figures[0].grid.place() if figures else Place(FILE, column="values")
            problems.append(Problem(place, "no month has a figure: every cell is blank or a "
                                    "symbol.", "Give the figures of at least one month."))
        return None
    if asked is None:
        return _latest(max(with_figures), settings, indicators.values())
    # a quarter's figure, or a late one, is reported in a month of which there is none
    reported = any(
        (o.value is not None or (o.reason is not None and o.reason.withheld))
        and o.month == (indicators[o.indicator].latest_period(asked.last)
                        if o.indicator in indicators else asked.last) for o in observations)
    if not reported and not explained:
        place = Place("--period") if from_command else Place(FILE, column="report.period")
        problems.append(Problem(
            place, f"there is no figure for {asked.full}.",
            (f"The figures run from {min(with_figures).full} to {max(with_figures).full}."
             if len(with_figures) > 1 else f"The only figures are of {max(with_figures).full}.")
            + " Give its figures, or name a period that has some."))
    if asked.frequency == "monthly" and not settings.report.frequency:
        longer = _of_all(settings, indicators.values())
        if longer.step > 1 and longer.back_to(asked.last) == asked.last:
            return replace(longer, last=asked.last)     # no figure in it is of a month
    return asked


def _latest(month: Month, settings: Settings, indicators: Iterable[Indicator]) -> Period:
    """The latest period of the report's frequency that is over at the end of the month."""
    asked = settings.report
    kind: YearKind = "academic" if asked.frequency == "termly" else asked.year
    sort = Period(month, asked.frequency, kind) if asked.frequency else _of_all(
        settings, indicators)
    return replace(sort, last=sort.back_to(month))


def _of_all(settings: Settings, indicators: Iterable[Indicator]) -> Period:
    """A period as short as the shortest that an indicator has a figure of, and of its year."""
    shortest = min(indicators, key=lambda one: one.step)
    kind = shortest.year if shortest.frequency in ("termly", "annual") else settings.report.year
    return Period(Month(0), shortest.frequency, kind)


def _warn_of_silence(grid: Grid, dictionary: Dictionary, observations: list[Observation],
                     month: Month | None, problems: list[Problem]) -> None:
    """A warning for each indicator without values or those due, or pooled without its pairs."""
    seen = {o.indicator for o in observations}
    given = {(o.indicator, o.month) for o in observations if o.reason != "missing"}
    paired = {o.indicator for o in observations if o.numerator is not None}
    for one in dictionary.indicators:
        place = grid.place(0, one.id)
        derived = bool(one.numerator and one.denominator)
        if one.id not in seen and not derived:
            problems.append(Problem(place, "it has no values.",
                                    "Add its rows to the values, or take it out.", warning=True))
        elif month is not None and one.id in seen and (
                one.id, due := one.latest_period(month)) not in given:
            problems.append(Problem(place, "it has no value for "
                                    f"{period_full(due, one.step, one.year)}.",
                                    "Add it, or [x] where there is none yet; 'lag' says "
                                    "how many months late it always is.", warning=True))
        elif one.year_to_date == "pooled" and one.id not in paired and not derived:
            problems.append(Problem(
                place, "its year to date is pooled, but it has no numerators and denominators.",
                "Give both, or no year to date can be worked out.", warning=True))
