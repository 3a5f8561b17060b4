"""The shipped layouts: what each makes of the worked example, and what it asks for.

A layout is a file alone: no council's name or format is known to the code.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path
from random import Random
from zipfile import ZipFile

import pypdfium2
import pytest
from openxml_audit import OpenXmlValidator

from briefing import shelves
from briefing.build import build
from briefing.document import (
    Bullets,
    CoverTable,
    Document,
    HeaderBlock,
    Heading,
    Paragraph,
    Picture,
    blocks,
    inlines,
    plain,
)
from briefing.layout import compose_report
from briefing.layout.logo import logo_size
from briefing.prepared import Prepared, prepare
from briefing.problems import Problem
from briefing.writers.text import text_file
from briefing.writers.word import word_file
from tests.conftest import LAYOUTS, laid_out, shipped
from tests.documents import logo_file
from tests.word.test_word_writer import counted

EXAMPLE = shelves.example("barnsley")
OTHERS = tuple(name for name in LAYOUTS if name != "barnsley-scrutiny")
MARK = "NOT FOR PUBLICATION"


def paragraphs(document: Document) -> list[Paragraph]:
    return [block for block in blocks(document) if isinstance(block, Paragraph)]


def example_in(folder: Path, layout: str, *changes: tuple[str, str]) -> Path:
    """A copy of the worked example in that layout, its settings changed."""
    shutil.copytree(EXAMPLE, folder)
    path = folder / "report.toml"
    text = path.read_text("utf-8")
    for was, becomes in (('"barnsley-scrutiny"', f'"{layout}"'), *changes):
        assert was in text
        text = text.replace(was, becomes)
    path.write_text(text, "utf-8")
    return folder


def written(folder: Path, layout: str) -> Path:
    """The folder with a paragraph for each part of the layout that the author has to write."""
    for part in (*shipped(layout).parts, *shipped(layout).rows):
        if part.empty_public:
            (folder / "commentary" / f"{part.place}.md").write_text("None.", encoding="utf-8")
    return folder


# ── the worked example in every layout ──────────────────────────────────────────────────────────


def test_no_code_knows_a_council_or_a_layout() -> None:
    package = Path(shelves.PACKAGE)
    names = {*LAYOUTS} - {"barnsley-scrutiny"} | {"leicestershire", "oxford", "brighton"}
    for path in package.rglob("*.py"):
        assert not [name for name in names if name in path.read_text("utf-8").casefold()], path


@pytest.mark.parametrize("layout", OTHERS)
def test_the_cover_report_is_the_golden_file(example: Prepared, layout: str, golden) -> None:
    """Without the data report, and with the first two service areas of the summary alone."""
    document = laid_out(example, layout)
    first = [section.id for section in document.sections].index("data-report")
    areas = [b.id for b in blocks(document)
             if isinstance(b, Heading) and b.id.startswith("summary.area.")]

    def kept(block: object) -> bool:
        own = getattr(block, "id", "")
        return not any(own == area or own.startswith(f"{area}.") for area in areas[2:])

    cover = tuple(replace(section, blocks=tuple(b for b in section.blocks if kept(b)))
                  for section in document.sections[:first])
    golden(f"{layout}.txt", text_file(replace(document, sections=cover)).decode())


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_says_the_same_of_every_indicator(example: Prepared, layout: str) -> None:
    document = laid_out(example, layout)
    text = text_file(document).decode()
    said = compose_report(example.report, example.findings, example.book, shipped(layout),
                          "private").said
    assert all(sentence.text in text for sentences in said.values() for sentence in sentences)
    ids = [b.id for b in blocks(document) if getattr(b, "id", "")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_validator_of_word_files_finds_nothing(example: Prepared, layout: str,
                                                   tmp_path: Path) -> None:
    path = tmp_path / "briefing.docx"
    path.write_bytes(word_file(laid_out(example, layout)))
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_shipped_layout_has_a_warning(tmp_path: Path, layout: str) -> None:
    folder = written(example_in(tmp_path / "x", layout), layout)
    assert prepare(folder, edition="both").warnings == ()


@pytest.mark.parametrize("layout", OTHERS)
def test_word_counts_what_is_printed(example: Prepared, layout: str) -> None:
    document = laid_out(example, layout)
    numbers = [b.number for b in blocks(document)
               if isinstance(b, Heading | Paragraph) and b.numbering]
    assert counted(word_file(document)) == numbers
    assert len(numbers) > 40


# ── numbers ─────────────────────────────────────────────────────────────────────────────────────


def test_paragraphs_are_numbered_through_the_report(example: Prepared) -> None:
    document = laid_out(example, "numbered-paragraphs")
    numbers = [p.number for p in paragraphs(document) if p.number]
    assert numbers == [f"{n}." for n in range(1, len(numbers) + 1)]
    assert len(numbers) > 50
    headings = [b for b in blocks(document) if isinstance(b, Heading) and b.level == 2]
    assert headings[0].text == "Recommendations"
    assert not any(heading.number for heading in headings)


def test_paragraphs_are_numbered_under_their_headings(example: Prepared) -> None:
    document = laid_out(example, "cover-table")
    heading, count = 0, 0
    for block in blocks(document):
        if isinstance(block, Heading) and block.numbering:
            heading, count = heading + 1, 0
            assert block.number == f"{heading}."
        elif isinstance(block, Paragraph) and block.numbering:
            count += 1
            assert block.number == f"{heading}.{count}"
    assert heading == 3


def test_the_executive_summary_counts_its_own_paragraphs(example: Prepared) -> None:
    own = [p for p in paragraphs(laid_out(example, "cover-sheet"))
           if p.id.startswith("executive-summary.")]
    assert [p.number for p in own] == [f"{n}." for n in range(1, len(own) + 1)]
    assert plain(own[0].inlines).startswith("Of the 68 indicators in this report")
    assert plain(own[1].inlines).startswith("Of those rated, 5 (31%) met and 11 (69%) missed")
    assert any(plain(p.inlines).startswith("Contacts: The number of contacts fell to 379")
               for p in own)


def test_a_list_is_of_the_paragraph_above_it_or_numbered_itself(example: Prepared) -> None:
    document = laid_out(example, "cover-table")
    found = [b for b in blocks(document) if getattr(b, "id", "").startswith("questions.")]
    assert [type(b) for b in found[-2:]] == [Paragraph, Bullets]
    assert found[-1].inset  # type: ignore[union-attr]
    assert {type(b) for b in found[:-1]} == {Paragraph}
    assert found[0].number == "3.1"  # type: ignore[union-attr]


# ── the header ──────────────────────────────────────────────────────────────────────────────────


def cover(document: Document) -> dict[str, list[str]]:
    """The rows of the cover table: each label, and the lines beside it."""
    (table,) = [b for b in blocks(document) if isinstance(b, CoverTable)]
    return {row.label: ["".join(i.text for i in inlines(b)) for b in row.blocks]
            for row in table.rows}


def test_boxes_are_ticked_in_words_too(example: Prepared) -> None:
    rows = cover(laid_out(example, "cover-sheet"))
    assert rows["Key purpose"] == ["□ Strategy: no", "■ Assurance: yes", "□ Policy: no",
                                   "■ Performance: yes"]
    assert rows["Classification"] == ["□ Public: no", "■ Private: yes"]
    public = cover(laid_out(example, "cover-sheet", "public"))
    assert public["Classification"] == ["■ Public: yes", "□ Private: no"]


def test_what_the_author_files_under_a_row_stands_beside_its_label(tmp_path: Path) -> None:
    folder = example_in(tmp_path / "x", "cover-table")
    (folder / "commentary" / "implications-legal.md").write_text(
        "The Children Act 2004 applies.\n\n- A duty to report.\n", "utf-8")
    (folder / "commentary" / "recommendations.private.md").write_text("- Note it.\n- Ask for more.",
                                                              "utf-8")
    found = prepare(folder)
    document = compose_report(found.report, found.findings, found.book, found.layout,
                              "private").document
    rows = cover(document)
    assert rows["Implications: legal"] == ["The Children Act 2004 applies.", "A duty to report."]
    assert rows["Implications: equality"] == ["The author has not stated them."]
    (table,) = [b for b in blocks(document) if isinstance(b, CoverTable)]
    (recommended,) = table.rows[-1].blocks
    assert isinstance(recommended, Bullets)
    assert recommended.ordered


def test_what_nobody_wrote_is_said_in_the_layouts_words(example: Prepared) -> None:
    assert cover(laid_out(example, "cover-table"))["Purpose of report"] == [
        "To report the performance of the services in July 2022, and what members may wish to ask "
        "about it."]


def test_a_list_of_settings_is_a_line_each_and_one_in_a_row(example: Prepared) -> None:
    lines = ["Business Improvement Technical Officer", "Children’s Services directorate"]
    assert cover(laid_out(example, "cover-table"))["Contacts"] == lines
    headers = [b for b in blocks(laid_out(example, "numbered-paragraphs"))
               if isinstance(b, HeaderBlock)]
    assert [plain(value) for label, value in headers[0].rows if label == "Contact"] == [
        ", ".join(lines)]


# ── the marking ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_page_of_a_private_edition_is_marked(tmp_path: Path, layout: str) -> None:
    files = build(example_in(tmp_path / "x", layout)).files
    (pdf,) = [path for path in files if path.suffix == ".pdf"]
    with pypdfium2.PdfDocument(pdf) as opened:
        pages = [page.get_textpage().get_text_range() for page in opened]
    assert all(MARK in page for page in pages)
    said = re.sub(r"\s+", " ", pages[0])
    assert "by virtue of paragraph 2 of Part 1 of Schedule 12A" in said
    assert "Information which is likely to reveal the identity of an individual." in said
    (docx,) = [path for path in files if path.suffix == ".docx"]
    with ZipFile(docx) as archive:
        heads = [archive.read(name).decode() for name in archive.namelist()
                 if re.fullmatch(r"word/header\d+\.xml", name)]
    assert len(heads) == 2      # upright and on its side
    assert all(MARK in head for head in heads)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_page_of_a_public_edition_is_marked(example: Prepared, layout: str) -> None:
    document = laid_out(example, layout, "public")
    assert document.marking == ""
    text = text_file(document).decode()
    assert MARK not in text
    assert ("For general release" in text) == (layout != "barnsley-scrutiny")


def test_a_layout_that_marks_where_asked_says_private_where_it_is_not(tmp_path: Path) -> None:
    folder = example_in(tmp_path / "x", "barnsley-scrutiny", ('exempt_paragraph = "2"', ""))
    found = prepare(folder)
    document = compose_report(found.report, found.findings, found.book, found.layout,
                              "private").document
    assert document.marking == "Private edition"
    assert MARK not in text_file(document).decode()


# ── the logo ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("layout", "align"), [
    ("barnsley-scrutiny", "left"), ("cover-table", "right"), ("numbered-paragraphs", "centre"),
    ("cover-sheet", "left")])
def test_a_logo_of_the_reports_folder_stands_on_the_cover(tmp_path: Path, layout: str,
                                                          align: str) -> None:
    folder = example_in(tmp_path / "x", layout, (
        'council       = "Barnsley"',
        'council = "Barnsley"\nlogo = "logo.png"\nlogo_alt = "The council’s arms"'))
    (folder / "logo.png").write_bytes(logo_file(size=(300, 100)))
    found = prepare(written(folder, layout))
    assert found.warnings == ()
    logo = found.editions[0].logo
    assert logo == Picture(logo_file(size=(300, 100)), "png", "The council’s arms", 54, 18,
                           align)  # type: ignore[arg-type]
    document = compose_report(found.report, found.findings, found.book, found.layout, "private",
                       logo=logo).document
    assert [b for b in document.sections[0].blocks if isinstance(b, Picture)] == [logo]


def test_a_layouts_own_logo_lies_beside_it_and_is_never_wider_than_the_page(
    tmp_path: Path,
) -> None:
    folder = example_in(tmp_path / "x", "ours")
    (folder / "layouts").mkdir()
    text = (shelves.shelf("layouts") / "cover-sheet.toml").read_text("utf-8")
    (folder / "layouts" / "ours.toml").write_text(
        f'{text}\n[logo]\nfile = "arms.jpg"\nheight_mm = 20\n', "utf-8")
    (folder / "layouts" / "arms.jpg").write_bytes(logo_file("JPEG", (900, 30)))
    found = prepare(folder).editions[0].logo
    assert found is not None
    assert (found.kind, found.alt, found.width_mm) == ("jpeg", "", 166)
    assert found.height_mm == pytest.approx(166 / 30)
    inputs = build(folder).files[-1].parent / "childrens-social-care-2022-07.manifest.json"
    assert '"layouts/arms.jpg"' in inputs.read_text("utf-8")


def test_a_damaged_logo_is_read_or_named() -> None:
    choose = Random(5)
    named = 0
    for n in range(400):
        content = bytearray(logo_file(("PNG", "JPEG")[n % 2]))
        for _ in range(choose.randint(1, 5)):
            at = choose.randrange(len(content))
            content[at : at + choose.randint(0, 2)] = choose.randbytes(choose.randint(0, 2))
        problems: list[Problem] = []
        assert (logo_size(bytes(content), "arms.png", problems) is None) == bool(problems)
        named += len(problems)
    assert 100 < named < 400
