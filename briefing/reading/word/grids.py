"""A table of ours compared with the one that stands: cells, rows and columns by their heads."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from briefing.reading.word.edited import By, Change, Run, Runs
from briefing.reading.word.habits import alike, plain, same
from briefing.reading.word.units import Cell, Table
from briefing.reading.word.written import (
    WrittenTable,
    printed_in,
    runs_of,
    said_in,
    words_in,
)

LEAST_ROW = 0.4     # how alike a row is to one that was written, to be that one
HEADER_BLOCK = "headerblock"
NOBODY = By()


@dataclass(frozen=True, slots=True)
class Place:
    """A cell as it stands: its words, and the cell that holds it; None for none."""

    text: str = ""
    cell: Cell | None = None
    by: By = NOBODY

    @property
    def runs(self) -> Runs:
        """Its words with their looks, a line a paragraph."""
        made: list[Run] = []
        for paragraph in self.cell.paragraphs() if self.text and self.cell is not None else ():
            if paragraph.text.strip():
                made += [*([Run("\n")] if made else []), *paragraph.runs()]
        return tuple(made)


@dataclass(slots=True)
class Compared:
    """The changes of a table, the cells that changed, and what of it cannot be taken over: merged
    cells, rows whose cells are more or fewer than those of the others, rows that are hidden."""

    changes: list[Change] = field(default_factory=list)
    changed: list[Cell] = field(default_factory=list)
    merged: bool = False
    uneven: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)


def compared(written: WrittenTable, table: Table) -> Compared:
    """What was changed in a table of ours."""
    made = Compared()
    grid = [_places(row.cells) for row in table.rows]
    before = [[words_in(cell) for cell in row] for row in written.rows]
    made.merged = any(cell.below for row in table.rows for cell in row.cells)
    made.hidden = [" ".join(place.text for place in row) for row, held in zip(
        grid, table.rows, strict=True) if held.hidden]
    if _is_as_written(before, grid):
        return made
    # a row of one cell spans all columns, and goes on doing so where one is deleted
    widths = Counter(wide_of(row) for row in grid if wide_of(row) > 1)
    count = max(map(len, before), default=0)
    usual = max(widths, key=lambda width: (widths[width], width == count, width), default=0)
    wide = max((len(row) for row in grid if wide_of(row) == usual), default=max(
        map(len, grid), default=0))
    columns = _columns(written, before, grid, wide)
    rows = _rows(before, grid, columns)
    _compare_columns(made, written, before, grid, columns, rows, wide, table.cut)
    _compare_rows(made, written, before, table, grid, rows)
    for at, now in rows.items():
        if len(written.rows[at]) != wide_of(grid[now]) and (
                len(written.rows[at]) == 1) != (len(table.rows[now].cells) == 1):
            made.merged = True
        if len(written.rows[at]) > 1 and wide_of(grid[now]) not in (1, usual):
            made.uneven.append(" ".join(place.text for place in grid[now]))
            made.changed += table.rows[now].cells
            continue        # which of its cells is which is not to be told
        _compare_cells(made, written, before, at, grid[now], columns)
    return made


def _is_as_written(before: list[list[str]], grid: list[list[Place]]) -> bool:
    """Whether every cell says what it said, as most tables of a file do."""
    return len(before) == len(grid) and all(
        len(ours) == len(theirs) and all(
            same(words, place.text) for words, place in zip(ours, theirs, strict=True))
        for ours, theirs in zip(before, grid, strict=True))


def wide_of(row: Sequence[Place]) -> int:
    """How many cells a row has, each once."""
    return len({id(place.cell) for place in row})


def _places(cells: list[Cell]) -> list[Place]:
    """The cells of a row, a place for each column; those that are spanned are empty."""
    made: list[Place] = []
    for cell in cells:
        by = next((each for paragraph in cell.paragraphs() for _, _, each in paragraph.by), NOBODY)
        made.append(Place(cell.text, cell, by))
        made += [Place(cell=cell)] * (cell.span - 1)
    return made


# ── which is which ──────────────────────────────────────────────────────────────────────────────


def _columns(written: WrittenTable, before: list[list[str]], grid: list[list[Place]], wide: int
             ) -> dict[int, int]:
    """Where each column that was written stands now, by its head, else by what it holds."""
    count = max(map(len, before), default=0)
    if written.kind == HEADER_BLOCK:
        return {n: n for n in range(min(count, wide))}
    heads = [plain(words) for words in before[0]] if before else []
    now = [plain(place.text) for place in grid[0]] if grid else []
    if heads == now:
        return {n: n for n in range(count)}
    found: dict[int, int] = {}
    # by head and, where that is there twice or none, by what stands under it
    for by_head in (True, False):
        for n in range(count):
            if n in found:
                continue
            best = max((
                (_column_alike(before, grid, n, m), -abs(n - m), m) for m in range(wide)
                if m not in found.values() and (
                    not by_head or (n < len(heads) and m < len(now) and heads[n] == now[m]))),
                default=(0.0, 0, -1))
            if best[2] >= 0 and (by_head or best[0] >= LEAST_ROW):
                found[n] = best[2]
    missing = [n for n in range(count) if n not in found]
    left = [m for m in range(wide) if m not in found.values()]
    if wide == count:
        # a column whose head and figures are all new is still the column in its place
        found |= {n: n for n in missing if n in left}
    return found


def _column_alike(before: list[list[str]], grid: list[list[Place]], n: int, m: int) -> float:
    ours = Counter(plain(row[n]) for row in before[1:] if n < len(row) and len(row) > 1)
    theirs = Counter(plain(row[m].text) for row in grid[1:] if m < len(row))
    most = max(ours.total(), theirs.total())
    return (ours & theirs).total() / most if most else 0.0


def _rows(before: list[list[str]], grid: list[list[Place]], columns: dict[int, int]
          ) -> dict[int, int]:
    """Where each row that was written stands now: by its words, then its head, then its place."""
    ours = [tuple(plain(words) for words in row) for row in before]
    theirs = [tuple(plain(place.text) for place in row) for row in grid]
    shown = [tuple(row[columns[n]] if columns.get(n, len(row)) < len(row) else ""
                   for n in range(len(before[0]) if before else 0)) for row in theirs]
    full = [row if len(row) > 1 else (row + ("",) * len(ours[0]))[:len(ours[0])] for row in ours]
    kept = [tuple(words for n, words in enumerate(row) if n in columns) for row in full]
    there = [tuple(words for n, words in enumerate(row) if n in columns) for row in shown]
    found: dict[int, int] = {}
    _align(kept, there, found)
    _align([row[:1] for row in full], [row[:1] for row in shown], found)
    left = [n for n in range(len(ours)) if n not in found]
    free = [m for m in range(len(theirs)) if m not in found.values()]
    for n in left:
        best = max(((_row_alike(full[n], shown[m]), -abs(n - m), m) for m in free),
                   default=(0.0, 0, -1))
        if best[0] >= LEAST_ROW:
            found[n] = best[2]
            free.remove(best[2])
    if len(ours) == len(theirs):
        for n in left:
            if n not in found and n in free and _neighbours(found, n, len(ours)):
                found[n] = n
    return found


def _neighbours(found: dict[int, int], n: int, count: int) -> bool:
    """Whether the rows beside it stand where they stood."""
    return (n == 0 or found.get(n - 1) == n - 1) and (n == count - 1 or found.get(n + 1) == n + 1)


def _align(ours: Sequence[tuple[str, ...]], theirs: Sequence[tuple[str, ...]],
           found: dict[int, int]) -> None:
    """Match what is equal, in order first, then wherever it stands; what is matched is left."""
    left = [n for n in range(len(ours)) if n not in found]
    taken = set(found.values())
    free = [m for m in range(len(theirs)) if m not in taken]
    matcher = difflib.SequenceMatcher(None, [ours[n] for n in left], [theirs[m] for m in free],
                                      autojunk=False)
    for a, b, size in matcher.get_matching_blocks():
        for k in range(size):
            if any(ours[left[a + k]]):
                found[left[a + k]] = free[b + k]
    taken = set(found.values())
    places: dict[tuple[str, ...], list[int]] = {}
    for m in free:
        if m not in taken:
            places.setdefault(theirs[m], []).append(m)
    for n in left:
        if n not in found and any(ours[n]) and places.get(ours[n]):
            found[n] = places[ours[n]].pop(0)


def _row_alike(ours: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    equal = sum(a == b and bool(a) for a, b in zip(ours, theirs, strict=False))
    of = sum(map(bool, ours)) or 1
    return max(equal / of, alike(ours[0], theirs[0]) * 0.9 if ours and theirs else 0.0)


# ── what changed ────────────────────────────────────────────────────────────────────────────────


def _heads(before: list[list[str]]) -> list[str]:
    return before[0] if before else []


def _cell_anchor(written: WrittenTable, head: str) -> str:
    return f"{HEADER_BLOCK}:{head}" if written.kind == HEADER_BLOCK else written.id


def _compare_cells(made: Compared, written: WrittenTable, before: list[list[str]], at: int,
                   row: list[Place], columns: dict[int, int]) -> None:
    head = before[at][0]
    for n, pieces in enumerate(written.rows[at]):
        now = columns.get(n) if len(written.rows[at]) > 1 else 0
        if now is None:
            continue        # its whole column went
        place = row[now] if now < len(row) else Place()
        if same(before[at][n], place.text) or (place.cell is not None and place.cell.below):
            continue
        if place.cell is not None:
            made.changed.append(place.cell)
        named = written.kind != HEADER_BLOCK and n < len(_heads(before))
        made.changes.append(Change(
            "cell", "cell", anchor=_cell_anchor(written, head), before=runs_of(pieces),
            after=place.runs, row=head, column=_heads(before)[n] if named else "", at=(at, n),
            by=place.by, statements=tuple(dict.fromkeys(
                said.statement for said in said_in(pieces))),
            figures=tuple((one.fact, one.text) for one in printed_in(pieces))))


def _compare_rows(made: Compared, written: WrittenTable, before: list[list[str]], table: Table,
                  grid: list[list[Place]], rows: dict[int, int]) -> None:
    gone = iter(table.gone)
    for n in range(len(before)):
        if n not in rows:
            said = before[n]
            made.changes.append(Change(
                "row_removed", "row", anchor=written.id, row=said[0] if said else "", at=(n, -1),
                rows=(tuple(said),), by=next(gone, By()),
                statements=tuple(dict.fromkeys(one.statement for cell in written.rows[n]
                                               for one in said_in(cell))),
                figures=tuple((one.fact, one.text) for cell in written.rows[n]
                              for one in printed_in(cell))))
    standing = {m: n for n, m in rows.items()}
    last = -1
    steady = longest([rows[n] for n in sorted(rows)])
    for m, row in enumerate(grid):
        if m in standing:
            if m not in steady:
                moved = before[standing[m]]
                made.changes.append(Change(
                    "row_moved", "row", anchor=written.id, row=moved[0], at=(standing[m], last),
                    rows=(tuple(moved),), by=table.rows[m].by))
            last = standing[m]
            continue
        texts = tuple(_once(row))
        made.changed += table.rows[m].cells
        made.changes.append(Change(
            "row_added", "row", anchor=written.id, row=texts[0] if texts else "", at=(last, -1),
            rows=(texts,), by=table.rows[m].by if table.rows[m].by.tracked else next(
                (place.by for place in row if place.by.tracked), By())))


def _once(row: Sequence[Place]) -> Iterator[str]:
    for place in row:
        yield place.text


def _compare_columns(made: Compared, written: WrittenTable, before: list[list[str]],
                     grid: list[list[Place]], columns: dict[int, int], rows: dict[int, int],
                     wide: int, cut_by: Sequence[By]) -> None:
    count = max(map(len, before), default=0)
    for n in range(count):
        if n not in columns:
            made.changes.append(Change(
                "column_removed", "column", anchor=written.id, by=next(iter(cut_by), NOBODY),
                column=before[0][n] if n < len(before[0]) else "", at=(-1, n),
                rows=tuple((row[n],) for row in before if n < len(row))))
    standing = {m: n for n, m in columns.items()}
    steady = longest([columns[n] for n in sorted(columns)])
    last = -1
    for m in range(wide):
        if m in standing:
            if m not in steady:
                made.changes.append(Change(
                    "column_moved", "column", anchor=written.id,
                    column=before[0][standing[m]], at=(standing[m], last)))
            last = standing[m]
            continue
        # a cell for each row that was written; those of a row that was added stand with it
        texts = tuple((grid[at][m].text if (at := rows.get(n)) is not None and m < len(grid[at])
                       else "",) for n in range(len(before)))
        made.changed += [cell for row in grid if m < len(row)
                         if (cell := row[m].cell) is not None and row[m].text]
        if any(words for words, in texts):
            made.changes.append(Change(
                "column_added", "column", anchor=written.id, column=texts[0][0],
                at=(-1, last), rows=texts))


def longest(numbers: Sequence[int]) -> set[int]:
    """The longest run of numbers that rise, in their order: what stands where it stood."""
    from bisect import bisect_left

    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for n, number in enumerate(numbers):
        at = bisect_left(tails, number)
        if at == len(tails):
            tails.append(number)
            ends.append(n)
        else:
            tails[at], ends[at] = number, n
        before.append(ends[at - 1] if at else -1)
    made: set[int] = set()
    n = ends[-1] if ends else -1
    while n >= 0:
        made.add(numbers[n])
        n = before[n]
    return made
