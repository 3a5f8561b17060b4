"""The PDF is one that everyone can read: PDF/UA-1 and PDF/A-2a, and a structure that is true.

A validator judges the file; what it cannot know (that the structure says the words of the document,
all of them, in order, each once) is read back here by a reader of our own.
"""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count, pairwise
from pathlib import Path
from random import Random
from typing import Any

import page as validator
import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.document import (
    Block,
    Bullets,
    Cell,
    Chart,
    Column,
    Columns,
    Contents,
    ContentsEntry,
    CoverRow,
    CoverTable,
    Document,
    HeaderBlock,
    Heading,
    Link,
    PageOf,
    Panel,
    Paragraph,
    Picture,
    Row,
    Section,
    Table,
    Text,
    blocks,
    inlines,
    plain,
)
from briefing.prepared import Prepared
from briefing.writers.pdf import pdf_file
from briefing.writers.pdf.canvas import canvas_for
from briefing.writers.pdf.inlines import Prose
from briefing.writers.pdf.styles import Styles
from briefing.writers.pdf.tags import Structure, Untagged
from briefing.writers.text import text_file
from tests.conftest import LAYOUTS, laid_out
from tests.documents import logo, sample, spec, words
from tests.tagged import Found, Reader, heads_of, squeezed

# ── the documents ───────────────────────────────────────────────────────────────────────────────


def of(*those: Block, landscape: bool = False) -> Document:
    """A document of these blocks under a title."""
    title = Heading("title", 1, "The title")
    return replace(sample(), sections=(Section("only", (title, *those), landscape),))


def table(groups: int, rows: int, **more: Any) -> Table:
    """A table of groups, each of so many rows; a group of 0 rows is its head alone."""
    made = [Row((Cell(words(f"Group {g}")),), group=True) if n == 0 else
            Row((Cell(words(f"Row {g}.{n} has a name that goes over two lines of its cell"),
                      header=True),
                 Cell((Link(f"{g}·{n}", "#title"), Text(" see", "strong")) if n % 5 == 0
                      else words(f"{g}·{n}"), "green")))
            for g in range(groups) for n in range(rows + 1)]
    return Table("many", "Many rows", "Groups of rows.",
                 (Column("Name", 60), Column("Value", 40, "right")), tuple(made), **more)


LONG_LINK = Link("a link that is long enough to go over the end of its line " * 4, "#title")
OUTSIDE = Link("the open data page, " * 12, "https://www.example.gov.uk/data?a=1&b=2")
FILLER = Paragraph("filler", words("Filler. " * 1500))


def covers(rows: int) -> CoverTable:
    """A cover table of short rows, and of rows that go over a page."""
    return CoverTable(tuple(CoverRow(f"Label {n}", (
        Paragraph("", words(f"Words of row {n}.")),
        Bullets("", (words("One"), (LONG_LINK,)), ordered=n % 2 == 0),
        Paragraph("", words("More words. " * 90 * (n % 3)))))
        for n in range(rows)), "Labels at the left, words at the right.")


def one_indicator() -> Document:
    document = sample(rows=1, panels=1, paragraphs=1)
    return replace(document, sections=document.sections[1:])


def without_charts() -> Document:
    document = sample()
    kept = tuple(replace(s, blocks=tuple(b for b in s.blocks if not isinstance(b, Panel)))
                 for s in document.sections)
    return replace(document, sections=kept)


