"""The page of exceptions: what it says of which figures, in which order, and where it stands."""

from __future__ import annotations

import csv
import dataclasses
import io
import re
import zipfile
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from briefing.document import Document, Heading, PageOf, Table, blocks, inlines
from briefing.findings import Finding, find
from briefing.indicators import Dictionary, Indicator, Target
from briefing.layout import compose_report
from briefing.measures import measure
from briefing.narrative.book import Book
from briefing.narrative.book_file import GlanceBudget
from briefing.narrative.glance import Glance, glance
from briefing.narrative.narrate import narrate
from briefing.periods import Month, Year
from briefing.prepared import Prepared
from briefing.writers.figures import figures_file
from briefing.writers.pdf import pdf_file
from briefing.writers.text import text_file
from briefing.writers.word import word_file
from tests.conftest import LAYOUTS, laid_out, shipped
from tests.folders import folder_of, said_of
from tests.series import PERCENT, PLAIN, found, observed

JULY = Month.of(2022, 7)
ON_TIME = dataclasses.replace(PERCENT, year_to_date="")     # judged month by month
YEARLY = PERCENT                                            # judged over the year so far
GATHERED = dataclasses.replace(PERCENT, kind="cumulative", year_to_date="")
WEEKS = dataclasses.replace(PLAIN, unit="weeks", decimals=1, polarity="lower", kind="rolling_12",
                            year_to_date="")
STEADY = "90 91 " * 8


@pytest.fixture(scope="module")
def book(example: Prepared) -> Book:
    return example.book


def several(*rows: tuple[Indicator, str], target: str = "") -> list[Finding]:
    """The findings on several indicators, each with the target."""
    cells = [o for one, figures in rows for o in observed(figures, "2022-07", one.id)]
    year = Year.parse("2022/23")
    targets = tuple(Target(one.id, year, Decimal(target), None) for one, _ in rows if target)
    dictionary = Dictionary(tuple(one for one, _ in rows), targets)
    return list(find(measure(cells, dictionary, JULY)).by_indicator.values())


def named(one: Indicator, name: str, **more: object) -> Indicator:
    return dataclasses.replace(one, id=name, title=name, **more)  # type: ignore[arg-type]


def ids(rows: Sequence[object]) -> list[str]:
    return [row.indicator for row in rows]                        # type: ignore[attr-defined]


# ── what a row says ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("one", "figures", "targets", "row"), [
    (ON_TIME, "92 91 90", "2022/23: 95",
     "Down from June’s 91.0%; still below the target (95%)."),
    (ON_TIME, "97 96 80", "2022/23: 95",
     "Moved from green to red. Down from June’s 96.0%; now well below the target (95%)."),
    (ON_TIME, "80 80 80", "2022/23: 95", "The same as in June; still well below the target (95%)."),
    (ON_TIME, "92 91 90p", "2022/23: 95",
     "Provisional, and below June’s 91.0%; still below the target (95%)."),
    # the year so far is what is rated, and the row says so
    (YEARLY, "85/100 87/100 84/100 80/100", "2022/23: 95",
     "Down from June’s 84.0%; 84.0% so far this year, still below the target (95%)."),
    # one that gathers is set beside the same point last year, never beside last month
    (GATHERED, "20 25 30 35 " + "36 " * 8 + "10 20 30 24", "2022/23: 40",
     "For the year so far, down from 35.0% at the same point last year; still well below the target"
     " (40%)."),
    (WEEKS, "30 31 40", "2022/23: 30",
     "Up from 31.0 weeks in the 12 months to June; still worse than the target (30)."),
])  # fmt: skip
def test_a_row_says_what_happened_and_how_it_stands(book: Book, one: Indicator, figures: str,
                                                    targets: str, row: str) -> None:
    page = glance([found(figures, one=one, targets=targets)], book)
    assert [sentence.text for sentence in page.attention] == [row]
    assert page.well == ()


@pytest.mark.parametrize(("figures", "row"), [
    ("80 80 96", "Moved from red to green. Up from June’s 80.0%; now above the target (95%)."),
    (STEADY.replace("91", "96") + "90 99.5",    # green before and after: much better
     None),
])  # fmt: skip
def test_a_target_newly_met_went_well(book: Book, figures: str, row: str | None) -> None:
    page = glance([found(figures, one=ON_TIME, targets="2022/23: 95")], book)
    assert page.attention == ()
    assert len(page.well) == 1
    if row:
        assert page.well[0].text == row


def test_what_is_neither_rated_nor_much_changed_has_no_row(book: Book) -> None:
    page = glance([found(STEADY, one=ON_TIME)], book)
    assert page == Glance((), (), (), ())


