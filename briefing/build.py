"""The one road, seven steps: read, measure, protect, compare, say, lay out, write."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefing import shelves
from briefing.disclosure import edition_problem, protect
from briefing.findings import Findings, find
from briefing.layout import Composed, Layout, compose, read_layout, word_problems
from briefing.measures import measure
from briefing.narrative.book import Book, read_book
from briefing.problems import (
    Place,
    Problem,
    ProblemsFound,
    did_you_mean,
    listed,
    stop_if_any,
)
from briefing.reading import ReportFolder, read, read_settings
from briefing.reading.settings import FILE

Step = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A report folder that can be built, with its sentence book and layout; warnings only."""

    report: ReportFolder
    book: Book
    layout: Layout
    edition: str
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build wrote, the warnings, what the author is asked, and each step's seconds."""

    files: tuple[Path, ...]
    warnings: tuple[Problem, ...]
    asked: tuple[str, ...]
    seconds: Mapping[str, float]


def prepare(folder: Path, period: str = "", edition: str = "") -> Prepared:
    """The folder checked whole; raises ProblemsFound with every problem of every file at once."""
    problems: list[Problem] = []
    settings = read_settings(folder, problems)
    report, book, layout, wanted = None, None, None, edition
    if settings is not None:
        wanted = edition or settings.report.edition
        place = Place("--edition") if edition else Place(FILE, column="report.edition")
        refused = edition_problem(wanted, place)
        problems += [refused] if refused is not None else []
        report = read(folder, settings, period, problems)
        path = shelves.find("narratives", settings.report.narrative, folder)
        book = read_book(path, problems, folder) if path is not None else None
        path = shelves.find("layouts", settings.report.layout, folder)
        layout = read_layout(path, problems) if path is not None else None
    stop_if_any(problems)
    if report is None or book is None or layout is None:
        raise AssertionError("the report is not whole, but no problem says why")
    return Prepared(report, book, layout, wanted, tuple(sorted(set(problems))))


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


def find_all(prepared: Prepared) -> Findings:
    """Steps 2 to 4: measured, protected for the edition, compared."""
    report = prepared.report
    measures = measure(report.observations, report.dictionary, report.period)
    return find(protect(measures, prepared.edition))


def build(folder: Path, *, period: str = "", edition: str = "", out: Path | None = None,
          on_step: Step = lambda step, done: None) -> Built:
    """The report's files, written into `out` (else the folder's out/) all together or not at all.

    `on_step` is told each step's name and how much of the work is done, from 0 to 1.
    """
    clock = _Clock(on_step)
    with clock("read", 0.0):
        prepared = prepare(folder, period, edition)
    with clock("find", 0.1):
        findings = find_all(prepared)
    warnings = check_words(prepared, findings)
    with clock("lay out", 0.15):
        composed = compose(prepared.report, findings, prepared.book, prepared.layout,
                           prepared.edition)
    name = file_name(prepared.report, prepared.edition)
    files = _write(composed, prepared.book, name, clock)
    shelf_files = [(f"{shelf}/{path.name}", path) for shelf, path in (
        ("layouts", shelves.find("layouts", prepared.report.settings.report.layout, folder)),
        ("narratives", shelves.find("narratives", prepared.report.settings.report.narrative,
                                    folder))) if path is not None]
    from briefing.writers.manifest import manifest_file

    with clock("manifest", 0.97):
        files[f"{name}.manifest.json"] = manifest_file(
            prepared.report, composed.document, composed.said, prepared.edition, shelf_files, files,
            warnings)
    with clock("put in place", 0.98):
        paths = put_in_place(files, folder / "out" if out is None else out)
    on_step("done", 1.0)
    asked = tuple(sentence.text for sentence in composed.asked)
    return Built(paths, warnings, asked, clock.seconds)


def check_words(prepared: Prepared, findings: Findings) -> tuple[Problem, ...]:
    """Every warning, those of the author's own paragraphs included; raises ProblemsFound."""
    problems = [*prepared.warnings, *word_problems(prepared.report, findings)]
    stop_if_any(problems)
    return tuple(sorted(set(problems)))


def _write(composed: Composed, book: Book, name: str, clock: _Clock) -> dict[str, bytes]:
    """Step 7: the document in every format."""
    with clock("load writers", 0.2):
        from briefing.writers.figures import figures_file
        from briefing.writers.pdf import pdf_file
        from briefing.writers.sentences import sentences_file
        from briefing.writers.text import text_file
        from briefing.writers.word import word_file
    files: dict[str, bytes] = {}
    document = composed.document
    with clock("PDF", 0.25):
        files[f"{name}.pdf"] = pdf_file(document)
    with clock("Word", 0.75):
        files[f"{name}.docx"] = word_file(document)
    with clock("text", 0.95):
        files[f"{name}.txt"] = text_file(document)
        files[f"{name}.figures.csv"] = figures_file(document)
        files[f"{name}.sentences.csv"] = sentences_file(composed.said, book)
    return files


def file_name(report: ReportFolder, edition: str) -> str:
    """The report's name and period, "childrens-social-care-2022-07", for the edition."""
    settings = report.settings.report
    name = settings.name or re.sub(r"[^a-z0-9]+", "-", settings.title.casefold()).strip("-")[:60]
    return f"{name}-{report.period}" + ("-public" if edition == "public" else "")


def put_in_place(files: Mapping[str, bytes], out: Path) -> tuple[Path, ...]:
    """The paths of the files, written beside and then renamed, so that a fault leaves the old ones.

    Raises ProblemsFound when the folder or a file cannot be written.
    """
    beside = out / f".{next(iter(files))}.{os.getpid()}"
    try:
        beside.mkdir(parents=True)
        for name, content in files.items():
            (beside / name).write_bytes(content)
        locked = [out / name for name in files if not _free(out / name)]
        if locked:
            raise ProblemsFound(
                Problem(Place(path.name), "it is open in another program.",
                        "Close it and build again; nothing was changed.") for path in locked)
        for name in files:
            os.replace(beside / name, out / name)
    except OSError as fault:
        raise ProblemsFound([Problem(Place(str(out)), f"it cannot be written: {fault.strerror}.",
                                     "Give another folder with --out.")]) from fault
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return tuple(out / name for name in files)


def _free(path: Path) -> bool:
    """Whether the file can be replaced; Windows locks one that is open elsewhere."""
    if not path.exists():
        return True
    try:
        with path.open("r+b"):
            return True
    except PermissionError:
        return False


class _Clock:
    """The seconds of each step, and who is told of it."""

    def __init__(self, on_step: Step) -> None:
        self.seconds: dict[str, float] = {}
        self.on_step = on_step
        self.step, self.started = "", 0.0

    def __call__(self, step: str, done: float) -> _Clock:
        self.on_step(step, done)
        self.step = step
        return self

    def __enter__(self) -> None:
        self.started = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        self.seconds[self.step] = time.perf_counter() - self.started
