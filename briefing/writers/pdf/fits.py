"""What keeps a document from its pages, looked for without drawing them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefing.writers.pdf.fonts import font_problems, own_chart_problems  # isort: skip  (first: it ends Helvetica)
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm

from briefing.document import Block, Columns, Document, Panel, Table
from briefing.problems import Problem
from briefing.writers.pdf.columns import GUTTER
from briefing.writers.pdf.pages import Furniture
from briefing.writers.pdf.styles import Styles
from briefing.writers.pdf.tags import Structure
from briefing.writers.pdf.tiers import table_flowable


def fit_problems(document: Document) -> list[Problem]:
    """The problems that writing the PDF would end in: a font's, a head's or foot's, a table's."""
    problems = font_problems(document) or own_chart_problems(document)
    if problems:
        return problems
    styles, structure = Styles(document.look), Structure()
    furniture = Furniture(document, styles, structure)
    for section in document.sections:
        page = landscape(A4)[0] if section.landscape else A4[0]
        furniture.lines(page)
        for table, width in _tables(section.blocks, page - 2 * document.look.margin_mm * mm):
            table_flowable(table, styles, structure.document).wrap(width, page)
    return styles.problems


def _tables(blocks: Iterable[Block], width: float) -> Iterator[tuple[Table, float]]:
    """Every table and the width that it is given."""
    for block in blocks:
        match block:
            case Table():
                yield block, width
            case Panel():
                yield from _tables(block.blocks, width)
            case Columns():
                each = (width - GUTTER * (len(block.columns) - 1)) / max(len(block.columns), 1)
                for column in block.columns:
                    yield from _tables(column, each)
            case _:
                pass
