"""Every Word file is whole: the validator, our own lint, the words of the PDF, and LibreOffice.

The documents are those that the PDF is held to, the worked example in every layout on the shelf,
and both on a council's template.
"""

from __future__ import annotations

import dataclasses
import io
import re
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import get_args
from zipfile import ZIP_DEFLATED, ZipFile

import pypdfium2
import pytest
from lxml import etree

from briefing import document as d
from briefing import shelves
from briefing.findings import find as find_all
from briefing.indicators import Dictionary
from briefing.layout import compose_report, read_layout
from briefing.measures import measure
from briefing.narrative.remarks import remarks_on
from briefing.prepared import Prepared
from briefing.problems import Problem
from briefing.reading.settings import Word
from briefing.reading.word import read_back
from briefing.reading.word.anchors import bookmark_name
from briefing.writers.pdf import pdf_file
from briefing.writers.text import text_file
from briefing.writers.word import House, RunNote, read_house, word_file
from tests.council import ADDRESS, STYLES, council
from tests.documents import sample
from tests.oddities import oddity
from tests.office import DOCX, PDF, converted
from tests.pdf.test_pdf_ua import DOCUMENTS, Reader, plain_words, without_charts
from tests.word_lint import Opened, audit, find, lint, said

OUT_OF_ORDER = "headings out of order"      # of which the lint would rightly complain
LAYOUTS = shelves.names("layouts")


def house_of(folder: Path, raw: bytes | None = None) -> House:
    (folder / "house.docx").write_bytes(council() if raw is None else raw)
    problems: list[Problem] = []
    house = read_house(folder, Word("house.docx", STYLES), problems)
    assert house is not None, problems
    return house


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    return house_of(tmp_path_factory.mktemp("house"))


@pytest.fixture(scope="session")
def in_layout(example: Prepared) -> Callable[[str], d.Document]:
    """The worked example in a layout of the shelf."""

    @cache
    def composed(name: str) -> d.Document:
        problems: list[Problem] = []
        path = shelves.find("layouts", name)
        assert path is not None
        layout = read_layout(path, problems)
        assert layout is not None, problems
        return compose_report(example.report, example.findings, example.book, layout,
                              "private").document

    return composed


@pytest.fixture(scope="session")
def odd(example: Prepared) -> d.Document:
    """A report of indicators of every sort with every oddity in their series."""
    period = example.report.period.last
    ones = [oddity(Random(n), period, f"odd.n{n}") for n in range(40)]
    dictionary = Dictionary(
        tuple(one.indicator for one in ones), tuple(t for one in ones for t in one.targets),
        tuple(b for one in ones for b in one.benchmarks))
    observations = tuple(o for one in ones for o in one.observations)
    report = dataclasses.replace(example.report, dictionary=dictionary, commentary=(),
                                 observations=observations)
    findings = find_all(measure(observations, dictionary, period))
    return compose_report(report, findings, example.book, example.layout, "private").document


@pytest.fixture(params=[*(n for n in DOCUMENTS if n != OUT_OF_ORDER), "oddities",
                        *(f"layout {name}" for name in LAYOUTS)])
def document(request: pytest.FixtureRequest, in_layout: Callable[[str], d.Document],
             odd: d.Document) -> d.Document:
    if request.param == "oddities":
        return odd
    if request.param in DOCUMENTS:
        return DOCUMENTS[request.param]()
    return in_layout(request.param.removeprefix("layout "))


# ── whole ───────────────────────────────────────────────────────────────────────────────────────


def test_a_file_is_whole_and_an_authors_to_edit(document: d.Document, tmp_path: Path) -> None:
    file = word_file(document)
    assert audit(file, tmp_path / "briefing.docx") == []
    assert lint(file) == []
    assert word_file(document) == file


def test_so_it_is_on_a_councils_template(
    document: d.Document, house: House, tmp_path: Path
) -> None:
    file = word_file(document, house=house)
    assert audit(file, tmp_path / "briefing.docx") == []
    assert lint(file) == []


def test_what_was_written_is_read_back_unchanged(document: d.Document, tmp_path: Path) -> None:
    path = tmp_path / "briefing.docx"
    path.write_bytes(word_file(document))
    found = read_back(path)
    assert found.changes == ()
    assert found.untaken == ()
    assert {one.by_what for one in found.anchors} <= {"anchor", "place"}


# ── the same words as the PDF ───────────────────────────────────────────────────────────────────


