"""What was published: a record of each report in history/, written by `briefing publish` alone.

The record of July 2022's private edition is 2022-07-private.json; when the same report was
published again, the record before is kept beside it as 2022-07-private.1.json, and only the newest
counts. A record holds the files with their hashes, the inputs they were made from, and every
figure as it was printed: the fact's identity, its exact value, the texts shown. The record of a
quarter's report is 2024-25-q2-private.json, of a year's 2024-25-year-private.json.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from briefing.amounts import as_printed
from briefing.facts import OF_AREA, PUBLISHED_ROLES, FactId
from briefing.files import json_of, read_bytes
from briefing.indicators import Dictionary, Indicator
from briefing.periods import Month, Period, parse_period
from briefing.problems import Place, Problem

FOLDER = "history"

PERIOD_FORM = (r"(\d{4}-(?:0[1-9]|1[0-2])|\d{4}(?:-\d{2})?-(?:q[1-4]|h[12]|year|autumn|spring|"
               r"summer)(?:-academic)?)")
_NAME = re.compile(rf"{PERIOD_FORM}-(private|public)(?:\.\d+)?\.json")
_PUBLIC = re.compile(rf"(?:.*?-)??{PERIOD_FORM}-public\.figures\.csv")
_VALUE = re.compile(r"-?\d+(?:\.\d+)?")
_period = lru_cache(maxsize=1024)(parse_period)     # the same few months for every indicator
_SPOILT = ("it is no record of a published report: ",
           "Put it back from a copy, or take it out and let its figures not be compared.")


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure as it was published: its exact value and every text it was shown as."""

    value: str
    text: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A published report: which, when, its files, and its figures by their facts' identity.

    `month` is the last of its period, which is `of` where it is longer than a month.
    `outputs` are the hashes of the files as they were published, `edited` those of them that were
    changed by hand after the build, `inputs` the hashes of the files that it was made from.
    `withheld` are the symbols that were printed in place of figures, by their identity.
    `indicators` are the title, section and unit of each indicator. `final` says of final files who
    agreed, and what was left open in them and why; it is {} of a review copy. `provisional` are
    the months whose figures were printed as such, as "id:month". `areas` are the figures of other
    areas that it showed, packed (`of_areas`): those of a run are the same in each of its reports.
    """

    title: str
    month: Month
    edition: str
    published: date
    outputs: Mapping[str, str]
    inputs: Mapping[str, str]
    figures: Mapping[str, Printed]
    edited: tuple[str, ...] = ()
    accepted: tuple[Mapping[str, str], ...] = ()
    withheld: Mapping[str, str] = field(default_factory=dict)
    indicators: Mapping[str, Mapping[str, str]] = field(default_factory=dict, compare=False)
    final: Mapping[str, str] = field(default_factory=dict)
    of: Period | None = None
    provisional: tuple[str, ...] = field(default=(), compare=False)
    areas: bytes = field(default=b"", compare=False)
    source: str = field(default="", compare=False)      # its file, with the hash of its bytes
    sha256: str = field(default="", compare=False)

    @property
    def name(self) -> str:
        """The record's file name, without its folder."""
        return record_name(self.period, self.edition)

    @property
    def period(self) -> Period:
        """What the report was of."""
        return self.of or Period(self.month)


OfAreas = Mapping[str, Mapping[str, Printed]]    # by "indicator:period", by area


def apart(figures: Mapping[str, Printed]) -> tuple[dict[str, Printed], bytes]:
    """The report's own figures, and those of other areas, packed."""
    own: dict[str, Printed] = {}
    others: dict[str, dict[str, Printed]] = {}
    for identity, shown in figures.items():
        fact = FactId.parse(identity)
        if fact is None or not fact.role.startswith(OF_AREA):
            own[identity] = shown
        else:
            others.setdefault(f"{fact.indicator}:{fact.period}", {})[
                fact.role.removeprefix(OF_AREA)] = shown
    return own, _packed(others)


