"""The briefing as plain frozen data: a short closed list of blocks and inlines.

A layout composes it and a writer walks over it. It knows nothing of paper or of file formats, and
every number in it is text already: a writer never formats a number and never decides content.
What is said carries the id of its statement in the narration, so that its rule, figures and source
can be looked up; standing words and the cells of tables are of none.
Lengths are millimetres where a name says `mm`, points where it says `pt`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from briefing.drawings import ChartPoint as ChartPoint
from briefing.drawings import ChartSeries as ChartSeries
from briefing.drawings import ChartSpec as ChartSpec
from briefing.drawings import Drawn as Drawn
from briefing.drawings import Mark as Mark
from briefing.drawings import OwnDrawing as OwnDrawing
from briefing.drawings import SeriesRole as SeriesRole
from briefing.drawings import Spark as Spark
from briefing.looks import Align as Align
from briefing.looks import Look as Look
from briefing.looks import Palette as Palette
from briefing.looks import Tone as Tone
from briefing.narrative.sentence import Emphasis, Figure

# ── inlines ─────────────────────────────────────────────────────────────────────────────────────

@dataclass(frozen=True, slots=True)
class Text:
    """Words without a figure that we vouch for.

    `instead_of` is the identity of the figure that a symbol stands for, "x:month:2022-06".
    """

    text: str
    emphasis: Emphasis = "plain"
    instead_of: str = ""
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to a heading of this document (`#id`) or to an address outside it."""

    text: str
    target: str
    statement: str = ""


@dataclass(frozen=True, slots=True)
class PageOf:
    """The page on which a heading of this document stands, a link to it; `target` is `#id`.

    A writer with pages works it out. `of` says what stands there, to who is read the link. It has
    no words of its own: a format without pages shows nothing.
    """

    target: str
    of: str
    statement: str = ""

    @property
    def text(self) -> str:
        """No words: the page is the writer's to know."""
        return ""


Inline = Text | Figure | Link | PageOf
Inlines = tuple[Inline, ...]

# ── blocks ──────────────────────────────────────────────────────────────────────────────────────

