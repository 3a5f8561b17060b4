"""A report folder, whole: settings, dictionary, observations, the author's paragraphs."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from briefing import shelves
from briefing.indicators import Dictionary
from briefing.periods import Month
from briefing.problems import Place, Problem, did_you_mean, listed
from briefing.reading import dictionary as tables
from briefing.reading.commentary import Commentary, read_commentary, slug
from briefing.reading.grids import Grid, Source, read_csv, read_workbook
from briefing.reading.observations import Observation
from briefing.reading.settings import (
    FILE,
    Settings,
    asked_period,
    read_tolerance,
)
from briefing.reading.values import read_values

TABLES = ("indicators", "values", "targets", "benchmarks", "commentary")
WORKBOOK = "data.xlsx"
PARTS = ("background", "summary", "recommendations", "attachments", "questions", "data-report")


@dataclass(frozen=True, slots=True)
class ReportFolder:
    """Everything the author gave, typed and whole."""

    folder: Path
    settings: Settings
    period: Month
    dictionary: Dictionary
    observations: tuple[Observation, ...]
    commentary: tuple[Commentary, ...]
    sources: tuple[Source, ...]


def read(
    folder: Path, settings: Settings, period: str, problems: list[Problem]
) -> ReportFolder | None:
    """The folder's report for `period` (else report.toml's, else the latest month with figures).

    Adds every problem of every file; None when the report is not whole.
    """
    before = len(problems)
    sources = [_source(folder / FILE)]
    _check_shelves(folder, settings, problems)
    asked = (asked_period(period, Place("--period"), problems) if period
             else asked_period(settings.report.period, Place(FILE, column="report.period"),
                               problems))
    grids = _grids(folder, settings, sources, problems)
    default = None
    if not any(p.place.column == "rating.tolerance" for p in problems):
        default = read_tolerance(settings.rating.tolerance)
    rows = tables.read_indicators(grids["indicators"], default, problems) if (
        "indicators" in grids) else ()
    indicators = {one.id: one for one in rows}
    series = {name for one in rows for name in (one.numerator, one.denominator)} - {""}
    observations: list[Observation] = []
    if "values" in grids and indicators:
        observations = read_values(grids["values"], indicators, series - set(indicators), problems)
        tables.check_references(grids["indicators"], rows,
                                {o.indicator for o in observations}, problems)
    targets = tables.read_targets(grids["targets"], indicators, problems) if (
        "targets" in grids) else ()
    benchmarks = tables.read_benchmarks(grids["benchmarks"], indicators, problems) if (
        "benchmarks" in grids) else ()
    dictionary = tables.dictionary(rows, targets, benchmarks)
    places = {part: part for part in PARTS}
    places |= {slug(section): section for section in dictionary.sections}
    places |= {one: one for one in indicators}
    commentary, files = read_commentary(folder, grids.get("commentary"), places, problems)
    sources += files
    month = _period(asked, observations, indicators, problems, bool(period))
    if indicators and observations:
        _warn_of_silence(grids["indicators"], dictionary, observations, problems)
    if month is None or any(not p.warning for p in problems[before:]):
        return None
    return ReportFolder(folder, settings, month, dictionary, tuple(observations),
                        tuple(commentary), tuple(sources))


def _source(path: Path) -> Source:
    return Source(path.name, hashlib.sha256(path.read_bytes()).hexdigest())


def _check_shelves(folder: Path, settings: Settings, problems: list[Problem]) -> None:
    for shelf, key in (("layouts", "layout"), ("narratives", "narrative")):
        name = getattr(settings.report, key)
        known = shelves.names(shelf, folder)
        if name not in known:
            problems.append(Problem(
                Place(FILE, column=f"report.{key}"), f"there is no {key} '{name}'.",
                did_you_mean(name, known) or f"There is {listed(known, 'and')}."))


def _grids(
    folder: Path, settings: Settings, sources: list[Source], problems: list[Problem]
) -> dict[str, Grid]:
    """The report's tables by name, from the workbook and the CSV files that are asked for."""
    grids: dict[str, Grid] = {}
    workbook = settings.files.workbook
    if not workbook and not settings.files.values and (folder / WORKBOOK).exists():
        workbook = WORKBOOK
    if workbook:
        sheets, source = read_workbook(folder / workbook, workbook, problems)
        if source is not None:
            sources.append(source)
            grids |= {name: sheet for name, sheet in sheets.items() if name in TABLES}
    for name in TABLES[:4]:
        file = getattr(settings.files, name)
        if not file and not workbook and (
                (folder / f"{name}.csv").exists() or name in ("indicators", "values")):
            file = f"{name}.csv"
        if file:
            grid, source = read_csv(folder / file, file, problems)
            if grid is not None and source is not None:
                grids[name] = grid
                sources.append(source)
    if workbook and any(s.file == workbook for s in sources):
        for name in ("indicators", "values"):
            if name not in grids and not getattr(settings.files, name):
                have = listed(list(sheets), "and") or "none"
                problems.append(Problem(Place(workbook),
                                        f"the sheet '{name.capitalize()}' is missing or empty.",
                                        f"Its sheets with cells are {have}."))
    return grids


def _period(
    asked: Month | None, observations: list[Observation], indicators: object,
    problems: list[Problem], from_command: bool,
) -> Month | None:
    with_figures = Counter(o.month for o in observations if o.value is not None)
    if not with_figures:
        if observations:
            problems.append(Problem(Place("values"), "no month has a figure."))
        elif not problems:
            problems.append(Problem(Place("values"), "there are no rows."))
        return None
    if asked is None:
        return max(with_figures)
    if asked not in with_figures:
        place = Place("--period") if from_command else Place(FILE, column="report.period")
        problems.append(Problem(
            place, f"there is no figure for {asked.full}.",
            f"The figures run from {min(with_figures).full} to {max(with_figures).full}."))
    return asked


def _warn_of_silence(grid: Grid, dictionary: Dictionary, observations: list[Observation],
                     problems: list[Problem]) -> None:
    """A warning for each indicator without any value, and each pooled one without its pairs."""
    seen = {o.indicator for o in observations}
    paired = {o.indicator for o in observations if o.numerator is not None}
    for one in dictionary.indicators:
        place = grid.place(0, one.id)
        derived = bool(one.numerator and one.denominator)
        if one.id not in seen and not derived:
            problems.append(Problem(place, "it has no values.",
                                    "Add its rows to the values, or take it out.", warning=True))
        elif one.year_to_date == "pooled" and one.id not in paired and not derived:
            problems.append(Problem(
                place, "its year to date is pooled, but it has no numerators and denominators.",
                "Give both, or no year to date can be worked out.", warning=True))
