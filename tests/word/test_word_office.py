"""What an author does in LibreOffice, by its own commands, is read back exactly.

One LibreOffice does all of it. What it changes by itself as it saves (styles, runs, ids, fields) is
no edit; the alternative words that it drops are told of, and ours stay.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from briefing.prepared import Prepared
from briefing.reading.word import EditedFile, read_back
from briefing.writers.word import word_file
from tests.conftest import LAYOUTS, laid_out
from tests.documents import sample
from tests.office import Steps, edited
from tests.word import robot
from tests.word.robot import Expected, Row

PHOTOGRAPH = "photograph.png"
INDICATOR = "Indicator 0 with a name that is long enough to wrap in its cell on to two lines"
THIRD = INDICATOR.replace("0", "2")
LEAD = "A lead paragraph"
NONE = "None identified"

# What is done, and what is read back: changes as rows, what cannot be taken over, comments.
EDITS: dict[str, tuple[Steps, Expected]] = {}


def author(name: str, steps: Steps, *changes: Row, by: str = "", untaken: str = "",
           comments: tuple[Row, ...] = ()) -> None:
    """An edit of the robot that works in LibreOffice; `by` is who tracked it."""
    EDITS[name] = steps, Expected(list(changes), [untaken] if untaken else [], list(comments),
                                  (by, "", True) if by else None)


author("nothing at all", ())
author("all fields are updated", [("do", "UpdateAll")])
author("typed and undone", [("select", "lead"), ("type", "good"), ("do", "Undo"),
                             ("do", "Undo")])
author("words are retyped", [("select", NONE), ("type", "Nothing was found")],
       ("reworded", "area.improve.none", "Nothing was found this month."))
author("a sentence is typed at the end", [("end", NONE), ("type", " More follows.")],
       ("reworded", "area.improve.none", "None identified this month. More follows."))
author("a word is replaced everywhere", [("replace", "Contacts", "Calls")],
       ("reworded", "summary.contacts", "Calls"),
       ("cell", "scorecard.table", "Contacts", "Indicator", "Calls"),
       ("reworded", "area", "Calls & referrals"))
author("a question is answered", [("whole", "Why did the number of contacts"),
                                  ("type", "Two schools opened.")],
       ("reworded", "summary.reason", "Two schools opened."))
author("a heading is retyped", [("select", "Contacts & referrals"), ("type", "Calls")],
       ("reworded", "area", "Calls"))
author("a caption is retyped", [("select", "for July 2022"), ("type", "of the month")],
       ("reworded", "scorecard.table#caption", "Scorecard of the month"))
author("a word is made bold", [("select", "partners"), ("do", "Bold")],
       ("reworded", "recommendations#2~1", "Provisional: **partners** report late."))
author("a paragraph is made italic", [("select", "The second."), ("do", "Italic")],
       ("reworded", "detail.2", "*The second.*"))
author("words become a link", [("select", "lead"), ("link", "https://example.org/plan")],
       ("reworded", "summary.contacts.1", "A [lead](https://example.org/plan) paragraph."))
author("a paragraph is typed below", [("end", NONE), ("press", "return"), ("type", "It is new.")],
       ("added", "paragraph 0", "area.improve.none", "It is new."))
author("a paragraph is typed above", [("start", NONE), ("type", "Above."), ("press", "return")],
       ("added", "paragraph 0", "area.improve", "Above."))
author("empty lines are put in", [("start", NONE), ("press", "return"), ("end", NONE),
                                  ("press", "return"), ("press", "return")])
author("a heading is typed", [
    ("end", NONE), ("press", "return"), ("type", "A heading of ours"), ("style", "Heading 2")],
       ("added", "heading 2", "area.improve.none", "A heading of ours"))
author("a bullet is typed", [("end", "What is being done"), ("press", "return"),
                             ("type", "Another question?")],
       ("added", "bullet 0", "questions#2", "Another question?"))
author("a list is begun by the button", [
    ("end", NONE), ("press", "return"), ("type", "First."), ("do", "DefaultBullet"),
    ("press", "return"), ("type", "Second.")],
       ("added", "bullet 0", "area.improve.none", "First."),
       ("added", "bullet 0", "area.improve.none", "Second."))
author("a counted paragraph is typed", [("end", "The second."), ("press", "return"),
                                        ("type", "The third.")],
       ("added", "counted 1", "detail.2", "The third."))
author("a paragraph is split", [("after", "Provisional:"), ("press", "return")],
       ("reworded", "recommendations#2~1", "Provisional:\npartners report late."))
author("two paragraphs are joined", [("end", "The first numbered"), ("press", "delete")],
       ("joined", "detail.list#1", "Of that paragraph."))
author("a paragraph is deleted", [("paragraph", NONE), ("press", "delete")],
       ("removed", "area.improve.none", "", ""))
author("a paragraph is cut and pasted elsewhere", [
    ("paragraph", LEAD), ("do", "Cut"), ("start", "Provisional: partners"), ("do", "Paste")],
       ("moved", "summary.contacts.1", "recommendations#2"))
author("a paragraph is copied", [
    ("paragraph", LEAD), ("do", "Copy"), ("start", "Provisional: partners"), ("do", "Paste")],
       ("added", "paragraph 0", "recommendations#2", "A lead paragraph."))
author("a bullet is moved down", [("start", "What has changed"), ("do", "MoveDown")],
       ("moved", "questions#1", "questions#2"))
author("a paragraph becomes a heading", [("start", LEAD), ("style", "Heading 3")],
       ("restyled", "summary.contacts.1", "heading 3"))
author("a cell is retyped", [("cell", INDICATOR, 0, 2), ("type", "77")],
       ("cell", "scorecard.table", INDICATOR, "Jun 22", "77"))
author("a row is added", [
    ("cell", THIRD), ("do", "InsertRowsAfter"), ("cell", THIRD, 1, 0), ("type", "A new one"),
    ("cell", THIRD, 1, 2), ("type", "9")],
       ("row_added", "scorecard.table", "4", repr((("A new one", "", "9", "", "", "", ""),))))
author("a row is deleted", [("cell", THIRD), ("do", "DeleteRows")],
       ("row_removed", "scorecard.table", THIRD, ""))
author("a column is deleted", [("cell", "[c]"), ("do", "DeleteColumns")],
       ("column_removed", "table.0", "", "Oct"))
author("a column is added", [("cell", "[c]"), ("do", "InsertColumnsAfter"),
                             ("cell", "[c]", -1, 1), ("type", "Note")],
       ("column_added", "table.0", "4", repr((("Note",), ("",)))))
author("a table is drawn", [("end", LEAD), ("press", "return"),
                            ("table", [["Team", "Posts"], ["North", "Two"]])],
       ("added", "table", "summary.contacts.1", repr((("Team", "Posts"), ("North", "Two")))))
author("a value at the head is retyped", [("select", "13 September 2022"), ("type", "Friday")],
       ("cell", "headerblock:Date of meeting", "Date of meeting", "", "Friday"))
author("a picture is put in", [("end", LEAD), ("press", "return"),
                               ("picture", PHOTOGRAPH, "The new office")],
       ("added", "picture", "summary.contacts.1", "The new office"))
author("what a logo shows is said anew", [("alt", "Barnsley Council", "The arms of the town")],
       ("alt", "picture#1", "The arms of the town"))
author("a chart is deleted", [("drop", 0)], ("removed", "chart.2", "", ""))
author("the header is changed", [("head", "Monthly Report", "Briefing")],
       ("furniture", "header", "Children’s Social Care Briefing \tPrivate edition \tPage  of"))
author("the footer is changed", [("foot", "illustrative", "made up")],
       ("furniture", "footer", "Months that the council did not publish are made up."))
author("a comment is made", [("select", "lead"), ("comment", "Is it right?", "Jo Manager")],
       comments=(("Is it right?", "summary.contacts.1", "lead", "open", ""),))
author("a comment is settled", [("select", "lead"), ("comment", "Is it right?", "Jo Manager"),
                                ("settle", "Is it right?")],
       comments=(("Is it right?", "summary.contacts.1", "lead", "settled", ""),))
author("a word is retyped with changes tracked", [
    ("track", "Jo Manager"), ("select", "lead"), ("type", "good")],
       ("reworded", "summary.contacts.1", "A good paragraph."), by="Jo Manager")
author("a paragraph is deleted with changes tracked", [
    ("track", "Jo Manager"), ("paragraph", LEAD), ("press", "delete")],
       ("removed", "summary.contacts.1", "", ""), by="Jo Manager")
author("a paragraph is typed with changes tracked", [
    ("track", "Jo Manager"), ("end", LEAD), ("press", "return"), ("type", "It is new.")],
       ("added", "paragraph 0", "summary.contacts.1", "It is new."), by="Jo Manager")
author("a paragraph is moved with changes tracked", [
    ("track", "Jo Manager"), ("paragraph", LEAD), ("do", "Cut"),
    ("start", "Provisional: partners"), ("do", "Paste")],
       ("moved", "summary.contacts.1", "recommendations#2"), by="Jo Manager")
author("a cell is retyped with changes tracked", [
    ("track", "Jo Manager"), ("cell", INDICATOR, 0, 2), ("type", "77")],
       ("cell", "scorecard.table", INDICATOR, "Jun 22", "77"), by="Jo Manager")
author("a row is deleted with changes tracked", [
    ("track", "Jo Manager"), ("cell", THIRD), ("do", "DeleteRows")],
       ("row_removed", "scorecard.table", THIRD, ""), by="Jo Manager")
author("a footnote is put in", [("end", LEAD), ("do", "InsertFootnote"), ("type", "See below.")],
       untaken="a footnote: 'See below.'")
author("a page break is put in", [("start", LEAD), ("do", "InsertPagebreak")],
       untaken="a page break")

# Edits that keep apart from each other: all of a row in one file.
MIXTURES = (
    ("words are retyped", "a question is answered", "a caption is retyped", "a cell is retyped",
     "a column is deleted", "words become a link", "a bullet is typed", "the footer is changed",
     "two paragraphs are joined", "a value at the head is retyped"),
    ("a heading is retyped", "a word is made bold", "a paragraph is typed below",
     "a row is added", "a paragraph becomes a heading", "a bullet is moved down",
     "a column is added", "a chart is deleted", "the header is changed",
     "a paragraph is made italic"),
    ("a sentence is typed at the end", "a comment is made", "a list is begun by the button",
     "a paragraph is split", "what a logo shows is said anew", "a counted paragraph is typed",
     "a cell is retyped with changes tracked", "a row is deleted with changes tracked"),
)

EXAMPLE: dict[str, tuple[Steps, tuple[Row, ...]]] = {
    "words": ([("select", "The average caseload in the Disabled"), ("type", "Caseload here")], (
        ("reworded", "summary.area.caseloads.1", ""),)),
    "answer": ([("whole", "Why did the number of CP plans lasting"), ("type", "Courts closed.")], (
        ("reworded", "summary.area.child-protection-cp.child_protection.ceased_over_2_years"
         ".reason", "Courts closed."),)),
    "question": ([("end", "How common is private fostering"), ("press", "return"),
                  ("type", "Who will pay?")], (
        ("added", "bullet 0", "questions.author.1#12", "Who will pay?"),)),
    "gone": ([("paragraph", "What are the priorities of the next"), ("press", "delete")], (
        ("removed", "questions.author.1#7", "", ""),)),
    "moved": ([("paragraph", "How can elected members best"), ("do", "Cut"),
               ("start", "Which new ways of working"), ("do", "Paste")], (
        ("moved", "questions.author.1#13", "questions"),)),
    "heading": ([("select", "Possible Areas for investigation"), ("type", "Questions")], (
        ("reworded", "questions", "Questions"),)),
    "table": ([("end", "Personal Education Plans are taken"), ("press", "return"),
               ("table", [["Team", "Posts"], ["North", "Two"]])], (
        ("added", "table", "summary.area.looked-after-children-lac.looked_after.pep.author.1",
         repr((("Team", "Posts"), ("North", "Two")))),)),
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, example: Prepared) -> Path:
    """The folder of the files that LibreOffice saved."""
    folder = tmp_path_factory.mktemp("author")
    Image.new("RGB", (30, 20), "#12436D").save(folder / PHOTOGRAPH)
    (folder / "sample.docx").write_bytes(word_file(sample()))
    (folder / "report.docx").write_bytes(word_file(laid_out(example, LAYOUTS[0])))
    jobs = [(folder / "sample.docx", folder / f"{name}.docx", _here(steps, folder))
            for name, (steps, _) in EDITS.items()]
    jobs += [(folder / "sample.docx", folder / f"mixture {n}.docx",
              _here([step for name in names for step in EDITS[name][0]], folder))
             for n, names in enumerate(MIXTURES)]
    jobs.append((folder / "report.docx", folder / "example.docx",
                 [step for steps, _ in EXAMPLE.values() for step in steps]))
    edited(jobs, folder / "settings")
    return folder


def _here(steps: Steps, folder: Path) -> list[list[object]]:
    return [[str(folder / PHOTOGRAPH) if one == PHOTOGRAPH else one for one in step]
            for step in steps]


@pytest.fixture(scope="module")
def saved(files: Path) -> Callable[[str], EditedFile]:
    """A file read back, what LibreOffice drops from every file left out of what is untaken."""
    return lambda name: _without_dropped(read_back(files / f"{name}.docx"))


def _without_dropped(read: EditedFile) -> EditedFile:
    return replace(read, untaken=tuple(
        one for one in read.untaken if "without their alternative words" not in one.what))


def differing(read: EditedFile, *expected: Expected) -> list[str]:
    """What differs, the time of tracked changes apart."""
    return [*robot.differences(read, [
        Expected(one.changes, one.untaken, one.comments) for one in expected])] + [
        f"by {change.by}" for one in expected if one.by is not None for change in read.changes
        if robot.row_of(change) in one.changes
        and (change.by.author, change.by.tracked) != (one.by[0], True)]


@pytest.mark.parametrize("name", EDITS)
def test_what_is_done_in_libreoffice_is_read_back(
    name: str, files: Path, saved: Callable[[str], EditedFile]
) -> None:
    read = saved(name)
    assert differing(read, EDITS[name][1]) == []
    assert list(robot.unaccounted(read, (files / f"{name}.docx").read_bytes())) == []


@pytest.mark.parametrize("number", range(len(MIXTURES)))
def test_what_is_done_together_is_read_back(
    number: int, files: Path, saved: Callable[[str], EditedFile]
) -> None:
    read = saved(f"mixture {number}")
    assert differing(read, *(EDITS[name][1] for name in MIXTURES[number])) == []
    assert list(robot.unaccounted(
        read, (files / f"mixture {number}.docx").read_bytes())) == []


def test_an_edit_of_the_whole_report_is_read_back(
    files: Path, saved: Callable[[str], EditedFile]
) -> None:
    read = saved("example")
    rows = [robot.row_of(change) for change in read.changes]
    want = [row for _, expected in EXAMPLE.values() for row in expected]
    words = next(row for row in rows if row[1] == "summary.area.caseloads.1")
    assert words[2].startswith("Caseload here Children’s Teams rose by 0.5 cases per worker")
    assert sorted(want[0] if row == words else row for row in rows) == sorted(want)
    assert read.untaken == ()
    assert list(robot.unaccounted(read, (files / "example.docx").read_bytes())) == []
