"""edits/2022-07.toml: the edits of a month as a file that a person can read, change and version.

    [[edit]]
    statement = "referrals.volume/change.1"
    original = "There were 412 referrals in July, 6% more than in June."
    words = "There were {referrals.volume.current} referrals in July: the holidays began late."
    who = "Jane Smith"
    when = "2022-08-20T10:31:00Z"

Every fault is named with its line.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from briefing.files import LARGEST_TEXT, decoded, read_bytes, toml_of
from briefing.periods import Month, Period
from briefing.problems import Place, Problem
from briefing.reading.grids import Source
from briefing.revision.edit import (
    FOLDER,
    IN_TABLES,
    Edit,
    EditRow,
    Edits,
    Remark,
    RemarkRow,
    file_of,
)
from briefing.shapes import structure

HEAD = """\
# Edits of {month}: what was changed in Word and taken over by `briefing accept`.
# A person may change this file: "original" is what the report said, "words" what it says instead.
# **strong**, *emphasis*, [words](https://address); {{referrals.volume.current}} is a figure that
# stays true. An edit that is taken out is undone. A comment is open until "settled" says how it
# was answered.
"""
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?")
_TABLE = re.compile(r"\s*\[\[\s*(edit|comment)\s*\]\]")
_ANY_TABLE = re.compile(r"\s*\[")
_KEY = re.compile(r"\s*([A-Za-z_]+)\s*=")
_PICTURES = (".png", ".jpg", ".jpeg")


@dataclass(frozen=True, slots=True)
class _File:
    """The whole file."""

    edit: tuple[EditRow, ...] = ()
    comment: tuple[RemarkRow, ...] = ()


@dataclass(frozen=True, slots=True)
class EditsRead:
    """The edits up to a month, what is wrong with their files, and the files that were read."""

    edits: Edits
    problems: tuple[Problem, ...] = ()
    sources: tuple[Source, ...] = ()


def read_edits(folder: Path, period: str) -> EditsRead:
    """The edits of the period and of those before it that the report folder holds.

    `period` is the report's, as its `str` has it: "2022-07" or "2024-25-q2".
    """
    end = Period.stored(period).last
    problems: list[Problem] = []
    sources: list[Source] = []
    now: tuple[Edit, ...] = ()
    remarks: tuple[Remark, ...] = ()
    earlier: list[tuple[Month, tuple[Edit, ...]]] = []
    for path in sorted((folder / FOLDER).glob("*")):
        name = f"{FOLDER}/{path.name}"
        if path.name.startswith((".", "~")) or path.suffix.casefold() in _PICTURES or (
                path.name.endswith(".agreed.json")):
            continue
        of = _period_of(path)
        if of is None:
            problems.append(Problem(Place(name), "its name is not that of a month's edits.",
                                    f"Name it {FOLDER}/2022-07.toml, or move it away.",
                                    warning=True))
            continue
        if of.last > end:
            continue
        raw = read_bytes(path, name, "Put it back.", problems, LARGEST_TEXT)
        if raw is None:
            continue
        sources.append(Source.of(name, raw))
        edits, comments, faults = parsed(raw, path.stem)
        problems += faults
        problems += _picture_problems(folder, edits)
        if path.stem == period:
            now, remarks = edits, comments
        else:
            earlier.append((of.last, edits))
    earlier.sort(key=lambda read: read[0])      # a quarter's name does not sort with a month's
    return EditsRead(Edits(period, now, tuple(edit for _, edits in earlier for edit in edits),
                           remarks), tuple(problems), tuple(sources))


def _period_of(path: Path) -> Period | None:
    """The period whose edits the file is named as, "2022-07.toml" or "2024-25-q2.toml"."""
    if path.suffix.casefold() != ".toml":
        return None
    try:
        return Period.stored(path.stem)
    except ValueError:
        return None


def parsed(raw: bytes, period: str
           ) -> tuple[tuple[Edit, ...], tuple[Remark, ...], tuple[Problem, ...]]:
    """The edits and comments of a month's file by its bytes, and what is wrong with them."""
    name, problems = file_of(period), list[Problem]()
    tables = toml_of(raw, Place(name), problems)
    lines = _Lines.of(decoded(raw))
    if tables is None:
        return (), (), tuple(problems)
    found = structure(_File, tables, name, "", problems)
    if found is None:
        return (), (), tuple(map(lines.told, problems))
    edits = tuple(Edit(**_keys(row), period=period, number=n, line=lines.of_table("edit", n))
                  for n, row in enumerate(found.edit, 1))
    remarks = tuple(Remark(**_keys(row), period=period, number=n,
                           line=lines.of_table("comment", n))
                    for n, row in enumerate(found.comment, 1))
    problems += [lines.told(fault) for edit in edits for fault in _faults(edit)]
    return edits, remarks, tuple(problems)


def written(edits: Edits) -> bytes:
    """The month's file: the same edits give the same bytes, and are read from them again."""
    made = [HEAD.format(month=Period.stored(edits.period).full)]
    made += [_table("edit", edit, EditRow) for edit in edits.edits]
    made += [_table("comment", remark, RemarkRow) for remark in edits.remarks]
    return "\n".join(made).encode()


# ── reading ──────────────────────────────────────────────────────────────────────────────────────


def _keys(row: EditRow | RemarkRow) -> dict[str, Any]:
    return {one.name: getattr(row, one.name) for one in dataclasses.fields(row)}