DOCUMENTS: dict[str, Callable[[], Document]] = {
    "every block": sample,
    "long": lambda: sample(rows=90, panels=14, paragraphs=40),
    "paragraphs over pages": lambda: of(*(Paragraph(f"p{n}", (
        Text("Some words. " * 90), Text("Strong. " * 40, "strong"), Text("More. " * 60)))
        for n in range(8))),
    "lists over pages": lambda: of(
        Bullets("b", tuple(words(f"Number {n}: " + "words " * (7 * n)) for n in range(1, 30))),
        Bullets("o", tuple(words(f"Number {n}: " + "words " * 9) for n in range(1, 60)),
                ordered=True)),
    "rows over pages": lambda: of(Paragraph("p", words("Before.")), table(12, 7)),
    "a group over pages": lambda: of(table(2, 90)),
    "300 rows": lambda: of(table(1, 300), landscape=True),
    "links that wrap": lambda: of(
        Paragraph("p", (Text("Before "), LONG_LINK, Text("and after, "), OUTSIDE, Text("."))),
        Paragraph("w", (OUTSIDE,)), Bullets("b", ((LONG_LINK,), (Text("See "), OUTSIDE))),
        Heading("h", 2, "A heading that is so long that it goes over the end of its line, " * 3,
                number="12."),
        HeaderBlock((("Data", (OUTSIDE,)), ("A label so long that it wraps", (LONG_LINK,))),
                    summary="Labels at the left."),
        FILLER, Paragraph("x", (Text("Over a page: "), replace(OUTSIDE, text="words " * 900)))),
    "nothing inside": lambda: replace(of(), sections=(
        Section("a", ()), Section("b", (Paragraph("p", ()), Paragraph("q", words("")))),
        Section("c", (Panel(()), Columns(((), ())), Bullets("l", ()), Contents("Contents", ()))),
        Section("d", (Table("t", "Caption", "", (Column("Name", 1),), ()), HeaderBlock(()),
                      Heading("e", 2, "The end"))))),
    "covers": lambda: of(
        logo(), logo(alt=""), Paragraph("", words("Report of the author"), "stack"), covers(9),
        *(Paragraph(f"n{n}", words("Numbered words. " * 30), number=f"{n}.", numbering="through")
          for n in range(1, 60)),
        Heading("h", 2, "A heading", "1.", numbering="under"),
        Paragraph("u", (LONG_LINK, Text(" in a numbered paragraph.")), number="1.1",
                  numbering="under"),
        Bullets("b", ((LONG_LINK,), words("Two")), inset=True), CoverTable((), "Nothing."),
        CoverTable((CoverRow("No more", ()),), "One label.")),
    "no marking, no note": lambda: replace(of(FILLER), marking="", page_note="", running_title=""),
    "a long note": lambda: replace(of(FILLER), page_note="Words of a note. " * 12),
    "one indicator": one_indicator,
    "no charts": without_charts,
    "sixty panels": lambda: sample(rows=60, panels=60),
    "columns over pages": lambda: of(Columns(tuple(
        (*(Paragraph(f"{side}{n}", words(f"{side} {n} " + "words " * (n % 9))) for n in range(70)),
         Bullets(f"{side}b", (words(side),) * 9)) for side in ("Left", "Right")))),
    "headings out of order": lambda: replace(of(), sections=(Section("s", (
        Heading("a", 3, "Deep"), Heading("b", 1, "Top"), Heading("c", 3, "Low"),
        Heading("d", 2, "Middle"), Heading("e", 3, "Low"))),)),
    "contents of three levels": lambda: of(Contents("Contents", tuple(
        ContentsEntry(level, f"An entry of level {level} with words that fill its line " * (n % 3 +
                      1), "title") for n, level in enumerate((1, 2, 3, 3, 1, 3, 2, 1))))),
    "a word longer than its line": lambda: of(
        Paragraph("p", (Text("See "), Text("longest" * 40, "strong"), Text(" and "),
                        Link("https://example.org/" + "path/" * 60, "https://example.org/"))),
        Paragraph("q", words("longer" * 60 + " word")),
        Table("t", "Caption", "", (Column("longhead" * 9, 1), Column("", 6)),
              (Row((Cell(words("longcell" * 30), header=True), Cell(words("two  spaces")))),)),
        Columns(((Heading("h", 2, "longheading" * 20),), (Bullets("b", (words("wide" * 90),)),)))),
}


@pytest.fixture(scope="module", params=[*LAYOUTS, *DOCUMENTS])
def case(request: pytest.FixtureRequest, example: Prepared) -> tuple[Document, bytes, Reader]:
    """A document, its file, and the file read; the worked example in each layout is one."""
    if request.param in DOCUMENTS:
        document = DOCUMENTS[request.param]()
    else:
        document = laid_out(example, request.param)
    pdf = pdf_file(document)
    return document, pdf, Reader(pdf)


