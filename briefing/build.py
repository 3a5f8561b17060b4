"""The one road, eight steps: read, measure, protect, compare, say, lay out, revise, write.

All but the last are in `prepared`, where everything that is wrong is found before anything is
written.
"""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from briefing.collecting import rarely_collected
from briefing.companion import begun
from briefing.disclosure import Policy
from briefing.document import Document
from briefing.final import LeftOpen, final_problems
from briefing.fitting import fitting_problems, mendable
from briefing.narrative.remarks import remarks_on
from briefing.placing import alone_in
from briefing.prepared import (
    Edition,
    EditionName,
    Given,
    Prepared,
    prepare,
    public_records,
    shelf_files,
)
from briefing.problems import Problem, ProblemsFound, stop_if_any
from briefing.reading import ReportFolder
from briefing.revision import remarks_of, words_of_edits

Step = Callable[[str, float], None]
# Indicators of a report that two processes write. Each comes to hold most of the document for
# itself, 0.3 MiB an indicator: of 600 both together take 310 MiB, one alone 240.
FEW_ENOUGH_FOR_TWO = 300


@dataclass(frozen=True, slots=True)
class Built:
    """What a build wrote, the warnings, what the author is asked, and each step's seconds."""

    files: tuple[Path, ...]
    warnings: tuple[Problem, ...]
    asked: tuple[str, ...]
    seconds: Mapping[str, float]


def build(folder: Path, *, period: str = "", edition: str = "", out: Path | None = None,
          strict: bool = False, annotate: bool = False, trusted: bool = False,
          final: bool = False, leave_open: Sequence[str] = (), alone: bool = True,
          on_step: Step = lambda step, done: None) -> Built:
    """The report's files, written into `out` (else the folder's out/) all together or not at all.

    With `annotate`, the Word file has a comment on every sentence, with its rule and figures.
    With `strict`, warnings that are not accepted stop it like errors: it raises ProblemsFound.
    `trusted` says that the user trusts the folder (see `reading.trust`).
    A `final` report has nothing in it that serves its editing, and raises ProblemsFound for what is
    open, but for what `leave_open` names with its reason ("ID: why").
    Unless it works `alone`, or the report is long, two cores are used where there are (see
    `companion`).
    `on_step` is told each step's name and how much of the work is done, from 0 to 1.
    """
    with rarely_collected():
        return _built(folder, period, edition, out, strict, annotate, trusted, final, leave_open,
                      alone, _Clock(on_step))


def _built(folder: Path, period: str, edition: str, out: Path | None, strict: bool, annotate: bool,
           trusted: bool, final: bool, leave_open: Sequence[str], alone: bool, clock: _Clock
           ) -> Built:
    with clock("read, find, say and lay out", 0.0):
        prepared = prepare(folder, period, edition, trusted)
    left = refused_for(prepared, strict, final, leave_open)
    with alone_in(folder / "out" if out is None else out) as room:
        files = _files_of(prepared, left, annotate, clock, alone)
        clock.share(0.0, 1.0)
        with clock("put in place", 0.98):
            paths = room.put(files)
    clock.on_step("done", 1.0)
    return Built(paths, prepared.warnings, asked_by(prepared), clock.seconds)


Left = Mapping[EditionName, Sequence[LeftOpen]]


def refused_for(prepared: Prepared, strict: bool, final: bool, leave_open: Sequence[str]
                ) -> Left | None:
    """What is left open in each edition of a final report, None of a review copy.

    Raises ProblemsFound for what stops the build of a report that is whole.
    """
    if strict and prepared.warnings:
        raise ProblemsFound(prepared.warnings)
    left, unsettled = final_problems(prepared, leave_open) if final else (None, ())
    stop_if_any(unsettled)
    return left


def files_of(prepared: Prepared, left: Left | None = None, annotate: bool = False
             ) -> dict[str, bytes]:
    """Every file of the report, in each of its editions, by name; nothing is written.

    `left` is what is left open in a final report, None of a review copy.
    """
    with rarely_collected():
        return _files_of(prepared, left, annotate, _Clock(lambda step, done: None), True)


def _files_of(prepared: Prepared, left: Left | None, annotate: bool, clock: _Clock,
              alone: bool) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for n, one in enumerate(prepared.editions):
        clock.share(0.1 + 0.87 * n / len(prepared.editions), 0.87 / len(prepared.editions))
        files |= _write(prepared, one, annotate, clock,
                        _said_of_final(one, left[one.name]) if left is not None else {}, alone)
    return files


