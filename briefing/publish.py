"""The built report as published: its record in history/, which later reports are compared with.

What is recorded is what stands in the finished files: the figures are read from NAME.figures.csv,
and the record is refused when that file or the PDF is not as built, or when what they were built
from has changed since. The Word version of a review copy may have been edited, as it is meant to
be; its hash is recorded as it is, and that it was edited. Final files are recorded as they were
built, with who agreed and what was left open.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from briefing.build import file_name, folder_of
from briefing.files import cannot_read, content_of, csv_rows, json_of
from briefing.history import FOLDER, Printed, Record, apart, read_record, record_files
from briefing.periods import day_in_words
from briefing.placing import alone_in, settle
from briefing.prepared import Given, Prepared, prepare, shelf_files
from briefing.problems import Place, Problem, ProblemsFound, stop_if_any
from briefing.spreadsheets import bare
from briefing.writers.figures import HEAD

AGAIN = "Build it again, then publish it."
EDITABLE = ".docx"
_OUTPUT = re.compile(r"(public/)?[A-Za-z0-9][A-Za-z0-9._-]*")     # as a manifest names a file


@dataclass(frozen=True, slots=True)
class Published:
    """A record in history/; `anew` is false when the same was there already."""

    path: Path
    record: Record
    anew: bool


def publish(folder: Path, day: date, *, period: str = "", edition: str = "",
            out: Path | None = None, again: bool = False, trusted: bool = False,
            given: Given | None = None) -> tuple[Published, ...]:
    """The record of each edition of the report in `out` (else the folder's out/), that of the
    folder or of the area of many that something is `given`.

    New ones are written, all of them or none.

    Raises ProblemsFound when the report is not built as the folder now stands, and when another
    one of the same month and edition was published, unless `again` asks for that.
    """
    prepared = prepare(folder, period, edition, trusted, given=given)
    out = folder / "out" if out is None else out
    settle(out)
    problems: list[Problem] = []
    records: list[Record] = []
    for one in prepared.editions:
        built = _Built(out, file_name(prepared.report, one.name), folder_of(one.name))
        built.check_outputs(problems)
        built.check_inputs(prepared, one.name, problems)
        built.check_final(prepared, problems)
        if not problems:
            try:
                records.append(built.record(prepared, one.name, day))
            except ValueError as fault:
                problems.append(Problem(built.figures_place, f"{fault}.", AGAIN))
    stop_if_any(problems)
    before = {record.name: _before(folder, record, again, problems) for record in records}
    stop_if_any(problems)
    done: list[Published] = []
    new: list[Record] = []
    for record in records:
        same = before[record.name]
        path = folder / FOLDER / record.name
        if same is not None and replace(same, published=day) == record:
            done.append(Published(path, same, anew=False))
        else:
            new.append(record)
            done.append(Published(path, record, anew=True))
    if new:
        _write(folder, new)
    return tuple(done)


def _write(folder: Path, records: Sequence[Record]) -> None:
    """Put the records in history/ together, with those that they take the place of."""
    with alone_in(folder / FOLDER, shown=FOLDER,
                  remedy="Close its files in other programs and try again.") as room:
        files: dict[str, bytes] = {}
        for record in records:
            files |= record_files(folder, record)
        room.put(files)


def _before(folder: Path, record: Record, again: bool, problems: list[Problem]) -> Record | None:
    """The record that is there already; a problem when it is of another report."""
    path = folder / FOLDER / record.name
    if not path.exists():
        return None
    before = read_record(path, Place(f"{FOLDER}/{path.name}"), problems)
    if before is not None and replace(before, published=record.published) != record and not again:
        problems.append(Problem(
            Place(f"{FOLDER}/{path.name}"), f"another report of this {record.period.word} and "
            f"edition was published on {day_in_words(before.published)}.",
            "Publish this one too with --again; the record of the other is kept."))
    return before


class _Built:
    """The files of a finished build, beside what its manifest says of them."""

    def __init__(self, out: Path, name: str, inner: str) -> None:
        """`inner` is the folder within out that what may be circulated is in, "" for out itself."""
        self.out, self.name = out, name
        self.figures = f"{inner}{name}.figures.csv"
        self.manifest = self._manifest()
        self.files: dict[str, bytes] = {}

    def _place(self, file: str) -> Place:
        return Place(f"{self.out.name}/{file}")

    @property
    def figures_place(self) -> Place:
        """The table of figures, for a problem."""
        return self._place(self.figures)

    def _manifest(self) -> Mapping[str, Any]:
        file = f"{self.name}.manifest.json"
        try:
            found = json_of(content_of(self.out / file))
            outputs = {f: str(one["sha256"]) for f, one in found["outputs"].items()}
            if not all(_OUTPUT.fullmatch(f) for f in outputs):
                raise ValueError("it names a file elsewhere")
            return {"inputs": dict(found["inputs"]), "rules": dict(found["rules"]["files"]),
                    "accepted": [dict(one) for one in found["accepted"]],
                    "final": {str(name): str(said) for name, said
                              in found.get("final", {}).items()},
                    "outputs": {self.figures: outputs[self.figures], **outputs}}
        except OSError as fault:
            raise ProblemsFound([Problem(
                self._place(file), f"it cannot be read: {fault.strerror}.",
                "Build the report, then publish it: briefing build FOLDER.")]) from fault
        except (ValueError, TypeError, KeyError, AttributeError) as fault:
            raise ProblemsFound([Problem(self._place(file), "it is no manifest of a report.",
                                         AGAIN)]) from fault

    def check_outputs(self, problems: list[Problem]) -> None:
        """Problems for files that are not there, or (but for Word's) not as they were built."""
        for file, sha256 in self.manifest["outputs"].items():
            try:
                self.files[file] = content_of(self.out / file)
            except (OSError, ValueError) as fault:
                problems.append(replace(cannot_read(self._place(file), fault), hint=AGAIN))
                continue
            if _hash(self.files[file]) != sha256 and (
                    self.manifest["final"] or not file.endswith(EDITABLE)):
                problems.append(Problem(self._place(file),
                                        "it is not as it was built: it was changed by hand.",
                                        AGAIN))

    def check_inputs(self, prepared: Prepared, edition: str, problems: list[Problem]) -> None:
        """Problems for what the report was built from and is not now, or the other way."""
        now = {source.file: source.sha256 for source in prepared.report_of(edition).sources}
        now |= {name: _hash(path.read_bytes()) for name, path in shelf_files(prepared)}
        then = {**self.manifest["inputs"], **self.manifest["rules"]}
        for file in sorted(now.keys() | then.keys()):
            if now.get(file) != then.get(file):
                what = ("it was not there when the report was built." if file not in then else
                        "the report was built from it, and now it is not there or not asked for."
                        if file not in now else "it has changed since the report was built.")
                problems.append(Problem(Place(file), what, AGAIN))

    def check_final(self, prepared: Prepared, problems: list[Problem]) -> None:
        """A problem with a review copy where somebody has to agree before it is published."""
        if prepared.report.settings.approval.names and not self.manifest["final"]:
            problems.append(Problem(
                self._place(f"{self.name}.manifest.json"), "it is of a review copy, and "
                "report.toml says who must agree before the report is published.",
                "Build it with --final, then publish it."))

    def record(self, prepared: Prepared, edition: str, day: date) -> Record:
        """What there is to be recorded, read from the finished files; raises ValueError."""
        figures: dict[str, Printed] = {}
        withheld: dict[str, str] = {}
        for row in csv_rows(self.files[self.figures], HEAD):
            if not row["id"]:           # a mark of an axis or a name: no figure
                continue
            shown = bare(row["text"])
            if not row["value"]:        # a symbol that stands for a figure
                withheld[row["id"]] = shown
                continue
            before = figures.get(row["id"])
            texts = before.text if before is not None else ()
            if shown not in texts:
                figures[row["id"]] = Printed(row["value"], (*texts, shown))
        figures, areas = apart(figures)
        period = prepared.report.period
        hashes = {file: _hash(content) for file, content in self.files.items()}
        return Record(
            prepared.report.settings.report.title, period.last, edition, day,
            hashes, self.manifest["inputs"], figures,
            tuple(f for f, sha256 in hashes.items() if sha256 != self.manifest["outputs"][f]),
            tuple({key: str(value) for key, value in one.items()}
                  for one in self.manifest["accepted"]),
            withheld, {one.id: {"title": one.title, "section": one.section, "unit": one.unit}
                       | ({"frequency": one.frequency} if one.frequency != "monthly" else {})
                       for one in prepared.report.dictionary.indicators},
            self.manifest["final"], period if period.frequency != "monthly" else None,
            _provisional(prepared, edition), areas if edition == "public" else b"")


def _provisional(prepared: Prepared, edition: str) -> tuple[str, ...]:
    """The months of which the edition has a figure that it marks as not final."""
    (findings,) = (one.findings for one in prepared.editions if one.name == edition)
    return tuple(f"{name}:{month}" for name, finding in findings.by_indicator.items()
                 for month, value in finding.measure.values.items()
                 if value.provisional and value.amount is not None)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
