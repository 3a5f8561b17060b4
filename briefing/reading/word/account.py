"""The account of a file: every paragraph, cell, drawing, comment and tracked change counted once.

What is counted is what the file holds, whatever was made of it; so nothing is lost between.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

from lxml import etree

from briefing.reading.word.changes import Changes, Comparing
from briefing.reading.word.edited import Account, Comment
from briefing.reading.word.parts import w
from briefing.reading.word.pieces import Piece
from briefing.reading.word.standing import DELETED, DRAWN, INSERTED
from briefing.reading.word.units import Cell, Standing, Table, Unit
from briefing.reading.word.untaken import LOOKS

State = Literal["unchanged", "changed", "standing", "empty", "untaken"]
ROW_GONE = f"{w('trPr')}/{w('del')}"


def account_of(tree: etree._Element, standing: Standing, pieces: Sequence[Piece],
               comparing: Comparing, made: Changes, passed: set[int], pictures: set[int],
               comments: Sequence[Comment]) -> Account:
    """How many of each sort are what; the sum is how many the file has."""
    states = _States()
    for paragraph in standing.paragraphs:
        state: State = "empty"
        if paragraph.listing:
            state = "standing"
        elif paragraph.text.strip():
            state = "unchanged"     # unless a piece of it says otherwise
        states.of_paragraph |= {id(one): state for one in paragraph.elements}
    changed = {id(cell.element) for cell in made.cells}
    for piece in pieces:
        own = piece.number not in comparing.part_at
        state = ("standing" if piece.number in passed or piece.number in pictures else
                 "changed" if piece.number in made.changed else
                 "untaken" if own else "unchanged")
        states.take(piece, state, changed, own)
    paragraphs: Counter[str] = Counter()
    for one in tree.iter(w("p")):
        paragraphs[states.of_paragraph.get(id(one)) or _outside(one)] += 1
    cells: Counter[str] = Counter()
    for one in tree.iter(w("tc")):
        cells[states.of_cell.get(id(one)) or (
            "standing" if any(id(each) in states.of_paragraph for each in one.iter(w("p")))
            else _outside(one))] += 1
    drawings: Counter[str] = Counter()
    for one in tree.iter(*DRAWN):
        drawings[states.of_drawing.get(id(one), "untaken")] += 1
    tracked: Counter[str] = Counter()
    tracked["changed"] += sum(1 for _ in tree.iter(*DELETED, *INSERTED))
    tracked["untaken"] += sum(1 for _ in tree.iter(*LOOKS))
    said: Counter[str] = Counter()
    for comment in comments:
        said["unchanged" if comment.ours else "changed"] += 1
        said["changed"] += len(comment.replies)
    return {"paragraph": dict(paragraphs), "cell": dict(cells), "drawing": dict(drawings),
            "comment": dict(said), "tracked change": dict(tracked)}


def _outside(element: etree._Element) -> State:
    """What is not among what was read: in a deleted row it went, else it is in a drawing."""
    for outer in element.iterancestors(w("tr")):
        if outer.find(ROW_GONE) is not None:
            return "changed"
    return "untaken"


class _States:
    """What became of the elements of a file, by their identities."""

    def __init__(self) -> None:
        self.of_paragraph: dict[int, State] = {}
        self.of_cell: dict[int, State] = {}
        self.of_drawing: dict[int, State] = {}

    def take(self, piece: Piece, state: State, changed: set[int], own: bool) -> None:
        """What became of a piece, and of what is in it."""
        if piece.table is not None:
            for cell in (cell for row in piece.table.rows for cell in row.cells):
                here: State = state if own else (
                    "changed" if id(cell.element) in changed else "unchanged")
                self.of_cell[id(cell.element)] = here
                for one in _elements(cell):
                    self.of_paragraph[id(one)] = here
                for inner in _tables(cell.content):
                    for each in (each for row in inner.rows for each in row.cells):
                        self.of_cell[id(each.element)] = "untaken"
                        for one in _elements(each):
                            self.of_paragraph[id(one)] = "untaken"
            return
        if piece.drawing is not None:
            self.of_drawing[id(piece.drawing.element)] = state
        elif piece.paragraph is not None and (piece.start == 0 or state == "changed"):
            for one in piece.paragraph.elements:
                if self.of_paragraph.get(id(one)) != "changed" or piece.start == 0:
                    self.of_paragraph[id(one)] = state


def _elements(cell: Cell) -> Iterator[etree._Element]:
    for paragraph in cell.paragraphs():
        yield from paragraph.elements


def _tables(units: list[Unit]) -> Iterator[Table]:
    return (unit for unit in units if isinstance(unit, Table))
