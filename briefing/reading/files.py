"""How large a table may be, and the door's names, for what reads tables."""

from __future__ import annotations

from briefing.files import BROKEN, LARGEST, ZIP, cannot_read, opened_zip, read_bytes
from briefing.problems import Place, Problem

__all__ = ["BROKEN", "LARGEST", "MOST_CELLS", "ZIP", "cannot_read", "opened_zip", "read_bytes",
           "too_many"]  # fmt: skip

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
MOST_CELLS = 5_000_000


def too_many(place: Place, rows: int, columns: int) -> Problem | None:
    """What is said of a sheet larger than the limits; None when it is within them."""
    if rows <= MOST_ROWS and columns <= MOST_COLUMNS and rows * columns <= MOST_CELLS:
        return None
    return Problem(place, f"it is {rows:,} rows by {columns:,} columns large; at most "
                   f"{MOST_CELLS:,} cells are read.",
                   "Delete the rows and columns beyond the table: one stray cell far out is enough "
                   "to make a sheet so large.")
