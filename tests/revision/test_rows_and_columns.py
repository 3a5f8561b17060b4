"""Rows and columns of the report's own tables, moved and added in Word: taken over, or left with
what to do; and again in the next file."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from briefing.prepared import prepare
from briefing.reviewing import review_file
from tests.revision.reports import report
from tests.word.rounds import differing, folder_in, said_of, whole_round, written_by

Act = Callable[["Copy"], None]


class Copy:
    """A Word file in which an author edits one table, which has a head in its first row."""

    def __init__(self, raw: bytes, head: str) -> None:
        self.document = docx.Document(io.BytesIO(raw))
        self.table = next(one._tbl for one in self.document.tables
                          if head in [cell.text for cell in one.rows[0].cells])

    @property
    def rows(self) -> list[Any]:
        return self.table.findall(qn("w:tr"))

    def cells(self, row: int) -> list[Any]:
        return self.rows[row].findall(qn("w:tc"))

    def place(self, *heads: str) -> Sequence[int]:
        """Where the rows are that begin so, each after the one before."""
        made: list[int] = []
        texts = [text_of(self.cells(n)[0]) for n in range(len(self.rows))]
        for head in heads:
            made.append(next(n for n, text in enumerate(texts)
                             if text == head and n > (made[-1] if made else -1)))
        return made

    def move(self, row: int, after: int) -> None:
        moved, before = self.rows[row], self.rows[after]
        before.addnext(moved)

    def move_column(self, column: int, after: int) -> None:
        for row in self.rows:
            cells = row.findall(qn("w:tc"))
            if len(cells) > max(column, after, 1):
                cells[after].addnext(cells[column])

    def add_column(self, after: int, *words: str) -> None:
        given = iter(words)
        for row in self.rows:
            cells = row.findall(qn("w:tc"))
            if len(cells) <= after:
                continue            # a heading that spans the table
            new = deepcopy(cells[after])
            write(new, next(given, ""))
            cells[after].addnext(new)

    def add_row(self, after: int, *words: str) -> None:
        new = deepcopy(self.rows[after])
        for cell, text in zip(new.findall(qn("w:tc")), words, strict=True):
            write(cell, text)
        self.rows[after].addnext(new)

    def saved(self) -> bytes:
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()


def text_of(cell: Any) -> str:
    return "".join(one.text or "" for one in cell.iter(qn("w:t"))).strip()


def write(cell: Any, text: str) -> None:
    for paragraph in cell.findall(qn("w:p"))[1:]:
        cell.remove(paragraph)
    paragraph = cell.find(qn("w:p"))
    for one in list(paragraph):
        if one.tag != qn("w:pPr"):
            paragraph.remove(one)
    docx.text.paragraph.Paragraph(paragraph, None).add_run(text)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return report(tmp_path / "report")


def edited(folder: Path, act: Act, head: str = "Service area") -> bytes:
    """The Word file of the folder's report as it is today, its table edited."""
    copy = Copy(written_by(prepare(folder)), head)
    act(copy)
    return copy.saved()


def taken(folder: Path, act: Act, head: str = "Service area") -> Sequence[str]:
    """What accepting the edit leaves; the report then says what the edited file says, and its next
    file accepts to no change."""
    raw = edited(folder, act, head)
    done = whole_round(folder, raw)
    assert done.accepted is not None, done.refused
    if not done.accepted.left:
        assert list(differing(raw, done.rebuilt)) == []
        again = whole_round(folder, done.rebuilt)
        assert again.accepted is not None
        assert again.accepted.files == ()
    return said_of(done.accepted)


AREAS = ("Referrals", "Assessments", "Plans")       # rows 1 to 3 of the ratings by service area

TAKEN: dict[str, Act] = {
    "a row to the top": lambda copy: copy.move(3, 0),
    "a row to the end": lambda copy: copy.move(1, 4),
    "the order turned round": lambda copy: (copy.move(2, 0), copy.move(3, 0))[0],
    "a column": lambda copy: copy.move_column(3, 1),
    "the last column behind the heads": lambda copy: copy.move_column(4, 0),
    "two columns and a row": lambda copy: (
        copy.move_column(4, 0), copy.move_column(3, 1), copy.move(1, 2))[0],
    "a column of the author's": lambda copy: copy.add_column(
        4, "Who answers", "Ann", "", "Bob", ""),
    "one in the middle": lambda copy: copy.add_column(1, "Who answers", "", "Ann", "Bob", "All"),
    "a column and a row": lambda copy: (
        copy.add_column(4, "Who answers", "Ann", "", "Bob", ""),
        copy.add_row(2, "Visits", "", "", "", "", "Eve"))[0],
    "a row after one that was moved": lambda copy: (
        copy.move(3, 0), copy.add_row(1, "Visits", "", "", "", ""))[0],
}