def printed_words(document: d.Document) -> list[str]:
    """The words of the plain text, which are those of the PDF, but for what is on every page.

    Word has no columns of drawings, and gathers the lines of the contents from the headings.
    """
    headings = headings_said(document)

    def as_in_word(block: d.Block) -> d.Block:
        if isinstance(block, d.Contents):
            return dataclasses.replace(block, entries=tuple(
                dataclasses.replace(entry, text=headings[entry.target])
                for entry in block.entries))
        return with_page_heads(d.without_drawings(block)) if isinstance(block, d.Table) else block

    printed = plain_words(dataclasses.replace(document, sections=tuple(
        dataclasses.replace(section, blocks=tuple(map(as_in_word, section.blocks)))
        for section in document.sections)))
    on_every_page = f"{document.marking} {document.page_note}".split()
    assert printed[: len(on_every_page)] == on_every_page
    return [word for word in printed[len(on_every_page):] if word != "•"]


def headings_said(document: d.Document) -> dict[str, str]:
    """What each heading says by its id, its number with it."""
    return {block.id: f"{block.number} {block.text}".strip()
            for block in d.blocks(document) if isinstance(block, d.Heading)}


def with_page_heads(table: d.Table) -> d.Table:
    """The table with the columns of pages that plain text leaves out; they hold no words."""
    return dataclasses.replace(table, columns=tuple(
        dataclasses.replace(column, paged=False) for column in table.columns))


def but_for_pages(part: etree._Element) -> str:
    """What a paragraph or a cell says, without the page that Word works out."""
    return "" if find(part, ".//w:instrText[contains(., 'PAGEREF')]") else said(part)


def untiered(opened: Opened) -> Opened:
    """The file with each table that Word holds in tiers made one again: told by what it holds.

    A tier has the title of the table before it and the same heads of its rows, and nothing stands
    between the two but an empty paragraph. What it repeats is left out, the rest is set on the
    rows' ends.
    """
    for table in find(opened.body, ".//w:tbl[w:tblPr/w:tblCaption]"):
        between = table.getprevious()
        first = None if between is None else between.getprevious()
        if first is None or opened.style_name(between) != "Briefing After Table" or said(between) \
                or title(first) != title(table):
            continue
        pairs = list(zip(find(first, "./w:tr"), find(table, "./w:tr"), strict=True))
        heads = [[said(find(row, "./w:tc")[0]) for row in pair] for pair in pairs]
        assert [one for one, other in heads if one != other] == []
        for row, more in pairs:
            row.extend(find(more, "./w:tc")[1:])
        # the whole takes the later tier's place, for a third to find it before itself
        between.getparent().remove(between)
        table.getparent().replace(table, first)
    return opened


def title(element: etree._Element) -> list[str]:
    return find(element, "self::w:tbl/w:tblPr/w:tblCaption/@w:val")


def word_words(file: bytes) -> list[str]:
    """The words of the body as a reader meets them, but for what only the editor is asked.

    The tiers of a table are read as the one table that the PDF's structure has.
    """
    opened = untiered(Opened(file))
    numbering = opened.tree("word/numbering.xml")
    counts: dict[str, list[int]] = {}
    made: list[str] = []
    for paragraph in find(opened.body, ".//w:p"):
        if opened.style_name(paragraph) == "Briefing Prompt":
            continue
        made += counted(paragraph, numbering, counts)
        words = said(paragraph)
        if opened.style_name(paragraph).startswith("toc "):
            page = find(paragraph, ".//w:t")[-1].text or ""     # of Word's pages, not the PDF's
            words = words.removesuffix(page)
        else:
            words = but_for_pages(paragraph)
        made += words.split()
    return made


def counted(paragraph: etree._Element, numbering: etree._Element, counts: dict[str, list[int]]
            ) -> list[str]:
    """The number that Word sets before a paragraph, of one level or "1.2" of two."""
    for number in find(paragraph, "./w:pPr/w:numPr/w:numId/@w:val"):
        level = int(find(paragraph, "./w:pPr/w:numPr/w:ilvl/@w:val")[0])
        kind = find(numbering, f"./w:num[@w:numId='{number}']/w:abstractNumId/@w:val")[0]
        text = find(numbering, f"./w:abstractNum[@w:abstractNumId='{kind}']"
                               f"/w:lvl[@w:ilvl='{level}']/w:lvlText/@w:val")[0]
        so_far = counts.setdefault(number, [0] * 9)
        so_far[level] += 1
        so_far[level + 1:] = [0] * (8 - level)
        for place, count in enumerate(so_far, 1):
            text = text.replace(f"%{place}", str(count))
        return [text] if "•" not in text else []
    return []