@pytest.fixture(scope="module")
def read() -> Reader:
    return Reader(pdf_file(sample(rows=40)))


def faults(pdf: bytes, profile: str) -> list[str]:
    """What the validator finds wrong."""
    found = validator.validate_pdf_bytes(pdf, profile=profile)
    return [f"{fault.rule_id} {fault.message}" for fault in found.failures]


# ── every document ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_the_validator_finds_nothing(case: tuple[Document, bytes, Reader], profile: str) -> None:
    assert faults(case[1], profile) == []


def test_pages_and_structure_agree(case: tuple[Document, bytes, Reader]) -> None:
    assert case[2].faults == []


def with_page_heads(document: Document) -> Document:
    """The document with the columns of pages that plain text leaves out; they hold no words."""
    def shown(block: Block) -> Block:
        return replace(block, columns=tuple(replace(column, paged=False)
                       for column in block.columns)) if isinstance(block, Table) else block
    return replace(document, sections=tuple(replace(section, blocks=tuple(
        map(shown, section.blocks))) for section in document.sections))


def plain_words(document: Document) -> list[str]:
    """The words of the plain text file, as a reader of the PDF meets them."""
    alts = [f"[{alt}]" for block in blocks(document) for alt in figures_of(block)]
    labels = {label for block in blocks(document) if isinstance(block, HeaderBlock)
              for label, _ in block.rows}
    labels |= {row.label for block in blocks(document) if isinstance(block, CoverTable)
               for row in block.rows}
    said: list[str] = []
    for line in text_file(with_page_heads(document)).decode().split("\n"):
        label = next((label for label in labels if f"{line} ".startswith(f"{label}: ")), None)
        if label is not None:
            line = f"{label} {line[len(label) + 1:]}"
        for alt in alts if "[" in line else ():
            line = line.replace(alt, "")
        said += [word for word in line.split() if word != "|"]
    return said


def test_the_structure_says_the_words_of_the_plain_text_in_order(
    case: tuple[Document, bytes, Reader],
) -> None:
    assert case[2].words() == plain_words(case[0])


def test_no_level_of_headings_is_left_out(case: tuple[Document, bytes, Reader]) -> None:
    levels = [0, *(int(h.tag[1]) for h in case[2].document.every("H1", "H2", "H3"))]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_each_link_is_one_element_with_an_annotation_a_line(
    case: tuple[Document, bytes, Reader],
) -> None:
    document, _, reader = case
    wanted = Counter(" ".join(inline.text.split()) for block in blocks(document)
                     for inline in inlines(block) if isinstance(inline, Link))
    wanted += Counter(" ".join(entry.text.split()) for block in blocks(document)
                      if isinstance(block, Contents) for entry in block.entries)
    pages = Counter(" ".join(inline.of.split()) for block in blocks(document)
                    for inline in inlines(block) if isinstance(inline, PageOf))
    links = list(reader.document.every("Link"))
    assert Counter(contents_of(link) for link in links) == wanted + pages
    for link in links:      # one to a page shows the page alone, and says what stands there
        shown = " ".join(reader.text(link).split())
        assert shown.startswith(contents_of(link)) or (
            shown.isdigit() and contents_of(link) in pages)


def contents_of(link: Found) -> str:
    """What all annotations of a link say of it."""
    (said,) = {" ".join(str(annotation.Contents).split()) for annotation in link.annotations}
    return said


def figures_of(block: Block) -> list[str]:
    """What the block's chart, logo or sparklines say in words."""
    if isinstance(block, Table):
        return [cell.spark.alt for row in block.rows for cell in row.cells if cell.spark]
    if isinstance(block, Picture):
        return [block.alt] if block.alt else []      # one without words is nothing to hear
    return [block.alt] if isinstance(block, Chart) else []