def asked_by(prepared: Prepared) -> tuple[str, ...]:
    """What the author is asked to write, each once."""
    return tuple(dict.fromkeys(statement.text for one in prepared.editions
                               for statement in one.composed.asked))


def _said_of_final(edition: Edition, left: Sequence[LeftOpen]) -> dict[str, str]:
    """Who agreed to a final report, and what was left open in it and why; never empty."""
    return {"final": edition.name,
            **{f"agreed: {one.name}": one.day.isoformat() for one in edition.agreed},
            **{f"left open: {one.name}": one.why for one in left}}


def _write(prepared: Prepared, edition: Edition, annotate: bool, clock: _Clock,
           final: Mapping[str, str], alone: bool) -> dict[str, bytes]:
    """Step 8: the edition's document in every format, and what the author keeps of it.

    `final` is what is said of a final report, {} of a review copy. Unless it works `alone`, the
    Word file and what is plain text are written at the same time as the PDF and the page.
    """
    name = file_name(prepared.report, edition.name)
    out = f"{folder_of(edition.name)}{name}"
    narration, document, policy = (
        edition.composed.narration, edition.composed.document, edition.policy)
    attached = (_figures(edition) if prepared.report.settings.report.attach_figures else None)
    shown = document
    if final:
        from briefing.writers.word.final import without_prompts

        shown = without_prompts(document)
    # what each of the two needs alone is loaded by it
    with begun(lambda: _beside(prepared, edition, shown, attached, annotate, bool(final)),
               alone=alone or len(prepared.report.dictionary.indicators) > FEW_ENOUGH_FOR_TWO
               ) as beside:
        with clock("load writers", 0.1):
            from briefing.writers.html import html_file
            from briefing.writers.manifest import manifest_file
            from briefing.writers.pdf import pdf_file
        with clock("PDF", 0.15):
            try:
                pdf = pdf_file(document, attachment=(f"{name}.figures.csv", attached)
                               if attached is not None else None)
            except ProblemsFound as fault:
                raise ProblemsFound(mendable(fault.problems, prepared, edition)) from fault
        with clock("HTML", 0.55):
            page = html_file(shown)
        with clock("Word", 0.65):
            made = beside()
    files = {f"{out}.pdf": pdf, f"{out}.docx": made.word, f"{out}.html": page,
             f"{out}.txt": made.text, f"{out}.figures.csv": made.figures}
    if policy is not None:
        with clock("attack", 0.92):
            stop_if_any(_attacked(prepared, edition, files, policy))
    with clock("manifest", 0.97):
        own = {f"{name}.sentences.csv": made.sentences}
        if policy is not None and edition.search is not None:
            from briefing.writers.withheld import withheld_file

            own[f"{name}.withheld.csv"] = withheld_file(
                edition.withheld, prepared.layout.words, edition.search)
        own[f"{name}.manifest.json"] = manifest_file(
            prepared.report_of(edition.name), document, narration, edition.name,
            shelf_files(prepared),
            files | own, prepared.warnings, prepared.accepted, edition.restatements, policy,
            edition.revised.applied if edition.revised is not None else (), final)
    return files | own


class _Beside(NamedTuple):
    """The files of an edition that need nothing of what draws pages."""

    word: bytes
    text: bytes
    figures: bytes
    sentences: bytes


def _beside(prepared: Prepared, edition: Edition, shown: Document, figures: bytes | None,
            annotate: bool, final: bool) -> _Beside:
    """Those files; the figures are made where they are not given."""
    from briefing.writers.sentences import sentences_file
    from briefing.writers.text import text_file

    return _Beside(_word(prepared, edition, shown, annotate, final),
                   text_file(edition.composed.document),
                   _figures(edition) if figures is None else figures,
                   sentences_file(edition.composed.narration))


def _figures(edition: Edition) -> bytes:
    """Every figure that the edition prints, as a CSV file."""
    from briefing.writers.figures import author_statements, figures_file

    return figures_file(edition.composed.document, edition.name == "private",
                        author_statements(edition.composed.narration))


