"""Every printed figure with its identity, and every symbol that stands for one, as a CSV file.

The numbers of charts that are no figures stand there too, with what they are in place of a role:
the marks of an axis, the names of months and series; and so do numbers that an author typed, which
are no figures of ours. They have no identity.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from briefing.amounts import rounded
from briefing.document import (
    Block,
    Chart,
    ChartPoint,
    Document,
    Link,
    Table,
    Text,
    blocks,
    inlines,
)
from briefing.facts import FactId
from briefing.narrative.narration import Narration
from briefing.narrative.own_words import typed_figures
from briefing.narrative.sentence import Figure
from briefing.spreadsheets import csv_file

HEAD = ("id", "indicator", "role", "period", "value", "text", "place")
AXIS, LABEL = "axis", "label"       # what a number of a chart is that is no figure
AUTHOR = "author"                   # a number that an author typed


def printed(document: Document) -> Iterator[tuple[Figure, str]]:
    """Every figure of the document in reading order, with the block that it stands in."""
    for block in blocks(document):
        for inline in inlines(block):
            if isinstance(inline, Figure):
                yield inline, _place(block)


def figures_file(document: Document, exact: bool = True, authors: Collection[str] = ()) -> bytes:
    """A row a printed figure: its fact's identity, its value, the text shown and its place.

    The value is `exact`, or as it is printed, which tells no more than the text. A symbol that
    stands for a figure has a row too, without a value. The places "trend..." and "points..." are
    those of sparklines' words and of charts' points, which are not words on every page. `authors`
    are the ids of statements in an author's words.
    """
    return csv_file(HEAD, _rows(document, exact, authors))


def author_statements(narration: Narration) -> frozenset[str]:
    """The ids of the statements in an author's words: their own paragraphs, and what they edited.
    """
    return frozenset(one.id for one in narration.statements.values()
                     if one.kind == "author" or one.source.file.startswith("edits/"))


def _rows(document: Document, exact: bool, authors: Collection[str]
          ) -> Iterator[tuple[str, ...]]:
    for block in blocks(document):
        place = _place(block)
        figures = [(inline, place) for inline in inlines(block)]
        figures += [(figure, f"trend.{place}") for figure in _of_sparklines(block)]
        for inline, stands in figures:
            if isinstance(inline, Figure):
                fact = inline.fact
                value = fact.value if exact else rounded(fact.value, fact.decimals)
                yield (fact.id, fact.indicator, fact.role, fact.period, f"{value:f}",
                       inline.text, stands)
            elif isinstance(inline, Text) and (withheld := FactId.parse(inline.instead_of)):
                yield (str(withheld), *withheld, "", inline.text, stands)
            elif inline.statement in authors and isinstance(inline, Text | Link):
                for typed in typed_figures(inline.text):
                    yield ("", "", AUTHOR, "", "", typed, stands)
        points = place.replace("chart.", "points.", 1)
        for point in _points(block):
            if point.value is not None and (fact_id := FactId.parse(point.fact)):
                yield (point.fact, *fact_id, f"{point.value:f}", point.text, points)
        for what, text, axis in _no_figures(block):
            yield ("", "", what, "", "", text, place.replace("chart.", f"{axis}.", 1))


def _of_sparklines(block: Block) -> Iterator[Figure]:
    """The figures in a table's sparklines' words; their points are those of the charts."""
    if isinstance(block, Table):
        for row in block.rows:
            for cell in row.cells:
                yield from cell.spark.said if cell.spark is not None else ()


def _points(block: Block) -> Iterator[ChartPoint]:
    if isinstance(block, Chart):
        for series in block.spec.series:
            yield from series.points


def _no_figures(block: Block) -> Iterator[tuple[str, str, str]]:
    """A chart's numbers that are no figures: what each is, its text, and the kind of its place."""
    if not isinstance(block, Chart):
        return
    spec = block.spec
    for axis, ticks in (("axis", spec.ticks), ("flow_axis", spec.flow_ticks)):
        yield from ((AXIS, text, axis) for _, text in ticks)
    names = (*spec.months, *(series.name for series in spec.series), spec.axis_title)
    for name in dict.fromkeys(names):
        if any(c.isdigit() for c in name):
            yield LABEL, name, "labels"


def _place(block: Block) -> str:
    return str(getattr(block, "id", "") or type(block).__name__)
