"""`briefing compare A B`: what differs between two reports, drafts or records."""

from __future__ import annotations

import shutil
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile

import docx
import pytest
from click.testing import CliRunner
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as some
from openxml_audit import OpenXmlValidator

from briefing import shelves
from briefing.build import build
from briefing.cli import main
from briefing.comparing.differences import Comparison, aligned, compare
from briefing.comparing.drafts import Draft, Words, read_draft
from briefing.comparing.tracked import tracked_file
from briefing.periods import parse_month
from briefing.publish import publish
from tests.review.test_review_command import edited


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The worked example, built and recorded."""
    made = tmp_path_factory.mktemp("compare") / "barnsley"
    shutil.copytree(shelves.example("barnsley"), made)
    build(made)
    publish(made, date(2022, 9, 5))
    return made


def told(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["compare", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def file_of(folder: Path) -> Path:
    return next((folder / "out").glob("*-2022-07.docx"))


def test_a_folder_and_the_file_built_from_it_say_the_same(folder: Path) -> None:
    found = compare(read_draft(str(folder)), read_draft(str(file_of(folder))))
    assert (found.ratings, found.figures, found.sentences, found.changed) == ((), (), (), ())
    assert not found.any


def test_an_edited_file_differs_in_its_words(folder: Path) -> None:
    path = edited(folder, {"The number of contacts fell to ": "Contacts dropped to "})
    code, said = told(file_of(folder), path)
    assert code == 0
    assert "Sentences: 1 reworded, 0 new, 0 gone, 0 with other figures alone" in said
    assert "[-The number of contacts fell-]{+Contacts dropped+} to 379 in July" in said
    assert "Words: 1" in said


def test_two_months_differ_in_ratings_and_figures(folder: Path) -> None:
    code, said = told(f"{folder}@2022-06", folder)
    assert code == 0
    assert "CP plans lasting two years or more that ceased (%): green → red" in said
    assert "Contacts: current: 579 → 379" in said
    assert "Figures restated since: no difference" in said


def test_a_figure_restated_since_is_told(folder: Path, tmp_path: Path) -> None:
    later = tmp_path / "later"
    shutil.copytree(folder, later)
    values = later / "values.csv"
    text = values.read_text("utf-8")
    row = next(line for line in text.splitlines() if line.startswith("contacts.volume,2022-06"))
    values.write_text(text.replace(row, row.replace("579", "581")), "utf-8")
    found = compare(read_draft(f"{folder}@2022-06"), read_draft(str(later)))
    assert ("Contacts, 2022-06", "579", "581") in {
        (one.name, one.before, one.after) for one in found.restated}


def test_a_record_holds_figures_alone(folder: Path, tmp_path: Path) -> None:
    record = folder / "history" / "2022-07-private.json"
    code, said = told(record, folder)
    assert code == 0
    assert "Words: not compared: a history record holds figures alone." in said
    assert "Figures: no difference" in said
    assert told(record, folder, "--word", tmp_path / "c.docx")[0] == 2


def test_what_is_no_draft_is_told_so(tmp_path: Path) -> None:
    code, said = told(tmp_path / "notes.txt", tmp_path)
    assert code == 3
    assert "it is no report folder, record or Word file" in said


def test_a_page_and_a_word_file_are_written(folder: Path, tmp_path: Path) -> None:
    page, word = tmp_path / "c.html", tmp_path / "c.docx"
    path = edited(folder, {"The number of contacts fell to ": "Contacts dropped to "})
    assert told(file_of(folder), path, "--html", page, "--word", word)[0] == 0
    assert "<del>The number of contacts fell</del>" in page.read_text("utf-8")
    assert lines_of(word.read_bytes(), accepted=True) != lines_of(word.read_bytes(), False)
    again = tmp_path / "again.docx"
    told(file_of(folder), path, "--word", again)
    assert again.read_bytes() == word.read_bytes()


# ── tracked changes ─────────────────────────────────────────────────────────────────────────────


def lines_of(raw: bytes, accepted: bool) -> list[str]:
    """The paragraphs of a Word file with its tracked changes accepted, or all rejected."""
    body = docx.Document(BytesIO(raw)).element.body
    gone, kept = (qn("w:del"), qn("w:ins")) if accepted else (qn("w:ins"), qn("w:del"))
    lines = []
    for paragraph in body.iter(qn("w:p")):
        mark = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{gone}")
        row = next((one for one in paragraph.iterancestors(qn("w:tr"))), None)
        row_gone = row is not None and row.find(f"{qn('w:trPr')}/{gone}") is not None
        words = "".join(text.text or "" for text in paragraph.iter(qn("w:t"), qn("w:delText"))
                        if not any(up.tag == gone for up in text.iterancestors()))
        assert kept != gone
        if mark is None and not row_gone:
            lines.append(words)
    return [line for line in lines if line]


def draft(*words: Words) -> Draft:
    return Draft("draft", parse_month("2022-07"), "private", "2022-09-13", {}, {}, {}, {}, words)


def between(a: Draft, b: Draft) -> Comparison:
    return compare(a, b)


def cells(text: str) -> list[str]:
    return [part for line in text.split("\n") for part in line.split(" | ") if part]


NAMES = some.sampled_from("abcdefgh")
TEXTS = some.text(some.sampled_from("ab 1,.’&<"), min_size=1, max_size=12).filter(
    lambda text: text.strip() == text and text != "")
ROWS = some.lists(some.lists(TEXTS, min_size=2, max_size=2), min_size=1, max_size=4)
BLOCKS = some.one_of(
    some.tuples(some.just("paragraph"), TEXTS), some.tuples(some.just("heading"), TEXTS),
    some.tuples(some.just("table"), ROWS.map(
        lambda rows: "\n".join(" | ".join(row) for row in rows))))
DRAFTS = some.dictionaries(NAMES, BLOCKS, max_size=6).flatmap(
    lambda blocks: some.permutations(list(blocks)).map(lambda order: draft(*(
        Words(name, blocks[name][0], 1, "", blocks[name][1]) for name in order))))


@settings(max_examples=25, deadline=None)
@given(DRAFTS, DRAFTS)
def test_accepting_all_changes_gives_b(a: Draft, b: Draft) -> None:
    made = tracked_file(between(a, b))
    assert a.words is not None
    assert b.words is not None
    assert lines_of(made, accepted=True) == [c for one in b.words for c in cells(one.text)]


@settings(max_examples=25, deadline=None)
@given(DRAFTS, DRAFTS)
def test_rejecting_all_changes_gives_a_but_for_its_order(a: Draft, b: Draft) -> None:
    made = tracked_file(between(a, b))
    assert a.words is not None
    assert sorted(lines_of(made, accepted=False)) == sorted(
        c for one in a.words for c in cells(one.text))


@settings(max_examples=25, deadline=None)
@given(DRAFTS, DRAFTS)
def test_every_place_of_both_is_told_once(a: Draft, b: Draft) -> None:
    assert a.words is not None
    assert b.words is not None
    made = list(aligned(a.words, b.words))
    assert [one.after for one in made if one.after] == list(b.words)
    assert sorted(one.before.anchor for one in made if one.before) == sorted(
        one.anchor for one in a.words)


@settings(max_examples=10, deadline=None)
@given(DRAFTS, DRAFTS)
def test_the_tracked_file_is_valid_by_the_schema(a: Draft, b: Draft) -> None:
    made = tracked_file(between(a, b))
    with NamedTemporaryFile(suffix=".docx") as file:
        file.write(made)
        file.flush()
        assert [str(one) for one in OpenXmlValidator().validate(file.name).errors] == []