def test_each_word_of_the_pdf_is_in_the_word_file_and_the_other_way(document: d.Document) -> None:
    assert word_words(word_file(document)) == printed_words(document)


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_contents_say_what_the_headings_say(
    name: str, in_layout: Callable[[str], d.Document],
) -> None:
    document = in_layout(name)
    headings = headings_said(document)
    entries = [entry for block in d.blocks(document) if isinstance(block, d.Contents)
               for entry in block.entries]
    assert [entry.text for entry in entries] == [headings[entry.target] for entry in entries]


def read_undrawn(pdf: bytes) -> Reader:
    """The PDF read, but for the columns of its tables that hold drawings: Word has none."""
    reader = Reader(pdf)
    for table in reader.document.every("Table"):
        rows = list(table.every("TR"))
        drawn = {n for row in rows for n, cell in enumerate(row.every("TH", "TD"))
                 if any(cell.every("Figure"))}
        for row in rows if drawn else ():
            row.parts = [part for n, part in enumerate(row.parts) if n not in drawn]
        for cell in table.every("TD"):
            if list(cell.every("Reference")):
                cell.parts = []     # a page, which is another in Word
    return reader


def test_the_worked_examples_pdf_and_word_file_say_the_same(built: dict[str, Path]) -> None:
    pdf = [word for word in read_undrawn(built["pdf"].read_bytes()).words() if word != "•"]
    marking, note, *_ = built["txt"].read_text("utf-8").split("\n")
    first = f"{marking} {note}".split()      # the PDF says once what each page shows
    assert pdf[: len(first)] == first
    assert word_words(built["docx"].read_bytes()) == pdf[len(first):]


def test_pictures_say_the_same_in_both(built: dict[str, Path]) -> None:
    pdf = read_undrawn(built["pdf"].read_bytes())
    alts = [str(figure.dictionary.Alt) for figure in pdf.document.every("Figure")]
    assert find(Opened(built["docx"].read_bytes()).body, ".//wp:docPr/@descr") == alts


def test_tables_have_the_same_cells_in_both(built: dict[str, Path]) -> None:
    pdf = read_undrawn(built["pdf"].read_bytes())
    theirs = [[[" ".join(pdf.text(cell).split()) for cell in row.every("TH", "TD")]
               for row in table.every("TR")] for table in pdf.document.every("Table")]
    body = untiered(Opened(built["docx"].read_bytes())).body
    ours = [[[" ".join(but_for_pages(cell).split()) for cell in find(row, "./w:tc")]
             for row in find(table, "./w:tr")]
            for table in find(body, ".//w:tbl[w:tblPr/w:tblStyle/@w:val!='BriefingColumns']")]
    assert [t for t in ours if t] == theirs


def test_a_charts_workbook_holds_what_the_document_shows(
    in_layout: Callable[[str], d.Document],
) -> None:
    document = in_layout(LAYOUTS[0])
    charts = [b for b in d.blocks(document) if isinstance(b, d.Chart)]
    shown = list(Opened(word_file(document)).charts())
    assert len(shown) == len(charts) > 50
    for chart, (_, sheet) in zip(charts, shown, strict=True):
        held = [Decimal(str(cell)) for row in sheet[1:] for cell in row[1:] if cell != ""]
        printed = [p.value for s in chart.spec.series for p in s.points if p.value is not None]
        assert sorted(held) == sorted(printed)


def test_every_class_of_block_and_inline_is_handled_by_every_writer() -> None:
    """A class that is new has to be in the sample, and then no writer can do without it."""
    assert {type(b) for b in d.blocks(sample())} == set(get_args(d.Block))
    assert {type(i) for b in d.blocks(sample()) for i in d.inlines(b)} == set(get_args(d.Inline))
    for block in {type(b): b for b in d.blocks(sample())}.values():
        alone = dataclasses.replace(sample(), sections=(
            d.Section("only", (d.Heading("title", 1, "Title"), d.Heading("scorecard", 2, "To"),
                               d.Heading("background", 2, "To"), d.Heading("area", 2, "To"),
                               *((block,) if getattr(block, "id", "") not in (
                                   "title", "background") else ()))),))
        for writer in (pdf_file, word_file, text_file):
            assert writer(alone)