def test_every_picture_says_what_it_shows_and_lies_on_its_page(
    case: tuple[Document, bytes, Reader],
) -> None:
    document, _, reader = case
    said = [alt for block in blocks(document) for alt in figures_of(block)]
    figures = list(reader.document.every("Figure"))
    assert [str(figure.dictionary.Alt) for figure in figures] == said
    for figure in figures:
        left, foot, right, top = map(float, figure.attribute("BBox"))
        _, _, wide, tall = map(float, figure.dictionary.Pg.MediaBox)
        assert 0 < left < right < wide
        assert 0 < foot < top < tall


# ── single elements ─────────────────────────────────────────────────────────────────────────────


def tagged(*those: Block) -> list[str]:
    """The elements of the blocks, each with how deep it lies: "2 P"."""

    def walk(element: Found, depth: int) -> Iterator[str]:
        yield f"{depth} {element.tag}"
        for part in element.parts:
            if isinstance(part, Found):
                yield from walk(part, depth + 1)

    document = replace(sample(), marking="", page_note="", sections=(Section("s", those),))
    return list(walk(Reader(pdf_file(document)).document, 0))[2:]


def test_a_chart_stands_after_its_caption() -> None:
    assert tagged(Chart("c", words("A message"), "In words.", spec(), 62)) == [
        "2 Caption", "2 Figure"]


def test_a_cover_table_is_a_table_whose_labels_head_its_rows() -> None:
    block = CoverTable((CoverRow("Risks", (Paragraph("p", words("Two.")),
                                           Bullets("b", (words("Delay."),)))),))
    assert tagged(block) == ["2 Table", "3 TR", "4 TH", "4 TD", "5 P", "5 L", "6 LI", "7 Lbl",
                             "7 LBody"]


def test_a_number_is_read_with_its_paragraph() -> None:
    document = of(Paragraph("p", words("Words."), number="1.1", numbering="n"))
    reader = Reader(pdf_file(document))
    assert [reader.text(p) for p in reader.document.every("P")][-1] == "1.1 Words."


def test_a_logo_is_a_figure_with_its_words_or_nothing_to_hear() -> None:
    assert tagged(logo()) == ["2 Figure"]
    assert tagged(logo(alt=""), Paragraph("p", words("After."))) == ["2 P"]


def test_a_list_has_labels_and_bodies() -> None:
    assert tagged(Bullets("b", (words("One."), words("Two.")))) == [
        "2 L", "3 LI", "4 Lbl", "4 LBody", "3 LI", "4 Lbl", "4 LBody"]


def test_labels_are_numbers_and_bullets_and_bodies_the_words(read: Reader) -> None:
    items = [(read.text(label), read.text(body)) for listed in list(read.document.every("L"))[:2]
             for label, body in zip(listed.every("Lbl"), listed.every("LBody"), strict=True)]
    assert items == [("• ", "What has changed in the timeliness of assessments?"),
                     ("• ", "What is being done about caseloads?"),
                     ("1. ", "Note the report."), ("2. ", "Challenge performance.")]
    numbering = [str(listed.attribute("ListNumbering")) for listed in read.document.every("L")]
    assert numbering[:2] == ["/Disc", "/Decimal"]


def test_contents_are_links_with_their_pages() -> None:
    contents = Contents("Contents", (ContentsEntry(1, "One", "h"), ContentsEntry(2, "Two", "h")))
    assert tagged(contents, Heading("h", 1, "One")) == [
        "2 H1", "2 TOC", "3 TOCI", "4 Reference", "5 Link", "3 TOC", "4 TOCI", "5 Reference",
        "6 Link", "2 H1"]


def test_the_page_of_a_contents_entry_is_its_content(read: Reader) -> None:
    said = ["".join(read.texts[part] for part in link.parts if not isinstance(part, Found))
            for contents in read.document.every("TOCI") for link in contents.every("Link")]
    assert said == ["1. Background 1", "Scorecard 2", "Contacts & referrals 5"]


def test_header_rows_have_heads() -> None:
    assert tagged(HeaderBlock((("Meeting", words("Cabinet")),))) == [
        "2 Table", "3 TR", "4 TH", "4 TD"]


