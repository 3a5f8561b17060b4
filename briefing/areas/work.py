"""The work for one area: what it is made of, and what comes of it.

A worker is told once what is common to all areas, and keeps it unpacked in a folder of its own: it
need not see the report's folder, and may be on another machine. Then it is given one area after
another. Equal inputs make equal bytes, in whichever process and order.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import traceback
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from importlib.metadata import version
from pathlib import Path

import briefing
from briefing import shelves
from briefing.areas.asked import Options
from briefing.areas.dots import dots_of, of_its_area
from briefing.attack.finished import READ, known_words, populations, true_counts
from briefing.attack.printed import read_edition
from briefing.attack.relations import Unknown
from briefing.attack.shown import Print
from briefing.attack.sizes import sizes_of
from briefing.build import asked_by, file_name, files_of, refused_for
from briefing.disclosure import of_present_frequency
from briefing.facts import OF_AREA
from briefing.history import Record, by_present_names, read_all_records
from briefing.indicators import Strips
from briefing.measures import Measures, measure
from briefing.placing import alone_in
from briefing.placing.names import name_fault
from briefing.prepared import (
    Edition,
    Given,
    Prepared,
    Shared,
    among_areas,
    prepared_of,
    public_records,
    read_for,
)
from briefing.prepared import shared_of as shared_of_folder
from briefing.problems import Problem, ProblemsFound
from briefing.reading import ReportFolder
from briefing.writers.manifest import LIBRARIES

# What an area has of its own in a folder: it stands in folder/NAME/AREA there, in folder/NAME here.
RUN = "run.json"    # in an area's folder: what its report was made of
OWN = ("commentary", "edits", "history", "out")
KEPT = 200_000      # observations that a worker keeps between measuring and building: 50 MiB


@dataclass(frozen=True, slots=True)
class Common:
    """What a worker is told once: the files that all areas share, by name, and the options.

    `program` is that of the run: a worker of another one would make other bytes. `strips` are the
    figures of all areas, which are known when all are measured.
    """

    files: Mapping[str, bytes]
    options: Options
    program: str
    to: str = ""        # a folder that workers share, where they put private reports themselves
    strips: Mapping[str, Strips] = field(default_factory=dict)      # by edition


@dataclass(frozen=True, slots=True)
class Task:
    """An area to be made: its tables and what hangs on others, and the files that are its own.

    `key` is the hash of all that its report is made of, rules and program included.
    """

    area: str
    given: Given
    files: Mapping[str, bytes]
    key: str = ""

    @property
    def read_from(self) -> Hashable:
        """What the area's report is read from: equal where that is the same."""
        sources = sorted((source.file, source.sha256) for source in self.given.opened.sources)
        return self.area, *sources, *sorted(self.files.items())


@dataclass(frozen=True, slots=True)
class Measured:
    """An area as it is compared and protected with the others: its measures, what the public has of
    it, and the records of its private editions; or why there is none.

    `populations` are public, `counts` the true ones that a reader may look for.
    """

    area: str
    measures: Measures | None = None
    public: tuple[Record, ...] = ()
    private: tuple[Record, ...] = ()
    populations: Mapping[Unknown, Decimal] = field(default_factory=dict)
    counts: Mapping[Unknown, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    crash: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """An area's report: its files by name, or why there is none.

    `crash` is the traceback of a fault of ours, or what became of the worker. `ratings` counts the
    indicators of the first edition by their rating.
    """

    area: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    warnings: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    asked: tuple[str, ...] = ()
    ratings: Mapping[str, int] = field(default_factory=dict)
    period: str = ""
    crash: str = ""
    printed: Mapping[str, Print] = field(default_factory=dict)      # by edition that is kept
    hashes: Mapping[str, str] = field(default_factory=dict)

    @property
    def made(self) -> bool:
        """Whether there is a report; its `files` are left out where it is in place already."""
        return bool(self.hashes)


@cache
def program() -> str:
    """The hash of the program: its own files, its shelves and the libraries that it writes with."""
    content = hashlib.sha256(briefing.__version__.encode())
    for name in LIBRARIES:
        content.update(f"{name} {version(name)}".encode())
    home = Path(briefing.__file__).parent
    folders = [home, *(shelves.shelf(name) for name in ("layouts", "narratives", "fonts"))]
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".py", ".toml", ".ttf", ".json") and "examples" not in path.parts:
                content.update(path.relative_to(folder).as_posix().encode())
                content.update(hashlib.sha256(path.read_bytes()).digest())
    return content.hexdigest()


