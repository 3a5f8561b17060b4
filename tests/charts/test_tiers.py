"""Long figures and many months: each stands in the table, in as few tiers as the page asks for.

The document leaves nothing out; the writers that have pages set it in tiers, the text does not.
"""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile

import pytest
from lxml import etree

from briefing.document import (
    Cell,
    Chart,
    Column,
    Columns,
    Document,
    Row,
    Section,
    Table,
    Text,
    blocks,
    plain,
)
from briefing.indicators import Indicator
from briefing.layout import Material, compose
from briefing.layout.areas import panel
from briefing.prepared import Prepared
from briefing.writers.pdf import pdf_file
from briefing.writers.text import text_file
from briefing.writers.widths import text_mm
from briefing.writers.word import word_file
from tests.charts.test_chart_kinds import work
from tests.documents import sample
from tests.pages import faults, pages
from tests.series import PERCENT, PLAIN
from tests.tagged import Reader, heads_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MONTHS = tuple(f"{name} {year}" for year in (22, 23, 24) for name in (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"))


def table(count: int, figure: str, rows: int = 1) -> Table:
    """A table of so many months, each row of them holding figures like this one."""
    columns = (Column("", 15), *(Column(month, 11.5, "right") for month in MONTHS[:count]))
    made = tuple(Row((Cell((Text(f"Row {r}"),), header=True),
                      *(Cell((Text(figure.replace("#", f"{n + r * 40:03}")),))
                        for n in range(count)))) for r in range(rows))
    return Table("months.x", "Months", "One row.", columns, made, caption_shown=False, small=True,
                 in_tiers=True)


def of(made: Table) -> Document:
    return dataclasses.replace(sample(), sections=(Section("s", (made,)),))


SHAPES = [  # months, a figure, rows, tiers in the PDF, tables in Word
    (13, "#",            1, 1, 1),
    (13, "123,#",        1, 1, 1),
    (13, "£123,#",       1, 1, 2),      # in the PDF a little smaller
    (13, "£12,#.6k",     1, 2, 2),
    (13, "£1,234,#.55m", 2, 2, 2),
    (25, "#",            1, 2, 2),
    (25, "£12,#.6k",     3, 3, 3),
    (36, "1,234,567,#",  1, 5, 6),
    (2,  "£12,#.6k",     1, 1, 1),
]


@pytest.mark.parametrize(("count", "figure", "rows", "tiers", "_"), SHAPES)
def test_the_pdf_sets_every_month_whole_and_in_its_place(count: int, figure: str, rows: int,
                                                         tiers: int, _: int) -> None:
    made = table(count, figure, rows)
    pdf = pdf_file(of(made))
    assert faults(pdf) == []
    (page,) = pages(pdf)
    assert len({round(run.top / 4) for run in page.runs if run.text.strip() in MONTHS}) == tiers
    reader = Reader(pdf)
    assert reader.faults == []
    # to who hears it it is one table: a row of heads, and the rows with all their figures
    (found,) = reader.document.every("Table")
    said = [[" ".join(reader.text(cell).split()) for cell in row.every("TH", "TD")]
            for row in found.every("TR")]
    assert said == [[column.heading for column in made.columns],
                    *([plain(cell.inlines) for cell in row.cells] for row in made.rows)]
    heads = heads_of(reader, found)
    assert heads[1][1:] == [["Row 0", month] for month in MONTHS[:count]]


@pytest.mark.parametrize(("count", "figure", "rows", "_", "tables"), SHAPES)
def test_word_has_a_table_with_heads_of_its_own_for_each_tier(count: int, figure: str, rows: int,
                                                              _: int, tables: int) -> None:
    made = table(count, figure, rows)
    with zipfile.ZipFile(io.BytesIO(word_file(of(made)))) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    found = list(body.iter(f"{W}tbl"))
    assert len(found) == tables
    headed: dict[str, str] = {}
    for each in found:
        head, first, *_rest = [["".join(cell.itertext()) for cell in row.iter(f"{W}tc")]
                               for row in each.iter(f"{W}tr")]
        assert first[0] == "Row 0"
        assert each.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
        headed |= dict(zip(head[1:], first[1:], strict=True))
        for row in each.iter(f"{W}tr"):
            for cell in row.iter(f"{W}tc"):
                wide = int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) / 1440 * 25.4
                assert text_mm("".join(cell.itertext()), 8) <= wide + 0.1
    assert headed == dict(zip(MONTHS[:count], (plain(c.inlines) for c in made.rows[0].cells[1:]),
                              strict=True))


def test_a_table_in_a_narrow_column_has_more_tiers() -> None:
    document = of(table(13, "12,#"))
    (made,) = document.sections[0].blocks
    halves = dataclasses.replace(document, sections=(Section("s", (Columns(((made,), ())),)),))
    pdf = pdf_file(halves)
    assert faults(pdf) == []
    assert sum(run.text.strip() == "Row 0" for page in pages(pdf) for run in page.runs) == 3
    assert len(list(Reader(pdf).document.every("Table"))) == 1


def test_more_rows_than_a_page_holds_go_on_overleaf() -> None:
    made = table(25, "12,#", rows=120)
    pdf = pdf_file(of(made))
    assert faults(pdf) == []
    reader = Reader(pdf)
    assert len(reader.pages) > 2
    (found,) = reader.document.every("Table")
    said = [[" ".join(reader.text(cell).split()) for cell in row.every("TH", "TD")]
            for row in found.every("TR")]
    assert sorted(said[1:]) == sorted([plain(c.inlines) for c in row.cells] for row in made.rows)


# ── reports ─────────────────────────────────────────────────────────────────────────────────────

POUNDS = dataclasses.replace(PLAIN, kind="stock", unit="pounds_thousand", decimals=1,
                             year_to_date="", title="Spend", subject="spend")
LONG = dataclasses.replace(PLAIN, kind="stock", year_to_date="", title="Long")


@pytest.mark.parametrize(("one", "figures", "first", "last"), [
    (LONG,   " ".join(str(123456 + n) for n in range(13)), "123,456", "123,468"),
    (POUNDS, " ".join(f"{12345 + n}.6" for n in range(13)), "£12,345.6k", "£12,357.6k"),
    (dataclasses.replace(PLAIN, chart="xmr", year_to_date=""),
     " ".join(str(9000 + 10 * (n % 7)) for n in range(26)), "9,010", "9,040"),
])  # fmt: skip
def test_all_the_months_of_a_chart_stand_in_its_table(example: Prepared, one: Indicator,
                                                      figures: str, first: str, last: str) -> None:
    material = work(example, (one, figures))
    made = panel(material.findings["a.b"], material).blocks
    chart = next(b for b in made if isinstance(b, Chart))
    months = next(b for b in made if isinstance(b, Table) and b.id == "months.a.b")
    texts = [plain(cell.inlines) for cell in months.rows[0].cells[1:]]
    assert texts == [point.text for point in chart.spec.main.points]
    assert (texts[0], texts[-1]) == (first, last)
    document = compose(material.narration, material).document
    lines = text_file(document).decode().splitlines()
    assert f"Figure | {' | '.join(texts)}" in lines
    said = " ".join(Reader(pdf_file(document)).words())
    with zipfile.ZipFile(io.BytesIO(word_file(document))) as archive:
        word = re.sub(r"<[^>]+>", " ", archive.read("word/document.xml").decode())
    for text in texts:
        assert text in said
        assert text in word


def test_the_document_knows_no_width(example: Prepared) -> None:
    """The same table whatever the type and the margin of the layout."""
    material = work(example, (PERCENT, "90 " * 13))
    before = [b for b in panel(material.findings["a.b"], material).blocks if isinstance(b, Table)]
    look = dataclasses.replace(material.layout.look, margin_mm=60, table_pt=20, small_pt=18)
    other = Material(material.report, material.findings,
                     dataclasses.replace(material.layout, look=look), narration=material.narration)
    assert [b for b in panel(other.findings["a.b"], other).blocks
            if isinstance(b, Table)] == before
    assert all(column.weight in (11.5, 15, 24)
               for b in blocks(compose(other.narration, other).document)
        if isinstance(b, Table) and b.id.startswith("months.") for column in b.columns)
