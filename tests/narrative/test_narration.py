"""What is said, as a value: ids, sources, what is left out, and that a layout loses none of it."""

from __future__ import annotations

import dataclasses
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from briefing import shelves
from briefing.document import Bullets, Paragraph, blocks, inlines, statements_of
from briefing.explain import explained
from briefing.layout import Material, compose, compose_report, narrated
from briefing.narrative.display import Display
from briefing.narrative.narrate import narrate
from briefing.narrative.narration import Narration
from briefing.narrative.overview import reasons_wanted
from briefing.prepared import Prepared, prepare
from briefing.problems import Place, ProblemsFound
from briefing.reading.commentary import parse
from tests.conftest import LAYOUTS, shipped

ID = re.compile(r"[\w.-]+/[a-z_]+\.\d+")


@pytest.fixture(scope="module")
def narration(example: Prepared) -> Narration:
    return example.editions[0].composed.narration


# ── ids and sources ─────────────────────────────────────────────────────────────────────────────


def test_every_statement_has_an_id_of_its_own(narration: Narration) -> None:
    everything = [*narration.statements.values(), *narration.candidates]
    assert len({s.id for s in everything}) == len(everything) > 400
    assert all(ID.fullmatch(s.id) and s.id.startswith(f"{s.about}/") for s in everything)


@pytest.mark.parametrize(("name", "words"), [
    ("referrals.volume/change.1", "The number of referrals fell to 247 in July from an annual"),
    ("referrals.volume/caption.1", "Fell to 247 in July, from an annual high of 322 in June"),
    ("report/status.1", "Of the 68 indicators in this report, 16 are rated"),
    ("looked_after.dental_check/exception.1", "Down from June’s 79.5%, the third reduction"),
    ("referrals.repeat/improve.1", "Re-referrals within 12 months: 19.3% for the year to date"),
    ("early_help.completed/symbols.1", "Symbols: [p] provisional."),
])  # fmt: skip
def test_a_statement_is_looked_up_by_its_id(narration: Narration, name: str, words: str) -> None:
    assert narration.statements[name].text.startswith(words)


def test_what_is_said_again_next_month_has_the_same_id(example: Prepared) -> None:
    """The author's paragraphs, and every chart with its words; a sentence, where it says it again.
    """
    june = prepare(example.report.folder, "2022-06").editions[0].composed.narration
    july = example.editions[0].composed.narration
    for kind in ("caption", "alt", "author"):
        ids = [[s.id for s in month.statements.values() if s.kind == kind]
               for month in (june, july)]
        assert ids[0] == ids[1] != []
    assert "referrals.volume/change.1" in june.statements.keys() & july.statements.keys()


@pytest.mark.parametrize(("name", "source"), [
    ("referrals.volume/change.1",
     "narratives/childrens-social-care.toml, say.brief_change, entry 18"),
    ("background/author.1", "commentary/background.md, line 1"),
    ("early_help.completed/symbols.1", "layouts/barnsley-scrutiny.toml, words.symbols"),
    ("early_help.completed/note.1", "indicators, note"),
])  # fmt: skip
def test_a_statement_says_where_its_words_are_from(narration: Narration, name: str, source: str
                                                   ) -> None:
    said = narration.statements[name].source
    assert str(said).startswith(source)
    if said.file.startswith("narratives/"):
        book = Path(str(shelves.find("narratives", "childrens-social-care"))).read_text("utf-8")
        assert book.splitlines()[said.line - 1].strip() == "[[say.brief_change]]"


def test_a_paragraph_and_a_bullet_know_their_lines() -> None:
    text = "\nFirst,\nover two lines.\n\n- one\n- two\n  and more\n\n\nLast."
    made = parse("summary", text, Place("commentary/summary.md"))
    assert [(own.texts, own.lines) for own in made] == [
        (("First, over two lines.",), (2,)), (("one", "two and more"), (5, 6)), (("Last.",), (10,))]


def test_an_overridden_entry_is_the_authors_own_line(tmp_path: Path, example: Prepared) -> None:
    folder = tmp_path / "report"
    shutil.copytree(example.report.folder, folder)
    (folder / "narratives").mkdir()
    (folder / "narratives" / "ours.toml").write_text(
        'base = "childrens-social-care"\nabout = "Ours."\n[override]\n'
        '"ask.4" = "{Subject}: {current} {now}, outside {usual_low} to {usual_high}. Why?"\n',
        "utf-8")
    settings = (folder / "report.toml").read_text("utf-8")
    (folder / "report.toml").write_text(settings.replace(
        'narrative     = "childrens-social-care"', 'narrative     = "ours"'), "utf-8")
    book = prepare(folder).book
    assert str(book.sources["ask.4"]) == "narratives/ours.toml, override.ask.4, line 4"
    assert str(book.sources["change.2"]).startswith(
        "narratives/childrens-social-care.toml, say.change, entry 2, line ")


# ── what is left out ────────────────────────────────────────────────────────────────────────────


def test_a_question_beyond_the_books_number_is_a_candidate_with_its_reason(
    example: Prepared, narration: Narration,
) -> None:
    book = dataclasses.replace(example.book, file=dataclasses.replace(
        example.book.file, questions_at_most=2))
    questions = narrate(example.findings, book).topic("questions")
    assert len(questions.statements("question")) == 2
    left_out = {s.left_out for s in questions.candidates}
    assert "2 graver ones are asked (questions_at_most=2)" in left_out
    assert "" not in left_out
    assert not any(s.left_out for s in narration.statements.values())