def test_the_heads_of_a_table_say_what_they_head(read: Reader) -> None:
    found = next(t for t in read.document.every("Table") if "Scorecard" in read.text(t))
    assert next(found.every("Caption"))
    assert str(found.attribute("Summary")) == "One row an indicator, grouped by service area."
    rows = [[(cell.tag, str(cell.attribute("Scope"))) for cell in row.every("TH", "TD")]
            for row in found.every("TR")]
    assert rows[0] == [("TH", "/Column")] * 7
    assert rows[1] == [("TH", "/Row")]      # of a row that it fills: of no column beneath it
    assert rows[2:] == [[("TH", "/Row"), *[("TD", "None")] * 6]] * 40
    group = next(next(row for row in list(found.every("TR"))[1:]).every("TH"))
    assert int(group.attribute("ColSpan")) == 7


def heads_wanted(table: Table) -> list[list[list[str]]]:
    """For each cell of each row its heads, as the document has them: group, row and column."""
    wanted, group = [], ""
    for row in table.rows:
        if row.group:
            group = squeezed(plain(row.cells[0].inlines))
            wanted.append([[]])
            continue
        own = [squeezed(plain(cell.inlines)) for cell in row.cells if cell.header]
        wanted.append([[head for head in (group, *(own if not cell.header else ()),
                                          squeezed(column.heading)) if head]
                       for cell, column in zip(row.cells, table.columns, strict=True)])
    return wanted


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_cell_of_a_table_in_groups_is_headed_by_its_indicator_column_and_group(
    example: Prepared, layout: str,
) -> None:
    """Cell by cell: the page of exceptions, and the scorecard's pages with groups' heads again."""
    document = laid_out(example, layout)
    reader = Reader(pdf_file(document))
    grouped = [b for b in blocks(document) if isinstance(b, Table) and any(
        row.group for row in b.rows)]
    assert {table.id for table in grouped} == {"at-a-glance.table", "scorecard.table"}
    for wanted in grouped:
        (found,) = (t for t in reader.document.every("Table")
                    if str(t.attribute("Summary")).startswith(wanted.caption))
        assert heads_of(reader, found)[1:] == heads_wanted(wanted)
    assert reader.faults == []


def test_a_groups_head_heads_no_cell_of_another_group() -> None:
    """Groups over many pages, and the cells' heads by name alone."""
    long = table(4, 60)
    reader = Reader(pdf_file(of(long)))
    (found,) = reader.document.every("Table")
    assert len(reader.pages) > 6
    assert heads_of(reader, found)[1:] == heads_wanted(long)


def test_a_table_without_groups_needs_no_names(read: Reader) -> None:
    small = next(t for t in read.document.every("Table") if "Jul 22" in read.text(t)
                 and "Value" in read.text(t))
    assert all(cell.attribute("Headers") is None for cell in small.every("TH", "TD"))
    assert heads_of(read, small)[1][1][0] == "Value"


def test_what_a_table_repeats_overleaf_is_read_once() -> None:
    reader = Reader(pdf_file(of(table(1, 300))))
    said = Counter(reader.words())
    assert len(reader.pages) > 8
    assert (said["Name"], said["Group"], said["Many"]) == (1, 1, 1)
    assert len(list(reader.document.every("Table"))) == 1
    assert len(list(reader.document.every("TR"))) == 302


def test_a_table_whose_title_is_not_printed_is_still_named(read: Reader) -> None:
    small = [t for t in read.document.every("Table") if "Jul 22" in read.text(t)
             and "Value" in read.text(t)]
    assert str(small[0].attribute("Summary")) == (
        "Referrals 0, July 2021 to July 2022. Months across, one row of values.")


def test_pieces_of_a_paragraph_are_one_element() -> None:
    reader = Reader(pdf_file(of(FILLER)))
    assert len(reader.pages) > 2
    paragraphs = [p for p in reader.document.every("P") if "Filler" in reader.text(p)]
    assert len(paragraphs) == 1
    assert [part[0] for part in paragraphs[0].parts] == list(range(len(reader.pages)))


