"""What a heading or a cell says of time: a month's name, a period, the Department's two columns."""

from __future__ import annotations

import re

from briefing.periods import MONTH_NAMES, YearKind, parse_period
from briefing.reading.grids import Cell

MONTH_HEADS = {name[:n].casefold(): i for i, name in enumerate(MONTH_NAMES, 1)
               for n in (3, len(name))} | {"sept": 9}  # fmt: skip
_KINDS: tuple[tuple[int, YearKind], ...] = (
    (1, "financial"), (3, "financial"), (3, "calendar"), (12, "financial"), (12, "calendar"))


def spanned(start: int) -> str:
    """ "2022/23"."""
    return f"{start}/{(start + 1) % 100:02}"


def identified(period: str, identifier: str) -> str:
    """The period that the Department's two columns name, as one text: "2023/24", "July 2022".

    A reporting year is named by the year that it ends in, unless both its halves are written.
    Raises ValueError when they name none.
    """
    year = re.fullmatch(r"(\d{4})(?:\s*[/–-]?\s*(\d{2}|\d{4}))?", period)
    kind = identifier.casefold()
    if not year:
        raise ValueError(period)
    start, halves = int(year[1]), year[2] is not None
    if halves and int(year[2] or 0) % 100 != (start + 1) % 100:
        raise ValueError(period)
    if kind in MONTH_HEADS and not halves:
        return f"{identifier} {start}"
    quarter = re.search(r"\bq(?:uarter )?([1-4])\b", kind)
    if quarter and halves:
        return f"Q{quarter[1]} {spanned(start)}"
    if kind == "calendar year" and not halves:
        return str(start)
    if "year" not in kind or quarter or kind == "calendar year":
        raise ValueError(identifier)
    return spanned(start if halves else start - 1)


def is_period(head: str) -> bool:
    """Whether the heading names a month, quarter or year, of whichever indicator."""
    if not any(c.isdigit() for c in head):
        return False
    for step, kind in _KINDS:
        try:
            parse_period(serial(head), step, kind)
        except ValueError as fault:
            if "does not end" in str(fault):
                return True
            continue
        return True
    return False


def serial(cell: Cell) -> Cell:
    """The cell; a spreadsheet's day number that stands as text, as a number."""
    if isinstance(cell, str) and re.fullmatch(r"\d{5}(?:\.0+)?", cell.strip(), re.ASCII):
        return float(cell)
    return cell