def _packed(others: OfAreas) -> bytes:
    """Figures of other areas as few bytes, equal ones as equal bytes."""
    if not others:
        return b""
    plain = {key: {area: [shown.value, *shown.text] for area, shown in some.items()}
             for key, some in others.items()}
    return zlib.compress(json.dumps(plain, sort_keys=True, ensure_ascii=False).encode(), 1)


def of_areas(packed: bytes) -> OfAreas:
    """The figures of other areas that a record holds."""
    if not packed:
        return {}
    plain = json.loads(zlib.decompress(packed))
    return {key: {area: Printed(value, tuple(text)) for area, (value, *text) in some.items()}
            for key, some in plain.items()}


@dataclass(frozen=True, slots=True)
class Restatement:
    """A month's figure that is not what was published of it, both as printed.

    `report` is the month of the report that last published it, `provisional` whether it said there
    that the figure was not final.
    """

    indicator: str
    month: Month
    published: Decimal
    now: Decimal
    report: Month
    provisional: bool = False


def record_name(period: Period, edition: str) -> str:
    """ "2022-07-private.json" or "2024-25-q2-private.json"."""
    return f"{period}-{edition}.json"


# ── reading ──────────────────────────────────────────────────────────────────────────────────────


def read_records(folder: Path, before: Period, problems: list[Problem]) -> tuple[Record, ...]:
    """The newest record of each edition from before the period, if any.

    A report prints a year and a month of figures, so that older ones have nothing to add. A record
    that cannot be read is an error, as a figure could then differ from what was published without
    anybody's knowing; a file of another name is a warning.
    """
    found: dict[str, Record] = {}
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
            found[edition] = record
    return tuple(found[edition] for edition in sorted(found))


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
    found: list[Record] = []
    for path in sorted((folder / FOLDER).glob("*.json")):
        match = _NAME.fullmatch(path.name)
        if match is not None and match[2] == edition:
            record = read_record(path, Place(f"{FOLDER}/{path.name}"), problems)
            if record is not None:
                found.append(record)
    return tuple(sorted(found, key=lambda record: (record.month, record.published)))


def what_the_public_has(folder: Path, period: Month, inputs: Mapping[str, str],
                        dictionary: Dictionary, problems: list[Problem]) -> tuple[Record, ...]:
    """Every public edition that the public may have, oldest first, by the present ids.

    Those that are recorded, and what stands in out/public/ without a record: up to the report's
    own month, where that was built from other `inputs`. Of those there is a warning each.
    """
    recorded = read_public_records(folder, problems)
    hashes = {sha256 for record in recorded for sha256 in record.outputs.values()}
    found = list(recorded)
    for path in sorted((folder / "out" / "public").glob("*.figures.csv")):
        match = _PUBLIC.fullmatch(path.name)
        if match is None or Period.stored(match[1]).last > period:
            continue
        made = _unrecorded(path, Period.stored(match[1]), hashes, inputs, problems)
        if made is not None:
            found.append(made)
    found.sort(key=lambda record: (record.month, record.published))
    return tuple(by_present_names(record, dictionary) for record in found)


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
                if not _VALUE.fullmatch(row["value"]):
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
                  withheld=withheld, of=_longer(of), areas=areas)


def _longer(period: Period) -> Period | None:
    """The period, where it is longer than a month."""
    return period if period.frequency != "monthly" else None


def _of_figures(inputs: Mapping[str, str]) -> dict[str, str]:
    """The inputs without the author's words: which figures are withheld does not hang on them."""
    return {file: sha256 for file, sha256 in inputs.items()
            if not file.startswith(("commentary/", "edits/"))}


def _inputs_of(path: Path) -> Mapping[str, str]:
    """What the edition was built from, by the manifest beside the private files; {} without one."""
    manifest = path.parents[1] / path.name.replace(".figures.csv", ".manifest.json")
    try:
        found = json.loads(manifest.read_bytes())["inputs"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}


