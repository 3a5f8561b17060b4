"""What stands in a Word file: paragraphs and tables, their words and who changed them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from briefing.reading.word.drawings import Drawing
from briefing.reading.word.looks import Shape
from briefing.reading.word.runs import By, Emphasis, Run, Runs

CELL_GAP = " | "
NOBODY = By()


@dataclass(slots=True)
class Paragraph:
    """A paragraph as it stands, of one element or of several whose marks are deleted.

    `starts` are the bookmarks of ours that begin in it, with where; `by` the tracked changes in it,
    with from where to where; `odd` what some of its words look like, with those words. `listing`
    says that it is a line of the contents.
    """

    shape: Shape
    elements: list[etree._Element] = field(default_factory=list)
    pieces: list[tuple[str, Emphasis, str]] = field(default_factory=list)
    text: str = ""
    starts: list[tuple[int, str]] = field(default_factory=list)
    by: list[tuple[int, int, By]] = field(default_factory=list)
    drawings: list[Drawing] = field(default_factory=list)
    odd: list[tuple[str, str]] = field(default_factory=list)
    breaks: int = 0
    notes: int = 0
    listing: bool = False
    number: int = -1        # its place among all paragraphs

    def runs(self, start: int = 0, stop: int | None = None) -> Runs:
        """Its words between two places, neighbours of one look together."""
        if start == 0 and stop is None and len(self.pieces) == 1 and self.text:
            return (Run(*self.pieces[0]),)
        made: list[Run] = []
        at, last = 0, len(self.text) if stop is None else stop
        for text, emphasis, target in self.pieces:
            said = text[max(start - at, 0):max(last - at, 0)]
            at += len(text)
            if not said:
                continue
            if made and (made[-1].emphasis, made[-1].target) == (emphasis, target):
                made[-1] = Run(made[-1].text + said, emphasis, target)
            else:
                made.append(Run(said, emphasis, target))
        return tuple(made)


@dataclass(slots=True)
class Cell:
    """A cell: what stands in it, over how many columns, and whether it continues the one above."""

    element: etree._Element
    content: list[Unit] = field(default_factory=list)
    span: int = 1
    below: bool = False

    @property
    def text(self) -> str:
        """Its words, a line a paragraph."""
        return "\n".join(words for one in self.paragraphs() if (words := one.text.strip()))

    def paragraphs(self) -> Iterator[Paragraph]:
        """Its paragraphs, without those of tables within it."""
        for unit in self.content:
            if isinstance(unit, Paragraph):
                yield unit


@dataclass(slots=True)
class TableRow:
    """A row, who added it, and whether it is not to be seen."""

    cells: list[Cell] = field(default_factory=list)
    by: By = NOBODY
    hidden: bool = False


@dataclass(slots=True)
class Table:
    """A table; `starts` are the bookmarks of ours that begin in it, `gone` who deleted rows, `cut`
    who deleted cells."""

    element: etree._Element
    rows: list[TableRow] = field(default_factory=list)
    starts: list[str] = field(default_factory=list)
    gone: list[By] = field(default_factory=list)
    cut: list[By] = field(default_factory=list)
    number: int = -1

    @property
    def text(self) -> str:
        return "\n".join(CELL_GAP.join(" ".join(cell.text.split("\n")) for cell in row.cells)
                         for row in self.rows)


Unit = Paragraph | Table


@dataclass(slots=True)
class Standing:
    """What stands in a part: its units in order, and where bookmarks and comments begin and end.

    A place is a paragraph and how many characters of it come before.
    """

    units: list[Unit] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    begins: dict[str, tuple[Paragraph, int]] = field(default_factory=dict)
    ends: dict[str, tuple[Paragraph, int]] = field(default_factory=dict)
    remarks: dict[str, tuple[Paragraph, int]] = field(default_factory=dict)
    remarks_end: dict[str, tuple[Paragraph, int]] = field(default_factory=dict)