def test_marking_and_note_are_said_once_before_all_else(read: Reader) -> None:
    document = sample()
    assert read.words()[: len(document.marking.split())] == document.marking.split()
    whole = read.text(read.document)
    assert whole.count(document.marking) == whole.count(document.page_note) == 1
    assert document.running_title not in whole.replace(document.title, "")
    assert "Page 1" not in whole


def test_every_note_has_a_name_of_its_own(read: Reader) -> None:
    """And every head that cells refer to: the tree of names is sorted, and each leads back."""
    names = [bytes(note.dictionary.ID) for note in read.document.every("Note")]
    assert len(names) == len(set(names)) == 2
    named = {bytes(each.dictionary.ID): each for each in read.document.every()
             if "/ID" in each.dictionary}
    assert set(names) < set(named)
    tree = list(read.root.StructTreeRoot.IDTree.Names)
    assert [bytes(name) for name in tree[::2]] == sorted(named)
    assert all(element.objgen == named[bytes(name)].dictionary.objgen
               for name, element in zip(tree[::2], tree[1::2], strict=True))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(
    st.text("aem -", min_size=1, max_size=60).filter(str.strip).map(
        lambda text: text.replace("m", "longer words ")),
    st.sampled_from(["plain", "strong", "emphasis", "link"])), min_size=1, max_size=12))
def test_no_word_of_a_paragraph_is_lost_or_run_together(said: list[tuple[str, str]]) -> None:
    row = tuple(Link(text, "#title") if kind == "link" else
                Text(text, kind) for text, kind in said)  # type: ignore[arg-type]
    document = of(Columns(((Paragraph("p", row),), (Bullets("b", (row,)),))),
                  Table("t", "", "", (Column("a", 1), Column("b", 4)),
                        (Row((Cell(row), Cell(words(plain(row))))),)))
    reader = Reader(pdf_file(document))
    assert reader.faults == []
    assert reader.words() == plain_words(document)


def some_cover(choose: Random) -> Document:
    """A cover table of rows of every length, some of them longer than pages, and what follows."""
    number = count(1)

    def said() -> tuple[Text, ...]:
        return words(f"Number {next(number)} " + "lorem ipsum " * choose.choice(
            (0, 1, 3, 9, 30, 90, 400)))

    def block() -> Block:
        if choose.random() < 0.6:
            return Paragraph("", said())
        return Bullets("", tuple(said() for _ in range(choose.randint(0, 9))),
                       ordered=choose.random() < 0.5, inset=choose.random() < 0.3)

    rows = tuple(CoverRow("label " * choose.choice((1, 3, 9, 40)), tuple(
        block() for _ in range(choose.randint(0, 4)))) for _ in range(choose.randint(1, 6)))
    return of(Paragraph("", said()), CoverTable(rows), *(
        Paragraph(f"n{n}", said(), number=f"{n}.", numbering="n") for n in range(1, 4)))


@pytest.mark.parametrize("seed", range(12))
def test_no_word_of_a_cover_is_lost_whatever_goes_over_a_page(seed: int) -> None:
    document = some_cover(Random(seed))
    reader = Reader(pdf_file(document))
    assert reader.faults == []
    assert reader.words() == plain_words(document)


# ── what may not be drawn ───────────────────────────────────────────────────────────────────────


def empty_canvas() -> Any:
    kind = canvas_for(sample().dated, Structure(), None)
    return kind(io.BytesIO(), lang="en-GB")


def test_text_of_no_element_is_an_error() -> None:
    with pytest.raises(Untagged, match="belongs to no element"):
        empty_canvas().drawString(0, 0, "Lost")
    paragraph = Prose("Lost", Styles(sample().look).roles["body"])
    paragraph.wrap(99, 99)
    with pytest.raises(Untagged, match="Lost"):
        paragraph.drawOn(empty_canvas(), 0, 0)


def test_a_picture_of_no_element_is_an_error() -> None:
    with pytest.raises(Untagged):
        empty_canvas().drawImage("logo.png", 0, 0)
    with pytest.raises(Untagged):
        empty_canvas().picture("logo.png", 0, 0, 9, 9)
    with pytest.raises(Untagged):
        empty_canvas().rect(0, 0, 9, 9)


