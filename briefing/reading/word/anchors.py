"""The names by which what the program wrote is found again in a Word file.

A bookmark round a paragraph survives rewording, splitting and moving in Word and in LibreOffice,
so an edited file can be read back by it. Word allows 40 characters and hides a name that begins
with an underscore.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable

TRACE = "urn:briefing-builder:trace"    # the namespace of what was written, kept in the file
LONGEST = 40
PREFIX = "_b_"


def bookmark_name(block_id: str) -> str:
    """The bookmark of the block with that id: `_b_<slug>_<crc32>`."""
    check = f"{zlib.crc32(block_id.encode()):08x}"
    slug = re.sub(r"[^0-9A-Za-z]+", "_", block_id).strip("_")
    room = LONGEST - len(PREFIX) - 1 - len(check)
    return f"{PREFIX}{slug[:room]}_{check}"


def row_id(block_id: str, number: int) -> str:
    """The id of one row of a list, counted from 1; "" of a list without an id."""
    return f"{block_id}#{number}" if block_id else ""


def rows_of(rows: Iterable[Iterable[str]]) -> str:
    """The words of a table: a line a row."""
    return "\n".join(" | ".join(map(str.strip, cells)) for cells in rows)
