"""Every printed figure with its identity, and every symbol that stands for one, as a CSV file.

The numbers of charts that are no figures stand there too, with what they are in place of a role:
the marks of an axis, the names of months and series. They have no identity.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from briefing.amounts import rounded
from briefing.document import Block, Chart, ChartPoint, Document, Table, Text, blocks, inlines
from briefing.narrative.sentence import Figure

HEAD = ("id", "indicator", "role", "period", "value", "text", "place")
AXIS, LABEL = "axis", "label"       # what a number of a chart is that is no figure


def printed(document: Document) -> Iterator[tuple[Figure, str]]:
    """Every figure of the document in reading order, with the block that it stands in."""
    for block in blocks(document):
        for inline in inlines(block):
            if isinstance(inline, Figure):
                yield inline, _place(block)


def figures_file(document: Document, exact: bool = True) -> bytes:
    """A row a printed figure: its fact's identity, its value, the text shown and its place.

    The value is `exact`, or as it is printed, which tells no more than the text. A symbol that
    stands for a figure has a row too, without a value. The places "trend..." and "points..." are
    those of sparklines' words and of charts' points, which are not words on every page.
    """
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(HEAD)
    for block in blocks(document):
        place = _place(block)
        figures = [(inline, place) for inline in inlines(block)]
        figures += [(figure, f"trend.{place}") for figure in _of_sparklines(block)]
        for inline, stands in figures:
            if isinstance(inline, Figure):
                fact = inline.fact
                value = fact.value if exact else rounded(fact.value, fact.decimals)
                rows.writerow((fact.id, fact.indicator, fact.role, fact.period, f"{value:f}",
                               inline.text, stands))
            elif isinstance(inline, Text) and inline.instead_of:
                rows.writerow((inline.instead_of, *inline.instead_of.split(":"), "", inline.text,
                               stands))
        for point in _points(block):
            if point.value is not None and point.fact:
                rows.writerow((point.fact, *point.fact.split(":"), f"{point.value:f}", point.text,
                               place.replace("chart.", "points.", 1)))
        for what, text, axis in _no_figures(block):
            rows.writerow(("", "", what, "", "", text, place.replace("chart.", f"{axis}.", 1)))
    return out.getvalue().encode()


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
