"""Pages as the eye meets them: full, in order, nothing over anything else, nothing cut off."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import page as validator
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from briefing.amounts import at_point
from briefing.document import (
    Block,
    Bullets,
    Cell,
    Chart,
    Column,
    Columns,
    Contents,
    ContentsEntry,
    Document,
    HeaderBlock,
    Heading,
    Link,
    Panel,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
)
from briefing.layout import compose_report
from briefing.prepared import Prepared, prepare
from briefing.problems import ProblemsFound
from briefing.writers.pdf import pdf_file
from tests.benchmarks.synthetic import synthetic
from tests.documents import sample, spec, words
from tests.pages import MM, Page, Run, empty, faults, pages
from tests.pdf.test_pdf_ua import DOCUMENTS, of, plain_words
from tests.tagged import Reader

THIRD = 0.36  # "more than about a third"


def panel(name: str, notes: int = 1) -> Panel:
    """A panel with its chart, its months and so many lines of notes."""
    return Panel((
        Heading(f"panel.{name}", 3, f"Panel {name}"),
        Chart(f"chart.{name}", words(f"Message {name}"), "In words.", spec(), 56),
        Table(f"table.{name}", "Months", "", (Column("", 20), Column("Jul 22", 11, "right")),
              (Row((Cell(words("Value"), header=True), Cell(words("247")))),),
              caption_shown=False, small=True),
        Paragraph("", words("Words of a note on its source. " * 3 * notes), role="source"),
    ))


def area(name: str, panels: int, lines: int = 1, notes: int = 1) -> list[Block]:
    """A service area: its analysis of so many bullets, and its panels."""
    return [
        Heading(name, 2, f"Area {name}", new_page=True),
        Columns((
            (Heading(f"{name}.good", 3, "Performance that is good"),
             Bullets(f"{name}.b", (words("Assessments in 45 days: 98.8%, on target."),) * lines)),
            (Heading(f"{name}.improve", 3, "Where improvement is needed"),
             Paragraph(f"{name}.n", words("None identified this month."))))),
        *(panel(f"{name}.{n}", notes) for n in range(panels)),
    ]


def laid(*blocks: Block) -> tuple[list[Page], Reader]:
    """The pages of a section of these blocks, and the file read."""
    pdf = pdf_file(replace(sample(), sections=(Section("areas", blocks),)))
    assert faults(pdf) == []
    reader = Reader(pdf)
    assert reader.faults == []
    return list(pages(pdf)), reader


def said(page: Page, pattern: str) -> list[str]:
    """The runs of the page that match."""
    return [run.text.strip() for run in page.runs if re.fullmatch(pattern, run.text.strip())]


# ── the inspector ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("place", "fault"), [
    ((70, 700), None),
    ((20, 700), "runs over the side"),
    ((560, 700), "runs over the side"),
    ((70, 4), "runs over the page's foot"),
    ((102, 503), "lies over 'Sound words'"),
])
def test_the_inspector_finds_what_is_wrong(place: tuple[float, float], fault: str | None) -> None:
    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.drawString(100, 500, "Sound words")
    canvas.drawString(100, 485, "Words of the next line: ÅÄÖ")
    canvas.drawString(*place, "Words")
    canvas.save()
    found = faults(file.getvalue())
    assert found == [] if fault is None else fault in found[0]


def test_the_inspector_finds_what_is_clipped() -> None:
    file = io.BytesIO()
    canvas = Canvas(file)
    path = canvas.beginPath()
    path.rect(70, 70, 99, 99)
    canvas.clipPath(path)
    canvas.save()
    assert faults(file.getvalue()) == ["page 1: something is clipped"]


# ── nothing over anything else ──────────────────────────────────────────────────────────────────

TALL_ROW = Table("t", "Caption", "", (Column("Name", 1), Column("Words", 2), Column("Link", 1)), (
    Row((Cell(words("First"), header=True), Cell(words("a")), Cell(words("b")))),
    Row((Cell(words("Second"), header=True), Cell(words("Plain words. " * 700)),
         Cell((Text("Strong. " * 300, "strong"), Link("see", "#title"))))),
    Row((Cell(words("Third"), header=True), Cell(words("c")), Cell(words("d"))))))
MARKING = "NOT FOR PUBLICATION by virtue of paragraphs 1, 2 and 3 of Part 1 of Schedule 12A"

STRESS: dict[str, Callable[[], Document]] = {
    **DOCUMENTS,
    "a row longer than a page": lambda: of(Paragraph("p", words("Before.")), TALL_ROW),
    "a long head": lambda: replace(sample(), marking=MARKING, running_title="A long title, " * 5),
    "a caption of many lines": lambda: of(Chart("c", words("A message " * 60), "", spec(), 62)),
    "a chart higher than a page": lambda: of(Chart("c", words("A message"), "", spec(), 400)),
    "a list to 1,200": lambda: of(
        Bullets("b", tuple(words(f"Item {n}") for n in range(1200)), ordered=True)),
    "a heading's long number": lambda: of(Heading("h", 2, "A heading", number="12.10.4.a")),
    "five columns": lambda: of(Columns(tuple(
        (Heading(f"h{n}", 3, "Performance that is disproportionately long"),
         Bullets(f"b{n}", (words("Incomprehensibilities of words."),))) for n in range(5)))),
    "a group's long name": lambda: of(Table("t", "Caption", "", (Column("a", 1), Column("b", 1)), (
        Row((Cell(words("longgroup" * 40)),), group=True),
        Row((Cell(words("x")), Cell(words("y"))))))),
    "areas of every length": lambda: of(*(
        block for n in range(14) for block in area(f"a{n}", n % 6, lines=n * 2))),
}


@pytest.mark.parametrize("name", STRESS)
def test_nothing_lies_over_anything_else(name: str) -> None:
    assert faults(pdf_file(STRESS[name]())) == []


@pytest.mark.parametrize("name", [name for name in STRESS if name not in DOCUMENTS])
def test_the_validator_and_the_reader_find_nothing(name: str) -> None:
    document = STRESS[name]()
    pdf = pdf_file(document)
    for profile in ("ua1", "2a"):
        found = validator.validate_pdf_bytes(pdf, profile=profile)
        assert [f"{fault.rule_id} {fault.message}" for fault in found.failures] == []
    reader = Reader(pdf)
    assert reader.faults == []
    assert reader.words() == plain_words(document)


def test_the_worked_example_is_sound_and_its_pages_are_full(built: dict[str, Path]) -> None:
    pdf = built["pdf"].read_bytes()
    assert faults(pdf) == []
    found = list(pages(pdf))
    upright = [n for n, page in enumerate(found) if page.height > page.width]
    glance = next(n for n, page in enumerate(found) if any(
        run.text.startswith("Needs attention") for run in page.runs))
    # of the cover report, of the page of exceptions and of the whole
    last = {n for n in upright if n + 1 not in upright} | {glance - 1}
    assert {n + 1: f"{empty(found[n]):.0%}" for n in upright
            if n not in last and empty(found[n]) > THIRD} == {}


def test_600_indicators_are_sound(tmp_path: Path) -> None:
    synthetic(tmp_path, 600)
    ready = prepare(tmp_path)
    document = compose_report(ready.report, ready.findings, ready.book, ready.layout,
                              "private").document
    pdf = pdf_file(document)
    for profile in ("ua1", "2a"):
        assert validator.validate_pdf_bytes(pdf, profile=profile).failures == []
    reader = Reader(pdf)
    assert reader.faults == []
    assert reader.words() == plain_words(document)
    assert faults(pdf) == []
    found = [empty(page) for page in pages(pdf) if page.height > page.width]
    assert sum(one > THIRD for one in found) < len(found) / 25
    assert sum(found) / len(found) < 0.06


# ── documents of every kind ─────────────────────────────────────────────────────────────────────

WORDS = st.text("aemil -.,", min_size=1, max_size=40).filter(str.strip).map(
    lambda text: text.replace("m", "longer words ").replace("i", "unbreakablyjoinedup"))
ROWS = st.lists(st.tuples(WORDS, st.sampled_from(["plain", "strong", "emphasis", "link"])).map(
    lambda one: Link(one[0], "#title") if one[1] == "link" else
    Text(one[0], one[1])), min_size=1, max_size=4).map(tuple)  # type: ignore[arg-type]
FIGURES = st.one_of(st.decimals(0, 10**6, places=1).map(lambda d: words(f"{d:,}%")),
                    st.integers(0, 9999).map(lambda n: words(f"{n:,}")),
                    st.sampled_from([words("[c]"), words("–"), words("109 [p]")]))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table of text columns and columns of figures, some of its rows heads of groups."""
    figures = draw(st.integers(0, 5))
    columns = (Column("Name", draw(st.integers(20, 80))),
               *(Column(f"Col {n}", 20, "right") for n in range(figures)))
    made = [Row((Cell(draw(ROWS)),), group=True) if draw(st.booleans()) and draw(st.booleans())
            else Row((Cell(draw(ROWS), header=True), *(Cell(draw(FIGURES), draw(
                st.sampled_from(["", "red", "none"]))) for _ in range(figures))))
            for _ in range(draw(st.integers(0, 8)))]
    repeats = draw(st.sampled_from([1, 1, 9]))
    return Table(f"t{draw(st.integers(0, 10**9))}", "A caption", "", columns, tuple(made) * repeats,
                 caption_shown=draw(st.booleans()), small=draw(st.booleans()))