@pytest.mark.parametrize("name", TAKEN)
def test_what_was_done_to_rows_and_columns_is_taken(folder: Path, name: str) -> None:
    assert taken(folder, TAKEN[name]) == []


def test_a_row_whose_last_cell_is_a_page_number_is_deleted(tmp_path: Path) -> None:
    """What happened this month, at a glance: the numbers of pages are no words of the report's."""
    folder = folder_in("numbered-paragraphs", tmp_path / "report")

    def act(copy: Copy) -> None:
        (row,) = copy.place("Care leavers aged 19 to 21 in education, employment or training")
        copy.table.remove(copy.rows[row])

    assert taken(folder, act, "What happened") == []


def words(folder: Path) -> list[str]:
    """The rows of the table as the report has them now."""
    copy = Copy(written_by(prepare(folder)), "Service area")
    return [" | ".join(text_of(cell) for cell in copy.cells(n))
            for n in range(len(copy.rows))]


def test_they_are_edited_again_in_the_next_file(folder: Path) -> None:
    """A row and a column of the author's, then other words in them, another place, and none."""
    assert taken(folder, TAKEN["a column and a row"]) == []
    assert words(folder)[3] == "Visits |  |  |  |  | Eve"

    def reworded(copy: Copy) -> None:
        row, = copy.place("Visits")
        write(copy.cells(row)[5], "Eve and Ann")
        write(copy.cells(1)[5], "Zoe")

    assert taken(folder, reworded) == []
    assert [line.rpartition(" | ")[2] for line in words(folder)] == [
        "Who answers", "Zoe", "", "Eve and Ann", "Bob", ""]

    def moved(copy: Copy) -> None:
        copy.move(copy.place("Visits")[0], 0)
        copy.move_column(5, 1)

    assert taken(folder, moved) == []
    assert words(folder)[:2][1].startswith("Visits |  | Eve and Ann")

    def gone(copy: Copy) -> None:
        copy.table.remove(copy.rows[1])
        for row in copy.rows:
            row.remove(row.findall(qn("w:tc"))[2])

    assert taken(folder, gone) == []
    assert not re.search("kind = ", (folder / "edits" / "2022-07.toml").read_text("utf-8"))


def test_a_row_stays_under_its_own_heading(folder: Path) -> None:
    """The scorecard's rows stand under their service areas: elsewhere a row would be of another."""
    def moved(copy: Copy) -> None:
        copy.move(copy.place("Children with a plan")[0], 1)

    (said,) = taken(folder, moved, "Better is")
    assert "the row “Children with a plan” would stand under another heading than its own" in said
    raw = edited(folder, moved, "Better is")
    path = folder / "moved.docx"
    path.write_bytes(raw)
    (change,) = review_file(path).changes
    assert change.what == "row moved"
    assert [v.what for v in change.verdicts] == [said.partition(": ")[2]]


def test_rows_of_one_heading_change_places(tmp_path: Path) -> None:
    folder = folder_in("barnsley-scrutiny", tmp_path / "report")

    def moved(copy: Copy) -> None:
        row, = copy.place("Early help interventions closed")
        copy.move(row, row - 2)

    assert taken(folder, moved, "Better is") == []


def test_the_heads_stand_over_the_rows_and_before_the_columns(folder: Path) -> None:
    (said,) = taken(folder, lambda copy: copy.move_column(0, 2))
    assert "“Service area” cannot stand before the heads of the rows" in said


def test_columns_of_periods_stay_in_their_order(folder: Path) -> None:
    (said,) = taken(folder, lambda copy: copy.move_column(1, 3), "Feb 22")
    assert "the columns of this table are periods in their order" in said


def test_an_edit_of_a_row_ends_with_its_month(folder: Path) -> None:
    """What was moved and added is of the month's report, as a paragraph is that was moved."""
    assert taken(folder, TAKEN["a column and a row"]) == []
    assert "Who answers" in words(folder)[0]
    settings = folder / "report.toml"
    settings.write_text(settings.read_text("utf-8").replace("2022-07", "2022-06"), "utf-8")
    (folder / "edits" / "2022-07.toml").rename(folder / "edits" / "2022-05.toml")
    assert "Who answers" not in words(folder)[0]


def test_the_header_blocks_rows_are_the_layouts(folder: Path) -> None:
    (said,) = taken(folder, lambda copy: copy.move(3, 0), "Meeting")
    assert "the header block’s row “Author” was moved" in said


def test_figures_in_an_added_column_are_held_to_the_report(folder: Path) -> None:
    raw = edited(folder, lambda copy: copy.add_column(
        4, "Note", "", "There were 999 referrals in July.", "", ""))
    path = folder / "false.docx"
    path.write_bytes(raw)
    assert any("999" in v.what for v in review_file(path).verdicts if v.severity == "error")
    assert whole_round(folder, raw).refused
