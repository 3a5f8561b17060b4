"""The records in a folder's history: the newest, all that the public has, and a new one's name.

They are named by their period and edition, 2022-07-private.json; one that was published again since
has a number after that, 2022-07-private.1.json, and counts only for what the public once saw.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from briefing.history.record import (
    FOLDER,
    PERIOD_FORM,
    VALUE,
    Printed,
    Record,
    apart,
    by_present_names,
    longer_than_month,
    record_name,
)
from briefing.history.record_json import read_record, record_file
from briefing.indicators import Dictionary
from briefing.periods import Month, Period
from briefing.problems import Place, Problem

_NAME = re.compile(rf"{PERIOD_FORM}-(private|public)(?:\.\d+)?\.json")
_PUBLIC = re.compile(rf"(?:.*?-)??{PERIOD_FORM}-public\.figures\.csv")


def read_records(folder: Path, before: Period, problems: list[Problem]) -> tuple[Record, ...]:
    """The newest record of each edition from before the period, if any.

    A report prints a year and a month of figures, so that older ones have nothing to add. A record
    that cannot be read is an error, as a figure could then differ from what was published without
    anybody's knowing; a file of another name is a warning.
    """
    records: dict[str, Record] = {}
    newest: dict[str, tuple[bool, Path, Place]] = {}
    for path in sorted((folder / FOLDER).glob("*.json"), key=_by_period, reverse=True):
        place = Place(f"{FOLDER}/{path.name}")
        match = _NAME.fullmatch(path.name)
        if match is None:
            problems.append(Problem(place, "it is not named as a record, and is not read.",
                                    "A record is named 2022-07-private.json.", warning=True))
            continue
        period, edition = Period.stored(match[1]), match[2]
        if period.last < before.last and path.name == record_name(period, edition):
            # one of another sort counts where there is none of the same
            same = (period.frequency, period.kind) == (before.frequency, before.kind)
            chosen = newest.get(edition)
            if chosen is None or (same and not chosen[0]):
                newest[edition] = (same, path, place)
    for edition, (_, path, place) in newest.items():
        record = read_record(path, place, problems)
        if record is not None:
            records[edition] = record
    return tuple(records[edition] for edition in sorted(records))


def _by_period(path: Path) -> tuple[int, str]:
    """The key that sorts records by the end of their periods, and then by their names."""
    match = _NAME.fullmatch(path.name)
    return (Period.stored(match[1]).last.ordinal if match else 0), path.name


def read_public_records(folder: Path, problems: list[Problem]) -> tuple[Record, ...]:
    """Every record of a public edition, those that were published again included, oldest first.

    What the public once saw it knows for good. One that cannot be read is an error.
    """
    return read_all_records(folder, "public", problems)


def read_all_records(folder: Path, edition: str, problems: list[Problem]) -> tuple[Record, ...]:
    """Every record of the edition, those that were published again included, oldest first."""
    records: list[Record] = []
    for path in sorted((folder / FOLDER).glob("*.json")):
        match = _NAME.fullmatch(path.name)
        if match is not None and match[2] == edition:
            record = read_record(path, Place(f"{FOLDER}/{path.name}"), problems)
            if record is not None:
                records.append(record)
    return tuple(sorted(records, key=lambda record: (record.month, record.published)))


def what_the_public_has(folder: Path, period: Month, inputs: Mapping[str, str],
                        dictionary: Dictionary, problems: list[Problem]) -> tuple[Record, ...]:
    """Every public edition that the public may have, oldest first, by the present ids.

    Those that are recorded, and what stands in out/public/ without a record: up to the report's
    own month, where that was built from other `inputs`. Of those there is a warning each.
    """
    recorded = read_public_records(folder, problems)
    hashes = {sha256 for record in recorded for sha256 in record.outputs.values()}
    known = list(recorded)
    for path in sorted((folder / "out" / "public").glob("*.figures.csv")):
        match = _PUBLIC.fullmatch(path.name)
        if match is None or Period.stored(match[1]).last > period:
            continue
        unrecorded = _unrecorded(path, Period.stored(match[1]), hashes, inputs, problems)
        if unrecorded is not None:
            known.append(unrecorded)
    known.sort(key=lambda record: (record.month, record.published))
    return tuple(by_present_names(record, dictionary) for record in known)


def _unrecorded(path: Path, of: Period, recorded: set[str], now: Mapping[str, str],
                problems: list[Problem]) -> Record | None:
    """The edition as a record, where it has none and is not that of the present figures."""
    place = Place(f"out/public/{path.name}")
    try:
        raw = path.read_bytes()
        rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8"), newline="")))
        if not rows or None in rows[0] or not {"id", "value", "text"} <= rows[0].keys():
            raise ValueError(path.name)
        sha256 = hashlib.sha256(raw).hexdigest()
        if sha256 in recorded:
            return None
        figures: dict[str, Printed] = {}
        withheld: dict[str, str] = {}
        for row in rows:
            if row["id"] and row["value"]:
                if not VALUE.fullmatch(row["value"]):
                    raise ValueError(row["value"])
                before = figures.get(row["id"])
                texts = before.text if before is not None else ()
                figures[row["id"]] = Printed(row["value"], tuple(dict.fromkeys(
                    (*texts, row["text"]))))
            elif row["id"]:
                withheld[row["id"]] = row["text"]
    except (OSError, ValueError, csv.Error):
        problems.append(Problem(
            place, "it stands where what may be circulated is put, no record says that it was "
            "published, and it cannot be read: nobody can say what the public knows by it.",
            "Take it away if nobody was given it, or put back the file that was given."))
        return None
    inputs = _inputs_of(path)
    if inputs and _of_figures(inputs) == _of_figures(now):
        return None     # the present report, built before
    problems.append(Problem(
        place, f"a public edition of {of.full} was built and not recorded; its figures are "
        "taken for known to the public.",
        "Record it with briefing publish when it is given out; take it away, with the files "
        "beside it, if nobody was given it.", warning=True))
    figures, areas = apart(figures)
    return Record(path.name, of.last, "public", date.max, {place.file: sha256}, inputs, figures,
                  withheld=withheld, of=longer_than_month(of), areas=areas)


def _of_figures(inputs: Mapping[str, str]) -> dict[str, str]:
    """The inputs without the author's words: which figures are withheld does not hang on them."""
    return {file: sha256 for file, sha256 in inputs.items()
            if not file.startswith(("commentary/", "edits/"))}


def _inputs_of(path: Path) -> Mapping[str, str]:
    """What the edition was built from, by the manifest beside the private files; {} without one."""
    manifest = path.parents[1] / path.name.replace(".figures.csv", ".manifest.json")
    try:
        inputs = json.loads(manifest.read_bytes())["inputs"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}
    return {str(key): str(value) for key, value in inputs.items()} if (
        isinstance(inputs, dict)) else {}


def record_files(folder: Path, record: Record) -> dict[str, bytes]:
    """The record's file for history/, by its name, and an older one's of the same report.

    The older one is kept beside it under a number. Raises OSError where it cannot be read.
    """
    path = folder / FOLDER / record.name
    files = {record.name: record_file(record)}
    if path.exists():
        stem = path.name.removesuffix(".json")
        numbers = (re.fullmatch(rf"{re.escape(stem)}\.(\d+)\.json", kept.name)
                   for kept in path.parent.glob(f"{stem}.*.json"))
        number = 1 + max((int(match[1]) for match in numbers if match), default=0)
        files[f"{stem}.{number}.json"] = path.read_bytes()
    return files
