"""What the report of one area of many is given, and the report that it makes of the folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from briefing.indicators import Among, Benchmark, Comparator, Strips
from briefing.prepared.shared import Shared
from briefing.problems import Place, Problem
from briefing.reading import ReportFolder, read
from briefing.reading.folder import Opened
from briefing.reading.grids import Source
from briefing.reading.settings import FILE
from briefing.reading.slots import of_area

if TYPE_CHECKING:
    from briefing.disclosure import Protected


@dataclass(frozen=True, slots=True)
class Given:
    """What the report of one area of many is given: its tables, and what hangs on the others.

    `protected` is what its public edition may show, decided over all areas together; it is None
    only where no edition withholds anything. `standing` is how its figures stand among those of the
    areas, by edition and indicator, `among` the benchmarks that say so in tables, `comparators`
    what they are called, `sources` what an edition is made of besides its own tables. `strips` are
    the figures of all areas, by edition: a worker has them once and gives them to each report.
    Benchmarks that are `left_out` would tell what a kept edition withholds. `read` is what who
    measured the area has read of it, with the problems; nothing of it hangs on the others. `homes`
    say where its files stand in the folder of all areas.
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
    homes: Mapping[str, str] = field(default_factory=dict)
    read: tuple[ReportFolder, tuple[Problem, ...]] | None = None


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


def among_areas(report: ReportFolder, given: Given | None, edition: str) -> ReportFolder:
    """The report as that edition has it: with how its figures stand among those of the areas."""
    if given is None:
        return report
    dictionary = report.dictionary
    keeps = edition == "public" or edition in report.settings.disclosure.editions
    kept = [benchmark for benchmark in dictionary.benchmarks
            if not keeps or benchmark not in given.left_out]
    among = [benchmark for benchmark in given.among.get(edition, ())
             if benchmark.indicator in dictionary]
    return replace(report, among=given.standing.get(edition, {}),
                   strips=given.strips.get(edition, {}),
                   sources=(*report.sources, *given.sources.get(edition, ())),
                   dictionary=replace(dictionary, benchmarks=(*kept, *among)))