def test_the_author_is_asked_for_every_reason_that_is_not_given(example: Prepared) -> None:
    """In both lengths, of what is told in another's sentence too; and after it, in the same area.
    """
    given = {p.place for p in example.report.commentary}
    book = replace(example.book, file=replace(example.book.file, ask_from=0))
    wanted = {s.indicator for s in reasons_wanted(example.findings.by_indicator.values(),
                                                  book)} - given
    assert len(wanted) > 5
    for length in ("brief", "full"):
        said = narrate(example.findings, book, example.report.commentary, length=length)
        for topic in said.topics:
            told: set[str] = set()
            for passage in topic.of("sentence", "prompt"):
                told |= {passage.about, *(n for s in passage.statements for n in s.also)}
                assert passage.kind == "sentence" or passage.about in told
        assert {s.about for t in said.topics for s in t.statements("prompt")} == wanted


def test_explain_says_what_an_indicator_weighs_and_why_it_is_said(example: Prepared) -> None:
    lines = list(explained(example.report.folder, "looked_after.dental_check"))
    weight = lines[lines.index("\nWeight") + 1:][:2]
    assert re.fullmatch(r"  rating 40, missed \d+, change \d+, .*: \d+ in all, \d+ of them news "
                        r"\(worse; the latest change is [\d.]+ times the usual one\)", weight[0])
    assert re.fullmatch(r"  rank \d+ of 13 in Looked After Children \(LAC\), \d+ of 68 in the "
                        r"report", weight[1])
    assert [line for line in lines if line.startswith("    chosen  it is rated red; rank ")]
    assert [line for line in lines if line.startswith("    left out  in brief at most two")]


def test_without_a_display_nothing_is_said_of_charts(example: Prepared) -> None:
    said = narrate(example.findings, example.book, example.report.commentary)
    assert {s.kind for s in said.statements.values()} == {
        "sentence", "status", "exception", "achievement", "question", "prompt", "good", "improve",
        "author"}
    alone = narrate(example.findings, example.book, display=Display(frozenset(("sentence",))))
    assert {s.kind for s in alone.statements.values()} == {"sentence"}
    assert alone.said == narrate(example.findings, example.book).said


def test_each_edition_has_its_own_paragraphs(example: Prepared) -> None:
    own = [*parse("background", "For all.", Place("a.md")),
           *parse("background", "For members.", Place("a.private.md"), "private")]
    for edition, texts in (("private", ["For all.", "For members."]), ("public", ["For all."])):
        said = narrate(example.findings, example.book, own, edition=edition)
        assert [s.text for s in said.on("background", "author")] == texts


# ── placed, or named as unplaced ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_shipped_layout_places_everything_that_is_said(example: Prepared, layout: str) -> None:
    composed = compose_report(example.report, example.findings, example.book, shipped(layout),
                              "private")
    assert composed.unplaced == ()
    placed = {i for block in blocks(composed.document) for i in statements_of(block)}
    assert placed == set(composed.narration.statements)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_stands_under_an_id_is_what_the_narration_has(example: Prepared, layout: str) -> None:
    composed = compose_report(example.report, example.findings, example.book, shipped(layout),
                              "private")
    for block in blocks(composed.document):
        if not isinstance(block, Paragraph | Bullets):
            continue
        words: dict[str, str] = {}
        for inline in inlines(block):
            if inline.statement:
                words[inline.statement] = words.get(inline.statement, "") + inline.text
        for name, text in words.items():
            assert text == composed.narration.statements[name].text


def test_what_a_layout_has_no_place_for_is_unplaced(example: Prepared) -> None:
    layout = shipped("barnsley-scrutiny")
    without = replace(layout, section=tuple(
        replace(s, part=tuple(p for p in s.part if p.kind != "summary")) for s in layout.section))
    material = Material(example.report, example.findings, without)
    unplaced = compose(narrated(material, example.book), material).unplaced
    assert {s.kind for s in unplaced} == {"sentence", "author"}
    own = [p for p in example.report.commentary
           if p.place in ("summary", *example.report.dictionary.sections)
           or p.place in example.report.dictionary]
    assert {s.source.file for s in unplaced if s.kind == "author"} == {p.source.file for p in own}
    assert sum(s.kind == "author" for s in unplaced) == sum(len(p.texts) for p in own)


def own_layout(example: Prepared, folder: Path, without: str) -> None:
    """A copy of the example in `folder`, with a layout of its own that lacks a part."""
    shutil.copytree(example.report.folder, folder)
    (folder / "layouts").mkdir()
    text = Path(str(shelves.find("layouts", "barnsley-scrutiny"))).read_text("utf-8")
    head, *parts = re.split(r"(?m)^(?=\[\[section|\[words)", text)
    (folder / "layouts" / "ours.toml").write_text(
        head + "".join(p for p in parts if f'kind = "{without}"' not in p), "utf-8")
    settings = (folder / "report.toml").read_text("utf-8")
    (folder / "report.toml").write_text(settings.replace(
        '"barnsley-scrutiny"', '"ours"'), "utf-8")


def test_words_of_the_authors_without_a_place_are_a_problem(example: Prepared, tmp_path: Path
                                                            ) -> None:
    """Filed under a service area, which the layout prints in its summary alone."""
    own_layout(example, tmp_path / "r", "summary")
    (tmp_path / "r" / "commentary" / "summary.md").unlink(missing_ok=True)
    (tmp_path / "r" / "commentary" / "referrals.md").write_text("We wrote this.\n", "utf-8")
    with pytest.raises(ProblemsFound) as found:
        prepare(tmp_path / "r")
    assert ("commentary/referrals.md, line 1: the layout 'ours' has no place for it: “We wrote "
            "this.”. File it under a place that the layout has, or take it out."
            ) in [str(p) for p in found.value.problems]