def by_present_names(record: Record, dictionary: Dictionary) -> Record:
    """The record with each indicator under the id that it has now, by the dictionary's `was`."""
    now = {old: one.id for one in dictionary.indicators for old in one.was
           if old not in dictionary}
    if not now:
        return record

    def renamed(identity: str) -> str:
        name, _, rest = identity.partition(":")
        return f"{now.get(name, name)}:{rest}"

    return replace(record, figures={renamed(i): f for i, f in record.figures.items()},
                   withheld={renamed(i): s for i, s in record.withheld.items()},
                   indicators={now.get(i, i): a for i, a in record.indicators.items()},
                   provisional=tuple(map(renamed, record.provisional)),
                   areas=_packed({renamed(key): some
                                  for key, some in of_areas(record.areas).items()}))


def read_record(path: Path, place: Place, problems: list[Problem]) -> Record | None:
    """The record in the file; None, with a problem, when it is spoilt."""
    raw = read_bytes(path, place.file, "Put it back from a copy.", problems)
    if raw is None:
        return None
    try:
        content = json_of(raw)
    except ValueError:
        problems.append(Problem(place, f"{_SPOILT[0]}it is not JSON.", _SPOILT[1]))
        return None
    try:
        record = _record(content, place.file, hashlib.sha256(raw).hexdigest())
        if record.name != re.sub(r"\.\d+(?=\.json$)", "", path.name):
            raise _Spoilt(f"inside it is called {record.name}")
    except _Spoilt as fault:
        problems.append(Problem(place, f"{_SPOILT[0]}{fault}.", _SPOILT[1]))
        return None
    return record


class _Spoilt(ValueError):
    """The record is not as `briefing publish` writes it."""


def _record(content: object, source: str, sha256: str) -> Record:
    top = _table(content, "the whole")
    figures: dict[str, Printed] = {}
    for identity, shown in _table(top.get("figures"), "figures").items():
        value = shown.get("value") if isinstance(shown, dict) else None
        text = shown.get("text") if isinstance(shown, dict) else None
        if not (isinstance(value, str) and _VALUE.fullmatch(value) and isinstance(text, list)
                and all(isinstance(t, str) for t in text)):
            raise _Spoilt(f"'{identity}' has no value and text")
        figures[identity] = Printed(value, tuple(text))
    texts = {name: _text(top, name) for name in ("title", "period", "edition", "published")}
    try:
        of, published = Period.stored(texts["period"]), date.fromisoformat(texts["published"])
    except ValueError as fault:
        raise _Spoilt(str(fault)) from None
    return Record(
        texts["title"], of.last, texts["edition"], published, _texts(top, "outputs"),
        _texts(top, "inputs"), figures, tuple(map(str, _list(top, "edited"))),
        tuple(_texts({"accepted": one}, "accepted") for one in _list(top, "accepted")),
        _texts(top, "withheld") if "withheld" in top else {},
        {name: _texts({name: about}, name)
         for name, about in _table(top.get("indicators", {}), "indicators").items()},
        _texts(top, "final") if "final" in top else {}, _longer(of),
        tuple(map(str, _list(top, "provisional"))) if "provisional" in top else (),
        _packed({key: {area: _shown(area, shown) for area, shown in _table(some, key).items()}
                 for key, some in _table(top.get("areas", {}), "areas").items()}),
        source, sha256)


def _shown(name: str, content: object) -> Printed:
    """A figure that stands as its value and its text."""
    if not (isinstance(content, list) and len(content) > 1 and _VALUE.fullmatch(str(content[0]))
            and all(isinstance(text, str) for text in content)):
        raise _Spoilt(f"'{name}' has no value and text")
    return Printed(content[0], tuple(content[1:]))


def _table(found: object, name: str) -> dict[str, Any]:
    if not isinstance(found, dict):
        raise _Spoilt(f"'{name}' is missing" if found is None else f"'{name}' is no table")
    return found


