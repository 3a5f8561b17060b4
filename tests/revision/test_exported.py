"""An edited file that keeps neither bookmarks nor what was written is reviewed and accepted too:
what was written is then what the folder says today."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import docx
import docx.document
import pytest
from docx.text.paragraph import Paragraph

from briefing.accept import Asked, accept
from briefing.prepared import prepare
from briefing.problems import ProblemsFound
from briefing.returned import returned, review_copy
from briefing.reviewing import review_file
from tests.revision.hand_made import DAY
from tests.revision.reports import report
from tests.revision.test_accept import edits_of, said
from tests.word.test_word_robot import as_exported


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return report(tmp_path / "report")


def _paragraphs(word: docx.document.Document) -> Iterator[Paragraph]:
    yield from word.paragraphs
    for table in word.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs


def exported(folder: Path, *changes: tuple[str, str]) -> Path:
    """The folder's Word file, edited and saved as Google Docs does."""
    word = docx.Document(io.BytesIO(review_copy(prepare(folder, "", "private"))))
    for old, new in changes:
        paragraph = next(one for one in _paragraphs(word) if old in one.text)
        paragraph.text = paragraph.text.replace(old, new)
    stored = io.BytesIO()
    word.save(stored)
    path = folder / "edited.docx"
    path.write_bytes(as_exported(stored.getvalue()))
    return path


def test_unchanged_it_is_no_change(folder: Path) -> None:
    assert not accept(folder, [exported(folder)], Asked(DAY), edition="private").changed


def test_words_and_own_paragraphs_are_taken(folder: Path) -> None:
    path = exported(folder, ("fourth increase in a row", "fourth rise running"),
                    ("The first paragraph of", "The first words of"),
                    ("13 September 2022", "20 September 2022"))
    accept(folder, [path], Asked(DAY), edition="private")
    assert [one.statement for one in edits_of(folder)] == ["referrals/change.1"]
    assert "The first words of" in (folder / "commentary" / "background.md").read_text("utf-8")
    assert "20 September 2022" in said(folder)


def test_it_is_reviewed(folder: Path) -> None:
    path = exported(folder, ("240 in June to 251", "240 in June to 261"))
    said = [one.what for one in review_file(path).verdicts]
    assert any("261" in one for one in said), said


def test_two_paragraphs_that_run_on_are_joined(folder: Path) -> None:
    word = docx.Document(str(exported(folder)))
    first = next(one for one in word.paragraphs if one.text.startswith("The number of referrals"))
    second = next(one for one in word.paragraphs if one.text.startswith("The first paragraph of"))
    third = next(one for one in word.paragraphs if one.text.startswith("The second, with"))
    second.add_run(f" {third.text}")
    third._p.getparent().remove(third._p)
    assert first.text
    path = folder / "joined.docx"
    word.save(str(path))
    changes = returned(path, folder, edition="private").changes
    assert [(one.kind, one.anchor) for one in changes] == [("joined", "background.author.2")]


def test_of_no_folder_it_says_what_is_needed(folder: Path) -> None:
    with pytest.raises(ProblemsFound, match="or name the folder of the report as well"):
        returned(exported(folder), None)