SIMPLE = st.one_of(
    st.tuples(st.integers(1, 3), WORDS, st.booleans()).map(
        lambda of: Heading("h", of[0], of[1], number="3." if of[2] else "")),
    st.tuples(ROWS, st.integers(1, 20)).map(lambda of: Paragraph("p", of[0] * of[1])),
    st.lists(ROWS, max_size=12).map(lambda rows: Bullets("b", tuple(rows), ordered=True)),
    tables(),
    st.just(Chart("c", words("A message"), "In words.", spec(), 56)),
    ROWS.map(lambda row: HeaderBlock((("Label", row), ("Another label", row)))),
    WORDS.map(lambda text: Contents("Contents", (ContentsEntry(1, text, "title"),) * 3)),
)
BLOCKS = st.one_of(
    SIMPLE, SIMPLE, st.lists(SIMPLE, max_size=4).map(lambda inside: Panel(tuple(inside))),
    st.lists(st.lists(st.one_of(
        ROWS.map(lambda row: Paragraph("p", row)),
        st.lists(ROWS, max_size=9).map(lambda rows: Bullets("b", tuple(rows)))), max_size=5).map(
            tuple), min_size=1, max_size=3).map(lambda columns: Columns(tuple(columns))),
    st.integers(1, 3).map(lambda n: panel(f"p{n}", notes=n)))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(BLOCKS, max_size=14), st.booleans())
