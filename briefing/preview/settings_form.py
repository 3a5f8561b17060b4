"""[report] of report.toml as a form: what each field is, what it holds, and the file changed in it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from briefing import shelves
from briefing.files import toml_of
from briefing.preview.writing import Conflict, Written, put, written
from briefing.problems import Place, Problem, ProblemsFound, on_one_line, stop_if_any
from briefing.reading.accepting import acceptance
from briefing.reading.settings import FILE, Report, Settings
from briefing.reading.settings_edits import settings_with, with_acceptance
from briefing.shapes import structure

Kind = Literal["text", "lines", "date", "choice", "yes"]
LABELS = {
    "title": "Title", "meeting": "Meeting", "date": "Date of the meeting", "author": "Author",
    "period": "Period", "frequency": "How often it is made", "year": "Kind of year",
    "council": "Council", "layout": "Layout", "narrative": "Sentence book",
    "edition": "Edition", "name": "Name of the files", "running_title": "Running title",
    "page_note": "Note on every page", "attach_figures": "Attach the figures to the PDF",
    "exempt_paragraph": "Exempt paragraph of Schedule 12A", "logo": "Logo",
    "logo_alt": "What the logo shows", "charts": "Charts in the Word file",
    "own_charts": "File of charts of one’s own", "length": "Length of the narrative",
    "spc": "Judge by control charts as well",
}  # fmt: skip
HINTS = {
    "period": "2022-07, Q2 2022/23 or 2022/23; blank is the latest that has figures.",
    "title": "{period}, {previous_period}, {year} and {meeting_date} are filled in.",
    "running_title": "Blank is the title.", "name": "Blank is made of the title.",
}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form: its key in report.toml, what it holds, and what it may hold."""

    key: str
    label: str
    kind: Kind
    value: str
    choices: tuple[str, ...] = ()
    hint: str = ""
    needed: bool = False


def fields_of(folder: Path) -> tuple[tuple[Field, ...], Written]:
    """The fields as report.toml has them, and the file; raises ProblemsFound where it is no TOML.
    """
    file = written(folder, FILE)
    problems: list[Problem] = []
    tables = toml_of(file.text.encode(), Place(FILE), problems)
    stop_if_any(problems)
    own = (tables or {}).get("report", {})
    return tuple(_fields(own if isinstance(own, dict) else {}, folder)), file


def _fields(own: Mapping[str, Any], folder: Path) -> Iterator[Field]:
    hints = get_type_hints(Report)
    for one in dataclasses.fields(Report):
        if one.name == "fields":
            continue
        needed = one.default is dataclasses.MISSING
        value = own.get(one.name, "" if needed else one.default)
        kind, choices = _kind(one.name, hints[one.name], folder)
        shown = ("yes" if value else "") if kind == "yes" else str(value)
        yield Field(one.name, LABELS[one.name], kind, shown,
                    choices, HINTS.get(one.name, ""), needed)
    more = own.get("fields", {})
    for name, value in more.items() if isinstance(more, dict) else ():
        many = isinstance(value, list)
        yield Field(f"fields.{name}", name.replace("_", " ").capitalize(),
                    "lines" if many else "text", "\n".join(map(str, value)) if many else str(value))


def _kind(name: str, hint: Any, folder: Path) -> tuple[Kind, tuple[str, ...]]:
    if name in ("layout", "narrative"):
        return "choice", tuple(shelves.names(f"{name}s", folder))
    if get_origin(hint) is Literal:
        return "choice", tuple(map(str, get_args(hint)))
    return {bool: ("yes", ()), date: ("date", ())}.get(hint, ("text", ()))  # type: ignore[return-value]


def save_report(folder: Path, given: Mapping[str, str], hash_before: str, trusted: bool = False
                ) -> Written | Conflict:
    """report.toml with the fields that were changed; remarks, order and spacing stay.

    Raises ProblemsFound, with nothing written, where a field cannot be what it is given.
    """
    fields, file = fields_of(folder)
    if file.hash != hash_before:
        return Conflict(file)
    problems: list[Problem] = []
    changes: dict[str, Any] = {}
    for field in fields:
        if field.key in given and given[field.key].replace("\r\n", "\n") != field.value:
            changes[field.key] = _typed(field, given[field.key], problems)
    stop_if_any(problems)
    if not changes:
        return file
    raw = settings_with((folder / FILE).read_bytes(), {
        ("report", *key.split(".")): value for key, value in changes.items()})
    tables = toml_of(raw, Place(FILE), problems)
    if tables is not None:
        structure(Settings, tables, FILE, "", problems)
    stop_if_any(problems)
    return put(folder, FILE, raw, hash_before, trusted)


def _typed(field: Field, text: str, problems: list[Problem]) -> Any:
    """The value that the text of a field stands for."""
    match field.kind:
        case "yes":
            return bool(text)
        case "lines":
            return [line.strip() for line in text.splitlines() if line.strip()]
        case "date":
            try:
                return date.fromisoformat(text.strip())
            except ValueError:
                problems.append(Problem(Place(FILE, column=f"report.{field.key}"),
                                        f"'{text}' is no date.", "Write it so: 2022-09-13."))
                return text
        case _:
            return " ".join(text.split())


def accept_warning(folder: Path, warning: str, reason: str, hash_before: str, day: date,
                   trusted: bool = False) -> Written | Conflict:
    """report.toml with the warning accepted for that reason, at its end.

    Raises ProblemsFound, with nothing written, where no reason is given.
    """
    file = written(folder, FILE)
    if file.hash != hash_before:
        return Conflict(file)
    if not reason.strip():
        raise ProblemsFound([Problem(Place("reason"), "it is empty.", "Say why the warning is "
                                     "right and the figures stay as they are.")])
    lines = acceptance(warning, day, reason=on_one_line(" ".join(reason.split())))
    made = with_acceptance((folder / FILE).read_bytes(), lines)
    return put(folder, FILE, made, hash_before, trusted)