# ── which rows, and in which order ──────────────────────────────────────────────────────────────


def test_every_red_has_a_row_however_many_and_the_rest_as_the_book_allows(book: Book) -> None:
    """Fourteen reds, and two that got worse without a target: those two have no room."""
    reds = several(*((named(ON_TIME, f"red{n}"), "80 80") for n in range(14)), target="95")
    worse = several(*((named(ON_TIME, f"worse{n}"), STEADY + "60") for n in range(2)))
    page = glance([*worse, *reds], book)
    assert sorted(ids(page.attention)) == sorted(f.indicator.id for f in reds)
    assert {(kind, s.indicator, s.left_out) for kind, s in page.left_out} == {
        ("exception", f"worse{n}", "10 that must be said or weigh more are there")
        for n in range(2)}


def test_what_weighs_most_comes_first_and_says_why(book: Book) -> None:
    near, far = named(ON_TIME, "near"), named(ON_TIME, "far")
    worse = several((named(ON_TIME, "worse"), STEADY + "60"))
    page = glance([*several((near, "94 94"), (far, "50 50"), target="95"), *worse], book)
    assert ids(page.attention) == ["worse", "far", "near"]
    assert [s.weight for s in page.attention] == sorted(
        (s.weight for s in page.attention), reverse=True)
    assert [s.because.partition(";")[0] for s in page.attention] == [
        "it got worse by 70 points of news (20 are asked)", "it is rated red", "it is rated red"]
    assert [s.because.partition("; ")[2] for s in page.attention] == [
        f"rank {n} of 3" for n in (1, 2, 3)]


def test_a_count_and_its_share_have_one_row(book: Book) -> None:
    count = named(PLAIN, "late", polarity="lower")
    share = named(PERCENT, "share", polarity="lower", numerator="late", year_to_date="")
    rows = (count, "30 31 " * 8 + "60"), (share, "30/300 31/300 " * 8 + "60/300")
    page = glance(several(*rows), book)
    assert len(page.attention) == 1
    ((_, other),) = page.left_out
    assert other.left_out == f"{page.attention[0].indicator} is there, which is one thought with it"


def test_budgets_are_the_books(book: Book) -> None:
    small = dataclasses.replace(book, file=dataclasses.replace(
        book.file, glance=GlanceBudget(attention=1, well=0)))
    worse = several(*((named(ON_TIME, f"worse{n}"), STEADY + "60") for n in range(3)),
                    (named(ON_TIME, "better"), STEADY + "100"))
    page = glance(worse, small)
    assert ids(page.attention) == ["worse0"]
    assert page.well == ()
    assert [kind for kind, _ in page.left_out] == ["exception", "exception", "achievement"]


# ── what cannot be rated ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("figures", "said"), [
    (["80 [c]"],
     "One indicator with a target is not rated here, as its figure is withheld: i0."),
    (["80 [c]", "80 [c]"],
     "Two indicators with targets are not rated here, as their figures are withheld: i0 and i1."),
    (["80 -"],
     "One indicator with a target is not rated here, for want of a figure to set beside it: i0."),
    (["80 [c]"] * 5,
     "Five indicators with targets are not rated here, as their figures are withheld."),
    (["96 97"], ""),
])  # fmt: skip
def test_what_is_withheld_or_missing_is_counted(book: Book, figures: list[str], said: str) -> None:
    rows = [(named(ON_TIME, f"i{n}"), cells) for n, cells in enumerate(figures)]
    page = glance(several(*rows, target="95"), book)
    assert [s.text for s in page.absent] == ([said] if said else [])


INDICATORS = """id,section,title,subject,unit,kind,polarity
missing,Missing,Missing children,number of children who went missing,count,flow,lower
late,Visits,Late visits,number of late visits,count,flow,lower
"""


@pytest.mark.parametrize("other", ["2", "4"])
def test_a_withheld_figure_has_no_part_in_the_public_page(tmp_path: Path, other: str) -> None:
    """Of other withheld counts under the same shown figures the public page says the same."""
    shown = []
    for count in ("3", other):
        folder = folder_of(tmp_path / f"r{count}", INDICATORS, {
            "missing": f"14 9 11 13 16 13 12 10 15 14 9 11 {count} 12",
            "late": "30 31 30 31 30 31 30 31 30 31 30 31 30 60"}, length="brief")
        with (folder / "report.toml").open("a", encoding="utf-8") as settings:
            settings.write('[disclosure]\npreset = "dfe"\n')
        shown.append(said_of(folder, "public"))
    assert "Late visits | Up from June’s 30" in shown[0]
    assert shown[0] == shown[1]


