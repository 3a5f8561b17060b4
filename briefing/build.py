"""The one road, seven steps: read, measure, protect, compare, say, lay out, write.

The first four are in `prepared`, where everything that is wrong is found before anything is said.
"""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefing.layout import Composed, compose
from briefing.narrative.book import Book
from briefing.placing import put_in_place
from briefing.prepared import prepare, shelf_files
from briefing.problems import Problem, ProblemsFound
from briefing.reading import ReportFolder

Step = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build wrote, the warnings, what the author is asked, and each step's seconds."""

    files: tuple[Path, ...]
    warnings: tuple[Problem, ...]
    asked: tuple[str, ...]
    seconds: Mapping[str, float]


def build(folder: Path, *, period: str = "", edition: str = "", out: Path | None = None,
          strict: bool = False, on_step: Step = lambda step, done: None) -> Built:
    """The report's files, written into `out` (else the folder's out/) all together or not at all.

    With `strict`, warnings that are not accepted stop it like errors: it raises ProblemsFound.
    `on_step` is told each step's name and how much of the work is done, from 0 to 1.
    """
    clock = _Clock(on_step)
    with clock("read and find", 0.0):
        prepared = prepare(folder, period, edition)
    if strict and prepared.warnings:
        raise ProblemsFound(prepared.warnings)
    with clock("say and lay out", 0.15):
        composed = compose(prepared.report, prepared.findings, prepared.book, prepared.layout,
                           prepared.edition, prepared.restatements)
    name = file_name(prepared.report, prepared.edition)
    pictures = prepared.report.settings.report.charts == "pictures"
    files = _write(composed, prepared.book, name, clock, pictures)
    with clock("manifest", 0.97):
        from briefing.writers.manifest import manifest_file

        files[f"{name}.manifest.json"] = manifest_file(
            prepared.report, composed.document, composed.said, prepared.edition,
            shelf_files(prepared), files, prepared.warnings, prepared.accepted,
            prepared.restatements)
    with clock("put in place", 0.98):
        paths = put_in_place(files, folder / "out" if out is None else out)
    on_step("done", 1.0)
    asked = tuple(sentence.text for sentence in composed.asked)
    return Built(paths, prepared.warnings, asked, clock.seconds)


def _write(composed: Composed, book: Book, name: str, clock: _Clock, pictures: bool
           ) -> dict[str, bytes]:
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
        files[f"{name}.docx"] = word_file(document, pictures)
    with clock("text", 0.95):
        files[f"{name}.txt"] = text_file(document)
        files[f"{name}.figures.csv"] = figures_file(document)
        files[f"{name}.sentences.csv"] = sentences_file(composed.said, book)
    return files


def file_name(report: ReportFolder, edition: str) -> str:
    """The report's name and period, "childrens-social-care-2022-07", for the edition."""
    settings = report.settings.report
    plain = unicodedata.normalize("NFKD", settings.title).encode("ascii", "ignore").decode()
    name = settings.name or re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].strip("-")
    if not re.search(r"[a-z]", name):
        name = settings.name or "report"    # a title in another script
    return f"{name}-{report.period}" + ("-public" if edition == "public" else "")


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
