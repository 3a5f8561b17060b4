"""A record as the JSON of its file, and back."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from briefing.files import json_of, read_bytes
from briefing.history.record import (
    VALUE,
    Printed,
    Record,
    longer_than_month,
    of_areas,
    packed,
)
from briefing.periods import Period
from briefing.problems import Place, Problem

_SPOILT = ("it is no record of a published report: ",
           "Put it back from a copy, or take it out and let its figures not be compared.")


def record_file(record: Record) -> bytes:
    """The record as JSON, the same bytes for the same record."""
    content = {
        "title": record.title, "period": str(record.period), "edition": record.edition,
        "published": record.published.isoformat(), "outputs": dict(record.outputs),
        "edited": list(record.edited), **({"final": dict(record.final)} if record.final else {}),
        "inputs": dict(record.inputs),
        "accepted": [dict(edit) for edit in record.accepted], "withheld": dict(record.withheld),
        "indicators": {name: dict(about) for name, about in record.indicators.items()},
        "figures": {identity: {"value": shown.value, "text": list(shown.text)}
                    for identity, shown in record.figures.items()},
    } | ({"provisional": list(record.provisional)} if record.provisional else {}) | (
        {"areas": {key: {area: [shown.value, *shown.text] for area, shown in by_area.items()}
                   for key, by_area in of_areas(record.areas).items()}} if record.areas else {})
    return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode()


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
        if not (isinstance(value, str) and VALUE.fullmatch(value) and isinstance(text, list)
                and all(isinstance(t, str) for t in text)):
            raise _Spoilt(f"'{identity}' has no value and text")
        figures[identity] = Printed(value, tuple(text))
    texts = {name: _text(top, name) for name in ("title", "period", "edition", "published")}
    try:
        of, published = Period.stored(texts["period"]), date.fromisoformat(texts["published"])
    except ValueError as fault:
        raise _Spoilt(str(fault)) from None
    areas = {key: {area: _shown(area, shown) for area, shown in _table(by_area, key).items()}
             for key, by_area in _table(top.get("areas", {}), "areas").items()}
    return Record(
        texts["title"], of.last, texts["edition"], published, _texts(top, "outputs"),
        _texts(top, "inputs"), figures, tuple(map(str, _list(top, "edited"))),
        tuple(_texts({"accepted": edit}, "accepted") for edit in _list(top, "accepted")),
        _texts(top, "withheld") if "withheld" in top else {},
        {name: _texts({name: about}, name)
         for name, about in _table(top.get("indicators", {}), "indicators").items()},
        _texts(top, "final") if "final" in top else {}, longer_than_month(of),
        tuple(map(str, _list(top, "provisional"))) if "provisional" in top else (),
        packed(areas),
        source, sha256)


def _shown(name: str, content: object) -> Printed:
    """A figure that stands as its value and its text."""
    if not (isinstance(content, list) and len(content) > 1 and VALUE.fullmatch(str(content[0]))
            and all(isinstance(text, str) for text in content)):
        raise _Spoilt(f"'{name}' has no value and text")
    return Printed(content[0], tuple(content[1:]))


def _table(content: object, name: str) -> dict[str, Any]:
    if not isinstance(content, dict):
        raise _Spoilt(f"'{name}' is missing" if content is None else f"'{name}' is no table")
    return content


def _text(top: Mapping[str, Any], name: str) -> str:
    if not isinstance(top.get(name), str):
        raise _Spoilt(f"'{name}' is missing")
    return str(top[name])


def _texts(top: Mapping[str, Any], name: str) -> dict[str, str]:
    return {key: str(value) for key, value in _table(top.get(name), name).items()}


def _list(top: Mapping[str, Any], name: str) -> list[Any]:
    rows = top.get(name)
    if not isinstance(rows, list):
        raise _Spoilt(f"'{name}' is missing" if rows is None else f"'{name}' is no list")
    return rows
