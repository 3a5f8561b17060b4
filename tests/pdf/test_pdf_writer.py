"""The PDF: every block on its page, numbered, linked, in our own fonts, the same on every run."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pikepdf
import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4

from briefing.document import (
    Block,
    Bullets,
    Cell,
    Chart,
    Column,
    Columns,
    Contents,
    CoverRow,
    CoverTable,
    Document,
    HeaderBlock,
    Heading,
    Link,
    Panel,
    Paragraph,
    Picture,
    Prompt,
    Row,
    Section,
    Table,
    blocks,
    inlines,
)
from briefing.problems import ProblemsFound
from briefing.writers.pdf import pdf_file
from tests.documents import figure, logo, logo_file, sample, spec, words


def pages(pdf: bytes) -> list[str]:
    """The text of each page."""
    with pypdfium2.PdfDocument(pdf) as opened:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in opened]


def body(page: str) -> list[str]:
    """The lines of a page without its head and foot, which are written first."""
    lines = page.splitlines()
    return lines[lines.index(sample().page_note) + 1 :]


def flat(text: str) -> str:
    """The text with every run of spaces and line ends as one space."""
    return " ".join(text.split())


def of(*those: Block, landscape: bool = False) -> Document:
    """A document of these blocks alone."""
    return replace(sample(), sections=(Section("only", those, landscape),))


def headings(document: Document) -> set[str]:
    return {block.text for block in blocks(document) if isinstance(block, Heading)}


@pytest.fixture(scope="module")
def written() -> bytes:
    return pdf_file(sample())


# ── everything is there ─────────────────────────────────────────────────────────────────────────

EXAMPLES: dict[type, Any] = {
    Heading: Heading("h", 2, "A heading"),
    Paragraph: Paragraph("p", words("A paragraph.")),
    Prompt: Prompt("w", "Why? Only the editor's version asks."),
    Bullets: Bullets("b", (words("A bullet."),)),
    HeaderBlock: HeaderBlock((("Meeting", words("Cabinet")),)),
    CoverTable: CoverTable((CoverRow("Purpose", (Paragraph("k", words("To note.")),)),)),
    Picture: logo(),
    Table: Table("t", "A caption", "", (Column("Name", 1),), (Row((Cell(words("A row")),)),)),
    Chart: Chart("c", words("A message"), "", spec(), 62),
    Panel: Panel((Paragraph("q", words("In a panel.")),)),
    Columns: Columns(((Paragraph("l", words("Left.")),), (Paragraph("r", words("Right.")),))),
    Contents: Contents("Contents", ()),
}


@pytest.mark.parametrize("kind", get_args(Block), ids=lambda kind: kind.__name__)
def test_every_kind_of_block_is_written(kind: type) -> None:
    text = flat(" ".join(pages(pdf_file(of(EXAMPLES[kind], Heading("e", 2, "The end"))))))
    for inline in inlines(EXAMPLES[kind]):
        assert inline.text in text
    assert "Only the editor" not in text


def test_every_word_of_the_document_is_in_the_file(written: bytes) -> None:
    document, text = sample(), flat(" ".join(pages(written)))
    for block in blocks(document):
        for inline in inlines(block):
            assert flat(inline.text) in text
    for heading in headings(document):
        assert heading in text


def test_every_page_says_which_it_is_and_bears_note_and_marking(written: bytes) -> None:
    document, texts = sample(), pages(written)
    for number, page in enumerate(texts, 1):
        assert f"Page {number} of {len(texts)}" in page
        assert document.page_note in page
        assert document.marking in page
        assert document.running_title in page


def test_the_scorecard_lies_on_its_side_with_the_same_furniture(written: bytes) -> None:
    with pypdfium2.PdfDocument(written) as opened:
        shapes = [page.get_width() > page.get_height() for page in opened]
    assert shapes == [False, True, False, False]


def test_a_section_and_a_new_page_do_not_leave_an_empty_page(written: bytes) -> None:
    assert all(body(page) for page in pages(written))


def test_the_document_may_begin_on_its_side() -> None:
    pdf = pdf_file(of(EXAMPLES[Heading], landscape=True))
    with pypdfium2.PdfDocument(pdf) as opened:
        assert [page.get_width() > page.get_height() for page in opened] == [True]


def test_the_writer_tells_each_page_as_it_is_finished() -> None:
    told: list[int] = []
    pdf = pdf_file(sample(), told.append)
    assert told == list(range(1, len(pages(pdf)) + 1))


# ── finding the way ─────────────────────────────────────────────────────────────────────────────


def test_the_contents_give_the_page_of_each_heading() -> None:
    texts = pages(pdf_file(sample(paragraphs=12)))
    contents = next(block for block in blocks(sample()) if isinstance(block, Contents))
    for entry in contents.entries:
        found = re.search(rf"^{re.escape(entry.text)} (\d+)$", texts[0], re.MULTILINE)
        assert found
        assert entry.text in body(texts[int(found[1]) - 1])


def all_links(opened: pikepdf.Pdf) -> Iterator[Any]:
    """Every link of the file."""
    for page in opened.pages:
        yield from page.get("/Annots", [])


def test_links_lead_to_headings_and_out_of_the_document(written: bytes) -> None:
    with pikepdf.open(io.BytesIO(written)) as opened:
        links = list(all_links(opened))
        outside = {str(link.A.URI) for link in links if "/A" in link and "/URI" in link.A}
        inside = [link for link in links if "/Dest" in link]
        assert outside == {"https://www.example.gov.uk/data"}
        assert len(inside) >= 3
        numbers = {page.objgen for page in opened.pages}
        assert all(link.Dest[0].objgen in numbers for link in inside)


def test_the_outline_holds_every_heading_in_order(written: bytes) -> None:
    def titles(entry: Any) -> Iterator[str]:
        while entry is not None:
            yield str(entry.Title)
            yield from titles(entry.get("/First"))
            entry = entry.get("/Next")

    expected = [" ".join(filter(None, (block.number, block.text)))
                for block in blocks(sample()) if isinstance(block, Heading)]
    with pikepdf.open(io.BytesIO(written)) as opened:
        assert list(titles(opened.Root.Outlines.First)) == expected


def test_a_document_may_begin_with_a_heading_of_the_third_level() -> None:
    pdf_file(of(Heading("deep", 3, "Deep"), Heading("top", 1, "Top"), Heading("low", 3, "Low")))


# ── where pages end ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("before", range(1, 40))
def test_no_heading_stands_at_a_pages_foot(before: int) -> None:
    filler = tuple(Paragraph(f"f{n}", words("One line.")) for n in range(before))
    follows: tuple[Block, ...] = (
        (Paragraph("x", words("A long paragraph. " * 30)), EXAMPLES[Table],
         Paragraph("y", words("Short.")), Bullets("z", (words("One."), words("Two."))),
         )[before % 4], Paragraph("end", words("The end. " * 40)))
    document = of(*filler, Heading("a", 2, "The section"), Heading("b", 3, "The heading"),
                  *follows)
    for page in pages(pdf_file(document)):
        lines = body(page)
        if "The heading" in lines:
            assert len(lines) - lines.index("The heading") > 2
            assert "The section" in lines


@pytest.mark.parametrize("before", range(18, 28))
def test_a_paragraph_leaves_no_single_line_behind_or_ahead(before: int) -> None:
    filler = tuple(Paragraph(f"f{n}", words("One line.")) for n in range(before))
    texts = pages(pdf_file(of(*filler, Paragraph("x", words("A long paragraph. " * 24)))))
    for page in texts:
        assert sum("long" in line for line in body(page)) != 1


def many(groups: int, rows: int) -> Table:
    cells = [Row((Cell(words(f"Group {g}")),), group=True) if n == 0 else
             Row((Cell(words(f"Row {g}.{n} has a name that is so long that it goes over two "
                             "lines of its cell, and ends here")), Cell((figure("7", "7"),))))
             for g in range(groups) for n in range(rows + 1)]
    return Table("many", "Many rows", "", (Column("Name", 60), Column("Value", 40, "right")),
                 tuple(cells))


def test_rows_are_whole_and_heads_are_repeated() -> None:
    texts = pages(pdf_file(of(many(12, 7))))
    assert len(texts) > 2
    for page in texts:
        assert flat(page).count("Name Value") == 1
        assert flat(page).count("Row ") == flat(page).count("ends here")
    assert sum(page.count("Many rows") for page in texts) == 1
    assert sum(flat(page).count("ends here") for page in texts) == 84


@pytest.mark.parametrize("rows", range(2, 9))
def test_a_groups_head_is_never_the_last_row_of_a_page(rows: int) -> None:
    for page in pages(pdf_file(of(many(14, rows)))):
        assert not body(page)[-1].startswith("Group")


def test_a_group_that_goes_on_overleaf_says_its_name_again() -> None:
    texts = pages(pdf_file(of(many(1, 60))))
    assert [page.count("Group 0") for page in texts] == [1] * len(texts)


@pytest.mark.parametrize("lines", range(24, 44, 2))
def test_a_table_of_a_few_rows_is_whole_on_one_page(lines: int) -> None:
    """The ratings of five service areas are not parted two and three."""
    before = (Paragraph(f"p{n}", words("Words.")) for n in range(lines))
    few = replace(many(1, 5), rows=many(1, 5).rows[1:])
    texts = pages(pdf_file(of(*before, few)))
    assert sorted(flat(page).count("ends here") for page in texts) in ([5], [0, 5])
    assert sum(page.count("Many rows") for page in texts) == 1


def test_a_panel_stays_together_and_two_fit_a_page() -> None:
    document = sample(panels=8)
    panels = Section("panels", tuple(b for b in document.sections[2].blocks
                                     if isinstance(b, Panel)))
    document = replace(document, sections=(*document.sections, panels))
    document = replace(document, sections=(document.sections[0], document.sections[1], replace(
        panels, blocks=(Heading("area", 2, "Area"), *panels.blocks[1:]))))
    counts = [page.count("Source:") for page in pages(pdf_file(document))[2:]]
    assert counts == [2, 2, 3]      # rather than one alone


def test_columns_go_on_overleaf_column_by_column() -> None:
    left = tuple(Paragraph(f"l{n}", words(f"Left {n}.")) for n in range(60))
    right = tuple(Paragraph(f"r{n}", words(f"Right {n}.")) for n in range(5))
    texts = pages(pdf_file(of(Columns((left, right)))))
    assert "Left 0." in texts[0]
    assert "Right 4." in texts[0]
    assert sum(len(re.findall(r"Left \d+\.", page)) for page in texts) == 60
    assert "Right" not in texts[1]


def test_a_panel_longer_than_a_page_is_divided() -> None:
    long = Panel(tuple(Paragraph(f"p{n}", words("Words. " * 60)) for n in range(20)))
    assert len(pages(pdf_file(of(EXAMPLES[Paragraph], long)))) > 2


def test_a_panel_of_one_long_table_is_divided() -> None:
    texts = pages(pdf_file(of(EXAMPLES[Paragraph], Panel((many(3, 40),)))))
    assert len(texts) > 2
    assert sum(flat(page).count("ends here") for page in texts) == 120


# ── the file ────────────────────────────────────────────────────────────────────────────────────


def test_only_our_own_fonts_are_in_the_file_and_all_are_embedded(written: bytes) -> None:
    with pikepdf.open(io.BytesIO(written)) as opened:
        fonts = [thing for thing in opened.objects
                 if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font"]
        assert fonts
        for font in fonts:
            assert "LiberationSans" in str(font.BaseFont)
            assert "/FontFile2" in font.FontDescriptor


def test_the_file_says_what_it_is(written: bytes) -> None:
    document = sample()
    with pikepdf.open(io.BytesIO(written)) as opened:
        about = opened.docinfo
        assert str(about.Title) == document.title
        assert str(about.Author) == document.author
        assert str(about.Subject) == document.subject
        assert str(about.Creator) == "briefing builder"
        assert str(about.CreationDate) == str(about.ModDate) == "D:20220913000000+00'00'"
        assert str(opened.Root.Lang) == "en-GB"
        assert opened.Root.ViewerPreferences.DisplayDocTitle


def test_the_date_of_the_file_is_the_documents() -> None:
    pdf = pdf_file(replace(sample(), dated=date(2031, 1, 2)))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert str(opened.docinfo.CreationDate).startswith("D:20310102")


def test_the_same_document_gives_the_same_bytes(written: bytes) -> None:
    assert pdf_file(sample()) == written
    code = ("import hashlib; from briefing.writers.pdf import pdf_file; "
            "from tests.documents import sample; "
            "print(hashlib.sha256(pdf_file(sample())).hexdigest())")
    root = Path(__file__).parents[2]
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root,
        env={**os.environ, "PYTHONHASHSEED": "4711", "PYTHONPATH": str(root)})
    assert told.stdout.strip() == hashlib.sha256(written).hexdigest()


def test_sixty_panels_make_a_small_file() -> None:
    assert len(pdf_file(sample(panels=60))) < 500_000


# ── covers and numbers ──────────────────────────────────────────────────────────────────────────


def test_a_number_stands_before_its_paragraph_once_though_it_splits() -> None:
    long = Paragraph("p", words("Words that go on. " * 300), number="12.", numbering="n")
    found = [flat(page) for page in pages(pdf_file(of(long)))]
    assert found[0].count("12. Words that go on.") == 1
    assert len(found) > 1
    assert "12." not in found[1]


def test_a_long_row_of_a_cover_table_goes_on_overleaf_with_every_word() -> None:
    rows = tuple(CoverRow(f"Label {n}", tuple(
        Paragraph(f"p{n}.{m}", words(f"Row {n} paragraph {m}: " + "some words " * 30))
        for m in range(6))) for n in range(4))
    text = flat(" ".join(pages(pdf_file(of(CoverTable(rows))))))
    assert all(text.count(f"Row {n} paragraph {m}:") == 1 for n in range(4) for m in range(6))
    assert all(text.count(f"Label {n}") == 1 for n in range(4))


def test_what_follows_a_paragraph_that_splits_in_a_column_is_not_lost() -> None:
    column = tuple(Paragraph(f"p{n}", words(f"Paragraph {n}: " + "some words " * (30 + n)))
                   for n in range(12))
    text = flat(" ".join(pages(pdf_file(of(Columns((column, ())))))))
    assert [n for n in range(12) if f"Paragraph {n}:" not in text] == []


def edges(pdf: bytes, said: str) -> tuple[float, float]:
    """Where the first text that says so begins and ends on its page, from the left, in points."""
    with pypdfium2.PdfDocument(pdf) as opened:
        page = opened[0].get_textpage()
        at = page.search(said).get_next()
        boxes = [page.get_charbox(at[0] + n) for n in range(at[1])]
        return min(box[0] for box in boxes), max(box[2] for box in boxes)


@pytest.mark.parametrize("lines", [
    ("A short title",),
    ("A title as long as two lines of the page,", "so both of them are about equally long"),
])
def test_a_centred_head_stands_in_the_middle_of_the_page(lines: tuple[str, ...]) -> None:
    document = of(Heading("t", 1, " ".join(lines)),
                  Paragraph("", words("Report of the author"), "stack"))
    pdf = pdf_file(replace(document, look=replace(document.look, title_align="centre")))
    for said in ("Report of the author", lines[0], lines[-1]):
        left, right = edges(pdf, said)
        assert abs(left + right - A4[0]) < 3


@pytest.mark.parametrize(("kind", "size"), [("PNG", (120, 40)), ("JPEG", (3000, 1000))])
def test_a_logo_is_printed_in_red_green_and_blue_no_finer_than_needed(
    kind: str, size: tuple[int, int],
) -> None:
    picture = Picture(logo_file(kind, size), kind.lower(), "A", 54, 18)  # type: ignore[arg-type]
    pdf = pdf_file(of(picture, picture))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        (image,) = [o for o in opened.objects if isinstance(o, pikepdf.Stream)
                    and o.get("/Subtype") == "/Image"]      # printed twice, there once
        assert (image.ColorSpace, "/SMask" in image) == ("/DeviceRGB", False)
        assert int(image.Width) <= 972
    assert pdf == pdf_file(of(picture, picture))


# ── what cannot be printed ──────────────────────────────────────────────────────────────────────


def test_a_character_that_the_font_lacks_is_a_problem() -> None:
    with pytest.raises(ProblemsFound) as caught:
        pdf_file(of(Paragraph("background.1", words("Done ✓"))))
    assert str(caught.value) == ("the report, background.1: the font has no '✓' (U+2713, CHECK "
                                 "MARK), found in 'Done ✓'. Use another character.")


@pytest.mark.parametrize("block", [
    Heading("x", 2, "✓"),
    HeaderBlock((("✓", words("Cabinet")),)),
    Table("x", "", "", (Column("✓", 1),), ()),
    Chart("x", words("A message"), "", replace(spec(), axis_title="✓"), 62),
    Contents("✓", ()),
    Panel((Paragraph("x", words("✓")),)),
    CoverTable((CoverRow("✓", ()),)),
    CoverTable((CoverRow("Purpose", (Paragraph("", words("✓")),)),)),
    Paragraph("x", words("One"), number="✓", numbering="n"),
], ids=lambda block: type(block).__name__)
def test_every_text_is_looked_at(block: Block) -> None:
    with pytest.raises(ProblemsFound, match="U\\+2713"):
        pdf_file(of(block))


def test_a_font_that_is_not_on_the_shelf_is_a_problem() -> None:
    document = replace(sample(), look=replace(sample().look, font="liberation-san"))
    with pytest.raises(ProblemsFound, match="Did you mean 'liberation-sans'"):
        pdf_file(document)


def test_markup_in_a_text_is_words() -> None:
    text = " ".join(pages(pdf_file(of(
        Paragraph("p", words("<b>5 < 6 & 7 > 2</b>")),
        Paragraph("q", (Link("A&B <c>", "https://www.example.gov.uk/?a=1&b=\"2\""),))))))
    assert "<b>5 < 6 & 7 > 2</b>" in text
    assert "A&B <c>" in text