class Worker:
    """What is common to all areas, unpacked; areas are made one after another."""

    def __init__(self, common: Common, base: Path | None = None) -> None:
        """It unpacks into a folder of its own in `base`, else where the system has such folders.

        Raises ProblemsFound where what is common has a fault.
        """
        self.options, self.to, self.strips = common.options, common.to, common.strips
        self.folder = Path(tempfile.mkdtemp(prefix="areas-", dir=base))
        _unpack(self.folder, common.files)
        self.shared: Shared = shared_of_folder(self.folder, self.options.edition,
                                               self.options.trusted)
        self.read: dict[Hashable, tuple[ReportFolder, tuple[Problem, ...]]] = {}

    def close(self) -> None:
        """Take its folder away."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def learn(self, common: Common) -> None:
        """Take what is known of all areas since it began."""
        self.strips = common.strips

    def given(self, task: Task) -> Given:
        """What the area's report is given, with the figures of the other areas."""
        return replace(task.given, strips=self.strips)

    def _keep(self, task: Task, report: ReportFolder, problems: Sequence[Problem]) -> None:
        """Keep what was read of the area until it is built, where not too much is kept."""
        kept = sum(len(other.observations) for other, _ in self.read.values())
        if kept + len(report.observations) <= KEPT:
            self.read[task.read_from] = report, tuple(problems)

    def measured(self, task: Task) -> Measured:
        """The area read and measured, with what the public has of it."""
        problems: list[Problem] = []
        try:
            self.lay(task)
            report = read_for(self.shared, self.options.period, task.given, problems)
            if report is None:
                return Measured(task.area, problems=tuple(problems))
            self._keep(task, report, problems)
            measures = measure(report.observations, report.dictionary, report.period.last,
                               report.period.step)
            public = public_records(among_areas(report, task.given, "public"), problems)
            in_full = read_all_records(report.folder, "private", problems)
            private = tuple(
                of_present_frequency(by_present_names(one, report.dictionary), report.dictionary)
                for one in in_full)
        except ProblemsFound as fault:
            return Measured(task.area, problems=(*problems, *fault.problems))
        except Exception:   # noqa: BLE001  # a fault of ours in one area stops none of the others
            return Measured(task.area, crash=traceback.format_exc())
        if any(not problem.warning for problem in problems):
            return Measured(task.area, problems=tuple(problems))
        return Measured(task.area, measures, public, private, populations(report),
                        true_counts(report.observations, report.dictionary, public, in_full),
                        tuple(problems))

    def prepared(self, task: Task) -> Prepared:
        """The area's report, checked whole; raises ProblemsFound."""
        self.lay(task)
        given = replace(self.given(task), read=self.read.pop(task.read_from, None))
        return prepared_of(self.shared, self.options.period, given)

    def built(self, task: Task) -> Result:
        """The area's report in every format."""
        asked = self.options
        try:
            prepared = self.prepared(task)
            left = refused_for(prepared, asked.strict, asked.final, asked.leave_open)
            files = files_of(prepared, left, asked.annotate)
            printed: dict[str, Print] = {
                one.name: printed_in(prepared, one, files) for one in prepared.editions
                if one.policy is not None}
        except ProblemsFound as fault:
            return Result(task.area, problems=fault.problems)
        except Exception:   # noqa: BLE001  # a fault of ours in one area stops none of the others
            return Result(task.area, crash=traceback.format_exc())
        result = Result(task.area, files, prepared.warnings, (), asked_by(prepared),
                        ratings_of(prepared), prepared.report.period.full, printed=printed,
                        hashes={name: hashlib.sha256(file).hexdigest()
                                for name, file in files.items()})
        if not self.to or printed:      # what is public waits for the others'
            return result
        try:
            put_report(Path(self.to), task, result)
        except ProblemsFound as fault:
            return Result(task.area, problems=fault.problems)
        return replace(result, files={})

    def checked(self, task: Task) -> Result:
        """What a build of the area would say, without its files."""
        from briefing.build import refused
        from briefing.fitting import fitting_problems

        try:
            prepared = self.prepared(task)
            unfit = [*fitting_problems(prepared), *refused(prepared)]
        except ProblemsFound as fault:
            return Result(task.area, problems=fault.problems)
        except Exception:   # noqa: BLE001  # a fault of ours in one area stops none of the others
            return Result(task.area, crash=traceback.format_exc())
        if unfit:
            return Result(task.area, problems=(*unfit, *prepared.warnings))
        return Result(task.area, {}, prepared.warnings, (), asked_by(prepared),
                      ratings_of(prepared), prepared.report.period.full)

    def lay(self, task: Task) -> None:
        """Put the area's own files where its report looks for them, and no other area's."""
        for name in OWN:
            shutil.rmtree(self.folder / name, ignore_errors=True)
        _unpack(self.folder, task.files)


