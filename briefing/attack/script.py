"""What the report says by its own document: each line, alt text and chart, and what is in it.

The attack takes the finished document, which holds no more than what is to be printed; of what was
withheld, and why, it is told nothing. A file can then be laid beside it: what the file says besides
is foreign to the report, however like one of its figures a number in it may look.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import assert_never

from briefing.attack.lines import Form, key, row_key
from briefing.document import (
    Block,
    Bullets,
    Chart,
    Columns,
    Contents,
    Controls,
    CoverTable,
    Document,
    HeaderBlock,
    Heading,
    Inlines,
    Link,
    PageOf,
    Panel,
    Paragraph,
    Picture,
    Prompt,
    Spark,
    Table,
    Text,
    plain,
    statements_of,
)
from briefing.narrative.narration import Statement
from briefing.narrative.sentence import Figure

GAP = "\ufffc"      # stands for a figure in words of which the others are looked at


@dataclass(frozen=True, slots=True)
class Said:
    """A line of the document: the cells of a row, or one cell of words after its number.

    `drawn` are the alt texts of cells that hold a drawing, by the place of the cell, `paged` the
    places of cells that hold a page. A head has no drawing where it heads some.
    """

    kind: str
    cells: tuple[str, ...]
    number: str = ""
    drawn: tuple[tuple[int, str], ...] = ()
    paged: tuple[int, ...] = ()

    def in_form(self, form: Form) -> str:
        """The key of the line as files of that form have it; "" where they do not."""
        match self.kind:
            case "prompt":
                return key(self.cells[0]) if form == "word" else ""
            case "item":
                return key((self.number if form in ("text", "pdf") else "") + self.cells[0])
            case "row":
                return self._row(form)
            case "labelled" | "label" if form == "text":
                return key(f"{self.cells[0]}:{''.join(self.cells[1:])}")
            case "labelled":
                return row_key(self.cells)
            case _:
                return key((self.number if form != "word" else "") + self.cells[0])

    def _row(self, form: Form) -> str:
        drawn = dict(self.drawn)
        cells = [f"[{drawn[n]}]" if form == "text" and drawn.get(n) else cell
                 for n, cell in enumerate(self.cells)
                 if not (n in self.paged or (form == "word" and n in drawn))]
        return row_key(cells)


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words with GAPs for their figures; `beside` is what is drawn, which its words repeat."""

    words: str
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Script:
    """The whole of it, in reading order.

    `besides` are the keys of words that may stand outside the lines, as often as a format needs
    them: alt texts, titles, summaries, what a page on a screen says to who uses it. `spoken` are
    all words with their figures left out. `figures` are what figures.csv holds, (id, text, place),
    `no_figures` what it holds of charts besides, (what it is, text, place), `words_at` the words of
    each place. `titles` are the words that stand at the head of every page.
    """

    lines: tuple[Said, ...]
    besides: frozenset[str]
    spoken: tuple[Spoken, ...]
    figures: Mapping[tuple[str, str, str], int]
    no_figures: Mapping[tuple[str, str, str], int]
    words_at: Mapping[str, str]
    links: frozenset[str]
    shapes: frozenset[tuple[int, int]]      # (cells, which of them holds a page)
    charts: Mapping[str, Chart]             # by the key of their alt text
    titles: str
    ids: frozenset[str]                     # of blocks and statements


def script_of(document: Document, statements: Mapping[str, Statement]) -> Script:
    """The document's lines and all else that its files may hold; `statements` by their ids."""
    reader = _Reader(statements, document.controls)
    for section in document.sections:
        reader.read(section.blocks)
    reader.stand(document.title, document.running_title, document.marking, document.page_note,
                 document.author, document.subject, document.attached)
    reader.stand(*(getattr(document.controls, each.name) for each in fields(document.controls)))
    reader.line("words", document.marking)
    reader.line("words", document.page_note)
    titles = (document.title, document.running_title, document.marking, document.page_note,
              document.author, document.subject)
    return Script(tuple(reader.lines), frozenset(reader.besides), tuple(reader.spoken),
                  reader.figures, reader.no_figures, reader.words_at, frozenset(reader.links),
                  frozenset(reader.shapes), reader.charts, " ".join(titles),
                  frozenset(reader.ids))