ParagraphRole = Literal["body", "lead", "note", "source", "caption", "stack"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3; `underlined` is the committee's custom for run-in headings.

    `numbering` names the count that its number is of, as a paragraph's does.
    `new_page` begins a page; the PDF goes on below a panel that would otherwise stand alone.
    """

    id: str
    level: int
    text: str
    number: str = ""
    underlined: bool = False
    new_page: bool = False
    numbering: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `id` is its anchor, unique in the document, "" for standing text.

    `number` stands before it, as printed; `numbering` names the count that it is of. One count
    goes "1.", "2.", "3." through the document, or headings "1.", "2." with paragraphs "1.1", "1.2".
    """

    id: str
    inlines: Inlines
    role: ParagraphRole = "body"
    keep_with_next: bool = False
    number: str = ""
    numbering: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, one item a row of inlines; `inset` as far as the numbered paragraph it is of."""

    id: str
    items: tuple[Inlines, ...]
    ordered: bool = False
    inset: bool = False


@dataclass(frozen=True, slots=True)
class HeaderBlock:
    """The committee's header: a label and its value a row; `summary` says so to who is read it."""

    rows: tuple[tuple[str, Inlines], ...]
    summary: str = ""


@dataclass(frozen=True, slots=True)
class CoverRow:
    """A row of a cover table: its label, and the paragraphs and lists beside it."""

    label: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class CoverTable:
    """The cover as one ruled table of two columns, labels on the left; a long row may split.

    `summary` says how it is built to who is read it.
    """

    rows: tuple[CoverRow, ...]
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A logo: a PNG or JPEG file's content; without `alt` it is there for its looks alone."""

    content: bytes
    kind: Literal["png", "jpeg"]
    alt: str
    width_mm: float
    height_mm: float
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column; `weight` is its share of the table's width.

    A `drawn` one holds small drawings, and stands only where a writer can draw them; a `paged` one
    holds pages, and stands only where there are any. `choices` are the words that its cells can
    hold, in order, where a reader on a screen may choose rows by them.
    """

    heading: str
    weight: float
    align: Align = "left"
    drawn: bool = False
    paged: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A table's cell; a tone is always said in words as well. `header` heads its row.

    `spark` is drawn where the column is a drawn one.
    """

    inlines: Inlines
    tone: Tone = ""
    header: bool = False
    spark: Spark | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of as many cells as the table has columns; a `group` row has one, across them all.

    `about` is the id of the heading under which more is said of what the row is of.
    """

    cells: tuple[Cell, ...]
    group: bool = False
    about: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one head row, repeated on each page; no row splits.

    `caption` is its title, printed above it unless `caption_shown` is false; `summary` says in a
    sentence how it is built, for those who cannot see it. `small` sets it in the small size.
    `in_tiers` lets a writer whose page is too narrow set the columns in tiers, one under the
    other, each with the heads of the rows again: its columns are periods, and none is left out.
    `groups` is what its groups of rows are, "Service area", where a reader may choose among them.
    """

    id: str
    caption: str
    summary: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption_shown: bool = True
    small: bool = False
    in_tiers: bool = False
    groups: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart under its caption, which states its message; `alt` says it in words alone.

    `alt_statement` is the id of the statement that the words are.
    """

    id: str
    caption: Inlines
    alt: str
    spec: ChartSpec
    height_mm: float
    alt_statement: str = ""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A place where the author must write, in the Word version alone: what is asked."""

    id: str
    text: str
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """Blocks that stay together on a page."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Blocks side by side, read one column after the other; `summary` says so to who is read it."""

    columns: tuple[tuple[Block, ...], ...]
    summary: str = ""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents: the heading's level and text, and the name that it links to."""
    level: int
    text: str
    target: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents: a line a heading, with its page where the format has pages."""

    title: str
    entries: tuple[ContentsEntry, ...]


Block = (
    Heading | Paragraph | Prompt | Bullets | HeaderBlock | CoverTable | Picture | Table | Chart
    | Panel | Columns | Contents
)

# ── the whole ───────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks on pages of one orientation; a section starts a new page."""

    id: str
    blocks: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Controls:
    """What a page on a screen says to who uses it; what has no words is left out.

    `skip` leads past its head, `figures` opens the figures of a chart, `back` leads to the row of
    an indicator; `only` heads the choices of rows, `every` is no choice, `clear` undoes them,
    `order` is by what rows are ordered, `as_set` as in the report. `shown` holds {shown} and {all}.
    """

    skip: str = ""
    figures: str = ""
    back: str = ""
    only: str = ""
    every: str = ""
    clear: str = ""
    order: str = ""
    as_set: str = ""
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """The whole briefing. `page_note` stands on every page, `marking` in the running head.

    `page_of` is how a page is counted, "Page {page} of {pages}", `attached` what the file of
    figures is that can go with it.
    """

    title: str
    running_title: str
    marking: str
    page_note: str
    author: str
    subject: str
    dated: date
    look: Look
    sections: tuple[Section, ...]
    language: str = "en-GB"
    page_of: str = "{page} / {pages}"
    controls: Controls = Controls()
    attached: str = ""


def blocks(document: Document) -> Iterator[Block]:
    """Every block of the document in reading order, those inside other blocks included."""

    def walk(inside: tuple[Block, ...]) -> Iterator[Block]:
        for block in inside:
            yield block
            if isinstance(block, Panel):
                yield from walk(block.blocks)
            elif isinstance(block, Columns):
                for column in block.columns:
                    yield from walk(column)
            elif isinstance(block, CoverTable):
                for row in block.rows:
                    yield from walk(row.blocks)

    for section in document.sections:
        yield from walk(section.blocks)


def without_drawings(table: Table) -> Table:
    """The table as a writer shows it that draws nothing in cells: without its drawn columns."""
    return _only(table, [n for n, column in enumerate(table.columns) if not column.drawn])


def without_pages(table: Table) -> Table:
    """The table as a writer shows it that has no pages: without its columns of them."""
    return _only(table, [n for n, column in enumerate(table.columns) if not column.paged])


def _only(table: Table, kept: list[int]) -> Table:
    """The table with these of its columns."""
    if len(kept) == len(table.columns):
        return table
    return replace(table, columns=tuple(table.columns[n] for n in kept), rows=tuple(
        row if row.group else replace(row, cells=tuple(row.cells[n] for n in kept))
        for row in table.rows))


def inlines(block: Block) -> Iterator[Inline]:
    """Every inline of one block in reading order, without those of the blocks inside it."""
    match block:
        case Paragraph():
            yield from block.inlines
        case Bullets():
            for item in block.items:
                yield from item
        case HeaderBlock():
            for _, value in block.rows:
                yield from value
        case Table():
            for row in block.rows:
                for cell in row.cells:
                    yield from cell.inlines
        case Chart():
            yield from block.caption
        case (Heading() | Prompt() | CoverTable() | Picture() | Panel() | Columns()
              | Contents()):
            return


def statements_of(block: Block) -> Iterator[str]:
    """The ids of the statements that one block says, in order, each as often as it has pieces."""
    for inline in inlines(block):
        if inline.statement:
            yield inline.statement
    match block:
        case Chart(alt_statement=statement) | Prompt(statement=statement) if statement:
            yield statement
        case Table():
            for row in block.rows:
                for cell in row.cells:
                    if cell.spark is not None and cell.spark.statement:
                        yield cell.spark.statement


def plain(row: Inlines) -> str:
    """The words of a row of inlines, as a reader sees them."""
    return row[0].text if len(row) == 1 else "".join([inline.text for inline in row])
