"""The worked example: published figures come out, the finished files hold the facts and no more.

`published.csv` is what the council's report of July 2022 prints beside the monthly values. It is an
oracle and never an input, and lies outside the repository with the rest of the shared material; the
copy in tests/oracle holds its figures.
"""

from __future__ import annotations

import csv
import json
import re
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest
from docx import Document as open_docx

from briefing import shelves
from briefing.build import build
from briefing.document import Document, Heading, Paragraph, blocks
from briefing.findings import Finding, Findings
from briefing.layout import Composed, compose_report
from briefing.prepared import Prepared
from briefing.writers.figures import printed
from briefing.writers.text import text_file

ORACLE = Path(__file__).parents[1] / "oracle" / "barnsley-published.csv"
PUBLISHED = list(csv.DictReader(ORACLE.read_text("utf-8").splitlines()))
HEADINGS = (
    "Early Help Assessments", "Contacts", "Referrals", "Assessments", "Section 47 Investigations",
    "Child Protection (CP)", "Care Proceedings", "Looked After Children (LAC)",
    "Quality of Schools Attended by Looked after Children",
    "School Attendance and Absence of Looked after Children", "Adoption", "Care leavers",
    "Children in Need", "Caseloads",
)  # fmt: skip


@pytest.fixture(scope="module")
def findings(example: Prepared) -> Findings:
    return example.findings


def laid_out(example: Prepared, findings: Findings) -> Composed:
    return compose_report(example.report, findings, example.book, example.layout, "private")


def computed(finding: Finding, figure: str) -> str:
    """What the program says of a published figure, as the oracle writes it."""
    names = {"max_12m": "maximum_12m", "ytd": "year_to_date", "consecutive_falls": "run",
             "highest_since": "last_at_or_above"}
    role = "outturn" if figure.startswith("outturn_") else names.get(figure, figure)
    fact = finding.facts[role]
    if figure.startswith("outturn_"):
        assert fact.period == figure.removeprefix("outturn_")
    if figure == "highest_since":
        return fact.period
    if figure == "consecutive_falls":
        assert finding.direction == "down"
    return f"{fact.printed}"


@pytest.mark.parametrize("row", PUBLISHED, ids=lambda row: f"{row['indicator']} {row['figure']}")
def test_every_published_figure_comes_out(findings: Findings, row: dict[str, str]) -> None:
    found = computed(findings[row["indicator"]], row["figure"])
    same_kind = found if row["figure"] == "highest_since" else Decimal(found)
    wanted = row["value"] if row["figure"] == "highest_since" else Decimal(row["value"])
    assert same_kind == wanted


def test_there_are_36_published_figures() -> None:
    assert len(PUBLISHED) == 36


def test_the_plain_text_is_the_golden_file(example: Prepared, findings: Findings, golden) -> None:
    document = laid_out(example, findings).document
    golden("childrens-social-care-2022-07.txt", text_file(document).decode())


def test_the_cover_report_is_in_the_committees_format(example: Prepared,
                                                      findings: Findings) -> None:
    document = laid_out(example, findings).document
    cover = [b for b in document.sections[0].blocks if isinstance(b, Heading)]
    numbered = [f"{h.number} {h.text}" for h in cover if h.number]
    assert numbered == ["1. Background", "2. Summary", "3. Recommendations",
                        "4. Attachments/background papers", "5. Possible Areas for investigation"]
    assert tuple(h.text for h in cover if h.underlined) == HEADINGS
    assert {h.level for h in cover if h.underlined} == {3}
    # the page of exceptions stands before the scorecard
    assert [s.landscape for s in document.sections] == [False, False, True, False]


def test_every_indicator_has_one_to_four_sentences(example: Prepared, findings: Findings) -> None:
    said = laid_out(example, findings).said
    assert set(said) == {one.id for one in example.report.dictionary.indicators}
    assert {len(sentences) for sentences in said.values()} <= {1, 2, 3, 4}


def test_ids_are_unique(example: Prepared, findings: Findings) -> None:
    document = laid_out(example, findings).document
    ids = [b.id for b in blocks(document) if getattr(b, "id", "")]
    assert len(ids) == len(set(ids))


# ── the finished files read back ────────────────────────────────────────────────────────────────

NUMBER = re.compile(r"[−£]?\d[\d,]*(?:\.\d+)?%?")


