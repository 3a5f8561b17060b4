"""The Word file says what the document says, and Word can do with it what an author needs.

A file is opened here as Word opens it, part by part; nothing of the writer's own is asked.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import get_args
from zipfile import ZipFile

import docx
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from python_calamine import CalamineWorkbook

from briefing import document as d
from briefing.reading.word.anchors import bookmark_name
from briefing.writers.word import word_file
from briefing.writers.word.body import block_xml
from briefing.writers.word.lines import axis_words
from briefing.writers.word.number_formats import axis_format, number_format
from briefing.writers.word.position import Position
from briefing.writers.word.references import References
from briefing.writers.word.units import shares
from tests.documents import figure, logo, logo_file, points, sample, spec, words

NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
W = f"{{{NAMES['w']}}}"


# ── opening a file ──────────────────────────────────────────────────────────────────────────────


@cache
def sample_file() -> bytes:
    return word_file(sample())


def part(name: str, file: bytes | None = None) -> etree._Element:
    with ZipFile(io.BytesIO(file or sample_file())) as archive:
        return etree.fromstring(archive.read(name))


def body(file: bytes | None = None) -> etree._Element:
    return part("word/document.xml", file)


def find(tree: etree._Element, path: str) -> list[etree._Element]:
    return tree.xpath(path, namespaces=NAMES)


def said(paragraph: etree._Element) -> str:
    return "".join(find(paragraph, ".//w:t/text()"))


def paragraphs(tree: etree._Element, style: str) -> list[str]:
    return [said(p) for p in find(tree, f".//w:p[w:pPr/w:pStyle/@w:val='{style}']")]


def one_section(*blocks: d.Block, landscape: bool = False) -> d.Document:
    return replace(sample(), sections=(d.Section("only", blocks, landscape),))


def table(rows: int = 2, **changes: object) -> d.Table:
    made = d.Table(
        "t", "Caption", "Summary.",
        (d.Column("Indicator", 3), d.Column("Value", 1, "right"), d.Column("Rating", 1, "centre")),
        (d.Row((d.Cell(words("Group")),), group=True),
         *(d.Row((d.Cell(words(f"Row {n}"), header=True), d.Cell((figure("5", "5"),)),
                  d.Cell(words("▲ Green"), "green"))) for n in range(rows))),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


# ── whole and true to the document ──────────────────────────────────────────────────────────────


def test_every_block_and_inline_of_the_sample_is_written() -> None:
    document = sample()
    assert {type(b) for b in d.blocks(document)} == set(get_args(d.Block))
    assert {type(i) for b in d.blocks(document) for i in d.inlines(b)} == set(get_args(d.Inline))
    references = References(document)
    for section in document.sections:
        for block in section.blocks:
            assert block_xml(block, Position(9000), references)


def test_an_unknown_block_is_refused() -> None:
    with pytest.raises(AssertionError, match="unreachable"):
        block_xml(object(), Position(9000), References(sample()))  # type: ignore[arg-type]


PAGES = (1, 2, 3)       # of the headings in the sample's contents
SCORECARD = "2"         # of these the one that its table gives the page of


def lines(block: d.Block) -> Iterator[str]:
    """What a reader finds in a block, paragraph by paragraph."""
    match block:
        case d.Heading():
            number = "" if block.numbering else block.number     # Word counts those of a numbering
            yield f"{number} {block.text}".strip()
        case d.Paragraph():
            yield d.plain(block.inlines)
        case d.Prompt():
            yield block.text
        case d.Bullets():
            yield from map(d.plain, block.items)
        case d.HeaderBlock():
            for label, value in block.rows:
                yield label
                yield d.plain(value)
        case d.Table():
            if block.caption_shown:
                yield block.caption
            yield from (column.heading for column in block.columns)
            for row in block.rows:
                yield from (SCORECARD if isinstance(cell.inlines[-1], d.PageOf)
                            else d.plain(cell.inlines) for cell in row.cells)
        case d.Chart():
            yield d.plain(block.caption)
        case d.Contents():
            yield block.title
            yield from (f"{entry.text}{page}" for entry, page in zip(
                block.entries, PAGES, strict=True))
        case d.CoverTable():
            for cover in block.rows:
                yield cover.label
                for inside in cover.blocks:
                    yield from lines(inside)
        case d.Panel():
            for inside in block.blocks:
                yield from lines(inside)
        case d.Columns():
            for column in block.columns:
                for inside in column:
                    yield from lines(inside)
        case d.Picture():
            return


def test_the_file_says_the_documents_words_in_the_documents_order() -> None:
    expected = [line for section in sample().sections for block in section.blocks
                for line in lines(block) if line]
    assert [said(p) for p in find(body(), ".//w:p") if said(p)] == expected


def test_a_space_between_two_emphases_stays() -> None:
    row = (d.Text("Two", "strong"), d.Text(" "), d.Text("words", "emphasis"))
    assert said(body(word_file(one_section(d.Paragraph("p", row))))) == "Two words"


def test_running_head_and_foot_say_what_stands_on_every_page() -> None:
    assert said(part("word/header1.xml")) == (
        "Children’s Social Care Monthly Report Private edition Page 1 of 1"
    )
    assert said(part("word/footer1.xml")) == sample().page_note
    for name in ("word/header1.xml", "word/header2.xml"):
        fields = "".join(find(part(name), ".//w:instrText/text()")).split()
        assert fields == ["PAGE", "NUMPAGES"]


def test_the_marking_stands_out_by_its_style() -> None:
    (marked,) = find(part("word/header1.xml"), ".//w:r[w:rPr/w:rStyle/@w:val='Strong']")
    assert said(marked).strip() == sample().marking


def test_without_a_note_there_is_no_foot() -> None:
    file = word_file(replace(sample(), page_note=""))
    assert "word/footer1.xml" not in ZipFile(io.BytesIO(file)).namelist()


def test_the_same_document_gives_the_same_bytes() -> None:
    code = (
        "import hashlib; from tests.documents import sample; "
        "from briefing.writers.word import word_file; "
        "print(hashlib.sha256(word_file(sample())).hexdigest())"
    )
    hashes = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.getcwd()},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(hashes) == 1
    assert word_file(sample()) == sample_file()


@pytest.mark.parametrize(
    "document",
    [
        sample(),
        one_section(table(), replace(table(), id="u", caption_shown=False)),
        one_section(d.Contents("Contents", ()), d.Bullets("none", ())),
        one_section(replace(logo(), alt=""), d.CoverTable((d.CoverRow("Purpose", (table(),)),))),
    ],
    ids=["sample", "tables only", "nothing in them", "a logo for its looks and a table in one"],
)
def test_the_validator_finds_nothing(document: d.Document, tmp_path: Path) -> None:
    path = tmp_path / "briefing.docx"
    path.write_bytes(word_file(document))
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


def test_sixty_panels_stay_small() -> None:
    assert len(word_file(sample(rows=40, panels=60, paragraphs=60))) < 600_000


def test_every_row_of_a_long_table_is_there() -> None:
    """How long it takes, tests/benchmarks/word.py tells."""
    few, many = (sum(len(table.rows) for table in docx.Document(
        io.BytesIO(word_file(sample(rows=rows)))).tables) for rows in (10, 3000))
    assert many - few == 2990


# ── styles ──────────────────────────────────────────────────────────────────────────────────────


def test_everything_that_looks_is_a_styles() -> None:
    for name in ("word/document.xml", "word/header1.xml", "word/header2.xml", "word/footer1.xml"):
        tree = part(name)
        assert {e.tag for e in find(tree, ".//w:rPr/*")} <= {f"{W}rStyle"}
        # These no style can say: what a paragraph keeps with, its list, its page, its section.
        assert {e.tag.removeprefix(W) for e in find(tree, ".//w:pPr/*")} <= {
            "pStyle", "keepNext", "pageBreakBefore", "numPr", "sectPr",
        }


def test_every_style_that_is_used_exists() -> None:
    styles = part("word/styles.xml")
    known = set(find(styles, "./w:style/@w:styleId"))
    used: set[str] = set(find(styles, ".//w:basedOn/@w:val | .//w:next/@w:val"))
    for name in ("word/document.xml", "word/header1.xml", "word/header2.xml", "word/footer1.xml"):
        used |= set(find(part(name), ".//w:pStyle/@w:val|.//w:rStyle/@w:val|.//w:tblStyle/@w:val"))
    assert used <= known


def test_sizes_and_colours_come_from_the_look() -> None:
    look = d.Look(heading_pt=15.5, palette=d.Palette(heading="801650"))
    styles = part("word/styles.xml", word_file(replace(sample(), look=look)))
    heading = "./w:style[@w:styleId='Heading2']/w:rPr"
    assert find(styles, f"{heading}/w:sz/@w:val") == ["31"]
    assert find(styles, f"{heading}/w:color/@w:val") == ["801650"]


def test_the_language_is_british_and_the_mode_is_todays() -> None:
    assert find(part("word/styles.xml"), "./w:docDefaults//w:lang/@w:val") == ["en-GB"]
    mode = "//w:compatSetting[@w:name='compatibilityMode']/@w:val"
    assert find(part("word/settings.xml"), mode) == ["15"]


def test_headings_have_levels_and_a_run_in_heading_is_one_of_the_third() -> None:
    tree = body()
    assert paragraphs(tree, "Heading1") == ["Children’s Social Care Monthly Report – July 2022"]
    assert "1. Background" in paragraphs(tree, "Heading2")
    assert paragraphs(tree, "BriefingRunInHeading") == ["Contacts"]
    run_in = "./w:style[@w:styleId='BriefingRunInHeading']/w:basedOn/@w:val"
    assert find(part("word/styles.xml"), run_in) == ["Heading3"]


def test_no_paragraph_is_empty_but_where_word_wants_one() -> None:
    empty = find(body(), ".//w:body/w:p[not(.//w:t) and not(.//w:drawing)]")
    assert {find(p, "w:pPr/w:pStyle/@w:val")[0] for p in empty} <= {"BriefingAfterTable"}


# ── links, bookmarks, contents ──────────────────────────────────────────────────────────────────


def test_everything_with_an_id_has_a_hidden_bookmark_of_its_own() -> None:
    names = find(body(), ".//w:bookmarkStart/@w:name")
    lists = [b for b in d.blocks(sample()) if isinstance(b, d.Bullets)]
    ids = [b.id for b in d.blocks(sample()) if getattr(b, "id", "") and b not in lists]
    ids += [f"{b.id}#{n}" for b in lists for n, _ in enumerate(b.items, 1)]
    assert {bookmark_name(one) for one in ids} <= set(names)
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"_b_\w{1,37}", name, re.ASCII) for name in names)
    starts = find(body(), ".//w:bookmarkStart/@w:id")
    assert starts == sorted(set(starts), key=int)
    assert sorted(starts) == sorted(find(body(), ".//w:bookmarkEnd/@w:id"))


def test_a_bookmarks_name_is_the_ids_and_no_longer_than_word_allows() -> None:
    assert bookmark_name("summary.contacts.1") == "_b_summary_contacts_1_6de26a8c"
    assert len(bookmark_name("a-very-long-identity." * 9)) == 40
    assert bookmark_name("a.b") != bookmark_name("a_b")


def test_two_blocks_of_one_id_are_our_mistake() -> None:
    with pytest.raises(ValueError, match="two blocks have the id 'p'"):
        word_file(one_section(*[d.Paragraph("p", words("Twice."))] * 2))


def test_links_lead_to_bookmarks_and_to_addresses() -> None:
    tree = body()
    assert set(find(tree, ".//w:hyperlink/@w:anchor")) <= set(
        find(tree, ".//w:bookmarkStart/@w:name")
    )
    relations = part("word/_rels/document.xml.rels")
    outside = {r.get("Id"): r.get("Target") for r in relations if r.get("TargetMode") == "External"}
    assert list(outside.values()) == ["https://www.example.gov.uk/data"]
    assert set(find(tree, ".//w:hyperlink/@r:id")) == set(outside)


def test_contents_are_there_on_opening_with_their_pages() -> None:
    """Word works the pages out when it prints; it asks nothing on opening."""
    tree = body()
    assert paragraphs(tree, "TOC1") == ["1. Background1", "Scorecard2"]
    (instruction,) = find(tree, ".//w:instrText[contains(., 'TOC')]/text()")
    assert instruction.strip() == 'TOC \\t "Heading 2,1,Briefing Area Heading,2" \\h \\z'
    pages = [code.split()[1] for code in find(tree, ".//w:instrText/text()") if "PAGEREF" in code]
    assert pages == find(tree, ".//w:hyperlink[.//w:instrText]/@w:anchor")
    assert find(part("word/settings.xml"), "./w:updateFields") == []
    kinds = find(tree, ".//w:fldChar/@w:fldCharType")
    assert Counter(kinds) == dict.fromkeys(("begin", "separate", "end"), len(kinds) // 3)


# ── lists ───────────────────────────────────────────────────────────────────────────────────────


def test_each_ordered_list_starts_at_one() -> None:
    first = d.Bullets("a", (words("One."), words("Two.")), ordered=True)
    file = word_file(one_section(first, replace(first, id="b"), d.Paragraph("p", words("End."))))
    used = find(body(file), ".//w:p[w:pPr/w:pStyle/@w:val='ListNumber']//w:numId/@w:val")
    assert used == ["3", "3", "4", "4"]
    for number in ("3", "4"):
        start = f"./w:num[@w:numId='{number}']//w:startOverride/@w:val"
        assert find(part("word/numbering.xml", file), start) == ["1", "1"]      # of both levels


def numbered(number: str, numbering: str, n: int) -> d.Paragraph:
    return d.Paragraph(f"p{n}", words(f"Paragraph {n}."), number=number, numbering=numbering)


def counted(file: bytes) -> list[str]:
    """What Word prints before each paragraph that it counts, worked out as Word does."""
    levels = {n: find(part("word/numbering.xml", file),
                      f"./w:abstractNum[@w:abstractNumId='{n}']/w:lvl/w:lvlText/@w:val")
              for n in ("1", "2")}
    of = {num.get(f"{W}numId"): find(num, "./w:abstractNumId/@w:val")[0]
          for num in find(part("word/numbering.xml", file), "./w:num")}
    counts: dict[str, list[int]] = {}
    shown = []
    for one in find(body(file), ".//w:p/w:pPr/w:numPr"):
        (level,), (list_,) = find(one, "./w:ilvl/@w:val"), find(one, "./w:numId/@w:val")
        count = counts.setdefault(list_, [0, 0])
        count[int(level)] += 1
        count[int(level) + 1:] = [0] * (1 - int(level))
        text = levels[of[list_]][int(level)]
        shown.append(text.replace("%1", f"{count[0]}").replace("%2", f"{count[1]}"))
    return shown


def test_word_counts_paragraphs_itself_as_they_are_printed() -> None:
    blocks = (
        d.Heading("h", 2, "One", "1.", numbering="under"), numbered("1.1", "under", 1),
        d.Heading("i", 2, "Between"), numbered("1.", "own", 2), numbered("2.", "own", 3),
        numbered("1.2", "under", 4), d.Heading("j", 2, "Two", "2.", numbering="under"),
        numbered("2.1", "under", 5), numbered("1.", "other", 6), numbered("3.", "own", 7))
    file = word_file(one_section(*blocks, d.Paragraph("end", words("End."))))
    assert counted(file) == [b.number for b in blocks if b.number]
    assert [said(p) for p in find(body(file), ".//w:p")][:2] == ["One", "Paragraph 1."]


def test_a_list_of_a_numbered_paragraph_is_set_in() -> None:
    first = d.Bullets("a", (words("One."), words("Two.")), ordered=True, inset=True)
    file = word_file(one_section(first, replace(first, id="b", ordered=False),
                                 d.Paragraph("p", words("End."))))
    assert paragraphs(body(file), "ListNumber2") == paragraphs(body(file), "ListBullet2") == [
        "One.", "Two."]
    assert counted(file) == ["1.", "2."]


# ── tables ──────────────────────────────────────────────────────────────────────────────────────


def test_a_table_repeats_its_head_and_splits_no_row() -> None:
    (found,) = find(body(word_file(one_section(table(rows=5)))), ".//w:tbl")
    assert len(find(found, "./w:tr")) == len(find(found, "./w:tr[w:trPr/w:cantSplit]")) == 7
    assert len(find(found, "./w:tr/w:trPr/w:tblHeader")) == 1
    assert find(found, "./w:tr[1]/w:trPr/w:tblHeader")
    assert find(found, "./w:tblPr/w:tblCaption/@w:val") == ["Caption"]
    assert find(found, "./w:tblPr/w:tblDescription/@w:val") == ["Summary."]
    (look,) = find(found, "./w:tblPr/w:tblLook")
    assert (look.get(f"{W}firstRow"), look.get(f"{W}firstColumn")) == ("1", "1")


def test_a_group_row_spans_the_table_and_keeps_with_the_next() -> None:
    (found,) = find(body(word_file(one_section(table()))), ".//w:tbl")
    (span,) = find(found, ".//w:gridSpan")
    assert span.get(f"{W}val") == "3"
    assert paragraphs(found, "BriefingCellGroup") == ["Group"]
    keeps = "./w:style[@w:styleId='BriefingCellGroup']/w:pPr/w:keepNext"
    assert find(part("word/styles.xml"), keeps)


def test_columns_share_the_text_width_to_the_last_twentieth_of_a_point() -> None:
    assert shares(100, (1, 1, 1)) == (33, 34, 33)
    for landscape, width in ((False, 9412), (True, 14344)):
        tree = body(word_file(one_section(table(), landscape=landscape)))
        assert sum(map(int, find(tree, ".//w:gridCol/@w:w"))) == width


def test_a_rating_has_the_ground_of_its_cell_and_its_ink_by_style() -> None:
    cell = "./w:tr/w:tc[.//w:rStyle/@w:val='BriefingToneGreen']"
    (found,) = find(body(word_file(one_section(table(rows=1)))), ".//w:tbl")
    (rated,) = find(found, cell)
    assert said(rated) == "▲ Green"
    ground, ink = d.Palette().green
    style = "./w:style[@w:styleId='BriefingToneGreen']/w:rPr"
    assert find(part("word/styles.xml"), f"{style}/w:color/@w:val") == [ink]
    assert find(rated, "./w:tcPr/w:shd/@w:fill") == [ground]      # the whole cell, as in the PDF


def test_two_tables_that_meet_do_not_become_one() -> None:
    tree = body(word_file(one_section(table(), replace(table(), id="u", caption_shown=False))))
    between = find(tree, ".//w:tbl[2]/preceding-sibling::*[1]")
    assert [p.tag for p in between] == [f"{W}p"]


def test_a_cover_table_has_its_labels_in_a_column_of_heads() -> None:
    block = d.CoverTable((
        d.CoverRow("Purpose", (d.Paragraph("", words("To note.")),)),
        d.CoverRow("Risks", (d.Bullets("r", (words("Delay."), words("Cost."))),))))
    (found,) = find(body(word_file(one_section(block))), ".//w:tbl")
    assert [[said(c) for c in find(row, "./w:tc")] for row in find(found, "./w:tr")] == [
        ["Purpose", "To note."], ["Risks", "Delay.Cost."]]
    (look,) = find(found, "./w:tblPr/w:tblLook")
    assert (look.get(f"{W}firstRow"), look.get(f"{W}firstColumn")) == ("0", "1")
    assert paragraphs(found, "BriefingValue") == ["To note."]


@pytest.mark.parametrize("kind", ["png", "jpeg"])
def test_a_logo_is_the_file_that_was_given(kind: str) -> None:
    content = logo_file(kind.upper())
    picture = d.Picture(content, kind, "Barnsley & Co", 54, 18, "right")  # type: ignore[arg-type]
    file = word_file(one_section(picture, d.Paragraph("p", words("End."))))
    with ZipFile(io.BytesIO(file)) as archive:
        assert archive.read(f"word/media/picture1.{kind}") == content
    tree = body(file)
    assert find(tree, ".//wp:docPr/@descr") == ["Barnsley & Co"]
    assert find(tree, ".//wp:extent/@cx | .//wp:extent/@cy") == [str(54 * 36000), str(18 * 36000)]
    (holder,) = find(tree, ".//w:p[.//w:drawing]/w:pPr/w:pStyle/@w:val")
    assert holder == "BriefingLogoRight"


def test_a_logo_without_words_is_marked_as_there_for_its_looks() -> None:
    tree = body(word_file(one_section(replace(logo(), alt=""), d.Paragraph("p", words("End.")))))
    (mark,) = tree.xpath(".//*[local-name()='decorative']/@val")
    assert mark == "1"


def test_a_section_that_ends_in_contents_ends_in_a_paragraph_of_its_own() -> None:
    """LibreOffice loses the page numbers in its head where the section ends inside the field."""
    contents = d.Contents("Contents", (d.ContentsEntry(1, "One", "h"),))
    document = replace(sample(), sections=(
        d.Section("a", (contents,)), d.Section("b", (d.Heading("h", 2, "One"),))))
    (last,) = find(body(word_file(document)), ".//w:p[w:pPr/w:sectPr]")
    assert find(last, "./w:pPr/w:pStyle/@w:val") == ["BriefingAfterTable"]


# ── pages ───────────────────────────────────────────────────────────────────────────────────────


def test_a_landscape_section_is_turned_and_has_its_own_running_head() -> None:
    pages = find(body(), ".//w:sectPr/w:pgSz")
    assert [p.get(f"{W}orient") for p in pages] == [None, "landscape", None]
    assert [(p.get(f"{W}w"), p.get(f"{W}h")) for p in pages] == [
        ("11906", "16838"), ("16838", "11906"), ("11906", "16838"),
    ]
    heads = find(body(), ".//w:sectPr/w:headerReference/@r:id")
    assert heads == ["portraitHead", "landscapeHead", "portraitHead"]
    assert len(find(body(), ".//w:sectPr/w:footerReference")) == 1


def test_a_heading_begins_a_page_but_not_where_its_section_does() -> None:
    heading = d.Heading("h", 2, "First", new_page=True)
    later = replace(heading, id="i", text="Later")
    tree = body(word_file(one_section(heading, d.Paragraph("p", words("Words.")), later)))
    turned = find(tree, ".//w:p[w:pPr/w:pageBreakBefore]")
    assert [said(p) for p in turned] == ["Later"]


def test_all_of_a_panel_but_its_last_paragraph_keeps_with_the_next() -> None:
    panel = d.Panel((
        d.Chart("c", words("Caption"), "Alt", spec(), 62), table(rows=2),
        d.Bullets("b", (words("One."), words("Two."))),
        d.Paragraph("s", words("Source."), role="source"),
    ))
    tree = body(word_file(one_section(panel, d.Paragraph("p", words("After.")))))
    by_style = ("Caption", "BriefingCellGroup")
    loose = [
        said(p) for p in find(tree, ".//w:p[not(w:pPr/w:keepNext)]")
        if find(p, "w:pPr/w:pStyle/@w:val")[0] not in by_style
        and "Head" not in find(p, "w:pPr/w:pStyle/@w:val")[0]
    ]
    assert loose == ["Source.", "After."]


def test_a_panel_that_ends_in_a_table_lets_go_at_its_last_row() -> None:
    tree = body(word_file(one_section(d.Panel((table(rows=2),)))))
    held = [bool(find(r, ".//w:keepNext")) for r in find(tree, ".//w:tr")[1:]]
    assert held == [True, True, False]


# ── charts ──────────────────────────────────────────────────────────────────────────────────────


def chart_file(made: d.ChartSpec) -> bytes:
    return word_file(one_section(d.Chart("c", words("Caption"), "Alt & “text”", made, 62)))


def cached(series: etree._Element, where: str) -> dict[int, str]:
    found = find(series, f"./c:{where}//c:pt")
    return {int(p.get("idx")): p[0].text for p in found}


def sheet(file: bytes) -> list[list[object]]:
    with ZipFile(io.BytesIO(file)) as archive:
        book = io.BytesIO(archive.read("word/embeddings/chart1.xlsx"))
    return CalamineWorkbook.from_filelike(book).get_sheet_by_index(0).to_python()


def test_a_chart_has_its_words_for_those_who_cannot_see_it() -> None:
    alts = find(body(), ".//wp:docPr/@descr")
    assert alts == [b.alt for b in d.blocks(sample()) if isinstance(b, d.Chart | d.Picture)]
    ids = find(body(), ".//wp:docPr/@id")
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("kind", ["line", "column"])
def test_a_chart_shows_what_its_workbook_holds(kind: str) -> None:
    file = chart_file(spec(kind))
    head, *rows = sheet(file)
    for series in find(part("word/charts/chart1.xml", file), ".//c:ser"):
        place = re.fullmatch(r"Figures!\$([A-Z])\$2:\$\1\$14", find(series, "./c:val//c:f")[0].text)
        assert place is not None
        column = ord(place[1]) - ord("A")
        assert cached(series, "tx") == {0: head[column]}
        assert cached(series, "cat") == {n: row[0] for n, row in enumerate(rows)}
        numbers = {n: Decimal(text) for n, text in cached(series, "val").items()}
        assert numbers == {
            n: Decimal(str(row[column])) for n, row in enumerate(rows) if row[column] != ""
        }


def test_a_month_without_a_value_is_a_gap_and_a_withheld_one_is_marked() -> None:
    tree = part("word/charts/chart1.xml", chart_file(spec("column")))
    (main,) = find(tree, ".//c:barChart/c:ser")
    assert set(range(13)) - set(cached(main, "val")) == {3, 7}
    assert cached(main, "cat")[3] == "Oct\n[c]"
    assert cached(main, "cat")[7] == "Feb\n–"       # missing, and not nought


def test_a_flow_that_is_withheld_or_missing_is_marked_under_its_month() -> None:
    """Columns that are not there would look like nought."""
    shown = points("5 6 7 8 9")
    made = d.ChartSpec(
        "stock", ("Jan", "Feb", "Mar", "Apr", "May"),
        (d.ChartSeries("Cases", "main", shown, "9"),
         d.ChartSeries("Began", "inflow", points("5 c 3 - 2"), "Began"),
         d.ChartSeries("Ended", "outflow", points("5 c 3 2 c"), "Ended")),
        ((Decimal(0), "0"), (Decimal(10), "10")), "Number",
        flow_ticks=((Decimal(0), "0"), (Decimal(5), "5")))
    assert axis_words(made) == ("Jan", "Feb\n[c]", "Mar", "Apr\n–", "May\n[c]")


def test_a_legend_stands_under_the_months_whatever_the_program_thinks_of_their_height() -> None:
    tree = part("word/charts/chart1.xml", chart_file(spec()))
    plot = {name: float(find(tree, f"//c:plotArea/c:layout//c:{name}/@val")[0]) for name in "yh"}
    (top,) = find(tree, "//c:legend/c:layout//c:y/@val")
    room = (float(top) - plot["y"] - plot["h"]) * 62        # of the chart's 62 mm
    assert room > 1.4 * d.Look().note_pt * 25.4 / 72        # a line of months


def test_no_line_crosses_a_break() -> None:
    tree = part("word/charts/chart1.xml", chart_file(replace(spec(), breaks=(4, 9))))
    mains = [s for s in find(tree, ".//c:ser") if cached(s, "tx") == {0: "Referrals"}]
    assert [sorted(cached(s, "val")) for s in mains] == [
        [0, 1, 2], [4, 5, 6, 8], [9, 10, 11, 12],
    ]
    hidden = [int(n) for n in find(tree, ".//c:legendEntry[c:delete/@val='1']/c:idx/@val")]
    assert hidden == [int(find(s, "./c:idx/@val")[0]) for s in mains]    # the title names them


def test_columns_are_not_broken_but_lines_beside_them_are_lines() -> None:
    tree = part("word/charts/chart1.xml", chart_file(spec("column")))
    assert len(find(tree, ".//c:barChart/c:ser")) == 1
    assert len(find(tree, ".//c:lineChart/c:ser")) == 3
    (bars,), (lines_,) = find(tree, ".//c:barChart"), find(tree, ".//c:lineChart")
    assert find(bars, "./c:axId/@val") == find(lines_, "./c:axId/@val")


def test_the_legend_names_the_main_series_and_labels_the_others() -> None:
    tree = part("word/charts/chart1.xml", chart_file(spec()))
    assert [cached(s, "tx")[0] for s in find(tree, ".//c:ser")][:4] == [
        "Referrals", "Average 220", "Target 218", "England 280 (2020/21)",
    ]


def test_comparators_are_told_apart_by_their_dashes() -> None:
    england = spec().series[-1]
    many = replace(spec(), series=(*spec().series, replace(england, label="Neighbours 260")))
    tree = part("word/charts/chart1.xml", chart_file(many))
    dashes = find(tree, ".//c:ser/c:spPr/a:ln/a:prstDash/@val")
    assert dashes[:5] == ["solid", "sysDot", "dash", "lgDashDot", "sysDashDot"]


def test_the_last_point_is_labelled_and_a_provisional_one_is_hollow() -> None:
    tree = part("word/charts/chart1.xml", chart_file(spec()))
    (label,) = find(tree, ".//c:dLbl")
    assert find(label, "./c:idx/@val | ./c:showVal/@val") == ["12", "1"]
    (hollow,) = find(tree, ".//c:dPt")
    assert find(hollow, "./c:idx/@val | ./c:marker//a:solidFill[1]/a:srgbClr/@val")[:2] == [
        "12", "FFFFFF",
    ]


def test_a_last_month_without_a_value_has_no_label() -> None:
    series = replace(spec().series[0], points=points("1 2 3 4 5 6 7 8 9 10 11 12 c"))
    assert not find(part("word/charts/chart1.xml", chart_file(replace(spec(), series=(series,)))),
                    ".//c:dLbl")


def test_the_value_axis_is_the_documents() -> None:
    ticks = tuple((Decimal(n), f"{n}.0%") for n in (80, 85, 90, 95, 100))
    tree = part("word/charts/chart1.xml", chart_file(replace(spec(), ticks=ticks)))
    (axis,) = find(tree, ".//c:valAx")
    assert find(axis, "./c:scaling/c:max/@val | ./c:scaling/c:min/@val") == ["100", "80"]
    assert find(axis, "./c:majorUnit/@val | ./c:numFmt/@formatCode") == ['0.0"%"', "5"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("247", "0"),
        ("98.3%", '0.0"%"'),
        ("1,728", "#,##0"),
        ("£1,204.50", '"£"#,##0.00'),
        ("−5", '0;"−"0'),
        ("", "General"),
    ],
)
def test_a_number_format_is_the_pattern_of_its_text(text: str, expected: str) -> None:
    assert number_format(text) == expected


def test_an_axis_takes_its_format_from_the_fullest_tick() -> None:
    assert axis_format(("0", "500", "1,000")) == "#,##0"
    assert axis_format(("−10", "0", "10")) == '0;"−"0'


def test_the_files_properties_are_the_documents() -> None:
    core = part("docProps/core.xml")
    assert {e.tag.rpartition("}")[2]: e.text for e in core} == {
        "title": "Children’s Social Care Monthly Report – July 2022",
        "subject": "Safeguarding Private Member Briefing, 13 September 2022",
        "creator": "Business Improvement Technical Officer",
        "lastModifiedBy": "Business Improvement Technical Officer",
        "language": "en-GB",
        "created": "2022-09-13T00:00:00Z",
        "modified": "2022-09-13T00:00:00Z",
        "revision": "1",
        "description": "briefing 0.1.0",
    }
