"""The HTML edition: the words of the others, in a file that asks a browser for nothing else."""

from __future__ import annotations

import base64
import hashlib
import re
import threading
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from briefing.charts.svg import chart_svg, number
from briefing.document import (
    Cell,
    Chart,
    Column,
    Document,
    Heading,
    Link,
    Look,
    Palette,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
    blocks,
    without_pages,
)
from briefing.layout.contrast import contrast, pairs
from briefing.prepared import Prepared
from briefing.writers.html import html_file
from briefing.writers.html.colours import DARK_PAPER, at_luminance, dark
from briefing.writers.html.style import css_string, standing_script
from briefing.writers.pdf.fonts import family
from briefing.writers.text import text_file
from tests.chart_specs import KINDS
from tests.conftest import LAYOUTS, laid_out
from tests.documents import of_kind, sample, words
from tests.html_lines import lines_of

HOSTILE = ("<script>alert(1)</script>", "a & b ]]> \" ' </style> </title> <!-- -->",
           "שלום עולם – Children’s", "Very long words " * 19, "}\\body{display:none}/*", "{page}")


def page_of(document: Document) -> Any:
    return html.document_fromstring(html_file(document), parser=html.HTMLParser(encoding="utf-8"))


def text_lines(document: Document) -> list[str]:
    return [line for line in text_file(document).decode().splitlines() if line]


# ── the same words, order and tables ────────────────────────────────────────────────────────────


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("edition", ["private", "public"])
def test_its_words_are_those_of_the_plain_text(example: Prepared, layout: str, edition: str
                                               ) -> None:
    document = laid_out(example, layout, edition)
    assert lines_of(html_file(document)) == text_lines(document)


def test_every_kind_of_block_has_its_words() -> None:
    assert lines_of(html_file(sample())) == text_lines(sample())


def test_each_table_has_its_rows_and_heads(example: Prepared) -> None:
    document = laid_out(example, "barnsley-scrutiny")
    page = page_of(document)
    for block in blocks(document):
        if not isinstance(block, Table):
            continue
        table = without_pages(block)
        (made,) = page.xpath(f"//table[@id='{block.id}']")
        assert len(made.xpath(".//tbody/tr")) == len(table.rows)
        assert [cell.text_content() for cell in made.xpath("./thead/tr/*")] == [
            column.heading for column in table.columns]
        assert all(cell.get("scope") and cell.get("id") for cell in made.iter("th"))
        assert made.find("caption").text_content().startswith(block.caption)


def test_each_row_of_the_scorecard_leads_to_its_panel_and_back(example: Prepared) -> None:
    page = page_of(laid_out(example, "barnsley-scrutiny"))
    rows = page.xpath("//table[@id='scorecard.table']//tr[@id]")
    assert len(rows) == 68
    for row in rows:
        panel = row.find("th/a").get("href").removeprefix("#")
        (heading,) = page.xpath(f"//*[@id='{panel}']")
        (back,) = heading.getparent().xpath("p[@class='back']/a")
        assert back.get("href") == f"#{row.get('id')}"


def test_the_same_document_is_the_same_bytes() -> None:
    assert html_file(sample()) == html_file(sample())


# ── one file, and nothing else ──────────────────────────────────────────────────────────────────


def test_a_browser_may_do_nothing_but_show_it(example: Prepared) -> None:
    page = page_of(laid_out(example, "barnsley-scrutiny"))
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    for tag, rule in (("style", "style-src"), ("script", "script-src")):
        hashes = [base64.b64encode(hashlib.sha256(each.text.encode()).digest()).decode()
                  for each in page.iter(tag)]
        assert rules[rule].split() == [f"'sha256-{each}'" for each in hashes]
    assert rules["img-src"] == "data:"


