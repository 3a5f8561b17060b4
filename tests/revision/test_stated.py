"""What an author changes in Word that stands in report.toml is changed there, and what was split,
copied or taken out stands so in the report."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from briefing.prepared import prepare
from briefing.problems import ProblemsFound
from briefing.reading.settings import Report
from briefing.reading.word.edited import Anchor, Change, Run
from briefing.revision.stated import new_value, where_stated
from briefing.starter import copy_example
from tests.revision.hand_made import JANE, accept, added, reworded, written
from tests.revision.reports import report
from tests.revision.test_accept import HEAD, REFERRED, contents, edits_of, said


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return report(tmp_path / "report")


@pytest.fixture
def barnsley(tmp_path: Path) -> Path:
    """The worked example, whose paragraphs have several sentences."""
    copy_example("barnsley", tmp_path / "barnsley")
    return tmp_path / "barnsley"


def settings(folder: Path) -> dict[str, object]:
    found: dict[str, object] = tomllib.loads((folder / "report.toml").read_text("utf-8"))["report"]
    return found


OURS = Report("Monthly report", "Scrutiny", date(2022, 9, 13), "Performance officer",
              page_note="Provisional figures.", running_title="Monthly",
              fields={"ward": "All", "lead": ("Cllr A", "Cllr B"), "status": "For discussion"})


@pytest.mark.parametrize(("before", "after", "key", "value"), [
    ("Scrutiny", "Cabinet", "report.meeting", "Cabinet"),
    ("13 September 2022", "20 September 2022", "report.date", date(2022, 9, 20)),
    ("Monthly report", "Our monthly report", "report.title", "Our monthly report"),
    ("Monthly report \tPrivate edition", "The report \tPrivate edition", "report.title",
     "The report"),
    ("Provisional figures.", "Provisional figures, to be revised.", "report.page_note",
     "Provisional figures, to be revised."),
    ("Status: For discussion", "Status: For decision", "report.fields.status", "For decision"),
    ("All", "North and South", "report.fields.ward", "North and South"),
])
def test_a_value_of_report_toml_is_known_by_its_words(
    before: str, after: str, key: str, value: object
) -> None:
    new = new_value(OURS, before, after)
    assert new is not None
    assert (new.shown, new.after) == (key, value)


@pytest.mark.parametrize(("before", "after"), [
    ("Private edition", "Draft"),                   # nothing of report.toml
    ("13 September 2022", "next Tuesday"),          # no day
    ("13 September 2022", "31 September 2022"),     # not in the calendar
    ("Scrutiny", ""),                               # taken out
    ("Cllr A, Cllr B", "Cllr A, Cllr C"),           # a list
    ("Scrutiny \tPage", "Scrutiny \tSheet"),        # another part of it
])
def test_what_cannot_be_told_is_left(before: str, after: str) -> None:
    assert new_value(OURS, before, after) is None


def test_where_a_value_stands_is_said() -> None:
    assert where_stated(OURS, "Cllr A, Cllr B") == "report.toml (report.fields.lead)"
    assert where_stated(OURS, "Something") == "report.toml"


def test_the_meeting_and_its_day_are_changed_in_report_toml(folder: Path) -> None:
    before = (folder / "report.toml").read_text("utf-8")
    (folder / "report.toml").write_text("# Ours\n" + before, encoding="utf-8")
    taken = accept(folder, written(
        folder, "private", reworded("headerblock:Meeting", "Cabinet"),
        reworded("headerblock:Date of meeting", "20 September 2022")))
    assert taken.left == ()
    assert taken.files == ("report.toml",)
    assert settings(folder)["meeting"] == "Cabinet"
    assert settings(folder)["date"] == date(2022, 9, 20)
    assert (folder / "report.toml").read_text("utf-8") == "# Ours\n" + before.replace(
        '"Scrutiny"', '"Cabinet"').replace("2022-09-13", "2022-09-20")


def test_the_title_is_changed_and_the_files_keep_their_name(folder: Path) -> None:
    name = next(iter(prepare(folder).report.settings.report.title.split()))
    accept(folder, written(folder, "private", reworded("title", "How our services did")))
    assert settings(folder)["title"] == "How our services did"
    assert settings(folder)["name"] == "monthly-report"
    assert name == "Monthly"


def test_the_same_file_twice_is_no_change(folder: Path) -> None:
    file = written(folder, "private", reworded("title", "How our services did"),
                   reworded("headerblock:Meeting", "Cabinet"))
    accept(folder, file)
    before = contents(folder)
    taken = accept(folder, file)
    assert (taken.files, taken.left) == ((), ())
    assert contents(folder) == before


def test_a_running_title_is_set_by_the_header(folder: Path) -> None:
    accept(folder, written(folder, "private", Change(
        "furniture", "header", anchor="header", before=(Run("Monthly report \tPage"),),
        after=(Run("Our report \tPage"),))))
    assert settings(folder)["running_title"] == "Our report"
    assert settings(folder)["title"] == "Monthly report"


def test_two_files_that_set_it_otherwise_are_asked_about(folder: Path) -> None:
    first = written(folder, "private", reworded("headerblock:Meeting", "Cabinet"))
    second = written(folder, "private", reworded("headerblock:Meeting", "Full Council"))
    with pytest.raises(ProblemsFound) as refused:
        accept(folder, first, second)
    assert [str(one) for one in refused.value.problems] == [
        "b.docx, report.meeting: another file changed it as well. Written: Scrutiny – the other: "
        "Cabinet – b.docx: Full Council Accept one of the two files, or take this one's words "
        "with --over."]
    accept(folder, first, second, over=True)
    assert settings(folder)["meeting"] == "Full Council"


# ── paragraphs that were split ───────────────────────────────────────────────────────────────────


def test_a_generated_paragraph_is_split_between_its_sentences(barnsley: Path) -> None:
    folder = barnsley
    document = prepare(folder).editions[0]
    long = next(one for one in written(folder, "private").anchors
                if one.id == "summary.area.caseloads.1")
    words = "".join(run.text for run in long.original)
    first, rest = words[:long.said[1].start].rstrip(), words[long.said[1].start:]
    accept(folder, written(folder, "private", reworded(long.id, f"{first}\n{rest}")))
    (edit,) = edits_of(folder)
    assert (edit.kind, edit.anchor, edit.statement) == (
        "split", long.id, long.said[1].statement)
    now = {one.id: "".join(run.text for run in one.original)
           for one in written(folder, "private").anchors}
    assert (now[long.id], now[f"{long.id}+{long.said[1].statement}"]) == (first, rest)
    assert {one.id for one in document.composed.narration.statements.values()} == {
        one.id for one in prepare(folder).editions[0].composed.narration.statements.values()}


def test_it_runs_on_again_where_the_split_is_taken_back(barnsley: Path) -> None:
    folder = barnsley
    long = next(one for one in written(folder, "private").anchors
                if one.id == "summary.area.caseloads.1")
    words = "".join(run.text for run in long.original)
    at = long.said[1].start
    before = said(folder)
    accept(folder, written(folder, "private", reworded(
        long.id, f"{words[:at].rstrip()}\n{words[at:]}")))
    half = f"{long.id}+{long.said[1].statement}"
    accept(folder, written(folder, "private", Change(
        "joined", "paragraph", anchor=half, follows=long.id, by=JANE)))
    assert edits_of(folder) == ()
    assert said(folder) == before


def test_a_sentence_that_was_split_becomes_two_paragraphs(folder: Path) -> None:
    first, second = REFERRED.split(", ")
    accept(folder, written(folder, "private", reworded(HEAD, f"{first}.\nThat is {second}")))
    assert [(one.kind, one.words) for one in edits_of(folder) if one.kind != "removed"] == [
        ("reworded", "The number of referrals increased from {referrals.previous} in June to "
                     "{referrals.current} in July."),
        ("added", "That is the fourth increase in a row.")]


def test_an_own_paragraph_is_split_in_its_file(folder: Path) -> None:
    file = written(folder, "private", reworded(
        "background.author.1", "The first paragraph\nof the author's."))
    accept(folder, file)
    own = (folder / "commentary" / "background.md").read_text("utf-8")
    assert own.startswith("The first paragraph\n\nof the author's.\n\nThe second, with")
    before = contents(folder)
    accept(folder, file)
    assert contents(folder) == before


def test_a_bullet_is_split_into_two(folder: Path) -> None:
    accept(folder, written(folder, "private", reworded(
        "background.author.3#1", "The first\nbullet.")))
    own = (folder / "commentary" / "background.md").read_text("utf-8")
    assert own.endswith("- The first\n- bullet.\n- The second bullet.\n")


def test_a_copy_of_an_own_paragraph_is_told_of(folder: Path) -> None:
    before = contents(folder)
    taken = accept(folder, written(folder, "private", added(
        "background.author.1", "The first paragraph of the author's.")))
    assert [str(one) for one in taken.left] == [
        "a.docx, background.author.1: not taken over: “The first paragraph of the author's.” "
        "stands there already: the copy is not needed."]
    assert contents(folder) == before


# ── charts, pictures, tables ─────────────────────────────────────────────────────────────────────


def test_a_chart_goes_with_its_title(folder: Path) -> None:
    chart = next(one for one in written(folder, "private").anchors
                 if one.id == "chart.referrals")
    title = "".join(run.text for run in chart.original)
    taken = accept(folder, written(folder, "private", Change(
        "removed", "chart", anchor="chart.referrals", before=(Run(" "),), by=JANE)))
    assert [str(one) for one in taken.left] == [
        f"a.docx, chart.referrals: not taken over: the title “{title}” goes with the chart that "
        "was taken out."]
    assert title not in said(folder)


def test_a_table_of_the_authors_is_edited_again(folder: Path) -> None:
    rows = (("Team", "Posts"), ("North", "Two"), ("South", "Three"))
    accept(folder, written(folder, "private", Change(
        "added", "table", follows="background.author.1", rows=rows, by=JANE)))
    now = written(folder, "private")
    name = next(one.id for one in now.anchors if one.id == "background.author.1+1")
    present = (Run("Team | Posts | Since\nSouth | Three | May\nNorth | Two | June"),)
    file = written(folder, "private",
                   Change("row_moved", "row", anchor=name, row="South", by=JANE),
                   Change("column_added", "column", anchor=name, column="Since", by=JANE))
    edited = tuple(Anchor(one.id, one.block, one.level, one.original, present)
                   if one.id == name else one for one in file.anchors)
    taken = accept(folder, replace(file, anchors=edited))
    assert taken.left == ()
    (edit,) = edits_of(folder)
    assert edit.rows == (("Team", "Posts", "Since"), ("South", "Three", "May"),
                         ("North", "Two", "June"))