class _Reader:
    def __init__(self, statements: Mapping[str, Statement], controls: Controls) -> None:
        self.statements = statements
        self.controls = controls
        self.lines: list[Said] = []
        self.besides: set[str] = set()
        self.spoken: list[Spoken] = []
        self.figures: Counter[tuple[str, str, str]] = Counter()
        self.no_figures: Counter[tuple[str, str, str]] = Counter()
        self.words_at: dict[str, str] = {}
        self.links: set[str] = set()
        self.shapes: set[tuple[int, int]] = set()
        self.charts: dict[str, Chart] = {}
        self.ids: set[str] = set()
        self.pictures = 0

    def read(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            self.ids.add(getattr(block, "id", ""))
            self.ids |= set(statements_of(block))
            self._block(block)

    def line(self, kind: str, *cells: str, number: str = "") -> None:
        if any(cells):
            self.lines.append(Said(kind, cells, number))
            if kind not in ("item", "labelled"):
                self.besides |= {key(cell) for cell in (*cells, number + cells[0])}

    def stand(self, *texts: str) -> None:
        """Words that may stand in places of their own."""
        for text in filter(None, texts):
            self.besides.add(key(text))

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self._words("words", block.text, number=block.number)
            case Paragraph():
                self._inlines(block.inlines, block.id or "Paragraph")
                self.line("words", plain(block.inlines), number=block.number)
            case Prompt():
                self._stated(block.text, block.statement)
                self.line("prompt", block.text)
            case Bullets():
                for n, item in enumerate(block.items, 1):
                    self._inlines(item, block.id)
                    self.line("item", plain(item), number=f"{n}." if block.ordered else "")
            case HeaderBlock():
                self._said(block.summary)
                for label, value in block.rows:
                    self._said(label)
                    self._inlines(value, "HeaderBlock")
                    self.line("labelled", label, plain(value))
            case CoverTable():
                self._said(block.summary)
                for cover in block.rows:
                    self._words("label", cover.label)
                    self.read(cover.blocks)
            case Picture():
                self._said(block.alt)
                self.line("alt", f"[{block.alt}]")
                self.pictures += 1
                self.ids.add(f"picture#{self.pictures}")
            case Table():
                self._table(block)
            case Chart():
                self._chart(block)
            case Panel():
                self.read(block.blocks)
                self._panel(block)
            case Columns():
                self._said(block.summary)
                for column in block.columns:
                    self.read(column)
            case Contents():
                self._words("words", block.title)
                for entry in block.entries:
                    self._words("entry", entry.text)
            case _:
                assert_never(block)

    def _panel(self, panel: Panel) -> None:
        """What a page on a screen says of a panel: how its tables are opened, the way back."""
        for own, said in ((self.controls.figures, [b.caption for b in panel.blocks
                                                   if isinstance(b, Table)]),
                          (self.controls.back, [b.text for b in panel.blocks
                                                if isinstance(b, Heading)][:1])):
            for n in range(len(said)):      # tables beside each other are opened together
                self.stand(*(f"{own}: {', '.join(said[n:m])}" for m in range(n + 1, len(said) + 1)))

    def _words(self, kind: str, text: str, number: str = "") -> None:
        self._said(text)
        self.line(kind, text, number=number)

    def _said(self, text: str) -> None:
        if text:
            self.spoken.append(Spoken(text))
            self.stand(text)

    def _inlines(self, row: Inlines, place: str) -> None:
        spoken = ""
        self.words_at[place] = f"{self.words_at.get(place, '')} {plain(row)}"
        for inline in row:
            match inline:
                case Figure():
                    self.figures[inline.fact.id, inline.text, place] += 1
                    spoken += GAP
                case Link():
                    self.links.add(inline.target)
                    spoken += inline.text
                case PageOf():
                    self._said(inline.of)
                case Text():
                    if inline.instead_of:
                        self.figures[inline.instead_of, inline.text, place] += 1
                    spoken += inline.text
                case _:
                    assert_never(inline)
        if spoken.strip(GAP):
            self.spoken.append(Spoken(spoken))

    def _table(self, table: Table) -> None:
        self._said(table.summary)
        self._said(table.caption)
        # to who hears it the caption goes on into the summary
        self.stand(f"{table.caption}. {table.summary}", f"{table.caption}.")
        if table.caption_shown:
            self.line("words", table.caption)
        paged = tuple(n for n, column in enumerate(table.columns) if column.paged)
        drawn = [n for n, column in enumerate(table.columns) if column.drawn]
        self.shapes |= {(len(table.columns) - less, n - less_before) for n in paged
                        for less, less_before in (
                            (0, 0), (len(drawn), sum(d < n for d in drawn)))}
        for column in table.columns:
            self._said(column.heading)
            for choice in column.choices:
                self._said(choice)
        self.lines.append(Said("row", tuple(column.heading for column in table.columns), "",
                               tuple((n, "") for n in drawn), paged))
        for row in table.rows:
            texts: list[str] = []
            alts: list[tuple[int, str]] = []
            for n, cell in enumerate(row.cells):
                self._inlines(cell.inlines, table.id)
                texts.append(plain(cell.inlines))
                if n in drawn and not row.group:
                    alts.append((n, cell.spark.alt if cell.spark is not None else ""))
                if cell.spark is not None:
                    self._spark(cell.spark, table.id)
            self.lines.append(Said("row", tuple(texts), "", tuple(alts),
                                   () if row.group else paged))

    def _spark(self, spark: Spark, place: str) -> None:
        for figure in spark.said:
            self.figures[figure.fact.id, figure.text, f"trend.{place}"] += 1
        self._stated(spark.alt, spark.statement, tuple(figure.text for figure in spark.said))

    def _chart(self, chart: Chart) -> None:
        self._inlines(chart.caption, chart.id)
        self.line("words", plain(chart.caption))
        self._stated(chart.alt, chart.alt_statement, drawn_in(chart))
        self.line("alt", f"[{chart.alt}]")
        self.stand(chart.alt, *chart.spec.months, *(s.name for s in chart.spec.series),
                   *(s.label for s in chart.spec.series), chart.spec.axis_title,
                   chart.spec.axis_name)
        self.charts[key(chart.alt or plain(chart.caption))] = chart
        spec = chart.spec
        points = chart.id.replace("chart.", "points.", 1)
        for place, ticks in (("axis.", spec.ticks), ("flow_axis.", spec.flow_ticks)):
            for _, text in ticks:
                self.no_figures["axis", text, chart.id.replace("chart.", place, 1)] += 1
        for name in {*spec.months, *(series.name for series in spec.series), spec.axis_title}:
            self.no_figures["label", name, chart.id.replace("chart.", "labels.", 1)] += 1
        for series in spec.series:
            for point in series.points:
                if point.fact and point.value is not None:
                    self.figures[point.fact, point.text, points] += 1

    def _stated(self, text: str, statement: str, beside: tuple[str, ...] = ()) -> None:
        """Words that are one text in the document, of which the statement knows the figures."""
        self.stand(text)
        said = self.statements.get(statement)
        self.spoken.append(Spoken(text if said is None or said.text != text else "".join(
            GAP if isinstance(piece, Figure) else piece if isinstance(piece, str) else piece.text
            for piece in said.pieces), beside))


def drawn_in(chart: Chart) -> tuple[str, ...]:
    """The texts that the drawing of a chart can hold, each as often as it does."""
    spec = chart.spec
    return (*(text for _, text in (*spec.ticks, *spec.flow_ticks)), *spec.months, spec.axis_title,
            spec.axis_name, *(text for series in spec.series
                              for text in (series.label or series.name,
                                           *(point.text for point in series.points))))


def in_form(script: Script, form: Form) -> Iterator[tuple[str, str]]:
    """(key, words) of the document's lines as files of that form have them."""
    for line in script.lines:
        if line.kind == "alt" and form != "text":
            continue
        made = line.in_form(form)
        if made:
            drawn = [alt for _, alt in line.drawn]
            yield made, " ".join((line.number, *line.cells, *drawn))
