"""A CSV file to a grid: whichever encoding, separator and line ends it was saved with."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from itertools import pairwise
from pathlib import Path

from briefing.files import ZIP, decoded, read_bytes
from briefing.problems import Place, Problem
from briefing.reading.files import MOST_CELLS, too_many
from briefing.reading.grids import Grid, Source, is_blank, text_of
from briefing.reading.tables import grid_of

MISSING = "Put it in the report folder or name it under [files]."
_MARKS = ",;\t"


def read_csv(path: Path, name: str, problems: list[Problem]) -> tuple[Grid | None, Source | None]:
    """The file's grid and hash; no grid, and a problem, when it cannot be read or is empty."""
    place = Place(name)
    raw = read_bytes(path, name, MISSING, problems)
    if raw is None:
        return None, None
    source = Source(name, hashlib.sha256(raw).hexdigest())
    if raw.startswith((ZIP, b"\xd0\xcf\x11\xe0")):
        problems.append(Problem(place, "it is a workbook, not a CSV file.",
                                'Name it under [files] as workbook = "...".'))
        return None, source
    before = len(problems)
    lines = _lines(decoded(raw), place, problems)
    if lines is None:
        return None, source
    large = too_many(place, len(lines), max(map(len, lines), default=0))
    if large is not None:
        problems.append(large)
        return None, source
    grid = grid_of(name, "", lines)
    if grid is None:
        if len(problems) == before:
            problems.append(Problem(place, "it is empty.", "Its first row holds the headings."))
        return None, source
    return _without_surplus(grid, problems), source


def _lines(text: str, place: Place, problems: list[Problem]) -> list[tuple[str, ...]] | None:
    """The file's rows; None, with a problem, when its quotation marks do not pair."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first = next((line for line in text.split("\n") if any(m in line for m in _MARKS)), "")
    mark = max(_MARKS, key=first.count)
    rows: list[tuple[str, ...]] = []
    cells = 0
    known: dict[str, str] = {}      # a name or a month stands in hundreds of rows: it is kept once
    try:
        for line in csv.reader(io.StringIO(text), delimiter=mark, strict=True):
            rows.append(tuple([known.setdefault(cell, cell) for cell in line]))
            cells += len(line)
            if cells > MOST_CELLS:      # a file of separators would fill the memory
                break
    except csv.Error as fault:
        at = Place(place.file, row=len(rows) + 1)
        if "expected after" in str(fault):
            problems.append(Problem(at, "a quotation mark stands inside a quoted cell.",
                                    'Write it twice: "the ""front door"" team".'))
        else:       # the rest of the file has run into one cell, or is too long for one
            problems.append(Problem(at, "a quotation mark is opened but not closed.",
                                    'Close it, or take it out: "1,250".'))
        return None
    return rows


def _without_surplus(grid: Grid, problems: list[Problem]) -> Grid:
    """The grid without the rows that have more cells than headings; each is a problem."""
    width = len(grid.head)
    kept = []
    for n, cells in grid.rows:
        if len(cells) <= width or all(is_blank(cell) for cell in cells[width:]):
            kept.append((n, cells))
            continue
        texts = [text_of(cell) for cell in cells]
        split = next((f"{a},{b}" for a, b in pairwise(texts)
                      if re.fullmatch(r"-?\d{1,3}", a) and re.fullmatch(r"\d{3}", b)), "")
        have = len(texts) if texts[-1] else max(i for i, text in enumerate(texts, 1) if text)
        problems.append(Problem(
            grid.place(n), f"it has {have} cells, the headings are {width}.",
            f'Write {split.replace(",", "")}, or put "{split}" in quotes.' if split
            else "Take the extra cells out, or give them headings."))
    return Grid(grid.file, grid.sheet, grid.head, tuple(kept), grid.head_row, notes=grid.notes)
