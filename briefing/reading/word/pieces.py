"""What stands in a file as a row of pieces, each of which may be one that was written.

A paragraph is a piece, and several where paragraphs were joined; so is a table, a chart, a picture.
A table that holds paragraphs of ours (the cover) is no piece: what stands in its cells is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from briefing.reading.word.anchors import bookmark_name
from briefing.reading.word.drawings import Drawing
from briefing.reading.word.habits import plain
from briefing.reading.word.runs import Runs
from briefing.reading.word.units import Paragraph, Standing, Table, Unit
from briefing.reading.word.written import Written, WrittenBlock, WrittenTable

Sort = Literal["text", "table", "chart", "picture", "other"]
LEAST_OF_A_COVER = 3    # words of ours that a cell must hold, to be no author's own table


@dataclass(slots=True, eq=False)
class Piece:
    """A piece; `marks` are the places among what was written whose bookmarks lie on it.

    `label` says that it stands where a label of a cover table does.
    """

    sort: Sort
    number: int
    text: str
    paragraph: Paragraph | None = None
    start: int = 0
    stop: int = 0
    table: Table | None = None
    drawing: Drawing | None = None
    marks: list[int] = field(default_factory=list)
    label: bool = False

    @property
    def key(self) -> str:
        return plain(self.text)

    @property
    def runs(self) -> Runs:
        return () if self.paragraph is None else self.paragraph.runs(self.start, self.stop)


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a bookmark of ours lies: on which paragraphs, from where to where in each."""

    on: Mapping[int, tuple[int, int]]
    begins: tuple[Paragraph, int]
    ends: tuple[Paragraph, int]


def marks_of(written: Written, standing: Standing) -> dict[int, Mark]:
    """Where the bookmark of each part lies, by the part's place; those that are gone left out."""
    made: dict[int, Mark] = {}
    for n, part in enumerate(written.parts):
        if not isinstance(part, WrittenBlock | WrittenTable):
            continue
        name = bookmark_name(part.id)
        if name in standing.begins:
            begins = standing.begins[name]
            ends = standing.ends.get(name, (begins[0], len(begins[0].text)))
            made[n] = Mark(_on(standing, begins, ends), begins, ends)
    return made


def _on(standing: Standing, begins: tuple[Paragraph, int], ends: tuple[Paragraph, int]
        ) -> dict[int, tuple[int, int]]:
    """The paragraphs with words of the mark; an end that slipped over a break is none."""
    first, last = begins[0].number, ends[0].number
    made: dict[int, tuple[int, int]] = {}
    for number in range(first, last + 1):
        text = standing.paragraphs[number].text
        start = begins[1] if number == first else 0
        stop = ends[1] if number == last else len(text)
        if text[start:stop].strip():
            made[number] = start, stop
    return made


def pieces_of(written: Written, standing: Standing, marks: Mapping[int, Mark]) -> list[Piece]:
    """The pieces in reading order."""
    on: dict[int, list[tuple[int, int, int]]] = {}
    for n, mark in marks.items():
        if isinstance(written.parts[n], WrittenTable):
            continue
        for number, (start, stop) in mark.on.items():
            on.setdefault(number, []).append((start, stop, n))
    flow = Flow(written, marks)
    made: list[Piece] = []
    for unit, label in flow.units(standing.units):
        if isinstance(unit, Table):
            if not unit.text.strip(" |\n") and not unit.starts:
                continue        # an empty one
            made.append(Piece("table", len(made), unit.text, table=unit, marks=[
                flow.tables[name] for name in unit.starts if name in flow.tables]))
            continue
        for piece in _in_paragraph(unit, on.get(unit.number, [])):
            piece.number, piece.label = len(made), label
            made.append(piece)
    return made if marks else _run_on(written, made)