def _word(prepared: Prepared, edition: Edition, document: Document, annotate: bool, final: bool
          ) -> bytes:
    """The edition's Word file, with the author's remarks on it but where it is final."""
    from briefing.writers.manifest import inputs_hash
    from briefing.writers.word import RunNote, word_file
    from briefing.writers.word.final import final_file

    settings = prepared.report.settings.report
    # rules and thresholds are the author's: nothing of them is circulated, and a hash of the
    # figures could confirm a guess at one that the public is not told
    private = edition.name == "private"
    inputs = (inputs_hash(prepared.report_of(edition.name), shelf_files(prepared))
              if private else "")
    note = RunNote(prepared.report.period, edition.name, settings.meeting, inputs,
                   report_name(prepared.report))
    edited = remarks_of(edition.revised) if edition.revised is not None and private else {}
    remarks = remarks_on(edition.composed.narration, prepared.book, annotate and private, edited)
    word = word_file(document, note, {} if final else remarks, prepared.house,
                     pictures=settings.charts == "pictures")
    return final_file(word) if final else word


def checked(folder: Path, period: str = "", edition: str = "", trusted: bool = False,
            given: Given | None = None) -> Prepared:
    """The report of the folder, or of the area of many that something is `given`, sure to be built;
    raises ProblemsFound where it would not be."""
    prepared = prepare(folder, period, edition, trusted, given=given)
    unfit = [*fitting_problems(prepared), *refused(prepared)]
    if unfit:
        raise ProblemsFound((*unfit, *prepared.warnings))
    return prepared


def said_of_check(prepared: Prepared) -> str:
    """ "68 indicators, 1,029 figures, July 2022: no warnings (3 accepted), no problems."."""
    report = prepared.report
    accepted = f" ({len(prepared.accepted)} accepted)" if prepared.accepted else ""
    indicators, figures = len(report.dictionary.indicators), len(report.observations)
    warnings = len(prepared.warnings)
    return (f"{indicators} indicator{'s' * (indicators != 1)}, "
            f"{figures:,} figure{'s' * (figures != 1)}, {report.period.full}: "
            f"{warnings or 'no'} warning{'s' * (warnings != 1)}{accepted}, no problems.")


def refused(prepared: Prepared) -> list[Problem]:
    """What a build would be refused for: withheld figures that its own figures and text tell."""
    from briefing.writers.text import text_file

    problems: list[Problem] = []
    for edition in prepared.editions:
        if edition.policy is not None:
            name = file_name(prepared.report, edition.name)
            files = {f"{name}.txt": text_file(edition.composed.document),
                     f"{name}.figures.csv": _figures(edition)}
            problems += _attacked(prepared, edition, files, edition.policy)
    return problems


def _attacked(prepared: Prepared, edition: Edition, files: Mapping[str, bytes], policy: Policy
              ) -> list[Problem]:
    """The withheld figures that can be worked out from the finished files.

    What an earlier report told outright cannot be helped: protection has warned of it.
    """
    from briefing.attack.finished import attack_report
    from briefing.attack.script import script_of

    composed = edition.composed
    records = public_records(prepared.report_of(edition.name), [])
    own = {Path(name).name: content for name, content in files.items()}
    outcome = attack_report(prepared.report_of(edition.name), own, policy, records,
                            prepared.layout, prepared.book,
                            words_of_edits(edition.revised.applied if edition.revised else ()),
                            script_of(composed.document, composed.narration.statements))
    return [problem for problem in outcome.problems if not problem.warning]


def folder_of(edition: str) -> str:
    """Where, within out/, what may be circulated of an edition is put.

    All that is in public/ may be published; what says what was withheld from it stays outside.
    """
    return "public/" if edition == "public" else ""


def report_name(report: ReportFolder) -> str:
    """What the report's files are called, "childrens-social-care"."""
    settings = report.settings.report
    plain = unicodedata.normalize("NFKD", settings.title).encode("ascii", "ignore").decode()
    name = settings.name or re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].strip("-")
    if not re.search(r"[a-z]", name):
        name = settings.name or "report"    # a title in another script
    return name


def file_name(report: ReportFolder, edition: str) -> str:
    """The report's name and period, "childrens-social-care-2022-07", for the edition."""
    return f"{report_name(report)}-{report.period}" + ("-public" if edition == "public" else "")


class _Clock:
    """The seconds of each step, and who is told of it."""

    def __init__(self, on_step: Step) -> None:
        self.seconds: dict[str, float] = {}
        self.on_step = on_step
        self.step, self.started = "", 0.0
        self.start, self.size = 0.0, 1.0

    def share(self, start: float, size: float) -> None:
        """From here on, what is said to be done is of a part of the whole."""
        self.start, self.size = start, size

    def __call__(self, step: str, done: float) -> _Clock:
        self.on_step(step, self.start + self.size * done)
        self.step = step
        return self

    def __enter__(self) -> None:
        self.started = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        taken = time.perf_counter() - self.started
        self.seconds[self.step] = self.seconds.get(self.step, 0.0) + taken
