"""The head of the report: its marking and logo, and the header as rows, a table or a stack."""

from __future__ import annotations

from briefing.document import (
    Block,
    CoverRow,
    CoverTable,
    HeaderBlock,
    Heading,
    Paragraph,
    Text,
)
from briefing.layout.asked import chosen, shown
from briefing.layout.exempt import marked_exempt, statement
from briefing.layout.material import Material
from briefing.layout.plan import HeaderRow, Part
from briefing.reading.commentary import slug


def marking_block(part: Part, material: Material) -> list[Block]:
    """That the edition is not for publication, and by which paragraph; else the part's `empty`."""
    report = material.report.settings.report
    if marked_exempt(material.layout, report, material.edition):
        said = statement(part.lead, report)
    else:
        said = material.fill(part.empty) if material.edition == "public" else ""
    return [Paragraph("", (Text(said, "strong"),))] if said else []


def header(part: Part, material: Material) -> list[Block]:
    """The part's rows in its style, under its heading where it has one."""
    body: list[Block] = []
    words = material.layout.words
    if part.heading:
        body.append(Heading(part.id, 2, material.heading(part), part.number))
    match part.style:
        case "rows":
            body.append(HeaderBlock(tuple((row.label, (Text(_joined(row, material)),))
                                          for row in part.row), words.header_summary))
        case "stack":
            body += [Paragraph("", (Text(f"{row.label} {_joined(row, material)}".strip()),),
                               "stack") for row in part.row]
        case "table":
            body.append(CoverTable(tuple(CoverRow(row.label, _beside(row, material))
                                         for row in part.row), words.cover_summary))
    return body


def _lines(row: HeaderRow, material: Material) -> tuple[str, ...]:
    """What stands beside the label, a line each; the row's `empty` where nothing is given."""
    report, period, edition = (material.report.settings.report, material.period,
                               material.edition)
    if row.text:
        slots = {name: ", ".join(shown(report, name, period, edition)) for name in row.settings}
        lines: tuple[str, ...] = (row.text.format(**slots),) if all(slots.values()) else ()
    else:
        lines = shown(report, row.value, period, edition) if row.value else ()
    if row.choices:
        words, ticked = material.layout.words, chosen(row, lines)
        return tuple((words.ticked if choice in ticked else words.unticked).format(choice=choice)
                     for choice in row.choices)
    return lines or (material.fill(row.empty),) * bool(row.empty)


def _joined(row: HeaderRow, material: Material) -> str:
    return ", ".join(_lines(row, material))


def _beside(row: HeaderRow, material: Material) -> tuple[Block, ...]:
    """The blocks of a row of the cover table: lines, or the author's paragraphs."""
    if row.place:
        written = material.commentary(row.place, f"cover.{slug(row.place)}", row.ordered)
        if written:
            return tuple(written)
    lines = _lines(row, material) or ("–",)
    return tuple(Paragraph("", (Text(line),)) for line in lines)