def test_it_names_no_address_and_holds_no_style_or_script_in_its_elements(example: Prepared
                                                                          ) -> None:
    content = html_file(laid_out(example, "barnsley-scrutiny")).decode()
    assert not re.search(r"https?:|url\(|@import|src=\"(?!data:)", content)
    page = html.document_fromstring(content.encode(), parser=html.HTMLParser(encoding="utf-8"))
    names = {name for each in page.iter() if isinstance(each.tag, str) for name in each.attrib}
    assert not [name for name in names if name == "style" or name.startswith("on")]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_ids_are_there_once_and_every_link_arrives(example: Prepared, layout: str) -> None:
    page = page_of(laid_out(example, layout))
    ids = Counter(page.xpath("//@id"))
    assert [name for name, times in ids.items() if times > 1] == []
    targets = {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")}
    assert targets <= set(ids)


def test_it_says_its_language_title_and_marking(example: Prepared) -> None:
    document = replace(laid_out(example, "barnsley-scrutiny"), marking="NOT FOR PUBLICATION")
    page = page_of(document)
    assert page.get("lang") == "en-GB"
    assert page.findtext("head/title") == f"{document.title} (NOT FOR PUBLICATION)"
    assert page.xpath("//header/p[@class='marking']/text()") == ["NOT FOR PUBLICATION"]
    assert page.xpath("//footer/p/text()")[0] == "NOT FOR PUBLICATION"
    (own,) = page.xpath("//style")[1:]
    assert '@top-right{content:"NOT FOR PUBLICATION"}' in own.text      # on each printed page


def test_it_is_lean(example: Prepared) -> None:
    size = len(html_file(laid_out(example, "barnsley-scrutiny")))
    assert size < 1_200_000
    assert size / 68 < 9_000       # of each indicator: chart in two widths, tables, sentences


# ── words that are no HTML ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("title", HOSTILE)
def test_words_stay_words(title: str) -> None:
    document = replace(sample(), title=title, running_title=title, marking=title, page_note=title,
                       author=title, subject=title, page_of=f"{title} {{page}}")
    chart = next(b for b in blocks(document) if isinstance(b, Chart))
    named = replace(chart, id="chart.hostile", alt=title, caption=words(title), spec=replace(
        chart.spec, axis_title=title, months=(title, *chart.spec.months[1:])))
    document = replace(document, sections=(*document.sections, Section("more", (
        Heading("hostile", 2, title), Paragraph("hostile.1", (Text(title),)), named))))
    content = html_file(document)
    assert [line for line in lines_of(content) if line.strip() == title.strip()]
    page = page_of(document)
    assert [each.text for each in page.iter("script")] == [standing_script()]
    assert len(list(page.iter("style"))) == 2
    assert page.findtext("head/title") == f"{title} ({title})"
    assert page.xpath("//h2[@id='hostile']")[0].text_content() == title
    assert b"<!--" not in content


@given(st.text())
def test_a_string_of_a_style_sheet_cannot_end_it(text: str) -> None:
    made = css_string(text)[1:-1]
    assert not re.search(r"[\"'<>{};\n]", made)
    assert re.sub(r"\\([0-9a-f]+) ", lambda m: chr(int(m[1], 16)), made) == text


@pytest.mark.parametrize(("target", "kept"), [
    ("#area", True), ("https://www.example.gov.uk/data", True), ("mailto:a@example.gov.uk", True),
    ("javascript:alert(1)", False), ("data:text/html,x", False), ("file:///etc/passwd", False),
    ("  javascript:alert(1)", False), ("//example.com", False)])
def test_a_link_leads_to_a_place_or_an_address_alone(target: str, kept: bool) -> None:
    row = Paragraph("p", (Link("there", target),))
    page = page_of(replace(sample(), sections=(Section("s", (row,)),)))
    assert bool(page.xpath("//main//a[text()='there']")) is kept
    assert "there" in page.xpath("//p[@id='p']")[0].text_content()


# ── what a figure is ────────────────────────────────────────────────────────────────────────────


def test_figures_bear_what_they_are_only_where_that_is_asked_for() -> None:
    circulated = html_file(sample()).decode()
    assert "data-fact" not in circulated
    assert "referrals.volume:" not in circulated
    own = html_file(sample(), provenance=True)
    page = html.document_fromstring(own, parser=html.HTMLParser(encoding="utf-8"))
    facts = [(each.get("data-fact"), each.text) for each in page.iter("span")
             if each.get("data-fact")]
    assert ("referrals.volume:current:2022-07", "247") in facts
    assert lines_of(own) == text_lines(sample())


# ── colours ─────────────────────────────────────────────────────────────────────────────────────

COLOURS = st.from_regex(r"[0-9A-F]{6}", fullmatch=True)
PAIRS = st.tuples(COLOURS, COLOURS)
PLAIN = [name for name in Palette.__dataclass_fields__ if isinstance(getattr(Palette(), name), str)]
PALETTES = st.builds(Palette, **dict.fromkeys(PLAIN, COLOURS),
                     **dict.fromkeys(("green", "amber", "red", "none"), PAIRS))


@given(PALETTES)
def test_on_a_dark_ground_every_pair_of_colours_stands_apart(palette: Palette) -> None:
    for name, colour, other, ground, least in pairs(dark(palette), DARK_PAPER):
        if other != "the ground of amber":      # what the author is asked stands in Word alone
            assert contrast(colour, ground) >= least, (name, other)


@pytest.mark.parametrize(("colour", "luminance", "made"), [
    ("12436D", 0.52, "94C2FF"), ("1A1A1A", 0.80, "E7E7E7"), ("000000", 0.5, "BCBCBC"),
    ("FFFFFF", 0.05, "3F3F3F")])
def test_a_colour_keeps_its_hue(colour: str, luminance: float, made: str) -> None:
    assert at_luminance(colour, luminance) == made


# ── drawings ────────────────────────────────────────────────────────────────────────────────────

FACES = family("liberation-sans")


def drawn(kind: str, wide: float = 640) -> Any:
    return html.fragment_fromstring(chart_svg(of_kind(kind), wide, 230, Look(), FACES))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "own"])