def test_every_document_is_sound(made: list[Block], landscape: bool) -> None:
    document = of(*made, landscape=landscape)
    pdf = pdf_file(document)
    assert faults(pdf) == []
    reader = Reader(pdf)
    assert reader.faults == []
    assert reader.words() == plain_words(document)


# ── pages are full ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("count", range(1, 12))
@pytest.mark.parametrize("lines", [0, 3, 9])
def test_panels_fill_their_pages_whole_and_in_order(count: int, lines: int) -> None:
    found, reader = laid(*area("a", count, lines), *area("b", 3, 2), *area("c", 2))
    names = [name for page in found for name in said(page, r"Panel .*")]
    assert names == [f"Panel {a}.{n}" for a, many in (("a", count), ("b", 3), ("c", 2))
                     for n in range(many)]
    for page in found:
        assert len(said(page, r"Panel .*")) == len(said(page, r"Message .*"))   # none in two
    assert [f"{empty(page):.0%}" for page in found[:-1] if empty(page) > THIRD] == []
    assert all(len(said(page, r"Panel .*")) <= 3 for page in found)
    headings = [reader.text(h).strip() for h in reader.document.every("H1", "H2", "H3")]
    assert [text for text in headings if text.startswith("Area")] == ["Area a", "Area b", "Area c"]


@pytest.mark.parametrize("count", range(1, 8))
def test_an_areas_head_is_on_the_page_of_its_first_panel(count: int) -> None:
    found, _ = laid(*area("a", count), *area("b", 2), *area("c", 5))
    for name in "abc":
        (page,) = (page for page in found if said(page, f"Area {name}"))
        assert said(page, f"Panel {name}.0")


