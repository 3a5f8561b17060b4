"""The one door by which a user's file is opened: regular files only, of a size that is allowed.

A pipe would wait for ever and a device never ends; both are refused before they are opened, and a
file is never read beyond its limit, because its size as the system tells it may be wrong. Nothing
is unpacked into memory before its size is known: a zip file's parts are streamed and counted,
because what a zip file says of its own size may be a lie.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import os
import re
import stat
import tomllib
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.problems import Place, Problem, nearest

if TYPE_CHECKING:
    from lxml import etree

MEGABYTE = 1024 * 1024
LARGEST = 200 * MEGABYTE        # of figures, as the file stands and unpacked
LARGEST_TEXT = 4 * MEGABYTE     # of settings, layouts, books and paragraphs: a thousand pages
DEEPEST = 20                    # tables within tables; a layout has four
MOST_PARTS = 100                # of a setting's name between dots
ZIP = b"PK\x03\x04"
# what zipfile and the readers raise for a damaged file; NotImplementedError: an unknown packing
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError,
          ValueError)  # fmt: skip
_CLOSE = "Close it in other programs and try again."
_LONG_NAME = re.compile(
    r"(?<![\w\"'.-])(?:(?:[A-Za-z0-9_-]+|\"[^\"\n]*\"|'[^'\n]*')[ \t]*\.[ \t]*)"
    rf"{{{MOST_PARTS}}}")


class NotRegular(OSError):
    """The path is a folder, a pipe or a device."""


class TooLarge(OSError):
    """The file is larger than may be read; `size` in bytes, as far as it is known."""

    def __init__(self, size: int, most: int) -> None:
        super().__init__(f"it holds {size} bytes, more than {most}")
        self.size, self.most = size, most


# ── bytes ────────────────────────────────────────────────────────────────────────────────────────


def content_of(path: Path, most: int | None = None) -> bytes:
    """The file's bytes, at most so many, LARGEST else.

    Raises FileNotFoundError, NotRegular, TooLarge, another OSError, or ValueError for a path that
    the system cannot hold.
    """
    most = LARGEST if most is None else most
    _regular(os.stat(path))
    # the flag: a pipe that took the file's place meanwhile does not make the program wait
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb") as stream:
        size = _regular(os.fstat(stream.fileno()))
        if size > most:
            raise TooLarge(size, most)
        content = stream.read(most + 1)
    if len(content) > most:
        raise TooLarge(len(content), most)
    return content


def _regular(state: os.stat_result) -> int:
    """The size of a regular file; raises NotRegular for all else."""
    if stat.S_ISDIR(state.st_mode):
        raise NotRegular(0, "it is a folder")
    if not stat.S_ISREG(state.st_mode):
        raise NotRegular(0, "it is a pipe or a device")
    return state.st_size


def read_bytes(path: Path, name: str, remedy: str, problems: list[Problem],
               most: int | None = None) -> bytes | None:
    """The file's bytes; None, with a problem, when it cannot be read.

    `remedy` is said when it is not there and no other file has a name like it.
    """
    place = Place(name)
    try:
        return content_of(path, most)
    except FileNotFoundError:
        problems.append(Problem(place, "there is no such file.", near_file(path) or remedy))
    except (OSError, ValueError) as fault:
        problems.append(cannot_read(place, fault))
    return None


def cannot_read(place: Place, fault: OSError | ValueError) -> Problem:
    """The problem that a file is there and cannot be read, with the system's reason."""
    if isinstance(fault, FileNotFoundError):
        return Problem(place, "there is no such file.", "Put it back.")
    if isinstance(fault, NotRegular):
        return Problem(place, f"{fault.strerror}, not a file.", "Name a file, or take it away.")
    if isinstance(fault, TooLarge):
        return too_large(place, fault.size, fault.most)
    why = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
    return Problem(place, f"it cannot be read: {why}.", _CLOSE)


def short_hash(digest: str, length: int) -> str:
    """The first digits of a hash, with a letter among them: else they would pass for a number."""
    short = digest[:length]
    return f"a{short[1:]}" if short.isdigit() else short


