"""A file's bytes, however it is to be read; refused when it is missing, locked or absurdly large.

Nothing is unpacked into memory before its size is known: a zip file's parts are streamed and
counted, because what a zip file says of its own size may be a lie.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

from briefing.problems import Place, Problem, nearest

LARGEST = 200 * 1024 * 1024     # bytes, as the file stands and unpacked
MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
MOST_CELLS = 5_000_000
ZIP = b"PK\x03\x04"
# what zipfile and the readers raise for a damaged file; NotImplementedError: an unknown packing
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError,
          ValueError)  # fmt: skip


def read_bytes(path: Path, name: str, remedy: str, problems: list[Problem]) -> bytes | None:
    """The file's bytes; None, with a problem, when it cannot be read.

    `remedy` is said when it is not there and no other file has a name like it.
    """
    place = Place(name)
    try:
        if path.is_file() and path.stat().st_size > LARGEST:
            problems.append(too_large(place, path.stat().st_size))
            return None
        return path.read_bytes()
    except FileNotFoundError:
        problems.append(Problem(place, "there is no such file.", near_file(path) or remedy))
    except (OSError, ValueError) as fault:
        problems.append(cannot_read(place, fault))
    return None


def cannot_read(place: Place, fault: OSError | ValueError) -> Problem:
    """The problem that a file is there and cannot be read, with the system's reason."""
    why = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
    return Problem(place, f"it cannot be read: {why}.", "Close it in other programs and try again.")


def near_file(path: Path) -> str:
    """ "Did you mean 'values.csv'?" for a file beside it; its ending says nothing of likeness."""
    if not path.parent.is_dir():
        return ""
    stems = {p.stem: p.name for p in sorted(path.parent.iterdir())
             if p.is_file() and p.suffix.casefold() in (".csv", ".xlsx", ".xlsm", ".xls", ".ods")}
    near = nearest(path.stem, stems)
    return f"Did you mean '{stems[near]}'?" if near else ""


def too_large(place: Place, size: int) -> Problem:
    """What is said of a file larger than the limit, size in bytes."""
    return Problem(place, f"it holds {size / 1024 ** 2:,.0f} MB; at most "
                   f"{LARGEST // 1024 ** 2} MB are read.",
                   "Keep only the figures that the report needs in it.")


def too_many(place: Place, rows: int, columns: int) -> Problem | None:
    """What is said of a sheet larger than the limits; None when it is within them."""
    if rows <= MOST_ROWS and columns <= MOST_COLUMNS and rows * columns <= MOST_CELLS:
        return None
    return Problem(place, f"it is {rows:,} rows by {columns:,} columns large; at most "
                   f"{MOST_CELLS:,} cells are read.",
                   "Delete the rows and columns beyond the table: one stray cell far out is enough "
                   "to make a sheet so large.")


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