def test_an_area_begins_a_page_where_that_leaves_no_gap() -> None:
    found, _ = laid(*area("a", 4), *area("b", 4), *area("c", 4))
    assert [page.runs[[r.text for r in page.runs].index(f"Area {name}")].top > 700
            for name in "abc" for page in found if said(page, f"Area {name}")] == [True] * 3


def test_an_area_goes_on_under_a_panel_that_would_stand_alone() -> None:
    found, _ = laid(*area("a", 3), *area("b", 3))
    shared = [page for page in found if said(page, "Panel a.*") and said(page, "Area b")]
    assert len(shared) == 1
    assert len(found) < 5


def test_a_long_analysis_may_go_on_overleaf() -> None:
    found, _ = laid(*area("a", 3, 2), *area("b", 3, 16), *area("c", 1))
    assert max(empty(page) for page in found[:-1]) < THIRD


@pytest.mark.parametrize("many", range(61, 110, 3))
def test_text_does_not_end_in_a_few_lines_on_a_page(many: int) -> None:
    said_ = [Paragraph(f"p{n}", words("The number of referrals rose again in July. " * (3 + n % 4)))
             for n in range(many)]
    found = list(pages(pdf_file(replace(sample(), sections=(
        Section("cover", (Heading("t", 1, "Title"), *said_)),)))))
    assert len(found) > 4
    assert empty(found[-1]) < 0.85


@pytest.mark.parametrize("above", [3, 9, 15])
def test_short_sections_fill_the_page_on_which_they_begin(above: int) -> None:
    """A committee's closing sections, a line each, go on overleaf between two of them."""
    text = [Paragraph(f"p{n}", words("The number of referrals rose again in July. " * 4))
            for n in range(above)]
    short = [block for n in range(9) for block in (
        Heading(f"h{n}", 2, f"Implications {n}"), Paragraph(f"s{n}", words("None arise.")))]
    first, *others = laid(Heading("t", 1, "Title"), *text, *short)[0]
    assert empty(first) < 0.12
    assert len(others) <= 1
    for page in (first, *others):
        assert len(said(page, r"Implications \d")) == len(said(page, r"None arise\."))


SAID = "Moved from near target to off target. Down from 89.5%; now well below the target (92%)."


@pytest.mark.parametrize(("rows", "needed"), [(22, 1), (23, 1), (25, 1), (26, 2)])
def test_a_table_of_about_a_page_is_set_closer_before_it_takes_another(
        rows: int, needed: int) -> None:
    table = Table("t", "", "", (Column("Indicator", 42), Column("What happened", 65),
                                Column("Latest", 30, "right")), tuple(
        Row((Cell(words(f"Homes with certificate {n}"), header=True), Cell(words(SAID)),
             Cell(words("84.9%")))) for n in range(rows)), caption_shown=False)
    found, _ = laid(table, Paragraph("p", words("One indicator is not rated here.")))
    assert len(found) == needed
    assert len([run for page in found for run in page.runs if run.text == "84.9%"]) == rows


# ── tables ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("text", "parts"), [
    ("1,797",            ("1,797", "", "")),
    ("16.8%",            ("16", ".8%", "")),
    ("100%",             ("100", "%", "")),
    ("−£1.2m",           ("−£1", ".2m", "")),
    ("109 [p]",          ("109", "", " [p]")),
    ("34.2 (Q1 22/23)",  ("34", ".2", " (Q1 22/23)")),
    ("0% to 18.5%",      ("0% to 18", ".5%", "")),
    ("[c]",              ("[c]", "", "")),
    ("–",                ("–", "", "")),
    ("",                 ("", "", "")),
])  # fmt: skip
def test_a_figure_is_taken_apart_at_its_point(text: str, parts: tuple[str, str, str]) -> None:
    assert at_point(text) == parts


def figures(*texts: str) -> Table:
    return Table("t", "Caption", "", (Column("Name", 3), Column("Jul 22", 1, "right")), tuple(
        Row((Cell(words(f"Row {n}"), header=True), Cell(words(text))))
        for n, text in enumerate(texts)))