def printed_in(prepared: Prepared, edition: Edition, files: Mapping[str, bytes]) -> Print:
    """What a reader has of the edition's finished files."""
    assert edition.policy is not None
    report = prepared.report_of(edition.name)
    name = file_name(report, edition.name)
    own = {Path(path).name: content for path, content in files.items()
           if Path(path).name.startswith(f"{name}.") and path.endswith(READ)}
    printed = read_edition(own, report.dictionary, edition.policy.symbol,
                           known_words(report, prepared.layout, prepared.book),
                           prepared.layout.charts, sizes=sizes_of(prepared.book))
    # what each report shows of all areas is known where they are put together: not sent by each
    known = {(dot.indicator, dot.period, dot.text)
             for dot in dots_of(report.strips, report.dictionary)}
    return replace(printed, figures=tuple(
        one for one in printed.figures if not one.role.startswith(OF_AREA) or (
            (dot := of_its_area(one, "")).indicator, dot.period, dot.text) not in known))


def put_report(out: Path, task: Task, result: Result) -> None:
    """Put the report into its area's folder, with what it was made of; all or nothing.

    Raises ProblemsFound where that cannot be.
    """
    record = {"key": task.key, "period": result.period, "ratings": dict(result.ratings),
              "warnings": list(map(str, result.warnings)), "asked": list(result.asked),
              "outputs": dict(result.hashes)}
    own = (json.dumps(record, indent=1, ensure_ascii=False) + "\n").encode()
    with alone_in(out / task.area) as room:
        room.put({**result.files, RUN: own})


def ratings_of(prepared: Prepared) -> dict[str, int]:
    """How many indicators of the first edition have each rating."""
    return dict(Counter(one.rating for one in prepared.findings.by_indicator.values()))


def _unpack(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        if name_fault(path.name) or not path.resolve().is_relative_to(folder.resolve()):
            raise ValueError(f"{name} would not be in the worker's folder")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def key_of(common: Common, task: Task, others: str, editions: Iterable[str]) -> str:
    """The hash of everything that the area's editions are made of, rules and program included;
    `others` is that of what it is set among."""
    content = hashlib.sha256(f"{common.program} {common.options!r} {others}".encode())
    for files in (common.files, task.files):
        for name, file in sorted(files.items()):
            if name.startswith("out/"):
                continue    # what it tells of others is in what is withheld
            content.update(f"{name} {hashlib.sha256(file).hexdigest()}".encode())
    given = task.given
    sources = sorted((source.file, source.sha256) for source in
                     (*given.opened.sources, *(one for edition in editions
                                               for one in given.sources.get(edition, ()))))
    content.update(repr((given.name, sources, sorted(given.among.items()),
                         sorted(given.standing.items()), given.comparators)).encode())
    if given.protected is not None:
        content.update(repr(sorted(map(repr, given.left_out))).encode())
        content.update(repr([(one.candidate.id, one.cause) for one in given.protected.withheld]
                            ).encode())
        content.update(repr(sorted(given.protected.bands.items())).encode())
    return content.hexdigest()


def with_keys(common: Common, tasks: Iterable[Task], editions: Sequence[str]
              ) -> tuple[Task, ...]:
    """The tasks, each with the hash of what its editions are made of."""
    others = strips_hash(common.strips)
    return tuple(replace(task, key=key_of(common, task, others, editions)) for task in tasks)


def strips_hash(strips: Mapping[str, Strips]) -> str:
    """The hash of all areas' figures, "" where there are none."""
    content = repr([(edition, sorted(some.items())) for edition, some in sorted(strips.items())])
    return hashlib.sha256(content.encode()).hexdigest() if any(strips.values()) else ""