def near_file(path: Path) -> str:
    """ "Did you mean 'values.csv'?" for a file beside it; its ending says nothing of likeness."""
    try:
        if not path.parent.is_dir():
            return ""
        stems = {p.stem: p.name for p in sorted(path.parent.iterdir()) if p.is_file()
                 and p.suffix.casefold() in (".csv", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")}
    except OSError:     # a folder whose names may not be seen
        return ""
    near = nearest(path.stem, stems)
    return f"Did you mean '{stems[near]}'?" if near else ""


def too_large(place: Place, size: int, most: int | None = None) -> Problem:
    """What is said of a file larger than the limit, both in bytes."""
    most = LARGEST if most is None else most
    return Problem(place, f"it holds {_megabytes(size)}; at most {_megabytes(most)} are read.",
                   "Keep only the figures that the report needs in it." if most >= LARGEST else
                   "Keep in it only what the report needs.")


def _megabytes(size: int) -> str:
    return f"{-(-size // MEGABYTE):,} MB"


# ── text ─────────────────────────────────────────────────────────────────────────────────────────

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"),
          (codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF16_LE, "utf-16-le"),
          (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip


def decoded(raw: bytes) -> str:
    """UTF-8, 16 or 32, with or without a byte order mark, else what Windows programs write."""
    encoding = next((name for mark, name in _MARKS if raw.startswith(mark)), "")
    if not encoding and raw.count(0, 0, 1000) * 3 > len(raw[:1000]):
        encoding = "utf-16-be" if raw[:1] == b"\0" else "utf-16-le"   # Latin: each second byte is 0
    if not encoding:
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            encoding = "cp1252"
    # a file put together from two may have two marks
    return raw.decode(encoding, errors="replace").lstrip("\ufeff")


def read_text(path: Path, name: str, remedy: str, problems: list[Problem]) -> str | None:
    """The file's text, whichever way it was saved; None, with a problem, when it cannot be read."""
    raw = read_bytes(path, name, remedy, problems, LARGEST_TEXT)
    return decoded(raw) if raw is not None else None


def csv_rows(raw: bytes, head: Sequence[str]) -> list[dict[str, str]]:
    """The rows of a CSV file that this program wrote, by its heads.

    Raises ValueError when it has other heads, a row of more or fewer cells, or no end.
    """
    try:
        rows = list(csv.reader(io.StringIO(decoded(raw), newline=""), strict=True))
    except csv.Error as fault:
        raise ValueError(f"it is no whole CSV file ({fault})") from None
    if not rows or tuple(rows[0]) != tuple(head):
        raise ValueError(f"its headings are not {', '.join(head)}")
    short = next((n for n, row in enumerate(rows, 1) if len(row) != len(head)), 0)
    if short:
        raise ValueError(f"its row {short} has not as many cells as its headings")
    return [dict(zip(head, row, strict=True)) for row in rows[1:]]


# ── TOML, JSON, XML ──────────────────────────────────────────────────────────────────────────────


def toml_of(raw: bytes, place: Place, problems: list[Problem]) -> dict[str, Any] | None:
    """The tables of a TOML file's bytes; None, with a problem, when they are none."""
    try:
        text = decoded(raw) if raw.startswith(tuple(mark for mark, _ in _MARKS)) else raw.decode()
        if _LONG_NAME.search(text):
            raise RecursionError
        tables = tomllib.loads(text)
        _bounded(tables)
    except UnicodeDecodeError:
        problems.append(Problem(place, "it is not UTF-8 text.", "Save it again as UTF-8."))
    except RecursionError:      # the standard reader calls itself for every bracket
        problems.append(Problem(place, "it is nested too deep to be read.",
                                f"Tables and lists stand at most {DEEPEST} deep in each other."))
    except tomllib.TOMLDecodeError as fault:
        problems.append(Problem(place, f"it is not TOML: {fault}.", _toml_hint(str(fault))))
    except ValueError:          # a date such as 2022-02-31, or a number of thousands of digits
        problems.append(Problem(place, "it holds a number or a date that cannot be.",
                                "Mend the number that is far too large, or the date."))
    else:
        return tables
    return None


def _bounded(tables: Mapping[str, Any]) -> None:
    """Raises RecursionError where they stand too deep in each other, ValueError for numbers that
    are larger than TOML knows."""
    level: list[Any] = [tables]
    for _ in range(DEEPEST + 1):
        within = [value for outer in level
                  for value in (outer.values() if isinstance(outer, dict) else outer)]
        if any(isinstance(value, int) and value.bit_length() > 63 for value in within):
            raise ValueError("a number of more than 64 bits")
        level = [value for value in within if isinstance(value, dict | list)]
    if level:
        raise RecursionError


# What tomllib says, and what to do about it.
_REMEDIES = (
    ("Invalid value", 'Text stands in quotes: title = "Monthly report".'),
    ("'=' after a key", 'A setting is written name = "value"; a line of remarks begins with #.'),
    ("table declaration", "The name of a table stands in brackets: [report]."),
    ("Cannot overwrite", "It is there twice: keep one."),
    ("Cannot declare", "It is there twice: keep one."),
    ("Unescaped", "Write paths with / instead of \\."),
    ("Illegal character", 'Text stands in quotes on one line: title = "Monthly report".'),
    ("Unterminated", "Close the quotes of that text."),
)


def _toml_hint(said: str) -> str:
    return next((hint for words, hint in _REMEDIES if words in said), "Mend that line.")


def json_of(raw: bytes) -> Any:
    """What a JSON file's bytes hold; raises ValueError when they hold none that can be read."""
    try:
        return json.loads(decoded(raw))
    except RecursionError:
        raise ValueError("it is nested too deep") from None


def xml_of(raw: bytes) -> etree._Element:
    """The tree of an XML file's bytes: nothing outside it is read, and no entity of its own is
    put in. Raises ValueError when it is not whole, or declares a document type.
    """
    from lxml import etree

    try:
        tree = etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True,
                                                     load_dtd=False, huge_tree=False))
    except etree.XMLSyntaxError as fault:
        raise ValueError(str(fault)) from None
    if tree.getroottree().docinfo.doctype:
        raise ValueError("it declares a document type")
    return tree


# ── zip files ────────────────────────────────────────────────────────────────────────────────────


def opened_zip(raw: bytes, place: Place, problems: list[Problem]) -> zipfile.ZipFile | None:
    """The zip file, its parts counted; None, with a problem, when they unpack to too much.

    Raises one of BROKEN when it is not a whole zip file.
    """
    archive = zipfile.ZipFile(io.BytesIO(raw))
    unpacked = sum(part.file_size for part in archive.infolist())
    if unpacked <= LARGEST:
        unpacked = 0
        for part in archive.infolist():
            said, part.file_size = part.file_size, LARGEST + 1     # read on to the true end
            with archive.open(part) as stream:
                while unpacked <= LARGEST and (chunk := stream.read(1 << 20)):
                    unpacked += len(chunk)
            part.file_size = said
            if unpacked > LARGEST:
                break
    if unpacked > LARGEST:
        problems.append(too_large(place, unpacked))
        return None
    return archive