def test_figures_meet_at_their_decimal_points() -> None:
    texts = ("1,797", "16.8%", "100%", "3.1", "109 [p]", "7")
    (page,) = pages(pdf_file(of(figures(*texts))))
    cells = {run.text: run for run in page.runs if run.text in texts}
    assert len(cells) == len(texts)
    # the last digit before the point ends where the whole numbers end
    end = cells["7"].right
    assert cells["1,797"].right == pytest.approx(end, abs=0.6)
    assert cells["16.8%"].left == pytest.approx(end - 10, abs=1.2)
    assert cells["109 [p]"].left == pytest.approx(cells["100%"].left, abs=0.6)
    assert cells["3.1"].left == pytest.approx(cells["7"].left, abs=0.6)
    assert max(run.right for run in cells.values()) <= page.width - 22 * MM


def test_a_row_longer_than_a_page_is_divided_and_stays_one_row() -> None:
    reader = Reader(pdf_file(of(TALL_ROW)))
    assert len(reader.pages) > 2
    (table,) = reader.document.every("Table")
    rows = list(table.every("TR"))
    assert [len(list(row.every("TH", "TD"))) for row in rows] == [3, 3, 3, 3]
    assert reader.text(rows[2]).split().count("Plain") == 700


def sizes(page: Page, *texts: str) -> list[float]:
    """How high the words stand."""
    return [run.top - run.foot for text in texts for run in page.runs
            if run.text.strip() == text]


def test_a_table_too_wide_for_its_type_is_set_smaller() -> None:
    def wide(many: int) -> Table:
        return Table("t", "Caption", "", tuple(Column("Month", 1, "right") for _ in range(many)),
                     (Row(tuple(Cell(words("1,234,567")) for _ in range(many))),))

    (narrow,), (page,) = (list(pages(pdf_file(of(wide(many))))) for many in (4, 10))
    assert len(sizes(page, "1,234,567")) == 10
    assert sizes(page, "1,234,567")[0] < sizes(narrow, "1,234,567")[0]


def test_figures_that_no_column_can_hold_are_reported_all_at_once() -> None:
    def wide(name: str, figure: str) -> Table:
        return Table(name, f"Table {name}", "", tuple(Column("C", 1, "right") for _ in range(9)),
                     (Row(tuple(Cell(words(figure)) for _ in range(9))),))

    with pytest.raises(ProblemsFound) as raised:
        pdf_file(replace(of(wide("one", "1,234,567,890,123.45"), wide("two", "£9,876,543,210,123")),
                         page_note="Words of a note. " * 40))
    assert [str(problem) for problem in raised.value.problems] == [
        "the report, one: the table 'Table one' is too wide: no column can hold "
        "'1,234,567,890,123.45'. Give the indicator fewer decimals or a larger unit.",
        "the report, page_note: it is too long for the foot of a page. Shorten it.",
        "the report, two: the table 'Table two' is too wide: no column can hold "
        "'£9,876,543,210,123'. Give the indicator fewer decimals or a larger unit."]


def test_a_word_longer_than_its_column_is_broken_and_no_letter_lost() -> None:
    word = "antidisestablishmentarianism" * 5
    reader = Reader(pdf_file(of(figures("7"), Table(
        "t", "", "", (Column("a", 1), Column("b", 1)), (
            Row((Cell(words(word)), Cell(words(word)))),)))))
    assert "".join(reader.words()).count(word) == 2


# ── head and foot ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("field", "place"), [
    ("running_title", "head"), ("marking", "head"), ("page_note", "foot")])
def test_a_long_head_or_foot_is_set_smaller_then_reported(field: str, place: str) -> None:
    document = sample()
    for many in (8, 14):
        assert faults(pdf_file(replace(document, **{field: "A word, " * many}))) == []
    with pytest.raises(ProblemsFound) as raised:
        pdf_file(replace(document, **{field: "A word, " * 200}))
    assert str(raised.value) == (
        f"the report, {field}: it is too long for the {place} of a page. Shorten it.")


def test_boxes_that_only_touch_do_not_overlap() -> None:
    one = Run("a", 0, 0, 10, 10)
    assert not one.over(Run("b", 10, 0, 20, 10))
    assert one.over(Run("b", 8, 5, 20, 15))


def test_the_worked_example_is_the_same_twice(example: Prepared) -> None:
    def written() -> bytes:
        return pdf_file(compose_report(example.report, example.findings, example.book,
                                       example.layout, "private").document)

    assert written() == written()