def pdf_pages(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def without_furniture(pages: list[str], document: Document) -> str:
    """The pages' text run on, so that a sentence may go over a page's end."""
    furniture = (document.running_title, document.marking, document.page_note)
    for n, page in enumerate(pages, 1):
        for words in (*furniture, f"Page {n} of {len(pages)}"):
            page = page.replace(words, "", 1)
        pages[n - 1] = page
    return "".join(pages)


def docx_text(path: Path) -> str:
    body = open_docx(str(path)).element.body
    paragraphs = body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p")
    return "\n".join("".join(t.text or "" for t in p.iter(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t")) for p in paragraphs)


def test_every_page_says_that_unpublished_months_are_illustrative(built: dict[str, Path]) -> None:
    note = "figures for months that the council did not publish are illustrative"
    pages = pdf_pages(built["pdf"])
    for n, page in enumerate(pages, 1):
        assert note in page
        assert f"Page {n} of {len(pages)}" in page
    footers = [s.footer.paragraphs for s in open_docx(str(built["docx"])).sections]
    for footer in footers:
        assert note in "".join(p.text for p in footer)


def test_every_number_in_the_narrative_is_a_fact(example: Prepared, findings: Findings,
                                                 built: dict[str, Path]) -> None:
    """Each number of a sentence, as the PDF and Word print it, is the text of one of its facts, or
    part of a period, a name or the words of the indicator."""
    composed = laid_out(example, findings)
    document, said = composed.document, composed.said
    texts = [without_furniture(pdf_pages(built["pdf"]), document), docx_text(built["docx"])]
    squeezed = [re.sub(r"\s+", "", text.replace("￾", "-")) for text in texts]
    for sentences in said.values():
        for sentence in sentences:
            for text in squeezed:
                assert re.sub(r"\s+", "", sentence.text) in text
            rest = "".join(p if isinstance(p, str) else "" for p in sentence.pieces)
            words = example.report.dictionary[sentence.about].subject
            rest = rest.replace(words, "").replace(words[:1].upper() + words[1:], "")
            rest = re.sub(r"per 10,000( under 18s)?|12 months?\b|\b20\d\d(/\d\d)?\b", "", rest)
            assert NUMBER.findall(rest) == []


def test_figures_csv_holds_every_printed_figure(example: Prepared, findings: Findings,
                                                built: dict[str, Path]) -> None:
    document = laid_out(example, findings).document
    rows = [row for row in csv.DictReader(built["figures.csv"].read_text("utf-8").splitlines())
            if row["id"]]       # marks of axes are no figures
    words = [row for row in rows if not row["place"].startswith(("trend.", "points."))]
    assert [(row["id"], row["text"], row["place"]) for row in words] == [
        (figure.fact.id, figure.text, place) for figure, place in printed(document)]
    text = built["txt"].read_text("utf-8")
    assert all(row["text"] in text for row in rows if not row["place"].startswith("points."))


def test_figures_csv_holds_every_point_of_every_chart(built: dict[str, Path]) -> None:
    """The cumulative chart of contacts: this year's months so far, and the year before."""
    rows = csv.DictReader(built["figures.csv"].read_text("utf-8").splitlines())
    points = [(row["role"], row["period"], row["text"]) for row in rows
              if row["place"] == "points.contacts.volume"]
    assert points[:4] == [
        ("year_to_date", "2022-04", "228"), ("year_to_date", "2022-05", "454"),
        ("year_to_date", "2022-06", "1,033"), ("year_to_date", "2022-07", "1,412")]
    assert points[-1] == ("year_to_date", "2022-03", "3,734")


def test_the_manifest_tells_what_it_was_made_from(built: dict[str, Path]) -> None:
    manifest = json.loads(built["manifest.json"].read_text("utf-8"))
    assert manifest["report"] == {
        "title": "Children’s Social Care Monthly Report – July 2022", "period": "2022-07",
        "edition": "private", "dated": "2022-09-13"}
    assert {"report.toml", "indicators.csv", "values.csv", "targets.csv",
            "benchmarks.csv"} <= set(manifest["inputs"])
    assert manifest["counts"]["indicators"] == manifest["counts"]["charts"] == 68
    assert set(manifest["outputs"]) == {
        f"childrens-social-care-2022-07.{end}" for end in (
            "pdf", "docx", "html", "txt", "figures.csv", "sentences.csv")}


def test_a_second_run_gives_the_same_bytes(built: dict[str, Path], tmp_path: Path) -> None:
    again = build(shelves.example("barnsley"), out=tmp_path / "again").files
    first = {path.name: path.read_bytes() for path in built.values()}
    assert {path.name: path.read_bytes() for path in again} == first
    assert sorted(path.name for path in (tmp_path / "again").iterdir()) == sorted(first)


def test_the_text_is_that_of_a_paragraph_a_line(built: dict[str, Path], example: Prepared,
                                                findings: Findings) -> None:
    document = laid_out(example, findings).document
    lines = set(built["txt"].read_text("utf-8").splitlines())
    for block in document.sections[0].blocks:
        if isinstance(block, Paragraph):
            assert "".join(i.text for i in block.inlines) in lines