@pytest.mark.parametrize("wide", [640, 320])
def test_a_drawing_has_the_words_of_its_spec(kind: str, wide: float) -> None:
    spec = of_kind(kind)
    said = " ".join(each.text for each in drawn(kind, wide).iter("text"))
    labels = [series.label for series in spec.series]
    ticks = [text for _, text in (*spec.ticks, *spec.flow_ticks)]
    for text in (spec.axis_title, *ticks, *labels):
        assert all(word in said for word in text.split()), text


def test_a_drawing_has_no_colour_of_its_own_and_no_point_where_there_is_none() -> None:
    line = drawn("line")
    assert not re.search(r"#[0-9A-Fa-f]{3}|rgb|style=", html.tostring(line, encoding="unicode"))
    (points,) = line.xpath(".//path[@class='points']/@d")
    assert points.count("M") == 10      # of 13 months one is withheld, one missing, one provisional
    assert len(line.xpath(".//path[contains(@class,'hollow-points')]")) == 2


@pytest.mark.parametrize(("length", "text"), [
    (3.0, "3"), (3.24, "3.2"), (-0.04, "0"), (0.0, "0"), (12.96, "13"), (-1.25, "-1.2")])
def test_lengths_have_one_decimal_at_the_most(length: float, text: str) -> None:
    assert number(length) == text


def test_many_may_draw_at_once() -> None:
    """Four threads, each with pictures, pages and pages of a browser: the same as one by one."""
    from briefing.charts.picture import chart_picture
    from briefing.writers.pdf import pdf_file

    def all_of_them() -> tuple[bytes, ...]:
        return (html_file(sample()), pdf_file(sample()), *(
            chart_picture(of_kind(kind), 200, 80, Look(), FACES) for kind in ("line", "stock")))

    alone, together = all_of_them(), []
    threads = [threading.Thread(target=lambda: together.append(all_of_them())) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert together == [alone] * 4


def test_on_a_telephone_a_minus_is_beside_its_money() -> None:
    """A cell is a row of a card there, whose children stand apart: it has one of them."""
    table = Table("t", "Money", "", (Column("Service", 50), Column("Left", 50, "right")), (
        Row((Cell(words("Libraries"), header=True), Cell(words("−£0.28m (budget)")))),))
    document = replace(sample(), sections=(Section("money", (table,)),))
    (cell,) = page_of(document).iter("td")
    assert (cell.text, [(child.tag, child.text_content()) for child in cell]) == (
        None, [("span", "−£0.28m (budget)")])
