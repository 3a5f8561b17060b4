"""report.toml changed in place: the author's remarks, order and spacing stay."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import tomlkit

from briefing.files import decoded
from briefing.reading.settings import Accepted

_ACCEPT = re.compile(r"^[ \t]*\[\[[ \t]*accept[ \t]*\]\][^\n]*\n", re.M)
_BOM = b"\xef\xbb\xbf"


def edited_settings(raw: bytes, period: str, day: date, without: Iterable[Accepted]) -> bytes:
    """The file with the period ("" leaves it), the meeting's date, and without the acceptances."""
    text = decoded(raw)
    before = tomllib.loads(text)
    gone = [n for n, row in enumerate(before.get("accept", ())) if any(
        row.get("date") == one.date and row.get("reason") == one.reason
        and row.get("warning", "") == one.warning and row.get("kind", "") == one.kind
        and row.get("indicator", "") == one.indicator for one in without)]
    text = _without(text, before, gone)
    # the writer of TOML knows line ends of one sort only
    lines = "\r\n" if "\r\n" in text else "\n"
    document = tomlkit.parse(text.replace("\r\n", "\n"))
    report: Any = document["report"]
    if period and report.get("period") != period:
        report["period"] = period
    report["date"] = day
    written = tomlkit.dumps(document).replace("\n", lines).encode()
    return _BOM + written if raw.startswith(_BOM) else written


def settings_with(raw: bytes, values: Mapping[tuple[str, ...], Any]) -> bytes:
    """The file with other values, by their keys: ("report", "title").

    A setting that was not there and is given no words stays away.
    """
    text = decoded(raw)
    lines = "\r\n" if "\r\n" in text else "\n"
    document = tomlkit.parse(text.replace("\r\n", "\n"))
    for (*tables, name), value in values.items():
        table: Any = document
        for key in tables:
            table = table.setdefault(key, tomlkit.table())
        if table.get(name) != value and (name in table or value not in ("", False)):
            table[name] = value
    written = tomlkit.dumps(document).replace("\n", lines).encode()
    return _BOM + written if raw.startswith(_BOM) else written


def with_acceptance(raw: bytes, lines: str) -> bytes:
    """The file with the lines of an [[accept]] at its end.

    Where the acceptances stand as a list in brackets, it is one more of them.
    """
    text = decoded(raw)
    end = "\r\n" if "\r\n" in text else "\n"
    made = f"{text.rstrip()}\n\n{lines}".replace("\r\n", "\n")
    if _read(made) is None:
        document = tomlkit.parse(text.replace("\r\n", "\n"))
        rows: Any = document["accept"]
        row = tomlkit.inline_table()
        row.update(tomllib.loads(lines)["accept"][0])
        rows.append(row)
        made = tomlkit.dumps(document)
    written = made.replace("\n", end).encode()
    return _BOM + written if raw.startswith(_BOM) else written


def _without(text: str, before: dict[str, Any], gone: list[int]) -> str:
    """The text without these tables of [[accept]]: their own lines, and no remark after them."""
    if not gone:
        return text
    left = {**before, "accept": [row for n, row in enumerate(before["accept"]) if n not in gone]}
    heads = list(_ACCEPT.finditer(text))
    out = text
    for n in reversed(gone):
        if n < len(heads):
            out = out[:heads[n].start()] + out[_end_of_keys(out, heads[n].end()):]
    if not left["accept"]:
        del left["accept"]
    if _read(out) == left:
        return out
    # written in another way, as a list in brackets: the writer of TOML takes them out
    document = tomlkit.parse(text)
    rows: Any = document["accept"]
    for n in reversed(gone):
        del rows[n]
    return tomlkit.dumps(document)


def _end_of_keys(text: str, start: int) -> int:
    """Where the last line of the table that begins there ends, with the blank one after it."""
    rest = text[start:]
    following = re.search(r"^[ \t]*\[", rest, re.M)
    table = rest[:following.start()] if following else rest
    end = 0
    for line in re.finditer(r"^[^\n]*(?:\n|\Z)", table, re.M):
        bare = line[0].strip()
        if bare and not bare.startswith("#"):
            end = line.end()
    blank = re.match(r"[ \t]*\r?\n", table[end:])
    return start + end + (blank.end() if blank else 0)


def _read(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None
