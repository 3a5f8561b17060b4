"""The briefing as plain frozen data: a short closed list of blocks and inlines.

A layout composes it and a writer walks over it. It knows nothing of paper or of file formats, and
every number in it is text already: a writer never formats a number and never decides content.
What is said carries the id of its statement in the narration, so that its rule, figures and source
can be looked up; standing words and the cells of tables are of none.
Lengths are millimetres where a name says `mm`, points where it says `pt`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal

from briefing.amounts import Marking
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

# ── charts ──────────────────────────────────────────────────────────────────────────────────────

Mark = Literal["", "withheld", "missing", "provisional"]
SeriesRole = Literal["main", "last_year", "earlier", "average", "limit", "target", "comparator",
                     "inflow", "outflow", "share", "improving", "worsening", "unusual", "area"]
Drawn = Literal["line", "column", "cumulative", "stock", "composition", "comparison", "xmr",
                "spc", "strip", "own"]


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One month of a series: its value as printed, or None with the mark that says why.

    A point without value and mark is no month of the series: one that is still to come. `fact` is
    the identity of the figure that it shows, or would show, "x:month:2022-06"; "" for one that is
    given. `marking` is that of a figure with the mark "provisional", which is not final.
    """

    value: Decimal | None
    text: str
    mark: Mark = ""
    fact: str = ""
    marking: Marking = "provisional"


@dataclass(frozen=True, slots=True)
class ChartSeries:
    """A line or a set of columns; `label` is its direct label and holds the latest figure."""

    name: str
    role: SeriesRole
    points: tuple[ChartPoint, ...]
    label: str


@dataclass(frozen=True, slots=True)
class OwnDrawing:
    """A function of the author's own that draws a chart: its file, and the name it goes by."""

    file: Path
    name: str


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """What a chart shows: one point a place in each series, and the ticks of its value axis.

    `months` are the labels of the places along the axis, one a point; those of a `comparison` are
    whose figures they are, and of a `strip`; `axis_name` is what they are, "Month". `ticks` hold
    (value, text) from the foot of the axis to its last tick; `top` is where the axis ends when that
    is further up, so that nothing lies on its edge.
    `breaks` are the positions of months that begin a new series (no line crosses into them).

        line, xmr    the main series is a line
        spc          so it is, and the points that are special cause are marked as well
        column       the main series are columns from nought
        cumulative   a year along the axis, this one and those before as lines
        stock        a line, and under it columns of its inflow and outflow, with `flow_ticks`
        composition  columns of shares, one on the other
        comparison   the main series are bars, the target a line across them
        strip        a dot for each area along the values: the main series is one area's alone, what
                     is set beside it (a median, an average) has one point
        own          what `own` makes of the series
    """

    kind: Drawn
    months: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    ticks: tuple[tuple[Decimal, str], ...]
    axis_title: str
    breaks: tuple[int, ...] = ()
    own: OwnDrawing | None = None
    flow_ticks: tuple[tuple[Decimal, str], ...] = ()
    axis_name: str = ""
    top: Decimal | None = None

    @property
    def cut(self) -> bool:
        """Whether nought is not on its axis, so that heights tell differences alone."""
        return bool(self.ticks) and not self.ticks[0][0] <= 0 <= self.ticks[-1][0]

    @property
    def from_nought(self) -> bool:
        """Whether its values are lengths, so that its axis begins at nought."""
        return self.kind in ("column", "composition", "comparison")

    @property
    def main(self) -> ChartSeries:
        """The series that the chart is of, the first of its shares where it shows a whole."""
        return next((s for s in self.series if s.role == "main"), self.series[0])


@dataclass(frozen=True, slots=True)
class Spark:
    """A line as small as a word, and what it says in words; the last of its points is marked.

    `said` are the figures that the words hold.
    """

    points: tuple[ChartPoint, ...]
    alt: str
    breaks: tuple[int, ...] = ()
    said: tuple[Figure, ...] = ()
    statement: str = ""


# ── blocks ──────────────────────────────────────────────────────────────────────────────────────

Tone = Literal["", "blue", "green", "amber", "red", "none"]
Align = Literal["left", "right", "centre"]
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
class Palette:
    """Colours as six hexadecimal digits; a tone is (ground, ink).

    The shares of a whole are `main`, `share_middle` and `share_pale`: each differs by three to one
    from the next. `others` fills the bars of those whom a council is compared with.
    """

    ink: str = "1A1A1A"
    heading: str = "12436D"
    quiet: str = "595959"
    rule: str = "BFBFBF"
    head_ground: str = "E7ECF1"
    main: str = "12436D"
    last_year: str = "8C8C8C"
    average: str = "3D3D3D"
    target: str = "B8470B"
    comparator: str = "3D3D3D"
    others: str = "BFC6CE"
    share_middle: str = "7790A9"
    share_pale: str = "F7F9FB"
    blue: tuple[str, ...] = ("D2E2F1", "0B3B6B")
    green: tuple[str, ...] = ("CCE2D8", "005A30")
    amber: tuple[str, ...] = ("FFE5B4", "594D00")
    red: tuple[str, ...] = ("F6D7D2", "942514")
    none: tuple[str, ...] = ("EEEFEF", "383F43")


@dataclass(frozen=True, slots=True)
class Look:
    """How a briefing looks, as data of the layout: sizes in points, margin in millimetres."""

    font: str = "liberation-sans"
    title_pt: float = 20
    heading_pt: float = 14
    run_in_pt: float = 12
    body_pt: float = 12
    body_leading_pt: float = 16
    table_pt: float = 9
    table_leading_pt: float = 12
    small_pt: float = 8
    caption_pt: float = 10
    note_pt: float = 9
    furniture_pt: float = 9
    margin_mm: float = 22
    title_align: Align = "left"
    palette: Palette = field(default_factory=Palette)

    def tone(self, tone: Tone) -> tuple[str, str] | None:
        """(ground, ink) of a tone, None for the plain one."""
        match tone:
            case "":
                return None
            case "blue":
                pair = self.palette.blue
            case "green":
                pair = self.palette.green
            case "amber":
                pair = self.palette.amber
            case "red":
                pair = self.palette.red
            case "none":
                pair = self.palette.none
        return pair[0], pair[1]


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
    return "".join(inline.text for inline in row)