def test_marks_are_not_put_in_marks() -> None:
    canvas = empty_canvas()
    with canvas.artifact("layout"), pytest.raises(Untagged), canvas.artifact("layout"):
        pass


# ── what the file says of itself ────────────────────────────────────────────────────────────────


def test_both_kinds_of_metadata_agree() -> None:
    document = replace(sample(), title="Fish & <chips> – “July”", author="Ŵyn & Co",
                       subject="A subject")
    pdf = pdf_file(document)
    assert faults(pdf, "ua1") == faults(pdf, "2a") == []
    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_metadata() as about:
        assert about["dc:title"] == str(opened.docinfo.Title) == document.title
        assert about["dc:creator"] == [str(opened.docinfo.Author)] == [document.author]
        assert about["dc:description"] == str(opened.docinfo.Subject) == document.subject
        assert about["xmp:CreatorTool"] == str(opened.docinfo.Creator)
        assert about["pdf:Producer"] == str(opened.docinfo.Producer)
        assert about["xmp:CreateDate"] == about["xmp:ModifyDate"] == "2022-09-13T00:00:00+00:00"
        assert (about["pdfuaid:part"], about["pdfaid:part"], about["pdfaid:conformance"]) == (
            "1", "2", "A")
        assert opened.Root.MarkInfo.Marked
        assert opened.Root.ViewerPreferences.DisplayDocTitle


def test_the_metadata_can_be_found_without_unpacking_the_file() -> None:
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf_file(sample())


def test_the_figures_go_with_the_document_when_asked() -> None:
    content = "id,text\nreferrals,“247”\n".encode()
    pdf = pdf_file(sample(), attachment=("figures.csv", content))
    assert faults(pdf, "ua1") == faults(pdf, "3a") == []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.attachments["figures.csv"].get_file().read_bytes() == content
        (attached,) = opened.Root.AF
        assert attached.AFRelationship == "/Data"
        assert str(attached.EF.F.Subtype) == "/text/csv"
        assert bytes(attached.EF.F.Params.CheckSum) == hashlib.md5(content).digest()
    assert pdf == pdf_file(sample(), attachment=("figures.csv", content))


@pytest.mark.parametrize("seed", ["1", "4711"])
def test_the_same_bytes_whatever_the_order_of_hashes(seed: str) -> None:
    code = ("import hashlib; from briefing.writers.pdf import pdf_file; "
            "from tests.documents import sample; print(hashlib.sha256("
            "pdf_file(sample(panels=9), attachment=('f.csv', b'1,2'))).hexdigest())")
    root = Path(__file__).parents[2]
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)})
    here = pdf_file(sample(panels=9), attachment=("f.csv", b"1,2"))
    assert told.stdout.strip() == hashlib.sha256(here).hexdigest()


def test_no_stream_ends_in_doubt() -> None:
    """A stream may end in a carriage return by chance: this attachment's does, once compressed."""
    content = next(text for n in count() if zlib.compress(text := f"{n}".encode())[-1:] == b"\r")
    made = pdf_file(sample(), attachment=("f.csv", content))
    assert b"\r\r\nendstream" in made
    assert faults(made, "3a") == []
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert opened.check_pdf_syntax() == []
        assert opened.attachments["f.csv"].get_file().read_bytes() == content


def test_objects_stand_in_streams_of_two_hundred() -> None:
    """All but streams, which stand by themselves, as those of objects and their table do."""
    made = pdf_file(sample(rows=60, panels=60))
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert opened.check_pdf_syntax() == []
        objects = len(opened.objects)
        streams = sum(isinstance(each, pikepdf.Stream) for each in opened.objects)
    packs = made.count(b"/Type/ObjStm")
    assert packs == -(-(objects - streams) // 200)
    assert made.count(b"endstream\nendobj\n") == made.count(b"\nstream\n") == streams


def test_sixty_panels_and_their_structure_make_a_small_file() -> None:
    assert len(pdf_file(sample(rows=60, panels=60))) < 500_000
