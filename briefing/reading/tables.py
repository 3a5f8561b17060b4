"""Rows of cells to a grid: where the head stands, and where the figures end.

Above the head there may be titles (rows of one cell), below the figures notes. A head of two rows,
years merged over their months or a group over its columns, is read as one: "Group / Heading".
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from briefing.periods import Year, parse_month
from briefing.reading.grids import Cell, CellFault, Grid, is_blank, text_of, tidy
from briefing.reading.headings import MONTH_HEADS

_ID = re.compile(r"[a-z0-9_.]+")
UNDER = " / "       # between a group's heading and the one below it
Row = tuple[int, tuple[Cell, ...]]


@dataclass(slots=True)
class Marks:
    """What a sheet tells besides its values; rows count from 1, columns from 0.

    `percent` are the numbers shown as percentages, `merged` ranges as first row, first column,
    last row, last column; `hidden` are rows and `hidden_columns` columns that are not shown; `rows`
    and `columns` how far the sheet reaches.
    """

    percent: set[tuple[int, int]] = field(default_factory=set)
    faults: dict[tuple[int, int], CellFault] = field(default_factory=dict)
    hidden: list[int] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    rows: int = 0
    columns: int = 0


def grid_of(
    file: str, sheet: str, lines: Iterable[Sequence[Cell]], marks: Marks | None = None
) -> Grid | None:
    """The table in the lines; None when every cell is blank."""
    marks = marks or Marks()
    faulty = {row for row, _ in marks.faults}
    numbered = [(n, tuple(line)) for n, line in enumerate(lines, 1)
                if n in faulty or not all(is_blank(cell) for cell in line)]
    if not numbered:
        return None
    spans = {(row, column): last for row, column, _, last in marks.merged if last > column}
    tall = {(row, n) for row, column, below, last in marks.merged if below > row
            for n in range(column, last + 1)}
    at = next((i for i, row in enumerate(numbered) if _filled(row, spans) > 1), 0)
    head_row = numbered[at][0]
    head, lines_of_head = _head(numbered[at], numbered[at + 1:at + 2], spans, tall)
    first = next((n for n, name in enumerate(head) if name), 0)
    body, notes = _without_notes(numbered[at + lines_of_head:], head_row, faulty, first)
    seen = {n for n, _ in body}
    return Grid(file, sheet, head, tuple(body), head_row + lines_of_head - 1,
                {key: fault for key, fault in marks.faults.items() if key[0] in seen},
                tuple(n for n in marks.hidden if n in seen), notes,
                frozenset(marks.hidden_columns))


def _filled(row: Row, spans: Mapping[tuple[int, int], int]) -> int:
    """How many columns the row's cells fill; a title merged over the whole table fills one."""
    n, cells = row
    return sum(1 + (spans.get((n, m), m) - m if m else 0)
               for m, cell in enumerate(cells) if not is_blank(cell))


def heading(cell: Cell) -> str:
    """The head's cell as text; a date as "July 2022"."""
    return parse_month(cell).full if isinstance(cell, date) else text_of(cell)


def _head(first: Row, below: list[Row], spans: Mapping[tuple[int, int], int],
          tall: Container[tuple[int, int]]) -> tuple[tuple[str, ...], int]:
    """The headings, and how many rows they stand in.

    `spans` are cells merged to the right, by the last column; `tall` columns of cells that are
    merged downwards, and so whole headings.
    """
    n, cells = first
    upper = [heading(cell) for cell in cells]
    alone = tuple(upper), 1
    if not below or below[0][0] != n + 1:
        return alone
    lower = [heading(cell) for cell in below[0][1]]
    width = max(len(upper), len(lower))
    upper += [""] * (width - len(upper))
    lower += [""] * (width - len(lower))
    whole = [(n, column) in tall for column in range(width)]
    groups = _groups(n, upper, lower, spans, whole)
    if not any(lower[column] for column in groups):
        return alone
    second = all(not low or column in groups or tidy(low) in MONTH_HEADS or not up
                 for column, (up, low) in enumerate(zip(upper, lower, strict=True)))
    if not second or any(_is_figure(cell) for cell in below[0][1]):
        return alone
    return tuple(up if whole[column] else _joined(groups.get(column, up), low)
                 for column, (up, low) in enumerate(zip(upper, lower, strict=True))), 2


def _groups(row: int, upper: list[str], lower: list[str], spans: Mapping[tuple[int, int], int],
            whole: list[bool]) -> dict[int, str]:
    """The heading that stands over each column of a group of them, by the column.

    A group is merged, or its heading is followed by blanks with headings below.
    """
    groups: dict[int, str] = {}
    for start, text in enumerate(upper):
        if not text or whole[start]:
            continue
        last = spans.get((row, start), start)
        if last == start and lower[start]:
            while last + 1 < len(upper) and not upper[last + 1] and lower[last + 1] and (
                    not whole[last + 1]):
                last += 1
        if last > start:
            groups |= dict.fromkeys(range(start, min(last + 1, len(upper))), text)
    return groups


def _is_figure(cell: Cell) -> bool:
    """Whether a cell is one of a table's body: a number or a symbol, and no heading or year."""
    if not isinstance(cell, str):
        return not isinstance(cell, date) and not 1900 <= cell < 2100
    text = text_of(cell)
    return bool(text) and (
        text[0] in "[.*-<" or (re.fullmatch(r"[-−+£]?[\d.,]+%?", text) is not None
        and re.fullmatch(r"(?:19|20)\d\d", text) is None))


def _joined(upper: str, lower: str) -> str:
    """ "April" under "2022/23" is "April 2022"."""
    if not upper or not lower:
        return upper or lower
    try:
        parse_month(lower)
        return lower
    except ValueError:
        pass    # a bare month's name
    try:
        return parse_month(f"{lower} {_calendar_year(upper, lower)}").full
    except ValueError:
        return f"{upper}{UNDER}{lower}"


def _calendar_year(upper: str, lower: str) -> str:
    """The calendar year of a month's name under a financial year, or under a year alone."""
    if re.fullmatch(r"\d{4}", upper):
        return upper
    year = Year.parse(upper)
    return str(year.start + (parse_month(f"{lower} 2000").number < 4))


def _without_notes(
    body: list[Row], before: int, faulty: set[int], column: int
) -> tuple[list[Row], frozenset[int]]:
    """The rows without the notes that follow a blank row, and the notes that follow none."""
    end = len(body)
    while end and body[end - 1][0] not in faulty and _is_note(body[end - 1][1], column):
        end -= 1
    last = body[end - 1][0] if end else before
    for i in range(end, len(body)):
        if body[i][0] > last + 1:
            return body[:i], frozenset(n for n, _ in body[end:i])
        last = body[i][0]
    return body, frozenset(n for n, _ in body[end:])


def _is_note(cells: tuple[Cell, ...], column: int) -> bool:
    """Whether a text stands alone in the table's first column, and is no id."""
    filled = [n for n, cell in enumerate(cells) if not is_blank(cell)]
    return (filled == [column] and isinstance(cells[column], str)
            and not _ID.fullmatch(text_of(cells[column])))