def _text(top: Mapping[str, Any], name: str) -> str:
    if not isinstance(top.get(name), str):
        raise _Spoilt(f"'{name}' is missing")
    return str(top[name])


def _texts(top: Mapping[str, Any], name: str) -> dict[str, str]:
    return {key: str(value) for key, value in _table(top.get(name), name).items()}


def _list(top: Mapping[str, Any], name: str) -> list[Any]:
    found = top.get(name)
    if not isinstance(found, list):
        raise _Spoilt(f"'{name}' is missing" if found is None else f"'{name}' is no list")
    return found


# ── writing ──────────────────────────────────────────────────────────────────────────────────────


def record_file(record: Record) -> bytes:
    """The record as JSON, the same bytes for the same record."""
    content = {
        "title": record.title, "period": str(record.period), "edition": record.edition,
        "published": record.published.isoformat(), "outputs": dict(record.outputs),
        "edited": list(record.edited), **({"final": dict(record.final)} if record.final else {}),
        "inputs": dict(record.inputs),
        "accepted": [dict(one) for one in record.accepted], "withheld": dict(record.withheld),
        "indicators": {name: dict(about) for name, about in record.indicators.items()},
        "figures": {identity: {"value": shown.value, "text": list(shown.text)}
                    for identity, shown in record.figures.items()},
    } | ({"provisional": list(record.provisional)} if record.provisional else {}) | (
        {"areas": {key: {area: [shown.value, *shown.text] for area, shown in some.items()}
                   for key, some in of_areas(record.areas).items()}} if record.areas else {})
    return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode()


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


# ── comparing ────────────────────────────────────────────────────────────────────────────────────


def restatements(
    records: Iterable[Record], edition: str, dictionary: Dictionary,
    now: Callable[[Indicator, Month], Decimal | None],
) -> tuple[Restatement, ...]:
    """Every figure of a month that prints otherwise now than it was published, in order.

    Records of the other edition are left aside: they had other readers. `now` gives a month's
    figure, None where it is not shown: such a month is not compared. A figure counts as the same
    when it prints the same with today's decimals.
    """
    published: dict[tuple[str, Month], tuple[Decimal, Month, bool]] = {}
    for record in records:
        if record.edition == edition:
            for identity, shown in record.figures.items():
                key = _month_of(identity, dictionary)
                if key is not None and same_frequency(record, dictionary[key[0]]):
                    published[key] = (Decimal(shown.value), record.month,
                                      f"{key[0]}:{key[1]}" in record.provisional)
    order = {one.id: n for n, one in enumerate(dictionary.indicators)}
    found: list[Restatement] = []
    for (name, month), (value, report, provisional) in sorted(
            published.items(), key=lambda entry: (order[entry[0][0]], entry[0][1])):
        one = dictionary[name]
        current = now(one, month)
        if current is None:
            continue
        was, becomes = (as_printed(v, one.unit, one.decimals) for v in (value, current))
        if was != becomes:
            found.append(Restatement(name, month, was, becomes, report, provisional))
    return tuple(found)


def same_frequency(record: Record, one: Indicator) -> bool:
    """Whether the indicator's figures were published by periods of the sort that it has now.

    A record says so of what was not monthly; of older records it is not known.
    """
    said = record.indicators.get(one.id, {}).get("frequency", "")
    return said == one.frequency if said else not one.given_step


def _month_of(identity: str, dictionary: Dictionary) -> tuple[str, Month] | None:
    """The indicator and month that a published fact is the figure of; None for other facts."""
    fact = FactId.parse(identity)
    if fact is None or fact.role not in PUBLISHED_ROLES or fact.indicator not in dictionary:
        return None
    one = dictionary[fact.indicator]
    try:
        return fact.indicator, _period(fact.period, one.step, one.year)
    except ValueError:      # it was monthly when it was published, and no longer is
        return None