# ── LibreOffice ─────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def resaved(tmp_path_factory: pytest.TempPathFactory, example: Prepared, house: House
            ) -> dict[str, tuple[Path, Path, Path]]:
    """Files as they were written, as LibreOffice saves them, and as it prints them."""
    folder = tmp_path_factory.mktemp("office")
    made = compose_report(example.report, example.findings, example.book, example.layout, "private")
    remarks = remarks_on(made.narration, example.book, True)
    files = {"example": word_file(made.document, RunNote(example.report.period), remarks),
             "house": word_file(sample(), house=house),
             "font": restyled(word_file(without_charts()), "Liberation Mono")}
    for name, file in files.items():
        (folder / f"{name}.docx").write_bytes(file)
    written = [folder / f"{name}.docx" for name in files]
    settings = folder / "settings"
    saved = converted(written, DOCX, folder / "saved", settings)
    prints = converted(written, PDF, folder / "printed", settings)
    return dict(zip(files, zip(written, saved, prints, strict=True), strict=True))


def restyled(file: bytes, font: str) -> bytes:
    """The file with another font in the one place that gives it."""
    made = io.BytesIO()
    with ZipFile(io.BytesIO(file)) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "word/styles.xml":
                assert part.count(b'"Arial"') == 4
                part = part.replace(b'"Arial"', f'"{font}"'.encode())
            target.writestr(name, part)
    return made.getvalue()


@pytest.mark.parametrize("name", ["example", "house"])
def test_a_file_that_libreoffice_saved_still_has_everything(
    name: str, resaved: dict[str, tuple[Path, Path, Path]]
) -> None:
    written, saved, _ = resaved[name]
    found = read_back(saved)
    before = read_back(written)
    assert found.changes == ()
    assert found.anchors == before.anchors
    assert [one.what for one in found.untaken if "alternative words" not in one.what] == []
    assert found.comments == before.comments
    before, after = Opened(written.read_bytes()), Opened(saved.read_bytes())
    for what in (".//w:tbl", ".//w:tr", ".//wp:docPr", ".//w:commentReference"):
        assert len(find(after.body, what)) == len(find(before.body, what))
    assert len(list(charts_of(after))) == len(list(charts_of(before)))
    used = [Counter((opened.style_name(p) or "Normal").casefold()
                    for p in find(opened.body, ".//w:p[.//w:t]")) for opened in (before, after)]
    assert used[0] == used[1]


def charts_of(opened: Opened) -> list[str]:
    return [name for name in opened.parts if re.fullmatch(r"word/charts/chart\d+\.xml", name)]


def test_libreoffice_prints_every_page(
    resaved: dict[str, tuple[Path, Path, Path]], in_layout: Callable[[str], d.Document],
) -> None:
    marking = in_layout("barnsley-scrutiny").marking
    pages = [" ".join(page.split()) for page in text_of(resaved["example"][2])]
    assert len(pages) > 40
    assert [n for n, page in enumerate(pages, 1) if f"Page {n} of {len(pages)}" not in page] == []
    assert [n for n, page in enumerate(pages, 1) if marking not in page] == []
    assert not any("Error" in page for page in pages)


def test_the_marking_is_on_every_page_of_a_councils_template(
    resaved: dict[str, tuple[Path, Path, Path]],
) -> None:
    pages = text_of(resaved["house"][2])
    assert len(pages) > 2
    assert [n for n, page in enumerate(pages, 1) if "Private edition" not in page] == []
    assert [n for n, page in enumerate(pages, 1) if "illustrative" not in page] == []
    assert ADDRESS in " ".join(" ".join(pages).split())


def text_of(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as opened:
        return [page.get_textpage().get_text_bounded() for page in opened]


def test_restyled_at_one_place_the_whole_file_follows(
    resaved: dict[str, tuple[Path, Path, Path]],
) -> None:
    """Every word that LibreOffice prints is in the new font."""
    fonts = Counter[str]()
    with pypdfium2.PdfDocument(resaved["font"][2]) as opened:
        for page in opened:
            for text in page.get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_TEXT,)):
                fonts[text.get_font().get_base_name().rpartition("+")[2]] += 1
    assert fonts.total() > 60
    assert [name for name in fonts if "Mono" not in name] == []


def test_anchors_are_the_ids_of_the_document(built: dict[str, Path],
                                             in_layout: Callable[[str], d.Document]) -> None:
    names = set(find(Opened(built["docx"].read_bytes()).body, ".//w:bookmarkStart/@w:name"))
    for block in d.blocks(in_layout("barnsley-scrutiny")):
        if getattr(block, "id", "") and not isinstance(block, d.Bullets):
            assert bookmark_name(block.id) in names


def test_no_part_of_the_file_is_a_parse_away_from_failing(built: dict[str, Path]) -> None:
    for name, part in Opened(built["docx"].read_bytes()).parts.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(part)