@dataclass(slots=True)
class _Lines:
    """The lines that tables and their keys stand on: those of the third edit are "edit[3].words".
    """

    tables: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str) -> _Lines:
        """The lines of a file, as far as they can be told: a long text may hold what looks so."""
        lines = cls()
        table = ""
        for number, line in enumerate(text.split("\n"), 1):
            if head := _TABLE.match(line):
                lines.counts[head[1]] = lines.counts.get(head[1], 0) + 1
                table = f"{head[1]}[{lines.counts[head[1]]}]"
                lines.tables[table] = number
            elif _ANY_TABLE.match(line):
                table = ""
            elif table and (key := _KEY.match(line)):
                lines.tables.setdefault(f"{table}.{key[1]}", number)
        return lines

    def of_table(self, table: str, number: int) -> int:
        """The line of a table's head, 0 where it is not known."""
        return self.tables.get(f"{table}[{number}]", 0)

    def told(self, problem: Problem) -> Problem:
        """The problem with the line of what it is of."""
        where = problem.place.column
        line = self.tables.get(where) or self.tables.get(where.partition(".")[0])
        shown = re.sub(r"^(edit|comment)\[(\d+)\]\.?", r"\1 \2, ", where).rstrip(", ")
        if line:
            shown = f"{shown}, line {line}"
        return replace(problem, place=replace(problem.place, column=shown))


def _faults(edit: Edit) -> Iterator[Problem]:
    """What is wrong with an edit by itself."""
    def at(key: str = "") -> Place:
        return Place(edit.file, column=f"edit[{edit.number}]" + (f".{key}" if key else ""))

    if edit.kind == "added":
        if edit.block == "table" and not edit.rows:
            yield Problem(at(), "the table that is added has no rows.",
                          'Give them, its heads first: rows = [["Month", "Visits"], ...].')
        elif edit.block == "picture" and not edit.picture:
            yield Problem(at(), "the picture that is added is not named.",
                          f'Put it into {FOLDER}/ and name it: picture = "plan.png".')
        elif edit.block not in ("table", "picture") and not edit.words.strip():
            yield Problem(at(), "nothing is added.", "Give its words, or take the edit out.")
        if edit.rows and len({len(row) for row in edit.rows}) > 1:
            yield Problem(at("rows"), "its rows have not all as many cells.",
                          'Write "" for a cell that is empty.')
    elif not edit.statement and not edit.anchor:
        yield Problem(at(), "it does not say what it is of.",
                      'Give statement = "ID", as sentences.csv lists it, or the anchor.')
    elif edit.kind in IN_TABLES and not (edit.row or edit.column or edit.at):
        yield Problem(at(), "it does not say where in the table it is.",
                      'Give the heads of its row and column: row = "Referrals", column = "Note".')
    elif edit.kind == "reworded" and not edit.words.strip():
        yield Problem(at(), "it has no words.",
                      'Give them, or write kind = "removed" to leave out what it is of.')
    if edit.when and not _DAY.fullmatch(edit.when):
        yield Problem(at("when"), f"'{edit.when}' is no day.", 'Write when = "2022-08-20".')
    if edit.warning and not edit.why.strip():
        yield Problem(at("why"), "the reason is missing for which its warning was accepted.",
                      'Write why = "...", or take the warning out.')
    if edit.block == "heading" and edit.kind == "added" and not 2 <= edit.level <= 3:
        yield Problem(at("level"), f"a heading that is added is of level 2 or 3, not {edit.level}.",
                      "Write level = 2 or level = 3.")


def _picture_problems(folder: Path, edits: Iterable[Edit]) -> Iterator[Problem]:
    """Problems with the names of pictures, and those without words for who cannot see them."""
    for edit in edits:
        if not edit.picture:
            continue
        if "/" in edit.picture or "\\" in edit.picture or not (
                edit.picture.casefold().endswith(_PICTURES)):
            yield Problem(edit.place, f"'{edit.picture}' is no picture of the folder {FOLDER}.",
                          "Name a .png or .jpg file that stands in it.")
        elif not (folder / FOLDER / edit.picture).is_file():
            yield Problem(edit.place, f"there is no {FOLDER}/{edit.picture}.",
                          "Put the picture there, or take the edit out.")
        elif not edit.alt.strip():
            yield Problem(edit.place, f"nothing says what the picture {edit.picture} shows.",
                          'Say it for those who cannot see it: alt = "A map of the new wards".',
                          warning=True)


# ── writing ──────────────────────────────────────────────────────────────────────────────────────


def _table(name: str, row: object, shape: Any) -> str:
    """A table with the keys that do not have their defaults, in their order."""
    made = [f"[[{name}]]"]
    for one in dataclasses.fields(shape):
        value = getattr(row, one.name)
        asked = one.name == "alt" and bool(getattr(row, "picture", ""))   # to be given
        if value != one.default or asked:
            made.append(f"{one.name} = {_value(value)}")
    return "\n".join(made) + "\n"


def _value(value: object) -> str:
    if isinstance(value, tuple):
        rows = [_value(inner) for inner in value]
        if value and isinstance(value[0], tuple):
            return "[\n" + "".join(f"    {row},\n" for row in rows) + "]"
        return f"[{', '.join(rows)}]"
    if isinstance(value, str):
        # a JSON string is a TOML string too, but for the delete character
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return str(value)
