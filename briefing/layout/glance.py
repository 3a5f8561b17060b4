"""The page of exceptions: a row an indicator, what needs attention and what went well."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from briefing.document import (
    Block,
    Cell,
    Column,
    Heading,
    PageOf,
    Paragraph,
    Row,
    Table,
    Text,
)
from briefing.findings import Finding
from briefing.layout.material import Material, month_cell, row
from briefing.layout.plan import Part
from briefing.layout.scorecard import (
    TREND_MM,
    keeps_step,
    panel_of,
    rating_cell,
    trend_cell,
)
from briefing.narrative.narration import Statement
from briefing.periods import period_short


def glance(part: Part, material: Material) -> list[Block]:
    """The heading, the table in its two groups, and what could not be rated."""
    topic, words = material.narration.topic("glance"), material.layout.words
    made: list[Block] = [Heading(part.id, 2, material.heading(part), part.number)]
    if part.lead:
        made.append(Paragraph(f"{part.id}.lead", (Text(material.fill(part.lead)),), "note",
                              keep_with_next=True))
    rows: list[Row] = []
    groups: tuple[tuple[Literal["exception", "achievement"], str], ...] = (
        ("exception", words.glance_attention), ("achievement", words.glance_well))
    for kind, heading in groups:
        statements = topic.statements(kind)
        if statements:
            rows.append(Row((Cell((Text(heading),)),), group=True))
            rows += _rows(statements, material)
    if rows:
        made.append(Table(f"{part.id}.table", material.fill(words.glance_caption),
                          words.glance_summary, _columns(material), tuple(rows),
                          caption_shown=False))
    for kind, _ in groups:
        if not topic.of(kind):
            none = words.glance_none if kind == "exception" else words.glance_well_none
            made.append(Paragraph(f"{part.id}.no-{kind}", (Text(material.fill(none)),)))
    absent = topic.statements("absence")
    if absent:
        made.append(Paragraph(f"{part.id}.absent", row(absent)))
    return made


def _columns(material: Material) -> tuple[Column, ...]:
    words = material.layout.words
    columns = [Column(words.indicator, 36), Column(words.glance_message, 71),
               Column(words.glance_figure, 16, "right")]
    if material.layout.charts.sparklines:
        columns.append(Column(words.trend, TREND_MM, drawn=True))
    columns.append(Column(words.rating, 20))
    if material.has_panels:
        columns.append(Column(words.glance_page, 10, "right", paged=True))
    return tuple(columns)


def _rows(statements: Sequence[Statement], material: Material) -> list[Row]:
    rows = []
    for statement in statements:
        finding = material.findings[statement.about]
        one = finding.indicator
        cells = [Cell((Text(one.title),), header=True), Cell(row((statement,))),
                 _latest(finding, material)]
        if material.layout.charts.sparklines:
            cells.append(trend_cell(finding, material))
        cells.append(rating_cell(finding, material))
        if material.has_panels:
            cells.append(Cell((PageOf(f"#panel.{one.id}", one.title),)))
        rows.append(Row(tuple(cells), about=panel_of(finding, material)))
    return rows


def _latest(finding: Finding, material: Material) -> Cell:
    """The latest figure, or the symbol in its place; its period where it is not the report's."""
    cell = month_cell(finding, finding.period, material)
    one = finding.indicator
    if finding.period == material.period.last and keeps_step(finding, material.period):
        return cell
    short = period_short(finding.period, one.step, one.year)
    return Cell((*cell.inlines, Text(f" ({short})")))