# ── where it stands ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("length", ["brief", "full"])
def test_both_lengths_have_the_same_page(example: Prepared, length: str) -> None:
    said = narrate(example.findings, example.book, length=length).topic("glance")
    assert said == narrate(example.findings, example.book).topic("glance")
    must = {f.indicator.id for f in example.findings.by_indicator.values() if f.rating == "red"
            or f.rating_before not in (None, f.rating)}
    assert must <= {s.about for s in said.statements("exception", "achievement")}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_member_meets_it_first(example: Prepared, layout: str) -> None:
    """Before the contents or the summary; in the data report's head where the order is fixed."""
    document = laid_out(example, layout)
    heads = [b.id for b in blocks(document) if isinstance(b, Heading)]
    after = heads[heads.index("at-a-glance") + 1]
    before = {"barnsley-scrutiny": "scorecard", "cover-sheet": "executive-summary"}
    assert after == before.get(layout, "background")


def page_table(document: Document) -> Table:
    (table,) = (b for b in blocks(document) if isinstance(b, Table) and b.id == "at-a-glance.table")
    return table


@pytest.fixture(scope="module")
def document(example: Prepared) -> Document:
    return laid_out(example, "cover-table")


@pytest.fixture(scope="module")
def pdf(document: Document) -> bytes:
    return pdf_file(document)


def test_the_pdf_gives_the_page_of_each_indicator(document: Document, pdf: bytes) -> None:
    """Each row ends with the page on which the indicator's heading stands."""
    with pypdfium2.PdfDocument(pdf) as opened:
        texts = [page.get_textpage().get_text_bounded().split() for page in opened]
    here = next(n for n, words in enumerate(texts) if "glance" in words and "Latest" in words)
    pages = [" ".join(words) for words in texts]
    rows = [row for row in page_table(document).rows if not row.group]
    told = [int(n) for n in re.findall(r"(?:Red|Amber|Green|target) (\d+) ", pages[here] + " ")]
    assert len(told) == len(rows) > 10
    for number, row in zip(told, rows, strict=True):
        assert row.cells[0].inlines[0].text in pages[number - 1]


def test_the_page_is_a_link_that_says_where_it_leads(document: Document, pdf: bytes) -> None:
    titles = [i.of for i in inlines(page_table(document)) if isinstance(i, PageOf)]
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        links = [str(a.Contents) for page in opened.pages for a in page.get("/Annots", [])
                 if a.Subtype == "/Link"]
    assert len(titles) > 10
    assert [title for title in titles if title not in links] == []


def test_word_works_out_the_page_of_each_indicator(document: Document) -> None:
    with zipfile.ZipFile(io.BytesIO(word_file(document))) as archive:
        body = archive.read("word/document.xml").decode()
    table = body[body.index("What happened"):]
    table = table[: table.index("</w:tbl>")]
    anchors = re.findall(r"PAGEREF (\S+)", table)
    rows = [row for row in page_table(document).rows if not row.group]
    assert len(anchors) == len(rows)
    assert all(f'w:name="{anchor}"' in body for anchor in anchors)
    assert len(re.findall(r">\d+</w:t>", table[table.index("PAGEREF"):])) >= len(rows)


def test_plain_text_has_no_pages(document: Document) -> None:
    lines = text_file(document).decode().splitlines()
    head = next(line for line in lines if line.startswith("Indicator | What happened"))
    assert head == "Indicator | What happened | Latest | Trend | Rating"
    assert lines[lines.index(head) + 1] == "Needs attention"


def test_its_figures_are_in_figures_csv(document: Document) -> None:
    rows = list(csv.DictReader(io.StringIO(figures_file(document).decode("utf-8-sig"))))
    places = {row["place"] for row in rows if row["indicator"] == "looked_after.dental_check"}
    assert {"at-a-glance.table", "trend.at-a-glance.table"} <= places


def test_without_a_data_report_there_are_no_pages_to_give(example: Prepared) -> None:
    layout = shipped("cover-table")
    cut = dataclasses.replace(layout, section=tuple(
        s for s in layout.section if s.id not in ("areas", "data-report")))
    made = compose_report(example.report, example.findings, example.book, cut, "private")
    table = page_table(made.document)
    assert [c.heading for c in table.columns] == [
        "Indicator", "What happened", "Latest", "Trend", "Rating"]


def test_a_calm_month_says_so(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, INDICATORS, {"late": "30 30 30", "missing": "9 9 9"})
    text = said_of(folder)
    assert ("No indicator is rated red, has moved to a worse rating or has clearly got worse."
            in text)
    assert "No indicator has moved to a better rating or has clearly improved." in text