def _run_on(written: Written, pieces: list[Piece]) -> list[Piece]:
    """The pieces of a file without bookmarks, those parted in which two of ours run on.

    That is so where a paragraph begins with all words of one and ends with all of the next.
    """
    keys = [plain(part.words) if isinstance(part, WrittenBlock) else "" for part in written.parts]
    known = set(keys)
    follower: dict[str, list[tuple[str, str]]] = {}
    for first, second in pairwise(keys):
        if len(first.split(" ")) >= LEAST_OF_A_COVER and second:
            follower.setdefault(" ".join(first.split(" ")[:3]), []).append((first, second))
    made: list[Piece] = []
    for piece in pieces:
        cut = 0
        if piece.sort == "text" and piece.key not in known:
            for first, second in follower.get(" ".join(piece.key.split(" ")[:3]), ()):
                if piece.key.startswith(first) and piece.key.endswith(second) and (
                        len(first) + len(second) <= len(piece.key)):
                    cut = _place_after(piece.text, first)
        halves = [piece]
        if cut:
            middle = piece.start + cut
            halves = [replace(piece, text=piece.text[:cut], stop=middle),
                      replace(piece, text=piece.text[cut:], start=middle, marks=[])]
        for half in halves:
            half.number = len(made)
            made.append(half)
    return made


def _place_after(text: str, key: str) -> int:
    """Where in a text the words end that are this key; 0 where they do not begin it."""
    return next((n for n in range(len(text) + 1) if plain(text[:n]) == key), 0)


def _in_paragraph(paragraph: Paragraph, on: list[tuple[int, int, int]]) -> Iterator[Piece]:
    if not paragraph.listing and paragraph.text.strip():
        starts = sorted({start for start, _, _ in on})[1:]
        cuts = [0, *starts, len(paragraph.text)]
        for start, stop in pairwise(cuts):
            marks = [n for first, last, n in on if first < stop and last > start]
            if paragraph.text[start:stop].strip():
                yield Piece("text", 0, paragraph.text[start:stop], paragraph, start, stop,
                            marks=marks)
    for drawing in paragraph.drawings:
        sort: Sort = drawing.kind if drawing.kind in ("chart", "picture") else "other"
        yield Piece(sort, 0, drawing.text, paragraph, drawing=drawing)


class Flow:
    """The units in reading order, out of those tables that only hold what was written.

    `tables` are the places of our tables by their bookmarks.
    """

    def __init__(self, written: Written, marks: Mapping[int, Mark]) -> None:
        self.tables = {bookmark_name(part.id): n for n, part in enumerate(written.parts)
                       if isinstance(part, WrittenTable)}
        self._blocks = {bookmark_name(part.id) for part in written.parts
                        if isinstance(part, WrittenBlock)}
        self._labels = {plain(words) for words in written.labels}
        self._words = {plain(part.words) for part in written.parts
                       if isinstance(part, WrittenBlock)
                       and len(part.words.split()) >= LEAST_OF_A_COVER}
        self._heads = {plain(" | ".join(part.words.split("\n")[0].split(" | ")))
                       for part in written.parts if isinstance(part, WrittenTable)}

    def units(self, units: Iterable[Unit], label: bool = False) -> Iterator[tuple[Unit, bool]]:
        for unit in units:
            if isinstance(unit, Table) and self._holds(unit):
                for row in unit.rows:
                    for n, cell in enumerate(row.cells):
                        yield from self.units(cell.content, n == 0 and len(row.cells) > 1)
            else:
                yield unit, label

    def _holds(self, table: Table) -> bool:
        """Whether a table is there for the place of what stands in it."""
        if any(name in self.tables for name in table.starts):
            return False
        if any(name in self._blocks for name in table.starts):
            return True
        if not table.starts and any(isinstance(unit, Table) for row in table.rows
                                    for cell in row.cells for unit in cell.content):
            return True
        if plain(table.text.split("\n")[0]) in self._heads:
            return False
        if any(row.cells and plain(row.cells[0].text) in self._labels for row in table.rows):
            return True
        return any(plain(paragraph.text) in self._words for row in table.rows
                   for cell in row.cells for paragraph in cell.paragraphs())
